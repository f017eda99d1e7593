"""The search for a value of a facet by its name: a facet shows only the most frequent values."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms.filters import QuotationFilter
from articles.presentation.facets import in_url, tidy, toggled
from articles.search.facets import facet_named
from articles.search.results import most_frequent_of
from newsroom.web.http import HtmxHttpRequest, render

SHOWN = 40
LONGEST = 100


@require_safe
def choose(request: HtmxHttpRequest, name: str) -> HttpResponse:
    facet = facet_named(name)
    if facet is None or not facet.noun:
        raise Http404(f"No facet {name} has names to search.")
    params = request.GET.copy()
    typed = " ".join("".join(params.pop("find", [""])[-1:]).replace("\0", "").split())[:LONGEST]
    form = QuotationFilter(params)
    form.is_valid()
    selection = form.selection()
    counted = most_frequent_of(selection, name, facet.named(typed) if typed else None, SHOWN)
    labels = facet.values.labels([value for value, _ in counted])
    chosen = in_url(selection.chosen(name))
    context = {
        "field": facet,
        "typed": typed,
        "kept": [(key, value) for key, values in params.lists() for value in values if value],
        "back": reverse("quotations") + tidy(params),
        "found": [
            (labels.get(value, value), count, reverse("quotations") + toggled(params, name, value))
            for value, count in counted
            if value not in chosen
        ],
    }
    return render(request, "choose.html", context, partial="found")
