"""Who talks about whom: the network of people, as a picture and as a table."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.comparing.network import READ, network
from articles.forms.compare import NetworkFilter
from articles.presentation.charts.network import Drawn, picture
from articles.presentation.facets import chosen_facets, narrowed, tidy, without
from articles.presentation.switches import likely_switch, words_switch
from articles.presentation.titles import filters_in_words
from articles.search.index.live_index import one_look
from newsroom.web.http import HtmxHttpRequest, render


@require_safe
@one_look()
def people(request: HtmxHttpRequest) -> HttpResponse:
    form = NetworkFilter(request.GET)
    form.is_valid()
    selection, centre = form.selection(), form.centre
    found = network(selection, centre, form.fewest)
    kept = request.GET.copy()
    for name in ("person", "least", "sort"):
        kept.pop(name, None)
    quotes = reverse("quotations")
    ties = [
        Drawn(
            tie.by, tie.about, tie.count,
            quotes + narrowed(kept, speaker=str(tie.by), q=tie.query, **found.sample.fields),
        )
        for tie in found.ties
    ]  # fmt: skip
    named = {key: (row.name, row.get_absolute_url()) for key, row in found.people.items()}
    context = {
        "form": form,
        "query": selection.query,
        "centre": centre,
        "narrowed_to": filters_in_words(selection, chosen_facets(selection, request.GET)),
        "everybody": without(request.GET, "person"),
        "picture": picture(named, ties),
        "network": found,
        "read": len(found.sample.keys),
        "most": READ,
        "list_url": quotes + tidy(kept),
        "switch": words_switch(selection.words, request.GET),
        "likely": likely_switch(
            request.GET, found.likely if selection.sure or selection.chosen("by") else 0
        ),
        "kept": [
            (name, value)
            for name, values in request.GET.lists()
            for value in values
            if value and name not in {"q", "since", "until", "least", "after", "before"}
        ],
    }
    return render(request, "network.html", context)
