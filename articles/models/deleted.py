"""Articles that were deleted: what brings one back for thirty days, and that it was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Self

from django.db import models
from django.utils import timezone

from articles.models.articles import Article
from articles.models.decisions import Change
from newsroom.db.prepared import PreparedQuery

# How long a deleted article can be brought back.
KEPT = dt.timedelta(days=30)


class DeletedArticleQuerySet(models.QuerySet["DeletedArticle"]):
    def with_key(self, key: int) -> DeletedArticle | None:
        """Return the deleted article that had this key; its rows are not loaded."""
        return self.filter(pk=key).select_related("change").defer("rows").first()

    def with_hashes(self, hashes: Collection[str]) -> dict[str, DeletedArticle]:
        """Return those with one of these texts, by the hash of the text."""
        keys = OF_HASHES(hashes)
        rows = self.filter(pk__in=keys).select_related("change").defer("rows") if keys else ()
        return {row.content_hash: row for row in rows}

    def restorable(self, keys: Collection[int]) -> list[DeletedArticle]:
        """Return those with one of these keys that still have their rows."""
        return list(self.filter(pk__in=keys, purged_at=None).defer("rows").order_by("pk"))

    def to_purge(self, now: dt.datetime) -> Self:
        """Return those that can be brought back no longer, and still have their rows."""
        return self.filter(purged_at=None, purge_at__lte=now).defer("rows").order_by("pk")


def _end() -> dt.datetime:
    return timezone.now() + KEPT


class DeletedArticle(models.Model):
    """An article that was deleted, by the key that it had.

    Its rows, and all that has its words, are gone from their tables; `rows` has them, serialized
    by Django, until `purge_at`.  The row itself stays: its address answers 410, and its text is
    not added again.
    """

    key = models.BigIntegerField(primary_key=True)
    title = models.CharField(max_length=500)
    content_hash = models.CharField(max_length=64, db_index=True)
    change = models.OneToOneField(
        Change, null=True, on_delete=models.SET_NULL, related_name="deleted_article"
    )
    rows = models.TextField(blank=True)
    added_at = models.DateTimeField(help_text="When the article was added: backups may have it.")
    deleted_at = models.DateTimeField(default=timezone.now)
    purge_at = models.DateTimeField(default=_end, db_index=True)
    purged_at = models.DateTimeField(null=True, blank=True)

    objects = DeletedArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-deleted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purged_at=None) | models.Q(rows=""),
                name="deleted_article_purged_has_no_rows",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def why_refused(self) -> str:
        """Why its text is not added again, and the way out, in sentences."""
        by = f" by {self.change.by_name}" if self.change else ""
        why = f": “{self.change.why}”" if self.change and self.change.why else ""
        way = (
            "An administrator can allow the text again, in the list of deleted articles."
            if self.purged_at
            else f"Until {self.purge_at:%-d %B %Y} an editor can bring it back from the history."
        )
        return f"“{self.title}” was deleted on {self.deleted_at:%-d %B %Y}{by}{why}. {way}"

    @classmethod
    def of(cls, article: Article, change: Change, rows: str) -> DeletedArticle:
        """Return a row for an article that is about to be deleted by a change."""
        return cls(
            key=article.pk, title=article.title, content_hash=article.content_hash,
            change=change, rows=rows, added_at=article.added_at,
        )  # fmt: skip


# What every batch of articles asks.
OF_HASHES = PreparedQuery[int](
    lambda hashes: (
        DeletedArticle.objects.filter(content_hash__in=hashes)
        .order_by()
        .values_list("pk", flat=True)
    )
)
