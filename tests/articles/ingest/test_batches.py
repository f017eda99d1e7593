"""Ready annotations are stored many at once, with the same rows as one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.corrections import quotations, speakers
from articles.corrections.changes import Editor
from articles.ingest import batch
from articles.ingest.annotated import load_annotated
from articles.ingest.batch import Annotated
from articles.ingest.run import Outcome, Status
from articles.models import (
    Article,
    Quotation,
    Speaker,
    Tenure,
)
from articles.resolution import candidates, load_known
from articles.resolution.blocking import COLUMNS
from articles.resolution.candidates import TOO_MANY
from articles.search.backends import backend
from extraction.annotations import EntityType, Extraction, Kind, Span, SpeakerType
from newsroom.db.prepared import PreparedQuery
from reading.draft import Draft, ReadingError
from tests.support.factories import FixedExtractor, mentioned, said, span
from tests.support.ingesting import ingested
from tests.support.sizes import sized
from tests.support.stored import rolled_back, rows

pytestmark = pytest.mark.django_db

# The decisions are the same on every database: a part of the examples is enough on another.
EXAMPLES = sized(8, 25) if connection.vendor == "sqlite" else sized(3, 5)
DAYS = (None, dt.date(2026, 3, 1), dt.date(2026, 3, 4), dt.date(2026, 9, 1))
PEOPLE = ("Ana Brel", "Ida Brel", "Brel", "A. Brel", "John Smith", "Smith", "Xi Jinping", None)
ORGANIZATIONS = ("Ministry", "Government of Norway", "Norway", "EU")
TITLES = (None, "president", "mayor of Oslo", "Chinese leader")
COUNTRIES = (None, "NO", "SE", "CN")
WORDS = (
    "We will build the northern bridge before the winter and pay for all of it ourselves",
    "We will build the northern bridge before winter and pay for all of it ourselves",
    "Nobody asked the harbour whether ships would come",
    "No",
)


@st.composite
def articles(draw: st.DrawFn) -> Annotated:
    """An article in which a few people and bodies say something, some of it said elsewhere too."""
    sentences = draw(st.lists(_SENTENCES, min_size=1, max_size=3))
    opening = draw(st.sampled_from(("It rained.", "It snowed on the hills.", "It thawed.")))
    lines = [f"“{words},” {name or 'the Chinese leader'} said." for words, name, *_ in sentences]
    body = "\n\n".join([opening, *lines])
    found, at = [], 0
    for (words, name, kind, title, country), line in zip(sentences, lines, strict=True):
        at = body.index(line, at)
        start = body.index(" said.", at) - len(name or "the Chinese leader")
        found.append(said(
            body, words, by=name, kind=draw(st.sampled_from(list(Kind))), title=title,
            speaker_type=kind if name else None, speaker_country=country,
            source=(Span(start, body.index(" said.", at)),),
            about=draw(st.sampled_from(((), ("NO",), ("NO", "CN")))),
        ))  # fmt: skip
        at += len(line)
    names = dict.fromkeys(name for _, name, *_ in sentences if name)
    entities = [
        mentioned(body, name, draw(st.sampled_from((EntityType.PERSON, EntityType.ORGANIZATION))),
                  draw(st.sampled_from(COUNTRIES)))
        for name in names
    ]  # fmt: skip
    outlet = draw(st.sampled_from(("", "Gazette", "Herald")))
    draft = Draft(body[:40], body, published_on=draw(st.sampled_from(DAYS)), outlet=outlet)
    return draft, Extraction(tuple(found), tuple(entities)), draw(st.sampled_from(("1", "2")))


_SENTENCES = st.tuples(
    st.sampled_from(WORDS),
    st.sampled_from(PEOPLE + ORGANIZATIONS),
    st.sampled_from((SpeakerType.PERSON, SpeakerType.PERSON, SpeakerType.ORGANIZATION)),
    st.sampled_from(TITLES),
    st.sampled_from(COUNTRIES),
)


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(articles(), max_size=4), st.lists(articles(), min_size=2, max_size=10),
       st.sampled_from((2, 3, 5, 64)), st.booleans(), st.booleans(),
       st.sampled_from((1, 2, 4, TOO_MANY)))  # fmt: skip
def test_every_order_and_batch_size_gives_the_rows_of_one_by_one(
    before: list[Annotated], those: list[Annotated], size: int, edited: bool, listed: bool,
    most: int,
) -> None:  # fmt: skip
    def load(size: int) -> tuple[list[Outcome], dict[str, Any]]:
        with rolled_back(), candidates_at_most(most):
            if listed:
                list_of_people()
            list(load_annotated(before, batch=1))
            if edited:
                edit_the_first()
            return list(load_annotated(those, batch=size)), rows()

    one_by_one, many = load(1), load(size)
    assert many[0] == one_by_one[0]
    for table, expected in one_by_one[1].items():
        assert many[1][table] == expected, table


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(articles(), max_size=4), st.lists(articles(), min_size=2, max_size=10),
       st.sampled_from((2, 5, 16)), st.booleans())  # fmt: skip
def test_what_an_ingest_finds_gives_the_rows_of_one_by_one_too(
    before: list[Annotated], those: list[Annotated], size: int, edited: bool
) -> None:
    found = {draft.body: extraction for draft, extraction, _ in those}

    def read(size: int) -> tuple[list[Outcome], dict[str, Any]]:
        extractor = FixedExtractor(found.__getitem__)
        extractor.batch = size
        with rolled_back():
            list(load_annotated(before, batch=1))
            if edited:
                edit_the_first()
            return ingested([draft for draft, *_ in those], extractor), rows()

    one_by_one, many = read(1), read(size)
    assert sorted(map(repr, many[0])) == sorted(map(repr, one_by_one[0]))
    for table, expected in one_by_one[1].items():
        assert many[1][table] == expected, table


@contextmanager
def candidates_at_most(most: int) -> Iterator[None]:
    """Let a name with more candidates than this identify nobody."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (candidates, load_known):
            patch.setattr(module, "TOO_MANY", most)
        # What was prepared has the usual limit.
        patch.setattr(candidates, "SHARING", PreparedQuery(
            lambda *columns: candidates.names_in_blocks(*columns).values_list(
                "speaker", *COLUMNS)[: most + 1]
        ))  # fmt: skip
        yield


def list_of_people() -> None:
    xi = Speaker.objects.create(name="Xi Jinping", type="person", country_id="CN")
    Tenure.objects.create(
        speaker=xi, title="president", country_id="CN", since=dt.date(2026, 3, 2), until=None
    )


def edit_the_first() -> None:
    """Decide the country of a quotation, and merge two of the people."""
    if first := Quotation.objects.exclude(speaker=None).order_by("pk").first():
        quotations.correct(first, {"country": "SE"}, Editor())
    people = list(Speaker.objects.filter(type="person", only_in=None, merged_into=None)[:2])
    if len(people) == 2:
        speakers.merge(people[0], people[1], Editor())


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [4, 9, 64])
def test_what_is_decided_beside_the_writing_gives_the_rows_of_one_by_one(size: int) -> None:
    namesakes = [
        beside(1, "Ana Brel", "Bo Li", "Ole Roe"), beside(2, "Ida Brel", "Per Lund", "Liv Dahl"),
        *(beside(n, "Brel", *(("Bo Li", "Ole Roe") if n % 2 else ("Per Lund", "Liv Dahl")))
          for n in range(3, 12)),
    ]  # fmt: skip
    bridge = [
        (Draft("Bridge", f"“{words},” said Ana Brel on day {n}.", published_on=dt.date(2026, 3, n)),
         Extraction((said(f"“{words}", words, by="Ana Brel"),)), "1")
        for n, words in enumerate(WORDS * 3, start=1)
    ]  # fmt: skip
    late = [one(20, "Roe"), one(21, "Vik"), one(22, "Ida Roe"), *numbered(20), one(23, "Per Vik")]
    items = [*namesakes, *bridge, *late, *namesakes[:2]]
    with rolled_back():
        outcomes, expected = list(load_annotated(items, batch=1)), rows()
    assert list(load_annotated(items, batch=size)) == outcomes
    for table, those in rows().items():
        assert those == expected[table], table


# ── what it costs, and what goes wrong ────────────────────────────────────────────────────


def numbered(count: int, first: int = 0) -> list[Annotated]:
    return [one(n, f"Ana{chr(97 + n % 26)} Brel{chr(97 + n // 26)}") for n in range(first, count)]


def one(number: int, name: str, day: dt.date | None = None) -> Annotated:
    body = f"“It rained {number} days,” said {name}."
    quotation = said(body, f"It rained {number} days", by=name, speaker_country="NO")
    draft = Draft(f"Day {number}", body, outlet="Gazette", published_on=day)
    return draft, Extraction((quotation,), (mentioned(body, name),)), "1"


def statements(items: Sequence[Annotated]) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert {outcome.status for outcome in load_annotated(items)} == {Status.ADDED}
    return len(captured)


def test_many_articles_cost_as_few_statements_as_some() -> None:
    few, many = statements(numbered(8)), statements(numbered(64, first=8))
    assert many <= few + 2


def test_one_that_cannot_be_stored_stops_no_other() -> None:
    draft, *_ = one(7, "Ida Roe")
    length = len(draft.body)
    outside = Extraction((said(f"{draft.body} More", "More", by="Ida Roe"),))
    items: list[Annotated | ReadingError] = [
        *numbered(3), ReadingError("line 4 is not JSON"), (draft, outside, "1"),
        (Draft("Null", "A null \0 in it."), Extraction(), "1"), *numbered(6, first=3),
    ]  # fmt: skip
    outcomes = list(load_annotated(items))
    assert [outcome.status.value for outcome in outcomes] == [
        *["added"] * 3, "failed", "failed", "failed", *["added"] * 3
    ]  # fmt: skip
    assert [one.reason for one in outcomes if one.status is Status.FAILED] == [
        "line 4 is not JSON",
        f"[{length + 1}, {length + 5}) is no span of a text of {length} characters.",
        "“Null” has a null character (U+0000) at 7; save it again as UTF-8 without.",
    ]
    assert Article.objects.get(title="Day 7").state == Article.State.FAILED
    assert Article.objects.filter(state=Article.State.DONE).count() == 6


def test_what_the_database_refuses_is_stored_one_by_one() -> None:
    refused = Article.hash_of(numbered(3)[1][0].body)
    name = "refuse_in_test"
    with connection.cursor() as cursor:
        cursor.execute(_refusal(name, refused))
    outcomes = list(load_annotated(numbered(4)))
    assert [outcome.status.value for outcome in outcomes] == ["added", "failed", "added", "added"]
    assert "not this one" in outcomes[1].reason
    assert Quotation.objects.count() == 3


def _refusal(name: str, key: str) -> str:
    """A trigger that refuses the article with this hash."""
    if connection.vendor == "sqlite":
        return (
            f"CREATE TEMP TRIGGER {name} BEFORE INSERT ON articles_article "
            f"WHEN NEW.content_hash = '{key}' BEGIN SELECT RAISE(ABORT, 'not this one'); END"
        )
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'not this one' USING ERRCODE = 'check_violation'; END $$; "
        f"CREATE TRIGGER {name} BEFORE INSERT ON articles_article FOR EACH ROW "
        f"WHEN (NEW.content_hash = '{key}') EXECUTE FUNCTION {name}()"
    )


def test_a_text_that_comes_twice_in_a_batch_is_one_article() -> None:
    items = [*numbered(3), *numbered(2)]
    outcomes = list(load_annotated(items))
    assert [outcome.status.value for outcome in outcomes] == [*["added"] * 3, *["skipped"] * 2]
    assert Article.objects.count() == 3


def test_what_an_editor_decided_about_a_country_stays() -> None:
    list(load_annotated([one(n, "Ana Brel") for n in range(3)]))
    first = Quotation.objects.order_by("pk")[0]
    quotations.correct(first, {"country": "SE"}, Editor())
    list(load_annotated([one(n, "Ana Brel") for n in range(3, 9)]))
    first.refresh_from_db()
    assert first.speaker_country_id == "SE"


def test_those_whom_a_batch_names_first_are_met_again_in_it() -> None:
    list(load_annotated([one(n, "Ana Brel") for n in range(5)]))
    assert Speaker.objects.count() == 1
    assert Quotation.objects.filter(speaker=Speaker.objects.get()).count() == 5


def test_a_full_name_in_a_batch_takes_over_a_lone_one_before_it() -> None:
    list(load_annotated([one(1, "Brel"), one(2, "Ida Roe"), one(3, "Ana Brel"), one(4, "Bo Li")]))
    assert set(Speaker.objects.values_list("name", flat=True)) == {"Ana Brel", "Ida Roe", "Bo Li"}
    assert Speaker.objects.get(name="Ana Brel").quotations.count() == 2


def test_texts_of_one_event_are_grouped_as_utterances_and_copies() -> None:
    def those(days: Iterable[int]) -> list[Annotated]:
        return [(
            Draft("Bridge", f"“{WORDS[0]},” said Ana Brel on day {n}.",
                  published_on=dt.date(2026, 3, n)),
            Extraction((said(f"“{WORDS[0]}", WORDS[0], by="Ana Brel"),)), "1",
        ) for n in days]  # fmt: skip

    list(load_annotated(those((1, 2, 3))))
    assert set(Quotation.objects.values_list("utterance", flat=True)) == {
        Quotation.objects.order_by("pk")[0].pk
    }


def test_a_batch_is_decided_together_as_far_as_what_was_loaded_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No article of new people is decided on the database."""
    monkeypatch.setattr(batch, "store_alone", lambda *_: pytest.fail("decided alone"))
    assert {o.status for o in load_annotated(numbered(30))} == {Status.ADDED}


def test_namesakes_are_kept_apart_by_those_named_beside_them_within_a_batch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(batch, "store_alone", lambda *_: pytest.fail("decided alone"))
    list(load_annotated([
        beside(1, "Ana Brel", "Bo Li", "Ole Roe"), beside(2, "Ida Brel", "Per Lund", "Liv Dahl"),
        beside(3, "Brel", "Bo Li", "Ole Roe"), beside(4, "Brel", "Per Lund", "Liv Dahl"),
        beside(5, "Brel", "Per Lund", "Bo Li"),
    ]))  # fmt: skip
    named = Quotation.objects.order_by("article_id").values_list("speaker__name", flat=True)
    assert list(named) == ["Ana Brel", "Ida Brel", "Ana Brel", "Ida Brel", "Brel"]


def test_a_name_with_too_many_candidates_is_decided_with_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    two = [beside(1, "Ana Brel", "Bo Li"), beside(2, "Ida Brel", "Per Lund")]
    lone = [one(n, "Brel") for n in range(3, 9)]
    with candidates_at_most(3):
        list(load_annotated([*two, *lone], batch=1))
        monkeypatch.setattr(batch, "store_alone", lambda *_: pytest.fail("decided alone"))
        assert {o.status for o in load_annotated([one(n, "Brel") for n in range(9, 14)])} == {
            Status.ADDED
        }
    assert Speaker.objects.filter(name="Brel").count() == 11


def beside(number: int, speaker: str, *people: str) -> Annotated:
    """A mayor says something beside other people."""
    body = f"“It rained {number} days,” said {speaker}. {' and '.join(people)} were there."
    quotation = said(body, f"It rained {number} days", by=speaker, title="mayor")
    entities = tuple(mentioned(body, name) for name in (speaker, *people))
    return Draft(f"Day {number}", body), Extraction((quotation,), entities), "1"


def test_span_of_the_source_is_kept() -> None:
    body = "“No,” said Ana Brel."
    quotation = said(body, "No,", by="Ana Brel", source=(span(body, "Ana Brel"),))
    items: list[Annotated] = [
        (Draft("A", body), Extraction((quotation,)), "1"),
        (Draft("B", f"{body} "), Extraction((quotation,)), "1"),
        (Draft("C", f"{body} It rained."), Extraction((quotation,)), "1"),
    ]
    assert [o.status.value for o in load_annotated(items)] == ["added", "skipped", "added"]
    assert {tuple(map(tuple, q.source)) for q in Quotation.objects.all()} == {((11, 19),)}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("error", "traced"), [(OperationalError, False), (ValueError, True)])
def test_words_that_are_not_merged_wait_and_the_log_says_why(
    error: type[Exception],
    traced: bool,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(self: object) -> None:
        raise error("no room")

    monkeypatch.setattr(type(backend()), "merge_written", fail)
    outcomes = list(load_annotated(numbered(4)))
    assert {outcome.status for outcome in outcomes} == {Status.ADDED}
    for record in caplog.records:
        assert record.getMessage() == "Words wait for their place in the index: no room"
        assert bool(record.exc_info) is traced
    assert len(caplog.records) == 2  # beside the batch, and behind it
