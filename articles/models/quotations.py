"""Quotations: content and attribution at their place in an article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple, Self

from django.db import models
from django.db.models import Case, F, FilteredRelation, Q, Value, When
from django.db.models.functions import Substr

from articles.models.articles import Article
from articles.models.choices import choices, kind_choices
from articles.models.countries import Country
from articles.models.speakers import Speaker
from extraction.annotations import Kind, Span, SpeakerType
from extraction.confidence import needs_review
from newsroom.web.paths import path_to


class Place(NamedTuple):
    """An article that an utterance is in: its key, outlets, and whom it gives the words to."""

    utterance: int
    article: int
    outlets: frozenset[str]
    speaker: str | None


class QuotationQuerySet(models.QuerySet["Quotation"]):
    def in_order(self, keys: Collection[int]) -> list[Quotation]:
        """Return those with these keys, in the order of the keys."""
        rows = self.in_bulk(keys)
        return [rows[key] for key in keys if key in rows]

    def for_comparing(self, keys: Collection[int]) -> dict[int, Quotation]:
        """Return those with these keys, by key: who said it, where it is, what cites it."""
        rows = self.select_related("article__outlet", "speaker").only(
            "start", "end", "text", "content", "kind", "source_text", "speaker_title",
            "confidence", "reason", "article__title", "article__author", "article__url",
            "article__published_on", "article__outlet__name", "speaker__name",
        )  # fmt: skip
        return rows.in_bulk(keys)

    def with_pk_in(self, pks: Collection[int]) -> Self:
        return self.filter(pk__in=pks)

    def in_articles(self, articles: Collection[int]) -> Self:
        return self.filter(article__in=articles)

    def found_for(self, speakers: Collection[int]) -> models.QuerySet[Quotation, int]:
        """Return the keys of those that these speakers were found for."""
        return self.filter(found_speaker__in=speakers).order_by().values_list("pk", flat=True)

    def of_utterances(self, utterances: Collection[int]) -> Self:
        return self.filter(utterance__in=utterances)

    def contested_with(self, keys: Collection[int]) -> Self:
        """Return those that are connected, by their smallest keys, but say different things."""
        return self.filter(contested__in=keys)

    def places(self) -> list[Place]:
        """Return where these are, without their words."""
        shown = Q(article__appearances__taken_off=False)
        # Any: the types of values behind a filtered relation are not known.
        rows: Any = self.annotate(also=FilteredRelation("article__appearances", condition=shown))
        rows = rows.order_by().values_list(
            "utterance", "article", "article__outlet__name", "also__outlet__name", "speaker__name"
        )
        return [
            Place(utterance, article, frozenset(filter(None, (own, also))), speaker)
            for utterance, article, own, also, speaker in rows.distinct()
            if utterance
        ]

    def appearances_of(self, utterance: int) -> Self:
        """Return the quotations of an utterance; the one of this key if it is alone."""
        return self.filter(Q(utterance=utterance) | Q(pk=utterance))

    def speaker_names(self) -> list[str]:
        """Return the names of those whom these are attributed to."""
        named = self.filter(speaker__isnull=False).order_by("speaker__name")
        return list(named.values_list("speaker__name", flat=True).distinct())

    def earliest_first(self) -> Self:
        """Order by the day of their article, the undated last."""
        day = F("article__published_on").asc(nulls_last=True)
        return self.order_by(day, "article", "start", "pk")

    def echoing(self, echoes: Collection[int]) -> Self:
        """Return those whose words have one of these hashes."""
        return self.filter(echo__in=echoes)

    def said_between(self, speakers: Collection[int], since: dt.date, until: dt.date) -> Self:
        """Return those of these speakers that were published between two days."""
        published = Article.objects.published_between(since, until).order_by()
        return self.filter(speaker__in=speakers, article__in=published.values("pk"))

    def with_short_paraphrases(self, longest: int) -> Self:
        """Add `paraphrase`: the text of an indirect quotation of up to `longest` code points.

        It is None for a longer one, and empty for any other kind.
        """
        short = Q(kind=Kind.INDIRECT, end__lte=F("start") + longest)
        return self.annotate(
            paraphrase=Case(When(short, then="text"), When(kind=Kind.INDIRECT, then=None),
                            default=Value(""), output_field=models.TextField()),
        )  # fmt: skip

    def for_listing(self) -> Self:
        """Load what one entry of a list prints, but no body.

        `passage` is the article's text from the first word to the last, where words between are
        left out; else None.
        """
        passage = Substr("article__body", F("start") + 1, F("end") - F("start"))
        return (
            self.select_related("article__outlet", "speaker", "speaker_country")
            .prefetch_related("about")
            .annotate(passage=Case(When(text__contains=" … ", then=passage)))
            .defer("article__body", "article__error", "source", "cue")
        )

    def for_export(self) -> Self:
        """Load all that a file or a program gets of each, with `passage` but no body."""
        return self.for_listing().defer(None).defer("article__body", "article__error")

    def for_places(self) -> Self:
        """Load the words and the place of each, and nothing else."""
        return self.only("article", "start", "end", "text")

    def by_utterance(self) -> Self:
        """Load what tells what an article made of the quotations of another, in their order."""
        return self.only("article", "utterance", "start", "text").order_by("start", "pk")

    def for_feed(self) -> Self:
        """Load the same with the decisions, which say when a quotation changed."""
        return self.for_export().select_related("article__outlet", "decision")

    def keys_by_place(self) -> list[int]:
        """Return the keys in the order of the text."""
        return list(self.order_by("article", "start", "end", "pk").values_list("pk", flat=True))

    def for_reading(self) -> Self:
        """Load what the page of an article prints of each."""
        return self.select_related("speaker", "speaker_country", "decision").prefetch_related(
            "about"
        )

    def for_editing(self) -> Self:
        return self.select_related("article", "speaker", "speaker_country").prefetch_related(
            "about"
        )

    def for_review(self) -> Self:
        """Load what an editor needs to judge one, the text around it included."""
        return (
            self.select_related("article__outlet", "speaker", "speaker_country", "decision")
            .defer("article__error")
            .prefetch_related("about")
        )

    def decided(self) -> Self:
        """Return those with a decision, with what an export writes."""
        return (
            self.filter(decision__isnull=False)
            .exclude(decision__values={}, decision__verdict="")
            .select_related("speaker", "decision")
            .prefetch_related("about")
        )

    def undecided(self) -> Self:
        """Return those that no decision is laid over."""
        return self.filter(decision=None)

    def overlapping(self, start: int, end: int) -> Self:
        return self.filter(start__lt=end, end__gt=start)

    def beginning_at(self, start: int) -> Self:
        return self.filter(start__gte=start)

    def numbers(self) -> dict[int, int]:
        """Return the number of each by its key, as they follow one another in their article."""
        ordered = self.order_by("start", "end", "pk").values_list("pk", flat=True)
        return {pk: number for number, pk in enumerate(ordered, start=1)}

    def spans(self) -> list[tuple[int, int]]:
        """Return where each begins and ends, in order, as half-open spans of the body."""
        return list(self.order_by("start", "end").values_list("start", "end"))

    def next_from(self, start: int) -> Quotation | None:
        """Return the first that begins at `start` or later; failing that, the last before."""
        return self.filter(start__gte=start).order_by("start", "pk").first() or (
            self.order_by("start", "pk").last()
        )

    def nearest_to(self, start: int, end: int) -> Quotation | None:
        """Return the one at `[start, end)`; failing that, the one that overlaps it best.

        Best is the most characters shared, less those that only one of the two has: a quotation
        that a new extraction made a few characters longer is preferred to one that contains it.
        """

        def fit(row: tuple[int, int, int]) -> tuple[int, int]:
            pk, first, last = row
            shared = min(end, last) - max(start, first)
            return 2 * shared - (last - first), -pk

        if exact := self.filter(start=start, end=end).order_by("pk").first():
            return exact
        places = self.overlapping(start, end).order_by().values_list("pk", "start", "end")
        best = max(places, key=fit, default=None)
        return self.get(pk=best[0]) if best else None


class Quotation(models.Model):
    """Content and attribution of one quotation, at its place in its article.

    `speaker` and `speaker_country` are what pages show: those of a decision if there is one, and
    merged speakers as one.  `found_speaker` and `found_country` are what they came from, so that
    a merge can be undone and a country resolved again.  `likely_country` is shown where there is
    no `speaker_country`, and as likely; `country_probability` and `country_reason` are of the
    country that was found, or is likely.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="quotations")
    kind = models.CharField(max_length=8, choices=kind_choices())
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
    # Null, as no column of a table of a million rows is filled when it is added.  Countries are
    # never deleted, and are found in memory: an index would serve nobody.
    likely_country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    country_probability = models.FloatField(null=True, blank=True)
    country_reason = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001
    about = models.ManyToManyField(Country, blank=True, related_name="quotations_about")
    utterance = models.BigIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="The smallest key of the quotations that are one utterance; null if it is alone.",
    )
    contested = models.BigIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="The smallest key of what it is linked to, if some contradict others; else null.",
    )
    echo = models.BigIntegerField(
        null=True,
        blank=True,
        editable=False,
        help_text="A hash of its words, if they are enough to be found in other mouths.",
    )
    confidence = models.FloatField()
    reason = models.CharField(max_length=500, blank=True)

    # The countries spoken about, by name, where they were read with the row.
    about_read: list[Country] | None = None
    # All that was read of it and of what it leads to, if a list is what it was read for.
    columns_read: tuple[object, ...] | None = None

    objects = QuotationQuerySet.as_manager()

    class Meta:
        ordering = ["article", "start", "end"]
        indexes = [
            models.Index(fields=["confidence", "id"], name="quotation_confidence_first"),
            # Read by ingest for every speaker, who may have 50,000 quotations.
            models.Index(
                fields=["speaker", "speaker_title", "found_country", "speaker_country", "article"],
                name="quotation_known_of_speaker",
            ),
            models.Index(fields=["speaker", "article"], name="quotation_articles_of_speaker"),
            models.Index(
                fields=["utterance"],
                name="quotation_of_utterance",
                condition=Q(utterance__isnull=False),
            ),
            models.Index(
                fields=["contested"],
                name="quotation_contested",
                condition=Q(contested__isnull=False),
            ),
            models.Index(fields=["echo"], name="quotation_echo", condition=Q(echo__isnull=False)),
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
        return path_to("quotation", self.article_id, self.start, self.end)

    def get_place_url(self) -> str:
        """The page of the article, at the quotation."""
        return path_to("quotation-place", self.article_id, self.start, self.end)

    @property
    def utterance_id(self) -> int:
        """The key of its utterance: the smallest key of the quotations that are one."""
        return self.utterance or self.pk

    @property
    def doubtful(self) -> bool:
        """Whether a reader should check who speaks."""
        return needs_review(self.confidence, self.kind, self.speaker_id is not None)

    @property
    def likely(self) -> Country | None:
        """The speaker's country where it is only likely."""
        code = None if self.speaker_country_id else self.likely_country_id
        return Country.objects.known([code]).get(code) if code else None

    @property
    def country_in_words(self) -> str:
        """The speaker's country, as “Kenya” or “likely Kenya”; empty where there is none."""
        if self.speaker_country:
            return self.speaker_country.name
        return f"likely {self.likely.name}" if self.likely else ""

    @property
    def why_country(self) -> str:
        """Why the article gives the country that is shown, with its probability in per cent.

        Empty where it gives none, or where a person or another article decided.
        """
        found = self.speaker_country_id and self.speaker_country_id == self.found_country_id
        if not (self.country_reason and (found or self.likely)):
            return ""
        return f"{self.country_reason} ({self.country_probability or 0:.0%})"

    @property
    def title_beside(self) -> str:
        """The title to print beside the speaker; empty where the words of the source say it.

        “One director” needs no “director” behind it.
        """
        said = "" if self.speaker_id else self.source_text.casefold()
        return "" if self.speaker_title.casefold() in said else self.speaker_title

    @property
    def countries_about(self) -> list[Country]:
        """The countries spoken about, by name."""
        return list(self.about.all()) if self.about_read is None else self.about_read

    @property
    def content_spans(self) -> list[Span]:
        return [Span(*pair) for pair in self.content]

    @property
    def changed_at(self) -> dt.datetime:
        """When its article was read for quotations last, or an editor decided on it after that."""
        decision = getattr(self, "decision", None)
        read_at = self.article.processed_at or self.article.added_at
        return max(read_at, decision.decided_at) if decision else read_at

    @property
    def anchor(self) -> str:
        """The id of its place on the page of its article."""
        return f"q{self.start}-{self.end}"
