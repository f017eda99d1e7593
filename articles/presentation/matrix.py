"""The matrix of speaker's country × country spoken about, as a template prints it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from articles.search.answers.countries import Pair, Pairs

STEPS = 5
# Bytes of the countries in a page of the matrix, and about how many each of its parts has.
ROOM = 78_000
HEADING, EMPTY_CELL, LINKED_CELL = 130, 9, 150


class Cell(NamedTuple):
    """How often; `step` runs from 0, never, to STEPS, most; `own` is a country on itself."""

    by: str
    about: str
    count: int  # type: ignore[assignment] # over that of tuples
    step: int
    own: bool


@dataclass(frozen=True, slots=True)
class Heading:
    code: str
    name: str
    total: int


@dataclass(frozen=True, slots=True)
class Row:
    heading: Heading
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows and columns by total, largest first; `hidden` counts countries left out."""

    columns: tuple[Heading, ...]
    rows: tuple[Row, ...]
    total: int
    hidden: int


def matrix(
    pairs: Pairs, names: Mapping[str, str], limit: int | None = None, *, near: bool = False
) -> Matrix:
    """Return the table of these pairs; with a limit, of the countries with the highest totals.

    With `near`, countries that speak and are spoken about alike are beside one another.  Totals in
    headings and margins are of all pairs, those left out included.
    """
    counts = pairs.counts
    columns, lines = _headings(pairs.about, names), _headings(pairs.by, names)
    hidden = len(columns[limit:]) + len(lines[limit:]) if limit else 0
    columns, lines = columns[:limit], lines[:limit]
    if near:
        places = {code: place for place, code in enumerate(_chain(lines, columns, counts))}
        columns.sort(key=lambda heading: places[heading.code])
        lines.sort(key=lambda heading: places[heading.code])
    most = max(counts.values(), default=0)
    rows = tuple(
        Row(line, tuple(_cell(line.code, column.code, counts, most) for column in columns))
        for line in lines
    )
    return Matrix(tuple(columns), rows, sum(pairs.by.values()), hidden)


def pages(table: Matrix, carried: str) -> list[tuple[Row, ...]]:
    """Divide the rows so that a page stays below 100 kB; `carried` is what its links add."""
    room = ROOM - HEADING * len(table.columns)
    linked = LINKED_CELL + 2 * len(carried.replace("&", "&amp;"))
    found: list[list[Row]] = [[]]
    left = room
    for row in table.rows:
        size = HEADING + sum(linked if cell.count else EMPTY_CELL for cell in row.cells)
        if size > left and found[-1]:
            found.append([])
            left = room
        found[-1].append(row)
        left -= size
    return [tuple(rows) for rows in found]


def _chain(
    lines: Sequence[Heading], columns: Sequence[Heading], counts: Mapping[tuple[str, str], int]
) -> list[str]:
    """Return the countries one after another, each the most alike to the one before it.

    The first is the one that speaks most.  Alike is the cosine of the roots of how often two speak
    about, and are spoken about by, each country.
    """
    codes = list(dict.fromkeys(heading.code for heading in (*lines, *columns)))
    table = np.sqrt([[counts.get((one, other), 0) for other in codes] for one in codes])
    profiles = np.hstack([table, table.T]) if codes else np.zeros((0, 0))
    lengths = np.linalg.norm(profiles, axis=1, keepdims=True)
    profiles = np.divide(profiles, lengths, out=np.zeros_like(profiles), where=lengths > 0)
    alike = profiles @ profiles.T
    chain, rest = [0], set(range(1, len(codes)))
    while rest:
        nearest = max(rest, key=lambda place: (round(alike[chain[-1], place], 9), -place))
        chain.append(nearest)
        rest.remove(nearest)
    return [codes[place] for place in chain if codes]


@dataclass(frozen=True, slots=True)
class Year:
    """The matrix of a year as a picture: (column, row, step) of the cells that have a number."""

    year: int
    total: int
    cells: tuple[tuple[int, int, int], ...]

    @property
    def since(self) -> str:
        return f"{self.year:04}-01-01"

    @property
    def until(self) -> str:
        return f"{self.year:04}-12-31"


def by_year(
    pairs: Mapping[int, Sequence[Pair]], rows: Sequence[str], columns: Sequence[str]
) -> list[Year]:
    """Return the matrices of years, with the same rows, columns and steps in all."""
    down = {code: at for at, code in enumerate(rows)}
    across = {code: at for at, code in enumerate(columns)}
    most = max((pair.count for year in pairs.values() for pair in year), default=0)
    return [
        Year(
            year,
            sum(pair.count for pair in of_year),
            tuple(
                (across[pair.about], down[pair.by], step(pair.count, most))
                for pair in of_year
                if pair.about in across and pair.by in down
            ),
        )
        for year, of_year in pairs.items()
    ]


def _headings(totals: Mapping[str, int], names: Mapping[str, str]) -> list[Heading]:
    found = [Heading(code, names.get(code, code), total) for code, total in totals.items()]
    return sorted(found, key=lambda heading: (-heading.total, heading.name))


def _cell(by: str, about: str, counts: Mapping[tuple[str, str], int], most: int) -> Cell:
    count = counts.get((by, about), 0)
    return Cell(by, about, count, step(count, most), by == about)


def step(count: int, most: int) -> int:
    """Return 0 for none, else 1 to STEPS on a logarithmic scale from 1 to `most`."""
    if count < 1:
        return 0
    if most <= 1:
        return 1
    return 1 + int((STEPS - 1) * math.log(count) / math.log(most) + 1e-9)
