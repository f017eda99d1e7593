"""Querysets that several models share."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Count, OuterRef, Subquery

from newsroom.db.prepared import PreparedQuery


class LabelledQuerySet(models.QuerySet[Any]):
    """Rows that have a name."""

    def labels(self, keys: Collection[str]) -> dict[str, str]:
        """Return the names of these, by key as URLs have it."""
        model: type[models.Model] = self.model
        return {str(pk): name for pk, name in names_of(model)(map(int, keys))}

    def keys_named_like(self, words: str) -> list[Any]:
        """Return the keys of those whose name has all of these words, in any case."""
        rows = self
        for word in words.split():
            rows = rows.filter(name__icontains=word)
        return list(rows.order_by("name").values_list("pk", flat=True))


@cache
def names_of(model: type[models.Model]) -> PreparedQuery[tuple[int, str]]:
    """Return the query of (key, name) of rows by their keys: a page of a list asks it twice."""
    manager = model._default_manager
    return PreparedQuery(
        lambda keys: manager.filter(pk__in=keys).order_by().values_list("pk", "name")
    )


@cache
def rows_of(model: type[models.Model]) -> PreparedQuery[Any]:
    """Return the query of rows by their keys."""
    manager = model._default_manager
    return PreparedQuery(lambda keys: manager.filter(pk__in=keys).order_by())


def count_of(model: type[models.Model], relation: str) -> Subquery:
    """Count what points at the outer row of `model` by a relation, one subquery a row."""
    own = model._default_manager.filter(pk=OuterRef("pk")).order_by().values("pk")
    return Subquery(own.annotate(counted=Count(relation)).values("counted"))
