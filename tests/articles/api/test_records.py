"""What the API answers: the rows of the pages, as the one serialiser writes them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.api.schema import document
from articles.models import Article, Outlet, Quotation, Speaker
from articles.serialization.loading import read
from articles.serialization.rows import quotation_of
from extraction.records import quotation_record
from reading import ReadingError
from tests.articles.api.conftest import Program
from tests.support.browser import HARBOUR, extraction, open_newsroom
from tests.support.listing import fill
from tests.support.quotations import make_quotation

pytestmark = pytest.mark.django_db

PATHS = {
    "/quotations": "QuotationList",
    "/quotations/{quotation}": "StoredQuotation",
    "/articles": "ArticleList",
    "/articles/{article}": "WholeArticle",
    "/speakers": "SpeakerList",
    "/speakers/{speaker}": "WholeSpeaker",
    "/countries": "CountryList",
    "/countries/pl": "WholeCountry",
    "/outlets": "OutletList",
    "/outlets/{outlet}": "StoredOutlet",
    "/check?words=the+ports+stay+shut+until+we+have+a+treaty": "CheckAnswer",
}


@pytest.fixture
def article() -> Article:
    return open_newsroom()


def keys_of(article: Article) -> dict[str, int]:
    quotation = article.quotations.exclude(speaker=None)[0]
    assert quotation.speaker_id
    assert article.outlet_id
    return {
        "article": article.pk,
        "quotation": quotation.pk,
        "speaker": quotation.speaker_id,
        "outlet": article.outlet_id,
    }


def test_a_quotation_has_the_record_that_extract_prints(program: Program, article: Article) -> None:
    (row, *_) = article.quotations.for_export().order_by("start")
    record = program.json(f"/quotations/{row.pk}")
    assert record.items() >= quotation_record(quotation_of(row)).items()
    assert record["text"] == row.text
    assert record["url"] == f"http://testserver{row.get_absolute_url()}"
    start, end = record["content"][0]
    assert article.body[start:end] == record["text"].strip("“”")
    assert record["article"]["outlet"] == "The Harbour Post"
    assert record["article"]["url"] == "https://example.org/grain"


def test_an_article_can_be_loaded_elsewhere_as_extract_prints_it(
    program: Program, article: Article, tmp_path: Path
) -> None:
    record = program.json(f"/articles/{article.pk}")
    file = tmp_path / "line.jsonl"
    file.write_text(json.dumps(record), "utf-8")
    (line,) = read(file)
    assert not isinstance(line, ReadingError)
    draft, found, version = line
    assert (draft.body, draft.title, draft.published_on) == (
        HARBOUR, article.title, article.published_on,
    )  # fmt: skip
    assert (draft.url, draft.author, version) == (article.url, "Ines Calder", "fixed-1")
    expected = extraction(HARBOUR)
    contents = sorted(quotation.content for quotation in expected.quotations)
    assert [quotation.content for quotation in found.quotations] == contents
    assert {entity.name: entity.mentions for entity in found.entities} == {
        entity.name: entity.mentions for entity in expected.entities
    }


def test_the_filters_are_those_of_the_page(program: Program, article: Article) -> None:
    speaker = Speaker.objects.get(name="Ada Roe")
    query = f"/quotations?speaker={speaker.pk}&about=RU&about=US&kind=direct&since=2026-01-01"
    found = program.json(query)
    assert found["total"] == 2
    assert {item["name"] for item in found["items"]} == {"Ada Roe"}
    assert program.json("/quotations?q=treaty")["total"] == 2
    assert program.json("/articles?q=Genoa")["items"][0]["title"] == "A storm in Genoa"
    assert [item["name"] for item in program.json("/speakers?q=roe")["items"]] == ["Ada Roe"]


def test_what_a_list_leaves_out_is_counted(program: Program, article: Article) -> None:
    found = program.json("/quotations?since=2026-01-01")
    assert (found["words"], found["total"], found["paraphrases_left_out"]) == ("own", 5, 1)
    every = program.json("/quotations?words=every&by=-PL")
    assert (every["total"], every["paraphrases_left_out"]) == (3, 0)
    make_quotation("Undated")
    assert program.json("/quotations?since=2026-01-01")["undated_left_out"] == 1
    assert program.json("/articles?until=2026-12-31")["undated_left_out"] == 3


@pytest.mark.parametrize("sort", ["oldest", "quotes"])
def test_articles_come_in_other_orders(program: Program, article: Article, sort: str) -> None:
    page = program.json(f"/articles?sort={sort}&limit=1")
    assert page["items"][0]["title"] == article.title
    rest = program.json(page["next"].removeprefix("http://testserver/api/v1"))
    assert rest["items"][0]["title"] != article.title


def test_a_search_that_is_read_in_part_says_so(program: Program, article: Article) -> None:
    found = program.json('/quotations?q="a treaty')
    assert found["search"] == "“a treaty”"
    assert found["notes"] == ["A closing quotation mark is missing: “a treaty” was looked for."]


def test_next_leads_through_all_pages_and_previous_back(program: Program) -> None:
    for day in range(1, 6):
        make_quotation(f"Sentence {day}", f"Ada Roe{'abcde'[day - 1]}",
                       published_on=dt.date(2026, 1, day))  # fmt: skip
    for path in ("/quotations?kind=direct", "/articles?since=2026-01-01", "/speakers?q=roe"):
        first = page = program.json(f"{path}&limit=2")
        seen = [item["id"] for item in page["items"]]
        while page["next"]:
            assert path.partition("?")[2].partition("&")[0] in page["next"], "filters stay"
            page = program.json(page["next"].removeprefix("http://testserver/api/v1"))
            seen += [item["id"] for item in page["items"]]
        assert len(seen) == len(set(seen)) == page["total"] == 5
        back = program.json(page["previous"].removeprefix("http://testserver/api/v1"))
        assert [item["id"] for item in back["items"]] == seen[2:4]
        assert first["previous"] is None


def test_pages_by_relevance_have_cursors_too(program: Program) -> None:
    for day in range(1, 4):
        make_quotation(f"The harbour {'harbour ' * day}", published_on=dt.date(2026, 1, day))
    page = program.json("/quotations?q=harbour&sort=relevance&limit=2")
    rest = program.json(page["next"].removeprefix("http://testserver/api/v1"))
    assert len({item["id"] for item in [*page["items"], *rest["items"]]}) == 3


def test_a_merged_speaker_is_the_one_it_was_merged_into(program: Program, article: Article) -> None:
    speaker = Speaker.objects.get(name="Ada Roe")
    other = Speaker.objects.create(name="A. Roe", type="person", merged_into=speaker)
    found = program.json(f"/speakers/{other.pk}")
    assert (found["id"], found["name"], found["quotation_count"]) == (speaker.pk, "Ada Roe", 3)
    assert found["titles"][0]["title"] == "foreign minister"
    assert found["last_quoted"] == "2026-03-03"


def test_a_country_says_whom_it_speaks_about(program: Program, article: Article) -> None:
    found = program.json("/countries/pl")
    assert found["by_count"] == 3
    assert found["spoken_about"][0] == {"country": "RU", "quotation_count": 2}
    listed = {item["code"]: item for item in program.json("/countries")["items"]}
    assert listed["PL"].items() <= found.items()
    assert listed["NO"]["by_count"] == 0


def test_words_are_checked_against_all_quotations(program: Program, article: Article) -> None:
    pasted = "She said: “The ports stay shut until we have a treaty.” Nobody objected."
    found = program.json(f"/check?{urlencode({'words': pasted})}")
    assert found["verdict"] == "exact"
    assert found["quoted"] == [
        {"text": "The ports stay shut until we have a treaty", "verdict": "exact"}
    ]
    (quotation,) = found["hits"][0]["quotations"]
    assert (quotation["name"], quotation["article"]["id"]) == ("Ada Roe", article.pk)
    sent = {"words": pasted}
    same = program.post("/api/v1/check", sent, content_type="application/json")
    assert same.json() == found
    assert program.json("/check?words=zebras+juggle+marmalade")["verdict"] == "nothing"
    (error,) = program.json("/check?words=two+words", status=422)["errors"]
    assert error == {
        "field": "words",
        "detail": "Give 3 words or more; fewer are a search for quotations.",
    }


def test_speakers_are_listed_by_letter_kind_and_country(program: Program, article: Article) -> None:
    for query in ("letter=R", "type=person&country=PL", "q=ada&letter=R"):
        found = program.json(f"/speakers?{query}")
        assert [item["name"] for item in found["items"]] == ["Ada Roe"], query
    assert program.json("/speakers?letter=Q")["items"] == []


@pytest.mark.one_database
@pytest.mark.parametrize("path", PATHS)
def test_records_have_the_fields_of_the_schema_and_no_others(
    program: Program, article: Article, path: str
) -> None:
    schemas = document()["components"]["schemas"]

    def check(value: Any, schema: Any) -> None:
        if "$ref" in schema:
            schema = schemas[schema["$ref"].rpartition("/")[2]]
        if isinstance(value, dict):
            assert set(value) == set(schema["properties"]) == set(schema["required"])
            for name, inner in value.items():
                check(inner, schema["properties"][name])
        elif isinstance(value, list) and value:
            check(value[0], schema["items"])

    record = program.json(path.format(**keys_of(article)))
    check(record, schemas[PATHS[path]])


BUDGETS = {
    # With the token and its user, the call that is counted, and how long a lock is waited for.
    "/quotations": 9,
    "/quotations?limit=100&speaker={speaker}&by=PL&about=US&kind=direct&q=s": 13,
    "/quotations/{quotation}": 6,
    "/articles": 6,
    "/articles/{article}": 8,
    "/speakers": 5,
    "/speakers/{speaker}": 7,
    "/countries": 5,
    "/countries/pl": 6,
    "/check?words=Sentence+3+said+Ada+Roed": 12,
}


@pytest.mark.django_db(transaction=True)
def test_queries_are_few_and_do_not_grow(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    # The first call in a minute removes old counts, with a query of its own.
    monkeypatch.setattr("articles.api.limits.time.time", lambda: 60_000_012.0)

    def queries() -> dict[str, int]:
        row = Quotation.objects.filter(speaker__name="Ada Roea")[0]
        keys = {"quotation": row.pk, "article": row.article_id, "speaker": row.speaker_id}
        taken = {}
        for path in BUDGETS:
            with CaptureQueriesContext(connection) as captured:
                program.json(path.format(**keys))
            taken[path] = len([each for each in captured if "PRAGMA" not in each["sql"]])
        return taken

    fill(10)
    queries()  # the first reads the index, and notes that the token is used
    few = queries()
    fill(60)
    queries()
    many = queries()
    assert {path: taken for path, taken in few.items() if taken > BUDGETS[path]} == {}
    assert {path: taken for path, taken in many.items() if taken > few[path]} == {}


def test_outlets_come_by_their_quotations_with_the_keys_of_filters(program: Program) -> None:
    for outlet in ("Post", "Post", "Gazette"):
        make_quotation(outlet=outlet)
    Outlet.objects.create(name="Quiet Post")
    listed = program.json("/outlets?limit=2")
    assert [(each["name"], each["quotation_count"]) for each in listed["items"]] == [
        ("Post", 2), ("Gazette", 1),
    ]  # fmt: skip
    (last,) = program.json(listed["next"].partition("/api/v1")[2])["items"]
    assert (last["name"], last["quotation_count"]) == ("Quiet Post", 0)
    found = program.json("/outlets?q=post")
    assert [each["name"] for each in found["items"]] == ["Post", "Quiet Post"]
    first = listed["items"][0]
    assert program.json(f"/outlets/{first['id']}") == first
    assert program.json(f"/quotations?outlet={first['id']}")["total"] == 2
