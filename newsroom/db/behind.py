"""Rows that PostgreSQL takes while Python goes on.

A COPY is sent, and waited for, by a thread of its own.  Every other statement of the connection
waits for those before it, so that a transaction sees the same as without.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection


class _Behind:
    """What one transaction sends."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "behind")
        self._sent: deque[Future[None]] = deque()

    def send(self, work: Callable[[], None]) -> None:
        self._sent.append(self._thread.submit(work))

    def wait(self) -> None:
        """Wait for all that was sent; raises what the first that failed raised."""
        while self._sent:
            self._sent.popleft().result()

    def close(self) -> None:
        self._thread.shutdown()

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        """Execute a statement behind all that was sent: a wrapper of Django's."""
        self.wait()
        return execute(*arguments)


_current: ContextVar[_Behind | None] = ContextVar("behind", default=None)


@contextmanager
def writing_behind() -> Iterator[None]:
    """Let `behind` send rows to PostgreSQL until the end, which waits for them.

    To be used within a transaction, which is undone where this raises.
    """
    if connection.vendor != "postgresql":
        yield
        return
    behind = _Behind()
    token = _current.set(behind)
    try:
        with connection.execute_wrapper(behind):
            yield
            behind.wait()
    finally:
        _current.reset(token)
        behind.close()


def behind(work: Callable[[], None]) -> None:
    """Do what sends rows, by a thread if `writing_behind`."""
    if (current := _current.get()) is None:
        work()
    else:
        current.send(work)
