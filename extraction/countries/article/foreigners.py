"""Signs of people who are called by their country since they are not at home in the article.

“Senegal’s striker Ana Brel”, “an Australian firefighter”, “the Swedish ambassador in Windhoek”: a
newspaper gives the nationality of those who come from elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from extraction.annotations import EntityType, Span
from extraction.countries.signs.signs import Sign, SignKind
from extraction.document import Mention
from extraction.lexicon.people_met import CALLED_BY_COUNTRY, FLEEING, FROM_ELSEWHERE
from extraction.lexicon.roles import DIPLOMATS
from extraction.text.patterns import any_of

NUMBERS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty"
    "|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
)
COUNTED = rf"(?:^|[\s“‘(])(?:an?|another|{NUMBERS}|\d[\d,.]*)"
# “an ”, “twelve young ”, “a team of ”: what stands before the sign
ONE_OR_SOME = re.compile(rf"{COUNTED}(?:\s[a-z][\w’-]*(?:\sof)?){{0,2}}\s\Z", re.IGNORECASE)
# “two hikers from ”, “thousands of refugees from ”
ONE_FROM = re.compile(
    rf"(?:{COUNTED}\s(?:[a-z][\w’-]*\s(?:of\s)?){{0,3}}?(?P<who>{any_of(CALLED_BY_COUNTRY)})s?"
    rf"|\b(?P<fled>{any_of(FLEEING)})s?)\sfrom\s(?:the\s)?\Z",
    re.IGNORECASE,
)
# “who fled Aleppo”, “who fled the war in Syria”, but not “who fled to Beirut”
FLED = re.compile(r"\b(?:fled|escaped)\s(?!(?:[a-z]+\s)*(?:to|for)\s)(?:[a-z]+\s){0,4}\Z")
# “ young firefighters”, behind the sign
WHO = rf"\s(?:[a-z][\w’-]*\s){{0,2}}?(?P<who>{any_of(CALLED_BY_COUNTRY)})"
SOME_WHO, ONE_WHO = re.compile(rf"{WHO}s?\b"), re.compile(rf"{WHO}\b")
AMBASSADORS = DIPLOMATS - {"envoy"}  # the envoy on Syria is no Syrian
ENVOY = re.compile(rf"(?:[’']s)?\s(?:[\w’-]+\s){{0,2}}?{any_of(AMBASSADORS)}\b", re.IGNORECASE)
# “ striker ” between “Senegal” and the name of a person
PLAYER = re.compile(rf"(?:[’']s)?\s(?:[a-z][\w-]*\s){{0,3}}?{any_of(FROM_ELSEWHERE)}\s\Z")
FURTHEST = 60  # code points from a sign to a name
BEFORE = 60  # code points in front of a sign that are looked at
CALLED = (SignKind.DEMONYM, SignKind.COUNTRY)


def from_elsewhere(text: str, signs: Sequence[Sign], people: Iterable[Mention]) -> Iterator[Span]:
    """The signs by which people are called who are at home elsewhere."""
    names = sorted(m.span for m in people if m.type is EntityType.PERSON)
    for sign in signs:
        before_name = sign.kind in CALLED and (
            ENVOY.match(text, sign.span.end) or _named(text, sign, names)
        )
        if before_name or people_of(text, sign) in FROM_ELSEWHERE:
            yield sign.span


def people_of(text: str, sign: Sign) -> str | None:
    """What the people are who are called by a sign, if it is one of them or some that are counted.

    “An Australian firefighter”, “twelve French pupils”, “two hikers from Bergen”.
    """
    start = sign.span.start
    before = text[max(0, start - BEFORE) : start]
    if match := ONE_FROM.search(before):
        return (match["who"] or match["fled"]).lower()
    if FLED.search(before):
        return "refugee"
    if sign.kind is not SignKind.DEMONYM:
        return None
    opens_line = start == 0 or text[start - 1] == "\n"  # “Irish jockey wins in Hong Kong”
    if not opens_line and not ONE_OR_SOME.search(before):
        return None
    match = (ONE_WHO if opens_line else SOME_WHO).match(text, sign.span.end)
    return match["who"] if match else None


def _named(text: str, sign: Sign, names: Sequence[Span]) -> bool:
    """“Senegal striker Ana Brel”."""
    at = bisect_left(names, sign.span.end, key=lambda name: name.start)
    return any(
        name.start - sign.span.end <= FURTHEST and PLAYER.match(text[sign.span.end : name.start])
        for name in names[at : at + 1]
    )
