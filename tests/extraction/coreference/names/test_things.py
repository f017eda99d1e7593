"""Seats, towns, their people and their teams, which are nobody's names."""

from __future__ import annotations

import pytest

from extraction.coreference.names.things import without_things
from tests.support.documents import part


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


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("“No,” the Preston keeper said.", "Preston", "PRODUCT"),
        ("“No,” the Preston young striker said.", "Preston", "PRODUCT"),
        ("“No,” the Preston keeper said. Ana Preston left.", "Preston", "PERSON"),
        ("“No,” Preston keeper Ana Brel said.", "Preston", "PERSON"),
    ],
)
def test_whose_player_one_is_is_no_person(text: str, name: str, label: str) -> None:
    names = [(part(text, each)[0], "PERSON") for each in ("Ana Preston", name) if each in text]
    assert without_things(text, names)[-1][1] == label
