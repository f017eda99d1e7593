"""The jump box on every page: suggests speakers, countries and searches."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from articles.models import Country
from articles.search.speakers import suggest
from newsroom.web.http import HtmxHttpRequest, render

SPEAKERS = 8
COUNTRIES = 3
LONGEST = 100


@require_safe
def jump(request: HtmxHttpRequest) -> HttpResponse:
    to = " ".join(request.GET.get("to", "").replace("\0", "").split())[:LONGEST]
    context = {
        "to": to,
        "speakers": suggest(to, SPEAKERS) if to else (),
        "countries": Country.objects.named_like(to)[:COUNTRIES] if to else (),
    }
    return render(request, "jump.html", context, partial="jump-options")
