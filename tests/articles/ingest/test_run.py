"""Ingesting drafts, with an extractor that says what the test needs."""

from __future__ import annotations

import pytest

from articles.ingest import run
from articles.ingest.run import Outcome, Status
from articles.models import Article, Quotation
from extraction import workers
from extraction.annotations import Extraction
from reading.draft import Draft, ReadingError
from tests.support.factories import FixedExtractor, said
from tests.support.ingesting import TEXT, both, ingested, statuses

pytestmark = pytest.mark.django_db


def test_ingesting_twice_adds_once_and_extracts_once() -> None:
    extractor = FixedExtractor(both)
    drafts = [Draft("Title", TEXT)]
    assert statuses(ingested(drafts, extractor)) == [Status.ADDED]
    assert ingested(drafts, extractor) == [Outcome(Status.SKIPPED, "Title", "already there")]
    assert extractor.calls == [TEXT]
    assert Quotation.objects.count() == 2


def test_the_same_text_twice_in_one_batch_is_added_once() -> None:
    extractor = FixedExtractor(both)
    outcomes = ingested([Draft("Title", TEXT), Draft("Title", TEXT)], extractor)
    assert sorted(statuses(outcomes)) == [Status.ADDED, Status.SKIPPED]
    assert extractor.calls == [TEXT]


def test_no_model_is_loaded_for_nothing() -> None:
    ingested([Draft("Title", TEXT)], FixedExtractor(both))

    def load() -> FixedExtractor:
        raise AssertionError("loaded")

    assert statuses(run.ingest([Draft("Title", TEXT)], load)) == [Status.SKIPPED]


def test_a_bad_one_never_stops_the_others() -> None:
    def extract(text: str) -> Extraction:
        if "poison" in text:
            raise RuntimeError("cannot digest this")
        return Extraction((said(text, "Fine"),))

    drafts: list[Draft | ReadingError] = [
        Draft("A", "Fine, a."),
        Draft("B", "poison"),
        ReadingError("c.pdf is encrypted; save it without a password."),
        Draft("D", "Half \ud83d a character."),
        Draft("", "Fine, but without a title."),
        Draft("F", "Fine, f."),
    ]
    outcomes = ingested(drafts, FixedExtractor(extract))
    assert {(o.title, o.status) for o in outcomes if o.status is Status.ADDED} == {
        ("A", Status.ADDED),
        ("F", Status.ADDED),
    }
    reasons = [o.reason for o in outcomes if o.status is Status.FAILED]
    assert len(reasons) == 4
    assert "c.pdf is encrypted; save it without a password." in reasons
    assert "RuntimeError: cannot digest this" in reasons
    bad = Article.objects.get(title="B")
    assert (bad.state, bad.error) == (Article.State.FAILED, "RuntimeError: cannot digest this")
    assert Quotation.objects.count() == 2


def test_what_failed_is_tried_again_when_it_comes_again() -> None:
    def fail(text: str) -> Extraction:
        raise RuntimeError("not today")

    draft = Draft("Title", TEXT)
    assert statuses(ingested([draft], FixedExtractor(fail))) == [Status.FAILED]
    assert statuses(ingested([draft], FixedExtractor(both))) == [Status.UPDATED]
    article = Article.objects.get()
    assert (article.state, article.error) == (Article.State.DONE, "")


def test_more_than_a_batch() -> None:
    drafts = [Draft(f"T{number}", f"Text {number}.") for number in range(workers.BATCH * 2 + 1)]
    assert statuses(ingested(drafts, FixedExtractor())) == [Status.ADDED] * len(drafts)
    assert Article.objects.filter(state=Article.State.DONE).count() == len(drafts)
