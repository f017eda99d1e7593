"""Who has an article, what becomes of one that failed, and that nothing is forgotten."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from articles import tasks
from articles.ingest import claims
from articles.models import Article
from extraction.annotations import Extraction
from newsroom.queues.processes import this_process
from tests.support.factories import FixedExtractor, make_article, said
from tests.support.processes import dead_process

pytestmark = pytest.mark.django_db

State = Article.State
PAST = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def extractor(monkeypatch: pytest.MonkeyPatch) -> FixedExtractor:
    fixed = FixedExtractor(lambda text: Extraction((said(text, text.split()[0]),)))
    monkeypatch.setattr("extraction.load", lambda: fixed)
    return fixed


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> Extraction:
        raise RuntimeError("cannot digest this")

    monkeypatch.setattr("extraction.load", lambda: FixedExtractor(fail))


def test_only_one_gets_an_article() -> None:
    first = make_article()
    again = Article.objects.get()
    assert claims.claim(first)
    assert (first.state, first.tries, first.claimed_by) == (State.PROCESSING, 1, this_process())
    assert first.due_at
    assert first.due_at - timezone.now() > dt.timedelta(minutes=4)
    assert not claims.claim(again)
    assert not claims.claim(make_article(state=State.DONE))
    assert not claims.claim(make_article(state=State.FAILED, error="Why"))


def test_a_claim_lapses_later_for_a_long_article() -> None:
    short, long = make_article("Short."), make_article("Long. " * 100_000)
    assert claims.claim(short)
    assert claims.claim(long)
    assert short.due_at
    assert long.due_at
    assert long.due_at - short.due_at > dt.timedelta(minutes=15)


def test_what_lapsed_can_be_claimed_and_what_did_not_cannot() -> None:
    elsewhere = "another-machine:1/7/99"
    lapsed = make_article(state=State.PROCESSING, due_at=PAST, claimed_by=elsewhere)
    held = make_article(
        state=State.PROCESSING, due_at=timezone.now() + dt.timedelta(1), claimed_by=elsewhere
    )
    assert list(claims.due()) == [lapsed]
    assert not claims.claim(held)
    assert claims.claim(lapsed)


def test_what_a_dead_process_of_this_machine_had_is_free_at_once() -> None:
    tomorrow = timezone.now() + dt.timedelta(1)
    article = make_article(state=State.PROCESSING, due_at=tomorrow, claimed_by=dead_process())
    alive = make_article(state=State.PROCESSING, due_at=tomorrow, claimed_by=this_process())
    assert list(claims.due()) == [article]
    assert claims.claim(article)
    assert not claims.claim(alive)


def test_an_error_is_tried_again_later_and_set_aside_after_the_third(poison: None) -> None:
    article = make_article()
    for number, wait in ((1, 60), (2, 600)):
        began = timezone.now()
        tasks.process_article.call(article.pk)
        ended = timezone.now()
        article.refresh_from_db()
        assert (article.state, article.tries) == (State.PENDING, number)
        assert article.error == "RuntimeError: cannot digest this"
        assert article.due_at
        assert began <= article.due_at - dt.timedelta(seconds=wait) <= ended
        assert not claims.due().exists()
        Article.objects.update(due_at=PAST)
        assert claims.due().exists()
    tasks.process_article.call(article.pk)
    article.refresh_from_db()
    assert (article.state, article.tries, article.due_at) == (State.FAILED, 3, None)
    assert not claims.due().exists()


def test_what_kills_its_process_is_set_aside_after_three_tries() -> None:
    article = make_article()
    for _ in range(3):
        assert claims.claim(article)
        Article.objects.update(claimed_by="elsewhere/1/1", due_at=PAST)  # killed, no word said
        article.refresh_from_db()
    assert not claims.claim(article)
    assert (article.state, article.error) == (State.FAILED, claims.DIED)


def test_the_sweep_enqueues_what_was_forgotten_once(
    extractor: FixedExtractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    enqueued: list[int] = []
    monkeypatch.setattr(type(tasks.process_article), "enqueue", lambda _, key: enqueued.append(key))
    forgotten = make_article()
    Article.objects.update(added_at=PAST)
    make_article("Just added: its task is on the way.")
    lapsed = make_article(state=State.PROCESSING, due_at=PAST, claimed_by="elsewhere/1/1")
    make_article(due_at=timezone.now() + dt.timedelta(hours=1), error="Tried again in an hour.")
    assert tasks.sweep() == 2
    assert enqueued == [forgotten.pk, lapsed.pk]
    assert tasks.sweep() == 0, "they are left to their tasks for a while"
    Article.objects.filter(pk=lapsed.pk).update(due_at=PAST)
    assert tasks.sweep() == 1


def test_a_task_that_comes_twice_does_its_work_once(extractor: FixedExtractor) -> None:
    article = make_article()
    tasks.process_article.call(article.pk)
    tasks.process_article.call(article.pk)
    assert len(extractor.calls) == 1
    article.refresh_from_db()
    assert (article.state, article.claimed_by, article.due_at) == (State.DONE, "", None)


def test_an_editor_has_it_tried_again(editor: Client, extractor: FixedExtractor) -> None:
    article = make_article("“Yes,” he said.", state=State.FAILED, error=claims.DIED, tries=3)
    page = editor.get(article.get_absolute_url()).content.decode()
    url = f"/desk/articles/{article.pk}/read-again/"
    assert f'action="{url}"' in page
    assert editor.post(url)["Location"] == f"/articles/progress/?ids={article.pk}"
    article.refresh_from_db()
    assert (article.state, article.tries, article.error) == (State.DONE, 1, "")
    assert article.quotations.count() == 1
    anonymous = Client().get(article.get_absolute_url()).content.decode()
    assert url not in anonymous


def test_a_page_says_that_an_article_is_tried_again(client: Client, poison: None) -> None:
    article = make_article(title="Hard to read")
    tasks.process_article.call(article.pk)
    for path in (f"/articles/progress/?ids={article.pk}", "/articles/"):
        assert (
            "could not be read for quotes yet; tried again at" in client.get(path).content.decode()
        )
    assert "it is tried again at" in client.get(article.get_absolute_url()).content.decode()


def test_counts() -> None:
    make_article()
    make_article(state=State.FAILED, error="Why")
    assert claims.counts() == {"pending": 1, "processing": 0, "done": 0, "failed": 1}
