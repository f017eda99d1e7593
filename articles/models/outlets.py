"""Who publishes articles."""

from __future__ import annotations

from django.db import models

from articles.models.labelled import LabelledQuerySet


class Outlet(models.Model):
    """A publisher."""

    name = models.CharField(max_length=200, unique=True)

    objects = LabelledQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
