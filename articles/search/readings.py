"""What there is of each way to read the words in the box, for readers to choose from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone
from pyroaring import BitMap

from articles.search.called import Called, all_called, may_be_first
from articles.search.country_words import country_called, label_of
from articles.search.live_index import LiveIndex, current_index
from articles.search.meanings import DATES, Meanings, facets_without
from articles.search.offices import offices_called
from articles.search.own_words import Words
from articles.search.query import parse
from articles.search.question import FILLERS, Reading, phrases, readings
from articles.search.selection import Selection, Value
from articles.search.tally import tally
from articles.search.typed_dates import period_called

# Offers on a page, and speakers of one name among them.
MOST_OFFERS = 4
NAMESAKES = 3
# A word that may be a name and the s of what is theirs.
POSSESSIVE = re.compile(r"(?<!\S)[^\W\d_]{3,}s$")


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to read the words, and how many quotations it finds.

    `rest` are the words that stay in the box.  `dropped` are words that no quotation has, and
    that are left out therefore; `words` says whose words the quotations are in.  `any_of` counts
    the words of which a quotation has one or more; `unfiltered` drops all other filters.
    `excluded` are values by facet that are left out.
    """

    values: Mapping[str, tuple[Value, ...]]
    rest: str
    count: int
    words: Words
    dropped: str = ""
    any_of: int = 0
    unfiltered: bool = False
    excluded: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    @property
    def names(self) -> int:
        """How many names of the words it explains."""
        return len(self.values) + len(self.excluded)


def offers(typed: str, selection: Selection, *, failing: bool) -> list[Offer]:
    """Return the readings of `typed` that find something, those of the most names first.

    All filters of the selection hold but those that a reading has a value for.  With `failing`,
    which says that the words themselves find nothing, paraphrases count for readings of more names
    than those that find the speakers' own words, and failing these, words that are no names are
    dropped.
    """
    return next(offers_each([typed], selection, failing=failing))


def offers_each(
    every: Sequence[str], selection: Selection, *, failing: bool
) -> Iterator[list[Offer]]:
    """Yield the `offers` of each search, all of whose names are looked up at once."""
    asked = [_Asked.of(typed) for typed in every]
    called = Called()
    if any(each.names for each in asked):
        called = all_called(
            {name for each in asked for name in (*each.names, *each.owners.values())},
            {name for each in asked for name in each.firsts},
        )
    for each in asked:
        yield _offers(each, called, selection, failing=failing) if each.names else []


@dataclass(frozen=True, slots=True)
class _Asked:
    """A search and the phrases of it that may be names.

    `owners` are words whose last letter may be the s of a possessive without its mark (“brels”),
    with the words without it.  `firsts` may be first names.
    """

    typed: str
    names: Sequence[str]
    owners: Mapping[str, str]
    firsts: frozenset[str]

    @classmethod
    def of(cls, typed: str) -> _Asked:
        names = phrases(typed)
        owners = {name: name[:-1] for name in names if POSSESSIVE.search(name)}
        firsts = (name for name in names if may_be_first(name, alone=len(names) == 1))
        return cls(typed, names, owners, frozenset(firsts))


def _offers(asked: _Asked, called: Called, selection: Selection, *, failing: bool) -> list[Offer]:
    with current_index() as live:
        counts = live.index.counts("speaker")

        def most_quoted(keys: Iterable[int]) -> list[int]:
            quoted = [key for key in keys if key < len(counts) and counts[key]]
            return sorted(quoted, key=lambda key: (-int(counts[key]), key))[:NAMESAKES]

        def meaning(key: str) -> Meanings:
            named = most_quoted(called.by_name.get(key, ()))
            other = _meanings_beside(key)
            if key in asked.firsts and not other:
                named += most_quoted(set(called.by_first.get(key, ())).difference(named))
            return replace(other, speakers=tuple(named[:NAMESAKES]))

        def owner_too(key: str) -> Meanings:
            return meaning(key) or meaning(asked.owners.get(key, key))

        found = _found(live, readings(asked.typed, meaning), selection, failing=failing)
        if not asked.owners or any(not offer.dropped for offer in found):
            return found
        read = readings(asked.typed, owner_too)
        return _found(live, read, selection, failing=failing) or found


def _meanings_beside(key: str) -> Meanings:
    """Return what a phrase means beside speakers."""
    code, period = country_called(key), period_called(key, timezone.localdate())
    return Meanings(
        (),
        (code,) if code else (),
        offices_called(key),
        facets_without(key),
        tuple(day.isoformat() if day else "" for day in period or ()),
    )


def countries_named(typed: str) -> dict[str, str]:
    """Return, by code, the labels of the countries that some of the words are called."""
    codes = filter(None, map(country_called, phrases(typed)))
    return {code: label_of(code) for code in codes}


def best_first(offered: Iterable[Offer]) -> list[Offer]:
    """Return offers, each once: those of all words, of two names, of any words, of one name."""

    def rank(offer: Offer) -> int:
        if offer.names > 1 and offer.dropped:
            return 1
        return 2 if offer.any_of else 3 if offer.dropped else 0

    different: dict[str, Offer] = {}
    for offer in sorted(offered, key=rank):
        different.setdefault(_key(offer), offer)
    return list(different.values())


def _found(
    live: LiveIndex, read: Sequence[Reading], selection: Selection, *, failing: bool
) -> list[Offer]:
    if not failing:
        return _counted(live, [(reading, "") for reading in read], selection)
    without = [_without_words(reading) for reading in read if parse(reading.rest).wanted]
    for tried in ([(reading, "") for reading in read], without):
        found = _counted(live, tried, selection)
        if selection.words is Words.OWN:
            most = max((offer.names for offer in found), default=0)
            fuller = [(reading, rest) for reading, rest in tried if reading.names > most]
            wider = replace(selection, words=Words.ALL)
            found = [*_counted(live, fuller, wider), *found][:MOST_OFFERS]
        if (
            found
            and tried is not without
            and not any("speaker" in o.values or o.excluded for o in found)
        ):
            said = [(reading, rest) for reading, rest in without if "speaker" in reading.values]
            found = [*found, *_counted(live, said, selection)][:MOST_OFFERS]
        if found:
            return found
    return []


def _without_words(reading: Reading) -> tuple[Reading, str]:
    """Return a reading that looks for no words, but leaves out what it did, and these words."""
    query = parse(reading.rest)
    unwanted = replace(query, groups=())
    groups = tuple(group for group in query.groups if str(group[0]).casefold() not in FILLERS)
    wanted = replace(query, unwanted=(), groups=groups or query.groups)
    return replace(reading, rest=str(unwanted)), str(wanted)


def _counted(
    live: LiveIndex, tried: Iterable[tuple[Reading, str]], selection: Selection
) -> list[Offer]:
    """Return those of (reading, words dropped) that find something, the best first."""
    bases: dict[tuple[Value, ...], BitMap] = {}
    found: dict[str, Offer] = {}
    for reading, dropped in tried:
        dates = reading.values.get(DATES, ())
        if dates not in bases:
            bases[dates] = _base(live, selection, dates)
        count = _count(live, reading, selection, bases[dates])
        if count:
            offer = Offer(
                reading.values, reading.rest, count, selection.words, dropped,
                excluded=reading.excluded,
            )  # fmt: skip
            found.setdefault(_key(offer), offer)
    ranked = sorted(found.values(), key=lambda offer: (-offer.names, -offer.count))
    return ranked[:MOST_OFFERS]


def _base(live: LiveIndex, selection: Selection, dates: tuple[Value, ...]) -> BitMap:
    """Return the quotations under a selection without its facets, of these dates if any."""
    base = replace(selection, values={}, excluded={})
    if dates:
        since, until = (dt.date.fromisoformat(str(day)) if day else None for day in dates)
        base = replace(base, since=since, until=until)
    return live.index.select(base, None)


def _key(offer: Offer) -> str:
    return repr((sorted(offer.values.items()), sorted(offer.excluded.items()), offer.rest))


def _count(live: LiveIndex, reading: Reading, selection: Selection, base: BitMap) -> int:
    """Return how many of the quotations `base` a reading finds under the other facets."""
    values = {name: frozenset(chosen) for name, chosen in reading.values.items() if name != DATES}
    excluded = {name: kept for name, kept in selection.excluded.items() if name not in values}
    for name, left_out in reading.excluded.items():
        excluded[name] = excluded.get(name, frozenset()) | frozenset(left_out)
    rows = live.quotations_with(parse(reading.rest))
    narrowed = Selection({**selection.values, **values}, excluded=excluded)
    found = live.index.select(narrowed, base if rows is None else base & rows)
    return tally(live.index, once=selection.once).size(found)
