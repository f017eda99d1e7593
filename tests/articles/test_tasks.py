"""What runs behind a form, and the thread that runs it."""

from __future__ import annotations

import datetime as dt
import threading
from queue import SimpleQueue
from typing import Any

import pytest
from django.db import connections, transaction
from django.tasks import TaskResultStatus, task, task_backends
from django.test import override_settings
from django.utils import timezone

from articles import tasks
from articles.models import Article, Quotation
from extraction.annotations import Extraction
from newsroom.queues.processes import this_process
from newsroom.queues.thread import ThreadBackend
from tests.support.factories import FixedExtractor, make_article, said
from tests.support.servers import PATIENCE

State = Article.State
THREAD = {"default": {"BACKEND": "newsroom.queues.thread.ThreadBackend"}}
done: SimpleQueue[tuple[str, int]] = SimpleQueue()


@task
def note(number: int) -> None:
    """Leave a note of the thread that ran this; odd numbers are bad luck."""
    done.put((threading.current_thread().name, number))
    if number % 2:
        raise ValueError(f"{number} is odd")


def notes(count: int) -> list[tuple[str, int]]:
    return [done.get(timeout=PATIENCE) for _ in range(count)]


@pytest.fixture
def extractor(monkeypatch: pytest.MonkeyPatch) -> FixedExtractor:
    """Replaces the pipeline in what tasks load."""
    fixed = FixedExtractor(lambda text: Extraction((said(text, text.split()[0]),)))
    monkeypatch.setattr("extraction.load", lambda: fixed)
    return fixed


# ── the backend ───────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db(transaction=True)
@override_settings(TASKS=THREAD)
def test_tasks_run_in_order_in_one_thread_of_their_own_and_survive_a_bad_one(
    caplog: pytest.LogCaptureFixture,
) -> None:
    results = [note.enqueue(number) for number in range(4)]
    assert notes(4) == [("tasks", number) for number in range(4)]
    assert results[0].status == TaskResultStatus.READY
    assert results[0].enqueued_at is not None
    note.enqueue(4)
    assert notes(1) == [("tasks", 4)]
    assert [record.message for record in caplog.records] == [
        "Task note(1,) failed",
        "Task note(3,) failed",
    ]


@pytest.mark.django_db(transaction=True)
@override_settings(TASKS=THREAD)
def test_every_thread_of_the_server_uses_the_same_worker() -> None:
    running: SimpleQueue[Any] = SimpleQueue()

    def request() -> None:
        note.enqueue(2)
        running.put(task_backends["default"])
        connections.close_all()  # as at the end of a request

    for _ in range(2):
        thread = threading.Thread(target=request)
        thread.start()
        thread.join()
    assert isinstance(running.get(), ThreadBackend)
    assert notes(2) == [("tasks", 2), ("tasks", 2)]
    assert [thread.name for thread in threading.enumerate()].count("tasks") == 1


@pytest.mark.django_db(transaction=True)
@override_settings(TASKS=THREAD)
def test_a_task_waits_for_the_transaction_and_is_dropped_with_it() -> None:
    with transaction.atomic():
        note.enqueue(6)
        assert done.empty()
    assert notes(1) == [("tasks", 6)]
    with transaction.atomic():
        note.enqueue(8)
        transaction.set_rollback(True)
    note.enqueue(10)
    assert notes(1) == [("tasks", 10)]


@pytest.mark.django_db(transaction=True)
@override_settings(TASKS=THREAD)
def test_an_article_is_processed_behind_the_back_of_the_request(extractor: FixedExtractor) -> None:
    article = make_article("“Yes,” he said.")
    tasks.process_article.enqueue(article.pk)
    note.enqueue(0)
    notes(1)
    article.refresh_from_db()
    assert article.state == State.DONE
    assert article.quotations.count() == 1


# ── the tasks ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_processing_keeps_the_error_on_the_article(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> Extraction:
        raise RuntimeError("cannot digest this")

    monkeypatch.setattr("extraction.load", lambda: FixedExtractor(fail))
    article = make_article()
    result = tasks.process_article.enqueue(article.pk)
    assert result.status == TaskResultStatus.SUCCESSFUL
    article.refresh_from_db()
    assert (article.state, article.error) == (State.PENDING, "RuntimeError: cannot digest this")
    assert article.due_at
    assert article.due_at > timezone.now()


@pytest.mark.django_db
def test_models_that_do_not_load_are_no_endless_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    def load() -> FixedExtractor:
        raise OSError("the model is not installed")

    monkeypatch.setattr("extraction.load", load)
    article = make_article()
    tasks.process_article.enqueue(article.pk)
    article.refresh_from_db()
    assert (article.state, article.error) == (State.PENDING, "OSError: the model is not installed")


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.DONE, State.PROCESSING])
def test_what_does_not_wait_is_left_alone(extractor: FixedExtractor, state: str) -> None:
    later = timezone.now() + dt.timedelta(minutes=1)
    article = make_article(state=state, due_at=later, claimed_by=this_process())
    tasks.process_article.enqueue(article.pk)
    tasks.process_article.enqueue(article.pk + 1)
    assert extractor.calls == []
    article.refresh_from_db()
    assert article.state == state


@pytest.mark.django_db
def test_resuming_takes_up_what_the_last_run_left(extractor: FixedExtractor) -> None:
    make_article("Waits.", state=State.PENDING)
    make_article("Was cut off.", state=State.PROCESSING)
    make_article("Failed.", state=State.FAILED, error="Why")
    make_article("Done.", state=State.DONE)
    tasks.resume.enqueue()
    assert extractor.calls == ["Waits.", "Was cut off."]
    assert Quotation.objects.count() == 2
