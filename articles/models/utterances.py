"""Decisions of editors on which quotations are one utterance."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

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

    def of(self, quotation: Quotation) -> UtteranceDecision | None:
        return self.filter(quotation=quotation).first()


class UtteranceDecision(models.Model):
    """What a person decided about one quotation: it is one utterance with another, or apart.

    A quotation that is apart makes no pair by its words.  `anchors` say where both are, by offset
    and by content (`extraction/text/anchors.py`), so that the rows are found after the article is
    read again.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    quotation = models.OneToOneField(
        Quotation, null=True, blank=True, on_delete=models.SET_NULL, related_name="parted"
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

    @property
    def state(self) -> Any:
        """What was decided, as the history keeps it."""
        if self.other_anchors is None:
            return None
        spans = [[anchor["start"], anchor["end"]] for anchor in self.other_anchors]
        return [self.other_article_id, spans]
