"""The words of many texts in arrays, so that those of hundreds are compared in one step each.

Texts are joined, folded and divided once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from articles.comparing.vocabulary import vocabulary
from articles.search.highlight import MARKS
from extraction.text.folding import fold_in_place

_MARK = re.compile(MARKS.rstrip("*"))
_LETTERS = r"[^\W_]+"
_MARKED = rf"(?:[^\W_]{MARKS})+"
# A word may have apostrophes in it.  Few texts have letters with marks behind them; a pattern of
# plain letters takes two thirds of the time.
_WORD, _MARKED_WORD, _PLAIN_WORD = (
    re.compile(rf"({letters}(?:['’]{letters})*)") for letters in (_LETTERS, _MARKED, "[a-z0-9]+")
)


class Tokens:
    """The words of texts, in order.

    Arrays have, of each token, its `word` by the number in `vocabulary`, the number of its `text`,
    and `start` and `end` in `joined`, as code points.
    """

    def __init__(self, texts: Iterable[str], language: str) -> None:
        listed = list(texts)
        self.joined = "\n".join(listed)
        self.plain = "\n".join(map(fold_in_place, listed))
        self.begin = list(accumulate((len(text) + 1 for text in listed), initial=0))
        if self.plain.isascii():
            word = _PLAIN_WORD
        else:
            word = _MARKED_WORD if _MARK.search(self.plain) else _WORD
        parts = word.split(self.plain)
        ends = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)))
        self.start, self.end = ends[0:-1:2], ends[1::2]
        self.vocabulary = vocabulary(language)
        self.word = self.vocabulary.numbers(parts[1::2])
        self.text = np.searchsorted(self.begin, self.start, "right") - 1

    def text_of(self, number: int) -> str:
        """Return a text as it is written."""
        return self.joined[self.begin[number] : self.begin[number + 1] - 1]

    def plain_text(self, number: int) -> str:
        """Return a text as `fold_in_place` gives it."""
        return self.plain[self.begin[number] : self.begin[number + 1] - 1]

    @cached_property
    def codes(self) -> NDArray[np.uint32]:
        """The code points of `joined`."""
        return np.frombuffer(self.joined.encode("utf-32-le", "surrogatepass"), np.uint32)

    def with_stem(self, stem: str) -> set[int]:
        """Return the numbers of the texts that have a word with this stem."""
        words = list(self.vocabulary.with_stem.get(stem, ()))
        having = np.zeros(len(self.vocabulary.kind), bool)
        having[words] = True
        return set(self.text[having[self.word]].tolist())
