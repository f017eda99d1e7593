"""The first row of a table that is text: what divides its cells, and how its columns are called."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from reading.tables import names
from reading.tables.first_row import LONGEST, SEPARATORS, without_first_line


def first_row(text: str) -> tuple[str, Sequence[str]]:
    """What divides the cells, and the first row: that with most names we know, then most."""
    head = without_first_line(text)
    candidates = [(separator, _cells(head, separator)) for separator in SEPARATORS]
    return max(
        candidates,
        key=lambda each: (names.has_articles(each[1]), names.is_list(each[1]), len(each[1])),
    )


def _cells(text: str, separator: str) -> list[str]:
    first_line = text[:LONGEST].lstrip("\r\n").partition("\n")[0]
    if separator not in first_line:
        return [first_line.strip()]
    lines = io.StringIO(text[:LONGEST], newline="")
    try:
        first = next(csv.reader(lines, delimiter=separator), [])
    except csv.Error:
        return []
    return [cell.strip() for cell in first]
