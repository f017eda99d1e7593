"""The countries of the world."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Self

from django.db import models
from django.db.models import Q

from articles.models.labelled import LabelledQuerySet
from newsroom.web.paths import path_to


class CountryQuerySet(LabelledQuerySet):
    def with_codes(self, codes: Collection[str]) -> Self:
        return self.filter(pk__in=codes).order_by("name")

    def named_like(self, words: str) -> Self:
        """Return those with a word in their name that begins with `words`, or with this code."""
        begins = Q(name__istartswith=words) | Q(name__icontains=f" {words}")
        return self.filter(begins | Q(code__iexact=words)).order_by("name")

    def known(self, codes: Collection[str]) -> dict[str, Country]:
        """Return those with these codes, by code, from memory: they never change."""
        if not _KNOWN.keys() >= set(codes):
            _KNOWN.update({country.pk: country for country in self.model._default_manager.all()})
        return {code: _KNOWN[code] for code in codes if code in _KNOWN}

    def labels(self, keys: Collection[str]) -> dict[str, str]:
        """Return the names of these, by code."""
        return {code: country.name for code, country in self.known(keys).items()}

    def counted(self, by: Mapping[str, int], about: Mapping[str, int]) -> list[Country]:
        """Return those in either count, with `by_count` and `about_count`."""
        rows = list(self.with_codes({*by, *about}))
        for country in rows:
            country.by_count, country.about_count = by.get(country.pk, 0), about.get(country.pk, 0)
        return rows


# All countries, by code.
_KNOWN: dict[str, Country] = {}


class Country(models.Model):
    """A country of ISO 3166-1; the rows come with a migration and do not change at run time."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=100, unique=True)

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_to("country", self.code.lower())
