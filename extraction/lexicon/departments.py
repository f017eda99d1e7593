"""What tells the offices of ministers and the heads of bodies apart."""

from __future__ import annotations

from extraction.lexicon import words

DEPARTMENTS = words(
    "agriculture attorney aviation budget commerce communications culture defence defense"
    " development economy education electricity employment energy environment external family"
    " federal finance first fisheries foreign forestry health higher home housing immigration"
    " industry information infrastructure interior investment justice labor labour lands law"
    " migration mines mining planning police prime railways rural science security social sport"
    " sports tourism trade transport transportation treasury water works youth"
)
"""Words before “minister” and “secretary”, or behind their “of” and “for”."""

OF_ONE_BODY = words("ceo chair chairman chairperson chairwoman director executive governor mayor")
"""Who is so of one body or place at a time, and is called so with its name."""

WORDS_OF_OFFICES = words("a an chief director executive general president the")
"""Words with a capital in titles that are of the office, and not of a body's name."""

OF_ONE_SIDE = words("boss captain chief coach head manager skipper")
"""Who is so of one side or body at a time, and is called so with its name: “the Osk captain”."""

ENVOYS = words("ambassador consul diplomat envoy")
"""Who stands for a state: “the Kenyan ambassador” is no other state's."""

WORDS_OF_CLUBS = words(
    """academicals albion athletic city county rovers town united villa wanderers wednesday"""
)
"""Words with a capital by which one of many clubs is called in short."""

WORDS_OF_RANK = words(
    """a acting an army assistant caretaker chief club county departing deputy district executive
    fire fleet former head incoming interim joint late local longtime metropolitan national
    naval navy new opposition outgoing party police player regional rookie security senior squad
    staff stand-in state team the then tour under-fire union veteran vice youth"""
)
"""Words that may open a title with a capital, and are of no name: “Police chief Ana Brel”."""

FIELDS = (
    DEPARTMENTS - words("attorney federal first higher home prime foreign external family")
) | words(
    """roads ports shipping power sanitation medicine nursing surgery schools maths mathematics
    research technology innovation physics chemistry biology geology history economics politics
    sociology psychology languages music art arts heritage children women families welfare pensions
    construction environment conservation forests farming livestock wildlife climate security
    intelligence policing prisons taxation marketing sales communications operations strategy
    logistics engineering safety compliance procurement affairs relations services policy reform
    integration equality diversity media broadcasting news content products design"""
)
"""What an office is for: “spokesman on transport Mikael Foote”, “head of maths Jon Tarr”."""
