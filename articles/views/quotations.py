"""Who said what: all quotations, newest first, narrowed by filters."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe
from newsroom.http import HtmxHttpRequest, render

from articles.facets import chips, facets, tidy
from articles.forms.filters import QuotationFilter
from articles.models import Quotation
from articles.views.paging import page_of


@require_safe
def quotations(request: HtmxHttpRequest) -> HttpResponse:
    form = QuotationFilter(request.GET)
    form.is_valid()
    every = Quotation.objects.all()
    page = page_of(request, form.narrow(every).for_listing().newest_first())
    choices = facets(form, every, request.GET)
    context = {
        "form": form,
        "page": page,
        "facets": choices,
        "chips": chips(form, choices, request.GET),
    }
    response = render(request, "quotations.html", context, partial="results")
    if request.htmx:
        url = tidy(request.GET, page=page.number)
        response["HX-Push-Url"] = request.path + (url if url != "?" else "")
    return response
