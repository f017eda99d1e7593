"""What pairs connect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Forest:
    """Keys that pairs connect: each points towards the smallest one of its component."""

    def __init__(self, linked: Iterable[tuple[int, int]] = ()) -> None:
        self.parents: dict[int, int] = {}
        for pair in linked:
            self.connect(*pair)

    def root(self, key: int) -> int:
        while self.parents.setdefault(key, key) != key:
            self.parents[key] = self.parents[self.parents[key]]
            key = self.parents[key]
        return key

    def connect(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self.parents[second] = first

    def components(self) -> list[list[int]]:
        """Return those with several keys, each sorted, by its smallest key."""
        groups: dict[int, list[int]] = defaultdict(list)
        for key in sorted(self.parents):
            groups[self.root(key)].append(key)
        return [found for found in groups.values() if len(found) > 1]
