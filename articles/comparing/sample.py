"""The newest quotations of a selection, whose words are read, and the list that has exactly those.

A sample is of whole days, so that a first day selects it in a list too: every number that is
counted in a sample is that of a list, and costs no search of the whole archive.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pyroaring import BitMap

from articles.comparing.terms import Terms, terms_among
from articles.comparing.tokens import Tokens
from articles.models.listed import texts
from articles.search.answers.tally import Tally
from articles.search.backends import backend
from articles.search.highlight import spans_of, stemmer
from articles.search.index.index import Index
from articles.search.query import Form, Term
from articles.search.selection import Selection
from extraction.text.folding import fold_in_place

# Most quotations of a sample, appearances of one utterance each counted.
SAMPLE = 400


@dataclass(frozen=True, slots=True)
class Sample:
    """`keys` are quotations as a list shows them, newest first; `rows` all their appearances.

    `since` is the first day, None where all quotations of the selection are read.  `whole` is false
    where a single day has too many, so that no list has exactly these.
    """

    keys: Sequence[int]
    rows: BitMap
    since: dt.date | None = None
    whole: bool = True

    @property
    def fields(self) -> dict[str, str]:
        """The fields of a list that select the sample beside those of its selection."""
        return {"since": self.since.isoformat()} if self.since else {}


def newest_of(
    index: Index, selection: Selection, words: BitMap | None, count: Tally, most: int = SAMPLE,
    among: BitMap | None = None,
) -> Sample:  # fmt: skip
    """Return the newest quotations of a selection: all, or those of as many days as fit.

    Those of `among` alone are wanted, if that is given.
    """
    found = index.select(selection, words)
    found = found if among is None else found & among
    newest = index.newest(found, most + 1)
    if len(newest) <= most:
        return Sample(index.newest(count.listed(found), most), found)
    days = index.column("day")[newest]
    later = days[days > days[-1]]
    if not len(later):
        rows = BitMap(newest[:most])
        return Sample(index.newest(count.listed(rows), most), rows, whole=False)
    since = dt.date.fromordinal(int(later[-1]))
    rows = index.select(replace(selection, since=since), words) & found
    return Sample(index.newest(count.listed(rows), most), rows, since)


class Texts:
    """The words of quotations, in which terms are found as search finds them."""

    def __init__(self, keys: Iterable[int]) -> None:
        self.by_key = texts(list(keys))
        self._language = backend().stemmer

    def terms(self, keys: Iterable[int], *, subjects: bool = False) -> Terms:
        """Return the terms of the quotations with these keys, in this order."""
        numbers = [number for key in keys if (number := self._numbers.get(key)) is not None]
        return terms_among(self._tokens, numbers, subjects=subjects)

    @cached_property
    def _tokens(self) -> Tokens:
        return Tokens(self.by_key.values(), self._language)

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {key: number for number, key in enumerate(self.by_key)}

    def having(self, term: Term) -> BitMap:
        """Return the keys of those with a word in any ending, or with a phrase word for word."""
        return BitMap(key for key, _ in self._having(term))

    def _having(self, term: Term) -> Iterator[tuple[int, str]]:
        """Yield the key and the folded text of these."""
        stem = stemmer(self._language)
        words = fold_in_place(term.text).split()
        with_each = [self._tokens.with_stem(stem(word)) for word in words]
        likely = set.intersection(*with_each) if with_each else set()
        keys = list(self.by_key)
        for number in likely:
            plain = self._tokens.plain_text(number)
            if term.form is Form.WORD or any(spans_of(term, plain, self._language)):
                yield keys[number], plain

    def has_capital(self, term: Term) -> bool:
        """Whether a phrase has a capital at each place where it is."""
        return all(
            any(map(str.isupper, self.by_key[key][start:end]))
            for key, plain in self._having(term)
            for start, end in spans_of(term, plain, self._language)
        )
