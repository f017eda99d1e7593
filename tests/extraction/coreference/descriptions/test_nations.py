"""Descriptions by country: “the Kenyan” is who is said to be one, and nobody of another country."""

from __future__ import annotations

import pytest

from extraction.pipeline import load


def names(text: str) -> list[str | None]:
    return [q.name for q in load().extract(text).quotations if q.kind == "direct"]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "The Danish minister, Piet Oster, met his Belgian colleague, Els Maes. “The dyke is "
            "shared,” the Belgian said. “So is the bill,” the Dane replied. “So is the sea,” the "
            "Belgian minister added.",
            ["Els Maes", "Piet Oster", "Els Maes"],
        ),
        (
            "Opposition leader Inés Duarte said freedom was near. Samoa’s prime minister, Lani "
            "Tuala, said her country had no part in it.\n\n“Our radar is for fish,” the Samoan "
            "leader said.",
            ["Lani Tuala"],
        ),
        (
            "World number one Ivana Horvat lost to Sara Blum in two sets. Horvat served nine double"
            " faults. “It was a bad day,” the Croat said. “She was not herself,” the Swiss said.",
            ["Ivana Horvat", "Sara Blum"],
        ),
    ],
)
def test_who_is_of_a_country(text: str, who: list[str]) -> None:
    assert names(text) == who


@pytest.mark.parametrize(
    "text",
    [
        "Greek Prime Minister Petros Lalas opened the bridge. Turkey’s foreign minister said it "
        "was “too short”.",
        "Chile’s health minister, Ana Rocha, praised the vaccine. Argentina’s health minister said "
        "tests were “not over”.",
        "Germany’s chancellor, Uwe Brandt, came by train. Austria’s chancellor said he was “always "
        "welcome”.",
    ],
)
def test_the_minister_of_a_country_is_nobody_of_another(text: str) -> None:
    assert [q.name for q in load().extract(text).quotations][-1] is None
