"""Signs of countries in a text: what names one, or lies or is at home in one.

Countries by name, demonym, capital and seat of power; places, institutions and words that a
newspaper of the country takes for granted; cities of the whole world, each country that has one
by its share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import NamedTuple

from extraction.annotations import EntityType, Span
from extraction.countries.signs.cities import find_cities
from extraction.countries.signs.mentions import candidates, is_in_person_name, which_georgia
from extraction.countries.signs.places import IN_STATE, find_known
from extraction.countries.signs.senses import is_language
from extraction.countries.signs.words import find_amounts, find_words
from extraction.countries.table import lines_of
from extraction.document import Mention, Sense
from extraction.text.intervals import CharacterMask


class SignKind(StrEnum):
    """What kind of thing tells the country."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    PLACE = "place"
    INSTITUTION = "institution"
    CITY = "city"
    WORD = "word"


KINDS = {
    Sense.NAME: SignKind.COUNTRY,
    Sense.DEMONYM: SignKind.DEMONYM,
    Sense.CAPITAL: SignKind.CAPITAL,
    Sense.SEAT: SignKind.INSTITUTION,
}
TABLES = {
    "places.tsv": SignKind.PLACE,
    "institutions.tsv": SignKind.INSTITUTION,
    "shared.tsv": SignKind.INSTITUTION,
}


# “A load for Lund”, “flew in from Lund”: no name of a person
TO_PLACE = re.compile(
    r"\b(?:in|at|near|from|outside|around|across|into|to|towards?|between|above|below|beyond|via|"
    r"through|bound\sfor|reached|visited|left|downtown|over|off|inside)\s$",
    re.IGNORECASE,
)
# “Perth in Scotland”, “Perth, Scotland”, but not “Perth, Scotland and Wales”
IN_COUNTRY = re.compile(r"(?:,|,?\sin)\s(?=[A-Z][a-z]+(?:\s[A-Z][a-z]+)*(?!\sand\s|[\w’']))")
# “the House of Representatives of Fiji”, “the Daily Mirror in Colombo”
OF_COUNTRY = re.compile(r"(?:,|\s(?:of|in))\s(?:the\s)?")
BESIDE = re.compile(r"(?:[’']s)?[ \xa0]\Z")  # between “Peru’s” and “National Congress”
PLACES = frozenset({SignKind.CAPITAL, SignKind.PLACE, SignKind.CITY})
WORLDWIDE = 0.3
"""What a company or paper counts that is at home in one country and spoken of in all."""
RANKS = {kind: rank for rank, kind in enumerate(SignKind)}
"""Of several for the same words, the one that comes first here."""


class Sign(NamedTuple):
    """A span and the country it is a sign of; `share` is 1 if it is a sign of this one alone."""

    span: Span
    code: str
    kind: SignKind
    share: float = 1.0


def signs_in(text: str, people: Iterable[Mention] = ()) -> list[Sign]:
    """The signs of a text or phrase, in order; a longer one holds those inside it.

    Of a city with namesakes there is a sign a country.  What is a part of the name of `people`
    is none.
    """
    names = CharacterMask(len(text), people_in(text, people))
    found = sorted(
        chain(_countries(text), _places(text), _cities(text), _words(text)),
        key=lambda sign: (sign.span.start, -sign.span.end, RANKS[sign.kind]),
    )
    kept: list[Sign] = []
    for sign in _in_their_countries(text, found):
        inside = bool(kept) and sign.span.start < kept[-1].span.end
        namesake = inside and sign.kind is kept[-1].kind and sign.span == kept[-1].span
        if (not inside or namesake) and not names.touches(sign.span):
            kept.append(sign)
    return kept


def _in_their_countries(text: str, found: Sequence[Sign]) -> Iterator[Sign]:
    """The signs, where “Perth in Scotland” and “Perth, Scotland” are no sign of Australia.

    So are bodies that several countries have: “the National Congress in Quito”, “the Peruvian
    National Congress”.
    """
    countries = {sign.span.start: sign.code for sign in found if sign.kind is SignKind.COUNTRY}
    whole = {sign.span.start: sign.code for sign in found if sign.share == 1.0}
    before = {sign.span.end: sign.code for sign in found if sign.share == 1.0}
    owners = Counter(sign.span for sign in found if sign.kind is SignKind.INSTITUTION)
    named: set[Span] = set()
    for sign in found:
        if owners[sign.span] > 1:
            match, codes = OF_COUNTRY.match(text, sign.span.end), whole
        else:
            match = IN_COUNTRY.match(text, sign.span.end) if sign.kind in PLACES else None
            codes = countries
        code = codes.get(match.end()) if match else None
        beside = BESIDE.search(text, max(0, sign.span.start - 3), sign.span.start)
        if beside and owners[sign.span] > 1:
            code = before.get(beside.start(), code)
        if code is None:
            yield sign
        elif sign.span not in named:
            named.add(sign.span)
            yield sign._replace(code=code, share=1.0)


def people_in(text: str, mentions: Iterable[Mention]) -> Iterator[Span]:
    """The names of people, without those of one word that are written as places alone are."""
    people = [mention for mention in mentions if mention.type is EntityType.PERSON]
    named = {word for mention in people if len(mention.words) > 1 for word in mention.words}
    for mention in people:
        alone = len(mention.words) == 1 and mention.words[0] not in named
        if not (
            alone and TO_PLACE.search(text, max(0, mention.span.start - 16), mention.span.start)
        ):
            yield mention.span


def _countries(text: str) -> Iterator[Sign]:
    for span, code, sense in candidates(text):
        if is_in_person_name(text, span) or (sense is Sense.DEMONYM and is_language(text, span)):
            continue
        if span.of(text).startswith("Georgia"):
            code = which_georgia(text)
        yield Sign(span, "US" if IN_STATE.match(text, span.end) else code, KINDS[sense])


def _places(text: str) -> Iterator[Sign]:
    for span, codes, file in find_known(text):
        whole = WORLDWIDE if span.of(text) in _worldwide() else 1.0
        for code in dict.fromkeys(codes):
            yield Sign(span, code, TABLES[file], whole * codes.count(code) / len(codes))


@cache
def _worldwide() -> frozenset[str]:
    return frozenset(lines_of("worldwide.txt"))


def _cities(text: str) -> Iterator[Sign]:
    for span, shares in find_cities(text):
        for code, share in shares:
            yield Sign(span, code, SignKind.CITY, share)


def _words(text: str) -> Iterator[Sign]:
    for span, codes in chain(find_words(text), find_amounts(text)):
        for code in sorted(set(codes)):
            yield Sign(span, code, SignKind.WORD, codes.count(code) / len(codes))


def forms(signs: Sequence[Sign], text: str) -> set[str]:
    """What the signs are called, each once."""
    return {sign.span.of(text) for sign in signs}
