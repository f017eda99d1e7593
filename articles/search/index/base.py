"""What an index begins with: nothing, or what was read once and does not change (`stored.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from pyroaring import BitMap

from articles.search.index.combinations import Combinations
from articles.search.index.counted import Counted
from articles.search.index.of_articles import OfArticles
from articles.search.index.sets import StoredSets
from articles.search.index.stored_words import StoredWords
from articles.search.index.summaries import Summaries
from articles.search.layout import Layout, Names

# What an index holds of every quotation beside its facets: where, when, in which office, in whose
# words, its utterance if it has several appearances, confidence in thousandths, if it is in doubt,
# if a value of it is only likely.
PLACE = (
    "article", "start", "day", "month", "title", "wording", "utterance", "confidence", "doubtful",
    "likely",
)  # fmt: skip
# The columns of these that have sets, as facets have.
SETS = ("month", "wording", "doubtful", "likely")


@dataclass(frozen=True, slots=True)
class Base:
    """The parts of an index at first.

    `columns` have room behind their first `size` places.  `stored` says that they are mapped from
    a file; writing to them copies a page for this process alone.  `none` has, by facet, the
    quotations without a value.  `combined` has, by facet, the combinations that it is counted by.
    `newest` are the keys of its quotations, newest first.
    `articles` are days and groups (`dated_articles.py`), with room.
    """

    names: Names
    every: BitMap
    several: BitMap
    none: dict[str, BitMap]
    columns: Mapping[str, NDArray[np.int32]]
    size: int = 0
    sets: Mapping[str, StoredSets] = field(default_factory=dict)
    further: Mapping[str, StoredSets] = field(default_factory=dict)
    combined: Mapping[str, Combinations] = field(default_factory=dict)
    of_articles: OfArticles | None = None
    counted: Counted | None = None
    words: StoredWords | None = None
    speakers: Summaries | None = None
    newest: NDArray[np.int32] | None = None
    articles: tuple[NDArray[np.int32], NDArray[np.int32]] = field(
        default_factory=lambda: (np.zeros(0, np.int32), np.zeros(0, np.int32))
    )
    stored: bool = False


def empty(layout: Layout) -> Base:
    """Return what an index without quotations begins with."""
    return Base(
        Names(),
        BitMap(),
        BitMap(),
        {name: BitMap() for name in (*layout.single, *layout.many)},
        {name: np.zeros(0, np.int32) for name in (*PLACE, *layout.single)},
    )
