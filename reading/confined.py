"""Reads files in a process of its own, with little memory, little time, and nothing to write to.

A file that breaks a library, unpacks to gigabytes or never ends breaks that process, and its
article is a ReadingError.  The process gets none of our environment, so no secret either, and as
far as the kernel goes it reads no other files, writes none, connects to nothing, starts nothing
and signals nobody (`kernel.py`).  What it answers is JSON, never a pickle.  It is kept for the next
file.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reading import kernel
from reading.draft import Draft, ReadingError
from reading.entry import Entry
from reading.paper import recognition
from reading.readers import check

ROOT = Path(__file__).resolve().parent.parent
# What a process may have and take, and how long it may take on the clock.
MEMORY = 1536 * 1024 * 1024
SECONDS = 20
PATIENCE = 60
# Bytes of text that one file may become.
LONGEST_ANSWER = 64 * 1024 * 1024
ENVIRONMENT = {
    "PYTHONDONTWRITEBYTECODE": "1", "LC_ALL": "C.UTF-8",
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
}  # fmt: skip
CODE = "from reading.child import main; main()"
# Idle processes that are kept.
KEPT = 1


class Child:
    """One process that reads; see `child.py` for its side."""

    def __init__(self, code: str = CODE) -> None:
        kernel.hide_memory()
        self.recogniser = recognition.program
        path = os.pathsep.join([str(ROOT), *filter(None, sys.path)])
        self.process = subprocess.Popen(  # noqa: S603 - our own module, in our own interpreter
            [sys.executable, "-c", code, str(MEMORY), str(SECONDS), self.recogniser],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={"PYTHONPATH": path, **ENVIRONMENT},
            bufsize=0,
        )  # fmt: skip

    def read(
        self, name: str, data: bytes, *, feed: bool = False
    ) -> list[Draft | Entry | ReadingError]:
        """What the process makes of a file; it is dead, or ready for the next, afterwards.

        All of it at once: the caller may take hours over one article after the other, and the
        process has seconds.
        """
        items: list[Draft | Entry | ReadingError] = []
        recognising = recognition.SECONDS + recognition.PAGE_SECONDS if self.recogniser else 0
        until = time.monotonic() + PATIENCE + recognising
        try:
            request = {"name": name, "size": len(data), "feed": feed}
            self._send(json.dumps(request).encode() + b"\n" + data)
            total = 0
            for line in self._lines(until):
                total += len(line)
                if total > LONGEST_ANSWER:
                    self.end()
                    return [*items, ReadingError(f"{name} has too much text in it. Split it.")]
                payload = json.loads(line)
                if payload is None:
                    return items
                items.append(_item(payload))
        except OSError:  # it died before it had read all
            pass
        except ValueError:  # what it said is no answer
            self.end()
        return [*items, ReadingError(self._epitaph(name, late=time.monotonic() >= until))]

    def _send(self, data: bytes) -> None:
        assert self.process.stdin
        view = memoryview(data)
        while view:
            view = view[self.process.stdin.write(view) :]

    def _lines(self, until: float) -> Iterator[bytes]:
        """The lines of the answer; ends where the process does, or is not in time."""
        assert self.process.stdout
        rest = b""
        while (left := until - time.monotonic()) > 0:
            ready, _, _ = select.select([self.process.stdout], [], [], left)
            if not ready or not (some := os.read(self.process.stdout.fileno(), 1 << 20)):
                return
            *lines, rest = (rest + some).split(b"\n")
            if len(rest) > LONGEST_ANSWER:
                yield rest
            yield from lines

    def _epitaph(self, name: str, *, late: bool) -> str:
        """Why there is no answer, and the way out."""
        if not late:
            self.process.wait()  # its end of the pipe is closed: it is ending
        self.end()
        if late or self.process.returncode in {-signal.SIGPROF, -signal.SIGALRM, -signal.SIGXCPU}:
            return f"{name} takes longer than {SECONDS} seconds to read. Split it."
        return (
            f"{name} cannot be read: it broke the program that reads such files. "
            "Copy the article’s text into a .txt file."
        )

    @property
    def well(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        """End the process, if it has not ended by itself."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()


def _item(payload: dict[str, Any]) -> Draft | Entry | ReadingError:
    if "key" in payload:
        draft = payload["draft"] and _draft(payload["draft"])
        return Entry(**payload | {"published_on": _day(payload["published_on"]), "draft": draft})
    return ReadingError(payload["error"]) if "error" in payload else _draft(payload)


def _draft(payload: dict[str, Any]) -> Draft:
    values = {"published_on": _day(payload["published_on"]), "notes": tuple(payload["notes"])}
    return Draft(**payload | values)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


_lock = threading.Lock()
_idle: list[Child] = []


def read_bytes(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The articles of a file, in order; a ReadingError in place of what cannot be read.

    `name` is for messages, and tells kinds of text apart.
    """
    for item in _read(name, data, feed=False):
        if not isinstance(item, Entry):
            yield item


def read_feed(name: str, data: bytes) -> Iterator[Entry | ReadingError]:
    """The entries of a feed, in order; a ReadingError for what is none."""
    for item in _read(name, data, feed=True):
        if not isinstance(item, Draft):
            yield item


def _read(name: str, data: bytes, *, feed: bool) -> Iterator[Draft | Entry | ReadingError]:
    try:
        check(name, len(data))
    except ReadingError as error:
        yield error
        return
    with _lock:
        child = _idle.pop() if _idle else None
    if child is not None and child.recogniser != recognition.program:
        child.end()
    if child is None or not child.well:
        child = Child()
    try:
        items = deque(child.read(name, data, feed=feed))
    except BaseException:
        child.end()
        raise
    with _lock:
        keep = child.well and len(_idle) < KEPT
        if keep:
            _idle.append(child)
    if not keep:
        child.end()
    while items:  # nothing is held that has been handed on
        yield items.popleft()


def end_all() -> None:
    """End the processes that are kept."""
    with _lock:
        children, _idle[:] = _idle[:], []
    for child in children:
        child.end()


# A forked process must not answer for its parent.
os.register_at_fork(after_in_child=_idle.clear)
