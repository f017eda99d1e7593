"""What was said, by whom, at which place of which article."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from articles import querysets
from articles.models.archive import Article, Country
from articles.models.choices import choices
from articles.models.speakers import Speaker
from extraction.annotations import Kind, Span, SpeakerType


class Quotation(models.Model):
    """Content and attribution of one quotation, at its place in its article.

    `speaker` and `speaker_country` are what pages show: a decision's, if there is one, and merged
    speakers as one.  `found_speaker` and `found_country` are what they came from, so that
    a merge can be undone and a country can be settled anew.
    """

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
        Speaker, null=True, blank=True, on_delete=models.RESTRICT, related_name="quotations"
    )
    found_speaker = models.ForeignKey(
        Speaker, null=True, blank=True, on_delete=models.RESTRICT, related_name="found_in"
    )
    identity_reason = models.CharField(max_length=500, blank=True)
    speaker_type = models.CharField(max_length=12, choices=choices(SpeakerType), blank=True)
    speaker_title = models.CharField(max_length=300, blank=True)
    speaker_country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="quotations_by"
    )
    found_country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    about = models.ManyToManyField(Country, blank=True, related_name="quotations_about")
    confidence = models.FloatField()
    reason = models.CharField(max_length=500, blank=True)

    objects = querysets.QuotationQuerySet.as_manager()

    class Meta:
        ordering = ["article", "start", "end"]
        indexes = [
            models.Index(fields=["confidence", "id"], name="quotation_confidence_first"),
            # What an ingest asks of everybody it meets, who may have said 50,000 things before.
            models.Index(
                fields=["speaker", "speaker_title", "found_country", "speaker_country", "article"],
                name="quotation_known_of_speaker",
            ),
            models.Index(fields=["speaker", "article"], name="quotation_articles_of_speaker"),
        ]
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

    @property
    def anchor(self) -> str:
        """The id of its place on the page of its article."""
        return f"q{self.start}-{self.end}"
