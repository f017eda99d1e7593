"""Feeds and folders that are looked at again and again, and what was found in them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any, Self
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from articles.models.articles import Article
from articles.models.outlets import Outlet


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def due(self, now: dt.datetime) -> Self:
        """Return those to look at by now, the most overdue first."""
        return self.filter(paused=False, due_at__lte=now).order_by("due_at", "pk")

    def not_enqueued(self, since: dt.datetime) -> Self:
        """Return those without a task that was enqueued since then."""
        return self.filter(Q(enqueued_at=None) | Q(enqueued_at__lt=since))

    def unclaimed(self, now: dt.datetime) -> Self:
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lte=now))

    def counts(self, now: dt.datetime, overdue: dt.datetime) -> dict[str, int]:
        """Count those that are followed, paused, failing, and to be looked at before `overdue`."""
        free = Q(claimed_until=None) | Q(claimed_until__lte=now)
        counted: dict[str, int] = self.aggregate(
            followed=Count("pk", filter=Q(paused=False)),
            failing=Count("pk", filter=Q(paused=False) & ~Q(error="")),
            overdue=Count("pk", filter=Q(paused=False, due_at__lt=overdue) & free),
            paused=Count("pk", filter=Q(paused=True)),  # last, for it hides the field
        )
        return counted

    def is_followed(self, address: str) -> bool:
        return self.filter(address=address).exists()

    def change(self, subscription: Subscription, values: Mapping[str, Any]) -> None:
        """Set columns of a subscription, and nothing that a look may be writing."""
        self.filter(pk=subscription.pk).update(**values)

    def for_listing(self) -> Self:
        """Load the outlet, and the numbers of items that are articles, refused and waiting."""
        return self.select_related("outlet", "added_by").annotate(
            article_count=Count("items", filter=Q(items__article__isnull=False)),
            refused_count=Count("items", filter=Q(items__due_at=None) & ~Q(items__reason="")),
            waiting_count=Count("items", filter=Q(items__due_at__isnull=False)),
        )


class Subscription(models.Model):
    """A feed or a folder that is followed, and how the last look at it went.

    A process claims it before it looks (`following/claims.py`).  `etag` and `modified` go
    with the next request for the feed.  `error` is that of the last look, empty if it went well;
    `failures` counts those in a row.
    """

    class Kind(models.TextChoices):
        FEED = "feed"
        FOLDER = "folder"

    kind = models.CharField(max_length=10, choices=Kind)
    address = models.CharField(max_length=600, unique=True)
    outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="subscriptions"
    )
    minutes = models.PositiveIntegerField(default=15, help_text="Minutes between two looks.")
    paused = models.BooleanField(default=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    enqueued_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=200, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)

    looked_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)
    note = models.TextField(blank=True, help_text="What was passed over at the last look.")
    failures = models.PositiveIntegerField(default=0)
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=100, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["address"]

    def __str__(self) -> str:
        return self.address

    def get_absolute_url(self) -> str:
        return reverse("subscription-items", args=[self.pk])

    @property
    def label(self) -> str:
        """What pages call it: its outlet, else the host or the folder of its address."""
        if self.outlet:
            return self.outlet.name
        return urlsplit(self.address).hostname or PurePath(self.address).name or self.address


class ItemQuerySet(models.QuerySet["Item"]):
    def taken(self) -> Self:
        """Return those that are articles."""
        return self.filter(article__isnull=False)

    def refused(self) -> Self:
        """Return those that are none, or of which a new version is not taken."""
        return self.filter(due_at=None).exclude(reason="")

    def refused_since(self, moment: dt.datetime) -> Self:
        """Return those that became such at a moment or later."""
        return self.refused().filter(changed_at__gte=moment)

    def waiting(self, now: dt.datetime) -> Self:
        """Return those whose page is to be fetched by now, the oldest first."""
        return self.filter(due_at__lte=now).order_by("due_at", "pk")

    def with_keys(self, keys: Iterable[str]) -> Self:
        return self.filter(key__in=[*keys]).select_related("article")

    def newest_first(self) -> Self:
        return self.order_by("-changed_at", "-pk")

    def for_listing(self) -> Self:
        return self.select_related("article").defer("article__body")


class Item(models.Model):
    """An entry of a feed or an article of a file, as it was at the last look.

    `key` is what the feed or the folder knows it by; `version` changes with what is said of it.
    `text_hash` is that of the text that was taken last.  `reason` says why it is no article, or
    why its new version was not taken.  While its page is to be fetched, `due_at` says when.
    """

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=64)
    version = models.CharField(max_length=64)
    title = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    published_on = models.DateField(null=True, blank=True)
    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="items"
    )
    made_article = models.BooleanField(
        default=False, help_text="Whether the article was not there before."
    )
    text_hash = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = [F("changed_at").desc(), "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "key"], name="item_once"),
        ]
        indexes = [
            models.Index(fields=["subscription", "-changed_at"], name="item_newest"),
            models.Index(
                fields=["subscription", "due_at"], name="item_waiting",
                condition=Q(due_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title or self.url

    @staticmethod
    def key_of(text: str) -> str:
        """SHA-256 of what a feed or a folder knows an item by, which may be of any length."""
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
