"""The rows of a batch of new articles, gathered while they are decided and written together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, models

from articles.ingest.plan import NewSpeaker, Plan
from articles.ingest.store import quotation_columns
from articles.models import Article, Entity, Mention, Quotation, Speaker, SpeakerName
from articles.resolution.blocking import COLUMNS
from articles.resolution.consequences import Consequences
from articles.resolution.entities import Mentions
from articles.resolution.facts import FIRST_NEW, Candidate
from articles.resolution.known import Known, NameRow
from articles.resolution.profiles import Unwritten
from articles.resolution.reconcile import write_consequences, write_promoted
from articles.utterances.store import Row
from newsroom.db.bulk import bulk_load, bulk_update
from newsroom.db.keys import Keys


class NewRows:
    """What the plans of new articles write, with keys of the database; noted in `known` too.

    `unwritten` is what of it co-mentions are read from."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.articles: list[Article] = []
        self.unwritten = Unwritten()
        self.keys = {model: Keys(model) for model in (Entity, Speaker, Quotation)}
        self.places = {pk: place for place, (pk, _) in known.entities.items()}
        self.entities: dict[int, Entity] = {}
        self.mentions: list[tuple[int, int, int, int]] = []
        self.speakers: dict[int, Speaker] = {}
        self.names: list[SpeakerName] = []
        self.quotations: list[dict[str, Any]] = []
        self.about: list[tuple[str, ...]] = []
        self.of_speaker: dict[int, list[dict[str, Any]]] = defaultdict(list)
        # of rows that are there
        self.promoted: set[int] = set()
        self.countries: dict[int, str] = {}
        self.entity_countries: dict[int, str] = {}
        self.shown: list[tuple[str | None, str | None, frozenset[int]]] = []

    # gather

    def add(self, article: Article, plan: Plan) -> None:
        """Add the rows of an article, which has none."""
        self.articles.append(article)
        self._add_mentions(article, plan.mentions)
        keys = {one.key: self._add_speaker(article, one) for one in plan.speakers}
        for key, name in plan.names:
            self._add_name(keys.get(key, key), name)
        self._promote(plan.promoted)
        self._follow(plan.consequences)
        quoted: set[int] = set()
        for one in plan.quotations:
            row = quotation_columns(article, one, keys)
            self.quotations.append(row)
            self.about.append(one.about)
            if speaker := row["speaker_id"]:
                self.of_speaker[speaker].append(row)
                spoken_as = one.speaker_title, one.found_country, one.speaker_country
                self.known.add_said(speaker, spoken_as)
                quoted.add(speaker)
        self.unwritten.add_quoted(article.pk, quoted)

    def _add_mentions(self, article: Article, mentions: Mentions) -> None:
        keys: dict[int, int] = {}
        for n, one in enumerate(mentions.new):
            pk = keys[FIRST_NEW + n] = self.keys[Entity].take()
            self.entities[pk] = Entity(pk, one.type, one.name, one.key, country_id=one.country)
            self.places[pk] = one.type, one.key
            self.known.entities[self.places[pk]] = pk, one.country
            self.unwritten.new[pk] = one.type, one.name, one.key
        for pk, country in mentions.countries:
            self._set_entity_country(pk, country)
        mentioned = [(keys.get(key, key), start, end) for key, start, end in mentions.mentions]
        self.mentions += [(article.pk, *mention) for mention in mentioned]
        self.unwritten.add_mentions(article.pk, [key for key, *_ in mentioned])

    def _set_entity_country(self, pk: int, country: str) -> None:
        self.known.entities[self.places[pk]] = pk, country
        if pk in self.entities:
            self.entities[pk].country_id = country
        else:
            self.entity_countries[pk] = country

    def _add_speaker(self, article: Article, one: NewSpeaker) -> int:
        pk = self.keys[Speaker].take()
        only_in = article.pk if one.provisional else None
        self.speakers[pk] = Speaker(
            pk=pk, type=one.type, name=one.name, country_id=one.country, only_in_id=only_in
        )
        self.known.add_speaker(Candidate(pk, one.name, one.type, None, only_in, one.country))
        return pk

    def _add_name(self, speaker: int, name: str) -> None:
        row = SpeakerName(speaker_id=speaker, name=name)
        row.put_under_blocks()
        self.names.append(row)
        self.known.add_name(NameRow(speaker, name, tuple(getattr(row, each) for each in COLUMNS)))

    def _promote(self, keys: Collection[int]) -> None:
        self.known.promote(keys)
        for key in keys & self.speakers.keys():
            self.speakers[key].only_in_id = None
        self.promoted |= keys - self.speakers.keys()

    def _follow(self, consequences: Consequences) -> None:
        self.known.follow(consequences)
        for key, code in consequences.countries.items():
            if key in self.speakers:
                self.speakers[key].country_id = code
            elif key < FIRST_NEW:
                self.countries[key] = code
        for found, meant, keys in consequences.shown:
            for row in (row for key in keys for row in self.of_speaker[key]):
                if row["found_country_id"] == found:
                    row["speaker_country_id"] = meant
            if there := keys - self.speakers.keys():
                self.shown.append((found, meant, there))

    def number_quotations(self) -> None:
        """Give quotations their keys, when all are gathered."""
        keys = self.keys[Quotation].take_many(len(self.quotations))
        for key, row in zip(keys, self.quotations, strict=True):
            row["id"] = key

    def to_group(self) -> dict[int, Row]:
        """Return the quotations by their keys, as they are grouped as utterances."""
        days = {article.pk: article.published_on for article in self.articles}
        return {
            row["id"]: Row(
                row["id"], None, None, row["echo"], row["article_id"], row["speaker_id"],
                row["kind"], row["text"], days[row["article_id"]],
            )
            for row in self.quotations
        }  # fmt: skip

    # write

    def write(self) -> None:
        """Write what was gathered, what is there already first."""
        write_promoted(self.promoted)
        write_consequences(Consequences(countries=self.countries, shown=tuple(self.shown)))
        for code, keys in _by_value(self.entity_countries).items():
            bulk_update(Entity, keys, {"country": code})
        load_rows(Entity, self.entities.values())
        bulk_load(Mention, ("article_id", "entity_id", "start", "end"), self.mentions)
        load_rows(Speaker, self.speakers.values())
        load_rows(SpeakerName, self.names)
        self._write_quotations()

    def _write_quotations(self) -> None:
        columns = tuple(self.quotations[0]) if self.quotations else ()
        bulk_load(Quotation, columns, [tuple(row.values()) for row in self.quotations])
        through = Quotation.about.through
        bulk_load(through, ("quotation_id", "country_id"), [
            (row["id"], code)
            for row, about in zip(self.quotations, self.about, strict=True) for code in about
        ])  # fmt: skip


def load_rows(model: type[models.Model], instances: Iterable[models.Model]) -> None:
    """Insert instances; the key of one that has none is given by the database."""
    those = list(instances)
    fields = [
        field for field in model._meta.concrete_fields
        if not field.generated and not (field.primary_key and those and those[0].pk is None)
    ]  # fmt: skip
    columns = [field.attname for field in fields]
    bulk_load(model, columns, [_values(one, fields) for one in those])


def _values(instance: models.Model, fields: Sequence[models.Field[Any, Any]]) -> list[Any]:
    return [
        field.get_db_prep_save(getattr(instance, field.attname), connection) for field in fields
    ]


def _by_value(values: Mapping[int, str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for key, value in values.items():
        found[value].append(key)
    return found
