"""Which speaker a person in an article is.  Pure: `identity.matching` decides, on facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from articles.resolution.facts import Candidate, View
from identity.matching import Match, Person, match
from identity.names import Likeness, likeness, person_name


@dataclass(frozen=True, slots=True)
class Identity:
    """The speaker that a person is, if one surely is, and why.

    `rivals` tells whether anybody might be meant.  `missing` are the roots whose co-mentions must
    be loaded before this can be decided.
    """

    speaker: Candidate | None = None
    reason: str = ""
    rivals: bool = False
    missing: frozenset[int] = frozenset()


def identify(who: Person, view: View, before: Collection[int] = ()) -> Identity:
    """Decide who a person is among the candidates.

    `before` are speakers whom an earlier reading of the article named: of several who fit, one of
    them goes first, so that pages keep their people, and what that reading said about them counts
    neither for nor against.  Offices count if held on the article's day.
    """
    leaves: dict[int, list[Candidate]] = {}
    for candidate in view.candidates(who):
        leaves.setdefault(candidate.root, []).append(candidate)
    if not leaves:
        return Identity()
    roots = list(leaves)
    known = [view.person(root, before) for root in roots]
    result = match(who, known)
    if result.chosen is None and result.rivals and who.companions:
        co_mentions = {
            root: view.co_mentions(root) for root in (roots[index] for index in result.rivals)
        }
        if missing := frozenset(root for root, names in co_mentions.items() if names is None):
            return Identity(rivals=True, missing=missing)
        result = match(who, [
            replace(person, companions=co_mentions.get(root) or frozenset())
            for root, person in zip(roots, known, strict=True)
        ])  # fmt: skip
    chosen = _chosen(result, [leaves[root] for root in roots], before)
    if chosen is None:
        return Identity(rivals=bool(result.rivals))
    best = max(
        leaves[roots[chosen]],
        key=lambda leaf: (_likeness(who, view.spellings(leaf)), -leaf.key),
    )
    return Identity(best, result.reason, rivals=True)


def _chosen(
    result: Match, leaves: Sequence[Sequence[Candidate]], before: Collection[int]
) -> int | None:
    """The match, or else the one rival whom an earlier reading named."""
    if result.chosen is not None:
        return result.chosen
    named = [i for i in result.rivals if any(leaf.key in before for leaf in leaves[i])]
    return named[0] if len(named) == 1 else None


def _likeness(who: Person, names: Iterable[str]) -> Likeness:
    return max(likeness(who.parsed[0], person_name(name)) for name in names)
