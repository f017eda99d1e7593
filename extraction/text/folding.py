"""Text without what spellings of the same differ by: accents, case, points, scripts.

One way to take accents off, and a variant for each purpose:

`plain`          words of names within an article, and of the lexicon; also without points,
                 quotation marks around and possessive ending
`name_key`       names within an article: plain words with one blank between
`ascii_key`      names and offices across articles: the same in ASCII, from any script
`key_of`         the column that names are looked up by: the same, cut to what it holds
`fold_in_place`  texts that are searched: accents and case only, so that offsets stay
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from anyascii import anyascii

KNOWN = 5_000
"""How many names, and pairs of names, are remembered: an article repeats the few it has."""
LONGEST_KEY = 300


def _unaccented(decomposed: str) -> str:
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=4 * KNOWN)
def plain(word: str) -> str:
    """A word without case, accents, points and possessive ending.

    >>> plain("São’s"), plain("U.S.")
    ('sao', 'us')
    """
    folded = word.casefold()
    if not folded.isascii():
        folded = _unaccented(unicodedata.normalize("NFKD", folded))
    kept = "".join(folded.split()).replace(".", "").replace("’", "'").strip("\"“”‘'()")
    return kept.removesuffix("'s").strip("'")


@lru_cache(maxsize=KNOWN)
def name_key(name: str) -> str:
    """What makes two spellings one: the name without case, accents, points and doubled blanks.

    >>> name_key("José  MUJICA")
    'jose mujica'
    """
    # Twice: what folds to a capital, as “🄐”, is to be folded again.
    once = " ".join(filter(None, (plain(word) for word in name.split())))
    return " ".join(filter(None, (plain(word) for word in once.split())))


def ascii_key(name: str) -> str:
    """A name in plain ASCII: without case, accents, points and foreign letters.

    >>> ascii_key("Lech  Wałęsa"), ascii_key("Ђорђе")
    ('lech walesa', 'djordje')
    """
    return name_key(anyascii(name.replace("’", "'").replace("ʼ", "'")))


@lru_cache(maxsize=KNOWN)
def key_of(name: str) -> str:
    """What makes two spellings of a name one; a name of nothing but marks is its own key."""
    return ascii_key(name)[:LONGEST_KEY] or name.casefold()[:LONGEST_KEY]


class _Letters(dict[int, str]):
    """Map a code point to its letter without accent and case, always one character."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        bare = _unaccented(unicodedata.normalize("NFD", letter).lower())
        self[code] = bare if len(bare) == 1 else letter
        return self[code]


_LETTERS = _Letters()


def fold_in_place(text: str) -> str:
    """The text without accents and case, at the same length.

    >>> fold_in_place("São Paulo, ÉLYSÉE")
    'sao paulo, elysee'
    """
    return text.lower() if text.isascii() else text.translate(_LETTERS)
