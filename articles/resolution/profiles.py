"""Load what is known of speakers: their names, titles, countries, offices and co-mentions."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import models
from django.db.models import OuterRef, Subquery

from articles.models import Entity, Mention, Quotation, Speaker, SpeakerName, Tenure
from articles.resolution.entities import EntityKey
from articles.resolution.facts import RECENT, CoMentions, Profile
from extraction.annotations import EntityType
from extraction.text.folding import key_of
from newsroom.db.prepared import PreparedQuery
from newsroom.db.replicas import connection

# An entity named in more articles than this is named beside everybody, and says nothing.
WIDELY = 20
# In place of the key of an article, where none is left out.
NONE = 0

BY_KEY = PreparedQuery[Speaker](lambda keys: Speaker.objects.filter(pk__in=keys))
# Speakers merged into these, and into which.
MERGED = PreparedQuery[tuple[int, int | None]](
    lambda keys: (
        Speaker.objects.filter(merged_into__in=keys).order_by().values_list("pk", "merged_into")
    )
)
# The newest articles that quote the one speaker of a list.
QUOTING = PreparedQuery[int](
    lambda keys, apart_from: (
        Quotation.objects.filter(speaker=keys[0])
        .exclude(article__in=apart_from)
        .order_by("-article")
        .values_list("article", flat=True)
        .distinct()[:RECENT]
    )
)
# The same of all speakers of a list at once, which takes PostgreSQL one statement.
QUOTING_EACH = """SELECT speaker, ARRAY(
    SELECT DISTINCT article_id FROM articles_quotation
    WHERE speaker_id = speaker AND article_id <> ALL(%s) ORDER BY article_id DESC LIMIT %s
) FROM unnest(%s::bigint[]) AS speaker"""
NAMES = PreparedQuery[tuple[int, str]](
    lambda keys: (
        SpeakerName.objects.filter(speaker__in=keys).order_by("name").values_list("speaker", "name")
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
# Which entities articles mention; and of entities in how many articles, `WIDELY` and one at most.
# In two queries, and of all types: a database that has not counted its rows yet may otherwise scan
# all people there are.
MENTIONED = PreparedQuery[tuple[int, int]](
    lambda articles: (
        Mention.objects.filter(article__in=articles)
        .order_by()
        .values_list("article", "entity")
        .distinct()
    )
)
NUMBERED = PreparedQuery[tuple[int, str, str, str, int]](
    lambda keys, apart_from: (
        Entity.objects.filter(pk__in=keys)
        .annotate(number=_Number(_articles_of(apart_from)[: WIDELY + 1]))
        .order_by()
        .values_list("pk", "type", "name", "key", "number")
    )
)


class _Number(Subquery):
    """How many rows a subquery has."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = models.IntegerField()


def _articles_of(apart_from: Collection[int]) -> models.QuerySet[Mention, int]:
    # In the order of an index, so that not all of fifty thousand are counted to know that it is
    # over twenty.
    mentions = Mention.objects.filter(entity=OuterRef("pk")).exclude(article__in=apart_from)
    return mentions.order_by("article").values_list("article", flat=True).distinct()


@dataclass(frozen=True, slots=True)
class Unwritten:
    """What articles say that are decided and not written yet.

    The articles by the speaker that they quote; the entities that each mentions, and in how many of
    them each is; type, name and key of the entities that are new.
    """

    quoting: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    mentioning: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    number: Counter[int] = field(default_factory=Counter)
    new: dict[int, tuple[str, str, str]] = field(default_factory=dict)

    def add_mentions(self, article: int, entities: Collection[int]) -> None:
        self.mentioning[article].update(entities)
        self.number.update(self.mentioning[article])

    def add_quoted(self, article: int, speakers: Iterable[int]) -> None:
        for speaker in speakers:
            self.quoting[speaker].append(article)


NOTHING = Unwritten()


def load_speakers(keys: Collection[int]) -> list[Speaker]:
    """Return speakers by key, each with the speaker it was merged into."""
    speakers = BY_KEY(keys)
    merged = [speaker for speaker in speakers if speaker.merged_into_id is not None]
    models.prefetch_related_objects(merged, "merged_into")
    return speakers


def load_profiles(
    roots: Sequence[int], day: dt.date | None, apart_from: Collection[int] = (NONE,)
) -> tuple[dict[int, Profile], dict[int, list[str]]]:
    """Return the profiles of speakers, offices as of a day, some articles left out; and the own
    names of each speaker, including those merged into these."""
    into = with_merged(roots)
    spellings: dict[int, list[str]] = defaultdict(list)
    names: dict[int, list[str]] = defaultdict(list)
    titles: dict[int, set[str]] = defaultdict(set)
    countries: dict[int, set[str]] = defaultdict(set)
    listed: set[int] = set()
    for owner, name in NAMES(into):
        spellings[owner].append(name)
        names[into[owner]].append(name)
    for pk, title, code in SAID(roots, apart_from):
        titles[pk].update(filter(None, [title]))
        countries[pk].update(filter(None, [code]))
    for tenure in TENURES(roots):
        listed.add(tenure.speaker_id)
        if tenure.covers(day) or day is None:
            titles[tenure.speaker_id].add(tenure.title)
            countries[tenure.speaker_id].update(filter(None, [tenure.country_id]))
    profiles = {
        pk: Profile(tuple(names[pk]), frozenset(titles[pk]), frozenset(countries[pk]), pk in listed)
        for pk in roots
    }
    return profiles, spellings


def with_merged(keys: Iterable[int]) -> dict[int, int]:
    """For each of these speakers, and each that was merged into them, which of them it is now."""
    roots = {key: key for key in keys}
    level: Iterable[int] = keys
    while merged := {key: roots[into] for key, into in MERGED(level) if into and key not in roots}:
        roots |= merged
        level = merged
    return roots


def load_co_mentions(
    speakers: Iterable[int], apart_from: Collection[int] = (NONE,), *,
    without: int = NONE, mentioned: Collection[EntityKey] = (), unwritten: Unwritten = NOTHING,
) -> dict[int, tuple[CoMentions, ...]]:  # fmt: skip
    """Return the newest articles that quote each speaker, with keys of the people they name.

    Articles in `apart_from` are left out.  People whom many articles name are, too: the article
    `without` counts as one that mentions the entities `mentioned`, against what the database says,
    and what is `unwritten` as if it were there.
    """
    articles = {
        pk: _newest(those, unwritten.quoting.get(pk, ()))
        for pk, those in newest_quoting(speakers, apart_from).items()
    }
    people = people_named_in(
        {article for some in articles.values() for article in some},
        without=without, mentioned=mentioned, unwritten=unwritten,
    )  # fmt: skip
    return {
        pk: tuple((article, people.get(article, frozenset())) for article in newest)
        for pk, newest in articles.items()
    }


def _newest(written: list[int], unwritten: Collection[int]) -> list[int]:
    return sorted({*written, *unwritten}, reverse=True)[:RECENT] if unwritten else written


def newest_quoting(
    speakers: Iterable[int], apart_from: Collection[int] = (NONE,)
) -> dict[int, list[int]]:
    """Return by speaker the newest articles that quote it, the newest first."""
    if connection.vendor != "postgresql":
        return {pk: QUOTING([pk], apart_from) for pk in speakers}
    with connection.cursor() as cursor:
        cursor.execute(QUOTING_EACH, [list(apart_from), RECENT, list(speakers)])
        return dict(cursor.fetchall())


def people_named_in(
    articles: Collection[int], *, without: int = NONE, mentioned: Collection[EntityKey] = (),
    unwritten: Unwritten = NOTHING,
) -> dict[int, frozenset[str]]:  # fmt: skip
    """Return keys of the people that each article names, without those whom many articles name.

    The article `without` counts as one that mentions the entities `mentioned`.
    """
    rows = MENTIONED(article for article in articles if article not in unwritten.mentioning)
    rows += [(one, entity) for one in articles for entity in unwritten.mentioning.get(one, ())]
    names = rare_people(
        {entity for _, entity in rows}, without=without, mentioned=mentioned, unwritten=unwritten
    )
    people: dict[int, set[str]] = defaultdict(set)
    for article, entity in rows:
        if entity in names:
            people[article].add(names[entity])
    return {article: frozenset(keys) for article, keys in people.items()}


def rare_people(
    entities: Collection[int], *, without: int = NONE, mentioned: Collection[EntityKey] = (),
    unwritten: Unwritten = NOTHING,
) -> Mapping[int, str]:  # fmt: skip
    """Return the key of each of these entities that is a person whom few articles name."""
    rows = NUMBERED((pk for pk in entities if pk not in unwritten.new), [without])
    rows += [(pk, *unwritten.new[pk], 0) for pk in entities if pk in unwritten.new]
    return {
        pk: key_of(name)
        for pk, kind, name, key, number in rows
        if kind == EntityType.PERSON
        and number + unwritten.number[pk] + ((kind, key) in mentioned) <= WIDELY
    }
