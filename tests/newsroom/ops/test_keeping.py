"""Backups and moves: everything comes back, nothing is replaced by accident."""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article
from newsroom.ops.backups import BackupError, check, found
from tests.support.browser import HARBOUR
from tests.support.installations import Installation, postgres_of_its_own
from tests.support.paths import ROOT


def lines(folder: Path) -> Path:
    """Ready-made annotations of an article, which need no model to be loaded."""
    quote = {"kind": "direct", "content": [[61, 104]], "name": "Ada Roe", "speaker_type": "person",
             "about": ["RU"], "speaker_country": "PL", "confidence": 0.9}  # fmt: skip
    file = folder / "found.jsonl"
    lines = [
        {"text": HARBOUR, "title": "Grain", "published_on": "2026-03-03", "quotes": [quote],
         "outlet": "The Harbour Post", "entities": []},
        {"text": "Nothing was said.", "title": "Nothing"},
        {"text": HARBOUR, "title": "Grain", "outlet": "Bay Herald"},
    ]  # fmt: skip
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return file


@pytest.fixture(scope="session")
def two_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a newsroom of two articles."""
    folder = tmp_path_factory.mktemp("two")
    newsroom = Installation(folder / "data")
    newsroom.migrate()
    report = newsroom.manage("ingest", "--annotated", lines(folder))
    assert report == (
        "2 added, 1 found in another outlet, 0 skipped, 0 failed. 2 without a date.\n"
    )
    return newsroom.folder


@pytest.fixture
def full(two_articles: Path, tmp_path: Path) -> Installation:
    return Installation(Path(shutil.copytree(two_articles, tmp_path / "full")))


def test_a_backup_comes_back_elsewhere(full: Installation, tmp_path: Path) -> None:
    file = tmp_path / "backup.sqlite3"
    assert "checked." in full.manage("backup", file)
    assert file.stat().st_mode & 0o777 == 0o600, "it holds passwords’ hashes: for its owner alone"
    elsewhere = Installation(tmp_path / "elsewhere")
    assert (
        elsewhere.manage("restore", file)
        == "2 articles are back; 0 of them wait to be processed.\n"
    )
    assert elsewhere.rows() == full.rows()
    assert elsewhere.manage("rebuild_search", "--check") == "The search is whole.\n"
    assert elsewhere.run("migrate", "--check").returncode == 0
    refused = elsewhere.run("restore", file)
    assert "There are 2 articles here" in refused.stderr
    assert "2 articles are back" in elsewhere.manage("restore", file, "--replace")
    assert list(tmp_path.glob("backup*")) == [file], "nothing is left beside it"


def test_a_backup_is_never_written_over(full: Installation, tmp_path: Path) -> None:
    file = tmp_path / "kept"
    file.write_text("something else")
    assert "is there already" in full.run("backup", file).stderr
    assert file.read_text() == "something else"
    assert "cannot be written" in full.run("backup", tmp_path / "no" / "folder").stderr


def test_what_a_killed_backup_left_is_removed(full: Installation, tmp_path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        (tmp_path / f"kept #1?.part{suffix}").write_bytes(b"torn")
    file = tmp_path / "kept #1?"
    full.manage("backup", file)
    assert list(tmp_path.glob("kept*")) == [file]


def test_a_damaged_backup_replaces_nothing(full: Installation, tmp_path: Path) -> None:
    before = full.rows()
    file = tmp_path / "backup"
    full.manage("backup", file)
    whole = file.read_bytes()
    for damage in (whole[: len(whole) // 2], b"no database", whole[:5000] + b"\xff" * 9000):
        file.write_bytes(damage)
        ran = full.run("restore", file, "--replace")
        assert ran.returncode == 1
        assert str(file) in ran.stderr
    assert "cannot be opened" in full.run("restore", tmp_path / "nothing").stderr
    assert full.rows() == before


def test_a_backup_during_an_ingest_is_of_one_moment(full: Installation, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    quote = {"kind": "direct", "content": [[1, 9]], "name": "Bo Li", "speaker_type": "person"}
    many.write_text(
        "".join(
            json.dumps({"text": f"“It rains {n},” said Bo Li.", "quotes": [quote]}) + "\n"
            for n in range(400)
        )
    )
    command = [sys.executable, "manage.py", "ingest", "--annotated", str(many)]
    with subprocess.Popen(
        command, cwd=ROOT, env=full.env, stdout=subprocess.PIPE, text=True
    ) as writing:
        for number in range(3):
            full.manage("backup", tmp_path / f"backup-{number}")
        output, _ = writing.communicate()
    assert output == "400 added, 0 skipped, 0 failed. 400 without a date.\n"
    for number in range(3):
        with closing(sqlite3.connect(tmp_path / f"backup-{number}")) as copy:
            ((whole,),) = copy.execute("PRAGMA integrity_check")
            ((torn,),) = copy.execute(
                "SELECT count(*) FROM articles_article WHERE state = 'done' AND title LIKE '“It%' "
                "AND id NOT IN (SELECT article_id FROM articles_quotation)"
            )
        assert (whole, torn) == ("ok", 0)
    elsewhere = Installation(tmp_path / "elsewhere")
    elsewhere.manage("restore", tmp_path / "backup-2")
    assert elsewhere.manage("rebuild_search", "--check") == "The search is whole.\n"
    assert ", 0 failed." in elsewhere.manage("ingest", "--annotated", many)
    assert elsewhere.manage("ingest", "--annotated", many).startswith("0 added, 400 skipped")


# ── PostgreSQL ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def postgres(db: None, tmp_path: Path) -> Iterator[Installation]:
    """A newsroom on a PostgreSQL database of its own, beside the one of the tests."""
    if connection.vendor != "postgresql":
        pytest.skip("for PostgreSQL: make test-postgres")
    with postgres_of_its_own(tmp_path) as (made,):
        yield made


def test_from_sqlite_to_postgresql_and_back_up_there(
    full: Installation, postgres: Installation, tmp_path: Path
) -> None:
    source = full.folder / "newsroom.sqlite3"
    output = postgres.manage("copy_database", source)
    assert "every value is the same" in output
    assert postgres.rows() == full.rows()
    assert postgres.manage("rebuild_search", "--check") == "The search is whole.\n"
    assert "has articles. Name an empty one" in postgres.run("copy_database", source).stderr
    # Keys go on where they were.
    more = tmp_path / "more.jsonl"
    more.write_text(json.dumps({"text": "More was said."}) + "\n")
    assert postgres.manage("ingest", "--annotated", more).startswith("1 added, ")
    rows = postgres.rows()
    file = tmp_path / "dump"
    postgres.manage("backup", file)
    assert "There are 3 articles here" in postgres.run("restore", file).stderr
    postgres.manage("ingest", "--annotated", lines(tmp_path), "--reprocess")
    assert "3 articles are back" in postgres.manage("restore", file, "--replace")
    assert postgres.rows() == rows
    assert postgres.manage("rebuild_search", "--check") == "The search is whole.\n"
    assert "It is one of PostgreSQL" in full.run("restore", file, "--replace").stderr


@pytest.mark.django_db
def test_what_cannot_be_copied_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is not there"):
        call_command("copy_database", tmp_path / "nothing.sqlite3", stdout=io.StringIO())
    assert Article.objects.count() == 0


def test_a_program_that_is_missing_is_named() -> None:
    with pytest.raises(BackupError, match="There is no pg_nothing here"):
        found("pg_nothing", lambda _: None)


@pytest.mark.django_db
def test_a_file_of_the_other_database_is_recognised(tmp_path: Path) -> None:
    file = tmp_path / "file"
    other = b"SQLite format 3\0" if connection.vendor == "postgresql" else b"PGDMP"
    file.write_bytes(other + b"x" * 100)
    with pytest.raises(BackupError, match="It is one of"):
        check(file)
