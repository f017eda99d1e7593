"""Cities of the whole world, which countries have one of the name, and how large each is.

`cities.tsv` is made from GeoNames by `training.cities`, which says what is in it.  Most names are
those of other things as well, of people above all, so a city counts only where it is written like
a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extraction.annotations import Span
from extraction.countries.signs.mentions import FIRST_WORD, continues
from extraction.countries.signs.places import IN_STATE
from extraction.countries.table import lines_of
from extraction.lexicon.honorifics import PARTICLES_BESIDE_PLACES
from extraction.text.patterns import any_of

FILES = ("cities.tsv", "provinces.tsv")  # of a name in both, the second counts
BEFORE = re.compile(
    r"\b(?:in|at|near|from|outside|around|across|through|via|into|to|of|for|between|towards?|"
    r"above|below|beyond|past|over|off|on|inside|behind|beside|"
    r"reached|visited|left|leave|north|south|east|west|northern|southern|eastern|western|central|"
    r"downtown|capital|city|town|village|port|district|province|region)\s+$",
    re.IGNORECASE,
)
NAME_BEFORE = re.compile(r"(?:\b[A-Z]\.|[^\W\d_a-z][\w’'-]*)\s$")
NAME_AFTER = re.compile(rf"\s(?:[A-Z][a-z]+|{any_of(PARTICLES_BESIDE_PLACES)}\s[A-Z])")
PLACE_AFTER = re.compile(
    r"\s(?:[Dd]istrict|[Pp]rovince|[Rr]egion|[Cc]ounty|City|[Cc]ouncil|[Aa]irport|University|"
    r"Municipality|[Hh]arbou?r|[Pp]ort|High Court|Hospital|Police|[Rr]oad|Street|United|FC|Town)\b"
)

Shares = tuple[tuple[str, float], ...]


@cache
def _table() -> dict[str, list[tuple[str, str]]]:
    """Names, with the rest of their lines, by first word; the longest first."""
    lines = [line for file in FILES for line in lines_of(file)]
    by_word: dict[str, list[tuple[str, str]]] = {}
    for name, where in dict(line.split("\t", maxsplit=1) for line in lines).items():
        if match := FIRST_WORD.match(name):
            by_word.setdefault(match[0], []).append((name, where))
    for entries in by_word.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return by_word


def find_cities(text: str) -> Iterator[tuple[Span, Shares]]:
    """Cities with the countries that have one, each with its share of their people, in order.

    >>> [shares for _, shares in find_cities("a mayor from Bobo-Dioulasso")]
    [(('BF', 1.0),)]
    """
    table, taken = _table(), 0
    for match in FIRST_WORD.finditer(text):
        start = match.start()
        if start < taken:
            continue
        for name, where in table.get(match[0], ()):
            end = start + len(name)
            if text.startswith(name, start) and not continues(text, end, name):
                if _is_place(text, start, end):
                    taken = end
                    yield Span(start, end), _shares(where, text, end)
                break


def _shares(where: str, text: str, end: int) -> Shares:
    if IN_STATE.match(text, end):
        return (("US", 1.0),)
    people = {cell[:2]: int(cell[3:]) for cell in where.split("\t")}
    total = sum(people.values())
    return tuple((code, number / total) for code, number in people.items())


def _is_place(text: str, start: int, end: int) -> bool:
    """Whether the words around are those of a place, and not of a person."""
    before = text[max(0, start - 24) : start]
    if PLACE_AFTER.match(text, end):
        return True
    if NAME_AFTER.match(text, end):
        return False
    if BEFORE.search(before):
        return True
    return not NAME_BEFORE.search(before) and " " in text[start:end]
