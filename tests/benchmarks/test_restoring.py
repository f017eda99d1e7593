"""PostgreSQL is filled as a restore does, and has the schema of `migrate` afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from articles.search.backends.postgres_setup import DIFFERING
from benchmarks.newsroom import COMMON, Newsroom
from tests.support.installations import Installation, postgres_of_its_own
from tests.support.paths import ROOT
from tests.support.postgres import schema_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.database,
    pytest.mark.skipif(
        not os.environ.get("NEWSROOM_DATABASE_URL"), reason="needs PostgreSQL: tools/with-postgres"
    ),
]

SIZE = 300


def test_rows_are_copied_and_the_schema_is_the_same_after_as_before(tmp_path: Path) -> None:
    with postgres_of_its_own(tmp_path, migrated=True) as newsroom:
        url = newsroom.env["NEWSROOM_DATABASE_URL"]
        before = schema_of(url)
        assert b"CREATE INDEX quotation_once" in before or b"quotation_once UNIQUE" in before
        assert f"{SIZE // 22 + 1} articles" in _made(newsroom)
        assert schema_of(url) == before
        with psycopg.connect(url) as connection:
            _is_complete(connection)


def _made(newsroom: Installation) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.newsroom", str(SIZE)],
        cwd=ROOT, env=newsroom.env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def _is_complete(connection: psycopg.Connection) -> None:
    """Assert that all rows are there, that the words are theirs, and that keys go on."""
    (batch,) = Newsroom(SIZE).batches()
    assert (
        connection.execute(
            'SELECT id, article_id, kind, start, "end", text, speaker_id, speaker_title, '
            "speaker_country_id, confidence FROM articles_quotation ORDER BY id"
        ).fetchall()
        == batch["quotation"]
    )
    assert (
        connection.execute(
            "SELECT id, title, body, published_on, outlet_id FROM articles_article ORDER BY id"
        ).fetchall()
        == batch["article"]
    )
    assert connection.execute(DIFFERING.encode()).fetchone() is None
    said = {row[0] for row in batch["quotation"] if COMMON in str(row[5]).split()}
    found = connection.execute(
        "SELECT id FROM search_quotations WHERE newsroom_words(text) @@ %s::tsquery", [COMMON]
    )
    assert {key for (key,) in found} == said
    (following,) = connection.execute(
        "SELECT nextval(pg_get_serial_sequence('articles_quotation', 'id'))"
    ).fetchone() or (0,)
    assert following == len(batch["quotation"]) + 1
