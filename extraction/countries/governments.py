"""Governments as speakers: “Moscow”, “the Kremlin” and “Russia” are one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from extraction.countries.table import COUNTRIES, ROWS
from extraction.text.folding import name_key

SEATS = frozenset(
    {
        "Akorda", "Aso Rock", "Bankova", "Blue House", "Casa Rosada", "Downing Street",
        "Elysee", "Elysee Palace", "Elysée", "Elysée Palace", "Jubilee House", "Kantei", "Kremlin",
        "La Moneda", "Los Pinos", "Malacanang", "Malacañang", "Malacañang Palace", "Matignon",
        "Miraflores", "Moncloa", "No 10", "No. 10", "Number 10", "Palazzo Chigi", "Planalto",
        "Singha Durbar", "South Block", "Union Buildings", "Villa Somalia", "White House",
        "Whitehall", "Zhongnanhai", "Élysée", "Élysée Palace",
    }
)  # fmt: skip
"""Seats that speak for a government; the other seats of `countries.tsv` are bodies of their own."""


def government_name(name: str, code: str | None) -> str | None:
    """The name of the country whose government a name means, if it is that of the speaker.

    >>> government_name("Kremlin", "RU"), government_name("Turkey", "TR")
    ('Russia', 'Türkiye')
    >>> government_name("Moscow", None), government_name("Gazprom", "RU")
    (None, None)
    """
    plain = name_key(name).removeprefix("the ")
    return COUNTRIES[code] if code and (plain, code) in _names() else None


@cache
def _names() -> frozenset[tuple[str, str]]:
    return frozenset((name_key(form), code) for form, code in _forms())


def _forms() -> Iterator[tuple[str, str]]:
    for row in ROWS:
        seats = SEATS.intersection(row.seats)
        for form in (*row.names, *row.capitals, *seats):
            yield form, row.code
        for form in (*row.names, *row.demonyms):
            yield f"{form} government", row.code
        for form in row.names:
            yield f"{form}'s government", row.code
            yield f"government of {form}", row.code
            yield f"government of the {form}", row.code
    yield "Washington", "US"
