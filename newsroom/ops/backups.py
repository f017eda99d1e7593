"""The whole database in one file, and back: SQLite's own copies, PostgreSQL's own dumps."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from newsroom.ops.running import on_this_database

# How a dump of PostgreSQL's in its own format begins, and a database of SQLite's.
PG_DUMP = b"PGDMP"
SQLITE = b"SQLite format 3\0"
# Where in the data folder the backups that were made are noted, a line of JSON each.
NOTED = "backups.jsonl"
# Pages of SQLite copied at a time; between two, others write.
PAGES = 2_000
# The names of backups that `back_up_into` makes.
NAMED_BY_TIME = re.compile(r"newsroom-\d{4}-\d\d-\d\dT\d{6}")


class BackupError(Exception):
    """Why there is no backup or nothing was restored, and the way out."""


def back_up(to: Path) -> None:
    """Write the database as it is at one moment into a new file, while others write."""
    if to.exists():
        raise BackupError(f"{to} is there already. Name a new file, or move that one away.")
    part = to.with_name(f"{to.name}.part")
    _remove(part)
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        if connection.vendor == "sqlite":
            _copy_sqlite(Path(settings.DATABASES["default"]["NAME"]), part)
        else:
            _run("pg_dump", "--format=custom", f"--file={part}")
        check(part)
        part.rename(to)
        _note(to)
    except OSError as error:
        raise BackupError(f"{to} cannot be written: {error.strerror or error}.") from None
    finally:
        _remove(part)


def back_up_into(folder: Path, keep: int) -> tuple[Path, list[Path]]:
    """Write a backup named by its time into a folder, and remove all but the newest `keep`.

    Returns the new file and those removed.  Only files with such names are removed, and only after
    the new one was checked.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BackupError(f"{folder} cannot be made: {error.strerror}.") from None
    file = folder / f"newsroom-{timezone.now():%Y-%m-%dT%H%M%S}"
    back_up(file)
    old = sorted(path for path in folder.iterdir() if NAMED_BY_TIME.fullmatch(path.name))[:-keep]
    for path in old:
        path.unlink(missing_ok=True)
    return file, old


def _note(file: Path) -> None:
    """Note a backup beside the database, for who has to know which ones hold a text."""
    noted = {"file": str(file.absolute()), "made_at": timezone.now().isoformat()}
    with (settings.DATA_DIR / NOTED).open("a", encoding="utf-8") as notes:
        notes.write(json.dumps(noted, ensure_ascii=False) + "\n")


def made_since(time: dt.datetime) -> list[tuple[Path, dt.datetime]]:
    """Return the backups that `back_up` has made since a time, with when; moved ones too."""
    try:
        lines = (settings.DATA_DIR / NOTED).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    noted = [json.loads(line) for line in lines]
    made = [(Path(one["file"]), dt.datetime.fromisoformat(one["made_at"])) for one in noted]
    return [(file, at) for file, at in made if at >= time]


def check(file: Path) -> None:
    """Raise BackupError for a file that is no whole backup of this kind of database."""
    try:
        with file.open("rb") as opened:
            beginning = opened.read(16)
    except OSError as error:
        raise BackupError(f"{file} cannot be opened: {error.strerror or error}.") from None
    if connection.vendor == "sqlite":
        if beginning != SQLITE:
            raise BackupError(f"{file} is no database of SQLite. {_other(beginning)}")
        # Nothing writes to a backup: without locks, SQLite puts no files of its own beside it.
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True)) as copy:
            try:
                (answer,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
                copy.execute("SELECT 1 FROM articles_article LIMIT 1")
            except sqlite3.DatabaseError as error:
                answer = str(error)
        if answer != "ok":
            raise BackupError(f"{file} is damaged, or no newsroom: {answer}. Take another backup.")
    else:
        if not beginning.startswith(PG_DUMP):
            raise BackupError(f"{file} is no dump of PostgreSQL. {_other(beginning)}")
        _run("pg_restore", "--list", str(file), database=False)


def _other(beginning: bytes) -> str:
    if beginning == SQLITE:
        return "It is one of SQLite: unset NEWSROOM_DATABASE_URL, or use copy_database."
    if beginning.startswith(PG_DUMP):
        return "It is one of PostgreSQL: name that in NEWSROOM_DATABASE_URL."
    return "Name a file that manage.py backup has written."


def restore(file: Path) -> None:
    """Put what a backup holds in place of the database, all of it or nothing.

    Raises BackupError while a server, a worker or another command has the database open.
    """
    check(file)
    if running := on_this_database():
        raise BackupError(RUNNING.format(running))
    if connection.vendor == "sqlite":
        place = Path(settings.DATABASES["default"]["NAME"])
        # Into a file beside it first: a full disk is noticed before anything is replaced.
        fresh = place.with_name(f"{place.name}.restored")
        _remove(fresh)
        shutil.copy2(file, fresh)
        _remove_beside(place)
        fresh.rename(place)
    else:
        _run(
            "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction",
            f"--dbname={_database()['dbname']}", str(file),
        )  # fmt: skip


RUNNING = "A newsroom runs on this database: {}. Stop the server and the workers, then restore."


def _copy_sqlite(source: Path, to: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(to)) as new:
        # One transaction for the whole of it: writers go on, and the copy does not see them.
        old.execute("BEGIN")
        old.execute("SELECT 1 FROM sqlite_master").fetchone()
        new.execute("PRAGMA journal_mode=DELETE")
        old.backup(new, pages=PAGES)


def _remove(database: Path) -> None:
    """Remove a file that may be a database of SQLite's, with what SQLite keeps beside it."""
    _remove_beside(database)
    database.unlink(missing_ok=True)


def _remove_beside(database: Path) -> None:
    for suffix in ("-journal", "-wal", "-shm"):
        database.with_name(f"{database.name}{suffix}").unlink(missing_ok=True)


def _database() -> dict[str, Any]:
    return dict(connection.get_connection_params())


def _run(program: str, *arguments: str, database: bool = True) -> None:
    """Run one of PostgreSQL's programs; the password goes by the environment alone."""
    params = _database()
    names = {"PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password"}
    env = {name: str(params[key]) for name, key in names.items() if params.get(key)}
    if database:
        env["PGDATABASE"] = str(params["dbname"])
    ran = subprocess.run(  # noqa: S603 - programs and options of our own
        [found(program), *arguments],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise BackupError(f"{program} failed: {ran.stderr.strip()}")


def found(program: str, which: Callable[[str], str | None] = shutil.which) -> str:
    """Where a program of PostgreSQL's is; the newest where several are installed."""
    if path := which(program):
        return path
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    if not installed:
        raise BackupError(
            f"There is no {program} here. Install PostgreSQL’s client programs "
            "(Debian: sudo apt install postgresql-client)."
        )
    return str(installed[-1])
