"""The first row of a table that is text: what divides its cells, and how its columns are called."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from reading.patterns import late
from reading.tables import names

_SEPARATORS = ",;\t|"
_SAYS_SEPARATOR = "sep="
_SEPARATOR = late(f"[{_SEPARATORS}]")
# Characters of the first row, and of the name of a column.
_LONGEST, _LONGEST_NAME = 4000, 60


def without_first_line(text: str) -> str:
    """The text without the line by which a spreadsheet says what divides its cells."""
    return text.partition("\n")[2] if text[:4].lower() == _SAYS_SEPARATOR else text


def may_be_table(text: str) -> bool:
    """Whether the first line has a cell that names a column; quick, for most texts are none."""
    first_line = without_first_line(text[:_LONGEST]).lstrip("\r\n").partition("\n")[0]
    cells = _SEPARATOR.split(first_line)
    if len(cells) == 1:
        return False
    return any(len(cell) <= _LONGEST_NAME and names.is_known(cell) for cell in cells)


def first_row(text: str) -> tuple[str, Sequence[str]]:
    """What divides the cells, and the first row: that with most names we know, then most."""
    head = without_first_line(text)
    candidates = [(separator, _cells(head, separator)) for separator in _SEPARATORS]
    return max(
        candidates,
        key=lambda each: (names.has_articles(each[1]), names.is_list(each[1]), len(each[1])),
    )


def _cells(text: str, separator: str) -> list[str]:
    first_line = text[:_LONGEST].lstrip("\r\n").partition("\n")[0]
    if separator not in first_line:
        return [first_line.strip()]
    lines = io.StringIO(text[:_LONGEST], newline="")
    try:
        first = next(csv.reader(lines, delimiter=separator), [])
    except csv.Error:
        return []
    return [cell.strip() for cell in first]
