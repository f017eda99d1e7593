"""What is known of the people on file: their names, offices, countries, and who is named beside."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import models
from django.db.models import OuterRef, Subquery

from articles.models import Article, Entity, Mention, Quotation, Speaker, SpeakerName, Tenure
from extraction.annotations import EntityType
from extraction.text.folding import key_of
from identity.matching import Person
from newsroom.db.prepared import PreparedQuery

# Named in more articles than this, somebody is company for everybody, and so tells nothing.
WIDELY = 20
# Articles of a speaker that are looked through for the people named beside.
RECENT = 50


BY_KEY = PreparedQuery[Speaker](lambda keys: Speaker.objects.filter(pk__in=keys))
# Who was merged into these, and into which.
MERGED = PreparedQuery[tuple[int, int | None]](
    lambda keys: (
        Speaker.objects.filter(merged_into__in=keys).order_by().values_list("pk", "merged_into")
    )
)
NAMES = PreparedQuery[tuple[int, str, str]](
    lambda keys: (
        SpeakerName.objects.filter(speaker__in=keys)
        .order_by("name")
        .values_list("speaker", "name", "key")
    )
)
SAID = PreparedQuery[tuple[int, str, str | None]](
    lambda keys, apart_from: (
        Quotation.objects.filter(speaker__in=keys)
        .exclude(article__in=apart_from)
        .order_by()
        .values_list("speaker", "speaker_title", "found_country")
        .distinct()
    )
)
TENURES = PreparedQuery[Tenure](lambda keys: Tenure.objects.filter(speaker__in=keys).order_by())


# Whom and what articles mention, and type and name of each that not many articles mention.  One
# after the other, and all types: a database that has not counted its rows yet may otherwise go
# through all people there are.
MENTIONED = PreparedQuery[int](
    lambda articles: (
        Mention.objects.filter(article__in=articles)
        .order_by()
        .values_list("entity", flat=True)
        .distinct()
    )
)
SELDOM = PreparedQuery[tuple[str, str]](
    lambda keys: (
        Entity.objects.filter(pk__in=keys)
        # Not by EXISTS, in which SQLite takes no notice of DISTINCT.
        .alias(one_too_many=Subquery(_articles_of(OuterRef("pk"))[WIDELY : WIDELY + 1]))
        .filter(one_too_many=None)
        .order_by()
        .values_list("type", "name")
    )
)


def _articles_of(entity: OuterRef) -> models.QuerySet[Mention, int]:
    # In the order of an index, so that nobody counts fifty thousand to know it is over twenty.
    mentions = Mention.objects.filter(entity=entity).order_by("article")
    return mentions.values_list("article", flat=True).distinct()


def speakers_of(keys: Collection[int]) -> list[Speaker]:
    """Speakers by name, each with whom it was merged into."""
    speakers = BY_KEY(keys)
    merged = [speaker for speaker in speakers if speaker.merged_into_id is not None]
    models.prefetch_related_objects(merged, "merged_into")
    return speakers


def _sets() -> defaultdict[int, set[str]]:
    return defaultdict(set)


@dataclass(slots=True)
class Profiles:
    """What is known of speakers, by their keys, offices as of a day.

    `spellings` has the names and the keys of these, of those merged into them too, under each.
    """

    spellings: defaultdict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    names: defaultdict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    titles: defaultdict[int, set[str]] = field(default_factory=_sets)
    countries: defaultdict[int, set[str]] = field(default_factory=_sets)
    listed: set[int] = field(default_factory=set)


def load_profiles(
    keys: Sequence[int], day: dt.date | None, apart_from: Article | None = None
) -> Profiles:
    """What is known of these speakers; what the article `apart_from` tells is left out."""
    known = Profiles()
    roots = _with_merged(keys)
    for owner, name, key in NAMES(roots):
        known.spellings[owner][name] = key
        known.names[roots[owner]].append(name)
    for pk, title, code in SAID(keys, [apart_from.pk if apart_from else 0]):
        if title:
            known.titles[pk].add(title)
        if code:
            known.countries[pk].add(code)
    for tenure in TENURES(keys):
        known.listed.add(tenure.speaker_id)
        if tenure.covers(day) or day is None:
            known.titles[tenure.speaker_id].add(tenure.title)
            if tenure.country_id:
                known.countries[tenure.speaker_id].add(tenure.country_id)
    return known


def _with_merged(keys: Iterable[int]) -> dict[int, int]:
    """For each of these speakers, and each who was merged into them, which of them it is now."""
    roots = {key: key for key in keys}
    level: Iterable[int] = keys
    while merged := {key: roots[into] for key, into in MERGED(level) if into and key not in roots}:
        roots |= merged
        level = merged
    return roots


def persons_of(
    speakers: Iterable[Speaker], known: Profiles, before: Collection[int] = ()
) -> list[Person]:
    """Speakers as `known`; companions are left to `co_mentions`.

    Of the speakers `before`, whom an earlier reading of the article named, a country that nobody
    has fixed is left out: it may be from there.
    """
    people = []
    for speaker in speakers:
        pk = speaker.pk
        own = [speaker.name, *(n for n in known.names[pk] if n != speaker.name)]
        settled = speaker.country_fixed or pk not in before
        home = {speaker.country_id} if speaker.country_id and settled else set()
        at_home = home if speaker.country_fixed else known.countries[pk] | home
        people.append(
            Person(
                tuple(own),
                frozenset(code for code in at_home if code),
                frozenset(known.titles[pk]),
                listed=pk in known.listed,
                waiting=speaker.provisional,
            )
        )
    return people


def co_mentions(speakers: Iterable[int], apart_from: Article | None) -> dict[int, frozenset[str]]:
    """Keys of the people named in the articles that quote each speaker, one article left out."""
    found = {}
    for pk in speakers:
        quoting = Quotation.objects.filter(speaker=pk)
        if apart_from is not None:
            quoting = quoting.exclude(article=apart_from.pk)
        articles = quoting.order_by("-article").values_list("article", flat=True).distinct()
        found[pk] = people_named_in(list(articles[:RECENT]))
    return found


def people_named_in(articles: Iterable[int]) -> frozenset[str]:
    """Keys of the people whom articles mention, without those whom all the world mentions."""
    seldom = SELDOM(MENTIONED(articles))
    return frozenset(key_of(name) for kind, name in seldom if kind == EntityType.PERSON)
