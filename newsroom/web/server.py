"""The server: waitress, which reads requests whole before a thread answers them, with deadlines.

A client that sends or reads slowly holds a connection, but no thread.  It may take `GRACE` seconds
for a request or a response and `SLOWEST` bytes a second on top; then its connection is closed.  If
there are too many connections, those that wait longest for the rest of a request are closed.
"""

from __future__ import annotations

import resource
import signal
import time
from collections.abc import Callable
from types import FrameType
from typing import Any
from wsgiref.types import WSGIApplication

from django.conf import settings
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.utilities import RequestEntityTooLarge

THREADS = 8
# Seconds for a request or a response, and bytes a second that they may take longer by.
GRACE = 20
SLOWEST = 4_000
# Seconds after which a connection without a request is closed.
IDLE = 65
# Seconds between two looks at connections.
CLEANUP = 2
# Seconds that requests have to end when the server stops.
PARTING = 5
CONNECTIONS = 1_000
# Bytes of a header, of a body, and of a body without a session or a token.
LONGEST_HEADER = 64 * 1024
LONGEST_BODY = 128 * 1024 * 1024
LONGEST_ANONYMOUS_BODY = 1024 * 1024
# Bytes of a response that wait for a slow reader before its thread does.
READ_AHEAD = 64 * 1024 * 1024


class Request(HTTPRequestParser):
    """A request whose body is short unless it has a session or a token.

    Short bodies stay in memory; longer ones are kept in a file without a name.
    """

    refused: RequestEntityTooLarge | None = None

    def received(self, data: bytes) -> int:
        consumed = super().received(data)
        size = max(self.content_length, self.body_bytes_received)
        if self.body_rcv is not None and size > LONGEST_ANONYMOUS_BODY and not self.refused:
            self._refuse_without_credentials(self.body_rcv)
        if self.completed and self.refused:
            self.error = self.refused
        return consumed

    def _refuse_without_credentials(self, body: Any) -> None:
        """Read the rest of the body to nowhere: a client that still sends reads no response."""
        if not self.has_credentials:
            limit = f"Sign in to send more than {LONGEST_ANONYMOUS_BODY:,} bytes."
            self.refused = RequestEntityTooLarge(limit)
            self.close()
            body.buf = Nowhere()

    @property
    def has_credentials(self) -> bool:
        """Whether it claims a user; whether that is true, the application finds out."""
        cookies = self.headers.get("COOKIE", "")
        return "AUTHORIZATION" in self.headers or f"{settings.SESSION_COOKIE_NAME}=" in cookies


class Nowhere:
    """A buffer that keeps nothing."""

    def append(self, data: bytes) -> None:
        pass

    def close(self) -> None:
        pass

    def __len__(self) -> int:
        return 0


class Connection(HTTPChannel):
    """A connection that knows since when, and how fast, a request or a response moves."""

    parser_class = Request
    began: float | None = None
    moved = 0

    def received(self, data: bytes) -> bool:
        self.move(len(data))
        taken = super().received(data)
        if self.request is None:
            self.began = None
        return bool(taken)

    def send(self, data: bytes, do_close: bool = True) -> int:
        self.move(0)
        sent = int(super().send(data, do_close))
        self.moved += sent
        return sent

    def move(self, size: int) -> None:
        if self.began is None:
            self.began, self.moved = time.monotonic(), 0
        self.moved += size

    @property
    def receiving(self) -> bool:
        return self.request is not None

    def is_late(self, now: float) -> bool:
        """Whether the client has taken too long for what it sends or reads."""
        if not self.receiving and not self.total_outbufs_len:
            self.began = None
        return self.began is not None and now > self.began + GRACE + self.moved / SLOWEST


class Server(TcpWSGIServer):
    """The server; `stop` ends it after the requests that run."""

    channel_class = Connection
    active_channels: dict[int, Connection]  # type: ignore[assignment]
    _map: dict[int, Any]
    stopping = False

    def run(self) -> None:
        while not self.stopping:
            self._poll(CLEANUP / 2)
        self._listen_no_more()
        self.task_dispatcher.set_thread_count(0)
        until = time.monotonic() + PARTING
        while self._busy() and time.monotonic() < until:
            self._poll(0.1)
        wasyncore.close_all(self._map)

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:
        """Stop; also as the handler of a signal."""
        self.stopping = True
        self.pull_trigger()

    def maintenance(self, now: float) -> None:
        """Close connections that are idle or late, and the oldest ones if there are too many."""
        super().maintenance(int(now))
        connections = list(self.active_channels.values())
        for connection in connections:
            if connection.is_late(time.monotonic()):
                connection.handle_close()
        if self.in_connection_overflow:
            waiting = [one for one in connections if one.connected and not one.requests]
            waiting.sort(key=lambda one: one.began or one.creation_time)
            for connection in waiting[: max(len(waiting) // 2, 1)]:
                connection.handle_close()

    def _listen_no_more(self) -> None:
        self.accepting = False
        assert self.socket is not None
        self.socket.close()
        self.del_channel()

    def _poll(self, seconds: float) -> None:
        wasyncore.loop(seconds, use_poll=True, map=self._map, count=1)

    def _busy(self) -> bool:
        return any(one.requests or one.total_outbufs_len for one in self.active_channels.values())


def make_server(application: WSGIApplication, host: str, port: int) -> Server:
    """Return a server that listens; raises OSError if it cannot."""
    _raise_limit_of_files()
    options: dict[str, Any] = {
        "host": host,
        "port": port,
        "threads": THREADS,
        "ident": None,
        "connection_limit": CONNECTIONS,
        "channel_timeout": IDLE,
        "cleanup_interval": CLEANUP,
        "max_request_header_size": LONGEST_HEADER,
        "max_request_body_size": LONGEST_BODY,
        "inbuf_overflow": LONGEST_ANONYMOUS_BODY + 1,
        "outbuf_high_watermark": READ_AHEAD,
        "asyncore_use_poll": True,
        # NEWSROOM_PROXIES says which of these headers count.
        "clear_untrusted_proxy_headers": False,
    }
    return Server(application, adj=Adjustments(**options))


def serve(server: Server, ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT; `ready` is called once, before the first request."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, server.stop)
    ready()
    server.run()


def _raise_limit_of_files() -> None:
    """Let this process have as many files as connections need, if the system does."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * CONNECTIONS
    limit = wanted if most == resource.RLIM_INFINITY else min(most, wanted)
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < limit:
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, most))
