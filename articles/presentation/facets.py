"""The facets of a list of quotations as pages show them, with a count beside each choice.

A facet's counts obey every filter but its own, so that each number says how many
quotations there would be with that choice alone.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.formats import date_format

from articles.search.answers.results import FacetCounts, HistogramBar
from articles.search.facets import FACETS, NO_VALUE, NOT, Facet
from articles.search.selection import NONE, Selection, Value
from newsroom.web.paths import path_to

# Values that are shown at once (beside “none”), and more that are folded.
SHOWN = 7
LISTED = 10
# Heights of the bars of the histogram.
STEPS = 20
# The filter that leaves out likely countries, in words.
NO_LIKELY = "without likely countries"
# Parameters of a URL that are no filters.
NOT_FILTERS = {"after", "before", "page", "typing"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet; `toggle_url` is the page without it, where it is chosen.

    `value` is what its field sends, `other` what sends it as excluded; `chip` words it as a
    filter.  A value that is excluded is `selected` too, and has no `other`.
    """

    value: str
    label: str
    count: int
    selected: bool
    toggle_url: str
    chip: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class FacetChoices:
    """The values of a facet, most frequent first.

    `shown` has the first ones and all that are chosen; `left_out` counts the rest, and `more_url`
    finds them by name.  Where values have no names, `folded` has the next ones.
    """

    facet: Facet
    shown: tuple[Choice, ...]
    folded: tuple[Choice, ...]
    left_out: int
    more_url: str

    @property
    def name(self) -> str:
        return self.facet.name

    @property
    def label(self) -> str:
        return self.facet.label

    @property
    def noun(self) -> str:
        return self.facet.noun

    @property
    def findable(self) -> bool:
        """Whether there are more values, which readers find by name."""
        return bool(self.noun and self.left_out)

    @property
    def selected(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.shown if choice.selected)


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter, in words, and the page without it; `typed` has a field to empty."""

    label: str
    remove_url: str
    typed: bool = False


def facets(
    selection: Selection, counts: Mapping[str, FacetCounts], params: QueryDict
) -> tuple[FacetChoices, ...]:
    """Return the facets of what was found, with the values chosen in `params`."""
    return tuple(_choices(facet, selection, counts[facet.name], params) for facet in FACETS)


def chosen_facets(selection: Selection, params: QueryDict) -> tuple[FacetChoices, ...]:
    """Return the facets with the chosen values alone, for pages that count none."""
    counts = {}
    for facet in FACETS:
        either = (selection.values.get(facet.name, ()), selection.excluded.get(facet.name, ()))
        values = {value for each in either for value in in_url(each)} - {NO_VALUE}
        counts[facet.name] = FacetCounts(tuple((value, 0) for value in sorted(values)))
    return facets(selection, counts, params)


def behind(values: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    """Return the values that come behind those a facet shows."""
    return values[SHOWN : SHOWN + LISTED]


def _choices(
    facet: Facet, selection: Selection, counts: FacetCounts, params: QueryDict
) -> FacetChoices:
    wanted = in_url(selection.values.get(facet.name, ()))
    excluded = in_url(selection.excluded.get(facet.name, ()))
    listed, most, chosen = list(counts.values), SHOWN, wanted | excluded
    if facet.noun:
        listed = [pair for n, pair in enumerate(listed) if n < SHOWN or pair[0] in chosen]
    left_out = counts.left_out + len(counts.values) - len(listed)
    labels = facet.values.labels([value for value, _ in listed])
    if facet.none and (counts.none or NO_VALUE in chosen):
        listed.insert(SHOWN, (NO_VALUE, counts.none))
        most += 1
    shown: list[Choice] = []
    folded: list[Choice] = []
    for place, (value, count) in enumerate(listed):
        label = facet.label_of(value, labels)
        choice = _choice(facet, value, label, count, value in wanted, value in excluded, params)
        (shown if choice.selected or place < most else folded).append(choice)
    more = f"{path_to('choose', facet.name)}{tidy(params)}" if left_out else ""
    return FacetChoices(facet, tuple(shown), tuple(folded), left_out, more)


def _choice(
    facet: Facet, value: str, label: str, count: int, wanted: bool, excluded: bool,
    params: QueryDict,
) -> Choice:  # fmt: skip
    chip, other = facet.chip_of(value, label), f"{NOT}{value}"
    if excluded:
        url = toggled(params, facet.name, other)
        if value == NO_VALUE:
            label = chip = f"“{label}”"
        return Choice(other, f"not {label}", count, True, url, f"not {chip}")
    url = toggled(params, facet.name, value) if wanted else ""
    return Choice(value, label, count, wanted, url, chip, "" if wanted else other)


def in_url(values: Iterable[Value]) -> set[str]:
    """Return values of a facet as URLs have them."""
    return {NO_VALUE if value == NONE else str(value) for value in values}


def chips(
    selection: Selection, typed: str, facets: Iterable[FacetChoices], params: QueryDict
) -> list[Chip]:
    """Return the active filters, each with the page that has one filter less.

    `typed` are the words of the search as typed.
    """
    found = [
        Chip(choice.chip, choice.toggle_url) for choices in facets for choice in choices.selected
    ]
    if selection.sure:
        found.append(Chip(NO_LIKELY, without(params, "countries"), typed=True))
    if typed:
        found.append(Chip(str(selection.query) or typed, without(params, "q"), typed=True))
    if selection.title:
        found.append(Chip(f"as {selection.title}", without(params, "title"), typed=True))
    for name, day in (("since", selection.since), ("until", selection.until)):
        if day:
            label = f"{name} {date_format(day, 'j F Y')}"
            found.append(Chip(label, without(params, name), typed=True))
    return found


def toggled(params: QueryDict, name: str, value: str) -> str:
    """Return the query string with a value of a field added, or removed if it is there."""
    values = params.getlist(name)
    kept = [other for other in values if other != value]
    return _changed(params, {name: kept if value in values else [*values, value]})


def without(params: QueryDict, *names: str) -> str:
    """Return the query string without these fields."""
    return _changed(params, dict.fromkeys(names, ()))


def narrowed(params: QueryDict, **values: str) -> str:
    """Return the query string with fields set to one value each."""
    return _changed(params, {name: (value,) for name, value in values.items()})


def tidy(params: QueryDict) -> str:
    """Return the query string of the first page of a list, without empty fields."""
    return _changed(params, {})


def _changed(params: QueryDict, changes: Mapping[str, Sequence[str]]) -> str:
    """Return the query string with other values of some fields: new fields come last.

    A page has dozens of these; a copy of a QueryDict copies every value.
    """
    return query_string({**dict(params.lists()), **changes})


def query_string(fields: Mapping[str, Sequence[str]]) -> str:
    """Return the query string of the first page of a list with these fields, without empty ones."""
    pairs = [
        (name, value)
        for name, values in fields.items()
        if name not in NOT_FILTERS
        for value in values
        if value
    ]
    return f"?{urlencode(pairs)}"


# ── by date ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Column:
    """A bar of the histogram; `step` is its height from 0 to STEPS, `url` selects it.

    `when` says when its quotations were published, as “in 2025”; `undated` ones have no date.
    `year` is that of a month among months of several years, and `begins` marks the first of a year.
    """

    label: str
    when: str
    count: int
    step: int
    url: str
    since: dt.date | None = None
    until: dt.date | None = None
    year: str = ""
    begins: bool = False

    @property
    def undated(self) -> bool:
        return self.since is None

    @property
    def is_year(self) -> bool:
        return self.label.isdecimal()


def histogram(
    bars: Iterable[HistogramBar], params: QueryDict, undated: int, selection: Selection
) -> list[Column]:
    """Return the bars as filters, the undated last.

    There are none unless two bars or more have quotations.  A bar that the days of the selection
    cut leads to those of its days that they leave.
    """
    listed = list(bars)
    most = max((*(bar.count for bar in listed), undated))
    if not listed or sum(bar.count > 0 for bar in listed) + (undated > 0) < 2:
        return []
    cleared = without(params, "year", "since", "until")
    columns = []
    several_years = listed[0].month and listed[0].year != listed[-1].year
    for bar in listed:
        since, until = bar.since, bar.until
        if bar.count:
            since = max(since, selection.since or since)
            until = min(until, selection.until or until)
        url = _added(cleared, f"since={since.isoformat()}&until={until.isoformat()}")
        if bar.month:
            label, when = date_format(bar.since, "M"), f"in {date_format(bar.since, 'F Y')}"
        else:
            label, when = str(bar.year), f"in {bar.year}"
            if (since, until) == (bar.since, bar.until):
                url = _added(cleared, f"year={label}")
        step = math.ceil(bar.count * STEPS / most)
        year = str(bar.year) if several_years else ""
        begins = bar is listed[0] or bar.month == 1
        columns.append(Column(label, when, bar.count, step, url, since, until, year, begins))
    if undated:
        url = _added(cleared, f"year={NO_VALUE}")
        step = math.ceil(undated * STEPS / most)
        columns.append(Column("undated", "without a date", undated, step, url))
    return columns


def unit(bars: Sequence[HistogramBar]) -> str:
    """Return what a bar stands for: “year”, “month”, or “month of 2025” where no other year is."""
    if not bars or not bars[0].month:
        return "year"
    return f"month of {bars[0].year}" if bars[0].year == bars[-1].year else "month"


def _added(query: str, more: str) -> str:
    """Return a query string with more behind it."""
    return f"{query}{more}" if query == "?" else f"{query}&{more}"
