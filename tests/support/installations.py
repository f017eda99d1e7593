"""Newsrooms with data of their own, driven by commands as an engineer drives them."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from tests.support.starting import Starter

starter = Starter()


class Installation:
    """A newsroom with a data folder of its own."""

    def __init__(self, folder: Path, url: str = "") -> None:
        self.folder = folder
        self.env = {
            **{key: value for key, value in os.environ.items() if not key.startswith("DJANGO_")},
            "NEWSROOM_DATA": str(folder),
            "NEWSROOM_DATABASE_URL": url,
        }

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run a command of `manage.py` to its end, one at a time."""
        return starter.run([str(argument) for argument in arguments], self.env)

    def manage(self, *arguments: object) -> str:
        """What a command says; it is to end well."""
        ran = self.run(*arguments)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def migrate(self) -> None:
        """Make its tables on SQLite, a copy of those that are made once a run."""
        shutil.copytree(migrated_folder(), self.folder, dirs_exist_ok=True)

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Everything it keeps, by table."""
        kept: dict[str, list[dict[str, Any]]] = {}
        dump = self.manage("dumpdata", "--skip-checks", "--exclude", "articles.changedarticle")
        for row in json.loads(dump):
            kept.setdefault(row["model"], []).append(row)
        return kept


@cache
def migrated_folder() -> Path:
    """The data folder of a newsroom that has its tables and nothing in them.

    The first process of a run makes it, in the folder that `share` was given; the others wait.
    Where NEWSROOM_TEST_SHARED names a folder, runs side by side have it there (`make test`).
    """
    folder = Path(os.environ.get("NEWSROOM_TEST_SHARED") or _shared[-1]) / "migrated"
    with once(folder) as making:
        if making:
            Installation(making).manage("migrate", "--skip-checks", "--verbosity", 0)
    return folder


@cache
def migrated_database() -> str:
    """The name of a PostgreSQL database that has its tables and nothing in them, to copy.

    The first process of a run makes it, on the server of NEWSROOM_DATABASE_URL; the others wait.
    """
    name = "newsroom_migrated"
    with once(_shared[-1] / name) as making:
        if making:
            administer(f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
            Installation(making, url_of(name)).manage("migrate", "--skip-checks", "--verbosity", 0)
            making.mkdir(exist_ok=True)
    return name


@contextmanager
def once(folder: Path) -> Iterator[Path | None]:
    """Where to make a folder; None if a process of this run has made it.  The others wait."""
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.exists():
            yield None
        else:
            making = folder.with_suffix(".making")
            yield making
            making.rename(folder)


def share(folder: Path) -> None:
    """Keep in a folder what the parallel processes of a run have in common."""
    _shared.append(folder)


_shared: list[Path] = []


@contextmanager
def empty_newsroom(folder: Path) -> Iterator[Installation]:
    """A newsroom with its tables and nothing in them, on the database that the tests run on."""
    if os.environ.get("NEWSROOM_DATABASE_URL"):
        with postgres_of_its_own(folder, migrated=True) as newsroom:
            yield newsroom
    else:
        newsroom = Installation(folder / "newsroom")
        newsroom.migrate()
        yield newsroom


@contextmanager
def postgres_of_its_own(
    folder: Path, *, migrated: bool = False, options: str = ""
) -> Iterator[Installation]:
    """A newsroom on a database of its own, on the server of NEWSROOM_DATABASE_URL.

    `options` are those of CREATE DATABASE.
    """
    name = f"newsroom_{os.getpid()}"
    template = f" TEMPLATE {migrated_database()}" if migrated else ""
    administer(f"CREATE DATABASE {name}{template} {options}")
    try:
        yield Installation(folder / name, url_of(name))
    finally:
        administer(f"DROP DATABASE {name} WITH (FORCE)")


def url_of(database: str) -> str:
    """The URL of a database on the server of NEWSROOM_DATABASE_URL."""
    return urlsplit(os.environ["NEWSROOM_DATABASE_URL"])._replace(path=f"/{database}").geturl()


def administer(*statements: str) -> None:
    """Run statements, each by itself, on the server of NEWSROOM_DATABASE_URL."""
    with psycopg.connect(url_of("postgres"), autocommit=True) as server:
        for statement in statements:
            server.execute(statement)
