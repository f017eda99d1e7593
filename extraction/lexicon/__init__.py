"""The words that extraction knows: one named set each, and sets derived from these.

Modules here hold words and import no other part of extraction.  A set that one place needs is
derived by `|` and `-` from the base sets, so that a word is added in one line of one file.  Words
are lower case and as `text.folding.plain` folds them, unless a comment says otherwise.  Where no
source is named a set was written by hand, from general knowledge and from reading news.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a set, parted by blanks.

    >>> sorted(words("senator governor"))
    ['governor', 'senator']
    """
    return frozenset(text.split())


def capitalized(lower: frozenset[str]) -> frozenset[str]:
    """The words with a capital, as in front of a name."""
    return frozenset(word.capitalize() for word in lower)
