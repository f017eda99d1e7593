"""What a selection asks for in words, as files, feeds and mails say it."""

from __future__ import annotations

from django.utils.formats import date_format

from articles.presentation.facets import NO_LIKELY, in_url
from articles.search.facets import FACETS
from articles.search.own_words import FEW_WORDS, Words
from articles.search.selection import Selection


def describe(selection: Selection) -> tuple[str, ...]:
    """Return a phrase for each filter, in the order of the facets, the words first."""
    each = () if selection.once else ("every appearance",)
    sure = (NO_LIKELY,) if selection.sure else ()
    return (*_words(selection), *_facets(selection), *sure, *_period(selection), *each)


def words_note(selection: Selection) -> str:
    """Return which paraphrases a list leaves out, as a sentence; empty if it has all."""
    return {
        Words.OWN: "In the speakers’ own words; paraphrases are left out.",
        Words.ALL: f"Paraphrases of {FEW_WORDS} words or fewer are left out.",
        Words.EVERY: "",
    }[selection.words]


def _words(selection: Selection) -> list[str]:
    return [f"with {selection.query}"] if selection.query else []


def _facets(selection: Selection) -> list[str]:
    phrases = []
    for facet in FACETS:
        for chosen, word in ((selection.values, ""), (selection.excluded, "not ")):
            values = sorted(in_url(chosen.get(facet.name, ())))
            labels = facet.values.labels(values)
            named = (facet.chip_of(value, facet.label_of(value, labels)) for value in values)
            if values:
                phrases.append(word + " or ".join(named))
    return phrases


def _period(selection: Selection) -> list[str]:
    phrases = [f"as {selection.title}"] if selection.title else []
    for name, day in (("since", selection.since), ("until", selection.until)):
        if day:
            phrases.append(f"{name} {date_format(day, 'j F Y')}")
    return phrases
