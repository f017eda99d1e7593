"""The whole of a selection in the order of its pages, for exports."""

from __future__ import annotations

from array import array

from pyroaring import BitMap

from articles.search.answers.results import dated_page, most_relevant
from articles.search.answers.tally import tally
from articles.search.index.index import Index
from articles.search.index.live_index import current_index
from articles.search.pages import PageRequest
from articles.search.selection import Selection

# Keys that are put in order at a time: what is in memory beside four bytes a key.
CHUNK = 20_000


def all_keys(
    selection: Selection, *, by_relevance: bool = False, oldest: bool = False
) -> array[int]:
    """Return the keys of all quotations of a selection, in the order of its pages.

    By relevance, those that pages put in order come first, and behind them the rest, newest first.
    """
    with current_index() as live:
        found = live.index.select(selection, live.quotations_with(selection.query))
        found = tally(live.index, once=selection.once).listed(found)
        keys = array("I")
        if by_relevance and selection.query.wanted:
            keys.extend(most_relevant(live, selection.query.wanted, found))
        _append_by_date(keys, live.index, found - BitMap(keys), oldest=oldest)
        return keys


def _append_by_date(keys: array[int], index: Index, found: BitMap, *, oldest: bool) -> None:
    page = dated_page(index, found, PageRequest(CHUNK, oldest=oldest))
    keys.extend(page.keys)
    while page.next:
        page = dated_page(index, found, PageRequest(CHUNK, after=page.next, oldest=oldest))
        keys.extend(page.keys)
