"""What an index is made of: names of facets, quotations as columns, numbered strings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from articles.search.bitmaps import Numbers


@dataclass(frozen=True, slots=True)
class Layout:
    """The names of the facets of an index.

    A quotation has at most one value of a `single` facet, and any number of a `many` one.
    `texts` are those whose values are strings, held as their number in `Names`.
    """

    single: tuple[str, ...]
    many: tuple[str, ...]
    texts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Columns:
    """Quotations as columns of equal length; strings as their number in `Names`, 0 for none.

    `many` has, by facet, the keys of quotations, and beside each one of its values.
    """

    pk: Numbers
    columns: dict[str, Numbers]
    many: dict[str, tuple[Numbers, Numbers]] = field(default_factory=dict)


class StoredNames(Protocol):
    """Strings that are numbered from 0 on, the empty one first, and do not change."""

    def __len__(self) -> int: ...

    def word(self, number: int) -> str:
        """Return a string by its number."""

    def known(self, word: str) -> int | None:
        """Return the number of a string; None if it is not there."""


class Names:
    """Strings by number and numbers by string; 0 is the empty one."""

    def __init__(self, stored: StoredNames | None = None) -> None:
        self._stored = stored
        self._first = len(stored) if stored is not None else 0
        self._words: list[str] = []
        self._numbers: dict[str, int] = {}
        self.number("")

    def __len__(self) -> int:
        return self._first + len(self._words)

    def number(self, word: str | None) -> int:
        """Return the number of a string, which it has from now on."""
        word = word or ""
        found = self.known(word)
        if found is None:
            found = self._numbers[word] = len(self)
            self._words.append(word)
        return found

    def known(self, word: str) -> int | None:
        """Return the number of a string; None if it has none."""
        found = self._numbers.get(word)
        if found is None and self._stored is not None:
            found = self._stored.known(word)
            if found is not None:
                self._numbers[word] = found
        return found

    def word(self, number: int) -> str:
        """Return a string by its number."""
        if number < self._first and self._stored is not None:
            return self._stored.word(number)
        return self._words[number - self._first]
