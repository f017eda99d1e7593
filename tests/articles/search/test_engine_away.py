"""A search engine beside the database that does not answer, or is none: nothing is lost by it."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Quotation
from articles.search.backends import EngineError, TextIndex, backend, engine
from articles.search.backends.clickhouse_http import Server
from articles.search.backends.clickhouse_state import watch
from articles.search.query import Form, Term
from articles.tasks import follow_log
from tests.support.quotations import make_quotation
from tests.support.servers import free_port
from tests.support.web import site_of_its_own

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
    """Gives every request the same answer; with `every`, a byte of it in so many seconds."""

    status, body, more, every = 200, b"", 0, 0.0
    asked: ClassVar[list[tuple[str, str, str | None]]] = []

    def do_POST(self) -> None:
        sql = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.asked.append((self.path, sql, self.headers["X-ClickHouse-Key"]))
        self.send_response(self.status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(self.body) + self.more))
        self.end_headers()
        if not self.every:
            self.wfile.write(self.body)
        with suppress(OSError):  # nobody waits any more
            for number in range(len(self.body) if self.every else 0):
                self.wfile.write(self.body[number : number + 1])
                time.sleep(self.every)

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


def test_an_answer_that_stops_or_never_ends_is_none(answering: type[Answering]) -> None:
    beside = engine()
    assert beside is not None
    answering.body, answering.more = b"1\n", 6
    with pytest.raises(EngineError, match="does not answer: IncompleteRead"):
        beside.server.ask("SELECT 1")
    answering.body, answering.more, answering.every = b"1" * 100, 0, 0.05
    with pytest.raises(EngineError, match="does not answer: TimeoutError"):
        beside.server.ask("SELECT 1", 0.2)


def test_a_redirect_is_a_refusal(answering: type[Answering]) -> None:
    answering.status = 307
    beside = engine()
    assert beside is not None
    with pytest.raises(EngineError, match="answers with 307: nothing"):
        beside.server.ask("SELECT 1")
    assert len(answering.asked) == 1


@pytest.mark.parametrize("password", ["tell-nobody-słowo", "tell-nobody\r\nX: y"])
def test_a_password_of_any_letters_is_sent_and_never_said(
    answering: type[Answering], settings: Any, password: str
) -> None:
    settings.SEARCH_URL = settings.SEARCH_URL.replace("p%40ss", quote(password))
    beside = engine()
    assert beside is not None
    backend().matching(TextIndex.QUOTATIONS, PORTS)
    assert "tell-nobody" not in f"{watch.fault}{beside.condition()}{beside.server!r}"
    if password.isprintable():
        # The server reads headers as Latin-1.
        assert [key.encode("latin-1").decode() for *_, key in answering.asked if key] == [password]
    else:
        assert "cannot be sent a request: ValueError" in watch.fault
        assert answering.asked == []


def test_what_somebody_looked_for_is_not_said(answering: type[Answering]) -> None:
    answering.status = 500
    for said in (
        "Code: 62. DB::Exception: Syntax error: failed at position 9 ('ports'): ports. (SYNTAX)",
        "Code: 47. DB::Exception: Unknown identifier. In scope SELECT id WHERE has(words, 'ports')",
        "Code: 395. DB::Exception: Too much: while executing 'has(words, 'ports')' (LIMITED)",
    ):
        answering.body = said.encode()
        watch.forget()
        backend().matching(TextIndex.QUOTATIONS, PORTS)
        assert "answers with 500: Code: " in watch.fault
        assert "ports" not in watch.fault
    assert watch.fault.endswith(": Too much (LIMITED)")


def test_a_certificate_is_verified() -> None:
    with site_of_its_own(tls=True) as site:
        address = f"clickhouse+https://ana:secret@127.0.0.1:{site.port}/words"
        with pytest.raises(EngineError, match="CERTIFICATE_VERIFY_FAILED"):
            Server.at(address).ask("SELECT 1")
        assert site.requests == []


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
