"""Speakers or countries side by side, the line of one speaker, and the subjects of a selection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.comparing.sides import MOST_SIDES, Compared, Side, compare
from articles.comparing.subjects import subjects_of
from articles.forms.compare import CompareFilter
from articles.forms.filters import QuotationFilter
from articles.models import Country, Speaker
from articles.models.listed import listed
from articles.models.profiles import people_beside
from articles.presentation import sides as shown
from articles.presentation.cursor import listing, page_request
from articles.presentation.facets import chosen_facets, narrowed, tidy, toggled, without
from articles.presentation.sides import TermLink, first_day
from articles.presentation.switches import appearances_switch, likely_switch, words_switch
from articles.presentation.titles import filters_in_words
from articles.presentation.utterances import with_appearances
from articles.search.answers.speakers import most_quoted, summarise_speaker
from articles.search.index.live_index import one_look
from articles.search.pages import PageRequest
from articles.search.typed.jumping import places
from newsroom.web.http import HtmxHttpRequest, render

# Quotations on a page, names that are offered, and characters of a name that is looked for.
QUOTES_SHOWN = 30
OFFERED = 8
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Offer:
    """A speaker or a country to compare with, and the page that does."""

    name: str
    count: int
    url: str


@require_safe
@one_look()
def compare_sides(request: HtmxHttpRequest) -> HttpResponse:
    form = CompareFilter(request.GET)
    form.is_valid()
    sides, left_out = form.sides()
    alone = len(sides) == 1
    wanted = page_request(request, QUOTES_SHOWN)
    if alone:
        wanted = PageRequest(QUOTES_SHOWN, wanted.after, wanted.before, oldest=True)
    found = compare([side.selection for side in sides], wanted)
    rows = with_appearances(listed(found.page.keys))
    heads = shown.shown(sides, found.totals, found.words, request.GET)
    context = {
        "form": form,
        "query": form.selection().query,
        "sides": heads,
        "words_stand_out": any(head.terms for head in heads),
        "left_out": left_out,
        "bands": shown.line(rows) if alone else (),
        "months": () if alone else shown.by_month(rows, found.side_of, [s.name for s in heads]),
        "page": listing(request, rows, sum(found.totals), found.page.previous, found.page.next),
        "switch": words_switch(form.selection().words, request.GET),
        "once": _once(request.GET, found),
        "likely": likely_switch(request.GET, found.likely if _by_country(form) else 0),
        "kept": _kept(request.GET),
        "mutual_url": _mutual_url(form, sides, request.GET),
        **_offered(form, sides, request.GET),
    }
    return render(request, "compare.html", context)


def _once(params: QueryDict, found: Compared) -> Any:
    return appearances_switch(params, sum(found.totals), found.appearances, found.several)


def _by_country(form: CompareFilter) -> bool:
    """Whether the countries of speakers narrow what is compared."""
    selection = form.selection()
    return bool(selection.sure or selection.chosen("by"))


def _kept(params: QueryDict) -> list[tuple[str, str]]:
    """Return the fields that the forms of the page carry on."""
    own = {"q", "since", "until", "add", "after", "before"}
    return [
        (name, value)
        for name, values in params.lists()
        for value in values
        if value and name not in own
    ]


def _mutual_url(form: CompareFilter, sides: list[Side], params: QueryDict) -> str:
    """Return the page of two countries on each other, or on everything; empty for other sides."""
    if form.facet != "by" or len(sides) != 2:
        return ""
    return without(params, "mutual") if form.mutual else narrowed(params, mutual="1")


def _offered(form: CompareFilter, sides: list[Side], params: QueryDict) -> dict[str, Any]:
    """Return whom to add: those with the name that was typed; without one, likely ones."""
    typed = " ".join(params.get("add", "").replace("\0", " ").split())[:LONGEST_NAME]
    if len(sides) == MOST_SIDES:
        return {"added": typed, "offers": ()}
    rows = _named(typed) if typed else _likely(form, sides)
    given = {side.row for side in sides}
    kept = params.copy()
    kept.pop("add", None)
    offers = []
    for row, count in rows:
        facet = "by" if isinstance(row, Country) else "speaker"
        if row not in given and (not sides or facet == form.facet):
            offers.append(Offer(str(row), count, toggled(kept, facet, str(row.pk))))
    return {"added": typed, "offers": offers}


def _named(typed: str) -> list[tuple[Speaker | Country, int]]:
    return [(place.row, place.count) for place in places(typed, OFFERED)]


def _likely(form: CompareFilter, sides: list[Side]) -> list[tuple[Speaker, int]]:
    """Return those quoted beside a speaker, or the most quoted where there is no side."""
    if not sides:
        page = most_quoted(PageRequest(OFFERED)).page
        counts = {key: count for key, count, _ in page}
        return [(row, counts[row.pk]) for row in Speaker.objects.ranked(page)]
    if form.facet == "by" or len(sides) > 1:
        return []
    beside = summarise_speaker(int(sides[0].value), PageRequest(0), OFFERED, listed=0).beside
    return [(row, dict(beside)[row.pk]) for row in people_beside(beside)]


@require_safe
@one_look()
def subjects(request: HtmxHttpRequest) -> HttpResponse:
    """The key terms of what the filters of the list select."""
    form = QuotationFilter(request.GET)
    form.is_valid()
    selection = form.selection()
    found = subjects_of(selection)
    context = {
        "narrowed_to": filters_in_words(selection, chosen_facets(selection, request.GET)),
        "total": found.total,
        "read": found.words.read,
        "since": first_day(found.words),
        "back": reverse("quotations") + tidy(request.GET),
        "terms": [
            TermLink(
                term.text,
                term.count,
                reverse("quotations") + narrowed(request.GET, q=term.query, **found.words.fields),
            )
            for term in found.words.terms
        ],
    }
    return render(request, "subjects.html", context)
