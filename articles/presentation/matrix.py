"""The matrix of speaker's country × country spoken about, as a template prints it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.search.countries import Pair

STEPS = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """How often; `step` runs from 0, never, to STEPS, most; `own` is a country on itself."""

    by: str
    about: str
    count: int
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


def matrix(pairs: Iterable[Pair], names: Mapping[str, str], limit: int | None = None) -> Matrix:
    """Return the table of these pairs; with a limit, of the countries with the highest totals.

    Totals in headings and margins are of all pairs, those left out included.
    """
    counts = {(pair.by, pair.about): pair.count for pair in pairs}
    by: Counter[str] = Counter()
    about: Counter[str] = Counter()
    for (speaking, spoken_of), count in counts.items():
        by[speaking] += count
        about[spoken_of] += count
    columns = _headings(about, names)
    lines = _headings(by, names)
    most = max(counts.values(), default=0)
    rows = tuple(
        Row(line, tuple(_cell(line.code, column.code, counts, most) for column in columns[:limit]))
        for line in lines[:limit]
    )
    hidden = len(columns[limit:]) + len(lines[limit:]) if limit else 0
    return Matrix(tuple(columns[:limit]), rows, sum(counts.values()), hidden)


def _headings(totals: Counter[str], names: Mapping[str, str]) -> list[Heading]:
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
