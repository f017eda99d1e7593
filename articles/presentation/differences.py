"""What differs between two texts, word by word, with a little of what is the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
WORD = re.compile(r"(\w+|[^\w\s])\s*")
# Longer texts are compared line by line, since the time grows with the square of the tokens.
MOST_TOKENS = 3_000
# Longer stretches that differ are shown whole, one behind the other.
MOST_WORDS = 8_000
# Tokens of what is the same that are kept on both sides of a difference.
KEPT = 16
# What ends the sentence before what is kept.
_ENDING = re.compile(r"^[\s.,;:!?’”)\]]+")


class Side(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text that both have, or only the earlier, or only the later one."""

    side: Side
    text: str


def differences(before: str, after: str) -> list[Stretch]:
    """Return the stretches of both texts in order; of what is long and the same, the ends.

    >>> [(s.side.value, s.text) for s in differences("She said no.", "She said yes.")]
    [('same', 'She said '), ('gone', 'no'), ('new', 'yes'), ('same', '.')]
    """
    one, other = _tokens(before), _tokens(after)
    if len(one) + len(other) > MOST_TOKENS:
        one, other = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Stretch] = []
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, start, end, from_, to in matcher.get_opcodes():
        if tag == "equal":
            kept = _shortened(one[start:end], first=not start, last=end == len(one))
            found.append(Stretch(Side.SAME, kept))
            continue
        sides = ((Side.GONE, one[start:end]), (Side.NEW, other[from_:to]))
        found += [Stretch(side, "".join(tokens)) for side, tokens in sides if tokens]
    return found


def word_differences(before: str, after: str) -> list[Stretch]:
    """Return the same of texts that are set in lines of their own: blanks make no difference.

    Paragraphs are compared first and the words of those that differ then, so that the time does not
    grow with the square of a long text.
    """
    found: list[Stretch] = []
    one, other = (re.split(r"(?<=\n)\s*", text) for text in (before, after))
    for tag, mine, theirs in _changes(one, other):
        if tag == "equal":
            found.append(Stretch(Side.SAME, "".join(mine)))
        else:
            found += _words_between("".join(mine), "".join(theirs))
    return _joined(found)


def _words_between(before: str, after: str) -> Iterator[Stretch]:
    one, other = ([place[0] for place in WORD.finditer(text)] for text in (before, after))
    if len(one) + len(other) > MOST_WORDS:
        one, other = [before] if one else [], [after] if other else []
    for tag, mine, theirs in _changes(one, other):
        if tag == "equal":
            yield Stretch(Side.SAME, "".join(theirs))
            continue
        for side, words in ((Side.GONE, mine), (Side.NEW, theirs)):
            if words:
                yield Stretch(side, "".join(words))


def _changes(
    one: Sequence[str], other: Sequence[str]
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield what is equal and what is not, by the words without the blanks around them."""
    mine, theirs = ([" ".join(piece.split()) for piece in side] for side in (one, other))
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for tag, start, end, from_, to in matcher.get_opcodes():
        yield tag, list(one[start:end]), list(other[from_:to])


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Join neighbours of one side; of what is long and the same, keep the ends."""
    runs = [(side, "".join(each.text for each in run))
            for side, run in groupby(stretches, key=lambda each: each.side)]  # fmt: skip
    last = len(runs) - 1
    return [
        Stretch(side, _ends(text, first=not at, last=at == last) if side is Side.SAME else text)
        for at, (side, text) in enumerate(runs)
    ]


def _ends(text: str, *, first: bool, last: bool) -> str:
    return _shortened(_tokens(text), first=first, last=last)


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def _shortened(tokens: list[str], *, first: bool, last: bool) -> str:
    """The ends of a long stretch; of the first and the last of a text only the inner end.

    What is kept begins with a word, not with the end of the sentence before.

    >>> _shortened(_tokens("a " * 40 + "end. So " + "b " * 6), first=True, last=False)
    ' … So b b b b b b '
    """
    if len(tokens) <= 2 * KEPT:
        return "".join(tokens)
    head = "" if first else "".join(tokens[:KEPT])
    tail = "" if last else _ENDING.sub("", "".join(tokens[-KEPT:]), count=1)
    return f"{head} … {tail}"
