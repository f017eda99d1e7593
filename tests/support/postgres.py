"""PostgreSQL servers of a test's own: a primary, and replicas that stream from it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from tests.support.installations import migrated_database, url_of

# What of a server is written to the disk does not matter here.
OPTIONS = (
    "listen_addresses=''", "fsync=off", "full_page_writes=off", "shared_buffers=32MB", "jit=off",
    "max_connections=40", "wal_receiver_status_interval=1",
)  # fmt: skip
NAME = "newsroom"


class Cluster:
    """A server that listens on a socket in its folder: nobody else can meet it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._data = folder / "data"
        folder.mkdir()
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")

    def url(self, *others: Cluster) -> str:
        """The address of its newsroom; with others, of the one of them that can be written to."""
        hosts = ",".join(str(one.folder) for one in (self, *others))
        only = "&target_session_attrs=read-write" if others else ""
        return f"postgresql://newsroom@/{NAME}?host={hosts}{only}"

    def make(self) -> None:
        """Make it, with the tables of a newsroom and nothing in them."""
        _run("initdb", "-D", self._data, "-U", "newsroom", "-A", "trust", "-E", "UTF8",
             "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        self.start()
        _run("createdb", "-h", self.folder, "-U", "newsroom", NAME)
        dump = _run("pg_dump", "--no-owner", url_of(migrated_database()))
        _run("psql", "-q", "-v", "ON_ERROR_STOP=1", self.url(), given=dump)

    def follow(self, primary: Cluster) -> None:
        """Make it as a replica of another, and start it."""
        _run("pg_basebackup", "-h", primary.folder, "-U", "newsroom", "-D", self._data,
             "-R", "-c", "fast", "--no-sync")  # fmt: skip
        self.start()

    def start(self) -> None:
        options = " ".join(f"-c {option}" for option in OPTIONS)
        self._control("start", "-l", self.folder / "log", "-o",
                      f"{options} -c unix_socket_directories='{self.folder}'")  # fmt: skip

    def kill(self) -> None:
        """End it at once, as a crash does; it may have ended."""
        if (self._data / "postmaster.pid").exists():
            self._control("stop", "-m", "immediate")

    def promote(self) -> None:
        self._control("promote")

    def ask(self, query: str) -> object:
        """The first value of the first row that a query has."""
        with psycopg.connect(self.url(), autocommit=True) as connection:
            row = connection.execute(query.encode()).fetchone()
            return row[0] if row else None

    def _control(self, *arguments: object) -> None:
        _run("pg_ctl", "-D", self._data, "-w", *arguments)


def _run(program: str, *arguments: object, given: bytes = b"") -> bytes:
    """What a program of PostgreSQL says, which refuses to run as root."""
    places = [*Path("/usr/lib/postgresql").glob("*/bin"), Path(os.environ.get("POSTGRES_BIN", "."))]
    found = [place / program for place in places if (place / program).exists()]
    path = str(found[-1]) if found else program
    user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    with TemporaryDirectory() as place:
        said = Path(place) / "errors"
        with said.open("wb") as errors:
            # A server that is started keeps what it was given open: errors go into a file.
            ran = subprocess.run(
                [*user, path, *map(str, arguments)], cwd="/", input=given, stderr=errors,
                stdout=subprocess.DEVNULL if program == "pg_ctl" else subprocess.PIPE, check=False,
            )  # fmt: skip
        assert ran.returncode == 0, f"{program}: {said.read_text()}"
    return ran.stdout or b""


def schema_of(url: str) -> bytes:
    """The schema of a database as SQL, which is the same for the same schema."""
    dump = _run("pg_dump", "--schema-only", "--no-owner", url)
    # These lines have a word that is another one at every call.
    lines = dump.splitlines()
    return b"\n".join(one for one in lines if not one.startswith((b"\\restrict", b"\\unrestrict")))


@contextmanager
def primary_and_replica() -> Iterator[tuple[Cluster, Cluster]]:
    """A primary with the tables of a newsroom and nothing in them, and a replica of it.

    The tables are those of the server of NEWSROOM_DATABASE_URL (`tools/with-postgres`).
    """
    if not os.environ.get("NEWSROOM_DATABASE_URL"):
        pytest.skip("needs PostgreSQL: tools/with-postgres make test-postgres")
    with TemporaryDirectory(prefix="newsroom-replicas-") as place:
        Path(place).chmod(0o755)
        primary, replica = Cluster(Path(place) / "a"), Cluster(Path(place) / "b")
        try:
            primary.make()
            replica.follow(primary)
            yield primary, replica
        finally:
            for cluster in (replica, primary):
                cluster.kill()
