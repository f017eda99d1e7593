"""Read the database beside a transaction that writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

from django.db import Error, connection, connections, transaction

from newsroom.db.locks import LONGEST, look_up_by_key


class AtOnce(Executor):
    """Calls functions at once, in the thread and the transaction of the caller."""

    def submit[**P, Result](
        self, fn: Callable[P, Result], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[Result]:
        future = Future[Result]()
        future.set_result(fn(*args, **kwargs))
        return future


AT_ONCE = AtOnce()


class Reader(Executor):
    """Calls functions in one thread, on PostgreSQL, while the database writes for the caller.

    They write no rows.  Their connection is one of their own, and sees only what is committed.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "reader")

    def submit[**P, Result](
        self, fn: Callable[P, Result], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[Result]:
        return self._thread.submit(_read, fn, args, kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Close the connection when all is done."""
        self._thread.submit(connections.close_all)
        self._thread.shutdown(wait, cancel_futures=cancel_futures)


def _read[Result](
    function: Callable[..., Result], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> Result:
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                # Behind a lock that waits for the caller's transaction, both would wait for ever.
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LONGEST])
            look_up_by_key()
            return function(*args, **kwargs)
    except Error:
        connections.close_all()  # what is broken would stay so; the next call connects again
        raise
