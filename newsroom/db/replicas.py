"""Which database a request reads: the primary, or a streaming replica of it that is near enough.

Everything else, such as commands, workers and corrections, reads and writes the primary.  How far
a replica has come is a place in the log of the primary (LSN), a number of bytes that only grows.
Threads look once in `PAUSE` seconds, so that no request waits for a replica that hangs.

What a process keeps in memory (the index) may have been read at a later place than a replica has
come to: such a replica is not read until it has come there (`keep_up`).
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections import deque
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS as PRIMARY
from django.db import DatabaseError, InterfaceError, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

logger = logging.getLogger(__name__)

# Seconds between two looks; after how many a replica that says nothing is taken for away.
PAUSE = 1.0
SILENT = 5.0
# Places of the log that are remembered, one a look.
REMEMBERED = 4_000

# What a database raises that fails, or, if it can only be read (InternalError), is written to.
FAILED = (DatabaseError, InterfaceError)

_WRITTEN = "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint"
_REPLAYED = "SELECT (pg_last_wal_replay_lsn() - '0/0')::bigint"
_LOOK = (
    "SELECT pg_is_in_recovery(), (pg_last_wal_replay_lsn() - '0/0')::bigint, "
    "extract(epoch FROM now() - pg_last_xact_replay_timestamp())::float"
)


@dataclass
class Reading:
    """What a request reads, and whether it wrote; `age` is how old that may be, in seconds."""

    alias: str = PRIMARY
    age: float = 0
    wrote: bool = False


current: ContextVar[Reading | None] = ContextVar("reading", default=None)
"""What the request of this thread reads; nothing set is the primary."""


@dataclass(frozen=True)
class State:
    """What a look at a replica found, and when, on the clock of this process.

    `stamp` is how old its last transaction is by the replica's own clock, in seconds.
    """

    at: float
    recovers: bool
    replayed: int
    stamp: float


class Replica:
    """A replica as this process knows it."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.state: State | None = None

    def look(self) -> None:
        """Ask the replica how far it has come."""
        try:
            recovers, replayed, stamp = _row(self.alias, _LOOK)
        except FAILED as error:
            self.lost(error)
            return
        if not recovers and (self.state is None or self.state.recovers):
            logger.error(
                "%s is no replica (any more): it is not read. Take it out of "
                "NEWSROOM_REPLICA_URLS, or name it in NEWSROOM_DATABASE_URL.",
                self.alias,
            )
        self.state = State(time.monotonic(), bool(recovers), int(replayed or 0), float(stamp or 0))

    def lost(self, error: Exception) -> None:
        """Note that it does not answer."""
        if self.state is not None:
            logger.warning("%s does not answer; the primary is read: %s", self.alias, error)
        self.state = None

    def behind(self) -> float | None:
        """How many seconds it is behind the primary; None if it cannot be read at all."""
        state = self.state
        if state is None or not state.recovers or time.monotonic() - state.at > SILENT:
            return None
        return log.since(state.replayed, state.stamp)

    def condition(self) -> str:
        """In a word, for operators."""
        if self.state is not None and not self.state.recovers:
            return "promoted"
        behind = self.behind()
        if behind is None:
            return "away"
        return "read" if behind <= settings.REPLICA_LAG else "behind"

    def has_replayed(self, place: int) -> bool:
        """Whether it has come to a place of the log; asks it if that was not known yet."""
        if self.state is None:
            return False
        if self.state.replayed >= place:
            return True
        try:
            (replayed,) = _row(self.alias, _REPLAYED)
        except FAILED as error:
            self.lost(error)
            return False
        return int(replayed or 0) >= place


class Log:
    """Where the log of the primary was when, as far as this process has looked."""

    def __init__(self) -> None:
        self._places: deque[tuple[float, int]] = deque(maxlen=REMEMBERED)

    def look(self) -> None:
        """Ask the primary where its log is; a primary that does not answer writes nothing."""
        try:
            place = written()
        except FAILED:
            return
        if not self._places or place > self._places[-1][1]:
            self._places.append((time.monotonic(), place))

    def since(self, replayed: int, stamp: float) -> float:
        """For how many seconds the primary has had more than what was replayed.

        Where that began before the first look, `stamp` tells.
        """
        later = [at for at, place in list(self._places) if place > replayed]
        if not later:
            return 0
        known = time.monotonic() - later[0]
        return known if len(later) < len(self._places) else max(known, stamp)


log = Log()
_replicas: list[Replica] = []
_floor = 0
_watched_by = 0
_starting = threading.Lock()


def replicas() -> list[Replica]:
    """The replicas of the settings, watched by threads of this process from the first call on."""
    global _watched_by  # noqa: PLW0603 - a fork has no threads
    if settings.REPLICAS and _watched_by != os.getpid():
        with _starting:
            if _watched_by != os.getpid():
                _replicas[:] = map(Replica, settings.REPLICAS)
                for one in (log, *_replicas):
                    threading.Thread(target=_watch, args=(one,), daemon=True).start()
                _watched_by = os.getpid()
    return _replicas


def _watch(one: Log | Replica) -> None:
    alias = one.alias if isinstance(one, Replica) else PRIMARY
    while True:
        one.look()
        connections[alias].close_if_unusable_or_obsolete()
        time.sleep(PAUSE)


def choose(place: int) -> Reading:
    """What a request may read that is to see all up to a place of the log: a replica if one can.

    A process keeps to the replica that it began with as long as it can, so that what is in memory
    and what is read are of one age.
    """
    found = replicas()
    first = os.getpid() % len(found) if found else 0
    for replica in found[first:] + found[:first]:
        behind = replica.behind()
        near = behind is not None and behind <= settings.REPLICA_LAG
        if near and replica.has_replayed(max(place, _floor)):
            return Reading(replica.alias, behind or 0)
    return Reading()


def lost(error: Exception) -> bool:
    """Whether the replica that this request reads failed; it then reads the primary."""
    reading = current.get()
    if reading is None or reading.alias == PRIMARY or not isinstance(error, FAILED):
        return False
    for replica in replicas():
        if replica.alias == reading.alias:
            replica.look()  # it may only have ended one query, or the primary failed
    reading.alias, reading.age = PRIMARY, 0
    return True


def alias() -> str:
    """The database to read now: within a transaction of the primary, that."""
    reading = current.get()
    if reading is None or reading.alias == PRIMARY or connections[PRIMARY].in_atomic_block:
        return PRIMARY
    return reading.alias


def written() -> int:
    """Where the log of the primary is: all that was committed is before it."""
    return int(_row(PRIMARY, _WRITTEN)[0])


def keep_up() -> None:
    """Read the primary from here on if the replica is behind what this process has in memory."""
    reading = current.get()
    if reading is None or reading.alias == PRIMARY:
        return
    known = {replica.alias: replica for replica in replicas()}
    if not known[reading.alias].has_replayed(_floor):
        reading.alias, reading.age = PRIMARY, 0


def kept() -> None:
    """Note that what was just read is kept in memory."""
    if settings.REPLICAS:
        read = alias()
        kept_at(written() if read == PRIMARY else int(_row(read, _REPLAYED)[0] or 0))


def kept_at(place: int) -> None:
    """Note that what is kept in memory was read at a place of the log."""
    global _floor  # noqa: PLW0603 - one a process
    _floor = max(_floor, place)


def _row(alias: str, query: str) -> Any:
    with connections[alias].cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()


class _Chosen:
    """The connection to the database that is read now, as `django.db.connection` to the primary."""

    def __getattr__(self, name: str) -> Any:
        return getattr(connections[alias()], name)


connection = cast(BaseDatabaseWrapper, _Chosen())


def _is_read(model: type[models.Model]) -> bool:
    return model._meta.app_label == "articles" and model._meta.model_name != "calls"


class Router:
    """Rows of articles are read where the request reads, all else on the primary.

    So are counts of calls, which every call of the API writes.
    """

    def db_for_read(self, model: type[models.Model], **hints: Any) -> str:
        return alias() if _is_read(model) else PRIMARY

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        """The primary; a request that writes to it reads it from then on."""
        reading = current.get()
        if reading is not None and _is_read(model):
            reading.alias, reading.age, reading.wrote = PRIMARY, 0, True
        return PRIMARY

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool | None:
        ours = {PRIMARY, *settings.REPLICAS}
        return True if {one._state.db, other._state.db} <= ours else None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db in settings.REPLICAS else None
