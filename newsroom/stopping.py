"""Commands that are stopped by SIGINT (Ctrl-C) or SIGTERM end in one line, not in a traceback.

The line says what was done and how to go on; the exit status is that of a shell, 130 or 143.
Servers and workers set handlers of their own, which end them after what they have begun.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from django.db import Error

ANY = "What was saved stays. Give the same command again to have the rest done."
AWAY = "The database does not answer ({}). {}"


class Terminated(KeyboardInterrupt):
    """SIGTERM arrived: what stops for Ctrl-C stops for it as well."""


@contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Raise `Terminated` at SIGTERM, where this is the main thread, which alone gets signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    usual = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, usual)


def _terminate(number: int, frame: FrameType | None) -> None:
    raise Terminated


@contextmanager
def when_stopped(said: Callable[[], str]) -> Iterator[None]:
    """Call `said` if the work within is stopped: it gives claims back, and returns what was done
    and how to go on.  Where the database does not let it, the line says so; claims end with their
    process."""
    try:
        yield
    except KeyboardInterrupt as stop:
        try:
            stop.add_note(said())
        except Error as error:
            stop.add_note(AWAY.format(" ".join(str(error).split()), ANY))
        raise


def line_of(stop: KeyboardInterrupt) -> str:
    """What a command prints that was stopped."""
    return " ".join(["Stopped.", *(getattr(stop, "__notes__", None) or [ANY])])


def status_of(stop: KeyboardInterrupt) -> int:
    """The exit status of a command that was stopped: 128 and the number of the signal."""
    return 128 + (signal.SIGTERM if isinstance(stop, Terminated) else signal.SIGINT)
