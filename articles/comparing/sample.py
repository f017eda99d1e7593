"""The newest quotations of a selection, whose words are read, and the list that has exactly those.

A sample is of whole days, so that a first day selects it in a list too: every number that is
counted in a sample is that of a list, and costs no search of the whole archive.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pyroaring import BitMap

from articles.models.listed import texts
from articles.search.backends import backend
from articles.search.highlight import spans_of, stemmer, stems_in
from articles.search.index import Index
from articles.search.query import Form, Term
from articles.search.selection import Selection
from articles.search.tally import Tally
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

    def of(self, keys: Iterable[int]) -> list[str]:
        return [self.by_key[key] for key in keys if key in self.by_key]

    @cached_property
    def _plain(self) -> dict[int, str]:
        return {key: fold_in_place(text) for key, text in self.by_key.items()}

    @cached_property
    def _stems(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for key, plain in self._plain.items():
            for stem in stems_in(plain, self._language):
                found[stem].append(key)
        return found

    def having(self, term: Term) -> BitMap:
        """Return the keys of those with a word in any ending, or with a phrase word for word."""
        stem = stemmer(self._language)
        words = fold_in_place(term.text).split()
        found = [BitMap(self._stems.get(stem(word), ())) for word in words]
        likely = BitMap.intersection(*found)
        if term.form is Form.WORD:
            return likely
        return BitMap(
            key for key in likely if any(spans_of(term, self._plain[key], self._language))
        )

    def has_capital(self, term: Term) -> bool:
        """Whether a phrase has a capital at each place where it is."""
        return all(
            any(map(str.isupper, self.by_key[key][start:end]))
            for key in self.having(term)
            for start, end in spans_of(term, self._plain[key], self._language)
        )
