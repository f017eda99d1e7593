"""A search engine beside the database that does not answer, or is none: nothing is lost by it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Thread
from typing import Any, ClassVar

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Quotation
from articles.search.backends import TextIndex, backend, engine
from articles.search.backends.clickhouse_http import Server
from articles.search.backends.clickhouse_state import watch
from articles.search.query import Form, Term
from articles.tasks import follow_log
from tests.support.quotations import make_quotation
from tests.support.servers import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
ITS_OWN_ENGINE = True

PORTS = Term(Form.WORD, "ports")


@pytest.fixture(autouse=True)
def unused() -> Iterator[None]:
    watch.forget()
    yield
    watch.forget()
    watch.fault = ""


@pytest.fixture
def away(settings: Any) -> None:
    settings.SEARCH_URL = f"clickhouse+http://127.0.0.1:{free_port()}/newsroom"


class Answering(BaseHTTPRequestHandler):
    """Gives every request the same answer."""

    status, body = 200, b""
    asked: ClassVar[list[tuple[str, str, str | None]]] = []

    def do_POST(self) -> None:
        sql = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.asked.append((self.path, sql, self.headers["X-ClickHouse-Key"]))
        self.send_response(self.status)
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *args: Any) -> None:
        """Print no line for a request."""


@pytest.fixture
def answering(settings: Any) -> Iterator[type[Answering]]:
    handler = type("Handler", (Answering,), {"asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        settings.SEARCH_URL = f"clickhouse+http://ana:p%40ss@127.0.0.1:{server.server_port}/words"
        yield handler
        server.shutdown()


@pytest.mark.usefixtures("away")
def test_the_database_finds_what_an_engine_that_is_away_does_not(
    caplog: pytest.LogCaptureFixture,
) -> None:
    row = make_quotation("The ports stay shut")
    with caplog.at_level(logging.WARNING):
        assert list(backend().matching(TextIndex.QUOTATIONS, PORTS)) == [row.pk]
        assert list(backend().matching_each(TextIndex.QUOTATIONS, [PORTS])[0]) == [row.pk]
    assert caplog.text.count("does not answer") == 1
    assert "The database finds words meanwhile." in caplog.text


def test_it_is_not_asked_again_soon_after_it_failed(answering: type[Answering]) -> None:
    row = make_quotation("The ports stay shut")
    for _ in range(3):
        assert list(backend().matching(TextIndex.QUOTATIONS, PORTS)) == [row.pk]
    assert len(answering.asked) == 1
    path, sql, key = answering.asked[0]
    assert (path, key) == ("/?wait_end_of_query=1", "p@ss")
    assert " FROM words.newsroom_state " in sql


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (200, b"<html>It works!</html>", "is no ClickHouse"),
        (200, b"[1]", "is no ClickHouse"),
        (200, b"", "has no quotations yet. Run manage.py rebuild_search."),
        (404, b"Code: 60. DB::Exception: Unknown table (UNKNOWN_TABLE)", "has no quotations yet"),
        (403, b"Code: 516. DB::Exception: ana: Authentication failed", "answers with 403: Code"),
        (502, b"", "answers with 502: nothing"),
        (200, b'{"number": 1, "name": "x", "rules": "0", "origin": "", "mark": 0, "notes": "[]"}',
         "as another version makes them. Run manage.py rebuild_search."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_engine_is_named(
    answering: type[Answering], status: int, body: bytes, said: str
) -> None:
    answering.status, answering.body = status, body
    row = make_quotation("The ports stay shut")
    assert list(backend().matching(TextIndex.QUOTATIONS, PORTS)) == [row.pk]
    assert said in watch.fault
    (fault,) = backend().faults()
    assert said in fault
    beside = engine()
    assert beside is not None
    assert beside.condition() == {"is": "left alone", "fault": watch.fault}
    watch.forget()
    assert beside.condition()["is"] == ("wrong" if "another version" in said else "away")
    assert "p@ss" not in f"{watch.fault}{fault}{beside.server!r}"


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("away")
def test_without_it_the_rest_is_rebuilt_and_checked() -> None:
    make_quotation("The ports stay shut")
    with pytest.raises(CommandError, match="does not answer"):
        call_command("rebuild_search", "--check", stdout=StringIO())
    with pytest.raises(CommandError, match="The database finds all words; the rest is rebuilt"):
        call_command("rebuild_search", stdout=StringIO(), stderr=StringIO())
    beside = engine()
    assert beside is not None
    assert beside.own.faults() == []
    assert beside.lacking() == [], "the newsroom is ready without it"


@pytest.mark.usefixtures("away")
def test_the_server_goes_on_without_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        follow_log()
    assert "does not answer" in caplog.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("away")
def test_a_deletion_for_good_says_that_it_may_still_have_the_words() -> None:
    article = make_quotation("The ports stay shut").article
    said, failed = StringIO(), StringIO()
    call_command(
        "delete_article", str(article.pk), "--reason", "Wrong", "--now", stdout=said, stderr=failed
    )
    assert "deleted for good" in said.getvalue()
    assert "may still have words of what was deleted for good" in failed.getvalue()
    assert not Article.objects.exists()
    assert not Quotation.objects.exists()


def test_an_address_has_ports_and_a_database_of_its_kind() -> None:
    plain, secure = Server.at("clickhouse+http://a.example"), Server.at("clickhouse+https://b/c")
    assert (plain.port, plain.database, plain.secure) == (8123, "newsroom", False)
    assert (secure.port, secure.database, secure.secure) == (8443, "c", True)
