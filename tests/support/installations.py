"""Newsrooms with data of their own, driven by commands as an engineer drives them."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from newsroom.ops.backups import found
from tests.support.paths import ROOT


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
        return subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=ROOT, env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def manage(self, *arguments: object) -> str:
        """What a command says; it is to end well."""
        ran = self.run(*arguments)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def migrate(self) -> None:
        """Make its tables: a SQLite database is copied from one that is migrated once a run."""
        if self.env["NEWSROOM_DATABASE_URL"]:
            self.manage("migrate", "--verbosity", 0)
        else:
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
    """
    folder = _shared[-1] / "migrated"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            making = folder.with_suffix(".making")
            Installation(making).manage("migrate", "--verbosity", 0)
            making.rename(folder)
    return folder


def share(folder: Path) -> None:
    """Keep in a folder what the parallel processes of a run have in common."""
    _shared.append(folder)


_shared: list[Path] = []


@contextmanager
def postgres_of_its_own(folder: Path, count: int = 1) -> Iterator[list[Installation]]:
    """Newsrooms on databases of their own, on the server of NEWSROOM_DATABASE_URL."""
    url = urlsplit(os.environ["NEWSROOM_DATABASE_URL"])
    host = parse_qs(url.query).get("host", [url.hostname or ""])[0]
    admin = [found("psql"), "--host", host, "--user", url.username or "", "postgres", "--command"]
    names = [f"newsroom_{os.getpid()}_{number}" for number in range(count)]
    for name in names:
        subprocess.run([*admin, f"CREATE DATABASE {name}"], check=True, capture_output=True)
    try:
        yield [
            Installation(folder / name, url._replace(path=f"/{name}").geturl()) for name in names
        ]
    finally:
        for name in names:
            drop = f"DROP DATABASE {name} WITH (FORCE)"
            subprocess.run([*admin, drop], check=True, capture_output=True)
