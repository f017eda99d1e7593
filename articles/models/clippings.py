"""Clippings: quotations that a reader picked by hand into a list of their own."""

from __future__ import annotations

import secrets
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Count, Prefetch
from django.urls import reverse

from articles.models.articles import Article
from articles.models.quotations import Quotation

# Of one reader, and in one list: a page shows all of them.
MOST_LISTS = 200
MOST_CLIPPINGS = 300
LONGEST_NOTE = 2_000


class ClippingListQuerySet(models.QuerySet["ClippingList"]):
    def owned_by(self, user: User) -> Self:
        """Return the lists of a reader, the last changed first."""
        return self.filter(owner_id=user.pk).order_by("-changed_at", "-pk")

    def counted(self) -> Self:
        """Load `clipping_count`."""
        return self.annotate(clipping_count=Count("clippings"))


class ClippingList(models.Model):
    """A named list of clippings, read by its owner and by all who have its `share_key`."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="clipping_lists"
    )
    name = models.CharField(max_length=100)
    share_key = models.CharField(max_length=43, null=True, blank=True, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ClippingListQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="clipping_list_has_a_name")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("clipping-list", args=[self.pk])

    def get_shared_url(self) -> str:
        return reverse("clippings-shared", args=[self.share_key]) if self.share_key else ""

    def share(self) -> None:
        """Make a link that cannot be guessed (256 bits), unless there is one."""
        self.share_key = self.share_key or secrets.token_urlsafe(32)
        self.save()

    def revoke(self) -> None:
        """End the link; sharing again makes another one."""
        self.share_key = None
        self.save()


class ClippingQuerySet(models.QuerySet["Clipping"]):
    def in_list(self, clipping_list: ClippingList) -> Self:
        return self.filter(clipping_list=clipping_list)

    def owned_by(self, user: User) -> Self:
        return self.filter(clipping_list__owner_id=user.pk).select_related("clipping_list")

    def for_listing(self) -> Self:
        """Load what a list prints of each, in the order of the list."""
        quotations = Quotation.objects.for_listing()
        return self.prefetch_related(Prefetch("quotation", quotations)).order_by("position", "pk")

    def before(self, clipping: Clipping) -> Clipping | None:
        return self.filter(position__lt=clipping.position).order_by("-position").first()

    def after(self, clipping: Clipping) -> Clipping | None:
        return self.filter(position__gt=clipping.position).order_by("position").first()

    def of(self, quotation: Quotation) -> Self:
        return self.filter(quotation=quotation)

    def in_article(self, article: Article) -> Self:
        return self.filter(article=article)


class Clipping(models.Model):
    """A quotation in a list, found again by its words when its article is read again.

    `anchors` say where the words are (`extraction/text/anchors.py`).  `kept` is what a list shows
    where the quotation is lost: words, speaker, office, title, outlet, day, url.
    """

    clipping_list = models.ForeignKey(
        ClippingList, on_delete=models.CASCADE, related_name="clippings"
    )
    article = models.ForeignKey(
        Article, null=True, on_delete=models.SET_NULL, related_name="clippings"
    )
    quotation = models.ForeignKey(
        Quotation, null=True, on_delete=models.SET_NULL, related_name="clippings"
    )
    anchors = models.JSONField()
    kept = models.JSONField()
    note = models.TextField(blank=True, max_length=LONGEST_NOTE)
    position = models.PositiveIntegerField()
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ClippingQuerySet.as_manager()

    class Meta:
        ordering = ["clipping_list", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["clipping_list", "quotation"], name="clipping_once_in_a_list"
            ),
        ]

    def __str__(self) -> str:
        return str(self.kept["words"])

    @property
    def corrected(self) -> bool:
        """Whether the words or the speaker are others than when it was clipped."""
        return self.quotation is not None and any(
            self.kept[name] != value for name, value in said_by(self.quotation).items()
        )


def said_by(quotation: Quotation) -> dict[str, Any]:
    """The words of a quotation and who said them, as they are kept."""
    speaker = quotation.speaker.name if quotation.speaker else quotation.source_text
    return {"words": quotation.text, "speaker": speaker}
