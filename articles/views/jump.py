"""The jump box on every page: suggests speakers, countries and searches, and leads to the first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from articles.search.index.live_index import one_look
from articles.search.typed.jumping import near_places, places
from newsroom.web.http import HtmxHttpRequest, render

SHOWN = 10
LONGEST = 100


@require_safe
@one_look()
def jump(request: HtmxHttpRequest) -> HttpResponse:
    """The places that some words can name, or a redirect to the best of them.

    The page is for words that name nothing, with the names that are spelt nearly so or have them
    within a word; without scripts it is all that Enter shows.
    """
    to = " ".join(request.GET.get("to", "").replace("\0", "").split())[:LONGEST]
    found = places(to, SHOWN) if to else []
    within = bool(found) and found[0].within
    if found and not (within or request.htmx):
        return redirect(found[0].row)
    near = near_places(to, SHOWN) if to and not found else []
    context = {"to": to, "places": found or near, "near": bool(near) or within}
    return render(request, "jump.html", context, partial="jump-options")
