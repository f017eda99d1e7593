"""What the quotations on show can be narrowed to, with a count beside each choice.

A facet's counts obey every filter but its own, so that each number says how many
quotations there would be with that choice alone.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format

from articles.forms.filters import QuotationFilter
from articles.models import Country, Outlet, Speaker
from articles.search.results import FacetCounts, HistogramBar
from extraction.annotations import Kind

# What a reporter calls the kinds of quotation.
KINDS = {
    Kind.DIRECT: "Word for word",
    Kind.MIXED: "Partly quoted",
    Kind.INDIRECT: "Paraphrased",
}
SHOWN = 7
LISTED = 20
# Heights of the bars of the histogram.
STEPS = 20
# What a URL may say besides filters.
NOT_FILTERS = {"after", "before", "page", "typing"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet; `toggle_url` is the page without it, where it is chosen."""

    value: str
    label: str
    count: int
    selected: bool
    toggle_url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field, most frequent first.

    `shown` are seen at once, all that are chosen among them; `folded` can be unfolded;
    `left_out` counts those for which there is no room, and `more_url` finds them by name.
    """

    name: str
    label: str
    shown: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    left_out: int
    noun: str
    more_url: str

    @property
    def selected(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.shown if choice.selected)


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter, in words, and the page without it; `typed` has a field to empty."""

    label: str
    remove_url: str
    typed: bool = False


@dataclass(frozen=True, slots=True)
class _Field:
    """A facet: the word over it, the words of its chip, and how its values are called.

    `named` finds values by a part of their name, where there may be too many to list; `noun` is
    what one of them is.
    """

    name: str
    label: str
    chip: str
    labels: Callable[[Collection[str]], Mapping[str, str]]
    named: Callable[[str], Iterable[int | str]] | None = None
    noun: str = ""


def _kinds(values: Collection[str]) -> dict[str, str]:
    return {value: KINDS[Kind(value)] for value in values}


def _years(values: Collection[str]) -> dict[str, str]:
    return {value: value for value in values}


FIELDS = (
    _Field(
        "speaker",
        "Speaker",
        "{}",
        Speaker.objects.labels,
        Speaker.objects.keys_named_like,
        "speaker",
    ),
    _Field(
        "by",
        "Speaker’s country",
        "from {}",
        Country.objects.labels,
        Country.objects.keys_named_like,
        "speaker’s country",
    ),
    _Field(
        "about",
        "About",
        "about {}",
        Country.objects.labels,
        Country.objects.keys_named_like,
        "country spoken about",
    ),
    _Field(
        "outlet",
        "Outlet",
        "in {}",
        Outlet.objects.labels,
        Outlet.objects.keys_named_like,
        "outlet",
    ),
    _Field("kind", "Kind", "{}", _kinds),
    _Field("year", "Year", "in {}", _years),
)


def facets(
    form: QuotationFilter, counts: Mapping[str, FacetCounts], params: QueryDict
) -> tuple[Facet, ...]:
    """The facets of what was found, under the filters of a form that was bound to `params`."""
    return tuple(_facet(field, form, counts[field.name], params) for field in FIELDS)


def _facet(field: _Field, form: QuotationFilter, counts: FacetCounts, params: QueryDict) -> Facet:
    chosen = form.chosen(field.name)
    labels = field.labels([value for value, _ in counts.values])
    shown: list[Choice] = []
    folded: list[Choice] = []
    for place, (value, count) in enumerate(counts.values):
        selected = chosen.pop(value, None) is not None
        url = toggled(params, field.name, value) if selected else ""
        choice = Choice(value, labels.get(value, value), count, selected, url)
        (shown if selected or place < SHOWN else folded).append(choice)
    more = f"{reverse('choose', args=[field.name])}{tidy(params)}" if counts.left_out else ""
    return Facet(
        field.name, field.label, tuple(shown), tuple(folded), counts.left_out, field.noun, more
    )


def chips(form: QuotationFilter, facets: Iterable[Facet], params: QueryDict) -> list[Chip]:
    """The active filters, each with the page that has one filter less."""
    chip_of = {field.name: field.chip for field in FIELDS}
    found = [
        Chip(chip_of[facet.name].format(choice.label), choice.toggle_url)
        for facet in facets
        for choice in facet.selected
    ]
    typed: Mapping[str, Any] = form.cleaned_data
    if typed.get("q"):
        found.append(
            Chip(str(form.selection().query) or typed["q"], without(params, "q"), typed=True)
        )
    if typed.get("title"):
        label = f"as {typed['title']}"
        found.append(Chip(label, without(params, "title"), typed=True))
    for name, word in (("since", "since"), ("until", "until")):
        day: dt.date | None = typed.get(name)
        if day:
            label = f"{word} {date_format(day, 'j F Y')}"
            found.append(Chip(label, without(params, name), typed=True))
    return found


def toggled(params: QueryDict, name: str, value: str) -> str:
    """The query string with a value of a field added, or taken away if it is there."""
    changed = params.copy()
    values = changed.getlist(name)
    kept = [other for other in values if other != value]
    changed.setlist(name, kept if value in values else [*values, value])
    return tidy(changed)


def without(params: QueryDict, name: str) -> str:
    changed = params.copy()
    changed.pop(name, None)
    return tidy(changed)


def narrowed(params: QueryDict, **values: str) -> str:
    """The query string with fields set to one value each."""
    changed = params.copy()
    for name, value in values.items():
        changed[name] = value
    return tidy(changed)


def tidy(params: QueryDict) -> str:
    """The query string of a list from its beginning, without fields that say nothing."""
    kept = QueryDict(mutable=True)
    for name, values in params.lists():
        if name not in NOT_FILTERS and any(values):
            kept.setlist(name, [value for value in values if value])
    return f"?{kept.urlencode()}"


# ── by date ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Column:
    """A bar of the histogram; `step` is its height from 0 to STEPS, `url` leads into it."""

    label: str
    name: str
    count: int
    step: int
    url: str


def histogram(bars: Iterable[HistogramBar], params: QueryDict) -> list[Column]:
    """The bars of what was found, each a filter; none where there is but one with anything."""
    listed = list(bars)
    most = max((bar.count for bar in listed), default=0)
    if sum(bar.count > 0 for bar in listed) < 2:
        return []
    cleared = params.copy()
    for name in ("year", "since", "until"):
        cleared.pop(name, None)
    columns = []
    for bar in listed:
        if bar.month:
            url = narrowed(cleared, since=bar.since.isoformat(), until=bar.until.isoformat())
            label, name = date_format(bar.since, "M"), date_format(bar.since, "F Y")
        else:
            url, label, name = narrowed(cleared, year=str(bar.year)), str(bar.year), str(bar.year)
        step = math.ceil(bar.count * STEPS / most)
        columns.append(Column(label, name, bar.count, step, url))
    return columns
