"""Words by which articles say what else a person is called.  Written by hand."""

from __future__ import annotations

from extraction.lexicon import words

CALLED = words("nicknamed known called dubbed christened styled")
"""“Ned Brel, nicknamed Duke”."""

CALLS = words("call calls called know knows knew nicknames nicknamed dubs dubbed")
"""“Whom the port knows as Duke”."""

CALLERS = words(
    """everyone everybody all most many some people locals villagers neighbours neighbors friends
    fans colleagues teammates supporters admirers readers listeners viewers critics customers
    children pupils students followers they family half"""
)
"""“The skipper everyone calls Duke”: who stands there without “whom”."""

HOW_CALLED = words(
    """also better best more popularly widely commonly fondly affectionately formerly locally
    professionally otherwise usually sometimes often once simply jokingly universally generally
    still always variously respectfully lovingly"""
)
"""“Better known as”."""

GOING_BY = words(
    """goes go went writes wrote performs performed sings sang raps rapped records recorded paints
    painted fights fought wrestles wrestled blogs blogged posts posted tweets publishes published"""
)
"""“Who writes as”, “who goes by”."""

KIN_HONORIFICS = words(
    """mama papa baba auntie aunty uncle oom tannie gogo grandma grandpa granny grandpapa kuya
    tita tito nonna opa oma"""
)
"""In front of a given name: “Mama Safiya”, whom the article calls Safiya Brel as well."""

ARTICLES = words("the el la le il lo los las al der de das")
"""Another name may begin with one, in capitals or not: “La Paloma”, “el Rubio”."""
