"""Quotations → utterances: those that are linked by pairs and do not contradict each other, in any
order.

Two quotations of one speaker are a pair if `same_utterance` says so and they are at most `WINDOW`
days apart; in other mouths, or without a date, if all their words are the same and there are enough
of them.  Paraphrases are paired with paraphrases only.  Utterances are the connected components of
the pairs, in parts where some quotations contradict others (`parts.py`).  A component depends on
its pairs alone, so that it is the same in every order, and what is left of it without a quotation
is found from its other members.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from articles.utterances.appearances import Appearance, Echo
from articles.utterances.forest import Forest
from articles.utterances.pairs import same_utterance
from articles.utterances.parts import Links, parts

# Days between two appearances of an utterance.
WINDOW = 7


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided: quotations that make no pair by their words, and pairs beside them."""

    apart: frozenset[int] = frozenset()
    joined: tuple[tuple[int, int], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Grouped:
    """The keys of each utterance with several appearances, and of all quotations that pairs connect
    but that are several utterances, since some contradict others; each sorted, by smallest key."""

    utterances: list[list[int]]
    contested: list[list[int]]


def group(appearances: Iterable[Appearance], decided: Decided | None = None) -> list[list[int]]:
    """Return the keys of each utterance with several appearances, sorted."""
    return grouped(appearances, decided).utterances


def grouped(appearances: Iterable[Appearance], decided: Decided | None = None) -> Grouped:
    """Return the utterances of these, and what pairs connect beyond them."""
    those, decided = {each.key: each for each in appearances}, decided or Decided()
    joined = [pair for pair in decided.joined if those.keys() >= set(pair)]
    linked = list(pairs(each for each in those.values() if each.key not in decided.apart))
    forest = Forest([*linked, *joined])
    utterances, contested = list[list[int]](), list[list[int]]()
    doubtful: dict[int, Links] = {}
    for found in forest.components():
        if may_contradict(those[key].wording.markers for key in found):
            doubtful[found[0]] = Links([those[key] for key in found])
        else:
            utterances.append(found)
    for pair in linked:
        if links := doubtful.get(forest.root(pair[0])):
            links.by_words.append(pair)
    for pair in joined:
        if links := doubtful.get(forest.root(pair[0])):
            links.by_people.append(pair)
    for links in doubtful.values():
        found = [each.key for each in links.members]
        parted = parts(links)
        utterances += parted
        if parted != [found]:
            contested.append(found)
    return Grouped(sorted(utterances), contested)


def may_contradict(markers: Iterable[Hashable]) -> bool:
    """Whether some of what pairs connect may contradict others, by the markers of each."""
    found = list(markers)
    return len(found) > 2 and len(set(found)) > 1


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
