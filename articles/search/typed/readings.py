"""What there is of each way to read the words in the box, for readers to choose from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
from django.utils import timezone
from pyroaring import BitMap

from articles.models import Outlet
from articles.search.answers.tally import tally
from articles.search.index.live_index import LiveIndex, current_index
from articles.search.offices import offices_called
from articles.search.own_words import Words
from articles.search.query import parse
from articles.search.selection import Selection, Value
from articles.search.typed.called import Called, all_called, heard_too, may_be_first, named_within
from articles.search.typed.country_words import (
    country_around,
    country_called,
    country_in_other_letters,
    label_of,
)
from articles.search.typed.guesses import UNDATED, apart, guesses
from articles.search.typed.interpretation import Reading, readings
from articles.search.typed.meanings import DATES, Meanings, facets_without, kinds_called
from articles.search.typed.pieces import typed_phrases
from articles.search.typed.query_words import FILLERS
from articles.search.typed.titled import speakers_titled, title_in
from articles.search.typed.typed_dates import period_called
from identity.sounds import in_other_letters

# Offers on a page, and speakers of one name among them.
MOST_OFFERS = 4
NAMESAKES = 3
# Phrases of a search whose words are looked for within names: of two or three words.
MOST_WITHIN = 6
# A word that may be a name and the s of what is theirs.
POSSESSIVE = re.compile(r"(?<!\S)[^\W\d_]{3,}s$")


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to read the words, and how many quotations it finds.

    `rest` are the words that stay in the box.  `dropped` are words that no quotation has, and
    that are left out therefore; `words` says whose words the quotations are in.  `any_of` counts
    the words of which a quotation has one or more; `unfiltered` drops all other filters.
    `excluded` are values by facet that are left out.  `guessed` are words that a value is only
    likely meant by, `far` says that others are as likely, `undated` are dates that no quotation
    has, `titled` is what articles call the speaker.
    """

    values: Mapping[str, tuple[Value, ...]]
    rest: str
    count: int
    words: Words
    dropped: str = ""
    any_of: int = 0
    unfiltered: bool = False
    excluded: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    guessed: str = ""
    undated: str = ""
    titled: str = ""
    far: bool = False

    @property
    def names(self) -> int:
        """How many names of the words it explains."""
        return len(self.values) + len(self.excluded)


def offers(typed: str, selection: Selection, *, failing: bool) -> list[Offer]:
    """Return the readings of `typed` that find something, those of the most names first.

    All filters of the selection hold but those that a reading has a value for.  Paraphrases count
    for readings with a speaker if no reading finds own words.  With `failing`,
    which says that the words themselves find nothing, they count for readings of more names
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
    if within := {name for each in asked for name in each.within(failing=failing)}:
        called = named_within(called, within)
    if failing and (foreign := {k: t for each in asked for k, t in each.foreign.items()}):
        called = heard_too(called, foreign)
    outlets = Outlet.objects.called(
        {key: text for each in asked for key, text in each.names.items()},
        {key for each in asked if len(each.names) == 1 for key in each.names},
    )
    for each in asked:
        yield _offers(each, called, outlets, selection, failing=failing) if each.names else []


@dataclass(frozen=True, slots=True)
class _Asked:
    """A search and the phrases of it that may be names, as typed, by their keys.

    `owners` are words whose last letter may be the s of a possessive without its mark (“brels”),
    with the words without it.  `firsts` may be first names, `foreign` are phrases in other letters
    than Latin ones.
    """

    typed: str
    names: Mapping[str, str]
    owners: Mapping[str, str]
    firsts: frozenset[str]
    foreign: Mapping[str, str]

    @classmethod
    def of(cls, typed: str) -> _Asked:
        typed = apart(typed)
        names = typed_phrases(typed)
        owners = {name: name[:-1] for name in names if POSSESSIVE.search(name)}
        firsts = (name for name in names if may_be_first(name, alone=len(names) == 1))
        foreign = {k: text for k, text in names.items() if all(map(in_other_letters, text.split()))}
        return cls(typed, names, owners, frozenset(firsts), foreign)

    def within(self, *, failing: bool) -> list[str]:
        """Return the words that are looked for within names: of few words, or where it fails."""
        few = len(self.names) == 1 or (failing and len(self.names) <= MOST_WITHIN)
        return [name for name in self.names if few and not country_called(name)]


def _offers(
    asked: _Asked,
    called: Called,
    outlets: Mapping[str, list[int]],
    selection: Selection,
    *,
    failing: bool,
) -> list[Offer]:
    with current_index() as live:
        names = _Names(asked, called, live.index.counts("speaker"), outlets, _titled(live, asked))
        found = _found(live, readings(asked.typed, names.sure), selection, failing=failing)
        if names.titled:
            called_so = _called_so(live, names, selection, failing=failing)
            if any(not offer.dropped for offer in (*called_so, *found)):
                called_so = [offer for offer in called_so if not offer.dropped]
            found = _each_once([*called_so, *found])[:MOST_OFFERS]
        if asked.owners and all(offer.dropped for offer in found):
            read = readings(asked.typed, names.owner_too)
            found = _found(live, read, selection, failing=failing) or found
        if failing:
            found = [offer for offer in found if not _is_of_another(asked, called, offer)]
        if not failing or any(not offer.dropped for offer in found):
            return found
        guessed = guesses(asked.names, names.owner_too, names.likely)
        if not guessed:
            return found
        likely = []
        far_off = {asked.names[key] for key in called.far if key in asked.names}
        for offer in _found(live, readings(asked.typed, names.likely), selection, failing=True):
            if "speaker" in offer.values and guessed.behind({"by": offer.values.get("by", ())})[0]:
                continue  # who speaks is named: a region says nothing of the speaker's country
            if _is_of_another(asked, called, offer):
                continue
            words, dates = guessed.behind({**offer.values, **offer.excluded})
            far = not far_off.isdisjoint(words.split(", "))
            likely.append(replace(offer, guessed=words, undated=dates, far=far))
        return [*likely, *found][:MOST_OFFERS]


def _is_of_another(asked: _Asked, called: Called, offer: Offer) -> bool:
    return called.is_of_another(asked.typed, offer.values.get("speaker", ()), offer.dropped)


def _titled(live: LiveIndex, asked: _Asked) -> dict[str, list[int]]:
    """Return the speakers whom articles call as a phrase does, by phrase."""
    titles = {key: title for key in asked.names if (title := title_in(key))}
    holders = speakers_titled(live.index, titles.values()) if titles else {}
    return {key: holders[title][:NAMESAKES] for key, title in titles.items() if holders[title]}


def _called_so(
    live: LiveIndex, names: _Names, selection: Selection, *, failing: bool
) -> list[Offer]:
    """Return the offers with a speaker whom articles call so."""
    read = readings(names.asked.typed, names.titled_too)
    typed = names.asked.names
    phrases = sorted(names.titled, key=len)  # the longest counts
    called = {key: typed[phrase] for phrase in phrases for key in names.titled[phrase]}
    found = _found(live, read, selection, failing=failing)
    return [
        replace(offer, titled=called[int(key)])
        for offer in found
        for key in offer.values.get("speaker", ())
        if key in called
    ]


@dataclass(frozen=True, slots=True)
class _Names:
    """What the phrases of a search mean; `counts` are the quotations of each speaker.

    `outlets` are the outlets of this name, `titled` the speakers whom articles call so, by phrase.
    """

    asked: _Asked
    called: Called
    counts: npt.NDArray[np.int64]
    outlets: Mapping[str, list[int]]
    titled: Mapping[str, list[int]]

    def sure(self, key: str) -> Meanings:
        """Return what a phrase means by itself."""
        named = self._most_quoted(self.called.by_name.get(key, ()))
        other = replace(_meanings_beside(key), outlets=tuple(self.outlets.get(key, ())))
        if key in self.asked.foreign and not other:
            code = country_in_other_letters(self.asked.foreign[key])
            other = Meanings(countries=(code,) if code else ())
        if key in self.asked.firsts and not other:
            named += self._most_quoted(set(self.called.by_first.get(key, ())).difference(named))
        speakers = tuple(named[:NAMESAKES])
        alike = len(speakers) > 1 and self.called.groups.issuperset(speakers)
        return replace(other, speakers=speakers, together=alike)

    def titled_too(self, key: str) -> Meanings:
        """Return the same, or the speakers whom articles call so."""
        return self.sure(key) or Meanings(tuple(self._most_quoted(self.titled.get(key, ()))))

    def owner_too(self, key: str) -> Meanings:
        """Return the same, or what it means without the s of a possessive."""
        return self.sure(key) or self.sure(self.asked.owners.get(key, key))

    def likely(self, key: str) -> Meanings:
        """Return the same, and what it can only be guessed to mean; no date for a date."""
        sure = self.owner_too(key)
        if sure:
            return UNDATED if sure.dates else sure
        around = country_around(key)
        sounding = self._most_quoted(self.called.by_sound.get(key, ()))
        return Meanings(tuple(sounding), (around,) if around else ())

    def _most_quoted(self, keys: Iterable[int]) -> list[int]:
        quoted = [key for key in keys if key < len(self.counts) and self.counts[key]]
        return sorted(quoted, key=lambda key: (-int(self.counts[key]), key))[:NAMESAKES]


def _meanings_beside(key: str) -> Meanings:
    """Return what a phrase means beside speakers."""
    code, period = country_called(key), period_called(key, timezone.localdate())
    return Meanings(
        (),
        (code,) if code else (),
        offices_called(key),
        facets_without(key),
        tuple(day.isoformat() if day else "" for day in period or ()),
        kinds=kinds_called(key),
    )


def countries_named(typed: str) -> dict[str, str]:
    """Return, by code, the labels of the countries that some of the words name or are in."""
    codes = [
        country_called(key) or country_around(key) or country_in_other_letters(text)
        for key, text in typed_phrases(apart(typed)).items()
    ]
    return {code: label_of(code) for code in codes if code}


def dates_named(typed: str) -> tuple[Value, ...]:
    """Return the longest of the periods that the words name, as a reading has it; () for none."""
    named = {key: _meanings_beside(key).dates for key in typed_phrases(typed)}
    key = max((key for key, dates in named.items() if dates), key=len, default="")
    return named.get(key, ())


def best_first(offered: Iterable[Offer]) -> list[Offer]:
    """Return offers, each once: those of all words, of two names, of any words, of one name."""

    def rank(offer: Offer) -> int:
        if offer.names > 1 and offer.dropped:
            return 1
        return 2 if offer.any_of else 3 if offer.dropped else 0

    return _each_once(sorted(offered, key=rank))


def _each_once(offered: Iterable[Offer]) -> list[Offer]:
    different: dict[str, Offer] = {}
    for offer in offered:
        different.setdefault(_key(offer), offer)
    return list(different.values())


def _found(
    live: LiveIndex, read: Sequence[Reading], selection: Selection, *, failing: bool
) -> list[Offer]:
    if not failing:
        return _beside(live, [reading for reading in read if reading.names], selection)
    # Who is left out says nothing without the words.
    named = [reading for reading in read if reading.values and parse(reading.rest).wanted]
    without = [_without_words(reading) for reading in named]
    for tried in ([(reading, "") for reading in read], without):
        found = _counted(live, tried, selection)
        if selection.words is Words.OWN:
            most = max((offer.names for offer in found), default=-1)
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


def _beside(live: LiveIndex, read: Sequence[Reading], selection: Selection) -> list[Offer]:
    """Return offers beside what the words find; those with paraphrases if no other finds anything
    and a speaker is named."""
    found = _counted(live, [(reading, "") for reading in read], selection)
    if found or selection.words is not Words.OWN:
        return found
    said = [(reading, "") for reading in read if "speaker" in reading.values]
    return _counted(live, said, replace(selection, words=Words.ALL))


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
    # Those of a speaker or a country are few: what all of the base have is looked at last.
    found = live.index.select(narrowed, rows) & base
    return tally(live.index, once=selection.once).size(found)
