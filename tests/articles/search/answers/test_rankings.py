"""Pages of a ranking follow one another as those of the sorted rows do."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.search.answers.rankings import ranked_page
from articles.search.pages import PageRequest


@given(st.dictionaries(st.integers(1, 50), st.integers(0, 4)), st.integers(1, 7))
def test_pages_are_those_of_the_sorted_rows(counts: dict[int, int], limit: int) -> None:
    keys, values = np.array(list(counts), np.int64), np.array(list(counts.values()), np.int64)
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    page = ranked_page(keys, values, PageRequest(limit))
    pages = [page]
    while page.next:
        page = ranked_page(keys, values, PageRequest(limit, after=page.next))
        pages.append(page)
    assert [key for page in pages for key in page.keys] == ranked
    assert [count for page in pages for count in page.counts] == [counts[key] for key in ranked]
    for place in range(len(pages) - 1, 0, -1):
        before = PageRequest(limit, before=pages[place].previous)
        assert ranked_page(keys, values, before) == pages[place - 1]
