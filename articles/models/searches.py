"""Searches that readers save, and the digests of what is new that they are mailed."""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.models.articles import Article
from articles.models.quotations import Quotation

# The time between two looks at a search; “at once” is within a minute or two.
PAUSES = {
    "at once": dt.timedelta(minutes=1),
    "daily": dt.timedelta(days=1),
    "weekly": dt.timedelta(days=7),
}


class ClaimedQuerySet[M: models.Model](models.QuerySet[M]):
    """Rows that a process claims, when they are due; each kind says when that is."""

    @abstractmethod
    def due(self, now: dt.datetime) -> Self:
        """Return those that are due by now."""

    def unclaimed(self, now: dt.datetime) -> Self:
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lte=now))

    def not_enqueued(self, since: dt.datetime) -> Self:
        """Return those without a task that was enqueued since then."""
        return self.filter(Q(enqueued_at=None) | Q(enqueued_at__lt=since))


class SavedSearchQuerySet(ClaimedQuerySet["SavedSearch"]):
    def due(self, now: dt.datetime) -> Self:
        """Return those to look at by now whose readers can be mailed, the most overdue first."""
        able = self.filter(stopped_at=None, due_at__lte=now, user__is_active=True)
        return able.exclude(user__email="").order_by("due_at", "pk")

    def with_key(self, pk: int | None) -> SavedSearch | None:
        return self.filter(pk=pk).first() if pk is not None else None

    def active(self) -> Self:
        return self.filter(stopped_at=None)

    def begin(self, search: SavedSearch, query: str) -> None:
        """Store a search whose reader is mailed what is new from now on."""
        now = timezone.now()
        search.query = query
        search.saved_at = search.looked_until = now
        search.due_at = now + search.pause
        search.stopped_at = search.claimed_until = None
        search.claimed_by = ""
        search.save()

    def stop(self, pk: int) -> None:
        """Mail nothing more of a search; one that is stopped stays as it is."""
        self.filter(pk=pk, stopped_at=None).update(stopped_at=timezone.now())

    def for_listing(self) -> Self:
        """Load when each was mailed last, and why a mail of it is not sent: `problem`."""
        unsent = Digest.objects.filter(search=models.OuterRef("pk")).not_sent().order_by("-pk")
        return self.annotate(
            sent_at=models.Max("digests__sent_at"),
            problem=models.Subquery(unsent.values("error")[:1]),
        )

    def of(self, user: Any) -> Self:
        """Return the searches of a user, the newest first, with those that are mailed in front."""
        return self.filter(user=user).order_by(models.F("stopped_at").asc(nulls_first=True), "-pk")


class SavedSearch(models.Model):
    """A list of quotations of which a reader is mailed what is new.

    `query` has the parameters of the list's URL.  `looked_until` is when what is new was looked for
    last.  A process claims it before it looks (`alerts/claims.py`).
    """

    class Often(models.TextChoices):
        AT_ONCE = "at once", "at once"
        DAILY = "daily", "once a day"
        WEEKLY = "weekly", "once a week"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=200)
    query = models.TextField(blank=True)
    often = models.CharField(max_length=8, choices=Often)
    saved_at = models.DateTimeField(default=timezone.now)
    stopped_at = models.DateTimeField(null=True, blank=True)
    looked_until = models.DateTimeField(default=timezone.now)

    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    enqueued_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=200, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "saved searches"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list."""
        return f"{reverse('quotations')}?{self.query}"

    @property
    def pause(self) -> dt.timedelta:
        """The time between two looks."""
        return PAUSES[self.often]


class DigestQuerySet(ClaimedQuerySet["Digest"]):
    def due(self, now: dt.datetime) -> Self:
        """Return those to send by now, and those whose sending may have been cut off."""
        states = [Digest.State.WAITING, Digest.State.SENDING]
        return self.filter(state__in=states, due_at__lte=now).order_by("due_at", "pk")

    def not_sent(self) -> Self:
        """Return those that a mail server did not take."""
        return self.exclude(error="").exclude(state=Digest.State.SENT)


class Digest(models.Model):
    """What was new of a search at one time, and how far its mail has got.

    The row and its Message-ID are there before a mail is sent.  SENDING means that a process began
    to send it; if that process dies, nobody knows whether the server took the mail.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        DROPPED = "dropped"

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="digests")
    message_id = models.CharField(max_length=255, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    due_at = models.DateTimeField(default=timezone.now)
    enqueued_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=200, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["due_at"], name="digest_unsent",
                condition=Q(state__in=["waiting", "sending"]),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.search}, {self.made_at:%Y-%m-%d}"


class DigestItemQuerySet(models.QuerySet["DigestItem"]):
    def of_search_in(self, search: SavedSearch, articles: Any) -> Self:
        """Return what a search had in digests before, from these articles."""
        rows = self.filter(digest__search=search, article__in=articles)
        return rows.select_related("digest")


class DigestItem(models.Model):
    """A quotation of a digest, by its place and its words: its row may be replaced by then.

    `corrected` is true if it is in the digest because an editor corrected or added it.
    """

    digest = models.ForeignKey(Digest, on_delete=models.CASCADE, related_name="items")
    quotation = models.ForeignKey(
        Quotation, null=True, on_delete=models.SET_NULL, related_name="digest_items"
    )
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="digest_items")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text_hash = models.CharField(max_length=64)
    corrected = models.BooleanField(default=False)

    objects = DigestItemQuerySet.as_manager()

    class Meta:
        ordering = ["digest", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "quotation"], name="digest_has_a_quotation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"[{self.start}:{self.end}] of article {self.article_id}"
