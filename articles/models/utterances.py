"""Decisions of editors on which quotations are one utterance."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple, Self

from django.db import models
from django.db.models import Q

from articles.models.articles import Article
from articles.models.quotations import Quotation


class UtteranceDecisionQuerySet(models.QuerySet["UtteranceDecision"]):
    def on(self, articles: Collection[int]) -> Self:
        """Return those on quotations of these articles, with the articles."""
        rows = self.filter(Q(article__in=articles) | Q(other_article__in=articles))
        return rows.select_related("article", "other_article").order_by("pk")

    def articles(self) -> set[int]:
        """Return the articles that these are on."""
        return set(self.order_by().values_list("article", flat=True))

    def of(self, quotation: Quotation) -> Self:
        """Return those on a quotation, on either side of a join."""
        return self.filter(Q(quotation=quotation) | Q(other=quotation)).order_by("pk")

    def decided(self, quotation: Quotation) -> Decided:
        """Return what is decided on a quotation."""
        apart, joined = False, []
        for row in self.of(quotation):
            if row.apart:
                apart = True
            elif row.quotation_id == quotation.pk:
                joined.append(_place(row.other_article_id, row.other_anchors))
            else:
                joined.append(_place(row.article_id, row.anchors))
        return Decided(apart, tuple(joined))


# An article's key, and the spans of a quotation in it.
Place = list[Any]


class Decided(NamedTuple):
    """What is decided on a quotation: it makes no pair by its words, and with which it is one."""

    apart: bool = False
    joined: tuple[Place, ...] = ()


def _place(article: int | None, anchors: Any) -> Place:
    return [article, [[anchor["start"], anchor["end"]] for anchor in anchors]]


class UtteranceDecision(models.Model):
    """What a person decided: a quotation is one utterance with another, or apart.

    A quotation that is apart makes no pair by its words, and has no other.  `anchors` say where
    both are, by offset and by content (`extraction/text/anchors.py`), so that the rows are found
    after the article is read again.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    quotation = models.ForeignKey(
        Quotation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    anchors = models.JSONField()
    other_article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    other = models.ForeignKey(
        Quotation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    other_anchors = models.JSONField(null=True, blank=True)
    decided_at = models.DateTimeField(auto_now=True)

    objects = UtteranceDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return " … ".join(anchor["exact"] for anchor in self.anchors)

    @property
    def apart(self) -> bool:
        return self.other_article_id is None
