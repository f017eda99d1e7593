"""How articles, speakers, countries and quotations are asked for.

Every rule about rows stands here.  Methods that take several values read them as “any of
these”, and as no condition at all when there are none, so that a view can chain whatever a
form gives it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
)
from django.db.models.functions import Coalesce

from articles.extraction.annotations import SpeakerType
from articles.identity.names import folded, key_of

if TYPE_CHECKING:
    from articles.models import (
        Article,
        Country,
        Quotation,
        Speaker,
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """One value that rows have, its label, and how many rows have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class TitleHeld:
    """A title as articles give it, with the first and last dates they give it on."""

    title: str
    first: dt.date | None
    last: dt.date | None
    count: int


@dataclass(frozen=True, slots=True)
class Pair:
    """How many quotations people of one country have about another."""

    by: str
    about: str
    count: int


def _count(rows: models.QuerySet[Any], column: str) -> Coalesce:
    """How many `rows` point at the outer row by `column`; `rows` name it as OuterRef."""
    counted = rows.order_by().values(column).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


class QuotationQuerySet(models.QuerySet["Quotation"]):
    def by_speaker(self, speakers: Collection[Speaker | int]) -> Self:
        return self.filter(speaker__in=speakers) if speakers else self

    def by_country(self, countries: Collection[Country | str]) -> Self:
        """Of speakers who spoke for, or came from, any of these countries at the time."""
        return self.filter(speaker_country__in=countries) if countries else self

    def about_country(self, countries: Collection[Country | str]) -> Self:
        if not countries:
            return self
        about = self.model._default_manager.filter(about__in=countries).values("pk")
        return self.filter(pk__in=about)

    def in_outlet(self, outlets: Collection[Any]) -> Self:
        return self.filter(article__outlet__in=outlets) if outlets else self

    def with_title(self, title: str) -> Self:
        """Of somebody whom the article gives this office, word for word."""
        return self.filter(speaker_title=title) if title else self

    def of_kind(self, kinds: Collection[str]) -> Self:
        return self.filter(kind__in=kinds) if kinds else self

    def published_between(self, since: dt.date | None, until: dt.date | None) -> Self:
        """On these days and between them; with either given, undated articles fall away."""
        rows = self
        if since:
            rows = rows.filter(article__published_on__gte=since)
        if until:
            rows = rows.filter(article__published_on__lte=until)
        return rows

    def matching(self, words: str) -> Self:
        """With every one of these words somewhere in the text, whatever their case."""
        rows = self
        for word in words.split():
            rows = rows.filter(text__icontains=word)
        return rows

    def newest_first(self) -> Self:
        """By date of article, undated ones last; within an article as the text runs."""
        return self.order_by(
            F("article__published_on").desc(nulls_last=True), "-article_id", "start", "end", "pk"
        )

    def for_listing(self) -> Self:
        """With everything that one entry of a list prints; the body is left alone."""
        return (
            self.select_related("article__outlet", "speaker", "speaker_country")
            .prefetch_related("about")
            .defer("article__body", "article__error", "content", "source", "cue")
        )

    def with_pk_in(self, pks: Collection[int]) -> Self:
        return self.filter(pk__in=pks)

    def for_editing(self) -> Self:
        return self.select_related("article", "speaker", "speaker_country").prefetch_related(
            "about"
        )

    def for_review(self) -> Self:
        """With all that an editor needs to judge one, the text around it too."""
        return self.select_related(
            "article__outlet", "speaker", "speaker_country", "decision"
        ).prefetch_related("about")

    def decided(self) -> Self:
        """Those of which people settled anything, with what an export writes."""
        from articles.models import Decision

        standing = Decision.objects.standing().filter(quotation=OuterRef("pk"))
        return self.filter(Exists(standing)).select_related("speaker").prefetch_related("about")

    def to_review(self, below: float) -> Self:
        """Those a person should look at, the least certain first."""
        return (
            self.filter(confidence__lt=below)
            .exclude(decision__verdict="checked")
            .order_by("confidence", "pk")
        )

    def overlapping(self, start: int, end: int) -> Self:
        return self.filter(start__lt=end, end__gt=start)

    def next_from(self, start: int) -> Quotation | None:
        """The first that begins here or later; failing that, the last before."""
        return self.filter(start__gte=start).order_by("start", "pk").first() or (
            self.order_by("start", "pk").last()
        )

    def nearest_to(self, start: int, end: int) -> Quotation | None:
        """The one at `[start, end)`; failing that, the one that overlaps it best.

        Best is the most characters shared, less those only one of the two has, so that a
        quotation found anew a few characters longer is preferred to one that swallows it.
        """

        def fit(quotation: Quotation) -> tuple[int, int]:
            shared = min(end, quotation.end) - max(start, quotation.start)
            return 2 * shared - (quotation.end - quotation.start), -quotation.pk

        return max(self.overlapping(start, end), key=fit, default=None)

    def tally_speakers(self) -> Iterable[Tally]:
        """Namesakes have their number behind the name."""
        tallies = list(self._tally("speaker_id", "speaker__name"))
        bearers = Counter(tally.label for tally in tallies)
        return (
            tally
            if bearers[tally.label] == 1
            else replace(tally, label=f"{tally.label} (#{tally.value})")
            for tally in tallies
        )

    def tally_speaker_countries(self) -> Iterable[Tally]:
        return self._tally("speaker_country_id", "speaker_country__name")

    def tally_countries_about(self) -> Iterable[Tally]:
        return self._tally("about__code", "about__name")

    def tally_outlets(self) -> Iterable[Tally]:
        return self._tally("article__outlet_id", "article__outlet__name")

    def tally_kinds(self) -> Iterable[Tally]:
        return self._tally("kind", "kind")

    def _tally(self, value: str, label: str) -> Iterable[Tally]:
        """Most frequent first, then by label; rows without the value are not counted."""
        rows = (
            self.filter(**{f"{value.removesuffix('_id')}__isnull": False})
            .order_by()
            .values_list(value, label)
            .annotate(n=Count("pk"))
            .order_by("-n", label)
        )
        return (Tally(str(value), label, count) for value, label, count in rows)

    def titles_held(self) -> Iterable[TitleHeld]:
        """The titles that articles give, latest first; where no date is known, last."""
        rows = (
            self.exclude(speaker_title="")
            .order_by()
            .values_list("speaker_title")
            .annotate(
                first=Min("article__published_on"),
                last=Max("article__published_on"),
                n=Count("pk"),
            )
            .order_by(F("last").desc(nulls_last=True), "-n", "speaker_title")
        )
        return (TitleHeld(*row) for row in rows)

    def pairs(self) -> Iterable[Pair]:
        """Speaker's country × country spoken about, most frequent first."""
        rows = (
            self.filter(speaker_country__isnull=False, about__isnull=False)
            .order_by()
            .values_list("speaker_country_id", "about__code")
            .annotate(n=Count("pk"))
            .order_by("-n", "speaker_country_id", "about__code")
        )
        return (Pair(*row) for row in rows)


class ArticleQuerySet(models.QuerySet["Article"]):
    def in_outlet(self, outlets: Collection[Any]) -> Self:
        return self.filter(outlet__in=outlets) if outlets else self

    def published_between(self, since: dt.date | None, until: dt.date | None) -> Self:
        rows = self
        if since:
            rows = rows.filter(published_on__gte=since)
        if until:
            rows = rows.filter(published_on__lte=until)
        return rows

    def with_pk_in(self, pks: Collection[int]) -> Self:
        return self.filter(pk__in=pks)

    def decided(self) -> Self:
        """Those on which somebody decided anything, oldest first."""
        from articles.models import Decision

        standing = Decision.objects.standing().filter(article=OuterRef("pk"))
        return self.filter(Exists(standing)).order_by("pk")

    def with_body(self, body: str) -> Article | None:
        """The article with this text, blanks at its ends aside."""
        return self.filter(content_hash=self.model.hash_of(body)).defer("body").first()

    def newest_first(self) -> Self:
        return self.order_by(F("published_on").desc(nulls_last=True), "-pk")

    def for_listing(self) -> Self:
        """With outlet and `quotation_count`; the body is left alone."""
        from articles.models import Quotation

        quotations = Quotation.objects.filter(article=OuterRef("pk"))
        return (
            self.select_related("outlet")
            .defer("body")
            .annotate(quotation_count=_count(quotations, "article"))
        )

    def for_reading(self) -> Self:
        """With everything that the page of one article prints."""
        from articles.models import Mention, Quotation

        return self.select_related("outlet").prefetch_related(
            Prefetch(
                "quotations",
                Quotation.objects.select_related(
                    "speaker", "speaker_country", "decision"
                ).prefetch_related("about"),
            ),
            Prefetch("mentions", Mention.objects.select_related("entity__country")),
        )


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def named_like(self, words: str) -> Self:
        """With every one of these words somewhere in one of their names, accents and case aside.

        The names of those who were merged into them are theirs too.
        """
        from articles.models import SpeakerName

        rows = self
        for word in words.split():
            named = SpeakerName.objects.filter(
                Q(key__contains=folded(word)) | Q(name__icontains=word)
            )
            bearers = (
                "speaker",
                "speaker__merged_into",
                "speaker__merged_into__merged_into",
            )
            rows = rows.filter(reduce(or_, (Q(pk__in=named.values(bearer)) for bearer in bearers)))
        return rows

    def for_listing(self) -> Self:
        """Those who are quoted, most quoted first, with `quotation_count` and `last_quoted`."""
        from articles.models import Quotation

        quotations = Quotation.objects.filter(speaker=OuterRef("pk"))
        days = quotations.order_by(F("article__published_on").desc(nulls_last=True))
        return (
            self.filter(Exists(quotations))
            .select_related("country")
            .annotate(
                quotation_count=_count(quotations, "speaker"),
                last_quoted=Subquery(days.values("article__published_on")[:1]),
            )
            .order_by("-quotation_count", "name")
        )

    def with_merged(self, speakers: Iterable[int]) -> list[int]:
        """The keys of speakers and of all who were merged into them, however deep."""
        keys = list(dict.fromkeys(speakers))
        level = keys
        while level:
            merged = self.filter(merged_into__in=level).exclude(pk__in=keys)
            level = list(merged.values_list("pk", flat=True))
            keys += level
        return keys

    def with_pk(self, pk: int) -> Speaker | None:
        return self.filter(pk=pk).select_related("merged_into", "country").first()

    def shared_names(self, names: Iterable[str]) -> set[str]:
        """The keys, of those of these names, that more than one speaker bears."""
        rows = self.filter(merged_into=None, names__key__in={key_of(name) for name in names})
        counted = rows.values_list("names__key").annotate(n=Count("pk", distinct=True))
        return set(counted.filter(n__gt=1).order_by().values_list("names__key", flat=True))

    def called(self, name: str) -> list[Speaker]:
        """Everybody who bears a name, merged speakers as the one they are now."""
        bearers = self.filter(names__key=key_of(name)).select_related("merged_into", "country")
        return list({speaker.root.pk: speaker.root for speaker in bearers}.values())

    def suggested(self, words: str, limit: int) -> list[Speaker]:
        """Whom somebody who types these words may mean, most quoted first."""
        from articles.models import Quotation

        said = Quotation.objects.filter(speaker=OuterRef("pk"))
        rows = self.filter(merged_into=None).named_like(words).select_related("country")
        counted = rows.annotate(quotation_count=_count(said, "speaker"))
        return list(counted.order_by("-quotation_count", "name")[:limit])

    def quoted_in(self, article: Article) -> Self:
        return self.filter(quotations__article=article).distinct().order_by("name")

    def provisional(self) -> Self:
        """Those whom one article names by too little, with `quotation_count`, most first."""
        from articles.models import Quotation

        said = Quotation.objects.filter(speaker=OuterRef("pk"))
        return (
            self.filter(only_in__isnull=False, merged_into=None)
            .filter(Exists(said))
            .select_related("only_in", "country")
            .annotate(quotation_count=_count(said, "speaker"))
            .order_by("-quotation_count", "pk")
        )

    def quoted_beside(self, speaker: Speaker) -> Self:
        """People quoted in the same articles, with `shared_count` of articles, most first."""
        articles = speaker.quotations.values("article")
        return (
            self.filter(type=SpeakerType.PERSON, quotations__article__in=articles)
            .exclude(pk=speaker.pk)
            .select_related("country")
            .annotate(shared_count=Count("quotations__article", distinct=True))
            .order_by("-shared_count", "name")
        )


class TenureQuerySet(models.QuerySet[Any]):
    def in_country(self, country: Country | str) -> Self:
        return self.filter(country=country)

    def held_on(self, day: dt.date | None) -> Self:
        """Offices held on a day; where the day is unknown, those that have not ended."""
        if day is None:
            return self.filter(until=None)
        begun = Q(since=None) | Q(since__lte=day)
        return self.filter(begun, Q(until=None) | Q(until__gte=day))


class DecisionQuerySet(models.QuerySet[Any]):
    def lost(self) -> Self:
        """Those whose words cannot be found in their article any more."""
        return self.filter(lost=True).select_related("article")

    def checked(self) -> Self:
        return self.filter(verdict="checked")

    def standing(self) -> Self:
        """Those by which something is decided."""
        return self.exclude(values={}, verdict="")


class ChangeQuerySet(models.QuerySet[Any]):
    def whole(self) -> Self:
        """Without those that are part of another."""
        return self.filter(part_of=None)

    def on_article(self, article: Article) -> Self:
        return self.filter(article=article)

    def on_decision(self, decision: models.Model) -> Self:
        return self.filter(decision=decision)

    def on_speaker(self, speaker: Speaker) -> Self:
        """On the speaker, on those merged into it, and on quotations that came or went."""
        own = Q(speaker=speaker) | Q(speaker__merged_into=speaker)
        moved = Q(before__speaker__value=speaker.pk) | Q(after__speaker__value=speaker.pk)
        return self.filter(own | moved)

    def for_listing(self) -> Self:
        """With everything that a line of history prints, newest first."""
        return (
            self.select_related("article", "speaker", "decision__quotation", "reverts", "by")
            .prefetch_related("reverted_by", "parts")
            .order_by("-pk")
        )


class CountryQuerySet(models.QuerySet["Country"]):
    def with_codes(self, codes: Collection[str]) -> Self:
        return self.filter(pk__in=codes).order_by("name")

    def for_listing(self) -> Self:
        """Those that speak or are spoken about, with `by_count` and `about_count`."""
        from articles.models import Quotation

        by = Quotation.objects.filter(speaker_country=OuterRef("pk"))
        about = Quotation.about.through._default_manager.filter(country=OuterRef("pk"))
        return (
            self.annotate(
                by_count=_count(by, "speaker_country"), about_count=_count(about, "country")
            )
            .filter(Q(by_count__gt=0) | Q(about_count__gt=0))
            .order_by("name")
        )
