"""Countries: quotations by and about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from articles.forms.filters import Period
from articles.models import Country, Speaker
from articles.models.listed import listed
from articles.presentation.charts.world import world
from articles.presentation.cursor import page_of
from articles.presentation.dates import dates
from articles.presentation.facets import tidy
from articles.presentation.orders import orders
from articles.presentation.switches import (
    appearances_switch,
    likely_switch,
    once,
    sure,
    words_switch,
)
from articles.presentation.titles import title_in_period
from articles.presentation.utterances import with_appearances
from articles.presentation.years import chosen_years, slider
from articles.search.answers.countries import countries_counted, extent, likely_of, undated
from articles.search.answers.results import FacetCounts, search
from articles.search.index.live_index import one_look
from articles.search.own_words import Words
from articles.search.pages import PageRequest
from articles.search.selection import Selection
from articles.views.matrix import carried, counted_in, undated_url
from newsroom.web.http import HtmxHttpRequest, render

QUOTES_SHOWN = 8
# More rows of the table of countries make its page larger than 100 kB.
ROWS_SHOWN = 100
NAMES_SHOWN = 6
SORTS = {"name": "A–Z", "by": "Most quotes by", "about": "Most quotes about"}


@dataclass(frozen=True, slots=True)
class Named:
    """A value of a facet with its label and count."""

    value: str
    label: str
    count: int


def countries_of(counts: FacetCounts) -> list[Named]:
    """Countries with their names and counts."""
    return _named(counts, Country.objects.labels([code for code, _ in counts.values]))


def _named(counts: FacetCounts, labels: Mapping[str, str]) -> list[Named]:
    return [Named(value, labels.get(value, value), count) for value, count in counts.values]


@require_safe
@one_look()
def countries(request: HtmxHttpRequest) -> HttpResponse:
    if chosen := chosen_years(request.GET):
        return redirect(request.path + chosen)
    form = Period(request.GET)
    selection = counted_in(form, request.GET)
    by, about = countries_counted(selection)
    left_out = undated(selection) if selection.by_date else 0
    whole = extent(selection)
    without_date = undated_url(selection, again=whole.appears_again)
    side = "about" if request.GET.get("map") == "about" else "by"
    order = request.GET.get("sort", "")
    order = order if order in SORTS else "name"
    rows = Country.objects.counted(by, about)
    if order != "name":
        rows.sort(key=attrgetter(f"{order}_count"), reverse=True)
    page = page_of(request, rows, ROWS_SHOWN)
    context = {
        "countries": page.object_list,
        "title": title_in_period("Countries", selection),
        "numbered": page,
        "form": form,
        "slider": slider(whole.years, selection.since, selection.until),
        "dates": replace(dates(request.GET, left_out), left_out_url=without_date),
        "carried": carried(selection, again=whole.appears_again),
        "side": side,
        "world": world(
            about if side == "about" else by, {country.pk: country.name for country in rows}
        ),
        "most": max((*by.values(), *about.values()), default=1),
        "orders": orders(request.GET, SORTS.items(), order),
        "switch": words_switch(selection.words, request.GET),
        "likely": likely_switch(request.GET, whole.likely),
    }
    return render(request, "countries.html", context)


@require_safe
@one_look()
def country(request: HtmxHttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Country, code=code.upper())
    words = Words.named(request.GET.get("words"))
    page = PageRequest(QUOTES_SHOWN)
    of_all = Selection(words=words, once=once(request.GET), sure=sure(request.GET))
    own = frozenset({found.code})
    by = search(replace(of_all, values={"by": own}), page, ("speaker", "about"), NAMES_SHOWN)
    about = search(replace(of_all, values={"about": own}), page, ("speaker", "by"), NAMES_SHOWN)
    speakers = {value for half in (by, about) for value, _ in half.facets["speaker"].values}
    names = Speaker.objects.labels(speakers)
    context = {
        "country": found,
        "here": tidy(request.GET),
        "switch": words_switch(words, request.GET),
        "once": appearances_switch(
            request.GET,
            by.total + about.total,
            by.appearances + about.appearances,
            by.several + about.several,
        ),
        "likely": likely_switch(request.GET, likely_of(of_all, found.code)),
        "by": with_appearances(listed(by.page.keys)),
        "by_count": by.total,
        "about": with_appearances(listed(about.page.keys)),
        "about_count": about.total,
        "speakers": _named(by.facets["speaker"], names),
        "spoken_about": countries_of(by.facets["about"]),
        "speakers_about": _named(about.facets["speaker"], names),
        "spoken_by": countries_of(about.facets["by"]),
    }
    return render(request, "country.html", context)
