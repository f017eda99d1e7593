"""From SQLite to PostgreSQL to a replica, which lags, dies, lags too far and takes over."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPMessage
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from articles.management.commands.serve import READY
from tests.support.installations import Installation
from tests.support.paths import ROOT
from tests.support.postgres import Cluster, primary_and_replica
from tests.support.servers import PATIENCE, free_port, until
from tests.support.sizes import FULL, sized

pytestmark = [pytest.mark.database, pytest.mark.slow]


class Reader:
    """A browser with cookies of its own."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open
        self.headers = HTTPMessage()

    def get(self, path: str) -> str:
        return self._read(urllib.request.Request(self.url + path))

    def post(self, path: str, form: str, **values: str) -> str:
        """Fill in the form of a page and send it."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(form))
        assert token
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **values}).encode()
        return self._read(urllib.request.Request(self.url + path, data))

    def _read(self, request: urllib.request.Request) -> str:
        with self._open(request, timeout=PATIENCE) as response:
            self.headers = response.headers
            return str(response.read().decode())

    def replica(self) -> str:
        """What /readyz says of the replica; nothing while there is no primary."""
        try:
            return str(json.loads(self.get("/readyz"))["replicas"]["replica-1"]["is"])
        except OSError:
            return ""


@contextmanager
def serving(newsroom: Installation) -> Iterator[Reader]:
    port = free_port()
    with (newsroom.folder / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=ROOT, env=newsroom.env, stdout=log, stderr=log,
        )  # fmt: skip
    reader = Reader(f"http://127.0.0.1:{port}")
    try:
        assert until(lambda: reader.replica() == "read"), (newsroom.folder / "log").read_text()
        yield reader
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=PATIENCE)


def articles(newsroom: Installation, *towns: str) -> None:
    """Add an article about each town, which needs no model."""
    file = newsroom.folder / "articles.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for town in towns:
            text = f"“{town} floods every spring,” said Ada Roe."
            quote = {"kind": "direct", "content": [[1, len(town) + 21]], "name": "Ada Roe",
                     "speaker_type": "person", "confidence": 0.9}  # fmt: skip
            line = {"text": text, "title": f"Water in {town}", "quotes": [quote], "entities": []}
            print(json.dumps(line), file=lines)
    newsroom.manage("ingest", "--annotated", file)


@pytest.fixture(scope="module")
def clusters() -> Iterator[tuple[Cluster, Cluster]]:
    with primary_and_replica() as both:
        yield both


def test_it_grows_and_a_replica_lags_dies_and_takes_over(
    clusters: tuple[Cluster, Cluster], tmp_path: Path
) -> None:
    primary, replica = clusters
    small = Installation(tmp_path / "small")
    small.migrate()
    articles(small, "Lerwick")
    newsroom = Installation(tmp_path / "large", primary.url(replica))
    newsroom.folder.mkdir()
    copied = newsroom.manage("copy_database", small.folder / "newsroom.sqlite3")
    assert "every value is the same" in copied

    # However slow this machine is, the replica is near enough; then, none that lags is.
    newsroom.env |= {"NEWSROOM_REPLICA_URLS": replica.url(), "NEWSROOM_REPLICA_LAG": "3600"}
    with serving(newsroom) as reader:
        assert "Lerwick" in reader.get("/articles/1/")
        _lags(newsroom, reader, primary, replica)
        _dies(reader, replica)
        if not FULL:  # one server less
            _takes_over(newsroom, reader, primary, replica)
    if FULL:
        newsroom.env["NEWSROOM_REPLICA_LAG"] = "1"
        with serving(newsroom) as reader:
            _lags_too_far(newsroom, reader, replica)
            _takes_over(newsroom, reader, primary, replica)
    kept = "SELECT string_agg(title, ', ' ORDER BY id) FROM articles_article WHERE state = 'done'"
    towns = ("Lerwick", "Narvik", *sized((), ("Vadsø",)), "Tromsø")
    assert replica.ask(kept) == ", ".join(f"Water in {town}" for town in towns)


def _lags(newsroom: Installation, reader: Reader, primary: Cluster, replica: Cluster) -> None:
    """It is read and says so, but not by a reader who has written.

    What the server prepares at its start is read from the primary: a replica that stops before it
    has come there is not read.
    """
    assert until(lambda: READY in (newsroom.folder / "log").read_text())
    primary.ask("SELECT pg_switch_wal()")
    written = int(str(primary.ask("SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint")))
    replayed = "SELECT (pg_last_wal_replay_lsn() - '0/0')::bigint"
    assert until(lambda: int(str(replica.ask(replayed))) >= written)
    replica.ask("SELECT pg_wal_replay_pause()")
    articles(newsroom, "Narvik")
    assert "Narvik" not in reader.get("/"), "a page is read from the replica"
    assert until(lambda: "This page is as of" in reader.get("/")), "and says that it is old"
    assert int(reader.headers["Newsroom-Behind"]) >= 2
    assert "Narvik" not in reader.get("/api/v1/quotations"), "programs without a token as well"
    writer = Reader(reader.url)
    quote = re.search(r"/articles/1/quotes/(\d+-\d+)/", writer.get("/articles/1/"))
    assert quote
    writer.post("/articles/1/report/", quote[0], quote=quote[1], note="It was her sister.")
    page = writer.get("/")
    assert "Narvik" in page, "who has written reads the primary"
    assert "This page is as of" not in page
    assert "Narvik" in reader.get("/"), "as do others, since the index in memory is now newer"
    replica.ask("SELECT pg_wal_replay_resume()")
    assert until(lambda: "Narvik" in reader.get("/"))
    assert until(lambda: reader.get("/") != "" and "Newsroom-Behind" not in reader.headers)


def _lags_too_far(newsroom: Installation, reader: Reader, replica: Cluster) -> None:
    replica.ask("SELECT pg_wal_replay_pause()")
    articles(newsroom, "Vadsø")
    assert until(lambda: "Vadsø" in reader.get("/")), "the primary is read"
    assert reader.replica() == "behind"
    replica.ask("SELECT pg_wal_replay_resume()")
    assert until(lambda: reader.replica() == "read")


def _dies(reader: Reader, replica: Cluster) -> None:
    """Nobody notices, and it is read again when it is back."""
    replica.kill()
    assert "Narvik" in reader.get("/"), "the page is made again from the primary"
    assert reader.replica() == "away"
    assert "Narvik" in reader.get("/")
    replica.start()
    assert until(lambda: reader.replica() == "read")


def _takes_over(newsroom: Installation, reader: Reader, primary: Cluster, replica: Cluster) -> None:
    """The primary dies: pages go on, and once the replica is the primary, so does writing."""
    primary.kill()
    assert "Narvik" in reader.get("/"), "pages need no primary"
    replica.promote()
    assert until(lambda: reader.replica() == "promoted")
    articles(newsroom, "Tromsø")
    page = reader.get("/")
    assert "Tromsø" in page
    assert "Lerwick" in page
    assert "Lerwick" in reader.get("/articles/1/")
