"""Quotations → utterances: those that are linked by pairs, in any order.

The utterances of a speaker are the connected components of `same_utterance` over quotations that
are at most `WINDOW` days apart.  A component depends on its pairs alone, so that it is the same in
every order, and what is left of it without a quotation is found from its other members.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.utterances.pairs import Wording, same_utterance

# Days between two appearances of an utterance.
WINDOW = 7


@dataclass(frozen=True, slots=True)
class Appearance:
    """A quotation: its key, its speaker, its day as an ordinal (0 for none), and its words."""

    key: int
    speaker: Hashable
    day: int
    wording: Wording


def group(appearances: Iterable[Appearance]) -> list[list[int]]:
    """Return the keys of each utterance with several appearances, sorted."""
    parents: dict[int, int] = {}

    def root(key: int) -> int:
        while parents.setdefault(key, key) != key:
            parents[key] = parents[parents[key]]
            key = parents[key]
        return key

    for one, other in pairs(appearances):
        first, second = sorted((root(one), root(other)))
        parents[second] = first
    groups: dict[int, list[int]] = defaultdict(list)
    for key in sorted(parents):
        groups[root(key)].append(key)
    return list(groups.values())


def pairs(appearances: Iterable[Appearance]) -> Iterator[tuple[int, int]]:
    """Yield the keys of every two quotations that are one utterance."""
    by_speaker: dict[tuple[Hashable, bool], list[Appearance]] = defaultdict(list)
    for each in appearances:
        by_speaker[each.speaker, each.day > 0].append(each)
    for those in by_speaker.values():
        yield from _pairs_of_one(sorted(those, key=lambda each: (each.day, each.key)))


def _pairs_of_one(those: Sequence[Appearance]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one speaker, whose quotations are in the order of their days.

    Of the quotations within the window, only those are compared that share a word which says much;
    quotations without one have to be the same.
    """
    recent: dict[str, list[Appearance]] = defaultdict(list)
    same: dict[tuple[str, ...], list[Appearance]] = defaultdict(list)
    for each in those:
        met: dict[int, Appearance] = {}
        wording = each.wording
        for place in (same[wording.keys], *(recent[word] for word in wording.saying)):
            while place and place[0].day < each.day - WINDOW:
                place.pop(0)
            met |= {other.key: other for other in place}
            place.append(each)
        for key, other in met.items():
            if same_utterance(wording, other.wording):
                yield key, each.key
