"""Rows ranked by their number of quotations, a page at a time; cursors are “count.key”."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from articles.search.bitmaps import Numbers
from articles.search.pages import PageRequest


@dataclass(frozen=True, slots=True)
class RankedPage:
    """Keys and counts of a page, most first, and the cursors of its neighbours, empty for none."""

    keys: tuple[int, ...]
    counts: tuple[int, ...]
    previous: str = ""
    next: str = ""


def ranked_page(keys: Numbers, counts: Numbers, request: PageRequest) -> RankedPage:
    """Return a page of `keys` by their `counts`, of equal length, most first; ties by key."""
    start, every = _start(keys, counts, request), len(keys)
    end = start + request.limit
    if 0 < end < every:
        # All that may be among the first: ties with the last of them too.
        near = counts >= np.partition(counts, every - end)[every - end]
        keys, counts = keys[near], counts[near]
    order = np.lexsort((keys, -counts))
    keys, counts = keys[order], counts[order]
    shown, tally = keys[start:end].tolist(), counts[start:end].tolist()
    cursors = [f"{count}.{key}" for key, count in zip(shown, tally, strict=True)]
    return RankedPage(
        tuple(shown),
        tuple(tally),
        previous=cursors[0] if cursors and start else "",
        next=cursors[-1] if cursors and end < every else "",
    )


def _start(keys: Numbers, counts: Numbers, request: PageRequest) -> int:
    """Return where the page begins in the ranking of these keys, which are in any order."""
    at = ranking_cursor(request.after or request.before)
    if at is None:
        return 0
    count, key = at
    ahead = (counts > count) | ((counts == count) & (keys < key))
    if request.after:
        return int((ahead | (keys == key)).sum())
    return max(0, int(ahead.sum()) - request.limit)


def ranking_cursor(cursor: str) -> tuple[int, int] | None:
    """Return the count and the key of a cursor of `ranked_page`; None for anything else."""
    try:
        count, key = map(int, cursor.split("."))
    except ValueError:
        return None
    return (count, key) if min(count, key) >= 0 and max(count, key) < 2**63 else None
