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
) -> list[int]:
    """Return the rows past a cursor, in order; in reverse if that is `before`.

    `columns` are those of `NEWEST` at these rows, which are primary keys.
    """
    day, article, start = columns
    order = np.lexsort((rows, start, -article, -day))
    at = after or before
    if at is None:
        everything: list[int] = rows[order].tolist()
        return everything
    less, same = np.zeros(len(rows), bool), np.ones(len(rows), bool)
    for column, value in (
        (-day, -at.day), (-article, -at.article), (start, at.start), (rows, at.pk),
    ):  # fmt: skip
        less |= same & (column < value)
        same &= column == value
    past = ~(less | same) if after else less
    kept = rows[order][past[order]]
    past_it: list[int] = (kept if after else kept[::-1]).tolist()
    return past_it
