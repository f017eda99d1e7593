"""What an index is made of: names of facets, quotations as columns, numbered strings."""

from __future__ import annotations

from dataclasses import dataclass, field

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


class Names:
    """Strings by number and numbers by string; 0 is the empty one."""

    def __init__(self) -> None:
        self.words: list[str] = [""]
        self._numbers: dict[str, int] = {"": 0}

    def number(self, word: str | None) -> int:
        word = word or ""
        found = self._numbers.get(word)
        if found is None:
            found = self._numbers[word] = len(self.words)
            self.words.append(word)
        return found

    def known(self, word: str) -> int | None:
        return self._numbers.get(word)
