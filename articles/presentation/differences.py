"""What differs between two texts, word by word, with a little of what is the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
# Longer texts are compared line by line, since the time grows with the square of the tokens.
MOST_TOKENS = 3_000
# Tokens of what is the same that are kept on both sides of a difference.
KEPT = 16


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


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def _shortened(tokens: list[str], *, first: bool, last: bool) -> str:
    """The ends of a long stretch; of the first and the last of a text only the inner end."""
    if len(tokens) <= 2 * KEPT:
        return "".join(tokens)
    head = "" if first else "".join(tokens[:KEPT])
    tail = "" if last else "".join(tokens[-KEPT:])
    return f"{head} … {tail}"
