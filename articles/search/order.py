"""Quotations newest first: by day, then article, then their places in the text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from articles.search.bitmaps import Numbers
from articles.search.pages import Cursor

NEWEST = ("day", "article", "start")
"""The columns that `ordered` takes."""


def ordered(
    columns: Sequence[NDArray[np.int32]],
    rows: Numbers,
    after: Cursor | None,
    before: Cursor | None,
    most: int,
) -> list[int]:
    """Return the first `most` rows past a cursor, in order; in reverse if that is `before`.

    `columns` are those of `NEWEST` at these rows, which are primary keys.
    """
    if (at := after or before) is not None:
        past = _past(columns, rows, at, back=after is None)
        columns, rows = [column[past] for column in columns], rows[past]
    day = columns[0]
    if len(rows) > most:
        # Of all days but the nearest, none is among the first.
        far = day if before and not after else -day
        near = np.flatnonzero(far <= np.partition(far, most - 1)[most - 1])
        columns, rows = [column[near] for column in columns], rows[near]
    day, article, start = columns
    order = np.lexsort((rows, start, -article, -day))
    kept = rows[order if after or not before else order[::-1]]
    first: list[int] = kept[:most].tolist()
    return first


def _past(
    columns: Sequence[NDArray[np.int32]], rows: Numbers, at: Cursor, *, back: bool
) -> NDArray[np.bool_]:
    """Which of these rows are behind a cursor, or in front of it."""
    day, article, start = columns
    less, same = np.zeros(len(rows), bool), np.ones(len(rows), bool)
    for column, value in (
        (-day, -at.day), (-article, -at.article), (start, at.start), (rows, at.pk),
    ):  # fmt: skip
        less |= same & (column < value)
        same &= column == value
    return less if back else ~(less | same)
