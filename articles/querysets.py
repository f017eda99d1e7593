"""How articles, speakers, countries and quotations are asked for.

Every rule about rows stands here.  Methods that take several values read them as “any of
these”, and as no condition at all when there are none, so that a view can chain whatever a
form gives it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
)
from django.db.models.functions import Coalesce

from articles.search.query import Query
from extraction.annotations import SpeakerType
from identity.names import folded, key_of

if TYPE_CHECKING:
    from articles.models import (
        Article,
        Country,
        Quotation,
        Speaker,
    )
    from articles.search.results import PageRequest, Quoted


class Labelled(models.QuerySet[Any]):
    """Rows that are known by a name."""

    def labels(self, keys: Collection[str]) -> dict[str, str]:
        """The names of these, by key as it stands in a URL."""
        rows = self.filter(pk__in=keys).order_by().values_list("pk", "name")
        return {str(pk): name for pk, name in rows}

    def keys_named_like(self, words: str) -> list[Any]:
        """Keys of those whose name has all of these words, whatever their case."""
        rows = self
        for word in words.split():
            rows = rows.filter(name__icontains=word)
        return list(rows.order_by("name").values_list("pk", flat=True))


def _count(rows: models.QuerySet[Any], column: str) -> Coalesce:
    """How many `rows` point at the outer row by `column`; `rows` name it as OuterRef."""
    counted = rows.order_by().values(column).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


class QuotationQuerySet(models.QuerySet["Quotation"]):
    def texts(self, keys: Collection[int]) -> dict[int, str]:
        return dict(self.filter(pk__in=keys).order_by().values_list("pk", "text"))

    def in_order(self, keys: Collection[int]) -> list[Quotation]:
        """Those with these keys, in their order."""
        rows = self.in_bulk(keys)
        return [rows[key] for key in keys if key in rows]

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

    def bodies(self, pks: Collection[int]) -> dict[int, str]:
        return dict(self.filter(pk__in=pks).order_by().values_list("pk", "body"))

    def matching(self, query: Query) -> Self:
        """Those in which a search finds all it wants and nothing it does not."""
        from articles.search.articles import keys_matching

        keys = keys_matching(query)
        return self if keys is None else self.filter(pk__in=keys)

    def part(self, request: PageRequest) -> tuple[list[Article], str, str]:
        """A part of these, newest first, and the places of its first and last where more are
        before it and behind it: “date.key”.
        """
        place = _place(request.after or request.before)
        back = bool(place and not request.after)
        rows = self.newest_first()
        if back:
            rows = self.order_by(F("published_on").asc(nulls_first=True), "pk")
        if place:
            rows = rows.filter(_later(*place) if back else _earlier(*place))
        found = list(rows[: request.limit + 1])
        more = len(found) > request.limit
        found = found[: request.limit]
        if back and len(found) < request.limit:
            return self.part(replace(request, before=""))
        if back:
            found.reverse()
        places = [f"{article.published_on or 'undated'}.{article.pk}" for article in found]
        previous = places[0] if places and (more if back else place) else ""
        return found, previous, places[-1] if places and (back or more) else ""

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


def _place(text: str) -> tuple[dt.date | None, int] | None:
    """The place in the list of articles that `part` gave; None for anything else."""
    day, _, key = text.rpartition(".")
    try:
        place = None if day == "undated" else dt.date.fromisoformat(day), int(key)
    except ValueError:
        return None
    return place if 0 <= place[1] < 2**63 else None


def _earlier(day: dt.date | None, key: int) -> Q:
    """Behind a place in the list, newest first."""
    if day is None:
        return Q(published_on=None, pk__lt=key)
    return Q(published_on__lt=day) | Q(published_on=day, pk__lt=key) | Q(published_on=None)


def _later(day: dt.date | None, key: int) -> Q:
    """Before a place in the list, newest first."""
    if day is None:
        return Q(published_on__isnull=False) | Q(pk__gt=key)
    return Q(published_on__gt=day) | Q(published_on=day, pk__gt=key)


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def labels(self, keys: Collection[str]) -> dict[str, str]:
        """Their names by key as it stands in a URL; namesakes have their number behind it."""
        rows = self.filter(pk__in=keys).order_by().values_list("pk", "name")
        bearers = Counter(name for _, name in rows)
        return {str(pk): name if bearers[name] == 1 else f"{name} (#{pk})" for pk, name in rows}

    def ranked(self, part: Sequence[Quoted]) -> list[Speaker]:
        """Those of a ranking, in its order, with `quotation_count` and `last_quoted`."""
        rows = self.select_related("country").in_bulk([quoted.speaker for quoted in part])
        found = []
        for quoted in part:
            if speaker := rows.get(quoted.speaker):
                speaker.quotation_count, speaker.last_quoted = quoted.count, quoted.last  # type: ignore[attr-defined]
                found.append(speaker)
        return found

    def beside(self, counted: Sequence[tuple[int, int]]) -> list[Speaker]:
        """People of these keys, in this order, with `shared_count` of articles."""
        people = self.filter(type=SpeakerType.PERSON).select_related("country")
        rows = people.in_bulk([key for key, _ in counted])
        for key, count in counted:
            if key in rows:
                rows[key].shared_count = count  # type: ignore[attr-defined]
        return [rows[key] for key, _ in counted if key in rows]

    def keys_named_like(self, words: str) -> list[int]:
        """Keys of those with every one of these words somewhere in one of their names, accents
        and case aside; NUL, which no database can be asked for, is none.  The names of those who
        were merged into them are theirs too.
        """
        from articles.models import SpeakerName

        merged = self.filter(merged_into__isnull=False).values_list("pk", "merged_into")
        into: dict[int, int] = {pk: root for pk, root in merged if root}
        found: set[int] | None = None
        for word in words.replace("\0", " ").split():
            plain = folded(word)
            named = SpeakerName.objects.filter(
                Q(key__contains=plain) if plain else Q(name__icontains=word)
            )
            bearers = set(named.order_by().values_list("speaker", flat=True))
            level = bearers & into.keys()
            while level:
                level = {into[key] for key in level} - bearers
                bearers |= level
                level &= into.keys()
            found = bearers if found is None else found & bearers
        return sorted((found or set()) - into.keys())

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
        from articles.search.results import quoted_most_of

        counted = quoted_most_of(self.keys_named_like(words), limit)
        rows = self.select_related("country").in_bulk([key for key, _ in counted])
        for key, count in counted:
            rows[key].quotation_count = count  # type: ignore[attr-defined]
        return [rows[key] for key, _ in counted]

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


class CountryQuerySet(Labelled):
    def with_codes(self, codes: Collection[str]) -> Self:
        return self.filter(pk__in=codes).order_by("name")

    def named_like(self, words: str) -> Self:
        """Those whose name has a word that begins so, or whose code it is."""
        begins = Q(name__istartswith=words) | Q(name__icontains=f" {words}")
        return self.filter(begins | Q(code__iexact=words)).order_by("name")

    def counted(self, by: Mapping[str, int], about: Mapping[str, int]) -> list[Country]:
        """Those that speak or are spoken about, with `by_count` and `about_count`."""
        rows = list(self.with_codes({*by, *about}))
        for country in rows:
            country.by_count, country.about_count = by.get(country.pk, 0), about.get(country.pk, 0)
        return rows
