"""What a list of quotations is of, in words: for the title and the description of its page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.formats import date_format

from articles.presentation.facets import FacetChoices
from articles.search.facets import NO_VALUE, NOT
from articles.search.selection import Selection

LONGEST = 150  # characters
EVERYTHING = "Quotes"


def filters_in_words(selection: Selection, facets: Iterable[FacetChoices]) -> str:
    """Return what a list is narrowed to: “quotes about Iran since 2025”; empty without a filter."""
    title = title_of_list(selection, facets)
    if title == EVERYTHING:
        return ""
    words = title.removeprefix(f"{EVERYTHING} ")
    return title if words == title else f"{EVERYTHING.lower()} {words}"


def title_of_list(selection: Selection, facets: Iterable[FacetChoices]) -> str:
    """Return the title: “Donald Trump on Iran since 2025”; “Quotes” without a filter.

    `facets` are those of the page, with the chosen values.
    """
    chosen = {facet.name: facet for facet in facets}
    speakers = _labels(chosen, "speaker")
    parts = [
        speakers or EVERYTHING,
        _with("as", _labels(chosen, "office")),
        _with("from", _labels(chosen, "by")),
        _with("on" if speakers else "about", _labels(chosen, "about")),
        f"as {selection.title}" if selection.title else "",
        _with("with", str(selection.query)),
        _with("in", _labels(chosen, "outlet")),
        _with("in", _labels(chosen, "year")),
        _with("since", _day(selection.since, first=True)),
        _with("until", _day(selection.until, first=False)),
        *_others(chosen.values()),
    ]
    words = " ".join(filter(None, parts))
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rsplit(' ', 1)[0]} …"


def title_in_period(title: str, selection: Selection) -> str:
    """Return the title of a page with its period: “Countries since 2025”."""
    since, until = _day(selection.since, first=True), _day(selection.until, first=False)
    return " ".join(filter(None, [title, _with("since", since), _with("until", until)]))


def _labels(chosen: dict[str, FacetChoices], name: str) -> str:
    """Return the wanted values of a facet that have a name of their own."""
    values = chosen[name].selected if name in chosen else ()
    return " or ".join(c.label for c in values if c.value != NO_VALUE and not _is_excluded(c.value))


def _is_excluded(value: str) -> bool:
    return value.startswith(NOT)


def _others(facets: Iterable[FacetChoices]) -> list[str]:
    """Return in parentheses what is excluded, what has no value, and the kinds."""
    return [
        f"({choice.chip[:1].lower()}{choice.chip[1:]})"
        for facet in facets
        for choice in facet.selected
        if _is_excluded(choice.value) or choice.value == NO_VALUE or facet.name == "kind"
    ]


def _with(before: str, words: str) -> str:
    return f"{before} {words}" if words else ""


def _day(day: dt.date | None, *, first: bool) -> str:
    """Return a day, or its year alone where it is the first or the last of it.

    >>> _day(dt.date(2025, 1, 1), first=True), _day(dt.date(2025, 12, 31), first=False)
    ('2025', '2025')
    """
    if day is None:
        return ""
    edge = (1, 1) if first else (12, 31)
    return str(day.year) if (day.month, day.day) == edge else date_format(day, "j F Y")
