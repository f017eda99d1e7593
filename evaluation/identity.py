"""Scores a clustering of mentions by entity against a gold clustering.

Both are mappings from mention to a label of the cluster; only which mentions share a label
matters, never the label itself.  A mention whose label is None, or that `found` lacks, is
a cluster of its own.  The mentions of `gold` are scored, and no others.

pairwise  Over all pairs of mentions: do both mean the same entity?  A cluster of n
          mentions has n(n-1)/2 pairs, so the most mentioned people weigh most.
b_cubed   The mean over mentions, so that every mention weighs the same: how much of its found
          cluster it shares with its gold cluster, and how much of its gold cluster was found.
          Bagga and Baldwin, “Algorithms for Scoring Coreference Chains”, LREC 1998.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import comb, fsum


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision and recall, each between 0 and 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """The number of mentions in each cluster, and in each overlap of a gold and a found cluster."""

    gold: Counter[Hashable]
    found: Counter[Hashable]
    both: Counter[tuple[Hashable, Hashable]]

    @classmethod
    def of[Mention: Hashable](
        cls, gold: Mapping[Mention, Hashable | None], found: Mapping[Mention, Hashable | None]
    ) -> Sizes:
        both = Counter((_cluster(mention, gold), _cluster(mention, found)) for mention in gold)
        sizes = cls(Counter(), Counter(), both)
        for (wanted, got), size in both.items():
            sizes.gold[wanted] += size
            sizes.found[got] += size
        return sizes


def pairwise[Mention: Hashable](
    gold: Mapping[Mention, Hashable | None], found: Mapping[Mention, Hashable | None]
) -> Figures:
    """The share of the found pairs that are gold pairs, and of the gold pairs that are found.

    Precision is 1 if `found` joins no pair, recall is 1 if `gold` joins none.
    """
    sizes = Sizes.of(gold, found)
    true = _pairs(sizes.both.values())
    joined, wanted = _pairs(sizes.found.values()), _pairs(sizes.gold.values())
    return Figures(true / joined if joined else 1.0, true / wanted if wanted else 1.0)


def b_cubed[Mention: Hashable](
    gold: Mapping[Mention, Hashable | None], found: Mapping[Mention, Hashable | None]
) -> Figures:
    """B³: means over the mentions; both are 1 if there are no mentions."""
    sizes = Sizes.of(gold, found)
    mentions = sizes.both.total()
    if not mentions:
        return Figures(1.0, 1.0)
    both = sizes.both.items()
    precision = fsum(size * size / sizes.found[got] for (_, got), size in both)
    recall = fsum(size * size / sizes.gold[wanted] for (wanted, _), size in both)
    return Figures(precision / mentions, recall / mentions)


def wrong_merges[Mention: Hashable](
    gold: Mapping[Mention, Hashable | None], found: Mapping[Mention, Hashable | None]
) -> list[tuple[Mention, Mention]]:
    """Pairs of mentions that `found` joins and `gold` does not, for inspection.

    One pair for every two gold clusters that meet in a found cluster: the first mention of
    each, in the order of `gold`.
    """
    firsts: dict[Hashable, dict[Hashable, Mention]] = {}
    for mention in gold:
        firsts.setdefault(_cluster(mention, found), {}).setdefault(_cluster(mention, gold), mention)
    return [pair for meeting in firsts.values() for pair in combinations(meeting.values(), 2)]


def _cluster[Mention: Hashable](
    mention: Mention, labels: Mapping[Mention, Hashable | None]
) -> Hashable:
    """The cluster of a mention; the flag tells unlabelled mentions from equal labels."""
    label = labels.get(mention)
    return (False, mention) if label is None else (True, label)


def _pairs(sizes: Iterable[int]) -> int:
    return sum(comb(size, 2) for size in sizes)
