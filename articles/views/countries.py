"""Countries: who speaks for them, who speaks about them, and the table of both."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from newsroom.http import HtmxHttpRequest, render

from articles import matrix as tables
from articles.models import Country, Quotation
from articles.querysets import QuotationQuerySet

QUOTES_SHOWN = 8
NAMES_SHOWN = 6
COUNTRIES_SHOWN = 24


@require_safe
def countries(request: HtmxHttpRequest) -> HttpResponse:
    return render(request, "countries.html", {"countries": Country.objects.for_listing()})


@require_safe
def country(request: HtmxHttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Country, code=code.upper())
    by = Quotation.objects.by_country([found])
    about = Quotation.objects.about_country([found])
    context = {
        "country": found,
        "by": _newest(by),
        "by_count": by.count(),
        "about": _newest(about),
        "about_count": about.count(),
        "speakers": list(by.tally_speakers())[:NAMES_SHOWN],
        "spoken_about": list(by.tally_countries_about())[:NAMES_SHOWN],
        "speakers_about": list(about.tally_speakers())[:NAMES_SHOWN],
        "spoken_by": list(about.tally_speaker_countries())[:NAMES_SHOWN],
    }
    return render(request, "country.html", context)


def _newest(quotations: QuotationQuerySet) -> list[Quotation]:
    return list(quotations.for_listing().newest_first()[:QUOTES_SHOWN])


@require_safe
def matrix(request: HtmxHttpRequest) -> HttpResponse:
    limit = None if "all" in request.GET else COUNTRIES_SHOWN
    names = dict(Country.objects.values_list("code", "name"))
    pairs = list(Quotation.objects.pairs())
    context = {
        "matrix": tables.matrix(pairs, names, limit),
        "leading": [
            (names[pair.by], names[pair.about], pair) for pair in pairs if pair.by != pair.about
        ][:3],
    }
    return render(request, "matrix.html", context)
