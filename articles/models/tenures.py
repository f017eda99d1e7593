"""Offices that speakers held."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import F, Q

from articles.models.countries import Country
from articles.models.speakers import Speaker


class TenureQuerySet(models.QuerySet["Tenure"]):
    def in_country(self, country: Country | str) -> Self:
        return self.filter(country=country)

    def held_on(self, day: dt.date | None) -> Self:
        """Return offices held on a day; where the day is unknown, those that have not ended."""
        if day is None:
            return self.filter(until=None)
        begun = Q(since=None) | Q(since__lte=day)
        return self.filter(begun, Q(until=None) | Q(until__gte=day))


class Tenure(models.Model):
    """An office that a speaker held, from the list of people; open ends are unknown or now."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="tenures")
    title = models.CharField(max_length=300)
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="tenures"
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = TenureQuerySet.as_manager()

    class Meta:
        ordering = [F("since").desc(nulls_last=True), "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="tenure_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["speaker", "title", "since"], name="tenure_once"),
            models.UniqueConstraint(
                fields=["speaker", "title"], condition=Q(since=None), name="tenure_undated_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def covers(self, day: dt.date | None) -> bool:
        """Whether the office was held on a day; an unknown day counts if it has not ended."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )
