"""People named behind an office, which the recogniser takes for a part of a name or for a body.

“The Inspector-General of Police, Usman Bello, has …”, “the Auditor-General of the Federation,
Usman Bello”, “PM Bello”.  The office names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.annotations import Span
from extraction.coreference.short_offices import has_office_in_short
from extraction.coreference.titles import head_noun
from extraction.document import Name
from extraction.lexicon import capitalized
from extraction.lexicon.honorifics import (
    ENGLISH_HONORIFICS,
    HONORIFICS_ABROAD,
    PARTICLES_BETWEEN_NAMES,
)
from extraction.lexicon.offices import AREAS, OF_PLACES, OFFICES_OF, OFFICES_SPELT_OUT
from extraction.names import CAP, is_given
from extraction.text.folding import plain
from extraction.text.intervals import CharacterMask
from extraction.text.patterns import any_of

PERSON, BODY = "PERSON", "ORG"
PLACES = frozenset({"GPE", "LOC", "FAC"})
TAKEN_FOR = frozenset({PERSON, "PRODUCT", "WORK_OF_ART"})  # what “CM Brel” is taken for
NO_INITIALS = frozenset({"PM", "DPM", "EAM", "CEO", "IGP"})  # hardly of given names: “CM Brel” may
_HONORIFICS = rf"(?:{any_of(capitalized(ENGLISH_HONORIFICS | HONORIFICS_ABROAD))}\.?[ \xa0])*"
_OF = r"[ \xa0](?:of|for)[ \xa0](?:the[ \xa0])?"
_HELD = (
    rf"(?:{CAP}[ \xa0]){{0,3}}(?:[A-Z]\w+-)?{any_of(capitalized(OFFICES_OF))}{_OF}"
    rf"(?:{CAP}[ \xa0](?:(?:and|of|for|&)[ \xa0](?:the[ \xa0])?)?){{0,4}}{CAP}"
)
_NAME = rf"{CAP}(?:[ \xa0](?:{any_of(PARTICLES_BETWEEN_NAMES)}[ \xa0])?{CAP}){{1,3}}"
_OFFICE = re.compile(rf"(?:[Tt]he[ \xa0])?(?:{_HELD})")
_OF_A_PLACE = re.compile(rf"\b{any_of(OF_PLACES | capitalized(OF_PLACES))}[ \xa0]of[ \xa0]\Z")
_HOLDER = re.compile(
    rf"(?<![\w’'-])(?P<office>{_HELD}),[ \xa0]{_HONORIFICS}(?P<name>{_NAME})"
    r"(?=,[ \xa0\n]|[ \xa0]\()"
)


def holders_of_offices(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with the people behind offices and without the offices themselves."""
    names = [_without_office(text, *_without_seat(text, span, label)) for span, label in names]
    places = CharacterMask(len(text), (span for span, label in names if label in PLACES))
    held = [match for match in _HOLDER.finditer(text) if _is_person(match, places)]
    people = [Span(*match.span("name")) for match in held]
    around = CharacterMask(len(text), people)
    offices = [Span(match.start("office"), match.start("name")) for match in held]
    kept = [
        (span, label)
        for span, label in names
        if not around.touches(span)
        and not (label == BODY and (_is_office(span.of(text)) or _runs_over(span, offices)))
    ]
    return kept + [(_longest(person, names), PERSON) for person in people]


def _without_seat(text: str, span: Span, label: str) -> Name:
    """A name, without the place that the office in front is of: “Mayor of Osk Ana Brel”."""
    seat, *name = span.of(text).split()
    placed = label == PERSON and len(name) > 1 and not (is_given(seat) and not is_given(name[0]))
    if placed and _OF_A_PLACE.search(text, max(0, span.start - 24), span.start):
        return Span(span.start + span.of(text).index(name[0], len(seat)), span.end), label
    return span, label


def _without_office(text: str, span: Span, label: str) -> Name:
    """A name, of “PM Brel” Brel; what may be initials is an office where the text spells it out."""
    short, _, name = span.of(text).partition(" ")
    office = name and label in TAKEN_FOR and short.isupper() and short in OFFICES_SPELT_OUT
    if office and (short in NO_INITIALS or has_office_in_short(short, text)):
        return Span(span.start + len(short) + 1, span.end), PERSON
    return span, label


def _longest(person: Span, names: Sequence[Name]) -> Span:
    """What the recogniser has of a person where that is more: “Ana Brel Moxi y Sorda”."""
    longer = [s for s, label in names if label == PERSON and s.start == person.start < s.end]
    return max([person, *longer], key=lambda span: span.end)


def _is_person(match: re.Match[str], places: CharacterMask) -> bool:
    name = Span(*match.span("name"))
    return (
        not places.touches(name)
        and plain(match["name"].split()[-1]) not in AREAS
        and head_noun(match["office"]) is not None
    )


def _is_office(name: str) -> bool:
    """“The Inspector General of Police”: a person's, whom the article names or does not."""
    return _OFFICE.fullmatch(name) is not None and head_noun(name) is not None


def _runs_over(name: Span, offices: Sequence[Span]) -> bool:
    """Whether a body begins with an office: “Director General of Health, Osk”."""
    return any(office.start - 4 <= name.start <= office.start for office in offices)
