"""Places of two names: “Trinidad and Tobago”, “St Kitts and Nevis”, “Chatham, Kent”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.document import Document, Name
from extraction.text.intervals import CharacterMask

PLACE = "GPE"
_OF_TWO = " and "
_WHERE = re.compile(r"\b(?:in|at|from|near|of|to|outside|around)[ \xa0](?:the[ \xa0])?\Z")
_OUTER_ENDS = re.compile(r"[.;!?)]|,(?![ \xa0]who)|\n|\Z")


def with_places(document: Document, names: Sequence[Name]) -> list[Name]:
    """The names, with places of two names, and those that stand behind another."""
    return with_outer_places(document.text, with_places_of_two(document, names))


def with_places_of_two(document: Document, names: Sequence[Name]) -> list[Name]:
    """The names, with one for each place of two names in place of those inside it.

    The recogniser finds two places, or a person: “St Kitts”.
    """
    wide = [
        country.span for country in document.countries if _OF_TWO in country.span.of(document.text)
    ]
    if not wide:
        return list(names)
    taken = CharacterMask(len(document.text), wide)
    kept = [(span, label) for span, label in names if not taken.touches(span)]
    return sorted([*kept, *((span, PLACE) for span in wide)])


def with_outer_places(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with “Kent” of “in Chatham, Kent.” as a place, if the model finds a person.

    Not if it is a word of a person's longer name.
    """
    ends = {span.end: span.start for span, label in names if label == PLACE}
    words = {
        word
        for span, label in names
        if label == "PERSON" and " " in span.of(text)
        for word in span.of(text).split()
    }
    outer = {
        span.of(text)
        for span, label in names
        if label in {"PERSON", "ORG"}
        and " " not in span.of(text)
        and span.of(text) not in words
        and text[span.start - 2 : span.start] == ", "
        and (start := ends.get(span.start - 2)) is not None
        and _WHERE.search(text, max(0, start - 14), start)
        and _OUTER_ENDS.match(text, span.end)
    }
    return [(span, PLACE if span.of(text) in outer else label) for span, label in names]
