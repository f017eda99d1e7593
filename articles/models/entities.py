"""Entities and their mentions in articles."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from articles.models.articles import Article
from articles.models.choices import choices
from articles.models.countries import Country
from extraction.annotations import EntityType


class Entity(models.Model):
    """A person, organization, place or country that articles mention."""

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


class MentionQuerySet(models.QuerySet["Mention"]):
    def for_reading(self) -> Self:
        """Load what the page of an article prints of each."""
        return self.select_related("entity__country")

    def overlapping(self, start: int, end: int) -> Self:
        return self.filter(start__lt=end, end__gt=start)


class Mention(models.Model):
    """One place where an article names an entity."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="mentions")
    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "start"]
        # Tells after a few rows whether many articles name an entity.
        indexes = [models.Index(fields=["entity", "article"], name="mention_articles_of_entity")]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="mention_not_empty"),
            models.UniqueConstraint(
                fields=["article", "start", "end", "entity"], name="mention_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity} [{self.start}:{self.end}]"
