"""Do two quotations with nearly the same words say opposite or different things?

“We will open it”, “we will not open it”, “we may open it” and “we will open two” share all other
words.  Outlets do not print one for the other: they are what was said on another occasion.
"""

from __future__ import annotations

from collections.abc import Sequence

from articles.wording.alignment import Alignment, Piece, Step
from articles.wording.words import Word

_NOT = frozenset("not no never nobody nothing none neither nor without".split())
# Words that leave open whether it is so, and those that do wherever they stand.
_OPEN = frozenset("might perhaps maybe possibly".split())
# What a verb says of what is said: “would” is “will” in a paraphrase, “could” is “can” or “may”.
_MODALS = {
    "will": {"will"}, "shall": {"will"}, "would": {"will", "may"}, "may": {"may"},
    "might": {"may"}, "can": {"can"}, "could": {"can", "may"}, "must": {"must"},
    "should": {"should"}, "ought": {"should"},
}  # fmt: skip
# One of these, or a number, may be what two quotations contradict each other in.
_MARKERS = _NOT | _OPEN | _MODALS.keys()
# Before these “may” is a month.
_OF_MONTHS = frozenset(
    "in by of since until till from early late mid next last this on and".split()
)
# A “not” that moves over as many words at most says the same: “I don’t think we will”.
_NEAR = 4
# Words that count where the other quotation begins behind them, and how many words that may be.
_OPENING = (_NOT | _OPEN) - {"not", "might"}
_HEAD = 2


def markers(keys: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the words that two quotations can contradict each other in, each with the next word.

    Where these are the same, in order, there is no contradiction.

    >>> markers("in may we will never pay 25 euros".split())
    (('will', 'never'), ('never', 'pay'), ('25', 'euros'))
    """
    return tuple(
        (key, keys[at + 1] if at + 1 < len(keys) else "")
        for at, key in enumerate(keys)
        if (key in _MARKERS and (key != "may" or _is_modal(keys, at))) or key[0].isdigit()
    )


def contradict(one: Sequence[Word], other: Sequence[Word], found: Alignment) -> bool:
    """Whether words that are aligned say different things by “not”, a number or a modal verb.

    Nothing is known of what “…” leaves out.
    """
    sides = [word.key for word in one], [word.key for word in other]
    denied = 0
    for piece in (*_head(sides, found), *found.pieces):
        if piece.step is Step.SAME:
            if denied and piece.size > _NEAR:
                return True
            continue
        if piece.step is Step.ASIDE or _is_cut(one, other, piece):
            continue
        mine, theirs = range(*piece.mine), range(*piece.theirs)
        denied += _count(sides[0], mine, _NOT) - _count(sides[1], theirs, _NOT)
        if _number_differs(sides, piece) or _modal_differs(sides, piece):
            return True
    return denied != 0


def _head(sides: tuple[list[str], list[str]], found: Alignment) -> list[Piece]:
    """Return the words before what is aligned, if they are “Perhaps” or “No one”.

    A fragment may begin behind “We will not”, and a quotation with another sentence.
    """
    mine, theirs = found.mine[0], found.theirs[0]
    first = {keys[0] for keys, at in zip(sides, (mine, theirs), strict=True) if at}
    if mine + theirs > _HEAD or first.isdisjoint(_OPENING):
        return []
    return [Piece(Step.CHANGED, (0, mine), (0, theirs))]


def _is_cut(one: Sequence[Word], other: Sequence[Word], piece: Piece) -> bool:
    (start, end), (first, last) = piece.mine, piece.theirs
    return any(word.cut_off for word in (*one[start : end + 1], *other[first : last + 1]))


def _count(keys: Sequence[str], at: range, words: frozenset[str]) -> int:
    return sum(keys[place] in words for place in at)


def _number_differs(sides: tuple[list[str], list[str]], piece: Piece) -> bool:
    """Whether both sides have a number that the other one has not."""
    mine, theirs = (
        {key for key in keys[slice(*span)] if key[0].isdigit()}
        for keys, span in zip(sides, (piece.mine, piece.theirs), strict=True)
    )
    return bool(mine - theirs and theirs - mine)


def _modal_differs(sides: tuple[list[str], list[str]], piece: Piece) -> bool:
    """Whether both sides have modal verbs that say different things, or one leaves it open."""
    kinds: list[set[str]] = []
    left_open: list[bool] = []
    for keys, span in zip(sides, (piece.mine, piece.theirs), strict=True):
        modals = [keys[at] for at in range(*span) if _is_modal(keys, at)]
        kinds.append({kind for modal in modals for kind in _MODALS[modal]})
        left_open.append("may" in modals or not _OPEN.isdisjoint(keys[slice(*span)]))
    mine, theirs = kinds
    if mine and theirs:
        return mine.isdisjoint(theirs)
    return left_open[0] != left_open[1]


def _is_modal(keys: Sequence[str], at: int) -> bool:
    if keys[at] != "may":
        return keys[at] in _MODALS
    before = keys[at - 1] if at else ""
    behind = keys[at + 1] if at + 1 < len(keys) else ""
    return before not in _OF_MONTHS and not (before[:1].isdigit() or behind[:1].isdigit())
