"""Stored quotations serialise as the extracted ones do."""

from __future__ import annotations

import pytest

from articles.ingest.store import store
from articles.models import Quotation
from articles.serialization.rows import quotation_of
from extraction.annotations import Extraction
from extraction.records import quotation_record
from tests.support.factories import make_article
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
