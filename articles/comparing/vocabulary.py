"""What the words of texts are, looked up once for each different word, in arrays by their numbers.

Most words of a text were in others before.  A vocabulary has some ten thousand and is then begun
again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import repeat
from threading import Lock

import numpy as np

from articles.comparing import word_kinds
from articles.search.bitmaps import Numbers
from articles.search.highlight import MARKS, stemmer, stems_in
from articles.wording.words import FUNCTION_WORDS

_MARKS = re.compile(MARKS)
_POSSESSIVE = re.compile(r"['’]s$")
# Beside function words, words of speech that name no subject.
_EMPTY = FUNCTION_WORDS | frozenset(
    (
        "against already always another around away back before being between both came can "
        "cannot come did doing done down during each either else ever every few get gets getting "
        "give given go goes going gone good got great having how however kind know let like look "
        "lot made make makes many maybe mean might most much must never new next nothing now off "
        "often once only other own part people put quite really right said same say saying says "
        "see seen since something still such take taken tell thank thing things think those "
        "though through time today too under until use very via want wanted wants way ways well "
        "went whether while whose why within without work year years yes yet "
        # What is counted and measured, days, and what stands for a thing.
        "afternoon anybody anyone anything billion bit case cases cent couple day days dozen "
        "evening everybody everyone everything example examples fact facts guy guys hour hours "
        "hundred kind lot lots man matter men member members million minute minutes moment moments "
        "month months morning night nobody number numbers percent person persons place places "
        "point points problem problems question questions reason reasons second situation "
        "somebody someone sort stuff thousand times tomorrow week weeks woman women yesterday "
        "monday tuesday wednesday thursday friday saturday sunday january february march april "
        "june july august september october november december"
    ).split()
)
SHORTEST = 3
# The kinds of words: what says nothing, and those of `word_kinds`.
NOTHING, NOUN, ADJECTIVE, OTHER = range(4)
_KINDS = {word_kinds.NOUN: NOUN, word_kinds.ADJECTIVE: ADJECTIVE, word_kinds.OTHER: OTHER}
# Words that a vocabulary has, beyond which a new one is begun.
MOST_WORDS = 50_000
_current: dict[str, Vocabulary] = {}


class _Names(list[str]):
    """Different texts and their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text, -1 for one that has none."""
        return self._numbers.get(text, -1)

    def add(self, text: str) -> int:
        """Return the number of a text, which it is given if it has none."""
        if text not in self._numbers:
            self.append(text)
            self._numbers[text] = len(self) - 1
        return self._numbers[text]


class Vocabulary:
    """Folded words as they are in texts, by number.

    Arrays have, by the number of a word, its `kind`, its `stem` and the word without a possessive
    (`bare`), as numbers of `stems` and `bares`, and the `size` of the latter in a text, in code
    points.  `with_stem` has the numbers of the words that search finds by a stem.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._numbers: dict[str, int] = {}
        self._lock = Lock()
        self.stems, self.bares = _Names(), _Names()
        self.with_stem: dict[str, list[int]] = defaultdict(list)
        self.kind, self.size = np.zeros(1, np.int8), np.zeros(1, np.int64)
        self.stem, self.bare = np.zeros(1, np.int64), np.zeros(1, np.int64)

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, words: Sequence[str]) -> Numbers:
        """Return the numbers of words; those that it lacks are added."""
        found = np.fromiter(map(self._numbers.get, words, repeat(-1)), np.int64, len(words))
        missing = np.flatnonzero(found < 0).tolist()
        if missing:
            with self._lock:
                found[missing] = [self._added(words[n]) for n in missing]
        return found

    def _added(self, word: str) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = len(self._numbers)
            while number >= len(self.kind):
                self._grow()
            self._describe(number, word)
            self._numbers[word] = number
        return number

    def _grow(self) -> None:
        for name in ("kind", "size", "stem", "bare"):
            array = getattr(self, name)
            setattr(self, name, np.concatenate([array, np.zeros_like(array)]))

    def _describe(self, number: int, word: str) -> None:
        stem = stemmer(self._language)
        # Most words are one run of plain letters: there is nothing to divide or to leave out.
        plain = word.isascii() and word.isalnum()
        for each in (stem(word),) if plain else stems_in(word, self._language):
            self.with_stem[each].append(number)
        shown = word if plain else _POSSESSIVE.sub("", word)
        bare = shown if shown.isascii() else _MARKS.sub("", shown)
        if len(bare) < SHORTEST or bare in _EMPTY or not bare.isalpha():
            return
        self.kind[number] = _KINDS[word_kinds.kind_of(bare)]
        self.size[number] = len(shown)
        self.stem[number] = self.stems.add(stem(bare))
        self.bare[number] = self.bares.add(bare)


def vocabulary(language: str) -> Vocabulary:
    """Return the vocabulary in use for a stemmer."""
    found = _current.get(language)
    if found is None or len(found) > MOST_WORDS:
        found = _current[language] = Vocabulary(language)
    return found
