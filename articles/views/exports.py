"""The lists of quotations as files and feeds, at the addresses of their pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.exports import feed
from articles.exports.export import Export
from articles.exports.formats import FORMATS
from articles.exports.response import respond
from articles.forms.lists import QuotationList, quotation_list
from articles.models import Article, Country, Speaker

SIDES = {"by": "Quotes by", "about": "Quotes about"}


@require_safe
def quotations(request: HttpRequest, suffix: str) -> HttpResponseBase:
    found = quotation_list(request.GET)
    return _respond(request, suffix, "Quotes", reverse("quotations"), found)


@require_safe
def speaker(request: HttpRequest, pk: int, slug: str, suffix: str) -> HttpResponseBase:
    found = get_object_or_404(Speaker.objects.select_related("merged_into"), pk=pk).root
    page = found.get_absolute_url()
    if request.path != f"{page}quotes.{suffix}":
        return redirect(f"{page}quotes.{suffix}?{request.GET.urlencode()}")
    listed = quotation_list(request.GET, speaker=found.pk)
    return _respond(request, suffix, f"Quotes of {found.name}", page, listed)


@require_safe
def country(request: HttpRequest, code: str, side: str, suffix: str) -> HttpResponseBase:
    found = get_object_or_404(Country, code=code.upper())
    if side not in SIDES:
        raise Http404(f"A country has quotes by and about it, none “{side}”.")
    listed = quotation_list(request.GET, **{side: found.pk})
    title = f"{SIDES[side]} {found.name}"
    return _respond(request, suffix, title, found.get_absolute_url(), listed)


@require_safe
def article(request: HttpRequest, pk: int, suffix: str) -> HttpResponseBase:
    found = get_object_or_404(Article.objects.defer("body"), pk=pk)
    keys = found.quotations.keys_by_place()
    if suffix == feed.SUFFIX:
        keys = keys[: feed.NEWEST]
    title = f"Quotes in “{found.title}”"
    return _answer(request, suffix, _export(request, title, found.get_absolute_url(), keys))


def _respond(
    request: HttpRequest, suffix: str, title: str, page: str, listed: QuotationList
) -> HttpResponseBase:
    """Answer with a list in a format; a feed has the newest in any order of the page."""
    keys: Sequence[int] = ()
    if suffix == feed.SUFFIX:
        keys = listed.newest(feed.NEWEST)
    elif suffix in FORMATS:
        keys = listed.keys()
    export = _export(request, title, page + listed.query, keys)
    return _answer(request, suffix, replace(export, filters=listed.filters, note=listed.note))


def _answer(request: HttpRequest, suffix: str, export: Export) -> HttpResponseBase:
    if suffix == feed.SUFFIX:
        return feed.respond(request, export)
    if suffix not in FORMATS:
        known = ", ".join([*FORMATS, feed.SUFFIX])
        raise Http404(f"There is no list as .{suffix}; there is {known}.")
    return respond(request, export, FORMATS[suffix])


def _export(request: HttpRequest, title: str, path: str, keys: Sequence[int]) -> Export:
    site = request.build_absolute_uri("/").rstrip("/")
    return Export(title, (), site, path, keys, timezone.localtime())
