"""What the page of a speaker sums up of all their quotations: the titles, and the latest articles.

Of those who are quoted most it is in the file of the index, as it was when that was built, so that
their pages do not read what each of a million quotations has.  What was added since is put to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from articles.search.bitmaps import Numbers, runs
from articles.search.index.arrays import ArrayFile, Part

# Latest articles that are known of a speaker.
LATEST = 500
# Quotations from which on a speaker is in the file.
LEAST = 2_000
# Quotations from which on a count for each article takes less time than their order.
MANY = 20_000
# Bits of a day as an ordinal, and of the key of an article.
DAYS, KEYS = 22, 40
_DAY = (1 << DAYS) - 1
TITLES = ("title", "first", "last", "count")


@dataclass(frozen=True, slots=True)
class Summary:
    """The titles of a speaker, by number, with their first and last days (0 for none) and how many
    quotations have each; the `LATEST` articles, by key, with their days, and how many there are."""

    titles: NDArray[np.int64]
    articles: NDArray[np.int64]
    days: NDArray[np.int64]
    every: int

    def with_others(self, other: Summary) -> Summary:
        """Return that of these quotations and others, of other articles."""
        articles = np.concatenate([self.articles, other.articles])
        kept = _latest(articles, days := np.concatenate([self.days, other.days]))
        return Summary(
            _merged(np.concatenate([self.titles, other.titles])),
            articles[kept], days[kept], self.every + other.every,
        )  # fmt: skip


def summary_of(titles: Numbers, articles: Numbers, days: Numbers) -> Summary:
    """Return what sums up some quotations, by the number of a title, 0 for none, the article and
    its day, 0 for none, of each."""
    each, of_articles = _distinct(articles, days)
    kept = _latest(each, of_articles)
    return Summary(titles_of(titles, days), each[kept], of_articles[kept], len(each))


def titles_of(titles: Numbers, days: Numbers) -> NDArray[np.int64]:
    """Return what `Summary` has of titles."""
    # A title and a day as one number, so that they are put in order at once.
    both, counts = runs(np.sort((titles << DAYS | days)[titles > 0]))
    return _merged(np.stack([both >> DAYS, both & _DAY, both & _DAY, counts], axis=1))


def _distinct(articles: Numbers, days: Numbers) -> tuple[Numbers, Numbers]:
    """Return each of these articles once, by key, and its day."""
    if len(articles) < MANY:
        # An article and its day as one number, so that they are put in order at once.
        both, _ = runs(np.sort(articles << DAYS | days))
        return both >> DAYS, both & _DAY
    each = np.flatnonzero(np.bincount(articles))
    published = np.zeros(int(articles.max(initial=0)) + 1, np.int64)
    published[articles] = days
    return each, published[each]


def _latest(articles: Numbers, days: Numbers) -> Numbers:
    """Return the places of the latest of these articles, in the order of their keys."""
    order = np.arange(len(articles))
    if len(articles) > LATEST:
        order = np.argpartition(days << KEYS | articles, len(articles) - LATEST)[-LATEST:]
    kept: Numbers = order[np.argsort(articles[order])]
    return kept


def _merged(held: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return titles with each once, by number."""
    held = held[np.argsort(held[:, 0], kind="stable")]
    starts = np.flatnonzero(np.diff(held[:, 0], prepend=-1))
    if not len(starts):
        return held
    title, first, last, count = held.T
    # A day that is not known is behind all others.
    first = np.minimum.reduceat(np.where(first, first, _DAY), starts)
    return np.stack(
        [
            title[starts], np.where(first == _DAY, 0, first), np.maximum.reduceat(last, starts),
            np.add.reduceat(count, starts),
        ],
        axis=1,
    )  # fmt: skip


def parts_of_summaries(summaries: Iterable[tuple[int, Summary]]) -> Iterator[Part]:
    """Yield the arrays that a file has of these speakers' summaries, which are by key."""
    listed = list(summaries)
    none = np.zeros((0, len(TITLES)), np.int64)
    yield Part("speakers/keys", np.array([key for key, _ in listed], np.int64))
    yield Part("speakers/every", np.array([each.every for _, each in listed], np.int64))
    titles = np.concatenate([none, *(each.titles for _, each in listed)])
    yield _ends("titles", [each.titles for _, each in listed])
    for name, column in zip(TITLES, titles.T, strict=True):
        yield Part(f"speakers/titles/{name}", np.ascontiguousarray(column))
    yield _ends("articles", [each.articles for _, each in listed])
    for name in ("articles", "days"):
        arrays = [getattr(each, name) for _, each in listed]
        yield Part(f"speakers/{name}", np.concatenate([none[:, 0], *arrays]))


def _ends(name: str, arrays: Sequence[NDArray[np.int64]]) -> Part:
    return Part(f"speakers/{name}/ends", np.cumsum([len(each) for each in arrays], dtype=np.int64))


class Summaries:
    """The summaries in a file, and the latest day of every speaker's quotations."""

    def __init__(self, file: ArrayFile) -> None:
        self._file = file
        self._keys, self._every = file.array("speakers/keys"), file.array("speakers/every")
        self.latest: NDArray[np.int32] = file.array("speakers/latest")

    @cached_property
    def _titles(self) -> tuple[NDArray[np.int64], ...]:
        return tuple(self._file.array(f"speakers/titles/{name}") for name in ("ends", *TITLES))

    @cached_property
    def _articles(self) -> tuple[NDArray[np.int64], ...]:
        names = ("articles/ends", "articles", "days")
        return tuple(self._file.array(f"speakers/{name}") for name in names)

    def get(self, speaker: int) -> Summary | None:
        """Return the summary of a speaker; None if there is none."""
        place = int(np.searchsorted(self._keys, speaker))
        if place == len(self._keys) or self._keys[place] != speaker:
            return None
        titles = np.stack(_parts(self._titles, place), axis=1)
        articles, days = _parts(self._articles, place)
        return Summary(titles, articles, days, int(self._every[place]))


def _parts(arrays: tuple[NDArray[np.int64], ...], place: int) -> list[NDArray[np.int64]]:
    ends, *others = arrays
    part = slice(int(ends[place - 1]) if place else 0, int(ends[place]))
    return [each[part] for each in others]
