"""Where an article's text was published besides its own outlet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import F, Q

from articles.models.articles import Article
from articles.models.outlets import Outlet


class AppearanceQuerySet(models.QuerySet["Appearance"]):
    def elsewhere(self) -> Self:
        """Leave out those that an editor took off, and those in the article's own outlet."""
        own = Q(outlet=F("article__outlet"), article__outlet__isnull=False)
        return self.filter(taken_off=False).exclude(own).select_related("outlet")

    def outlets_of(self, articles: Collection[int]) -> dict[int, list[str]]:
        """Return the names of the outlets that these articles are in besides their own, by key."""
        found: dict[int, list[str]] = defaultdict(list)
        rows = self.filter(article__in=articles).elsewhere().values_list("article", "outlet__name")
        for article, name in rows:
            found[article].append(name)
        return found

    def listed_in(self, articles: Collection[int] | None) -> Self:
        """Return those that readers see of these articles, or of all."""
        rows = self if articles is None else self.filter(article__in=articles)
        return rows.elsewhere().order_by()

    def shown_in(self, outlet: str) -> bool:
        """Whether one is in the outlet of this name, and not taken off."""
        return self.filter(outlet__name=outlet, taken_off=False).exists()

    def show(self, outlet: str, shown: bool) -> None:
        """Take off the one in the outlet of this name, or put it back."""
        self.filter(outlet__name=outlet).update(taken_off=not shown)


class Appearance(models.Model):
    """The same text, word for word, in a second outlet: one row an outlet.

    The article's own columns have the first outlet.  `file` is the name of the file that it came
    in.  What an editor took off stays as a row, so that it does not come back with its file.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="appearances")
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="appearances")
    published_on = models.DateField(null=True, blank=True)
    author = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    file = models.CharField(max_length=255, blank=True)
    taken_off = models.BooleanField(default=False)

    objects = AppearanceQuerySet.as_manager()

    class Meta:
        ordering = [F("published_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "outlet"], name="appearance_once_an_outlet"),
        ]

    def __str__(self) -> str:
        return f"{self.article} in {self.outlet}"
