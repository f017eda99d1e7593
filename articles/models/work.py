"""What extraction has done since the database was made, for its speed in `/metrics`.

The database counts, since workers are other processes, on one machine or on several.
"""

from __future__ import annotations

import os

from django.db import connection, models
from django.db.models import Sum

# Rows that processes share, so that they seldom wait for one another and the table never grows.
SLOTS = 64
NUMBERS = ("articles", "words", "seconds")


class ExtractionWorkQuerySet(models.QuerySet["ExtractionWork"]):
    def add(self, articles: int, words: int, seconds: float) -> None:
        """Count what this process has extracted and stored."""
        table = self.model._meta.db_table
        added = ", ".join(f"{name} = held.{name} + excluded.{name}" for name in NUMBERS)
        statement = (
            f"INSERT INTO {table} AS held (slot, articles, words, seconds) "  # noqa: S608 - our own names
            f"VALUES (%s, %s, %s, %s) ON CONFLICT (slot) DO UPDATE SET {added}"
        )
        with connection.cursor() as cursor:
            cursor.execute(statement, [os.getpid() % SLOTS, articles, words, seconds])

    def totals(self) -> dict[str, float]:
        """Return articles, words and seconds of all processes, by these names."""
        sums = self.aggregate(**{name: Sum(name, default=0) for name in NUMBERS})
        return {name: float(sums[name]) for name in NUMBERS}


class ExtractionWork(models.Model):
    """What some processes have extracted and stored."""

    slot = models.PositiveSmallIntegerField(primary_key=True)
    articles = models.BigIntegerField()
    words = models.BigIntegerField()
    seconds = models.FloatField()

    objects = ExtractionWorkQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "work of extraction"

    def __str__(self) -> str:
        return f"{self.articles} articles in {self.seconds:.0f} seconds"
