"""Countries: how often each speaks and is spoken about."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from articles.api.answers import CountryList
from articles.api.lists import site_of
from articles.api.parameters import reject_parameters
from articles.models import Country
from articles.search.answers.countries import countries_counted
from articles.search.answers.results import search
from articles.search.pages import PageRequest
from articles.search.selection import Selection
from articles.serialization.shapes import CountedCountry, WholeCountry
from articles.serialization.stored import counted_countries, stored_country

router = Router(tags=["Countries"])

ALL = 300


@router.get(
    "/countries",
    response=CountryList,
    operation_id="list_countries",
    summary="List countries",
)
def countries(request: HttpRequest) -> CountryList:
    """All countries by name, on one page, quoted or not: their codes are values of filters."""
    reject_parameters(request)
    by, about = countries_counted()
    site = site_of(request)
    items = [
        stored_country(country, site, by.get(country.pk, 0), about.get(country.pk, 0))
        for country in Country.objects.order_by("name")
    ]
    return {"total": len(items), "items": items}


@router.get(
    "/countries/{str:code}",
    response=WholeCountry,
    operation_id="get_country",
    summary="Read a country",
)
def country(request: HttpRequest, code: str) -> WholeCountry:
    """One country by its code of two letters, with the countries that it speaks about."""
    reject_parameters(request)
    found = get_object_or_404(Country, code=code.upper())
    by, about = countries_counted()
    record = stored_country(found, site_of(request), by.get(found.pk, 0), about.get(found.pk, 0))
    return {
        **record,
        "spoken_about": _counted("by", found, "about"),
        "spoken_by": _counted("about", found, "by"),
    }


def _counted(facet: str, country: Country, other: str) -> list[CountedCountry]:
    """Return the values of another facet among the quotations of a country."""
    selection = Selection({facet: frozenset({country.code})})
    found = search(selection, PageRequest(0), (other,), ALL)
    return counted_countries(found.facets[other].values)
