"""Articles that were added together, whose progress one page shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import models
from django.utils import timezone

# How long the page of a batch can be looked at.
KEPT = dt.timedelta(days=30)


class BatchQuerySet(models.QuerySet["Batch"]):
    def make(self, articles: Iterable[int]) -> Batch:
        """Store the keys of articles that were added together; drop old batches."""
        self.filter(made_at__lt=timezone.now() - KEPT).delete()
        return self.create(articles=list(articles))

    def keys(self, pk: int) -> list[int]:
        """Return the keys of the articles of a batch; none if there is no such batch."""
        found = self.filter(pk=pk).values_list("articles", flat=True).first()
        return found or []


class Batch(models.Model):
    """Articles that were added together, by their keys: the articles may be deleted since."""

    articles = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return f"{len(self.articles)} articles"
