"""The order in which editors review: what matters most to readers comes first.

Each quotation of the queue has points: those that a reader reported before all others, then the
speaker's own words, speakers who are quoted often, people who are new, low confidence, recent
dates.  Points are counted in columns of the index, again only after a quotation changed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

import numpy as np
from django.utils import timezone
from pyroaring import BitMap

from articles.search.bitmaps import Numbers, numbers
from articles.search.index.index import Index
from articles.search.index.live_index import current_index
from articles.search.own_words import Wording
from articles.search.selection import NONE, Selection

REPORTED = 100_000
OWN_WORDS, PARAPHRASE = 400, 100
# Of a speaker with as many quotations as `OFTEN` or more.
OFTEN_QUOTED, OFTEN = 300, 32
NEW_PERSON, NOBODY = 150, 100
# Of no confidence at all; and of today, half of it `HALF_LIFE` days ago.
UNSURE, RECENT, HALF_LIFE = 300, 100, 60
# Thousandths below which a quotation is very unsure.
VERY_UNSURE = 500


class Reason(StrEnum):
    """Why a quotation is in the queue, as URLs have it."""

    REPORTED = "reported"
    NOBODY = "nobody"
    NEW = "new"
    UNSURE = "unsure"


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """The place of a quotation in the queue; the quotation may be gone from it by now."""

    rank: int
    pk: int

    def __str__(self) -> str:
        return f"{-self.rank}.{self.pk}"

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the place that `str` wrote; None for anything else."""
        points, _, pk = text.partition(".")
        if not (points.isascii() and points.isdigit() and pk.isascii() and pk.isdigit()):
            return None
        return cls(-int(points), int(pk)) if len(points) < 8 and len(pk) < 19 else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the queue: what is selected, for a reason, only or without some keys."""

    selection: Selection
    reported: Collection[int] = ()
    reason: Reason | None = None
    only: Collection[int] | None = None
    without: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class Queue:
    """A stretch of the queue in order: places, the one before and the one after, and counts.

    `passed` is how many are in front of the first place, `total` how many there are, and `doubtful`
    how many are in doubt in the whole archive.  `new` has those whose speaker is in one article
    alone.
    """

    places: tuple[Place, ...]
    previous: Place | None
    following: Place | None
    passed: int
    total: int
    doubtful: int
    new: frozenset[int] = frozenset()


def queue(wanted: Wanted, at: Place | None, limit: int) -> Queue:
    """Return up to `limit` places of the queue from `at` on, or from its beginning."""
    with current_index() as live:
        index = live.index
        keys, ranks = _ordered(index, _reported(index, wanted))
        chosen = _chosen(index, wanted, live.quotations_with(wanted.selection.query))
        kept = _members(chosen, keys)
        keys, ranks = keys[kept], ranks[kept]
        first = _position(keys, ranks, at)
        end = first + limit
        earlier = max(first - limit, 0)
        rows = keys[first:end]
        return Queue(
            _places(keys, ranks, first, end),
            next(iter(_places(keys, ranks, earlier, first)), None),
            next(iter(_places(keys, ranks, end, end + 1)), None),
            first,
            len(keys),
            len(index.of("doubtful", 1)),
            frozenset(rows[_is_new(index, rows)].tolist()),
        )


def doubtful_count() -> int:
    """Return how many quotations are in doubt."""
    with current_index() as live:
        return len(live.index.of("doubtful", 1))


def _places(keys: Numbers, ranks: Numbers, first: int, end: int) -> tuple[Place, ...]:
    pairs = zip(ranks[first:end].tolist(), keys[first:end].tolist(), strict=True)
    return tuple(Place(rank, pk) for rank, pk in pairs)


def _position(keys: Numbers, ranks: Numbers, at: Place | None) -> int:
    """Return how many places are in front of `at`."""
    if at is None:
        return 0
    before = (ranks < at.rank) | ((ranks == at.rank) & (keys < at.pk))
    return int(np.count_nonzero(before))


def _reported(index: Index, wanted: Wanted) -> BitMap:
    return BitMap(wanted.reported) & index.every


def _ordered(index: Index, reported: BitMap) -> tuple[Numbers, Numbers]:
    """Return the keys of the whole queue in order, and the rank of each: its points, negative."""
    name = ("queue", timezone.localdate().isoformat(), *map(str, reported))
    return index.once(name, lambda: _rank(index, reported))


def _rank(index: Index, reported: BitMap) -> tuple[Numbers, Numbers]:
    keys = numbers(index.of("doubtful", 1) | reported)
    ranks = -(_points(index, keys) + REPORTED * _members(reported, keys))
    order = np.lexsort((keys, ranks))
    return keys[order], ranks[order]


def _points(index: Index, keys: Numbers) -> Numbers:
    wording, speaker = index.column("wording")[keys], index.column("speaker")[keys]
    counts = index.once(("quoted",), lambda: _counted(index))[speaker]
    points = np.where(wording == Wording.OWN, OWN_WORDS, 0)
    points += np.where(wording == Wording.PARAPHRASE, PARAPHRASE, 0)
    often = np.log2(np.minimum(counts, OFTEN)) / np.log2(OFTEN)
    points += np.where(speaker == NONE, NOBODY, OFTEN_QUOTED * often).astype(np.int64)
    points += np.where(_is_new(index, keys), NEW_PERSON, 0)
    points += UNSURE - UNSURE * index.column("confidence")[keys].astype(np.int64) // 1000
    day = index.column("day")[keys]
    age = np.clip(timezone.localdate().toordinal() - day, 0, None)
    points += np.where(day == 0, 0, RECENT * 0.5 ** (age / HALF_LIFE)).astype(np.int64)
    return points.astype(np.int64)


def _counted(index: Index) -> Numbers:
    """Return how many quotations each speaker has, at least 1, as an array by key."""
    every = index.column("speaker")[numbers(index.every)]
    size = int(every.max(initial=0)) + 1
    return np.maximum(np.bincount(every, minlength=size), 1)


def _is_new(index: Index, keys: Numbers) -> Numbers:
    """Whether one article alone quotes the speaker of each of these."""
    alone = index.once(("quoted in one article",), lambda: _in_one_article(index))
    return alone[index.column("speaker")[keys]]


def _in_one_article(index: Index) -> Numbers:
    every = numbers(index.every)
    speaker, article = index.column("speaker")[every], index.column("article")[every]
    size = int(speaker.max(initial=0)) + 1
    some = np.zeros(size, np.int64)
    some[speaker] = article  # one of its articles; all the same where there is one
    alone = np.ones(size, bool)
    alone[speaker[article != some[speaker]]] = False
    alone[NONE] = False
    return alone


def _chosen(index: Index, wanted: Wanted, words: BitMap | None) -> BitMap:
    found = index.select(wanted.selection, words)
    if wanted.only is not None:
        found = found & BitMap(wanted.only)
    found = found - BitMap(wanted.without)
    match wanted.reason:
        case Reason.REPORTED:
            return found & BitMap(wanted.reported)
        case Reason.NOBODY:
            return found & index.of("speaker", NONE)
        case None:
            return found
    keys = numbers(found & (index.of("doubtful", 1) | _reported(index, wanted)))
    new = wanted.reason == Reason.NEW
    kept = _is_new(index, keys) if new else index.column("confidence")[keys] < VERY_UNSURE
    return BitMap(keys[kept].tolist())


def _members(found: BitMap, keys: Numbers) -> Numbers:
    """Whether each of these keys is in a set."""
    mask = np.zeros(int(keys.max(initial=0)) + 1, bool)
    members = numbers(found)
    mask[members[members < len(mask)]] = True
    return mask[keys]
