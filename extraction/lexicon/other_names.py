"""Words by which articles say what else a person is called.  Written by hand."""

from __future__ import annotations

from extraction.lexicon import words

CALLED = words("nicknamed known called dubbed christened styled")
"""“Ned Brel, nicknamed Duke”."""

BEFORE_SUBJECTS = words(
    "every each last next meanwhile yesterday then but and when soon once now still later so yet"
)
"""Opens a sentence right in front of a name, of which it is no part: “Then Ana Brel left”."""

OPENING_PHRASES = words("in at after before since during last next earlier late early until over")
"""The first words of phrases in front of a subject, without a comma: “After the war Brel left”."""

CALLS = words("call calls called know knows knew nicknames nicknamed dubs dubbed")
"""“Whom the port knows as Duke”."""

CALLERS = words(
    """everyone everybody all most many some people locals villagers neighbours neighbors friends
    fans colleagues teammates supporters admirers readers listeners viewers critics customers
    children pupils students followers they family half"""
)
"""“The skipper everyone calls Duke”: who stands there without “whom”."""

FAMILIARS = CALLERS | words(
    """acquaintances class clients congregation crew crowd family flock intimates mates men pals
    parishioners patients players public regulars relatives soldiers staff team town troops village
    women workers world"""
)
"""“Duke to his friends”."""

HOW_CALLED = words(
    """also better best more popularly widely commonly fondly affectionately formerly locally
    professionally otherwise usually sometimes often once simply jokingly universally generally
    still always variously respectfully lovingly"""
)
"""“Better known as”."""

GOING_BY = words(
    """goes go went writes wrote performs performed raps rapped records recorded paints
    painted fights fought wrestles wrestled blogs blogged posts posted tweets publishes published"""
)
"""“Who writes as”, “who goes by”."""

KIN_HONORIFICS = words(
    """mama papa baba auntie aunty uncle oom tannie gogo grandma grandpa granny grandpapa kuya
    tita tito nonna opa oma"""
)
"""In front of a given name: “Mama Safiya”, whom the article calls Safiya Brel as well."""

ELDERS = words(
    """tia tio tante tata nana bibi mak pak bapa nenek kakek hajja hadja hajji hadji mae pai nha nho
    seu batono kalbatoni bebia babu khala chacha dada didi kaka abuela abuelo babcia deda aunt"""
)
"""What elders are called by in front of a given name, and what may be a name itself."""

ELDERS_BEHIND = words("amma akka anna bhai didi hanim abla teyze efendi bey mashi chechi")
"""The same behind a given name: “Ana Amma”."""

ARTICLES = words("the el la le il lo los las al der de das")
"""Another name may begin with one, in capitals or not: “La Paloma”, “el Rubio”."""
