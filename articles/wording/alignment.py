"""Two texts side by side, word by word: what both have, and what only one of them has.

Runs of the same words are found as Ratcliff and Obershelp do (difflib).  Between the runs, words
that are joined, parted or slightly misspelt in one of the texts are the same words too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz.distance import OSA

from articles.wording.words import Word

# A slip changes at most one letter in this many, and no word of fewer letters.
LETTERS_A_SLIP = 4
# Words within a gap that are compared with one another, as each is with each.
MOST_COMPARED = 8
# Words that a text has between two parts of a quotation: “she said, and looked at the door”.
LONGEST_ASIDE = 15
# What a word in a gap costs, where one that is shared is worth 1: two texts are held together
# across a gap of no more than three times the words behind it.
GAP_COST = 0.3
# What a shared word is worth that says little by itself.
FUNCTION_WORD = 0.4


class Step(StrEnum):
    """What a stretch of both texts is to the other."""

    SAME = "same"
    SPELT = "spelt"  # the same words, spelt, joined or parted in another way
    CHANGED = "changed"  # other words, or words of one text only
    ASIDE = "aside"  # words between the two parts of an interrupted quotation


@dataclass(frozen=True, slots=True)
class Piece:
    """Words `[start, end)` of either text; one of the two may be empty."""

    step: Step
    mine: tuple[int, int]
    theirs: tuple[int, int]

    @property
    def size(self) -> int:
        """The words of the longer side."""
        return max(self.mine[1] - self.mine[0], self.theirs[1] - self.theirs[0])


@dataclass(frozen=True, slots=True)
class Alignment:
    """The stretches of two texts that belong together, without gaps, in order."""

    pieces: tuple[Piece, ...]

    @property
    def mine(self) -> tuple[int, int]:
        return self.pieces[0].mine[0], self.pieces[-1].mine[1]

    @property
    def theirs(self) -> tuple[int, int]:
        return self.pieces[0].theirs[0], self.pieces[-1].theirs[1]

    def of(self, *steps: Step) -> Iterator[Piece]:
        return (piece for piece in self.pieces if piece.step in steps)


class Comparison:
    """Compares one text with many, each a sequence of words."""

    def __init__(self, mine: Sequence[Word]) -> None:
        self.mine = mine
        self._matcher: SequenceMatcher[str] = SequenceMatcher(None, autojunk=False)
        self._matcher.set_seq2([word.key for word in mine])

    def with_text(self, theirs: Sequence[Word]) -> Alignment | None:
        """Return the best local alignment with a text; None if they share no word."""
        self._matcher.set_seq1([word.key for word in theirs])
        runs = [
            Piece(Step.SAME, (run.b, run.b + run.size), (run.a, run.a + run.size))
            for run in self._matcher.get_matching_blocks()
            if run.size
        ]
        if not runs:
            return None
        kept = self._best(runs)
        mine, others = self._ends(kept, len(theirs))
        pieces: list[Piece] = []
        at, other = mine[0], others[0]
        for run in kept:
            pieces += self._gap((at, run.mine[0]), (other, run.theirs[0]), theirs)
            pieces.append(run)
            at, other = run.mine[1], run.theirs[1]
        pieces += self._gap((at, mine[1]), (other, others[1]), theirs)
        return Alignment(tuple(pieces))

    def _best(self, runs: Sequence[Piece]) -> Sequence[Piece]:
        """Return the runs that follow one another closely enough, worth most together."""
        best, best_worth = (0, 1), 0.0
        start, worth = 0, 0.0
        for i, run in enumerate(runs):
            if i:
                before = runs[i - 1]
                gap = max(run.mine[0] - before.mine[1], run.theirs[0] - before.theirs[1])
                worth -= gap * GAP_COST
            if worth <= 0:
                start, worth = i, 0.0
            worth += sum(
                1 if word.says_much else FUNCTION_WORD for word in self.mine[slice(*run.mine)]
            )
            if worth > best_worth:
                best, best_worth = (start, i + 1), worth
        return runs[slice(*best)]

    def _ends(self, runs: Sequence[Piece], length: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return the span of either text that the alignment covers.

        At each end, the text with fewer words left is covered to its end, and as many words of
        the other one: what is left of the longer text belongs to something else.
        """
        (first, last), all_mine = (runs[0], runs[-1]), len(self.mine)
        before = min(first.mine[0], first.theirs[0])
        after = min(all_mine - last.mine[1], length - last.theirs[1])
        return (
            (first.mine[0] - before, last.mine[1] + after),
            (first.theirs[0] - before, last.theirs[1] + after),
        )

    def _gap(
        self, mine: tuple[int, int], theirs: tuple[int, int], text: Sequence[Word]
    ) -> Iterator[Piece]:
        """Yield the pieces between two runs: words that are spelt in another way, and others."""
        if mine[0] == mine[1] and theirs[0] == theirs[1]:
            return
        if theirs[0] == theirs[1]:
            cut = 0 < theirs[0] < len(text) and text[theirs[0]].cut_off
            aside = cut and mine[1] - mine[0] <= LONGEST_ASIDE
            yield Piece(Step.ASIDE if aside else Step.CHANGED, mine, theirs)
            return
        pairs = self._spelt_alike(mine, theirs, text)
        at, other = mine[0], theirs[0]
        for (start, end), (begin, stop) in pairs:
            if start > at or begin > other:
                yield Piece(Step.CHANGED, (at, start), (other, begin))
            yield Piece(Step.SPELT, (start, end), (begin, stop))
            at, other = end, stop
        if at < mine[1] or other < theirs[1]:
            yield Piece(Step.CHANGED, (at, mine[1]), (other, theirs[1]))

    def _spelt_alike(
        self, mine: tuple[int, int], theirs: tuple[int, int], text: Sequence[Word]
    ) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Yield the words of a gap that are the same but for a slip or a blank, in order."""
        if max(mine[1] - mine[0], theirs[1] - theirs[0]) > MOST_COMPARED:
            return
        at, other = mine[0], theirs[0]
        while at < mine[1] and other < theirs[1]:
            found = next(self._from(at, mine[1], other, theirs[1], text), None)
            if found is None:
                return
            yield found
            at, other = found[0][1], found[1][1]

    def _from(
        self, at: int, end: int, other: int, stop: int, text: Sequence[Word]
    ) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Yield the spans of the same words from here on, the nearest first."""
        for skipped in range(end - at + stop - other - 1):
            for i in range(at, min(at + skipped + 1, end)):
                j = other + skipped - (i - at)
                if j >= stop:
                    continue
                for m, n in ((1, 1), (1, 2), (2, 1)):
                    ours, others = self.mine[i : i + m], text[j : j + n]
                    fits = i + m <= end and j + n <= stop
                    if fits and spelt_alike(_joined(ours), _joined(others), slips=m == n):
                        yield (i, i + m), (j, j + n)


def _joined(words: Sequence[Word]) -> str:
    return "".join(word.key for word in words)


def spelt_alike(one: str, other: str, *, slips: bool = True) -> bool:
    """Whether two words are one, in lower case; with `slips` but for some letters.

    Letters that are swapped, left out, doubled or changed are slips; figures have none.

    >>> spelt_alike("zelensky", "zelenskiy"), spelt_alike("1945", "1946"), spelt_alike("war", "was")
    (True, False, False)
    """
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if not slips or shorter < LETTERS_A_SLIP or any(map(str.isdigit, one + other)):
        return False
    most = max(1, shorter // LETTERS_A_SLIP) if shorter > LETTERS_A_SLIP else 1
    return int(OSA.distance(one, other, score_cutoff=most)) <= most
