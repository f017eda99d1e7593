"""By what copies of a text are found, and the decisions of editors on them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple, Self

from django.db import models
from django.db.models import Count, F, Q

from articles.models.articles import Article
from newsroom.db.prepared import PreparedQuery


class ShingleQuerySet(models.QuerySet["Shingle"]):
    def sketches(self, articles: Collection[int]) -> dict[int, list[int]]:
        """Return the hashes of these articles, by key."""
        found: dict[int, list[int]] = defaultdict(list)
        rows = self.filter(article__in=articles).order_by().values_list("article", "hash")
        for article, value in rows:
            found[article].append(value)
        return found

    def sharing(self, hashes: Collection[int], least: int) -> list[int]:
        """Return the articles that have at least so many of these hashes, the most first."""
        rows = self.filter(hash__in=hashes).values("article").annotate(shared=Count("pk"))
        rows = rows.filter(shared__gte=least).order_by("-shared", "article")
        return list(rows.values_list("article", flat=True))

    def sharing_any(self, hashes: Collection[int]) -> dict[int, list[int]]:
        """Return the articles that have each of these hashes, by hash."""
        found: dict[int, list[int]] = defaultdict(list)
        for value, article in SHARING(hashes):
            found[value].append(article)
        return found

    def by_hash(self) -> Iterator[tuple[int, int]]:
        """Yield (hash, article) of each, those with one hash one after another."""
        rows = self.order_by("hash", "article").values_list("hash", "article")
        return rows.iterator(chunk_size=10_000)


class Shingle(models.Model):
    """One of the smallest hashes of the runs of words in an article's text."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="shingles")
    hash = models.BigIntegerField()

    objects = ShingleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hash", "article"], name="shingle_once_an_article"),
        ]

    def __str__(self) -> str:
        return f"{self.hash:x} in article {self.article_id}"


class Decided(NamedTuple):
    """What is decided on an article: it makes no pair by its text, and with which it is one."""

    apart: bool
    joined: tuple[int, ...]


class CopyDecisionQuerySet(models.QuerySet["CopyDecision"]):
    def on(self, articles: Collection[int]) -> Self:
        """Return those on one of these articles or on two of them."""
        return self.filter(Q(article__in=articles) | Q(other__in=articles)).order_by("pk")

    def articles(self) -> set[int]:
        """Return the articles that these are on."""
        rows = self.order_by()
        joined = rows.filter(other__isnull=False).values_list("other", flat=True)
        return {*rows.values_list("article", flat=True), *joined}

    def decided(self, article: int) -> Decided:
        """Return what is decided on an article."""
        pairs = DECIDED([article], [article])
        others = {key for pair in pairs for key in pair} - {article, None}
        return Decided((article, None) in pairs, tuple(sorted(filter(None, others))))


class CopyDecision(models.Model):
    """What a person decided: an article is apart from its copies, or two articles are copies.

    An article that is apart makes no pair by its text, and has no `other`.  Of two that are joined,
    `article` has the smaller key.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    decided_at = models.DateTimeField(auto_now_add=True)

    objects = CopyDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="copy_decision_once"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(other=None), name="copy_decision_apart_once"
            ),
            models.CheckConstraint(
                condition=Q(other=None) | Q(article__lt=F("other")), name="copy_decision_in_order"
            ),
        ]

    def __str__(self) -> str:
        if self.other_id is None:
            return f"article {self.article_id} apart"
        return f"articles {self.article_id} and {self.other_id} joined"


# What every batch of new articles asks: (hash, article) of these hashes.
SHARING = PreparedQuery[tuple[int, int]](
    lambda hashes: Shingle.objects.filter(hash__in=hashes).order_by().values_list("hash", "article")
)
# What every article that is stored asks: (article, other) of the decisions on these.
DECIDED = PreparedQuery[tuple[int, int | None]](
    lambda articles, others: (
        CopyDecision.objects.filter(Q(article__in=articles) | Q(other__in=others))
        .order_by()
        .values_list("article", "other")
    )
)
