"""Are two quotations of one speaker the same utterance?

Outlets change a word, spell in their own way, leave words out, quote half of it or join it with the
next sentence.  Two quotations are one utterance if nearly all words of the shorter one are, in
order, in the longer one.  The thresholds were chosen on quotations of our own articles, changed as
outlets change them (`benchmarks/utterances.py`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from articles.utterances.contradictions import contradict, markers
from articles.utterances.numbers import with_numbers
from articles.wording.alignment import Comparison, Step
from articles.wording.words import FUNCTION_WORDS, Word, keys_of, words_of

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
# Pairs that are kept as contradictions or none.
CACHED = 20_000

_BRACKETS = re.compile(r"\[[^\[\]]*\]")


@dataclass(slots=True, eq=False)
class Wording:
    """The words of a quotation, as pairs are compared, and the markers of what they claim.

    `echo` is a hash of the words in 64 bits, None for too few: by it the same words are found in
    other mouths.
    """

    text: str
    keys: tuple[str, ...]
    saying: frozenset[str]
    markers: tuple[tuple[str, str], ...]
    echo: int | None
    _words: Sequence[Word] | None = None

    @classmethod
    def of(cls, text: str) -> Wording:
        """Return the words of a text without those in square brackets, which the outlet put in."""
        text, words = _BRACKETS.sub("…", text), None
        keys = tuple(keys_of(text))
        if any(key[0].isdigit() for key in keys):
            words = with_numbers(words_of(text))
            keys = tuple(word.key for word in words)
        saying = frozenset(keys) - FUNCTION_WORDS
        return cls(text, keys, saying, markers(keys), _echo(keys, saying), words)

    @property
    def words(self) -> Sequence[Word]:
        """The words with their places; most quotations are never looked at so closely."""
        if self._words is None:
            self._words = with_numbers(words_of(self.text))
        return self._words

    @property
    def cuts(self) -> tuple[int, ...]:
        """The places of words that an ellipsis cuts off from the one before."""
        return tuple(place for place, word in enumerate(self.words) if word.cut_off)

    @property
    def is_short(self) -> bool:
        return len(self.keys) < FEW or len(self.saying) < FEW_SAYING


def _echo(keys: tuple[str, ...], saying: Collection[str]) -> int | None:
    if len(keys) < MANY or len(saying) < MANY_SAYING:
        return None
    digest = hashlib.blake2b(" ".join(keys).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def may_be_one(one: Wording, other: Wording, shared: int) -> bool:
    """Whether two quotations with other words, which share so many of those that say much, are
    worth a closer look: never false where `same_utterance` is true."""
    return shared >= IN_COMMON * min(len(one.saying), len(other.saying))


def same_utterance(one: Wording, other: Wording) -> bool:
    """Whether two quotations, of one speaker within some days, are one utterance; symmetric."""
    return one.keys == other.keys or _compared(one, other) is Verdict.SAME


@lru_cache(maxsize=CACHED)
def refused(one: Wording, other: Wording) -> bool:
    """Whether two quotations would be one utterance, but contradict each other; symmetric."""
    alike = one.keys == other.keys or one.markers == other.markers
    return not alike and _compared(one, other) is Verdict.CONTRARY


class Verdict(Enum):
    """What two quotations are by their words."""

    SAME = auto()
    OTHER = auto()
    CONTRARY = auto()


def _compared(one: Wording, other: Wording) -> Verdict:
    in_order = (len(one.keys), one.keys) <= (len(other.keys), other.keys)
    shorter, longer = (one, other) if in_order else (other, one)
    if shorter.is_short:
        return Verdict.OTHER
    if len(shorter.saying & longer.saying) < IN_COMMON * len(shorter.saying):
        return Verdict.OTHER
    found = Comparison(shorter.words).with_text(longer.words)
    if found is None:
        return Verdict.OTHER
    same = sum(piece.mine[1] - piece.mine[0] for piece in found.of(Step.SAME, Step.SPELT))
    changed = sum(piece.size for piece in found.of(Step.CHANGED))
    if same < SHARED * len(shorter.keys) or same < DENSE * (same + changed):
        return Verdict.OTHER
    if one.markers != other.markers and contradict(shorter.words, longer.words, found):
        return Verdict.CONTRARY
    return Verdict.SAME
