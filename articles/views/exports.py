"""The lists of quotations as files: what a page lists, whole, at its address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.exports.export import Export
from articles.exports.formats import FORMATS, Format
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
    export = _export(
        request, f"Quotes in “{found.title}”", found.get_absolute_url(),
        found.quotations.keys_by_place(),
    )  # fmt: skip
    return respond(request, export, _format(suffix))


def _respond(
    request: HttpRequest, suffix: str, title: str, page: str, listed: QuotationList
) -> HttpResponseBase:
    form = _format(suffix)
    export = _export(request, title, page + listed.query, listed.keys())
    return respond(request, replace(export, filters=listed.filters, note=listed.note), form)


def _export(request: HttpRequest, title: str, path: str, keys: Sequence[int]) -> Export:
    site = request.build_absolute_uri("/").rstrip("/")
    return Export(title, (), site, path, keys, timezone.localtime())


def _format(suffix: str) -> Format:
    """Return the format of a suffix; raises Http404 that names those there are."""
    if suffix not in FORMATS:
        raise Http404(f"There is no list as .{suffix}; there is {', '.join(FORMATS)}.")
    return FORMATS[suffix]
