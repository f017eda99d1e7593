"""What the quotations on show can be narrowed to, with a count beside each choice.

A facet's counts obey every filter but its own, so that each number says how many
quotations there would be with that choice alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.formats import date_format

from articles.extraction.annotations import Kind
from articles.forms.filters import QuotationFilter
from articles.querysets import QuotationQuerySet, Tally

# What a reporter calls the kinds of quotation.
KINDS = {
    Kind.DIRECT: "Word for word",
    Kind.MIXED: "Partly quoted",
    Kind.INDIRECT: "Paraphrased",
}
SHOWN = 7
LISTED = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet; `toggle_url` is the page with it chosen, or no longer chosen."""

    value: str
    label: str
    count: int
    selected: bool
    toggle_url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one field, most frequent first.

    `shown` are seen at once, all that are chosen among them; `folded` can be unfolded;
    `left_out` counts those for which there is no room.
    """

    name: str
    label: str
    shown: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    left_out: int

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
    name: str
    label: str
    chip: str
    tally: Callable[[QuotationQuerySet], Iterable[Tally]]


FIELDS = (
    _Field("speaker", "Speaker", "{}", QuotationQuerySet.tally_speakers),
    _Field("by", "Speaker’s country", "from {}", QuotationQuerySet.tally_speaker_countries),
    _Field("about", "About", "about {}", QuotationQuerySet.tally_countries_about),
    _Field("outlet", "Outlet", "in {}", QuotationQuerySet.tally_outlets),
    _Field("kind", "Kind", "{}", QuotationQuerySet.tally_kinds),
)


def facets(
    form: QuotationFilter, quotations: QuotationQuerySet, params: QueryDict
) -> tuple[Facet, ...]:
    """The facets of these quotations, under the filters of a form that was bound to `params`."""
    return tuple(
        _facet(field, form, form.narrow(quotations, ignoring=field.name), params)
        for field in FIELDS
    )


def _facet(
    field: _Field, form: QuotationFilter, quotations: QuotationQuerySet, params: QueryDict
) -> Facet:
    def choice(tally: Tally, *, selected: bool) -> Choice:
        label = KINDS[Kind(tally.label)] if field.name == "kind" else tally.label
        url = toggled(params, field.name, tally.value)
        return Choice(tally.value, label, tally.count, selected, url)

    chosen = form.chosen(field.name)
    shown: list[Choice] = []
    folded: list[Choice] = []
    left_out = 0
    for place, tally in enumerate(field.tally(quotations)):
        selected = chosen.pop(tally.value, None) is not None
        if selected or place < SHOWN:
            shown.append(choice(tally, selected=selected))
        elif len(folded) < LISTED:
            folded.append(choice(tally, selected=False))
        else:
            left_out += 1
    shown += [choice(Tally(value, label, 0), selected=True) for value, label in chosen.items()]
    return Facet(field.name, field.label, tuple(shown), tuple(folded), left_out)


def chips(form: QuotationFilter, facets: Iterable[Facet], params: QueryDict) -> list[Chip]:
    """The active filters, each with the page that has one filter less."""
    words = {field.name: field.chip for field in FIELDS}
    found = [
        Chip(words[facet.name].format(choice.label), choice.toggle_url)
        for facet in facets
        for choice in facet.selected
    ]
    typed: Mapping[str, Any] = form.cleaned_data
    if typed.get("q"):
        found.append(Chip(f"“{typed['q']}”", without(params, "q"), typed=True))
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


def tidy(params: QueryDict, page: int = 1) -> str:
    """The query string of a page of the list, without fields that say nothing."""
    kept = QueryDict(mutable=True)
    for name, values in params.lists():
        if name != "page" and any(values):
            kept.setlist(name, [value for value in values if value])
    if page > 1:
        kept["page"] = str(page)
    return f"?{kept.urlencode()}"
