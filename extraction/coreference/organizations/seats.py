"""Companies called by where they are: “the Helsinki-based company”, “the Finnish group”.

Such words are no name.  The country in them tells the bodies of an article apart, as far as it says
where each is: “Swiss group Brelhof and its Japanese rival Nishi”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extraction.annotations import EntityType, Span
from extraction.document import CountryMention, Document, Mention, Sense
from extraction.lexicon.kinds_of_bodies import COMPANIES, NEVER_PEOPLE, UNNAMED_BY_PLACE
from extraction.text.folding import plain
from extraction.text.intervals import overlapping

BY_SEAT = re.compile(r"\w-(?:based|listed|headquartered|registered|quoted)\b", re.IGNORECASE)
# “Swiss engineering group Brelhof”, “Peru’s largest lender, Brelbank”, “a US maker, Brelco”
BESIDE = re.compile(r"(?:[’']s|-[a-z]+)?(?:[ \xa0][a-z][\w-]*){0,4},?[ \xa0]\Z")
ALONE = re.compile(r"[ \xa0]\Z")
# “Brelhof, the Swiss group”, “Brelhof, one of Peru’s lenders”
APPOSED = re.compile(r",[ \xa0](?:an?|the|one of)[ \xa0](?:[a-z][\w-]*[ \xa0]){0,3}\Z")
REACH = 70  # code points between a country and the name of a body that is of it
NO_NAMES = COMPANIES | UNNAMED_BY_PLACE
PLACES = frozenset({EntityType.PLACE, EntityType.COUNTRY, EntityType.GROUP})


def is_by_place(document: Document, mention: Mention, head: str) -> bool:
    """Whether the only name in a description of a body is where it is: “the Leeds company”."""
    if head not in NO_NAMES:
        return False
    native = any(
        country.span.contains(mention.span)
        for country in overlapping(document.countries, mention.span)
    )
    # the recogniser takes places for people now and then
    mistaken = mention.type is EntityType.PERSON and head in COMPANIES
    return native or mistaken or mention.type in PLACES


def is_description(mention: Mention) -> bool:
    """Whether the recogniser took such a description for a name: “South Yorkshire company”."""
    last = mention.words[-1]
    return mention.type is EntityType.ORGANIZATION and last.islower() and plain(last) in NO_NAMES


def is_surely_a_body(phrase: str, head: str) -> bool:
    """Whether a noun for people too is for a body: “the lender”, “the Osk-based miner”."""
    return head in NEVER_PEOPLE or bool(BY_SEAT.search(phrase))


def country_in(document: Document, span: Span) -> str | None:
    """The country that a description names; None if it names none or two."""
    codes = {country.code for country in overlapping(document.countries, span)}
    return codes.pop() if len(codes) == 1 else None


def countries_of(document: Document, mentions: Iterable[tuple[Mention, str]]) -> dict[str, str]:
    """The countries of bodies by their long names, where the words beside a mention say it."""
    found: dict[str, str] = {}
    for mention, name in mentions:
        if country := _beside(document, mention.span):
            found.setdefault(name, country.code)
    return found


def _beside(document: Document, name: Span) -> CountryMention | None:
    around = Span(max(0, name.start - REACH), name.end + REACH)
    for country in overlapping(document.countries, around):
        start, end = country.span
        if end <= name.start:
            gap = document.text[end : name.start]
            bare = country.sense is not Sense.DEMONYM and ALONE.fullmatch(gap)
            if BESIDE.fullmatch(gap) and not bare:
                return country
        elif start >= name.end and APPOSED.fullmatch(document.text, name.end, start):
            return country
    return None
