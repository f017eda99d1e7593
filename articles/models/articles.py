"""Articles as they came in."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.db.models.lookups import IsNull

from articles.models.labelled import count_of
from articles.models.outlets import Outlet
from newsroom.db.prepared import PreparedQuery
from newsroom.web.paths import path_to
from reading.known import why_unread


class ArticleQuerySet(models.QuerySet["Article"]):
    """Empty collections and None as arguments are no condition, so that forms can chain."""

    def in_outlet(self, outlets: Collection[Any]) -> Self:
        """Return those that appeared in one of these outlets."""
        if not outlets:
            return self
        also = Q(appearances__outlet__in=outlets, appearances__taken_off=False)
        elsewhere = self.model.objects.filter(also).order_by().values("pk")
        return self.filter(Q(outlet__in=outlets) | Q(pk__in=elsewhere))

    def published_between(self, since: dt.date | None, until: dt.date | None) -> Self:
        rows = self
        if since:
            rows = rows.filter(published_on__gte=since)
        if until:
            rows = rows.filter(published_on__lte=until)
        return rows

    def first_read_since(self, time: dt.datetime) -> Self:
        """Return those in which quotations were looked for since then, and never before."""
        return self.filter(first_read_at__gte=time)

    def done_since(self, time: dt.datetime, among: Iterable[Article]) -> set[int]:
        """Return the keys of these articles that were done since then."""
        done = self.filter(state=self.model.State.DONE, processed_at__gte=time)
        return set(done.with_pk_in([one.pk for one in among]).values_list("pk", flat=True))

    def with_pk_in(self, pks: Collection[int] | RawSQL) -> Self:
        return self.filter(pk__in=pks)

    def bodies(self, pks: Collection[int]) -> dict[int, str]:
        return dict(self.filter(pk__in=pks).order_by().values_list("pk", "body"))

    def in_groups(self, groups: Collection[int]) -> Self:
        """Return the articles of groups of copies."""
        return self.filter(group__in=groups)

    def copies_of(self, group: int) -> Self:
        """Return the articles of a group; the one of this key if it is alone."""
        return self.filter(Q(group=group) | Q(pk=group))

    def once_a_text(self) -> Self:
        """Return, of the copies of one text among these, the one that was published first."""
        return self.filter(Q(group=None) | ~self._is_later())

    def count_once_a_text(self, every: int) -> int:
        """Return how many `once_a_text` returns, of `every` article among these.

        What has copies is counted alone.
        """
        copied = self.order_by().filter(group__isnull=False)
        return every - copied.filter(copied._is_later()).count()

    def _is_later(self) -> Exists:
        """Whether another of these articles has the same text and was published before."""
        day = OuterRef("published_on")
        earlier = self.order_by().filter(
            Q(published_on__lt=day)
            | Q(published_on=day, pk__lt=OuterRef("pk"))
            | Q(published_on__isnull=False) & IsNull(day, True)
            | Q(published_on__isnull=True, pk__lt=OuterRef("pk")) & IsNull(day, True),
            group=OuterRef("group"),
        )
        return Exists(earlier)

    def places_of_groups(self, groups: Collection[int]) -> dict[int, tuple[int, set[int]]]:
        """Return by group how many articles it has, and in which outlets."""
        found: dict[int, tuple[int, set[int]]] = {}
        for group, outlet in self.in_groups(groups).order_by().values_list("group", "outlet"):
            assert group is not None
            size, outlets = found.get(group, (0, set()))
            found[group] = size + 1, outlets | ({outlet} - {None})
        return found

    def outlets(self) -> set[int]:
        """Return the outlets that these appeared in."""
        rows = self.order_by()
        shown = rows.filter(appearances__taken_off=False).values_list("appearances__outlet")
        own = rows.filter(outlet__isnull=False).values_list("outlet")
        return {key for (key,) in own.union(shown).order_by()}

    def grouped_keys(self) -> set[int]:
        return set(self.filter(group__isnull=False).order_by().values_list("pk", flat=True))

    def without_sketch(self) -> Iterator[int]:
        """Yield the keys of those that were read, and whose copies cannot be found yet."""
        rows = self.filter(state=Article.State.DONE, shingles=None).order_by("pk")
        return rows.values_list("pk", flat=True).iterator()

    def hashes_among(self, hashes: Collection[str]) -> set[str]:
        """Return those of these hashes of texts that an article has."""
        return set(HASHES(hashes))

    def with_body(self, body: str) -> Article | None:
        """Return the article with this text, blanks at its ends aside."""
        return self.filter(content_hash=self.model.hash_of(body)).defer("body").first()

    def to_mend(self) -> Self:
        """Return those with a date that was not read, or with notes, the last added first."""
        rows = self.filter(~Q(unread_date="", notes="")).order_by("-pk")
        return rows.select_related("outlet").defer("body")

    def newest_first(self) -> Self:
        return self.order_by(F("published_on").desc(nulls_last=True), "-pk")

    def oldest_first(self) -> Self:
        """Order by the reverse of `newest_first`."""
        return self.order_by(F("published_on").asc(nulls_first=True), "pk")

    def earliest_first(self) -> Self:
        """Order by date, the undated last."""
        return self.order_by(F("published_on").asc(nulls_last=True), "pk")

    def earliest_last(self) -> Self:
        """Order by the reverse of `earliest_first`."""
        return self.order_by(F("published_on").desc(nulls_first=True), "-pk")

    def behind(self, day: dt.date | None, pk: int) -> Self:
        """Return those behind an article in the order of `earliest_first`."""
        if day is None:
            return self.filter(published_on=None, pk__gt=pk)
        same_day = Q(published_on=day, pk__gt=pk)
        return self.filter(Q(published_on__gt=day) | same_day | Q(published_on=None))

    def in_front_of(self, day: dt.date | None, pk: int) -> Self:
        """Return those in front of an article in the order of `earliest_first`."""
        if day is None:
            return self.filter(Q(published_on__isnull=False) | Q(pk__lt=pk))
        return self.filter(Q(published_on__lt=day) | Q(published_on=day, pk__lt=pk))

    def undated(self) -> Self:
        return self.filter(published_on=None)

    def count_by_state(self) -> dict[str, int]:
        return dict(self.order_by().values_list("state").annotate(models.Count("pk")))

    def failed_first(self) -> Self:
        """Order by what one has to know of articles that are read: the failed, those being read,
        those that wait, the done."""
        states = ("failed", "processing", "pending")
        ranks = [models.When(state=state, then=rank) for rank, state in enumerate(states)]
        return self.order_by(models.Case(*ranks, default=len(states)), "pk")

    def in_key_order(self, keys: Collection[int]) -> list[Article]:
        """Return those with these keys, in the order of the keys."""
        rows = self.in_bulk(keys)
        return [rows[key] for key in keys if key in rows]

    def older_than(self, day: dt.date | None, pk: int) -> Self:
        """Return those behind an article in the order of `newest_first`."""
        if day is None:
            return self.filter(published_on=None, pk__lt=pk)
        same_day = Q(published_on=day, pk__lt=pk)
        return self.filter(Q(published_on__lt=day) | same_day | Q(published_on=None))

    def newer_than(self, day: dt.date | None, pk: int) -> Self:
        """Return those in front of an article in the order of `newest_first`."""
        if day is None:
            return self.filter(Q(published_on__isnull=False) | Q(pk__gt=pk))
        return self.filter(Q(published_on__gt=day) | Q(published_on=day, pk__gt=pk))

    def for_listing(self) -> Self:
        """Load the outlet and `quotation_count`, but no body."""
        counted = count_of(self.model, "quotations")
        return self.select_related("outlet").defer("body").annotate(quotation_count=counted)

    def for_reading(self) -> Self:
        """Load what the page of one article prints beside its quotations and mentions."""
        return self.select_related("outlet")


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
    unread_date = models.CharField(
        max_length=200, blank=True, help_text="A date as the file has it, which could not be read."
    )
    outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    author = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    notes = models.TextField(
        blank=True, help_text="What a reader of it has to know, a sentence a line."
    )
    group = models.BigIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="The smallest key of the articles that are copies of one; null if it is alone.",
    )
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
    first_read_at = models.DateTimeField(
        null=True, blank=True, editable=False, db_index=True,
        help_text="When quotations were looked for in this text for the first time.",
    )  # fmt: skip

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = [F("published_on").desc(nulls_last=True), "-pk"]
        indexes = [
            models.Index(fields=["-published_on", "-id"], name="article_newest"),
            models.Index(
                fields=["state", "due_at"],
                name="article_not_done",
                condition=~Q(state="done"),
            ),
            models.Index(
                fields=["-id"], name="article_to_mend", condition=~Q(unread_date="", notes="")
            ),
            models.Index(
                fields=["group"], name="article_of_group", condition=Q(group__isnull=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on=None) | Q(unread_date=""),
                name="article_dated_has_no_unread_date",
            ),
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
        if self.published_on:
            self.unread_date = ""
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return path_to("article", self.pk)

    @property
    def group_id(self) -> int:
        """The key of its group: the smallest key of the articles that are copies of one."""
        return self.group or self.pk

    @property
    def cautions(self) -> list[str]:
        """What a reader has to know: why its date was not read, and its notes."""
        date = [f"Date not read: {why_unread(self.unread_date)}"] if self.unread_date else []
        return [*date, *self.notes.splitlines()]

    @staticmethod
    def hash_of(body: str) -> str:
        """SHA-256 of the text, blanks at its ends aside: what makes two articles the same."""
        return hashlib.sha256(body.strip().encode("utf-8", "surrogatepass")).hexdigest()


# What every batch of articles that are loaded asks.
HASHES = PreparedQuery[str](
    lambda hashes: (
        Article.objects.filter(content_hash__in=hashes)
        .order_by()
        .values_list("content_hash", flat=True)
    )
)
