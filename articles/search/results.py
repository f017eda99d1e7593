"""What pages ask of the index: lists with counts, who speaks about whom, what one person said."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from pyroaring import BitMap

from articles.models import Quotation
from articles.search.backends import backend
from articles.search.index import Index, Numbers
from articles.search.live_index import LiveIndex, current_index
from articles.search.query import Term
from articles.search.ranking import relevance
from articles.search.selection import Cursor, Selection

# How many of the newest are put in order of relevance: ranking reads each one's words.
RANKED = 1_000
# How many of the latest articles are looked through for who is quoted beside somebody.
LATEST = 500
# Quotations of one speaker in an article, at most as a rule.
SAID_IN_ONE = 8
# Bars of a histogram.
MOST_YEARS = 40


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The values that quotations have of a facet, most frequent first, and how many have each.

    Only the first ones are listed, and behind them those that are chosen; `left_out` counts the
    values that are not listed.
    """

    values: tuple[tuple[str, int], ...] = ()
    left_out: int = 0


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
class PageRequest:
    """Which part of a list: so many, next after a place or next before it.

    By relevance, places are keys of quotations.
    """

    limit: int
    after: str = ""
    before: str = ""
    by_relevance: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Keys in order, and the places from which the parts before and behind begin, if any.

    `ranked` is how many were put in order of relevance where that is fewer than all.
    """

    keys: tuple[int, ...]
    previous: str = ""
    next: str = ""
    ranked: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """A part of the quotations found, and counts over all of them."""

    page: Page
    total: int
    facets: Mapping[str, FacetCounts] = field(default_factory=dict)
    bars: tuple[HistogramBar, ...] = ()


def search(
    selection: Selection, request: PageRequest, facets: Iterable[str] = (), listed: int = 60
) -> Found:
    """The quotations of a selection; of each facet as many values as `listed` says, counted
    under every choice but those of the facet itself."""
    with current_index() as now:
        index = now.index
        words = now.quotations_with(selection.query)
        found = index.select(selection, words)
        counts = {}
        for name in facets:
            chosen = selection.values.get(name)
            rows = index.select(selection, words, ignoring=name) if chosen else found
            counts[name] = _facet_counts(index, name, rows, listed, chosen or ())
        bars = _bars(index, found) if facets else ()
        return Found(_part(now, selection, found, request), len(found), counts, bars)


def most_frequent_of(
    selection: Selection, name: str, values: Iterable[int | str] | None, most: int
) -> list[tuple[str, int]]:
    """How many of a selection's quotations have each of these values of a facet, or of all, most
    frequent first; the facet's own choices do not count, and what none has is left out.
    """
    with current_index() as now:
        index = now.index
        words = now.quotations_with(selection.query)
        rows = index.select(selection, words, ignoring=name)
        if values is None:
            counted, _ = index.most_frequent(name, rows, most)
            return [(index.value(name, value), count) for value, count in counted]
        found = [(str(v), index.of(name, v).intersection_cardinality(rows)) for v in values]
    return sorted((pair for pair in found if pair[1]), key=lambda pair: -pair[1])[:most]


def _facet_counts(
    index: Index, name: str, rows: BitMap, listed: int, chosen: Iterable[int | str] = ()
) -> FacetCounts:
    counted, distinct = index.most_frequent(name, rows, listed)
    values = {index.value(name, value): count for value, count in counted}
    left_out = distinct - len(values)
    for value in sorted(map(str, set(chosen)), key=str):
        if value not in values:
            own = index.of(name, int(value) if value.isdigit() else value)
            values[value] = own.intersection_cardinality(rows)
            left_out -= values[value] > 0
    return FacetCounts(tuple(values.items()), left_out)


def _bars(index: Index, found: BitMap) -> tuple[HistogramBar, ...]:
    """By year, or by month where all is of one year; none where there is nothing to compare."""
    years = dict(index.count_values("year", found))
    if len(years) == 1:
        (year,) = years
        months = dict(index.count_values("month", found))
        return tuple(HistogramBar(year, m, months.get(year * 12 + m - 1, 0)) for m in range(1, 13))
    if not years:
        return ()
    first = max(min(years), max(years) - MOST_YEARS + 1)
    return tuple(HistogramBar(year, 0, years.get(year, 0)) for year in range(first, max(years) + 1))


def _part(now: LiveIndex, selection: Selection, found: BitMap, request: PageRequest) -> Page:
    if request.by_relevance and selection.query.wanted:
        return _most_relevant(now, selection.query.wanted, found, request)
    return newest(now.index, found, request)


def newest(index: Index, found: BitMap, request: PageRequest) -> Page:
    """A part of these quotations, newest first."""
    after, before = Cursor.parse(request.after), Cursor.parse(request.before)
    if after:
        before = None
    keys = index.newest(found, request.limit + 1, after, before)
    more = len(keys) > request.limit
    if before:
        keys = keys[-request.limit :]
        if len(keys) < request.limit:  # at the front: fill up, as the first part would be
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


def _most_relevant(
    now: LiveIndex, terms: Iterable[Term], found: BitMap, request: PageRequest
) -> Page:
    index = now.index
    considered = index.newest(found, RANKED)
    texts = Quotation.objects.texts(considered)
    bearers = {term: len(now.quotations_having(term)) for term in terms}
    score = relevance(texts, bearers, len(index.every), backend().stemmer)
    ranked = sorted(considered, key=lambda key: -score[key])
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
        ranked=len(considered) if len(considered) < len(found) else 0,
    )


# ── one speaker ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class TitleHeld:
    """A title as articles give it, with the first and last dates they give it on."""

    title: str
    first: dt.date | None
    last: dt.date | None
    count: int


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """What articles have of one speaker.

    `beside` pairs other speakers with the number of articles that quote both, of the `looked_at`
    latest ones; that is 0 where it is all of them.
    """

    page: Page
    total: int
    titles: tuple[TitleHeld, ...]
    about: FacetCounts
    beside: tuple[tuple[int, int], ...]
    looked_at: int


def summarise_speaker(
    speaker: int, request: PageRequest, companions: int = 0, listed: int = 250
) -> SpeakerSummary:
    """What there is of a speaker; with up to so many companions."""
    with current_index() as now:
        index = now.index
        found = index.of("speaker", speaker) & index.every
        beside, looked_at = _beside(index, speaker, found, companions) if companions else ((), 0)
        return SpeakerSummary(
            newest(index, found, request),
            len(found),
            _titles(index, found),
            _facet_counts(index, "about", found, listed),
            beside,
            looked_at,
        )


def _titles(index: Index, found: BitMap) -> tuple[TitleHeld, ...]:
    """The titles that articles give, latest first; where no date is known, last."""
    titles, days = index.values("title", found), index.days(found)
    order = np.lexsort((days, titles))
    order = order[titles[order] > 0]
    titles, days = titles[order], days[order]
    edges = [*np.flatnonzero(np.diff(titles, prepend=-1)).tolist(), len(titles)]
    held = []
    for start, end in pairwise(edges):
        dated = days[start:end][days[start:end] > 0]
        first, last = (int(dated[0]), int(dated[-1])) if len(dated) else (0, 0)
        title = index.names.words[int(titles[start])]
        held.append((-last, start - end, title, first))
    return tuple(
        TitleHeld(title, _date(first), _date(-last), -count)
        for last, count, title, first in sorted(held)
    )


def _date(day: int) -> dt.date | None:
    return dt.date.fromordinal(day) if day else None


def _beside(
    index: Index, speaker: int, found: BitMap, companions: int
) -> tuple[tuple[tuple[int, int], ...], int]:
    articles = np.unique(index.values("article", found))
    looked_at = 0
    if len(articles) > LATEST:
        latest = dict.fromkeys(map(index.article_of, index.newest(found, LATEST * SAID_IN_ONE)))
        articles, looked_at = np.array(list(latest)[:LATEST]), min(len(latest), LATEST)
    rows = index.articles_with(articles)
    # A speaker and an article as one number, so that each two are counted once.
    size = int(articles.max(initial=0)) + 1
    pairs = np.unique(index.values("speaker", rows) * size + index.values("article", rows))
    others, counts = np.unique(pairs // size, return_counts=True)
    kept = (others != speaker) & (others > 0)
    order = np.lexsort((others[kept], -counts[kept]))[:companions]
    chosen = zip(others[kept][order].tolist(), counts[kept][order].tolist(), strict=True)
    return tuple(chosen), looked_at


# ── all speakers, all countries ───────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Quoted:
    """A speaker's key, how many quotations there are, and the day of the latest."""

    speaker: int
    count: int
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """A part of the speakers, most quoted first, and how many there are."""

    page: tuple[Quoted, ...]
    total: int
    previous: str = ""
    next: str = ""


def most_quoted(request: PageRequest, among: Iterable[int] | None = None) -> Ranking:
    """Those who are quoted, most quoted first; places are “count.key”."""
    with current_index() as now:
        index = now.index
        counts = index.counts("speaker")
        keys = np.flatnonzero(counts)
        if among is not None:
            keys = keys[np.isin(keys, np.fromiter(among, np.int64))]
        keys = keys[np.lexsort((keys, -counts[keys]))]
        start = _start(keys, counts, request)
        part = keys[start : start + request.limit].tolist()
        quoted = tuple(
            Quoted(key, int(counts[key]), _date(int(index.days(index.of("speaker", key)).max())))
            for key in part
        )
        places = [f"{q.count}.{q.speaker}" for q in quoted]
        return Ranking(
            quoted,
            len(keys),
            previous=places[0] if places and start else "",
            next=places[-1] if start + request.limit < len(keys) else "",
        )


def _start(keys: Numbers, counts: Numbers, request: PageRequest) -> int:
    """Where a part of a ranking begins."""
    try:
        count, key = map(int, (request.after or request.before).split("."))
    except ValueError:
        return 0
    ahead = (counts[keys] > count) | ((counts[keys] == count) & (keys < key))
    if request.after:
        return int((ahead | (keys == key)).sum())
    return max(0, int(ahead.sum()) - request.limit)


def quoted_most_of(keys: Iterable[int], limit: int) -> list[tuple[int, int]]:
    """(speaker, how many quotations) of these, most quoted first, the never quoted last."""
    with current_index() as now:
        counts = now.index.counts("speaker")
    found = np.fromiter(keys, np.int64)
    counted = np.where(found < len(counts), counts[np.minimum(found, len(counts) - 1)], 0)
    order = np.lexsort((found, -counted))[:limit]
    return list(zip(found[order].tolist(), counted[order].tolist(), strict=True))


def countries_counted() -> tuple[dict[str, int], dict[str, int]]:
    """How many quotations there are by, and about, each country."""
    with current_index() as now:
        index = now.index
        by, about = (dict(index.count_values(name, index.every)) for name in ("by", "about"))
        words = index.names.words
        return {words[n]: c for n, c in by.items()}, {words[n]: c for n, c in about.items()}


@dataclass(frozen=True, slots=True)
class Pair:
    """How many quotations people of one country have about another."""

    by: str
    about: str
    count: int


def pairs() -> list[Pair]:
    """Speaker's country × country spoken about, most frequent first."""
    with current_index() as now:
        return now.index.once(("sorted pairs",), lambda: _pairs(now.index))


def _pairs(index: Index) -> list[Pair]:
    words = index.names.words
    found = [Pair(words[b], words[a], n) for b, a, n in index.pairs("by", "about")]
    return sorted(found, key=lambda pair: (-pair.count, pair.by, pair.about))
