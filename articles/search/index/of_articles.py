"""The quotations of each article, so that those of a few are found without looking at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from articles.search.bitmaps import Numbers


@dataclass(frozen=True, slots=True)
class OfArticles:
    """Keys of quotations in the order of their articles; `ends` has, by article, where its end."""

    keys: NDArray[np.int32]
    ends: NDArray[np.int64]

    def rows(self, articles: Numbers) -> Numbers:
        """Return the keys of the quotations of these articles, in no order."""
        known = articles[(articles > 0) & (articles < len(self.ends))]
        starts = self.ends[known - 1]
        counts = self.ends[known] - starts
        # The places in `keys`: from each start on, as many as the article has.
        places = np.arange(counts.sum()) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
        keys: Numbers = self.keys[places].astype(np.int64)
        return keys


def by_article(keys: Numbers, articles: Numbers) -> OfArticles:
    """Return what finds these quotations, each with its article beside it."""
    order = np.argsort(articles, kind="stable")
    ends = np.cumsum(np.bincount(articles), dtype=np.int64)
    return OfArticles(keys[order].astype(np.int32), ends)
