"""Selections side by side: a page of their quotations in time, and what each says more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from articles.comparing.sample import Sample, Texts, newest_of
from articles.comparing.terms import distinctive_beside
from articles.models import Country, Speaker
from articles.search.answers.results import dated_page
from articles.search.answers.tally import tally
from articles.search.bitmaps import union
from articles.search.index.live_index import current_index
from articles.search.pages import Page, PageRequest
from articles.search.query import Query, Term, parse
from articles.search.selection import Selection

# Speakers or countries side by side.
MOST_SIDES = 3
# Terms that are shown of each side.
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
    """A term, and the search that adds it to the one of its side.

    `count` is how many quotes the search finds within the sample; None if a day is too long for
    one.
    """

    text: str
    query: str
    count: int | None


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of a side, out of `read` quotes; `fields` select these beside the side's own."""

    terms: tuple[KeyTerm, ...]
    read: int
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """Selections side by side.

    `totals` and `words` are in the order of the selections; `side_of` has, by key, the number of
    the side of each quotation of the page.  `appearances`, `several` and `likely` count all
    quotations, as `Found` does.
    """

    totals: tuple[int, ...]
    page: Page
    side_of: dict[int, int]
    words: tuple[Words, ...] = ()
    appearances: int = 0
    several: int = 0
    likely: int = 0


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
        beside = sides if len(sides) > 1 else []
        samples = [newest_of(index, side, words, count) for side in beside]
        every = union(found)
        several = len(every & index.several)
        either = (
            union([index.select(replace(side, sure=False), words) for side in sides])
            if any(side.sure for side in sides)
            else every
        )
        likely = count.only_likely(either)
    return Compared(
        tuple(map(len, listed)),
        page,
        side_of,
        _words_of_sides(beside, samples),
        appearances=sum(map(len, found)),
        several=several,
        likely=likely,
    )


def _words_of_sides(sides: Sequence[Selection], samples: Sequence[Sample]) -> tuple[Words, ...]:
    """Return what each side says that the others say less."""
    texts = [Texts(sample.rows) for sample in samples]
    read = [each.terms(sample.keys) for sample, each in zip(samples, texts, strict=True)]
    found = []
    for side, sample, text, own in zip(sides, samples, texts, read, strict=True):
        others = [each for each in read if each is not own]
        chosen = own.searches(distinctive_beside(own, others, TERMS))
        found.append(Words(counted(side, chosen, sample, text), len(sample.keys), sample.fields))
    return tuple(found)


def counted(
    selection: Selection, terms: Sequence[Term], sample: Sample, texts: Texts
) -> tuple[KeyTerm, ...]:
    """Return these terms with the number of quotes that the list of each has in the sample."""
    searches = [(term, search_with(selection.query, term)) for term in terms]
    possible = [(term, search) for term, search in searches if search]
    if not sample.whole:
        return tuple(KeyTerm(term.text, search, None) for term, search in possible)
    with current_index() as live:
        count = tally(live.index, once=selection.once)
        return tuple(
            KeyTerm(term.text, search, count.size(texts.having(term))) for term, search in possible
        )


def search_with(query: Query, term: Term) -> str:
    """Return the search that finds a term beside a query; empty if that is too long for one."""
    search = f"{query} {term}".strip()
    fits = len(search) <= LONGEST_QUERY and term in parse(search).wanted
    return search if fits else ""
