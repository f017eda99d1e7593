"""Connections to addresses that were checked, each step of which ends at a deadline.

The name of a host is looked up once, every address that it has is checked, and one of the checked
addresses is connected to: a name that answers differently the second time gains nothing.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from typing import Any

import httpcore2
from httpcore2 import ConnectTimeout, NetworkBackend, NetworkStream, ReadTimeout, SyncBackend


def within[T](deadline: float, call: Callable[[], T]) -> T:
    """The result of a call that nothing can interrupt, as a look-up; ConnectTimeout at a deadline.

    The call then goes on in a thread of its own, and what it returns is not read.
    """
    found: Future[T] = Future()

    def run() -> None:
        try:
            found.set_result(call())
        except Exception as error:  # noqa: BLE001 - it is raised where the result is awaited
            found.set_exception(error)

    left = time_left(deadline, ConnectTimeout)
    threading.Thread(target=run, name="look-up", daemon=True).start()
    try:
        return found.result(left)
    except TimeoutError:
        raise ConnectTimeout from None


class CheckedBackend(NetworkBackend):
    """Connects to the first of `addresses` that answers; the name of the host is not looked up."""

    def __init__(self, addresses: Sequence[str], deadline: float) -> None:
        self._addresses = addresses
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        *others, last = self._addresses
        for address in others:
            try:
                return self._connect(address, port)
            except httpcore2.ConnectError:
                continue
        return self._connect(last, port)

    def _connect(self, address: str, port: int) -> NetworkStream:
        left = time_left(self._deadline, ConnectTimeout)
        return Timed(SyncBackend().connect_tcp(address, port, timeout=left), self._deadline)


class Timed(NetworkStream):
    """A stream whose every read and write ends at one deadline, however little comes at a time."""

    def __init__(self, stream: NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, time_left(self._deadline, ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, time_left(self._deadline, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> NetworkStream:
        left = time_left(self._deadline, ConnectTimeout)
        return Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def time_left(deadline: float, error: type[Exception]) -> float:
    """The seconds until a time of the monotonic clock; raises `error` once it has passed."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise error
    return left
