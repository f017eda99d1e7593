"""Who is quoted: one row a person, organization or group, all their names, the offices they held.

Two people may bear one name, so no name is unique; `resolution.py` says whom an article means.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify

from articles import querysets
from articles.models.archive import Article, Country
from articles.models.choices import choices
from extraction.annotations import SpeakerType
from identity.names import blocks_of, key_of


class Speaker(models.Model):
    """A person, organization or group who is quoted by name."""

    name = models.CharField(max_length=300)
    type = models.CharField(max_length=12, choices=choices(SpeakerType))
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="speakers"
    )
    country_fixed = models.BooleanField(
        default=False, help_text="Given by the list or an editor: articles do not change it."
    )
    wikidata = models.CharField(
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^Q[1-9][0-9]*$", "Items look like Q9545.")],
        help_text="The item at Wikidata, as Q9545.",
    )
    note = models.TextField(blank=True, max_length=2000)
    curated = models.BooleanField(
        default=False, help_text="Kept even where nobody is quoted under this name any more."
    )
    only_in = models.ForeignKey(
        Article,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="provisional_speakers",
        help_text="Set where the name says too little to know this speaker elsewhere.",
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )

    objects = querysets.SpeakerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="speaker_name_not_empty"),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="speaker_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and see to it that the name is among the names."""
        fresh = self._state.adding
        super().save(*args, **kwargs)
        if fresh:
            SpeakerName.objects.create(speaker=self, name=self.name)
        else:
            SpeakerName.objects.get_or_create(
                speaker=self, key=key_of(self.name), defaults={"name": self.name}
            )

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.pk, slugify(self.name) or "speaker"])

    @property
    def root(self) -> Speaker:
        """Who this speaker has been merged into, however many times; else the speaker."""
        found, seen = self, {self.pk}
        while found.merged_into is not None and found.merged_into_id not in seen:
            found = found.merged_into
            seen.add(found.pk)
        return found

    @property
    def provisional(self) -> bool:
        """Whether one article alone uses this name, and nobody knows yet who is meant."""
        return self.only_in_id is not None


class SpeakerName(models.Model):
    """A name under which a speaker is known; the columns below it are what it is found by."""

    class Origin(models.TextChoices):
        ARTICLE = "article"
        LIST = "list"
        EDITOR = "editor"

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=300)
    origin = models.CharField(max_length=7, choices=Origin, default=Origin.ARTICLE)
    key = models.CharField(max_length=300, db_index=True, editable=False)
    first = models.CharField(max_length=300, editable=False)
    last = models.CharField(max_length=300, editable=False)
    by_given = models.CharField(max_length=310, editable=False)
    by_family = models.CharField(max_length=310, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = "name"
        constraints = [
            models.UniqueConstraint(fields=["speaker", "key"], name="speaker_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="speaker_name_has_letters"),
        ]
        indexes = [
            models.Index(fields=["first"], name="speaker_name_first"),
            models.Index(fields=["last"], name="speaker_name_last"),
            models.Index(fields=["by_given"], name="speaker_name_by_given"),
            models.Index(fields=["by_family"], name="speaker_name_by_family"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.put_under_blocks()
        super().save(*args, **kwargs)

    def put_under_blocks(self) -> None:
        """Have it found by what the name says."""
        self.key = key_of(self.name)
        blocks = blocks_of(self.name)
        self.first, self.last = blocks.first, blocks.last
        self.by_given, self.by_family = blocks.by_given, blocks.by_family


class Tenure(models.Model):
    """An office that somebody held, from the list of people; open ends are unknown or now."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="tenures")
    title = models.CharField(max_length=300)
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="tenures"
    )
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = querysets.TenureQuerySet.as_manager()

    class Meta:
        ordering = [F("since").desc(nulls_last=True), "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="tenure_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["speaker", "title", "since"], name="tenure_once"),
            models.UniqueConstraint(
                fields=["speaker", "title"], condition=Q(since=None), name="tenure_undated_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def covers(self, day: dt.date | None) -> bool:
        """Whether the office was held on a day; an unknown day is covered while it is held."""
        if day is None:
            return self.until is None
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )
