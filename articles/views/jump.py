"""The jump box on every page: suggests speakers, countries and searches, and leads to the first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from articles.search.jumping import places
from newsroom.web.http import HtmxHttpRequest, render

SHOWN = 10
LONGEST = 100


@require_safe
def jump(request: HtmxHttpRequest) -> HttpResponse:
    """The places that some words can name, or a redirect to the best of them.

    The page is for words that name nothing; without scripts it is all that Enter shows.
    """
    to = " ".join(request.GET.get("to", "").replace("\0", "").split())[:LONGEST]
    found = places(to, SHOWN) if to else []
    if found and not request.htmx:
        return redirect(found[0].row)
    return render(request, "jump.html", {"to": to, "places": found}, partial="jump-options")
