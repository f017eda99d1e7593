"""Countries and regions of two names: “Trinidad and Tobago”, “St Kitts and Nevis”."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.document import Document, Name
from extraction.text.intervals import CharacterMask

PLACE = "GPE"
_OF_TWO = " and "


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
