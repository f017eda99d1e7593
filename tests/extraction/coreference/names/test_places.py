"""Places of two names are one."""

from __future__ import annotations

import pytest

from extraction.annotations import Span
from extraction.coreference.names.places import with_outer_places, with_places_of_two
from extraction.countries.signs.mentions import find_countries
from extraction.document import Document
from tests.support.documents import part


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("Trinidad and Tobago met Ana Brel.", ["Trinidad", "Tobago", "Ana Brel"],
         ["Trinidad and Tobago", "Ana Brel"]),
        ("St Kitts and Nevis Prime Minister Jon Ek left.", ["St Kitts", "Jon Ek"],
         ["St Kitts and Nevis", "Jon Ek"]),
        ("Cuba and Iran met Ana Brel.", ["Cuba", "Iran", "Ana Brel"], ["Cuba", "Iran", "Ana Brel"]),
    ],
)  # fmt: skip
def test_places_of_two_names(text: str, found: list[str], expected: list[str]) -> None:
    names = [(part(text, name)[0], "PERSON") for name in found]
    document = Document(text, names=names, countries=find_countries(text))
    kept = with_places_of_two(document, document.names)
    assert [span.of(text) for span, _ in kept] == expected


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Ana Brel spoke in Chatham, Kent. He left.", ["PERSON", "GPE", "GPE"]),
        ("Ana Kent spoke in Chatham, Kent. He left.", ["PERSON", "GPE", "PERSON"]),
        ("Ana Brel came to Chatham, Kent, who runs it, said.", ["PERSON", "GPE", "PERSON"]),
        ("Ana Brel: in Chatham, Kent said no.", ["PERSON", "GPE", "PERSON"]),
    ],
)
def test_a_place_behind_a_place_is_no_person(text: str, labels: list[str]) -> None:
    first = "Ana Kent" if "Ana Kent" in text else "Ana Brel"
    start = text.index(", Kent") + 2
    names = [
        (part(text, first)[0], "PERSON"),
        (part(text, "Chatham")[0], "GPE"),
        (Span(start, start + 4), "PERSON"),
    ]
    assert [label for _, label in with_outer_places(text, names)] == labels
