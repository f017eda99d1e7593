"""Ways to read the words in the box, as links that make the reading explicit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from articles.presentation.facets import in_url, tidy
from articles.search.facets import FACETS, NOT
from articles.search.own_words import Words
from articles.search.query import parse
from articles.search.readings import Offer
from articles.search.selection import Value

VOWELS = "aeiou"
RELEVANT = "relevance"


@dataclass(frozen=True, slots=True)
class OfferLink:
    """An offer in words: what is meant, the words that are looked for, how many there are.

    `dropped` are words that are left out, between marks; `paraphrased` says that paraphrases are
    among them, `unfiltered` that all other filters are dropped.
    """

    meant: str
    words: str
    count: int
    url: str
    dropped: str = ""
    paraphrased: bool = False
    unfiltered: bool = False


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
            found |= {(facet.name, v): label for v, label in facet.values.labels(values).items()}
    return found


def _link(
    offer: Offer, words: Words, labels: dict[tuple[str, str], str], params: QueryDict
) -> OfferLink:
    changed = QueryDict(mutable=True) if offer.unfiltered else params.copy()
    for name, values in offer.values.items():
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
    )


def _worded(
    values: Mapping[str, Iterable[Value]], labels: Mapping[tuple[str, str], str]
) -> dict[str, str]:
    """Return the labels of values by facet, joined by “or”."""
    return {
        name: " or ".join(labels.get((name, str(value)), str(value)) for value in each)
        for name, each in values.items()
    }


def _meant(named: Mapping[str, str], without: Mapping[str, str]) -> str:
    """Return who and about what, and who and what is left out, in words.

    >>> _meant({"speaker": "Ana Brel", "about": "Poland"}, {}), _meant({"office": "envoy"}, {})
    ('by Ana Brel about Poland', 'by an envoy')
    >>> _meant({"about": "Poland"}, {"speaker": "Ana Brel"})
    'about Poland, not by Ana Brel'
    """
    left_out = [f"not {' '.join(_parts({name: label}))}" for name, label in without.items()]
    return ", ".join(filter(None, (" ".join(_parts(named)), *left_out)))


def _parts(named: Mapping[str, str]) -> list[str]:
    speaker, office = named.get("speaker"), named.get("office")
    parts = []
    if speaker:
        parts.append(f"by {speaker} as {office}" if office else f"by {speaker}")
    elif office:
        parts.append(f"by {'an' if office[0] in VOWELS else 'a'} {office}")
    parts += [f"from {named['by']}"] if "by" in named else []
    parts += [f"about {named['about']}"] if "about" in named else []
    return parts
