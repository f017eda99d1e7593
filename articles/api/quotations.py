"""Quotations: the list with the filters of the page, and one of them."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from articles.api.answers import QuotationList
from articles.api.lists import listed, site_of
from articles.api.parameters import page_and_filter, parameters, reject_parameters
from articles.forms.filters import QuotationFilter
from articles.models import Quotation
from articles.search.answers.results import search
from articles.search.own_words import Words
from articles.search.pages import Cursor
from articles.serialization.shapes import StoredQuotation
from articles.serialization.stored import stored_record

router = Router(tags=["Quotations"])


@router.get(
    "/quotations",
    response=QuotationList,
    operation_id="list_quotations",
    summary="List quotations",
    openapi_extra={"parameters": parameters(QuotationFilter)},
)
def quotations(request: HttpRequest) -> QuotationList:
    """The quotations that pass every filter, newest first. A filter given several times takes
    any of its values."""
    form, page = page_and_filter(request, QuotationFilter, _is_cursor)
    selection = form.selection()
    found = search(selection, replace(page, by_relevance=form.by_relevance), ("kind",))
    site = site_of(request)
    rows = Quotation.objects.for_export().in_order(found.page.keys)
    return {
        **listed(request, found.total, found.page.previous, found.page.next),
        "items": [stored_record(row, site) for row in rows],
        "search": str(selection.query),
        "notes": list(selection.query.problems),
        "words": selection.words.value,
        "appearances": found.appearances,
        "paraphrases_left_out": found.words.of(Words.EVERY) - found.words.of(selection.words),
        "undated_left_out": found.left_out,
    }


def _is_cursor(form: QuotationFilter, cursor: str) -> bool:
    if form.by_relevance and form.selection().query.wanted:
        return cursor.isascii() and cursor.isdigit()
    return Cursor.parse(cursor) is not None


@router.get(
    "/quotations/{int:key}",
    response=StoredQuotation,
    operation_id="get_quotation",
    summary="Read a quotation",
)
def quotation(request: HttpRequest, key: int) -> StoredQuotation:
    """One quotation by its key. A newer extraction of its article gives it another key."""
    reject_parameters(request)
    found = get_object_or_404(Quotation.objects.for_export(), pk=key)
    return stored_record(found, site_of(request))
