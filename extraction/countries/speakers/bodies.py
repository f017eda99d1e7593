"""Companies and other bodies whose country an article says once: “Belgian brewing group Verbruk”.

Those who work there, “Verbruk’s chief executive”, are of that country if nothing tells more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.countries.signs.signs import Sign, SignKind
from extraction.lexicon.organizations import BODIES_OF_A_COUNTRY
from extraction.text.patterns import any_of

BODY = rf"(?:{any_of(BODIES_OF_A_COUNTRY)}|[a-z]+(?:maker|builder|brewer|carrier|seller|grower))s?"
NAME = r"(?P<name>[^\W\d_a-z][\w&’'-]*(?:\s(?:&\s|and\s)?[^\W\d_a-z][\w&’'-]*){0,3})"
# “Belgian brewing group Verbruk”, “Ghent-based brewer Verbruk”, “Belgium’s largest brewer, Verbruk”
IN_FRONT = re.compile(rf"(?:[’']s|-based)?\s(?:[a-z][\w-]*\s){{0,3}}?{BODY},?\s{NAME}")
# “Verbruk, a Belgian brewing group”, “Verbruk, one of Belgium’s breweries”
APPOSED = re.compile(rf"{NAME},\s(?:an?|the|one\sof)\s(?:[a-z][\w-]*\s){{0,3}}\Z")
KIND = re.compile(rf"(?:[’']s|-based)?\s(?:[\w’-]+\s){{0,4}}?{BODY}\b")
# “Verbruk, which is listed in Ghent”, “Verbruk, based in Ghent”, “Verbruk is based in Ghent”
BASED = re.compile(
    rf"{NAME},?\s(?:(?:which\s)?(?:is|are|was)\s)?(?:based|headquartered|listed|registered|made)\s(?:in|at)"
    r"\s(?:the\s)?\Z"
)
REACH = 90  # code points before a sign in which the name of its body stands
LEAST = 3  # letters of a name


def bodies(text: str, signs: Sequence[Sign]) -> dict[str, str]:
    """The countries of the bodies of an article by name; the first that is said counts."""
    found: dict[str, str] = {}
    for sign in signs:
        if sign.share < 1.0 or sign.kind in (SignKind.WORD, SignKind.INSTITUTION):
            continue
        for name in _named_beside(text, sign):
            if sum(map(str.isalpha, name)) >= LEAST:
                found.setdefault(name, sign.code)
    return found


def _named_beside(text: str, sign: Sign) -> Iterator[str]:
    start, end = sign.span
    if match := IN_FRONT.match(text, end):
        yield match["name"]
    before = text[max(0, start - REACH) : start]
    if (match := APPOSED.search(before)) and KIND.match(text, end):
        yield match["name"]
    if match := BASED.search(before):
        yield match["name"]
