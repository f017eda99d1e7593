"""The server with clients that are slow, long or many; the application is a few lines."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pytest

from newsroom.web import server
from tests.support.servers import PATIENCE, until

BIG = 16 * 1024 * 1024
started = threading.Event()
finish = threading.Event()


def application(environ: dict[str, object], start: Callable[..., object]) -> Iterable[bytes]:
    """Answer with the length of the body; /big is long, /wait waits for `finish`."""
    body = environ["wsgi.input"].read()  # type: ignore[attr-defined]
    start("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/wait":
        started.set()
        finish.wait(PATIENCE)
    return [b"x" * BIG] if environ["PATH_INFO"] == "/big" else [str(len(body)).encode()]


@contextmanager
def serving() -> Iterator[int]:
    """A port at which the application is served."""
    made = server.make_server(application, "127.0.0.1", 0)
    thread = threading.Thread(target=made.run)
    thread.start()
    try:
        assert made.socket is not None
        yield int(made.socket.getsockname()[1])
    finally:
        made.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving() as port:
        yield port


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a server without patience."""
    monkeypatch.setattr(server, "GRACE", 0.05)
    monkeypatch.setattr(server, "SLOWEST", 10**9)
    monkeypatch.setattr(server, "CLEANUP", 0.1)
    with serving() as port:
        yield port


def connected(port: int, data: bytes) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    made.sendall(data)
    return made


def answer(port: int, path: str = "/", body: bytes = b"", **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("POST" if body else "GET", path, body or None, named)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


HALF_A_HEADER = b"GET / HTTP/1.1\r\nHost: news.example\r\nX-Slow: "
HALF_A_BODY = b"POST / HTTP/1.1\r\nHost: news.example\r\nContent-Length: 1000\r\n\r\nabc"
UNREAD = b"GET /big HTTP/1.1\r\nHost: news.example\r\n\r\n"


def test_two_hundred_slow_clients_slow_no_reader(port: int) -> None:
    slow = [connected(port, HALF_A_HEADER) for _ in range(100)]
    slow += [connected(port, HALF_A_BODY) for _ in range(100)]
    slow += [connected(port, UNREAD) for _ in range(server.THREADS + 1)]
    try:
        assert [answer(port) for _ in range(20)] == [(200, b"0")] * 20
    finally:
        for connection in slow:
            connection.close()


@pytest.mark.parametrize("sent", [HALF_A_HEADER, HALF_A_BODY])
def test_a_request_that_does_not_come_is_given_up(hasty: int, sent: bytes) -> None:
    with connected(hasty, sent) as slow:
        assert slow.recv(1) == b"", "the server closes it"


def test_a_response_that_is_not_read_is_given_up(hasty: int) -> None:
    with connected(hasty, UNREAD) as slow:

        def closed() -> bool:
            """Whether nobody listens at the other end any more: it resets."""
            try:
                slow.sendall(b"x")
            except OSError:
                return True
            return False

        assert until(closed)


def test_the_oldest_of_too_many_connections_are_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "CONNECTIONS", 20)
    monkeypatch.setattr(server, "CLEANUP", 0.1)
    with serving() as port:
        slow = [connected(port, HALF_A_HEADER) for _ in range(60)]
        try:
            assert answer(port) == (200, b"0")
            assert slow[0].recv(1) == b""
        finally:
            for connection in slow:
                connection.close()


@pytest.mark.parametrize(
    ("size", "headers", "status"),
    [
        (server.LONGEST_ANONYMOUS_BODY, {}, 200),
        (server.LONGEST_ANONYMOUS_BODY + 1, {}, 413),
        (server.LONGEST_ANONYMOUS_BODY + 1, {"Cookie": "theme=dark; sessionid=abc"}, 200),
        (server.LONGEST_ANONYMOUS_BODY + 1, {"Authorization": "Bearer abc"}, 200),
    ],
)
def test_a_long_body_needs_a_session_or_a_token(
    port: int, size: int, headers: dict[str, str], status: int
) -> None:
    assert answer(port, "/", b"a" * size, **headers)[0] == status


def test_a_long_body_in_chunks_needs_one_too(port: int) -> None:
    chunk = b"40000\r\n" + b"a" * 0x40000 + b"\r\n"
    head = b"POST / HTTP/1.1\r\nHost: news.example\r\nTransfer-Encoding: chunked\r\n\r\n"
    with connected(port, head + 5 * chunk + b"0\r\n\r\n") as sent:
        assert sent.recv(100).startswith(b"HTTP/1.1 413 ")


def test_it_stops_after_the_requests_that_run() -> None:
    started.clear()
    finish.clear()
    answers: list[tuple[int, bytes]] = []
    with serving() as port:
        asking = threading.Thread(target=lambda: answers.append(answer(port, "/wait")))
        asking.start()
        assert started.wait(PATIENCE)
        threading.Timer(0.2, finish.set).start()
    asking.join(PATIENCE)
    assert answers == [(200, b"0")]
