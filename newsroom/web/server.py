"""The server: waitress, which reads requests whole before a thread answers them, with deadlines.

A client that sends or reads slowly holds a connection, but no thread.  It may take `GRACE` seconds
for a request or a response and `SLOWEST` bytes a second on top; then its connection is closed.  If
there are too many connections, those that wait longest for the rest of a request are closed.

A body of more than `LONGEST_ANONYMOUS_BODY` is read on only after its session or token was found to
be a user's; until then its connection is not read.  Others are answered with 413 and kept nowhere.
"""

from __future__ import annotations

import logging
import resource
import signal
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from types import FrameType
from typing import Any
from wsgiref.types import WSGIApplication

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.utilities import Error, RequestEntityTooLarge

logger = logging.getLogger(__name__)

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
# Threads that look up who sends long bodies.
LOOKING = 2
# Seconds after which what could not be taken may be sent again.
RETRY = 30
# Bytes of a header, of a body, and of a body that no user sends.
LONGEST_HEADER = 64 * 1024
LONGEST_BODY = 128 * 1024 * 1024
LONGEST_ANONYMOUS_BODY = 1024 * 1024
# Bytes of a response that wait for a slow reader before its thread does.
READ_AHEAD = 64 * 1024 * 1024


# Whether headers (“COOKIE”, “AUTHORIZATION”) have a session or a token of a user; may raise.
type Knows = Callable[[Mapping[str, str]], bool]

TOO_LONG = (
    f"More than {LONGEST_ANONYMOUS_BODY:,} bytes are taken only from users. Sign in in another "
    "tab, go back in this one, and send it again; a program sends its token."
)


NO_ROOM = (
    "The newsroom has no room for what was sent: its disk is full. Nothing of it was kept; go back "
    "and send it again later."
)


class UnavailableError(Error):
    """A long body cannot be taken for now."""

    code = 503
    reason = "Service Unavailable"

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], str]:
        status, headers, body = super().to_response(ident)
        return status, [*headers, ("Retry-After", str(RETRY))], body


class Body(OverflowableBuffer):
    """A body, in memory or in a file without a name; `full` once there is no room for the file."""

    full = False

    def append(self, data: bytes) -> None:
        if self.full:
            return
        try:
            super().append(data)
        except OSError as error:
            logger.error("A long body was not kept: %s", error)
            self.full = True

    def close(self) -> None:
        with suppress(OSError):  # what did not fit is written once more
            super().close()


class Request(HTTPRequestParser):
    """A request whose body is short unless a user sends it.

    Short bodies stay in memory; longer ones are kept in a file without a name.
    """

    # Why a long body is not taken; None once its sender was found to be a user.
    refusal: Error | None = RequestEntityTooLarge(TOO_LONG)
    looked_up = False
    refused = False

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.body_rcv is not None:
            self.body_rcv.buf = Body(self.adj.inbuf_overflow)

    def received(self, data: bytes) -> int:
        consumed = super().received(data)
        body = self.body_rcv
        if body is not None and isinstance(body.buf, Body) and body.buf.full:
            self.refusal = UnavailableError(NO_ROOM)
            self._refuse(body)
        size = max(self.content_length, self.body_bytes_received)
        if self.body_rcv is not None and size > LONGEST_ANONYMOUS_BODY and not self.waits:
            self._refuse(self.body_rcv)
        if self.completed and self.refused:
            self.error = self.refusal
        return consumed

    @property
    def waits(self) -> bool:
        """Whether it is to be looked up who sends it, before more of it is read."""
        may_be_long = self.chunked or self.content_length > LONGEST_ANONYMOUS_BODY
        return (
            may_be_long
            and not self.looked_up
            and not self.completed
            and self.body_rcv is not None
            and not self.headers.keys().isdisjoint({"COOKIE", "AUTHORIZATION"})
        )

    def _refuse(self, body: Any) -> None:
        """Read the rest of the body to nowhere: a client that still sends reads no response."""
        if self.refusal is not None and not self.refused:
            self.refused = True
            self.close()
            body.buf = Nowhere()


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
    server: Server
    request: Request | None
    began: float | None = None
    moved = 0

    def received(self, data: bytes) -> bool:
        self.move(len(data))
        taken = super().received(data)
        if self.request is None:
            self.began = None
        elif self.request.waits:
            self.server.look_up(self.request)
        return bool(taken)

    def readable(self) -> bool:
        waits = self.request is not None and self.request.waits
        return not waits and bool(super().readable())

    def handle_close(self) -> None:
        """Close it, and the file of a body that will not come."""
        if self.request is not None:
            self.request.close()
        super().handle_close()

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
    trigger: Any
    stopping = False
    knows: Knows

    def __init__(self, application: WSGIApplication, adj: Adjustments) -> None:
        # A thread that is being answered, and a signal, may pull the trigger while it is closed.
        self.pulling = threading.RLock()
        super().__init__(application, adj=adj)

    def pull_trigger(self) -> None:
        """Wake the loop, if it still runs: its pipe may have become another file since."""
        with self.pulling:
            if not self.trigger._closed:
                super().pull_trigger()

    def look_up(self, request: Request) -> None:
        """Find out in another thread who sends a request, then read it on."""
        self.looking.submit(self.knows, request.headers).add_done_callback(
            lambda found: self._looked_up(request, found)
        )

    @cached_property
    def looking(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(LOOKING, "senders")

    def _looked_up(self, request: Request, found: Future[bool]) -> None:
        if found.cancelled():
            return
        if error := found.exception():
            logger.error("Who sends a long body was not looked up: %s", error)
            request.refusal = UnavailableError(
                "The newsroom cannot look up who you are. Try again."
            )
        elif found.result():
            request.refusal = None
        request.looked_up = True
        self.pull_trigger()

    def run(self) -> None:
        while not self.stopping:
            self._poll(CLEANUP / 2)
        self._listen_no_more()
        self.task_dispatcher.set_thread_count(0)
        until = time.monotonic() + PARTING
        while self._busy() and time.monotonic() < until:
            self._poll(0.1)
        self.looking.shutdown(wait=False, cancel_futures=True)
        with self.pulling:
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


def make_server(application: WSGIApplication, host: str, port: int, knows: Knows) -> Server:
    """Return a server that listens; raises OSError if it cannot.

    `knows` says, in a thread of its own, whether a user sends a request.
    """
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
    server = Server(application, adj=Adjustments(**options))
    server.knows = knows
    return server


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
