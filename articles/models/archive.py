"""Articles as they came in, who published them, and the countries of the world."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from articles import querysets


class Country(models.Model):
    """A country of ISO 3166-1; the rows come with a migration and do not change at run time."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=100, unique=True)

    objects = querysets.CountryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("country", args=[self.code.lower()])


class Outlet(models.Model):
    """A publisher."""

    name = models.CharField(max_length=200, unique=True)

    objects = querysets.Labelled.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """An article as it came in, and how far its processing has got."""

    class State(models.TextChoices):
        PENDING = "pending"
        PROCESSING = "processing"
        DONE = "done"
        FAILED = "failed"

    title = models.CharField(max_length=500)
    body = models.TextField()
    content_hash = models.CharField(max_length=64, unique=True, editable=False)
    published_on = models.DateField(null=True, blank=True, db_index=True)
    outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    author = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    error = models.TextField(blank=True)
    extractor_version = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="When it may be tried again, or its claim lapses."
    )
    claimed_by = models.CharField(
        max_length=200, blank=True, help_text="The process that has it (see ingest/claims.py)."
    )
    added_at = models.DateTimeField(auto_now_add=True)
    processed_at = models.DateTimeField(null=True, blank=True)

    objects = querysets.ArticleQuerySet.as_manager()

    class Meta:
        ordering = [F("published_on").desc(nulls_last=True), "-pk"]
        indexes = [
            models.Index(fields=["-published_on", "-id"], name="article_newest"),
            models.Index(
                fields=["state", "due_at"],
                name="article_not_done",
                condition=~Q(state="done"),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(body=""), name="article_body_not_empty"),
            models.CheckConstraint(condition=~Q(title=""), name="article_title_not_empty"),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error=""), name="article_failed_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding:
            self.content_hash = self.hash_of(self.body)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @staticmethod
    def hash_of(body: str) -> str:
        """SHA-256 of the text, blanks at its ends aside: what makes two articles the same."""
        return hashlib.sha256(body.strip().encode("utf-8", "surrogatepass")).hexdigest()
