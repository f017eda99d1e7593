"""Quotations → utterances: those that are linked by pairs, in any order.

Two quotations of one speaker are a pair if `same_utterance` says so and they are at most `WINDOW`
days apart; in other mouths, or without a date, if all their words are the same and there are enough
of them.  Paraphrases are paired with paraphrases only.  Utterances are the connected components of
the pairs.  A component depends on its pairs alone, so that it is the same in every order, and what
is left of it without a quotation is found from its other members.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from articles.utterances.pairs import Wording, same_utterance

# Days between two appearances of an utterance.
WINDOW = 7


class Echo(NamedTuple):
    """The same words in any mouth: quotations with one hash and of one kind."""

    hash: int
    indirect: bool
    day: int
    key: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """A quotation: its key, its speaker (None for nobody named), its day as an ordinal (0 for
    none), its words, and whether it is a paraphrase."""

    key: int
    speaker: Hashable
    day: int
    wording: Wording
    indirect: bool = False

    @property
    def echo(self) -> Echo | None:
        found = self.wording.echo
        return None if found is None else Echo(found, self.indirect, self.day, self.key)


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided: quotations that make no pair by their words, and pairs beside them."""

    apart: frozenset[int] = frozenset()
    joined: tuple[tuple[int, int], ...] = field(default=())


def group(appearances: Iterable[Appearance], decided: Decided | None = None) -> list[list[int]]:
    """Return the keys of each utterance with several appearances, sorted."""
    those, decided = list(appearances), decided or Decided()
    keys = {each.key for each in those}
    by_words = pairs(each for each in those if each.key not in decided.apart)
    return components([*by_words, *(pair for pair in decided.joined if keys.issuperset(pair))])


class Forest:
    """Keys that pairs connect: each points towards the smallest one of its component."""

    def __init__(self) -> None:
        self.parents: dict[int, int] = {}

    def root(self, key: int) -> int:
        while self.parents.setdefault(key, key) != key:
            self.parents[key] = self.parents[self.parents[key]]
            key = self.parents[key]
        return key

    def connect(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self.parents[second] = first

    def components(self) -> list[list[int]]:
        """Return those with several keys, each sorted, by its smallest key."""
        groups: dict[int, list[int]] = defaultdict(list)
        for key in sorted(self.parents):
            groups[self.root(key)].append(key)
        return [found for found in groups.values() if len(found) > 1]


def components(linked: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the keys that pairs connect, each component sorted, by its smallest key."""
    forest = Forest()
    for pair in linked:
        forest.connect(*pair)
    return forest.components()


def pairs(
    appearances: Iterable[Appearance], of: Collection[int] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield the keys of two quotations that are one utterance; of one speaker only those with one
    `of` these.

    Of quotations with the same words in several mouths not every pair is yielded, but as many as
    connect them.
    """
    those = list(appearances)
    yield from pairs_of_speakers(those, of)
    yield from in_other_mouths(echo for each in those if (echo := each.echo))


def pairs_of_speakers(
    those: Iterable[Appearance], of: Collection[int] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield the keys of two quotations of one speaker that are one utterance."""
    by_speaker: dict[tuple[Hashable, bool], list[Appearance]] = defaultdict(list)
    for each in those:
        if each.day and each.speaker is not None:
            by_speaker[each.speaker, each.indirect].append(each)
    for said in by_speaker.values():
        yield from _pairs_of_one(sorted(said, key=lambda each: (each.day, each.key)), of)


def in_other_mouths(echoes: Iterable[Echo]) -> Iterator[tuple[int, int]]:
    """Yield the keys of those with the same words that follow one another within the window."""
    for one, other in pairwise(sorted(echoes)):
        alike = one[:2] == other[:2] and bool(one.day) == bool(other.day)
        if alike and other.day - one.day <= WINDOW:
            yield one.key, other.key


def _pairs_of_one(
    those: Sequence[Appearance], of: Collection[int] | None
) -> Iterator[tuple[int, int]]:
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
            wanted = of is None or each.key in of or key in of
            if wanted and same_utterance(wording, other.wording):
                yield key, each.key
