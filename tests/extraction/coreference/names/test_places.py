"""Places of two names are one."""

from __future__ import annotations

import pytest

from extraction.annotations import Span
from extraction.coreference.names.places import with_outer_places, with_places_of_two
from extraction.coreference.names.things import without_things
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


def test_who_sits_for_a_seat_is_not_named_by_it() -> None:
    text = "The Great Kelvin MP met Ana Brel MP."
    names = [(part(text, "Kelvin MP")[0], "PERSON"), (part(text, "Ana Brel MP")[0], "PERSON")]
    assert [label for _, label in without_things(text, names)] == ["PRODUCT", "PERSON"]


@pytest.mark.parametrize(
    ("text", "name", "kept"),
    [
        ("The 25-year-old Dubliner left.", "Dubliner", False),
        ("She met another Glaswegian.", "Glaswegian", False),
        ("“No,” said Ana Londoner.", "Ana Londoner", True),
        ("“No,” said Roman.", "Roman", True),
    ],
)
def test_who_lives_in_a_city_is_not_named_by_it(text: str, name: str, kept: bool) -> None:
    assert bool(without_things(text, [(part(text, name)[0], "PERSON")])) is kept
