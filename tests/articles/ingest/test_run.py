"""Ingesting drafts, with an extractor that says what the test needs."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.ingest import process, run
from articles.ingest.batch import store_unread
from articles.ingest.process import process_many
from articles.ingest.run import Outcome, Status
from articles.ingest.save import save_draft
from articles.models import Article, CopyDecision, Quotation
from extraction import workers
from extraction.annotations import Extraction
from extraction.workers import BATCH
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


def numbered(count: int, first: int = 0) -> list[Draft]:
    return [Draft(f"Day {n}", f"“It rained {n} days,” said Ana Brel.") for n in range(first, count)]


def rain(text: str) -> Extraction:
    """What there is to find in one of these."""
    return Extraction((said(text, text[1 : text.index(",")], by="Ana Brel"),))


def test_a_batch_of_new_articles_costs_as_few_statements_as_some() -> None:
    def statements(drafts: list[Draft]) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert set(statuses(ingested(drafts, FixedExtractor(rain)))) == {Status.ADDED}
        return len(captured)

    # The articles of the first batch of a run are claimed one by one.
    statements(numbered(2))
    few = statements(numbered(BATCH + 6, first=2))
    many = statements(numbered(3 * BATCH + 6, first=BATCH + 6))
    assert many <= few + 4


def test_one_that_cannot_be_stored_stops_no_other_of_its_batch() -> None:
    def extract(text: str) -> Extraction:
        outside = Extraction((said(f"{text} More", "More"),))
        return outside if "4 days" in text else rain(text)

    outcomes = ingested(numbered(8), FixedExtractor(extract))
    failed = [one for one in outcomes if one.status is Status.FAILED]
    assert [one.title for one in failed] == ["Day 4"]
    assert "is no span of a text" in failed[0].reason
    assert Article.objects.get(title="Day 4").state == Article.State.FAILED
    assert Quotation.objects.count() == 7


@pytest.mark.parametrize(("before", "number"), [(True, 0), (False, 8)])
def test_what_is_stored_when_a_run_is_stopped_is_among_the_outcomes(
    before: bool, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*batch: Any) -> None:
        if not before:
            store_unread(*batch)
        raise KeyboardInterrupt

    monkeypatch.setattr(process, "store_unread", stopped)
    outcomes: list[Outcome] = []
    with pytest.raises(KeyboardInterrupt):
        outcomes.extend(run.ingest(numbered(8), lambda: FixedExtractor(rain)))
    assert statuses(outcomes) == [Status.ADDED] * number
    assert Article.objects.filter(state=Article.State.DONE).count() == number


def test_one_that_is_deleted_while_its_batch_is_extracted_stops_no_other() -> None:
    def extract(text: str) -> Extraction:
        if "4 days" in text:
            Article.objects.get(title="Day 4").delete()
        return rain(text)

    ingested(numbered(8), FixedExtractor(extract))
    assert set(Article.objects.values_list("state", flat=True)) == {Article.State.DONE}
    assert Quotation.objects.count() == 7


def test_what_people_decided_on_articles_that_wait_holds_in_a_batch() -> None:
    first, *_, last = [save_draft(draft)[0] for draft in numbered(4)]
    CopyDecision.objects.create(article=first, other=last)
    waiting = list(Article.objects.order_by("pk"))
    assert {one.state for one in process_many(waiting, FixedExtractor(rain))} == {
        Article.State.DONE
    }
    groups = list(Article.objects.order_by("pk").values_list("group", flat=True))
    assert groups == [first.pk, None, None, first.pk]
