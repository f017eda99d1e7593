"""The list of quotations, newest first, narrowed by words and facets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms.filters import QuotationFilter
from articles.models.listed import listed
from articles.presentation.cursor import carried, listing, page_request
from articles.presentation.dates import dates
from articles.presentation.facets import LISTED, SHOWN, chips, facets, histogram, tidy, unit
from articles.presentation.offers import offer_links, period_in_words
from articles.presentation.orders import orders
from articles.presentation.sides import way_to_compare
from articles.presentation.switches import appearances_switch, likely_switch, words_switch
from articles.presentation.titles import title_of_list
from articles.presentation.utterances import with_appearances
from articles.search.answers.articles import articles_with
from articles.search.answers.results import search
from articles.search.facets import NAMES, NO_VALUE
from articles.search.index.live_index import one_look
from articles.search.selection import Selection
from articles.search.typed.guesses import foreign_words
from articles.search.typed.meanings import DATES
from articles.search.typed.near import near
from articles.search.typed.nobody import called_by_nobody, of_the_name
from articles.search.typed.readings import Offer, best_first, countries_named, dates_named, offers
from articles.wording.check import check
from newsroom.web.http import HtmxHttpRequest, render

# Quotations that are shown where none has the words.
CLOSEST = 3


@require_safe
@one_look()
def quotations(request: HtmxHttpRequest) -> HttpResponse:
    form = QuotationFilter(request.GET, typing=_typing(request))
    form.is_valid()
    selection = form.selection()
    wanted = page_request(request, by_relevance=form.by_relevance)
    found = search(selection, wanted, NAMES, SHOWN + LISTED)
    params = request.GET.copy()
    if form.typing and form.cleaned_data.get("q"):
        params.setlist("q", [form.cleaned_data["q"]])
    choices = facets(selection, found.facets, params)
    rows = with_appearances(listed(found.page.keys))
    context = {
        "form": form,
        "query": selection.query,
        "page": listing(request, rows, found.total, found.page.previous, found.page.next),
        "ranked": found.page.ranked,
        "switch": None
        if selection.chosen("kind")
        else words_switch(selection.words, params, found.words),
        "once": appearances_switch(params, found.total, found.appearances, found.several),
        "likely": likely_switch(
            params, found.likely if selection.sure or selection.chosen("by") else 0
        ),
        "list_title": title_of_list(selection, choices),
        "facets": choices,
        "chips": chips(selection, form.typed, choices, params),
        "histogram": histogram(found.bars, params, found.undated, selection),
        "dates": dates(params, found.left_out, year=NO_VALUE),
        "histogram_unit": unit(found.bars),
        **_offered(form, selection, params, failing=not found.total),
        "here": tidy(params),
        "carried": carried(selection.query),
        "in_articles": in_articles(params),
        "compare": way_to_compare(selection, params),
        "orders": orders(params, form.orders(selection.query), form.order),
    }
    response = render(request, "quotations.html", context, partial="results")
    if request.htmx:
        url = tidy(params)
        response["HX-Push-Url"] = request.path + (url if url != "?" else "")
    return response


def _offered(
    form: QuotationFilter, selection: Selection, params: QueryDict, *, failing: bool
) -> dict[str, Any]:
    """Return other readings of the words; where these find nothing, what is near them."""
    read = offers(form.typed, selection, failing=failing)
    words = " ".join(term.text for term in selection.query.wanted)
    if not (failing and words):
        undated = "" if selection.since or selection.until else _undated(form.typed, read)
        return {"offers": offer_links(read, selection.words, params), "undated": undated}
    # Who is left out is in none of the spellings, and no word to look for.
    explained = any(offer.excluded or not offer.names for offer in read)
    found = best_first(read if explained else [*read, *near(form.typed, selection)])
    closest = [] if form.typing else [hit.first.pk for hit in check(words).hits[:CLOSEST]]
    nobody = "" if form.typing else called_by_nobody(form.typed, found)
    if nobody:
        found = of_the_name(nobody, found)
    return {
        "offers": offer_links(found, selection.words, params),
        "nobody": nobody,
        "closest": listed(closest),
        "foreign": foreign_words(form.typed),
        "check_url": f"{reverse('check')}?{urlencode({'words': words})}",
        **({} if found or closest or form.typing else _nothing_near(form.typed, selection)),
        **({"articles_with": articles_with(selection.query)} if nobody else {}),
    }


def _undated(typed: str, read: Sequence[Offer]) -> str:
    """Return the dates that the words name and no quotation with the other words has, in words."""
    dates = () if any(DATES in offer.values for offer in read) else dates_named(typed)
    return period_in_words(*map(str, dates)) if dates else ""


def _nothing_near(typed: str, selection: Selection) -> dict[str, Any]:
    """Return what the words name that no quotation has."""
    return {
        "unsaid": countries_named(typed),
        "undated": _undated(typed, ()),
        "articles_with": articles_with(selection.query),
    }


def in_articles(params: QueryDict) -> str:
    """The URL of the list of articles with the same words, outlet and dates."""
    params_kept = QueryDict(mutable=True)
    for name in ("q", "outlet", "since", "until"):
        values = [v for v in params.getlist(name) if v and (name != "outlet" or v.isdigit())]
        if values:
            params_kept.setlist(name, values[:1])
    return f"{reverse('articles')}?{params_kept.urlencode()}"


def _typing(request: HtmxHttpRequest) -> bool:
    """Whether the last word is a prefix: the reader is typing, or filters the results of typing."""
    if not request.htmx:
        return False
    narrowing = request.htmx.trigger == "narrowing"
    return request.htmx.trigger == "id_q" or (
        narrowing and request.GET.get("typing", "") == request.GET.get("q")
    )
