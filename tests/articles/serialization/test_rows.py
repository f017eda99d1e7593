"""Stored quotations serialise as the extracted ones do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from articles.ingest.store import store
from articles.models import Quotation
from articles.serialization.loading import read
from articles.serialization.rows import quotation_of
from extraction.annotations import Extraction
from extraction.records import article_record, quotation_record
from reading.draft import Draft
from tests.support.factories import make_article, said
from tests.support.ingesting import TEXT, both

pytestmark = pytest.mark.django_db


@pytest.fixture
def found() -> Extraction:
    return both(TEXT)


@pytest.fixture
def rows(found: Extraction) -> list[Quotation]:
    article = make_article(body=TEXT)
    store(article, found, "fixed-1")
    return list(article.quotations.order_by("start"))


def test_a_row_has_the_record_of_its_extraction(found: Extraction, rows: list[Quotation]) -> None:
    stored = [quotation_record(quotation_of(row)) for row in rows]
    assert stored == [quotation_record(quotation) for quotation in found.quotations]
    assert [quotation_of(row).reason for row in rows] == [q.reason for q in found.quotations]


def test_a_row_without_a_speaker_has_no_name(rows: list[Quotation]) -> None:
    row = rows[0]
    row.speaker = None
    assert quotation_of(row).name is None
    assert quotation_of(row).speaker_type == row.speaker_type


def test_a_likely_country_is_written_and_read_again(tmp_path: Path) -> None:
    text = "“We will wait,” said Ana Brel."
    found = said(
        text, "We will wait", by="Ana Brel",
        likely_country="KE", country_probability=0.58, country_reason="Nakuru",
    )  # fmt: skip
    reading = Extraction((found,))
    line = json.dumps(article_record("one", Draft("One", text), reading, "fixed-1"))
    (tmp_path / "one.jsonl").write_text(line, "utf-8")
    (loaded,) = read(tmp_path / "one.jsonl")
    assert isinstance(loaded, tuple)
    assert loaded[1].quotations[0] == reading.quotations[0]
    store(article := make_article(text), loaded[1], "fixed-1")
    (stored,) = map(quotation_of, article.quotations.all())
    assert quotation_record(stored) == quotation_record(reading.quotations[0])
    assert stored.country_reason == "Nakuru"
