"""What the newsroom keeps: articles, who speaks in them, what they say, whom they mention.

An article's body is kept verbatim and never changes; every offset counts Unicode code
points into it, half-open.  Quotations, entities and mentions are the machine's work, and a
newer extractor replaces them article by article (see `ingest.py`).
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify

from articles import querysets
from articles.extraction.annotations import EntityType, Kind, Span, SpeakerType


def choices(enum: type[Kind] | type[SpeakerType] | type[EntityType]) -> list[tuple[str, str]]:
    return [(member.value, member.value.capitalize()) for member in enum]


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
    added_at = models.DateTimeField(auto_now_add=True)
    processed_at = models.DateTimeField(null=True, blank=True)

    objects = querysets.ArticleQuerySet.as_manager()

    class Meta:
        ordering = [F("published_on").desc(nulls_last=True), "-pk"]
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


class Speaker(models.Model):
    """A person, organization or group who is quoted by name."""

    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300, help_text="The name without case, accents and marks.")
    type = models.CharField(max_length=12, choices=choices(SpeakerType))
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="speakers"
    )

    objects = querysets.SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["type", "key"], name="speaker_once"),
            models.CheckConstraint(condition=~Q(name=""), name="speaker_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.pk, slugify(self.name) or "speaker"])


class Quotation(models.Model):
    """Content and attribution of one quotation, at its place in its article."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="quotations")
    kind = models.CharField(max_length=8, choices=choices(Kind))
    start = models.PositiveIntegerField(help_text="First code point of the content.")
    end = models.PositiveIntegerField(help_text="One past its last.")
    text = models.TextField(help_text="The verbatim; where a stretch is left out, “ … ”.")
    content = models.JSONField(help_text="[[start, end], …]")
    source = models.JSONField(default=list, blank=True, help_text="[[start, end], …]")
    cue = models.JSONField(default=list, blank=True, help_text="[[start, end], …]")
    source_text = models.CharField(max_length=500, blank=True)
    speaker = models.ForeignKey(
        Speaker, null=True, blank=True, on_delete=models.PROTECT, related_name="quotations"
    )
    speaker_type = models.CharField(max_length=12, choices=choices(SpeakerType), blank=True)
    speaker_title = models.CharField(max_length=300, blank=True)
    speaker_country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="quotations_by"
    )
    about = models.ManyToManyField(Country, blank=True, related_name="quotations_about")
    confidence = models.FloatField()
    reason = models.CharField(max_length=500, blank=True)

    objects = querysets.QuotationQuerySet.as_manager()

    class Meta:
        ordering = ["article", "start", "end"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="quotation_not_empty"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="quotation_confidence"
            ),
            models.UniqueConstraint(
                fields=["article", "start", "end", "source_text"], name="quotation_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """The permalink: by place in the article, so that it outlives a new extraction."""
        return reverse("quotation", args=[self.article_id, self.start, self.end])

    @property
    def content_spans(self) -> list[Span]:
        return [Span(*pair) for pair in self.content]


class Entity(models.Model):
    """Somebody or something that articles mention."""

    type = models.CharField(max_length=12, choices=choices(EntityType))
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300, help_text="The name without case, accents and marks.")
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="entities"
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "entities"
        constraints = [models.UniqueConstraint(fields=["type", "key"], name="entity_once")]

    def __str__(self) -> str:
        return self.name


class Mention(models.Model):
    """One place where an article names an entity."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="mentions")
    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["article", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="mention_not_empty"),
            models.UniqueConstraint(
                fields=["article", "start", "end", "entity"], name="mention_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity} [{self.start}:{self.end}]"
