"""Cities in which bodies of many countries meet make an article at home in no country."""

from __future__ import annotations

import pytest

from extraction.pipeline import load


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("told journalists in Geneva on Monday", None),
        ("told envoys at The Hague on Monday", None),
        ("told a panel in Davos on Monday", None),
        ("told the Swiss papers in Geneva on Monday", "CH"),
        ("told the Geneva police on Monday", "CH"),
        ("told journalists in Zurich on Monday", "CH"),
    ],
)
def test_a_venue_alone_is_no_home(place: str, country: str | None) -> None:
    text = (
        f"“Children are dying in cellars,” the envoy, Amal Ek, {place}.\n\n"
        "“He should come and count,” said Nadia Ek, a teacher whose school was hit."
    )
    assert load().extract(text).quotations[-1].speaker_country == country


def test_a_venue_is_home_where_no_other_country_is_spoken_of() -> None:
    text = (
        "Tram drivers in Vienna stopped work.\n\n“We drink nothing,” said Herta Ek, who drives one."
    )
    assert load().extract(text).quotations[-1].speaker_country == "AT"
