"""The file of the index that all processes of a newsroom share: where it is, who builds it, when.

It is in `index/` in the data folder and has, beside the index, what it was built of: the database,
the place in its change log, and the code that read it.  A file that says otherwise is not used.
One process builds at a time, a command of its own (`rebuild_search --index`), so that what it takes
in memory goes with it; the others go on with the file that they have.  Small archives are read
into memory, and so are all where there can be no file.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

import articles.models
import extraction.lexicon
from articles.models import Quotation
from articles.search import histories
from articles.search.backends import backend
from articles.search.facets import LAYOUT
from articles.search.index.arrays import ArrayFile, FormatError, stamp_of, write
from articles.search.index.columns import read_into
from articles.search.index.index import Index
from articles.search.index.stored import parts_of, read_index
from articles.search.index.vocabulary import read_vocabulary

logger = logging.getLogger(__name__)

# Quotations from which on there is a file.
SMALLEST = 20_000
# The next file is built when a process has that many bytes of columns by itself, or that part of
# the quotations was added on top of the last.
COPIED = 32 << 20
ADDED = 0.02
# Seconds until a build that failed is tried again, and how many times as long as a build took
# there is none.
PAUSE = 600
REST = 10
NICE = 10
_DEFECT = "The file of the index is not used: %s"


@dataclass(frozen=True, slots=True)
class Opened:
    """An index in a file, the mark of the change log at which it was built, and its stamp.

    `place` is where the log of the primary was (`newsroom.db.replicas`).
    """

    index: Index
    mark: int
    place: int
    stamp: tuple[int, int]


def path() -> Path:
    """Return where the file is."""
    return Path(settings.DATA_DIR) / "index" / "quotations"


def stamp() -> tuple[int, int] | None:
    """Return what tells the file that is there from those before it; None if there is none."""
    return stamp_of(path())


def is_large() -> bool:
    """Whether there are so many quotations that a file is worth its while."""
    return Quotation.objects.order_by()[:SMALLEST].count() >= SMALLEST


def is_due(index: Index) -> bool:
    """Whether the next file is to be built, for a process that has this index."""
    if len(index.every) < SMALLEST:
        return False
    if not index.base.stored or stamp() is None:
        return True
    return index.copied > COPIED or index.added > max(SMALLEST, ADDED * len(index.every))


def open_file() -> Opened | None:
    """Return the index in the file; None if there is none for this database and this code."""
    try:
        file = ArrayFile.open(path())
        about = file.about
        if about["code"] != code():
            raise FormatError("it is of another version.")
        if about["database"] != histories.database():
            raise FormatError("it is of another database.")
        if not histories.goes_on(about["mark"], about["notes"]):
            raise FormatError("the database has another past.")
        return Opened(read_index(file, LAYOUT), about["mark"], about["place"], file.stamp)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError) as error:
        logger.warning(_DEFECT, error)
        return None


def build() -> None:
    """Read all quotations into a file, unless another process just did; raises OSError."""
    path().parent.mkdir(exist_ok=True)
    with _alone() as waited:
        if waited and open_file() is not None:
            return
        _, mark = backend().changed_since(0)
        notes = histories.notes_until(mark)
        index = Index(LAYOUT)
        read_into(index)
        about: dict[str, Any] = {
            "code": code(),
            "database": histories.database(),
            "mark": mark,
            "notes": notes,
            "place": histories.place(),
        }
        write(path(), about, parts_of(index, read_vocabulary(index.every)))


@contextmanager
def _alone() -> Iterator[bool]:
    """Be the only one that builds for the block; give whether that took until another was ready."""
    with path().with_name("lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield False
        except BlockingIOError:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield True


def damaged() -> list[str]:
    """Return which arrays of the file are not as they were written; reads all of it."""
    try:
        return ArrayFile.open(path()).damaged()
    except (OSError, FormatError):
        return []  # it is not used


def discard() -> None:
    """Delete the file, as before the database is replaced; those that have mapped it keep it."""
    with suppress(OSError):
        path().unlink()


class Builder:
    """Starts the command that builds, one at a time, and not soon again after it failed."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[bytes] | None = None
        self._started = self._next = 0.0
        self.fault = ""

    def start(self) -> None:
        """Start to build unless that goes on; returns at once."""
        self._look()
        if self._running is None and time.monotonic() >= self._next:
            self._started = time.monotonic()
            command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "rebuild_search"]
            self._running = subprocess.Popen(  # noqa: S603 - a program of our own
                [*command, "--index"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
            with suppress(OSError):  # it ended
                os.setpriority(os.PRIO_PROCESS, self._running.pid, NICE)

    def wait(self) -> None:
        """Start to build, and return when that ended."""
        self.start()
        if self._running is not None:
            self._running.wait()
            self._look()

    def _look(self) -> None:
        if self._running is None or (status := self._running.poll()) is None:
            return
        self._running, now = None, time.monotonic()
        self._next = now + (PAUSE if status else REST * (now - self._started))
        self.fault = f"rebuild_search --index ended with {status}" if status else ""
        if status:
            logger.warning("The index could not be written; each process holds its own in memory.")


builder = Builder()


@cache
def code() -> str:
    """Return what tells the code that makes an index of rows from other versions of it."""
    here = Path(__file__).parent.parent
    root = here.parent.parent
    files = [
        *here.rglob("*.py"),
        *Path(articles.models.__file__).parent.rglob("*.py"),
        *Path(extraction.lexicon.__file__).parent.rglob("*.*"),
        root / "extraction" / "confidence.py",
        *(root / "extraction" / "text").glob("*.py"),
    ]
    digest = hashlib.sha256()
    for file in sorted(file for file in files if file.suffix != ".pyc"):
        digest.update(file.read_bytes())
    return digest.hexdigest()
