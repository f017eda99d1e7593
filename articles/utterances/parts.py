"""What pairs connect, in parts without a contradiction.

A fragment may be in a pair with “we will open the bridge” and with “we will not open the bridge”,
which are none.  What pairs connect is then parted: pairs join in the order of days and words, and a
pair joins nothing if a quotation on its one side contradicts one on the other.

Every pair between two parts is refused, so that a part without the others is found as it is now.
What changes when a quotation goes is what its own part, and all that pairs connect with that, is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from articles.utterances.appearances import Appearance
from articles.utterances.forest import Forest
from articles.utterances.pairs import refused


@dataclass(frozen=True, slots=True)
class Links:
    """Quotations that pairs connect, by ascending keys; the pairs by words and by people."""

    members: Sequence[Appearance]
    by_words: list[tuple[int, int]] = field(default_factory=list)
    by_people: list[tuple[int, int]] = field(default_factory=list)


def parts(links: Links) -> list[list[int]]:
    """Return the parts of what pairs connect that have several keys, each sorted.

    Quotations with the same words come first, then those that people joined, also where
    these contradict, and then the other pairs.
    """
    members = sorted(links.members, key=lambda each: each.place)
    enemies = _enemies(members)
    if not enemies:
        return [sorted(each.key for each in members)]
    found = _Parts(enemies)
    words = {each.key: each.wording.keys for each in members}
    rank = {each.key: place for place, each in enumerate(members)}
    pairs = sorted((sorted(pair, key=rank.__getitem__) for pair in links.by_words),
                   key=lambda pair: (rank[pair[0]], rank[pair[1]]))  # fmt: skip
    same = [pair for pair in pairs if words[pair[0]] == words[pair[1]]]
    for one, other in (*same, *links.by_people):
        found.connect(one, other)
    for one, other in pairs:
        if not found.contradict(one, other):
            found.connect(one, other)
    return found.components()


class _Parts(Forest):
    """A forest that knows what contradicts each of its components."""

    def __init__(self, enemies: Mapping[int, set[int]]) -> None:
        super().__init__()
        self.enemies = {key: set(those) for key, those in enemies.items()}
        self.members: dict[int, set[int]] = {}

    def contradict(self, one: int, other: int) -> bool:
        mine, theirs = self.root(one), self.root(other)
        return not self.enemies.get(mine, set()).isdisjoint(self.members.get(theirs, {theirs}))

    def connect(self, one: int, other: int) -> None:
        mine, theirs = self.root(one), self.root(other)
        if mine == theirs:
            return
        super().connect(mine, theirs)
        root, gone = (mine, theirs) if self.root(mine) == mine else (theirs, mine)
        self.members.setdefault(root, {root}).update(self.members.pop(gone, {gone}))
        self.enemies.setdefault(root, set()).update(self.enemies.pop(gone, set()))


def _enemies(members: Sequence[Appearance]) -> dict[int, set[int]]:
    """Return the keys of those that contradict each quotation, of those that have some."""
    by_words: dict[tuple[object, ...], list[Appearance]] = defaultdict(list)
    for each in members:
        by_words[each.wording.keys, each.wording.cuts].append(each)
    found: dict[int, set[int]] = defaultdict(set)
    for some, others in combinations(by_words.values(), 2):
        if refused(some[0].wording, others[0].wording):
            for one in some:
                found[one.key].update(each.key for each in others)
            for other in others:
                found[other.key].update(each.key for each in some)
    return dict(found)
