"""What people say about a quotation beside deciding it: reports, comments, and who looks at it.

Reports and comments are found again by their words when their article is read again, as clippings
are; a quotation that is gone takes its assignment with it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from articles.models.articles import Article
from articles.models.decisions import Change
from articles.models.quotations import Quotation

LONGEST_REPORT = 300
LONGEST_COMMENT = 2_000
# Comments of an editor that their page lists.
LATEST = 10
# Open reports that the queue puts first.
MOST_REPORTED = 1_000
# Quotations that editors have taken, all together.
MOST_TAKEN = 5_000


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> Self:
        """Return those that no editor has settled."""
        return self.filter(settled_at=None)

    def reported(self) -> list[int]:
        """Return the keys of the quotations with an open report, the first reported first."""
        keys = self.open().exclude(quotation=None).order_by("pk").values_list("quotation")
        return list(dict.fromkeys(key for (key,) in keys[:MOST_REPORTED]))

    def of(self, quotations: Collection[int]) -> Self:
        return self.filter(quotation__in=quotations).order_by("pk")

    def with_pk_in(self, pks: Collection[int]) -> Self:
        return self.filter(pk__in=pks)

    def in_article(self, article: Article) -> Self:
        return self.filter(article=article)

    def settle(self, change: Change | None) -> None:
        """Close those that are open, by a change or by leaving the quotation as it is."""
        self.open().update(settled_at=timezone.now(), settled_by=change)

    def open_again(self, change: Change) -> None:
        """Open those that a change settled, which is undone."""
        self.filter(settled_by=change).update(settled_at=None, settled_by=None)


class Report(models.Model):
    """A reader's word that a quotation is wrong; no account is needed for it."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="reports")
    quotation = models.ForeignKey(
        Quotation, null=True, on_delete=models.SET_NULL, related_name="reports"
    )
    anchors = models.JSONField()
    note = models.CharField(max_length=LONGEST_REPORT, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="reports"
    )
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        Change, null=True, on_delete=models.SET_NULL, related_name="settles"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["id"], condition=Q(settled_at=None), name="report_open"),
        ]

    def __str__(self) -> str:
        return self.note or "reported as wrong"


class CommentQuerySet(models.QuerySet["Comment"]):
    def of(self, quotation: Quotation) -> Self:
        return self.filter(quotation=quotation).order_by("pk")

    def by_user(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        return self.filter(by_id=user.pk)

    def latest_first(self) -> Self:
        """Return the latest with what a line about them prints."""
        return self.select_related("quotation", "article").order_by("-pk")[:LATEST]

    def counts(self, quotations: Collection[int]) -> dict[int | None, int]:
        """Return how many each of these quotations has, by its key; none is left out."""
        rows = self.filter(quotation__in=quotations).order_by()
        return dict(rows.values_list("quotation").annotate(Count("pk")))

    def in_article(self, article: Article) -> Self:
        return self.filter(article=article)


class Comment(models.Model):
    """What an editor says about a quotation to the others."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    quotation = models.ForeignKey(
        Quotation, null=True, on_delete=models.SET_NULL, related_name="comments"
    )
    anchors = models.JSONField()
    text = models.TextField(max_length=LONGEST_COMMENT)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="comments"
    )
    by_name = models.CharField(max_length=150)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def by_quotation(self) -> dict[int, int]:
        """Return the key of the user by that of the quotation, of the last that were taken."""
        return dict(self.order_by("-pk").values_list("quotation", "user")[:MOST_TAKEN])

    def of(self, user: int) -> Self:
        return self.filter(user_id=user)

    def take(self, quotation: Quotation, user: int) -> bool:
        """Assign a quotation to a user, unless another has it; return whether the user has it."""
        row, _ = self.get_or_create(quotation=quotation, defaults={"user_id": user})
        return row.user_id == user

    def give_back(self, quotation: Quotation, user: int) -> None:
        self.filter(quotation=quotation, user_id=user).delete()


class Assignment(models.Model):
    """The editor who has taken a quotation of the queue; others are not shown it there."""

    quotation = models.OneToOneField(Quotation, on_delete=models.CASCADE, related_name="assignment")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="assignments"
    )
    at = models.DateTimeField(auto_now_add=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.quotation_id} is with {self.user}"
