"""Outlets by the number of quotations in their articles."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from articles.search.answers.rankings import RankedPage, ranked_page
from articles.search.index.live_index import current_index
from articles.search.pages import PageRequest


def most_quoted(outlets: Iterable[int], request: PageRequest) -> RankedPage:
    """Return a page of these outlets, those with the most quotations first."""
    keys = np.fromiter(outlets, np.int64)
    with current_index() as live:
        quoted = live.index.counts("outlet")
    known = np.minimum(keys, len(quoted) - 1)
    return ranked_page(keys, np.where(keys < len(quoted), quoted[known], 0), request)


def count_quoted(outlet: int) -> int:
    """Return how many quotations the articles of an outlet have."""
    return most_quoted([outlet], PageRequest(1)).counts[0]
