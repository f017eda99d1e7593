"""The typed htmx request, and answering it with a page or with one partial of that page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import shortcuts
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

# What `render` looks at: a cache must keep page and partial apart by these.
VARY = ("HX-Request", "HX-Boosted", "HX-History-Restore-Request", "HX-Target", "HX-Trigger")


class HtmxHttpRequest(HttpRequest):
    """A request that went through `django_htmx.middleware.HtmxMiddleware`."""

    htmx: HtmxDetails


def render(
    request: HtmxHttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    partial: str | Collection[str] = (),
    status: int = 200,
) -> HttpResponse:
    """Answer with the page, or with the partial of it that htmx is about to swap.

    `partial` names the partials of `template` that may stand alone; each has the name of
    the DOM id that it fills.  A boosted request and one that restores history get the whole
    page, and so does a request for any other target.
    """
    known = (partial,) if isinstance(partial, str) else partial
    target = wanted_partial(request)
    name = f"{template}#{target}" if target in known else template
    response = shortcuts.render(request, name, context, status=status)
    patch_vary_headers(response, VARY)
    return response


def wanted_partial(request: HtmxHttpRequest) -> str | None:
    """The DOM id that htmx will fill, None where it replaces the page or is not at work.

    htmx 2 sends the bare id of the target, htmx 4 its tag and id ("div#results").
    """
    htmx = request.htmx
    if not htmx or htmx.boosted or htmx.history_restore_request or not htmx.target:
        return None
    return htmx.target.rpartition("#")[2]
