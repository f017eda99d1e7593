"""Ways to read the words in the box, as links that make the reading explicit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.formats import date_format

from articles.presentation.facets import in_url, tidy
from articles.search.facets import FACETS, NO_VALUE, NOT
from articles.search.own_words import Words
from articles.search.query import parse
from articles.search.selection import NONE, Value
from articles.search.typed.guesses import foreign_words
from articles.search.typed.meanings import DATES
from articles.search.typed.readings import Offer

VOWELS = "aeiou"
RELEVANT = "relevance"
# What the label of a namesake ends with.
NUMBER = re.compile(r" \(#\d+\)$")


@dataclass(frozen=True, slots=True)
class OfferLink:
    """An offer in words: what is meant, the words that are looked for, how many there are.

    `dropped` are words that are left out, between marks; `paraphrased` says that paraphrases are
    among them, `unfiltered` that all other filters are dropped.  `guessed` are words that
    may mean a part of it, `heard` that it sounds like them, `undated` are dates that no quote has,
    `titled` is what articles call the speaker.  `far` says that it hardly sounds like them.
    """

    meant: str
    words: str
    count: int
    url: str
    dropped: str = ""
    paraphrased: bool = False
    unfiltered: bool = False
    guessed: str = ""
    heard: bool = False
    undated: str = ""
    titled: str = ""
    far: bool = False


def offer_links(offers: Sequence[Offer], words: Words, params: QueryDict) -> list[OfferLink]:
    """Return offers as links from a page whose URL has these parameters and lists `words`."""
    labels = _labels(offers)
    return [_link(offer, words, labels, params) for offer in offers]


def _labels(offers: Iterable[Offer]) -> dict[tuple[str, str], str]:
    """Return what readers see, by facet and value."""
    found: dict[tuple[str, str], str] = {}
    for facet in FACETS:
        every = [values for offer in offers for values in (offer.values, offer.excluded)]
        values = {v for each in every for v in in_url(each.get(facet.name, ()))}
        if values:
            labels = facet.values.labels(values - {NO_VALUE})
            found |= {(facet.name, v): label for v, label in labels.items()}
    return found


def _link(
    offer: Offer, words: Words, labels: dict[tuple[str, str], str], params: QueryDict
) -> OfferLink:
    changed = QueryDict(mutable=True) if offer.unfiltered else params.copy()
    chosen = dict(offer.values)
    if dates := chosen.pop(DATES, ()):
        changed["since"], changed["until"] = map(str, dates)
    for name, values in chosen.items():
        changed.setlist(name, sorted(in_url(values)))
    for name, values in offer.excluded.items():
        without = [f"{NOT}{value}" for value in sorted(in_url(values))]
        changed.setlist(name, list(dict.fromkeys([*changed.getlist(name), *without])))
    changed["q"] = offer.rest
    if offer.words is not words or offer.unfiltered:
        changed["words"] = offer.words
    if offer.any_of > 1:
        changed["sort"] = RELEVANT
    query = parse(offer.rest)
    return OfferLink(
        "any of the words"
        if offer.any_of > 1
        else _meant(_worded(offer.values, labels), _worded(offer.excluded, labels)),
        ", ".join(map(str, query.wanted)) if offer.any_of > 1 else str(query),
        offer.count,
        tidy(changed),
        offer.dropped if "“" in offer.dropped else f"“{offer.dropped}”" if offer.dropped else "",
        offer.words is not words,
        offer.unfiltered,
        offer.guessed,
        foreign_words(offer.guessed),
        offer.undated,
        offer.titled,
        offer.far,
    )


def _worded(
    values: Mapping[str, Iterable[Value]], labels: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    """Return the labels of values by facet, joined by “or”; empty for having none."""
    return {
        name: period_in_words(*map(str, each))
        if name == DATES
        else " or ".join(_once(labels.get((name, str(v)), str(v)) for v in each if v != NONE))
        for name, each in values.items()
    }


def _once(labels: Iterable[str]) -> list[str]:
    """Return labels, namesakes of whom all are meant without their numbers.

    >>> _once(["Free Party (#3)", "Free Party (#5)"]), _once(["Ana Brel (#3)", "Bo Li"])
    (['Free Party'], ['Ana Brel (#3)', 'Bo Li'])
    """
    every = list(labels)
    names = [NUMBER.sub("", label) for label in every]
    return names[:1] if len(every) > 1 and len(set(names)) == 1 else every


def period_in_words(since: str, until: str) -> str:
    """Return in words the days from one to another, either of which may be open.

    >>> period_in_words("2025-06-01", "2025-06-30"), period_in_words("", "2023-12-31")
    ('in June 2025', 'until 2023')
    >>> period_in_words("2025-01-01", "2025-03-04")
    'from 1 January 2025 to 4 March 2025'
    """
    first = dt.date.fromisoformat(since) if since else None
    last = dt.date.fromisoformat(until) if until else None
    if first and last and first == last:
        return f"on {date_format(first, 'j F Y')}"
    edges = (not first or (first.month, first.day) == (1, 1)) and (
        not last or (last.month, last.day) == (12, 31)
    )
    begins = first and _day(first, whole=edges)
    ends = last and _day(last, whole=edges)
    if first and last:
        if begins == ends:
            return f"in {begins}"
        months = (first.year, first.month) == (last.year, last.month)
        if months and first.day == 1 and (last + dt.timedelta(days=1)).day == 1:
            return f"in {date_format(first, 'F Y')}"
        return f"from {begins} to {ends}"
    return f"since {begins}" if first else f"until {ends}"


def _day(day: dt.date, *, whole: bool) -> str:
    return str(day.year) if whole else date_format(day, "j F Y")


def _meant(named: Mapping[str, str], without: Mapping[str, str]) -> str:
    """Return who and about what, and who and what is left out, in words.

    >>> _meant({"speaker": "Ana Brel", "about": "Poland"}, {}), _meant({"office": "envoy"}, {})
    ('by Ana Brel about Poland', 'by an envoy')
    >>> _meant({"about": "Poland"}, {"speaker": "Ana Brel"})
    'about Poland, not by Ana Brel'
    >>> _meant({"speaker": "Ana Brel", "kind": "Word for word"}, {"about": "Peru"})
    'by Ana Brel, word for word, not about Peru'
    """
    left_out = [
        f"not {label.lower() if name == 'kind' else ' '.join(_parts({name: label}))}"
        if label
        else ANY_VALUE[name]
        for name, label in without.items()
    ]
    kinds = named.get("kind", "").lower()
    return ", ".join(filter(None, (" ".join(_parts(named)), kinds, *left_out)))


# What leaving these out is called.
ANY_VALUE = {
    "speaker": "by a named speaker",
    "office": "by speakers with an office",
    "by": "from a known country",
    "about": "about any country",
    "outlet": "in an outlet",
    "year": "with a date",
}
BEFORE = {"by": "from ", "about": "about ", "outlet": "in ", "year": "in "}
# What a facet without a value is called, behind who speaks.
NOTHING = {
    "speaker": "by nobody named",
    "office": "by speakers without an office",
    "by": "from no known country",
    "about": "about no country",
    "outlet": "in no outlet",
    "year": "without a date",
}


def _parts(named: Mapping[str, str]) -> list[str]:
    speaker, office = named.get("speaker"), named.get("office")
    parts = []
    if speaker:
        parts.append(f"by {speaker} as {office}" if office else f"by {speaker}")
    elif office:
        parts.append(f"by {'an' if office[0] in VOWELS else 'a'} {office}")
    parts += [NOTHING[name] for name in ("speaker", "office") if named.get(name) == ""]
    for name in ("by", "about", "outlet", "year", DATES):
        if label := named.get(name):
            parts.append(f"{BEFORE.get(name, '')}{label}")
        elif name in named:
            parts.append(NOTHING[name])
    return parts
