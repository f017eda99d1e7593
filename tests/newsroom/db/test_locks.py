"""Two who write at once: one person stays one, and neither is turned away."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from articles.corrections import quotations
from articles.corrections.changes import Editor
from articles.ingest import store
from articles.models import Article, Quotation, Speaker
from extraction.annotations import Extraction
from newsroom.db import locks
from newsroom.web import health
from newsroom.web.unsaved import is_unavailable, reason_of
from tests.support.factories import make_article, said
from tests.support.servers import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works: Any) -> list[BaseException]:
    """Run each in a thread of its own; what they raised."""
    errors: list[BaseException] = []

    def run(work: Any) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - for the test to look at
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def unavailable(error: BaseException) -> str:
    """Why a page says that it cannot be saved just now; nothing if it says that it broke."""
    return reason_of(error) if is_unavailable(error) else ""


def test_a_newcomer_in_two_articles_at_once_is_one_person(monkeypatch: pytest.MonkeyPatch) -> None:
    both = threading.Barrier(2)
    write = store.write

    def together(*args: Any) -> Any:
        """Wait until the other has come as far, unless the other has to wait."""
        with suppress(threading.BrokenBarrierError):
            both.wait(timeout=1)
        return write(*args)

    monkeypatch.setattr(store, "write", together)
    bodies = ["“It rains,” said Ana Brel.", "“It snows,” said Ana Brel."]
    articles = [make_article(body) for body in bodies]
    found = [Extraction((said(body, body[1:9], by="Ana Brel"),)) for body in bodies]
    works = [
        partial(store.store, article, extraction, "1")
        for article, extraction in zip(articles, found, strict=True)
    ]
    assert at_once(*works) == []
    assert Speaker.objects.count() == 1
    assert Quotation.objects.count() == 2


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer by itself")
def test_a_writer_does_not_wait_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "LONGEST", "50ms")
    held, over = threading.Event(), threading.Event()

    def hold() -> None:
        with locks.single_writer():
            held.set()
            over.wait()

    def write() -> None:
        held.wait()
        try:
            with locks.single_writer():
                pass
        finally:
            over.set()

    (refused,) = at_once(hold, write)
    assert unavailable(refused) == "Another program has held the database for too long."
    assert at_once(write) == [], "the next one gets it"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL locks rows")
def test_readyz_does_not_wait_long_for_a_writer(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "LONGEST", 50)
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", PATIENCE)
    held, over = threading.Event(), threading.Event()
    answers: list[Any] = []

    def hold() -> None:
        with locks.single_writer():
            held.set()
            over.wait()

    def look() -> None:
        held.wait()
        began = time.monotonic()
        answers.append(client.get("/readyz"))
        answers.append(time.monotonic() - began)
        over.set()

    assert at_once(hold, look) == []
    response, seconds = answers
    assert (response.status_code, response.json()["storage"]) == (503, "failed")
    assert seconds < PATIENCE, "as long as other writers do"
    assert client.get("/readyz").status_code == 200


def test_editors_and_a_reader_of_articles_do_not_lock_one_another_out() -> None:
    names = [f"Ana Brel{letter}" for letter in "abcdefgh"]
    body = "\n\n".join(f"“It rains {n},” said {name}." for n, name in enumerate(names))
    article = make_article(body)
    found = Extraction(tuple(said(body, f"It rains {n},", by=name) for n, name in enumerate(names)))
    store.store(article, found, "1")
    rows = list(Quotation.objects.order_by("start"))

    def edit(mine: list[Quotation]) -> None:
        for turn in range(6):
            for row in mine:
                row.refresh_from_db()
                quotations.correct(row, {"title": f"minister {turn}"}, Editor())

    def read() -> None:
        for version in range(6):
            store.store(Article.objects.get(), found, f"v{version}")

    assert at_once(lambda: edit(rows[:4]), lambda: edit(rows[4:][::-1]), read) == []
    assert set(Quotation.objects.values_list("speaker_title", flat=True)) == {"minister 5"}
