"""The list of quotations, newest first, narrowed by words and facets."""

from __future__ import annotations

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms.filters import QuotationFilter
from articles.models import Quotation
from articles.presentation.asked import asked
from articles.presentation.cursor import carried, listing, page_request
from articles.presentation.dates import dates
from articles.presentation.facets import LISTED, SHOWN, chips, facets, histogram, tidy
from articles.presentation.offers import offer_links
from articles.presentation.orders import orders
from articles.presentation.words import words_switch
from articles.search.facets import NAMES, NO_VALUE
from articles.search.readings import offers
from articles.search.results import search
from newsroom.web.http import HtmxHttpRequest, render


@require_safe
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
    rows = Quotation.objects.for_listing().in_order(found.page.keys)
    context = {
        "form": form,
        "query": selection.query,
        "page": listing(request, rows, found.total, found.page.previous, found.page.next),
        "ranked": found.page.ranked,
        "switch": None
        if selection.chosen("kind")
        else words_switch(selection.words, params, found.words),
        "asked": asked(selection, choices),
        "facets": choices,
        "chips": chips(selection, form.typed, choices, params),
        "histogram": histogram(found.bars, params, found.undated),
        "dates": dates(params, found.left_out, year=NO_VALUE),
        "histogram_year": next((bar.year for bar in found.bars if bar.month), None),
        "offers": offer_links(
            offers(form.typed, selection, failing=not found.total), selection.words, params
        ),
        "here": tidy(params),
        "carried": carried(selection.query),
        "in_articles": in_articles(params),
        "orders": orders(params, form.orders(selection.query), form.order),
    }
    response = render(request, "quotations.html", context, partial="results")
    if request.htmx:
        url = tidy(params)
        response["HX-Push-Url"] = request.path + (url if url != "?" else "")
    return response


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
