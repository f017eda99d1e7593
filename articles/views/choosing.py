"""The search for a value of a facet by its name: a facet shows only the most frequent values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.forms.filters import QuotationFilter
from articles.presentation.facets import behind, in_url, tidy, toggled
from articles.search.answers.results import most_frequent_of
from articles.search.facets import NOT, facet_named
from articles.search.index.live_index import one_look
from newsroom.web.http import HtmxHttpRequest, render

MOST = 40
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Found:
    """A value with its number of quotations, and the lists with it and without it."""

    label: str
    count: int
    url: str
    other_url: str


@require_safe
@one_look()
def choose(request: HtmxHttpRequest, name: str) -> HttpResponse:
    """The values with these words in their name; with `further`, those that a facet leaves out."""
    facet = facet_named(name)
    if facet is None or not facet.noun:
        raise Http404(f"No facet {name} has names to search.")
    params = request.GET.copy()
    further = bool(params.pop("further", None))
    typed = " ".join("".join(params.pop("find", [""])[-1:]).replace("\0", "").split())[:LONGEST]
    form = QuotationFilter(params)
    form.is_valid()
    selection = form.selection()
    values = facet.named(typed) if typed else None
    counted: Sequence[tuple[str, int]] = most_frequent_of(selection, name, values, MOST)
    if further and not typed:
        counted = behind(counted)
    labels = facet.values.labels([value for value, _ in counted])
    chosen = in_url(selection.chosen(name))

    def at(value: str) -> str:
        return reverse("quotations") + toggled(params, name, value)

    context = {
        "field": facet,
        "typed": typed,
        "kept": [(key, value) for key, values in params.lists() for value in values if value],
        "back": reverse("quotations") + tidy(params),
        "found": [
            Found(labels.get(value, value), count, at(value), at(f"{NOT}{value}"))
            for value, count in counted
            if value not in chosen
        ],
    }
    return render(request, "choose.html", context, partial="found")
