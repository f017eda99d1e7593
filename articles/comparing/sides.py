"""Selections side by side: a page of their quotations in time, and what each says more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from articles.comparing.terms import Terms, distinctive, terms_of
from articles.models import Country, Quotation, Speaker
from articles.search.bitmaps import union
from articles.search.live_index import current_index
from articles.search.pages import Page, PageRequest
from articles.search.query import Query, Term, parse
from articles.search.results import dated_page
from articles.search.selection import Selection
from articles.search.tally import tally

# Newest quotations of a side whose words are read, and terms that are shown of each side.
SAMPLE = 800
TERMS = 12
# Characters of the longest search.
LONGEST_QUERY = 200


@dataclass(frozen=True, slots=True)
class Side:
    """A speaker or a country, the quotations of it, and the fields that select them in a list.

    `facet` is the field of the row itself.
    """

    row: Speaker | Country
    facet: str
    selection: Selection
    fields: tuple[tuple[str, str], ...]

    @property
    def value(self) -> str:
        return str(self.row.pk)


@dataclass(frozen=True, slots=True)
class KeyTerm:
    """A term, the search that adds it to the one of its side, and how many quotes that finds."""

    text: str
    query: str
    count: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Selections side by side.

    `totals` and `terms` are in the order of the selections; `side_of` has, by key, the number of
    the side of each quotation of the page.  `sampled` says that terms are of the newest quotations
    of a side only.  `appearances` and `several` count all quotations, as `Found` does.
    """

    totals: tuple[int, ...]
    page: Page
    side_of: dict[int, int]
    terms: tuple[tuple[KeyTerm, ...], ...] = ()
    sampled: bool = False
    appearances: int = 0
    several: int = 0


def compare(sides: Sequence[Selection], request: PageRequest) -> Compared:
    """Return a page of all sides' quotations, and the terms of each; of one side without terms.

    The sides have one query, and count utterances or appearances alike.
    """
    if not sides:
        return Compared((), Page(()), {})
    with current_index() as live:
        index = live.index
        words = live.quotations_with(sides[0].query)
        count = tally(index, once=sides[0].once)
        found = [index.select(side, words) for side in sides]
        listed = [count.listed(rows) for rows in found]
        page = dated_page(index, union(listed), request)
        side_of = {
            key: n
            for n, rows in reversed(list(enumerate(listed)))
            for key in page.keys
            if key in rows
        }
        samples = [index.newest(rows, SAMPLE) for rows in listed] if len(sides) > 1 else []
        several = len(union(found) & index.several)
    return Compared(
        tuple(map(len, listed)),
        page,
        side_of,
        _terms_of_sides(sides, samples),
        sampled=any(len(rows) > SAMPLE for rows in listed),
        appearances=sum(map(len, found)),
        several=several,
    )


def _terms_of_sides(
    sides: Sequence[Selection], samples: Sequence[Sequence[int]]
) -> tuple[tuple[KeyTerm, ...], ...]:
    """Return what each side says that the others say less."""
    read = [terms_of(Quotation.objects.texts(keys).values()) for keys in samples]
    chosen = [
        [own.search_for(term) for term in distinctive(own, _others(own, read), TERMS)]
        for own in read
    ]
    return tuple(counted(side, terms) for side, terms in zip(sides, chosen, strict=False))


def _others(own: Terms, every: Sequence[Terms]) -> Terms:
    counts: Counter[str] = Counter()
    for terms in every:
        if terms is not own:
            counts.update(terms.counts)
    return Terms(counts)


def counted(selection: Selection, terms: Sequence[Term]) -> tuple[KeyTerm, ...]:
    """Return these terms with the number of quotations that a list of each has."""
    searches = [(term, _with(selection.query, term)) for term in terms]
    possible = [(term, search) for term, search in searches if search]
    with current_index() as live:
        found = live.index.select(selection, live.quotations_with(selection.query))
        count = tally(live.index, once=selection.once)
        having = live.quotations_having_each([term for term, _ in possible])
        return tuple(
            KeyTerm(term.text, search, count.size(found & rows))
            for (term, search), rows in zip(possible, having, strict=True)
        )


def _with(query: Query, term: Term) -> str:
    """Return the search that finds a term beside a query; empty if that is too long for one."""
    search = f"{query} {term}".strip()
    fits = len(search) <= LONGEST_QUERY and term in parse(search).wanted
    return search if fits else ""
