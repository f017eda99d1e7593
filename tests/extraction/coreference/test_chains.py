"""Which names are one person's, in texts whose names are given by hand: no model is loaded."""

from __future__ import annotations

import pytest

from extraction.annotations import Span
from extraction.coreference.chains import join_mentions
from extraction.coreference.mentions import find_mentions
from tests.support.documents import document

ALONE = "Delk owned ferries. Delk sold two. Delk kept one."
LONG_AFTER = " The council met again, and went home late in the rain." * 12


@pytest.mark.parametrize(
    ("first", "later", "expected"),
    [
        # the family name alone is his, since his name came first
        ("Orban Delk", ["Orban Delk", "Orban T. Delk"], {"Orban T. Delk"}),
        ("Orban Delk", ["Orban T. Delk", "Orban Delk"], {"Orban T. Delk"}),
        ("Orban T. Delk", ["Orban Delk", "Orban Delk"], {"Orban T. Delk"}),
        ("Orban Delk", ["Orban Delk", "Orban Tamas Delk"], {"Orban Tamas Delk"}),
        # … or a relative's, since his comes long after
        ("", ["Orban Delk", "Orban Delk", "Orban T. Delk"], {"Delk", "Orban T. Delk"}),
    ],
)
def test_whose_a_family_name_alone_is(first: str, later: list[str], expected: set[str]) -> None:
    text = f"{first or 'Nobody'} was born here.\n\n{ALONE}{LONG_AFTER}\n\n{'. '.join(later)}."
    made = document(text, names=[(span, "PERSON") for span in _places(text, [first, *later])])
    find_mentions(made)
    join_mentions(made)
    assert {chain.name for chain in made.chains} == expected


def _places(text: str, names: list[str]) -> list[Span]:
    """The full names, in text order, then the family name alone in `ALONE`."""
    found, at = [], 0
    for name in filter(None, names):
        start = text.index(name, at)
        at = start + len(name)
        found.append(Span(start, at))
    begin = text.index(ALONE)
    starts = [begin + place for place in range(len(ALONE)) if ALONE.startswith("Delk", place)]
    return found + [Span(start, start + 4) for start in starts]
