"""Speakers or countries side by side, as a template prints them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import QueryDict
from django.urls import reverse

from articles.comparing.line import Shift, shifts
from articles.comparing.sides import MOST_SIDES, Side, Words
from articles.models import Quotation
from articles.presentation.facets import query_string, tidy, without
from articles.search.selection import NONE, Selection
from newsroom.web.paths import path_to

# Fields of the page that a list does not have.
OWN_FIELDS = ("mutual", "add", "sort")


@dataclass(frozen=True, slots=True)
class TermLink:
    """A term with the list of the quotes behind it; `count` is None if that is not counted."""

    text: str
    count: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Way:
    """A page that sets what a list has beside something else."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SideShown:
    """A side: its name and page, its list, the page without it, and its terms.

    `read` counts the quotes that the terms are of, from the day `since` on if that is not all.
    """

    name: str
    url: str
    list_url: str
    without_url: str
    total: int
    terms: tuple[TermLink, ...] = ()
    read: int = 0
    since: dt.date | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """The quotations of a month by side; `day` is its first day, None for those without a date."""

    day: dt.date | None
    sides: tuple[tuple[str, tuple[Quotation, ...]], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A quotation in the line of a speaker, and how its words shift from those before."""

    quotation: Quotation
    shift: Shift | None


@dataclass(frozen=True, slots=True)
class Band:
    """Quotations in a row that were said in one office; `title` is empty where none is given."""

    title: str
    steps: tuple[Step, ...]


def way_to_compare(selection: Selection, params: QueryDict) -> Way | None:
    """Return the page that compares what a list has, with its words and dates.

    That is for one to three speakers or, without one, their countries; a country on another one is
    set beside that one on it.
    """
    speakers, countries, about = (
        selection.values.get(name, frozenset()) - {NONE} for name in ("speaker", "by", "about")
    )
    compared = speakers or countries
    if not 1 <= len(compared) <= MOST_SIDES:
        return None
    if not speakers and len(countries) == len(about) == 1 and countries != about:
        both = params.copy()
        both.setlist("by", [str(code) for code in (*countries, *about)])
        both["mutual"] = "1"
        return Way("Both on each other", reverse("compare") + without(both, "about", "sort"))
    label = "Side by side" if len(compared) > 1 else "Over time, or beside another"
    return Way(label, reverse("compare") + without(params, "sort"))


def list_url(side: Side, params: QueryDict, **fields: str) -> str:
    """Return the list of a side's quotations."""
    kept: dict[str, Sequence[str]] = {
        name: values for name, values in params.lists() if name not in (*OWN_FIELDS, side.facet)
    }
    for name, value in (*side.fields, *fields.items()):
        kept[name] = (value,)
    return path_to("quotations") + query_string(kept)


def without_side(side: Side, params: QueryDict, given: Sequence[str]) -> str:
    """Return the page without a side."""
    kept = params.copy()
    kept.setlist(side.facet, [value for value in given if value != side.value])
    kept.pop("mutual", None)
    kept.pop("add", None)
    return reverse("compare") + tidy(kept)


def shown(
    sides: Sequence[Side], totals: Sequence[int], words: Sequence[Words], params: QueryDict
) -> list[SideShown]:
    """Return the sides as the head of the page has them."""
    given = [side.value for side in sides]
    names = {side.value: str(side.row) for side in sides}
    found = []
    for number, side in enumerate(sides):
        own = words[number] if words else Words((), 0, {})
        links = tuple(
            TermLink(term.text, term.count, list_url(side, params, q=term.query, **own.fields))
            for term in own.terms
        )
        about = dict(side.fields).get("about", "")
        found.append(
            SideShown(
                names[side.value],
                side.row.get_absolute_url(),
                list_url(side, params),
                without_side(side, params, given),
                totals[number],
                links,
                own.read,
                first_day(own),
                names.get(about, ""),
            )
        )
    return found


def first_day(words: Words) -> dt.date | None:
    """Return the first day of the quotes that terms are of, None if they are of all."""
    since = words.fields.get("since")
    return dt.date.fromisoformat(since) if since else None


def by_month(
    rows: Sequence[Quotation], side_of: Mapping[int, int], names: Sequence[str]
) -> list[Month]:
    """Return quotations in the order of time by month, and within a month by side."""

    def month(row: Quotation) -> dt.date | None:
        day = row.article.published_on
        return day.replace(day=1) if day else None

    return [
        Month(
            day,
            tuple(
                (name, tuple(row for row in of_month if side_of.get(row.pk) == number))
                for number, name in enumerate(names)
            ),
        )
        for day, group in groupby(rows, key=month)
        for of_month in [list(group)]
    ]


def line(rows: Sequence[Quotation]) -> list[Band]:
    """Return the quotations of one speaker, the oldest first, in bands of the office then held."""
    steps = [
        Step(row, shift) for row, shift in zip(rows, shifts(row.text for row in rows), strict=True)
    ]
    return [
        Band(title, tuple(band))
        for title, band in groupby(steps, lambda s: s.quotation.speaker_title)
    ]
