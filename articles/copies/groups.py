"""Articles → groups of copies: those that are linked by pairs, in any order.

Two articles are a pair if their texts are copies (`texts.py`) and their days at most `WINDOW`
apart; an undated one may be of any day.  Groups are the connected components of the pairs, as
utterances are.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from articles.copies.texts import COMMON, Text, are_copies
from articles.utterances.forest import Forest
from articles.utterances.grouping import WINDOW


class Copy(NamedTuple):
    """What of an article decides on its group, besides its text."""

    key: int
    group: int | None
    day: dt.date | None

    def within_window(self, other: Copy) -> bool:
        if self.day is None or other.day is None:
            return True
        return abs((self.day - other.day).days) <= WINDOW


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided: articles that make no pair by their texts, and pairs beside them."""

    apart: frozenset[int] = frozenset()
    joined: tuple[tuple[int, int], ...] = ()


def group(
    rows: Mapping[int, Copy],
    sketches: Mapping[int, Sequence[int]],
    text_of: Callable[[int], Text],
    decided: Decided,
) -> list[list[int]]:
    """Return the keys of each group, sorted.

    A text is wanted only where two articles that are not connected yet may be copies.
    """
    forest = Forest()
    for one, other in decided.joined:
        if one in rows and other in rows:
            forest.connect(one, other)
    free = [row for row in rows.values() if row.key not in decided.apart]
    for one, other in likely_pairs(free, sketches):
        if forest.root(one) != forest.root(other) and are_copies(text_of(one), text_of(other)):
            forest.connect(one, other)
    return forest.components()


def likely_pairs(
    rows: Sequence[Copy], sketches: Mapping[int, Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Yield pairs within the window that share enough hashes; the undated come first, and are
    paired with all."""
    undated: dict[int, list[Copy]] = defaultdict(list)
    recent: dict[int, deque[Copy]] = defaultdict(deque)
    for row in sorted(rows, key=lambda row: (row.day is not None, row.day or dt.date.min, row.key)):
        shared: Counter[int] = Counter()
        for value in sketches.get(row.key, ()):
            near = recent[value]
            while near and not near[0].within_window(row):
                near.popleft()
            shared.update(other.key for other in (*undated[value], *near))
            (undated[value] if row.day is None else near).append(row)
        for key, number in shared.items():
            if number >= min(COMMON, len(sketches[key]), len(sketches[row.key])):
                yield key, row.key
