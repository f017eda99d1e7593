"""Which words name a subject: nouns, and the adjectives before them.

`word_kinds.tsv` is written by `tools/build_word_kinds.py`: words that are no nouns, by kind, and
the nouns that any news has, with their rate.  A word that is not in it is a noun, unless it ends
like a verb or an adverb.  No model is needed to look a word up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("word_kinds.tsv")
NOUN, ADJECTIVE, OTHER = "n", "a", "-"
# Words of a quotation, on average.
WORDS = 20


def is_like_verb(word: str) -> bool:
    """Whether a word that nobody knows is rather a verb or an adverb than a noun."""
    return word.endswith(("ing", "ed", "ly", "n't", "n’t"))


@cache
def _table() -> tuple[Mapping[str, str], Mapping[str, int]]:
    """Return the kinds of words, and how often in a million words frequent nouns are."""
    kinds, rates = dict[str, str](), dict[str, int]()
    for line in TABLE.read_text("utf-8").splitlines():
        word, kind, *rate = line.split("\t")
        kinds[word] = kind
        if rate:
            rates[word] = int(rate[0])
    return kinds, rates


def kind_of(word: str) -> str:
    """Return the kind of a word, folded and in lower case.

    >>> kind_of("grain"), kind_of("nuclear"), kind_of("said")
    ('n', 'a', '-')
    """
    return _table()[0].get(word) or (OTHER if is_like_verb(word) else NOUN)


def in_general(quotations: int, stem: Callable[[str], str]) -> Counter[str]:
    """Return in how many of so many quotations of any news each frequent noun is, by stem."""
    return _in_general(quotations, stem).copy()


@lru_cache(maxsize=8)
def _in_general(quotations: int, stem: Callable[[str], str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for word, rate in _table()[1].items():
        found[stem(word)] += round(rate * WORDS * quotations / 1_000_000)
    return +found
