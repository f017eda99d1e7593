"""oEmbed 1.0: what a site needs to show a quotation, by its permalink (https://oembed.com)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from articles.citation.picture import HEIGHT as PICTURE_HEIGHT
from articles.citation.picture import WIDTH as PICTURE_WIDTH
from articles.models import Quotation
from articles.views.permalinks import HEIGHT, WIDTH, cited_for, links, only_if_public, quotation_at
from newsroom.web.http import HtmxHttpRequest

CACHE_SECONDS = 3600


@require_safe
def oembed(request: HtmxHttpRequest) -> HttpResponse:
    """The JSON for `url`; 400 for bad values, 404 for other addresses, 501 for other formats."""
    only_if_public()
    if request.GET.get("format", "json") != "json":
        return _refused("The format is json; no other is implemented.", 501)
    try:
        most_width = _most(request, "maxwidth")
        most_height = _most(request, "maxheight")
    except ValueError as error:
        return _refused(str(error), 400)
    shown = _quotation_at(request, request.GET.get("url", ""))
    context = links(request, shown)
    context["width"] = min(WIDTH, most_width or WIDTH)
    context["height"] = min(HEIGHT, most_height or HEIGHT)
    said = cited_for(request, shown)
    answer: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": said.note,
        "provider_name": "Newsroom",
        "provider_url": request.build_absolute_uri("/"),
        "cache_age": CACHE_SECONDS,
        "html": render_to_string("parts/embed_code.html#frame", context | {"cited": said}),
        "width": context["width"],
        "height": context["height"],
    }
    if _fits(most_width, PICTURE_WIDTH) and _fits(most_height, PICTURE_HEIGHT):
        answer |= {
            "thumbnail_url": context["picture"],
            "thumbnail_width": PICTURE_WIDTH,
            "thumbnail_height": PICTURE_HEIGHT,
        }
    return JsonResponse(answer)


def _refused(reason: str, status: int) -> HttpResponse:
    return HttpResponse(reason, status=status, content_type="text/plain; charset=utf-8")


def _most(request: HtmxHttpRequest, name: str) -> int | None:
    """A limit in pixels; raises ValueError if it is no number of 1 or more."""
    text = request.GET.get(name, "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 6 or not int(text):
        raise ValueError(f"{name} is {text[:20]!r}; it has to be a number of pixels.")
    return int(text)


def _fits(most: int | None, size: int) -> bool:
    return most is None or most >= size


def _quotation_at(request: HtmxHttpRequest, url: str) -> Quotation:
    """The quotation whose permalink an address is; Http404 for any other address."""
    try:
        parts = urlsplit(url)
        match = resolve(parts.path)
    except (ValueError, Resolver404):
        raise Http404(f"{url[:200]!r} is no link to a quote.") from None
    if parts.netloc != request.get_host() or match.url_name != "quotation":
        raise Http404(f"{url[:200]!r} is no link to a quote of this newsroom.")
    return quotation_at(**match.kwargs)
