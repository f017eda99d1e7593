"""Are two quotations of one speaker the same utterance?

Outlets change a word, spell in their own way, leave words out, quote half of it or join it with the
next sentence.  Two quotations are one utterance if nearly all words of the shorter one are, in
order, in the longer one.  The thresholds were chosen on quotations of our own articles, changed as
outlets change them (`benchmarks/utterances.py`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.utterances.numbers import with_numbers
from articles.wording.alignment import Alignment, Comparison, Step
from articles.wording.words import FUNCTION_WORDS, Word, words_of

# Quotations with fewer words, or words that say much, are the same if all their words are.
FEW, FEW_SAYING = 5, 2
# In other mouths, or without dates, the same words are one utterance if there are as many.
MANY, MANY_SAYING = 8, 4
# The share of the shorter one's words that the longer one has.
SHARED = 0.75
# The share of the words between the first and the last shared one that both have.
DENSE = 0.6
# The share of the shorter one's distinct words that the longer one has, for a closer look.
IN_COMMON = 0.6


# Of two quotations of which one says “not” in between, none is the other.
_NOT = frozenset("not no never nobody nothing none neither".split())
_BRACKETS = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a quotation, as pairs are compared."""

    words: Sequence[Word]
    keys: tuple[str, ...]
    saying: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Wording:
        """Return the words of a text without those in square brackets, which the outlet put in."""
        words = with_numbers(words_of(_BRACKETS.sub("…", text)))
        keys = tuple(word.key for word in words)
        return cls(words, keys, frozenset(keys) - FUNCTION_WORDS)

    @property
    def echo(self) -> int | None:
        """A hash of the words in 64 bits, None for too few: by it the same words are found in other
        mouths."""
        if len(self.keys) < MANY or len(self.saying) < MANY_SAYING:
            return None
        digest = hashlib.blake2b(" ".join(self.keys).encode(), digest_size=8).digest()
        return int.from_bytes(digest, signed=True)

    @property
    def is_short(self) -> bool:
        return len(self.keys) < FEW or len(self.saying) < FEW_SAYING


def same_utterance(one: Wording, other: Wording) -> bool:
    """Whether two quotations, of one speaker within some days, are one utterance; symmetric."""
    if one.keys == other.keys:
        return True
    shorter, longer = sorted((one, other), key=lambda each: (len(each.keys), each.keys))
    if shorter.is_short:
        return False
    if len(shorter.saying & longer.saying) < IN_COMMON * len(shorter.saying):
        return False
    found = Comparison(shorter.words).with_text(longer.words)
    if found is None:
        return False
    same = sum(piece.mine[1] - piece.mine[0] for piece in found.of(Step.SAME, Step.SPELT))
    changed = sum(piece.size for piece in found.of(Step.CHANGED))
    if _denials(shorter, longer, found):
        return False
    return same >= SHARED * len(shorter.keys) and same >= DENSE * (same + changed)


def _denials(said: Wording, other: Wording, found: Alignment) -> int:
    """Return how often a side says “not” beyond the other, where nothing is left out for “…”."""
    more = 0
    for piece in found.of(Step.CHANGED, Step.SPELT):
        (start, end), (first, last) = piece.mine, piece.theirs
        words = (*said.words[start : end + 1], *other.words[first : last + 1])
        if not any(word.cut_off for word in words):
            more += sum(key in _NOT for key in said.keys[start:end])
            more -= sum(key in _NOT for key in other.keys[first:last])
    return more
