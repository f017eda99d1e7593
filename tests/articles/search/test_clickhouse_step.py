"""A newsroom moved to ClickHouse and back while it serves: nothing is lost, no address changes.

Needs chdb (`tools/with-clickhouse`).  On PostgreSQL it is a copy of one on SQLite.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.engine import StandIn, stand_in
from tests.support.installations import Installation, empty_newsroom
from tests.support.paths import ROOT
from tests.support.servers import PATIENCE, free_port, until

pytestmark = [pytest.mark.database, pytest.mark.slow]


@contextmanager
def serving(newsroom: Installation) -> Iterator[str]:
    """Serve it; give its address."""
    port = free_port()
    with (newsroom.folder / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=ROOT, env=newsroom.env, stdout=log, stderr=log,
        )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        assert until(lambda: answers(f"{url}/readyz")), (newsroom.folder / "log").read_text()
        yield url
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=PATIENCE)


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=PATIENCE) as response:
        return str(response.read().decode())


def answers(url: str) -> bool:
    try:
        return bool(read(url))
    except OSError:
        return False


def towns_found(url: str, typed: str) -> set[str]:
    page = read(f"{url}/?q={typed}")
    return {town for town in ("Lerwick", "Narvik", "Tromsø") if f"Water in {town}" in page}


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


@contextmanager
def grown(folder: Path) -> Iterator[Installation]:
    """A newsroom with two articles: on SQLite, or copied from there to PostgreSQL."""
    if not os.environ.get("NEWSROOM_DATABASE_URL"):
        with empty_newsroom(folder) as newsroom:
            articles(newsroom, "Lerwick", "Narvik")
            yield newsroom
        return
    small = Installation(folder / "small")
    small.migrate()
    articles(small, "Lerwick", "Narvik")
    with empty_newsroom(folder) as newsroom:
        newsroom.folder.mkdir(exist_ok=True)
        newsroom.manage("copy_database", small.folder / "newsroom.sqlite3")
        yield newsroom


def test_a_newsroom_goes_to_an_engine_that_dies_and_back(tmp_path: Path) -> None:
    with stand_in() as engine, grown(tmp_path) as newsroom:
        newsroom.env["NEWSROOM_SEARCH_URL"] = ""
        before = newsroom.rows()
        newsroom.env["NEWSROOM_SEARCH_URL"] = engine.address
        said = newsroom.run("rebuild_search", "--check")
        assert "has no quotations yet" in said.stderr
        newsroom.manage("rebuild_search")
        assert "whole" in newsroom.manage("rebuild_search", "--check")
        assert newsroom.rows() == before
        with serving(newsroom) as url:
            _is_used_and_dies(newsroom, engine, url)
        newsroom.env["NEWSROOM_SEARCH_URL"] = ""
        with serving(newsroom) as url:
            assert towns_found(url, "flooding") == {"Lerwick", "Narvik", "Tromsø"}
        after = newsroom.rows()
        assert all(row in after[model] for model in ARTICLES for row in before[model])


ARTICLES = ("articles.article", "articles.quotation", "articles.speaker")


def _is_used_and_dies(newsroom: Installation, engine: StandIn, url: str) -> None:
    assert towns_found(url, "flooding") == {"Lerwick", "Narvik"}
    assert json.loads(read(f"{url}/readyz"))["search_engine"] == {"is": "used", "behind": 0}
    articles(newsroom, "Tromsø")
    assert towns_found(url, "floods+OR+nothere") == {"Lerwick", "Narvik", "Tromsø"}
    assert json.loads(read(f"{url}/readyz"))["search_engine"]["is"] == "used"
    address = read(f"{url}/articles/1/")
    engine.kill()
    assert towns_found(url, "spring+OR+floods") == {"Lerwick", "Narvik", "Tromsø"}
    assert towns_found(url, "every") == {"Lerwick", "Narvik", "Tromsø"}
    ready = json.loads(read(f"{url}/readyz"))
    assert "does not answer" in ready["search_engine"]["fault"]
    assert ready["search"] == "ok"
    assert "Lerwick floods" in address
    assert "Lerwick floods" in read(f"{url}/articles/1/")
    assert "does not answer" in newsroom.run("rebuild_search").stderr
