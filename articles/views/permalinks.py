"""What the views of one quotation share: the row at a permalink, its citation, its addresses."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles.citation.cited import Cited
from articles.corrections.permalinks import Target, target
from articles.models import Article, Quotation
from articles.presentation.citing import cited
from newsroom.web.http import HtmxHttpRequest

WIDTH, HEIGHT = 600, 340  # of a frame, in CSS pixels


def found_at(pk: int, start: int, end: int) -> tuple[Article, Target]:
    """The article and what a permalink leads to in it; Http404 if it leads nowhere."""
    article = get_object_or_404(Article.objects.for_reading(), pk=pk)
    found = target(article, start, end)
    if found is None:
        raise Http404(f"This article has no characters {start} to {end}.")
    return article, found


def quotation_at(pk: int, start: int, end: int) -> Quotation:
    """The quotation that a permalink leads to; Http404 if it is no quotation any more."""
    _, found = found_at(pk, start, end)
    if found.quotation is None:
        raise Http404("No quote is here any more.")
    return found.quotation


def cited_for(request: HtmxHttpRequest, shown: Quotation) -> Cited:
    return cited(shown, request.build_absolute_uri(shown.get_absolute_url()))


def links(request: HtmxHttpRequest, shown: Quotation) -> dict[str, Any]:
    """Absolute addresses of a quotation and of what shows it elsewhere, and the size of a frame."""
    place = [shown.article_id, shown.start, shown.end]
    permalink = request.build_absolute_uri(shown.get_absolute_url())
    oembed = urlencode({"url": permalink, "format": "json"})
    return {
        "permalink": permalink,
        "picture": request.build_absolute_uri(reverse("quotation-picture", args=place)),
        "frame": request.build_absolute_uri(reverse("quotation-embed", args=place)),
        "oembed": f"{request.build_absolute_uri(reverse('oembed'))}?{oembed}",
        "width": WIDTH,
        "height": HEIGHT,
    }


def only_if_public() -> None:
    """Raise Http404 in a newsroom that only signed-in people read."""
    if not settings.PUBLIC:
        raise Http404("Only signed-in people read this newsroom, so other sites cannot show it.")
