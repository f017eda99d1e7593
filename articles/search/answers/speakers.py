"""What the index knows of speakers: one of them in brief, the most quoted, those of a name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap

from articles.models import Speaker
from articles.search.answers.rankings import ranked_page
from articles.search.answers.results import (
    FacetCounts,
    WordCounts,
    count_words,
    dated_page,
    facet_counts,
)
from articles.search.answers.tally import tally
from articles.search.bitmaps import runs
from articles.search.index.index import Index
from articles.search.index.live_index import current_index, one_look
from articles.search.index.newest import SMALL
from articles.search.index.stored import summary_in
from articles.search.index.summaries import Summary, titles_of
from articles.search.own_words import Words
from articles.search.pages import Page, PageRequest
from extraction.lexicon.roles import ROLES_IN_FRONT

# The most quoted speakers, among whom names are looked for first, and how many times as many there
# are for that to be worth its while.
MOST_QUOTED, MANY = 1_000, 20

# A speaker's key, the number of quotations, and the day of the latest.
Quoted = tuple[int, int, dt.date | None]


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

    The page, its total and the countries are of quotations in the words that were asked for.
    `beside` pairs other speakers with the number of articles that quote both, among the
    `looked_at` latest articles; 0 means all of them.  `likely_country` is the code of the country
    that most of them make likely, among those that are sure of none; empty if none does.
    """

    page: Page
    total: int
    titles: tuple[TitleHeld, ...]
    about: FacetCounts
    beside: tuple[tuple[int, int], ...]
    looked_at: int
    words: WordCounts
    appearances: int = 0
    several: int = 0
    likely_country: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """A page of the speakers, most quoted first, and how many speakers there are."""

    page: tuple[Quoted, ...]
    total: int
    previous: str = ""
    next: str = ""


def summarise_speaker(
    speaker: int,
    request: PageRequest,
    companions: int = 0,
    listed: int = 250,
    words: Words = Words.EVERY,
    *,
    once: bool = False,
) -> SpeakerSummary:
    """Return a page of a speaker's quotations with counts, and at most `companions` others."""
    with current_index() as live:
        index = live.index
        found = index.of("speaker", speaker) & index.every
        summary = _summary(index, speaker, found, beside=companions > 0)
        beside, looked_at = _beside(index, speaker, summary, companions) if companions else ((), 0)
        count = tally(index, once=once)
        shown = found & index.in_words(words)
        those = count.listed(shown)
        return SpeakerSummary(
            dated_page(index, those, request),
            len(those),
            _titles(index, summary),
            facet_counts(count, "about", shown, listed),
            beside,
            looked_at,
            count_words(count, found, shown if words == Words.OWN else None),
            appearances=len(shown),
            several=len(shown & index.several),
            likely_country=_likely_country(index, found & index.likely),
        )


def _likely_country(index: Index, likely: BitMap) -> str:
    counted = index.most_frequent("by", likely, 1)[0] if likely else ()
    return next((index.value("by", code) for code, _ in counted), "")


def _summary(index: Index, speaker: int, found: BitMap, *, beside: bool = True) -> Summary:
    """Return what sums up the quotations of a speaker, from the file as far as it has that.

    Articles may be left out if they are not wanted to find who is quoted `beside` the speaker.
    """
    stored = index.base.speakers.get(speaker) if index.base.speakers is not None else None
    if stored is None or not index.sets["speaker"].is_whole(speaker):
        if beside:
            return summary_in(index, found)
        none = np.zeros(0, np.int64)
        return Summary(
            titles_of(index.values("title", found), index.values("day", found)), none, none, 0
        )
    added = found & index.changed
    return stored.with_others(summary_in(index, added)) if added else stored


def _titles(index: Index, summary: Summary) -> tuple[TitleHeld, ...]:
    """Return the titles that articles give: offices first, the latest first, the undated last."""
    held = [(index.names.word(title), *days) for title, *days in summary.titles.tolist()]
    return tuple(
        TitleHeld(title, _date(first), _date(last), count)
        for title, first, last, count in sorted(
            held, key=lambda each: (not _is_office(each[0]), -each[2], -each[3], each[0], each[1])
        )
    )


def _is_office(title: str) -> bool:
    """Whether a title says more than what a person is, as “novice politician” does."""
    return not ROLES_IN_FRONT.isdisjoint(title.lower().split())


def _date(day: int) -> dt.date | None:
    return dt.date.fromordinal(day) if day else None


def _beside(
    index: Index, speaker: int, summary: Summary, companions: int
) -> tuple[tuple[tuple[int, int], ...], int]:
    """Return (other speaker, shared articles), most first, and how many articles were read."""
    articles = summary.articles
    rows = index.articles_with(articles)
    # A speaker and an article as one number, so that each pair is counted once.
    size = int(articles.max(initial=0)) + 1
    pairs, _ = runs(np.sort(index.values("speaker", rows) * size + index.values("article", rows)))
    others, counts = runs(pairs // size)
    kept = (others != speaker) & (others > 0)
    order = np.lexsort((others[kept], -counts[kept]))[:companions]
    chosen = zip(others[kept][order].tolist(), counts[kept][order].tolist(), strict=True)
    return tuple(chosen), len(articles) if summary.every > len(articles) else 0


# ── all speakers ──────────────────────────────────────────────────────────────────────────


def most_quoted(request: PageRequest, among: Collection[int] | None = None) -> Ranking:
    """Return a page of those who are quoted, most quoted first; cursors are “count.key”.

    They are `among` some, each of which is there once.
    """
    with current_index() as live:
        index = live.index
        counts = index.counts("speaker")
        keys = index.once(("quoted",), lambda: np.flatnonzero(counts))
        if among is not None:
            keys = np.fromiter(among, np.int64, len(among))
            keys = np.sort(keys[keys < len(counts)])
            keys = keys[counts[keys] > 0]
            page = ranked_page(keys, counts[keys], request)
        elif request.after or request.before:
            page = ranked_page(keys, counts[keys], request)
        else:
            page = index.once(("ranked", request), lambda: ranked_page(keys, counts[keys], request))
        quoted = _quoted(index, page.keys)
    return Ranking(quoted, len(keys), page.previous, page.next)


def quoted_of(speakers: Sequence[int], among: Iterable[int] | None = None) -> list[int]:
    """Return those of these speakers who are quoted, in their order, and are `among` others."""
    with current_index() as live:
        counts = live.index.counts("speaker")
    quoted = [key for key in speakers if key < len(counts) and counts[key]]
    kept = None if among is None else frozenset(among)
    return quoted if kept is None else [key for key in quoted if key in kept]


def counts_of(speakers: Iterable[int]) -> tuple[Quoted, ...]:
    """Return how often these speakers are quoted, and when last, in their order."""
    with current_index() as live:
        return _quoted(live.index, speakers)


def _quoted(index: Index, speakers: Iterable[int]) -> tuple[Quoted, ...]:
    counts = index.counts("speaker")
    return tuple((key, int(counts[key]), _date(_latest_day(index, key))) for key in speakers)


def _latest_day(index: Index, speaker: int) -> int:
    """Return the day of the newest quotation of a speaker as an ordinal, 0 for none."""
    if index.base.speakers is not None and index.sets["speaker"].is_stored(speaker):
        return int(index.base.speakers.latest[speaker])
    found = index.of("speaker", speaker)
    if len(found) <= SMALL:
        return int(index.values("day", found).max(initial=0))
    sets = index.sets["month"]
    for month in index.once(("months",), lambda: sorted(sets, reverse=True)):
        if rows := found & index.of("month", month):
            return int(index.values("day", rows).max())
    return 0


def suggest(words: str, limit: int) -> list[Speaker]:
    """Return the speakers whose name has all these words, most quoted first."""
    with one_look():
        return Speaker.objects.counted(most_quoted_like(words, limit))


def most_quoted_like(
    words: str, limit: int, but: Collection[int] = frozenset()
) -> list[tuple[int, int]]:
    """Return (speaker, number of quotations) of those whose name has all these words, most quoted
    first, the never quoted last, without some.

    Letters that many names have are looked for among the most quoted first, which are enough then.
    """
    with current_index() as live:
        first, others = _most_quoted(live.index)
    if first:
        keys = set(Speaker.objects.keys_named_like(words, first)).difference(but)
        with current_index() as live:
            ranked = rank_speakers(live.index, keys, limit)
        if len(ranked) == limit and ranked[-1][1] > others:
            return ranked
    keys = set(Speaker.objects.keys_named_like(words)).difference(but)
    with current_index() as live:
        return rank_speakers(live.index, keys, limit)


def _most_quoted(index: Index) -> tuple[list[int], int]:
    """Return the most quoted speakers, and how many quotations each other has at most.

    There are none where the others are few.
    """

    def find() -> tuple[list[int], int]:
        counts = index.counts("speaker").copy()
        counts[:1] = 0  # no speaker
        if len(counts) < MANY * MOST_QUOTED:
            return [], 0
        order = np.argpartition(counts, -MOST_QUOTED)
        return order[-MOST_QUOTED:].tolist(), int(counts[order[:-MOST_QUOTED]].max())

    return index.once(("most quoted", MOST_QUOTED, MANY), find)


def rank_speakers(index: Index, speakers: Iterable[int], limit: int) -> list[tuple[int, int]]:
    """Return (speaker, number of quotations), most quoted first, the never quoted last."""
    counts = index.counts("speaker")
    keys = np.fromiter(speakers, np.int64)
    counted = np.where(keys < len(counts), counts[np.minimum(keys, len(counts) - 1)], 0)
    order = np.lexsort((keys, -counted))[:limit]
    return list(zip(keys[order].tolist(), counted[order].tolist(), strict=True))
