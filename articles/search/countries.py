"""Counts of quotations by country and by pairs of countries."""

from __future__ import annotations

from dataclasses import dataclass

from articles.search.index import Index
from articles.search.live_index import current_index


@dataclass(frozen=True, slots=True)
class Pair:
    """How many quotations by speakers of one country are about another."""

    by: str
    about: str
    count: int


def countries_counted() -> tuple[dict[str, int], dict[str, int]]:
    """Return how many quotations each country has by its speakers, and about itself."""
    with current_index() as live:
        return _counted(live.index, "by"), _counted(live.index, "about")


def _counted(index: Index, name: str) -> dict[str, int]:
    counted = index.count_values(name, index.every)
    return {index.value(name, number): count for number, count in counted}


def pairs() -> list[Pair]:
    """Return speaker's country × country spoken about, most frequent first."""
    with current_index() as live:
        return live.index.once(("sorted pairs",), lambda: _pairs(live.index))


def _pairs(index: Index) -> list[Pair]:
    found = [
        Pair(index.value("by", by), index.value("about", about), count)
        for by, about, count in index.pairs("by", "about")
    ]
    return sorted(found, key=lambda pair: (-pair.count, pair.by, pair.about))
