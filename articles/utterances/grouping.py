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

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from articles.utterances.appearances import Appearance, Echo
from articles.utterances.forest import Forest
from articles.utterances.pairs import IN_COMMON, Wording, may_be_one, same_utterance
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
    """Yield the keys of two quotations that are one utterance; only those with one `of` these, or
    with the same words as one.

    Of quotations with the same words in several mouths not every pair is yielded, but as many as
    connect them.
    """
    those = list(appearances)
    yield from pairs_of_speakers(those, of)
    if of is not None:
        wanted = {each.wording.echo for each in those if each.key in of}
        those = [each for each in those if each.wording.echo in wanted]
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
        if len(near := _near(said, of)) > 1:
            yield from _pairs_of_one(sorted(near, key=lambda each: (each.day, each.key)), of)


def _near(said: Sequence[Appearance], of: Collection[int] | None) -> Sequence[Appearance]:
    """Return what may be in a pair with one `of` these: those themselves, and others that share
    enough of their words that say much, all of theirs together, or are the same."""
    if of is None or len(said) < 2:
        return said
    mine = [each.wording for each in said if each.key in of]
    keys = {wording.keys for wording in mine}
    words = set[str]().union(*(wording.saying for wording in mine))
    fewest = min((len(wording.saying) for wording in mine), default=0)

    def may_be(wording: Wording) -> bool:
        # With fewer of them, `may_be_one` is false of each.
        least = max(1, IN_COMMON * min(fewest, len(wording.saying)))
        return len(words & wording.saying) >= least or wording.keys in keys

    return [each for each in said if each.key in of or may_be(each.wording)]


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

    Of the quotations within the window, only those are compared that share enough of the words
    which say much; quotations without one have to be the same.
    """
    everyone, wanted = _Recent(), _Recent()
    fewest = min((len(each.wording.saying) for each in those), default=0)
    first = 0
    for at, each in enumerate(those):
        while those[first].day < each.day - WINDOW:
            first += 1
        mine = of is None or each.key in of
        wording = each.wording
        same, sharing = (everyone if mine else wanted).like(wording, first)
        for place in same:
            yield those[place].key, each.key
        # With fewer of them, `may_be_one` is false of all.
        least = IN_COMMON * min(fewest, len(wording.saying))
        for place in [place for place, number in sharing.items() if number >= least]:
            other, shared = those[place], sharing[place]
            if may_be_one(wording, other.wording, shared) and same_utterance(
                wording, other.wording
            ):
                yield other.key, each.key
        everyone.add(wording, at)
        if mine and of is not None:
            wanted.add(wording, at)


class _Recent:
    """The places of quotations by their words, ascending."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._same: dict[tuple[str, ...], list[int]] = defaultdict(list)

    def add(self, wording: Wording, place: int) -> None:
        for word in wording.saying:
            self._by_word[word].append(place)
        self._same[wording.keys].append(place)

    def like(self, wording: Wording, first: int) -> tuple[list[int], Counter[int]]:
        """Return those from `first` on with the same words; and of the others, how many of the
        words that say much each shares."""
        by_word = self._by_word
        shared = Counter(
            chain.from_iterable(
                _since(by_word[word], first) for word in wording.saying if word in by_word
            )
        )
        same = _since(self._same.get(wording.keys, []), first)
        for place in same:
            shared.pop(place, None)
        return list(same), shared


def _since(places: list[int], first: int) -> list[int]:
    """Forget the places before `first`; return those that are left."""
    if places and places[0] < first:
        del places[: bisect_left(places, first)]
    return places
