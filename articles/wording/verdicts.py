"""How near a quotation comes to pasted words, and every threshold that decides it.

The thresholds were chosen on misremembered quotations of our own articles and sentences that
nobody says there (`benchmarks/wording.py`); docs/search.md has what they give on others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from articles.wording.alignment import Alignment, Step
from articles.wording.words import Word

# Fewer pasted words than this are a search, not a quotation.
FEWEST_WORDS = 3
# Words, and words that say much, of a run that is no coincidence.
RUN, RUN_SAYING = 4, 2
# The share of words that are the same in both, over the words of both: “nearly”.
NEARLY = 0.7
NEARLY_WORDS, NEARLY_SAYING = 4, 3
# Pasted words at one place that are not in the quotation, as a share of those that are: with more,
# two sentences were put together, and it is “parts”.
FOREIGN, FOREIGN_WORDS = 0.2, 3
# The share of the shorter text that is in the other one, for “parts”, and its words.
PARTS = 0.5
PARTS_WORDS, PARTS_SAYING = 4, 2
# The share of the shorter text that the closest quotations have, where there is nothing better, and
# of what was pasted where only one of the words says much.
CLOSE, CLOSE_SAYING, CLOSE_MINE = 0.3, 2, 0.5


class Verdict(IntEnum):
    """What an archive has of pasted words, the best last."""

    NOTHING = 0
    CLOSE = 1
    PARTS = 2
    NEARLY = 3
    EXACT = 4


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, and the share of words that are the same, 0 … 1, for ordering."""

    verdict: Verdict
    likeness: float
    shared: int


def judge(found: Alignment, mine: Sequence[Word], theirs: Sequence[Word]) -> Judged:
    """Return how near a quotation, `theirs`, comes to what was pasted, `mine`."""
    same = [i for piece in found.of(Step.SAME, Step.SPELT) for i in range(*piece.mine)]
    saying = sum(mine[i].says_much for i in same)
    changed = sum(piece.size for piece in found.of(Step.CHANGED))
    likeness = len(same) / (len(same) + changed)
    shorter = min(len(mine), len(theirs))
    verdict = Verdict.NOTHING
    if _is_exact(found, mine, theirs, len(same), saying):
        verdict = Verdict.EXACT
    elif _is_near(found, likeness, len(same), saying):
        verdict = Verdict.NEARLY
    elif _has_parts(found, mine, len(same) / shorter, len(same), saying):
        verdict = Verdict.PARTS
    elif len(same) >= CLOSE * shorter and saying:
        most = saying >= CLOSE_SAYING or len(same) >= CLOSE_MINE * len(mine)
        verdict = Verdict.CLOSE if most else Verdict.NOTHING
    return Judged(verdict, likeness, len(same))


def _is_exact(
    found: Alignment, mine: Sequence[Word], theirs: Sequence[Word], same: int, saying: int
) -> bool:
    """Whether all of one text is in the other, word for word."""
    if any(found.of(Step.CHANGED, Step.SPELT)):
        return False
    all_mine, all_theirs = found.mine == (0, len(mine)), found.theirs == (0, len(theirs))
    if all_mine and all_theirs:
        return True
    return (all_mine or all_theirs) and same >= RUN and saying >= RUN_SAYING


def _is_near(found: Alignment, likeness: float, same: int, saying: int) -> bool:
    """Whether most words are the same, and no stretch comes from somewhere else."""
    changed = (piece.mine for piece in found.of(Step.CHANGED))
    foreign = max((end - start for start, end in changed), default=0)
    return (
        likeness >= NEARLY
        and same >= NEARLY_WORDS
        and saying >= NEARLY_SAYING
        and foreign <= max(FOREIGN_WORDS, FOREIGN * same)
    )


def _has_parts(
    found: Alignment, mine: Sequence[Word], share: float, same: int, saying: int
) -> bool:
    """Whether a run of words, or much of the shorter text, is in the other one."""
    if share >= PARTS and same >= PARTS_WORDS and saying >= PARTS_SAYING:
        return True
    runs = [piece.mine for piece in found.of(Step.SAME)]
    return any(
        end - start > RUN and sum(word.says_much for word in mine[start:end]) > RUN_SAYING
        for start, end in runs
    )
