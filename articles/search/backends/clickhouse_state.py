"""How far ClickHouse follows the change log, which it keeps itself, and whether it can be used.

What it has is of one database, one past of its change log, and words as this version makes them.
"""

from __future__ import annotations

import fcntl
import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from articles.search import histories
from articles.search.backends.clickhouse_http import (
    SEARCHING,
    UNKNOWN_DATABASE,
    UNKNOWN_TABLE,
    EngineError,
    Server,
)
from articles.search.backends.clickhouse_sql import STATE, inserted

logger = logging.getLogger(__name__)

# Changes with the table and with what words are.
FORMAT = 2
# Seconds for which it is not asked again after it could not be used.
PAUSE = 30
# The last notes of the change log that are kept with a mark: as many as `histories` compares.
NOTES = histories.COMPARED
# The key of the advisory lock of PostgreSQL: any number that no other program locks there.
LOCK = 7_220_145_377_904_612
ADVICE = "Run manage.py rebuild_search."


@dataclass(frozen=True, slots=True)
class State:
    """The table that has the quotations as of a mark of the change log of a database."""

    number: int
    table: str
    rules: str
    origin: str
    mark: int
    notes: list[list[int]]

    def fault(self, language: str) -> str:
        """Return, in a sentence, why it is not that of the database in use; or nothing."""
        if self.rules != rules(language):
            return f"ClickHouse has words as another version makes them. {ADVICE}"
        if self.origin != histories.database():
            return f"ClickHouse has the words of another database. {ADVICE}"
        if not histories.goes_on(self.mark, self.notes):
            return f"ClickHouse has words of another past of the database. {ADVICE}"
        return ""


def rules(language: str) -> str:
    """Return what tells the words that are made of texts from those of other versions."""
    return f"{FORMAT} {language} {version('pystemmer')}"


def read(server: Server, seconds: float = SEARCHING) -> State:
    """Return how far it is; raises EngineError, also where it was never filled."""
    sql = (
        "SELECT number, name, rules, origin, mark, notes "
        f"FROM {server.database}.{STATE} ORDER BY number DESC LIMIT 1 FORMAT JSONEachRow"
    )
    try:
        answer = server.ask(sql, seconds)
    except EngineError as error:
        if error.code not in (UNKNOWN_TABLE, UNKNOWN_DATABASE):
            raise
        answer = b""
    if not answer.strip():
        raise EngineError(f"ClickHouse at {server} has no quotations yet. {ADVICE}")
    try:
        found = json.loads(answer)
        return State(
            int(found["number"]), str(found["name"]), str(found["rules"]), str(found["origin"]),
            int(found["mark"]), json.loads(found["notes"]),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError) as error:
        raise EngineError(f"What answers at {server} is no ClickHouse: {answer[:80]!r}.") from error


def write(server: Server, table: str, mark: int, language: str) -> None:
    """Note that a table has the quotations as of a mark."""
    row = {
        "one": 1, "number": time.time_ns(), "name": table, "rules": rules(language),
        "origin": histories.database(), "mark": mark,
        "notes": json.dumps(histories.notes_until(mark, NOTES)),
    }  # fmt: skip
    server.ask(inserted(f"{server.database}.{STATE}", [row]))


@contextmanager
def alone() -> Iterator[bool]:
    """Give whether this process is the only one that writes to the engine, for the block.

    On SQLite all processes are on one machine; PostgreSQL knows those of others too.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
                (mine,) = cursor.fetchone()
            yield mine
        return
    file = Path(settings.DATA_DIR) / "index" / "engine"
    file.parent.mkdir(exist_ok=True)
    with file.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


class Watch:
    """Whether this process uses the engine, and what is wrong with it."""

    def __init__(self) -> None:
        self.fault = ""
        self._until = 0.0
        self._known = -1

    def may_ask(self) -> bool:
        return time.monotonic() >= self._until

    def require(self, state: State, language: str) -> None:
        """Raise EngineError unless this is the state of the database in use; looks once at each."""
        if state.number != self._known:
            if fault := state.fault(language):
                raise EngineError(fault)
            self._known = state.number

    def works(self) -> None:
        if self.fault:
            logger.warning("ClickHouse finds words again.")
        self.fault = ""

    def fails(self, fault: str) -> None:
        """Let the database find words for a while."""
        if self.fault != fault:
            logger.warning("%s The database finds words meanwhile.", fault)
        self.fault, self._until = fault, time.monotonic() + PAUSE

    def forget(self) -> None:
        """Look again at the next search, as after the engine was filled."""
        self._until, self._known = 0.0, -1


watch = Watch()
