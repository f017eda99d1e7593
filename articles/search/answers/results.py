"""Lists of quotations with their counts, as pages print them."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pyroaring import BitMap

from articles.models.listed import texts
from articles.search.answers.oldest import oldest_page
from articles.search.answers.tally import Tally, tally
from articles.search.answers.timeline import MOST_MONTHS, MOST_YEARS
from articles.search.backends import backend
from articles.search.index.index import Index
from articles.search.index.live_index import LiveIndex, current_index
from articles.search.own_words import Wording, Words
from articles.search.pages import Cursor, Page, PageRequest
from articles.search.query import Term
from articles.search.relevance import relevance
from articles.search.selection import NONE, Selection

# Newest quotations that are put in order of relevance: ranking reads the text of each.
RANKED = 1_000


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The values of a facet with their numbers of quotations, most frequent first.

    Chosen values are listed behind the most frequent ones; `left_out` counts the values that
    are not listed, and `none` the quotations without a value.
    """

    values: tuple[tuple[str, int], ...] = ()
    left_out: int = 0
    none: int = 0


@dataclass(frozen=True, slots=True)
class HistogramBar:
    """A year or a month and how many quotations were published in it; `month` is 0 for a year."""

    year: int
    month: int
    count: int

    @property
    def since(self) -> dt.date:
        return dt.date(self.year, self.month or 1, 1)

    @property
    def until(self) -> dt.date:
        month = self.month or 12
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class WordCounts:
    """How many quotations a selection has in the speakers' own words, and of paraphrases."""

    own: int = 0
    paraphrases: int = 0
    short_paraphrases: int = 0

    def of(self, words: Words) -> int:
        """Return how many quotations a list of these words has."""
        counts = {
            Wording.OWN: self.own,
            Wording.PARAPHRASE: self.paraphrases,
            Wording.SHORT_PARAPHRASE: self.short_paraphrases,
        }
        return sum(counts[wording] for wording in words.wordings)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the quotations found, and counts over all of them.

    `words` counts whose words they have, under every filter but that of the words.  `undated`
    counts those without a date, and `left_out` those that a filter of dates leaves out for that
    reason.  `appearances` counts all quotations, also where a list shows an utterance once, and
    `several` those of utterances that appear in several places.  `likely` counts those that the
    selection has, or would have, for a country that is only likely.
    """

    page: Page
    total: int
    facets: Mapping[str, FacetCounts] = field(default_factory=dict)
    bars: tuple[HistogramBar, ...] = ()
    words: WordCounts = WordCounts()
    undated: int = 0
    left_out: int = 0
    appearances: int = 0
    several: int = 0
    likely: int = 0


def search(
    selection: Selection, request: PageRequest, facets: Iterable[str] = (), listed: int = 60
) -> Found:
    """Return a page of a selection, with the `listed` most frequent values of each facet.

    The values of a facet are counted under every choice but those of the facet itself.
    """
    with current_index() as live:
        index = live.index
        words = live.quotations_with(selection.query)
        found = every = index.select(replace(selection, words=Words.EVERY), words)
        if selection.words != Words.EVERY:
            found = index.select(selection, words, among=every)
        count = tally(index, once=selection.once)
        counts = {}
        for name in facets:
            chosen = selection.chosen(name)
            # Every kind is counted, with any choice of words: to choose a kind is to choose words.
            rows = every if name == "kind" else found
            if chosen:
                rows = index.select(selection, words, ignoring=name)
            counts[name] = facet_counts(count, name, rows, listed, chosen)
        bars = _bars(count, found) if facets else ()
        shown = count.listed(found)
        page = _page(live, selection, shown, request)
        return Found(
            page, len(shown), counts, bars,
            count_words(count, every, found if selection.words == Words.OWN else None),
            undated=count.size(index.undated(found)) if facets else 0,
            left_out=_left_out(count, selection, words) if facets else 0,
            appearances=len(found),
            several=found.intersection_cardinality(index.several),
            likely=_likely(count, selection, found, words) if facets else 0,
        )  # fmt: skip


def _likely(count: Tally, selection: Selection, found: BitMap, words: BitMap | None) -> int:
    """Return how many a list has only for a likely country, or would have."""
    if selection.sure:
        found = count.index.select(replace(selection, sure=False), words)
    return count.only_likely(found)


def _left_out(count: Tally, selection: Selection, words: BitMap | None) -> int:
    """Return how many quotations pass every filter but those of dates, and have no date."""
    if not selection.by_date:
        return 0
    index = count.index
    return count.size(index.undated(index.select(selection.without_dates(), words)))


def count_words(count: Tally, rows: BitMap, own: BitMap | None = None) -> WordCounts:
    """Return whose words these quotations have; `own` are those in the speakers' own, if known."""
    return WordCounts(*count.wordings(rows, own))


def most_frequent_of(
    selection: Selection, name: str, values: Iterable[int | str] | None, most: int
) -> list[tuple[str, int]]:
    """Return (value, count) of a facet's values in a selection, most frequent first.

    `values` limits them; None means all.  The facet's own choices do not narrow the
    selection, and values without a quotation are left out.
    """
    with current_index() as live:
        index = live.index
        words = live.quotations_with(selection.query)
        rows = index.select(selection, words, ignoring=name)
        tallied = tally(index, once=selection.once)
        if values is None:
            counted, _ = tallied.most_frequent(name, rows, most)
            return [(index.value(name, value), count) for value, count in counted]
        found = [(str(v), tallied.of(name, v, rows)) for v in values]
    return sorted((pair for pair in found if pair[1]), key=lambda pair: -pair[1])[:most]


def facet_counts(
    tallied: Tally, name: str, rows: BitMap, listed: int, chosen: Iterable[int | str] = ()
) -> FacetCounts:
    """Return the `listed` most frequent values of a facet in these rows, and the chosen ones."""
    index = tallied.index
    counted, distinct = tallied.most_frequent(name, rows, listed)
    values = {index.value(name, value): count for value, count in counted}
    left_out = distinct - len(values)
    for value in sorted(chosen, key=str):
        if value != NONE and str(value) not in values:
            count = tallied.of(name, value, rows)
            values[str(value)] = count
            left_out -= count > 0
    return FacetCounts(tuple(values.items()), left_out, tallied.none(name, rows))


def _bars(count: Tally, found: BitMap) -> tuple[HistogramBar, ...]:
    """Return a bar a month, or a bar a year where there are more than MOST_MONTHS.

    All months of a year are there where no other year is.
    """
    years = dict(count.count_values("year", found))
    if not years:
        return ()
    months = dict(count.count_values("month", found))
    first, last = min(months), max(months)
    if len(years) == 1:
        first, last = first // 12 * 12, first // 12 * 12 + 11
    if last - first < MOST_MONTHS:
        return tuple(
            HistogramBar(month // 12, month % 12 + 1, months.get(month, 0))
            for month in range(first, last + 1)
        )
    since = max(min(years), max(years) - MOST_YEARS + 1)
    return tuple(HistogramBar(year, 0, years.get(year, 0)) for year in range(since, max(years) + 1))


def _page(live: LiveIndex, selection: Selection, found: BitMap, request: PageRequest) -> Page:
    if request.by_relevance and selection.query.wanted:
        return _most_relevant_page(live, selection.query.wanted, found, request)
    return dated_page(live.index, found, request)


def dated_page(index: Index, found: BitMap, request: PageRequest) -> Page:
    """Return a page of these quotations in the order of their dates."""
    return (oldest_page if request.oldest else newest_page)(index, found, request)


def newest_page(index: Index, found: BitMap, request: PageRequest) -> Page:
    """Return a page of these quotations, newest first."""
    after, before = Cursor.parse(request.after), Cursor.parse(request.before)
    if after:
        before = None
    keys = index.newest(found, request.limit + 1, after, before)
    more = len(keys) > request.limit
    if before:
        keys = keys[-request.limit :]
        if len(keys) < request.limit:  # at the front: fill up, as the first page would be
            keys, before = index.newest(found, request.limit + 1), None
            more, keys = len(keys) > request.limit, keys[: request.limit]
    else:
        keys = keys[: request.limit]
    if not keys:
        return Page(())
    first, last = (str(index.cursor(keys[end])) for end in (0, -1))
    return Page(
        tuple(keys),
        previous=first if (after or (before and more)) else "",
        next=last if (before or more) else "",
    )


def most_relevant(live: LiveIndex, terms: Iterable[Term], found: BitMap) -> list[int]:
    """Return the newest of these quotations, the most relevant first."""
    considered = live.index.newest(found, RANKED)
    matches = {term: len(live.quotations_having(term)) for term in terms}
    score = relevance(texts(considered), matches, len(live.index.every), backend().stemmer)
    return sorted(considered, key=lambda key: -score[key])


def _most_relevant_page(
    live: LiveIndex, terms: Iterable[Term], found: BitMap, request: PageRequest
) -> Page:
    ranked = most_relevant(live, terms, found)
    places = {str(key): place for place, key in enumerate(ranked)}
    if request.after in places:
        start = places[request.after] + 1
    else:
        start = max(0, places.get(request.before, 0) - request.limit)
    keys = ranked[start : start + request.limit]
    return Page(
        tuple(keys),
        previous=str(keys[0]) if keys and start else "",
        next=str(keys[-1]) if start + request.limit < len(ranked) else "",
        ranked=len(ranked) if len(ranked) < len(found) else 0,
    )
