"""Outlets: their keys, which are values of filters, and how often they quote."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from articles.api.answers import OutletList
from articles.api.lists import listed, site_of
from articles.api.parameters import page_and_filter, parameters, reject_parameters
from articles.forms.filters import OutletFilter
from articles.models import Outlet
from articles.search.answers.outlets import count_quoted, most_quoted
from articles.search.answers.rankings import ranking_cursor
from articles.serialization.shapes import StoredOutlet
from articles.serialization.stored import stored_outlet

router = Router(tags=["Outlets"])


@router.get(
    "/outlets",
    response=OutletList,
    operation_id="list_outlets",
    summary="List outlets",
    openapi_extra={"parameters": parameters(OutletFilter)},
)
def outlets(request: HttpRequest) -> OutletList:
    """Those who publish articles, most quotations first."""
    form, page = page_and_filter(request, OutletFilter, _is_cursor)
    keys = form.keys()
    found = most_quoted(keys, page)
    rows = Outlet.objects.in_bulk(found.keys)
    counted = zip(found.keys, found.counts, strict=True)
    site = site_of(request)
    return {
        **listed(request, len(keys), found.previous, found.next),
        "items": [stored_outlet(rows[key], site, count) for key, count in counted if key in rows],
    }


def _is_cursor(form: forms.Form, cursor: str) -> bool:
    return ranking_cursor(cursor) is not None


@router.get(
    "/outlets/{int:key}",
    response=StoredOutlet,
    operation_id="get_outlet",
    summary="Read an outlet",
)
def outlet(request: HttpRequest, key: int) -> StoredOutlet:
    """One outlet by its key."""
    reject_parameters(request)
    found = get_object_or_404(Outlet, pk=key)
    return stored_outlet(found, site_of(request), count_quoted(found.pk))
