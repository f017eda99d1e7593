"""Who talks about whom: the matrix of countries, in a period."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms.filters import EVERY_APPEARANCE, SURE, Period
from articles.models import Country
from articles.presentation import matrix as tables
from articles.presentation.cursor import page_of
from articles.presentation.dates import dates
from articles.presentation.switches import likely_switch, sure, words_switch
from articles.presentation.titles import title_in_period
from articles.presentation.years import chosen_years, slider
from articles.search.answers.countries import extent, pairs, pairs_by_year, undated
from articles.search.facets import NO_VALUE
from articles.search.index.live_index import one_look
from articles.search.own_words import Words
from articles.search.selection import Selection
from newsroom.web.http import HtmxHttpRequest, render

COUNTRIES_SHOWN = 24
# Countries in the picture of a year.
YEARLY = 12


@require_safe
@one_look()
def matrix(request: HtmxHttpRequest) -> HttpResponse:
    if chosen := chosen_years(request.GET):
        return redirect(request.path + chosen)
    limit = None if "all" in request.GET else COUNTRIES_SHOWN
    form = Period(request.GET)
    selection = counted_in(form, request.GET)
    counted = pairs(selection)
    names = Country.objects.labels(counted.by.keys() | counted.about.keys())
    left_out = undated(selection) if selection.by_date else 0
    near = request.GET.get("order") == "near"
    whole = extent(selection, in_pairs=True)
    without_date = undated_url(selection, again=whole.appears_again)
    table = tables.matrix(counted, names, limit, near=near)
    links = carried(selection, again=whole.appears_again)
    page = page_of(request, tables.pages(table, links), per_page=1)
    context = {
        "form": form,
        "slider": slider(whole.years, selection.since, selection.until),
        "years": _years(table, selection) if "years" in request.GET else (),
        "switch": words_switch(selection.words, request.GET),
        "likely": likely_switch(request.GET, whole.likely),
        "dates": replace(dates(request.GET, left_out), left_out_url=without_date),
        "carried": links,
        "near": near,
        "matrix": table,
        "title": title_in_period("Who talks about whom", selection),
        "numbered": page,
        "rows": page.object_list[0],
        "leading": [
            (names[pair.by], names[pair.about], pair)
            for pair in islice((pair for pair in counted.rows if pair.by != pair.about), 3)
        ],
    }
    return render(request, "matrix.html", context)


def counted_in(form: Period, params: QueryDict) -> Selection:
    """Return what a page counts by country: a period, in whose words, with likely countries or not.

    What makes no sense narrows nothing.
    """
    form.is_valid()
    since, until = form.period
    words = Words.named(params.get("words"))
    return Selection(since=since, until=until, words=words, sure=sure(params))


def _years(table: tables.Matrix, selection: Selection) -> list[tables.Year]:
    """Return the matrix of each year, of the countries that are first in a table."""
    rows = [row.heading.code for row in table.rows[:YEARLY]]
    columns = [column.code for column in table.columns[:YEARLY]]
    return tables.by_year(pairs_by_year(selection), rows, columns)


def carried(selection: Selection, *, again: bool) -> str:
    """Return what links to lists add to their query string, so that their counts agree.

    The numbers of countries are of all appearances; `again` says that some utterance has several.
    """
    values = {
        "words": "" if selection.words is Words.OWN else selection.words,
        "since": selection.since,
        "until": selection.until,
        "appearances": EVERY_APPEARANCE if again else "",
        "countries": SURE if selection.sure else "",
    }
    encoded = urlencode({name: value for name, value in values.items() if value})
    return f"&{encoded}" if encoded else ""


def undated_url(selection: Selection, *, again: bool) -> str:
    """Return the list of what has no date, of those that pass the other filters."""
    rest = carried(selection.without_dates(), again=again)
    return f"{reverse('quotations')}?year={NO_VALUE}{rest}"
