"""How many statements an article costs: as many for twenty speakers as for three."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.ingest import store
from articles.models import Article, Entity, Mention, Quotation, Speaker
from articles.resolution import profiles, reconcile
from extraction.annotations import Extraction, SpeakerType
from newsroom.db.bulk import bulk_create, bulk_insert, bulk_load, bulk_update
from reading.draft import Draft
from tests.support.factories import FixedExtractor, make_article, mentioned, said
from tests.support.ingesting import TEXT, both, ingested

pytestmark = pytest.mark.django_db

# With the lock that one of the databases has.  Two are of utterances: the quotations of the
# article, and the decisions on these; two of copies: the sketch of the text, and others like it.
NEW, AGAIN, SAVING = 18, 24, 2
# Where others are like it: their sketches, groups and texts, and the decisions on these.
KNOWN = 25
# Of the same words on other days: those near by, those with the same words, the other members of
# their utterances, and the writing; the same of the copies of the article.
REPEATED = 30
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def of(speakers: int, words: str) -> tuple[str, Extraction]:
    """A text in which so many people and a ministry say something, and what is found in it."""
    names = [f"Ana{letter} Brel{letter}" for letter in LETTERS[:speakers]]
    said_by = [(f"It {words} {n} days", name) for n, name in enumerate(names)]
    body = "\n\n".join([f"“{words},” said {name}." for words, name in said_by] + ["“No,” it said."])
    quotations = [
        said(body, words, by=name, title="mayor", speaker_country="NO", about=("RU", "US"))
        for words, name in said_by
    ]
    ministry = said(body, "No,", by="Ministry", speaker_type=SpeakerType.ORGANIZATION)
    return body, Extraction((*quotations, ministry), tuple(mentioned(body, n) for n in names))


def statements_of_storing(article: Article, extraction: Extraction, version: str = "1") -> int:
    with CaptureQueriesContext(connection) as captured:
        store.store(article, extraction, version)
    return sum("SAVEPOINT" not in query["sql"] for query in captured)


@pytest.mark.parametrize("speakers", [3, 26])
def test_new_speakers_are_read_and_written_together(speakers: int) -> None:
    body, found = of(speakers, "rains")
    assert statements_of_storing(make_article(body), found) <= NEW
    assert Quotation.objects.count() == speakers + 1


@pytest.mark.parametrize("speakers", [3, 26])
def test_those_on_file_are_looked_at_together(speakers: int) -> None:
    body, found = of(speakers, "rains")
    store.store(make_article(body), found, "1")
    body, found = of(speakers, "snows")
    assert statements_of_storing(make_article(body), found) <= KNOWN
    assert Speaker.objects.count() == speakers + 1


@pytest.mark.parametrize("speakers", [3, 26])
def test_an_article_that_is_read_again_costs_as_few(speakers: int) -> None:
    body, found = of(speakers, "rains")
    article = make_article(body)
    store.store(article, found, "1")
    assert statements_of_storing(article, found, "2") <= AGAIN
    assert Quotation.objects.count() == speakers + 1


@pytest.mark.parametrize("speakers", [3, 26])
def test_utterances_are_read_and_written_together(speakers: int) -> None:
    body, found = of(speakers, "rains and will rain on the northern bridge before winter for")
    articles = [
        make_article(f"{body}\n\nDay {day}.", published_on=dt.date(2026, 3, day))
        for day in (1, 2, 3)
    ]
    costs = [statements_of_storing(article, found) for article in articles]
    assert costs[-1] <= REPEATED
    utterances = Quotation.objects.exclude(utterance=None).values_list("utterance", flat=True)
    assert sorted(Counter(utterances).values()) == [3] * (speakers + 1)


def test_articles_are_saved_and_claimed_together() -> None:
    ingested([Draft("Earlier", TEXT)], FixedExtractor(both))
    drafts = [Draft(f"Title {n}", f"{TEXT} {n}") for n in range(48)]
    with CaptureQueriesContext(connection) as captured:
        ingested(drafts, FixedExtractor())
    articles = [query["sql"] for query in captured if "articles_article" in query["sql"]]
    # Three batches; the first is claimed one by one, since nothing is loaded before it.
    of_saving = sum("content_hash" in sql and "EXISTS" not in sql for sql in articles)
    assert of_saving <= 3 * SAVING
    assert sum(sql.startswith("UPDATE") for sql in articles) <= 48 + 16


@pytest.mark.skipif(connection.vendor != "sqlite", reason="plans by the size of tables")
@pytest.mark.parametrize(
    ("step", "table", "index"),
    [
        ("reconcile.SHOWN", "articles_quotation", "quotation_known_of_speaker (speaker_id=?)"),
        ("profiles.SAID", "articles_quotation", "quotation_known_of_speaker (speaker_id=?)"),
        ("companions", "articles_quotation", "quotation_articles_of_speaker (speaker_id=?)"),
    ],
)
def test_what_is_known_of_a_speaker_is_read_from_an_index(
    step: str, table: str, index: str
) -> None:
    with CaptureQueriesContext(connection) as captured:
        match step:
            case "reconcile.SHOWN":
                reconcile.SHOWN([1], [0])
            case "profiles.SAID":
                profiles.SAID([1], [1])
            case _:
                profiles.load_co_mentions([1], [make_article().pk])
    (sql,) = [query["sql"] for query in captured if f'FROM "{table}"' in query["sql"]]
    # No row is looked at, and none put in another order.
    assert plan_of(sql) == [f"SEARCH {table} USING COVERING INDEX {index}"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="plans by the size of tables")
def test_whom_all_the_world_mentions_is_not_counted() -> None:
    with CaptureQueriesContext(connection) as captured:
        profiles.NUMBERED([1], [0])
    assert plan_of(captured[0]["sql"]) == [
        "SEARCH articles_entity USING INTEGER PRIMARY KEY (rowid=?)",
        "CORRELATED SCALAR SUBQUERY 2",
        "CO-ROUTINE counted",
        "SEARCH U0 USING COVERING INDEX mention_articles_of_entity (entity_id=?)",
        "SCAN counted",
    ]


def plan_of(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [row[-1] for row in cursor.fetchall()]


# ── the statements themselves ─────────────────────────────────────────────────────────────


def test_new_instances_have_their_keys() -> None:
    speakers = [Speaker(name=name, type="person") for name in ("Ada", "Bo")]
    bulk_create(speakers)
    assert [speaker.pk for speaker in speakers] == [
        Speaker.objects.get(name=name).pk for name in ("Ada", "Bo")
    ]
    speakers[0].note = "first"
    speakers[0].save()
    assert Speaker.objects.get(name="Ada").note == "first"


def test_a_row_that_is_there_keeps_its_key_and_all_but_what_is_replaced() -> None:
    rows = [
        {"type": "place", "key": key, "name": key.title(), "country_id": "NO"}
        for key in ("oslo", "bergen")
    ]
    made = bulk_insert(Entity, rows)
    again = [{**row, "name": "Another", "country_id": None} for row in reversed(rows)]
    assert bulk_insert(Entity, again, unique=("type", "key"), replacing=("name",)) == made[::-1]
    assert list(Entity.objects.values_list("name", "country")) == [("Another", "NO")] * 2


def test_values_go_into_the_rows_named_and_into_no_others() -> None:
    articles = [make_article() for _ in range(3)]
    now = timezone.now()
    keys = [article.pk for article in articles[:2]]
    bulk_update(Article, keys, {"processed_at": now, "due_at": None, "error": "100 % “why”"})
    stored = Article.objects.order_by("pk").values_list("processed_at", "error")
    assert list(stored) == [(now, "100 % “why”")] * 2 + [(None, "")]
    bulk_update(Speaker, [0], {"country": "NO"})


def test_more_rows_than_a_statement_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.db.bulk.MAX_PARAMETERS", 60)
    monkeypatch.setattr(type(connection.features), "max_query_params", None)
    body, found = of(9, "rains")
    store.store(make_article(body), found, "1")
    mentions = Mention.objects.order_by("pk").values_list("start", flat=True)
    assert list(mentions) == sorted(mentions)
    assert len(mentions) == 9


@pytest.mark.one_database
def test_rows_of_sqlite_are_loaded_by_few_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each statement has a savepoint, at which the full-text tables are written."""
    monkeypatch.setattr("newsroom.db.bulk.LOADED_PARAMETERS", 8)
    rows = [("place", f"oslo {n}", "Oslo", None) for n in range(5)]
    with CaptureQueriesContext(connection) as captured:
        bulk_load(Entity, ("type", "key", "name", "country_id"), rows)
    assert [query["sql"].count("oslo") for query in captured] == [2, 2, 1]
    assert list(Entity.objects.order_by("pk").values_list("key", flat=True)) == [
        key for _, key, *_ in rows
    ]
