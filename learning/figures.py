"""How many names are right, and how well confidence says so, on decided articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from evaluation.calibration import Judged, calibration_error
from evaluation.people import name_words, same_person
from extraction.annotations import Kind, Quotation, length, overlap
from extraction.learned import Learned
from learning.cases import Case, Decided

SAME = 0.3
"""Content shared, of that which either has, from which two quotations are the same one."""
TOLERANCE = 5e-5
"""Brier scores that differ by less are shown as the same."""


class Verdict(NamedTuple):
    """A quotation that was decided on: its confidence, whether it is right, how it is named."""

    confidence: float
    right: bool
    named: bool
    misnamed: bool
    kind: Kind


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of decided quotations; `brier` and `error` (expected calibration error) are 0 to 1."""

    quotations: int
    named: int
    misnamed: int
    brier: float
    error: float

    def no_worse(self, before: Figures) -> bool:
        """Whether no figure is worse; the calibration error depends on bins, and is only shown."""
        return (
            self.named >= before.named
            and self.misnamed <= before.misnamed
            and self.brier <= before.brier + TOLERANCE
        )

    def better(self, before: Figures) -> bool:
        return (
            self.named > before.named
            or self.misnamed < before.misnamed
            or self.brier < before.brier - TOLERANCE
        )


def verdicts(cases: Iterable[Case], learned: Learned) -> Iterator[Verdict]:
    """What the decisions say of each quotation that is found with this."""
    for case in cases:
        for quotation in case.extraction(learned).quotations:
            decided = decision_on(quotation, case.article.decided)
            if decided:
                yield _verdict(quotation, decided)


def figures(found: Iterable[Verdict]) -> Figures:
    """The figures of some verdicts."""
    every = list(found)
    squares = sum((each.confidence - each.right) ** 2 for each in every)
    return Figures(
        quotations=len(every),
        named=sum(each.named for each in every),
        misnamed=sum(each.misnamed for each in every),
        brier=squares / max(len(every), 1),
        error=calibration_error([Judged(each.confidence, each.right, True) for each in every]),
    )


def decision_on(quotation: Quotation, decided: Iterable[Decided]) -> Decided | None:
    """The decision about the words of a quotation that shares most of them."""

    def shared(each: Decided) -> float:
        common = overlap(each.content, quotation.content)
        return common / max(length(each.content) + length(quotation.content) - common, 1)

    best = max(decided, key=shared, default=None)
    return best if best and shared(best) >= SAME else None


def _verdict(quotation: Quotation, decided: Decided) -> Verdict:
    name = decided.name
    same = same_name(quotation.name, name) if name else quotation.name is None
    kept = not decided.rejected
    another = quotation.name is not None and not same and not part_of(quotation.name, name)
    return Verdict(
        confidence=quotation.confidence,
        right=same and kept,
        named=bool(name) and same and kept,
        misnamed=kept and another,
        kind=quotation.kind,
    )


def same_name(found: str | None, decided: str) -> bool:
    """Whether two names are the same: of a person, or word by word of anything else."""
    return same_person(found, decided) or (found or "").casefold() == decided.casefold()


def part_of(found: str, decided: str | None) -> bool:
    """Whether a name is a part of the right one: not enough, but nobody else's."""
    words = set(name_words(found))
    return bool(words) and words <= set(name_words(decided or ""))
