"""Quotations as CSV: RFC 4180, UTF-8 with the mark by which Excel knows it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from articles.exports.columns import Cell, cells, columns_of
from articles.exports.export import Export

# What a spreadsheet takes for the beginning of a formula, the full-width forms among it.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
# The column that names the cells with an apostrophe of ours in front.
DEFUSED = "apostrophe_added"


def write(export: Export) -> Iterator[bytes]:
    """Yield the file, some hundreds of rows at a time."""
    yield "\ufeff".encode()
    names = [column.name for column in columns_of(export)]
    yield _lines([[*names, DEFUSED]])
    for chunk in export.chunks():
        yield _lines([_defused(cells(row, export), names) for row in chunk])


def _lines(rows: list[list[Cell]] | list[list[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def _defused(row: list[Cell], names: Sequence[str]) -> list[Cell]:
    """Return the cells with an apostrophe before each that a spreadsheet could compute.

    The last cell names their columns, so that nobody takes an apostrophe for a word's.
    """
    dangerous = [place for place, cell in enumerate(row) if is_formula(cell)]
    for place in dangerous:
        row[place] = f"'{row[place]}"
    return [*row, "; ".join(names[place] for place in dangerous)]


def is_formula(cell: Cell) -> bool:
    """Whether a spreadsheet could take a text for a formula, or split it into other cells.

    >>> is_formula("=1+1"), is_formula(" -1"), is_formula("He said -1"), is_formula(-1)
    (True, True, False, False)
    """
    if not isinstance(cell, str) or not cell:
        return False
    return cell[0] in "\t\r\n" or cell.lstrip().lstrip("\ufeff\u200b").startswith(FORMULA)
