"""The queue in Redis: what it hands over, and that it may forget, be away, or hang."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.tasks import TaskResultStatus
from django.test import Client, override_settings
from django.utils import timezone
from django_tasks_redis.management.commands import run_redis_tasks

from articles import tasks
from articles.ingest import claims
from articles.models import Article
from extraction.annotations import Extraction
from newsroom.addresses import redis
from newsroom.queues.redis import RedisBackend
from newsroom.settings import QUEUES
from tests.support.factories import FixedExtractor, make_article, said
from tests.support.installations import Installation
from tests.support.servers import RedisServer, redis_of_its_own

State = Article.State
TEXT = "“Yes,” he said."

# The queue is in Redis, with every database.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.one_database]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[RedisServer]:
    """A Redis that is the queue."""
    monkeypatch.setattr(RedisBackend, "_away_until", 0.0)
    with redis_of_its_own() as server:
        backend = {"BACKEND": QUEUES["redis"], "OPTIONS": redis(server.url)}
        with override_settings(QUEUE="redis", TASKS={"default": backend}):
            yield server


@pytest.fixture(autouse=True)
def extractor(monkeypatch: pytest.MonkeyPatch) -> FixedExtractor:
    """Replaces the pipeline in what tasks load."""
    fixed = FixedExtractor(lambda text: Extraction((said(text, text.split()[0]),)))
    monkeypatch.setattr("extraction.load", lambda: fixed)
    return fixed


def work() -> None:
    """A worker's life, until the queue is empty."""
    call_command(run_redis_tasks.Command())


def state(article: Article) -> str:
    article.refresh_from_db()
    return article.state


# ── handing over ──────────────────────────────────────────────────────────────────────────


def test_a_worker_processes_what_is_enqueued_and_nothing_of_it_is_kept(
    server: RedisServer,
) -> None:
    article = make_article(TEXT)
    result = tasks.process_article.enqueue(article.pk)
    assert result.status == TaskResultStatus.READY
    assert state(article) == State.PENDING
    work()
    assert state(article) == State.DONE
    assert article.quotations.count() == 1
    assert [key for key in server.kept() if ":results" in key or ":status" in key] == [
        "newsroom:default:status_index_built"
    ]


def test_a_task_waits_for_the_transaction_and_is_dropped_with_it(server: RedisServer) -> None:
    with transaction.atomic():
        article = make_article(TEXT)
        tasks.process_article.enqueue(article.pk)
        assert server.kept() == []
        transaction.set_rollback(True)
    assert server.kept() == []


def test_what_is_delivered_twice_is_done_once(
    server: RedisServer, extractor: FixedExtractor
) -> None:
    article = make_article(TEXT)
    for _ in range(2):
        tasks.process_article.enqueue(article.pk)
    work()
    assert extractor.calls == [TEXT]


def test_a_bad_task_is_logged_with_the_reason_and_survived(
    server: RedisServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def claim(article: Article) -> bool:
        if article == bad:
            raise OSError("the disk is full")
        return honest(article)

    honest = claims.claim
    bad, good = make_article(TEXT), make_article(TEXT + " Twice.")
    monkeypatch.setattr("articles.ingest.claims.claim", claim)
    tasks.process_article.enqueue(bad.pk)
    tasks.process_article.enqueue(good.pk)
    work()
    assert (state(bad), state(good)) == (State.PENDING, State.DONE)
    assert f"Task process_article({bad.pk},) failed\nTraceback" in caplog.text
    assert "OSError: the disk is full" in caplog.text


def test_a_worker_connects_again_to_a_database_that_was_restarted(server: RedisServer) -> None:
    first, second = make_article(TEXT), make_article(TEXT + " Twice.")
    tasks.process_article.enqueue(first.pk)
    tasks.process_article.enqueue(second.pk)
    connection.ensure_connection()
    connection.connection.close()
    connection.errors_occurred = True
    work()
    assert (state(first), state(second)) == (State.DONE, State.DONE)


# ── going without ─────────────────────────────────────────────────────────────────────────


def test_without_redis_a_form_saves_its_article_and_the_sweep_has_it_processed(
    server: RedisServer, editor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    server.stop()
    response = editor.post("/articles/add/", {"text": TEXT})
    article = Article.objects.get()
    assert (response.status_code, article.state) == (302, State.PENDING)
    assert "Redis takes no tasks; what waits is enqueued again later: " in caplog.text
    RedisBackend._away_until = 0.0  # as after a few seconds
    server.start()
    work()
    assert state(article) == State.PENDING, "the new Redis does not know of it"
    Article.objects.update(added_at=timezone.now() - dt.timedelta(minutes=11))
    assert tasks.sweep() == 1
    work()
    assert state(article) == State.DONE


def test_a_redis_that_forgot_everything_is_used_again_by_who_knew_it(server: RedisServer) -> None:
    first, second = make_article(TEXT), make_article(TEXT + " Twice.")
    tasks.process_article.enqueue(first.pk)
    server.stop()
    server.start()
    tasks.process_article.enqueue(second.pk)
    work()
    assert (state(first), state(second)) == (State.PENDING, State.DONE)


def test_a_redis_that_hangs_is_waited_for_once(
    server: RedisServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsroom.queues.redis.PAUSE_SECONDS", 3600)
    articles = [make_article(f"{TEXT} {number}") for number in range(20)]
    with server.silent():
        for article in articles:
            tasks.process_article.enqueue(article.pk)
    assert caplog.text.count("Redis takes no tasks") == 1


# ── what is said of it ────────────────────────────────────────────────────────────────────


def test_readiness_tells_whether_redis_answers(
    server: RedisServer, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get("/readyz").json()["queue"] == "ok"
    server.stop()
    response = client.get("/readyz")
    assert (response.status_code, response.json()["queue"]) == (503, "failed")
    assert "The queue in Redis does not answer: " in caplog.text
    server.start()
    assert client.get("/readyz").status_code == 200


MODELS = (
    "import json; from django.contrib import admin\n"
    "print(json.dumps(sorted({model._meta.app_label for model in admin.site._registry})))"
)


def test_redis_brings_no_pages_into_the_back_office(tmp_path: Path) -> None:
    assert not apps.is_installed("django_tasks_redis"), "it is only where it is the queue"
    newsroom = Installation(tmp_path)
    newsroom.env["NEWSROOM_QUEUE"] = "redis"
    shown = json.loads(newsroom.manage("shell", "--no-imports", "--command", MODELS))
    assert "articles" in shown
    assert "django_tasks_redis" not in shown
    newsroom.manage("makemigrations", "--check", "--dry-run")
