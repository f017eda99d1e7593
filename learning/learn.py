"""Learning from decisions part by part; a part is taken only if no figure gets worse.

The last quarter of the decisions, by time, and our own articles that are kept apart judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from extraction.learned import NOTHING, Learned
from learning import calibration, ranker
from learning.cases import Case, DecidedArticle, by_time, read
from learning.figures import Figures, figures, verdicts
from learning.names import learn_names

LEAST = 100
"""Decisions that give a speaker's name; with fewer too few of them are left to judge by."""
HELD_BACK, APART = "decisions held back", "our own articles kept apart"


class TooFewError(ValueError):
    """Too few decisions to learn from; the message says how many are needed."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that was tried: the figures with it on each corpus, and whether it was taken."""

    name: str
    taken: bool
    figures: dict[str, Figures]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was learned, from how much, and the figures before and after each part."""

    learned: Learned
    sizes: dict[str, tuple[int, int]]
    """Articles and decisions, by corpus."""
    before: dict[str, Figures]
    after: dict[str, Figures]
    parts: tuple[Part, ...]

    @property
    def taken(self) -> bool:
        return any(part.taken for part in self.parts)


def learn(
    decided: Sequence[DecidedArticle],
    own: Sequence[DecidedArticle],
    apart: Sequence[DecidedArticle],
) -> Outcome:
    """Learn from decided articles, beside our own ones; `apart` are those of ours that judge.

    Raises TooFewError.
    """
    speakers = sum(article.speakers for article in decided)
    if speakers < LEAST:
        raise TooFewError(
            f"Learning needs at least {LEAST} decisions with a speaker, has {speakers}."
        )
    earlier, later = by_time(decided)
    corpora = {"decisions learned from": earlier, HELD_BACK: later, APART: apart}
    sizes = {name: (len(each), sum(len(a.decided) for a in each)) for name, each in corpora.items()}
    judge = Judge({HELD_BACK: list(read(later)), APART: list(read(apart))})
    return judge.outcome(list(read(earlier)), list(read(own)), sizes)


class Judge:
    """The corpora by which every part is judged."""

    def __init__(self, corpora: dict[str, list[Case]]) -> None:
        self.corpora = corpora
        self.learned = NOTHING
        self.best = self.before = self.measured(NOTHING)
        self.parts: list[Part] = []

    def measured(self, learned: Learned) -> dict[str, Figures]:
        return {name: figures(verdicts(cases, learned)) for name, cases in self.corpora.items()}

    def outcome(
        self, teaching: Sequence[Case], own: Sequence[Case], sizes: dict[str, tuple[int, int]]
    ) -> Outcome:
        """Try names, then the resolver, then the calibration of what these two find."""
        if names := learn_names(teaching):
            self.attempt("names", [replace(self.learned, names=names)], gain=False)
        self.attempt("resolver", ranker.attempts(self.learned, teaching, own))
        found = list(verdicts(teaching, self.learned))
        self.attempt("calibration", calibration.attempts(self.learned, found))
        return Outcome(self.learned, sizes, self.before, self.best, tuple(self.parts))

    def attempt(self, name: str, attempts: Iterable[Learned], *, gain: bool = True) -> None:
        """Take the first attempt with which nothing is worse.

        With `gain` the decisions held back must be better too.
        """
        part: Part | None = None
        for learned in attempts:
            after = self.measured(learned)
            no_worse = all(each.no_worse(self.best[corpus]) for corpus, each in after.items())
            taken = no_worse and (not gain or after[HELD_BACK].better(self.best[HELD_BACK]))
            if part is None or taken:
                part = Part(name, taken, after)
            if taken:
                self.learned, self.best = learned, after
                break
        if part:
            self.parts.append(part)
