"""Backups and moves: everything comes back, nothing is replaced by accident."""

from __future__ import annotations

import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.management.commands import copy_database
from articles.models import Article
from newsroom.ops.backups import BackupError, check, found
from tests.support.browser import HARBOUR
from tests.support.installations import Installation, postgres_of_its_own
from tests.support.paths import ROOT
from tests.support.servers import free_port, until
from tests.support.sizes import sized

# Articles that are added meanwhile, and backups of them.
MANY = sized(200, 400)
BACKUPS = sized(2, 3)


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
    """The data folder of a newsroom of two articles, to copy.

    A command that looks whether a newsroom runs on a database takes its file out of the mode in
    which connections hold locks, until a newsroom is connected to it again.
    """
    folder = tmp_path_factory.mktemp("two")
    newsroom = Installation(folder / "data")
    newsroom.migrate()
    report = newsroom.manage("ingest", "--annotated", lines(folder))
    assert report == (
        "2 added, 1 found in another outlet, 0 skipped, 0 failed. 2 without a date.\n"
    )
    return newsroom.folder


def stored(newsroom: Installation) -> list[tuple[int]]:
    """The keys of its articles."""
    with closing(sqlite3.connect(newsroom.folder / "newsroom.sqlite3")) as database:
        return database.execute("SELECT id FROM articles_article").fetchall()


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
            for n in range(MANY)
        )
    )
    command = [sys.executable, "manage.py", "ingest", "--annotated", str(many)]
    with subprocess.Popen(
        command, cwd=ROOT, env=full.env, stdout=subprocess.PIPE, text=True
    ) as writing:
        assert until(lambda: len(stored(full)) > 2)
        for number in range(BACKUPS):
            full.manage("backup", tmp_path / f"backup-{number}")
        output, _ = writing.communicate()
    assert output == f"{MANY} added, 0 skipped, 0 failed. {MANY} without a date.\n"
    for number in range(BACKUPS):
        with closing(sqlite3.connect(tmp_path / f"backup-{number}")) as copy:
            ((whole,),) = copy.execute("PRAGMA integrity_check")
            ((torn,),) = copy.execute(
                "SELECT count(*) FROM articles_article WHERE state = 'done' AND title LIKE '“It%' "
                "AND id NOT IN (SELECT article_id FROM articles_quotation)"
            )
        assert (whole, torn) == ("ok", 0)
    elsewhere = Installation(tmp_path / "elsewhere")
    elsewhere.manage("restore", tmp_path / f"backup-{BACKUPS - 1}")
    assert elsewhere.manage("rebuild_search", "--check") == "The search is whole.\n"
    assert ", 0 failed." in elsewhere.manage("ingest", "--annotated", many)
    assert elsewhere.manage("ingest", "--annotated", many).startswith(f"0 added, {MANY} skipped")


def test_restore_knows_a_newsroom_that_runs(full: Installation, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    full.manage("backup", file)
    place = full.folder / "newsroom.sqlite3"
    with closing(sqlite3.connect(place)) as server:
        server.execute("SELECT count(*) FROM articles_article").fetchone()
        refused = full.run("restore", file, "--replace")
        assert "Stop the server and the workers" in refused.stderr
        assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
        server.execute("SELECT count(*) FROM articles_article").fetchone()
    assert "2 articles are back" in full.manage("restore", file, "--replace")


def test_a_damaged_or_empty_database_is_said_and_replaced(
    full: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "backup"
    full.manage("backup", file)
    place = full.folder / "newsroom.sqlite3"
    place.write_bytes(b"no database at all " * 1000)
    said = full.run("rebuild_search")
    assert said.returncode == 1
    assert said.stderr.startswith("The database is damaged, or is none (file is not a database).")
    assert "restore --replace FILE" in said.stderr
    assert "2 articles are back" in full.manage("restore", file, "--replace")
    place.unlink()
    said = full.run("export_corrections", tmp_path / "corrections")
    assert said.stderr.startswith("The database lacks tables or columns (no such table: ")
    assert said.stderr.endswith("Run manage.py migrate.\n")


def test_a_restore_beside_a_search_engine_that_is_away_says_so_and_fails(
    full: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "backup"
    full.manage("backup", file)
    full.env["NEWSROOM_SEARCH_URL"] = f"clickhouse+http://a:tell-nobody@127.0.0.1:{free_port()}"
    ran = full.run("restore", file, "--replace")
    assert ran.returncode == 1
    assert "2 articles are back" in ran.stdout
    assert "Rebuilding the search: ClickHouse at 127.0.0.1:" in ran.stderr
    assert "Everything is back but a part of the search: ClickHouse at 127.0.0.1:" in ran.stderr
    assert "run manage.py rebuild_search" in ran.stderr
    assert "tell-nobody" not in ran.stderr + ran.stdout
    full.env["NEWSROOM_SEARCH_URL"] = ""
    assert full.manage("rebuild_search", "--check") == "The search is whole.\n"


def test_the_newest_backups_of_a_folder_are_kept(full: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in ("newsroom-2026-01-01T030000", "newsroom-2026-01-02T030000", "mine"):
        (folder / name).touch()
    said = full.manage("backup", folder, "--keep", 2)
    assert said.endswith("newsroom-2026-01-01T030000: removed.\n")
    kept = sorted(path.name for path in folder.iterdir())
    assert kept[:2] == ["mine", "newsroom-2026-01-02T030000"]
    assert len(kept) == 3
    assert "keeps none" in full.run("backup", folder, "--keep", 0).stderr


def test_the_installed_command_reads_the_environment_file(
    full: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "newsroom.env"
    file.write_text(f'# ours\nNEWSROOM_DATA="{full.folder}"\n\nNEWSROOM_TIME_ZONE=Mars\n')
    ours = ("NEWSROOM_", "DJANGO_")
    env = {key: value for key, value in os.environ.items() if not key.startswith(ours)}
    env |= {"NEWSROOM_ENV_FILE": str(file), "PYTHON": sys.executable}
    installed = tmp_path / "newsroom"
    installed.symlink_to(ROOT / "deploy" / "newsroom")
    command = [str(installed), "rebuild_search", "--check"]

    def run(**more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, env={**env, **more}, cwd=tmp_path, capture_output=True, text=True, check=False
        )

    assert "NEWSROOM_TIME_ZONE='Mars' is no time zone" in run().stderr
    assert run(NEWSROOM_TIME_ZONE="UTC").stdout == "The search is whole.\n"
    file.write_text("no assignment\n")
    assert "line 1 sets no variable" in run().stderr
    assert "cannot be read" in run(NEWSROOM_ENV_FILE=str(tmp_path / "none")).stderr


# ── PostgreSQL ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def postgres(db: None, tmp_path: Path) -> Iterator[Installation]:
    """A newsroom on a PostgreSQL database of its own, beside the one of the tests."""
    if connection.vendor != "postgresql":
        pytest.skip("for PostgreSQL: make test-postgres")
    with postgres_of_its_own(tmp_path, migrated=True) as made:
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
    with psycopg.connect(f"{postgres.env['NEWSROOM_DATABASE_URL']}&application_name=newsroom"):
        running = postgres.run("restore", file, "--replace").stderr
        assert "A newsroom runs on this database: 1 other connections." in running
    assert postgres.manage("rebuild_search", "--check") == "The search is whole.\n"
    assert "It is one of PostgreSQL" in full.run("restore", file, "--replace").stderr


# copy_database, with another writer at the source after each table.
COPYING = """
import sqlite3, sys
import django
django.setup()
from django.core.management import call_command
from articles.management.commands.copy_database import Command

def write(command, table, rows):
    try:
        sqlite3.connect(sys.argv[1], timeout=0).execute("UPDATE articles_article SET title = 'x'")
    except sqlite3.OperationalError as error:
        print(error)

Command.report = write
call_command("copy_database", sys.argv[1])
"""


def test_copying_knows_a_newsroom_that_runs(full: Installation, tmp_path: Path) -> None:
    source = full.folder / "newsroom.sqlite3"
    empty = Installation(tmp_path / "empty")
    empty.migrate()
    for busy in (source, empty.folder / "newsroom.sqlite3"):
        with closing(sqlite3.connect(busy)) as server:
            server.execute("SELECT count(*) FROM articles_article").fetchone()
            refused = empty.run("copy_database", source)
            assert "A newsroom runs there: another process has it open" in refused.stderr
            assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
    copying = subprocess.run(
        [sys.executable, "-c", COPYING, source],
        cwd=ROOT,
        env={**empty.env, "DJANGO_SETTINGS_MODULE": "newsroom.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    *errors, said = copying.stdout.splitlines()
    assert set(errors) == {"database is locked"}, "nothing writes to it meanwhile"
    assert "every value is the same" in said
    assert empty.rows() == full.rows()


@pytest.mark.django_db
def test_both_databases_come_to_this_version_before(
    full: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrated = []
    monkeypatch.setattr(
        copy_database,
        "call_command",
        lambda name, database="default", **options: migrated.append((name, database)),
    )
    monkeypatch.setattr(copy_database, "copy", lambda *arguments: {})
    call_command("copy_database", full.folder / "newsroom.sqlite3", stdout=io.StringIO())
    assert migrated == [("migrate", "default"), ("migrate", "source")]


@pytest.mark.django_db
def test_what_cannot_be_copied_is_said_and_stays_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is not there"):
        call_command("copy_database", tmp_path / "nothing.sqlite3", stdout=io.StringIO())
    file = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE places (name TEXT)")
    for content in (file.read_bytes(), b"", b"no database at all " * 1000):
        file.write_bytes(content)
        with pytest.raises(CommandError, match="is no database of a newsroom"):
            call_command("copy_database", file, stdout=io.StringIO())
        assert file.read_bytes() == content
    assert Article.objects.count() == 0


def test_a_database_is_not_copied_into_itself(full: Installation, tmp_path: Path) -> None:
    link = tmp_path / "link.sqlite3"
    link.symlink_to(full.folder / "newsroom.sqlite3")
    before = link.read_bytes()
    assert "That is the database in use" in full.run("copy_database", link).stderr
    assert link.read_bytes() == before


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
