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
