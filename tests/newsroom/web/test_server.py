"""The server with clients that are slow, long or many; the application is a few lines."""

from __future__ import annotations

import http.client
import os
import resource
import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsroom.web import server
from tests.support.servers import PATIENCE, until

BIG = 16 * 1024 * 1024
FILES = Path("/proc/self/fd")
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


def knows(headers: Mapping[str, str]) -> bool:
    """Whether headers have the session or the token of these tests; “broken” breaks it."""
    if "broken" in headers.get("COOKIE", ""):
        raise OSError("the database is away")
    cookie, token = headers.get("COOKIE", ""), headers.get("AUTHORIZATION", "")
    return "sessionid=true" in cookie or token == "Bearer true"


@contextmanager
def running() -> Iterator[server.Server]:
    """A server of the application."""
    made = server.make_server(application, "127.0.0.1", 0, knows)
    thread = threading.Thread(target=made.run)
    thread.start()
    try:
        yield made
    finally:
        made.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def port_of(made: server.Server) -> int:
    assert made.socket is not None
    return int(made.socket.getsockname()[1])


@contextmanager
def serving() -> Iterator[int]:
    """A port at which the application is served."""
    with running() as made:
        yield port_of(made)


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


def unnamed_files() -> set[str]:
    """Return the files of this process that have no name any more."""
    links = (each for each in FILES.iterdir() if each.is_symlink())
    return {name for link in links if (name := str(link.readlink())).endswith("(deleted)")}


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


LIMIT = server.LONGEST_ANONYMOUS_BODY
TRUE = {"Cookie": "theme=dark; sessionid=true"}
FORGED = {"Cookie": "sessionid=forged"}


@pytest.mark.parametrize(
    ("size", "headers", "status"),
    [
        (LIMIT, {}, 200),
        (LIMIT + 1, {}, 413),
        (LIMIT, FORGED, 200),
        (LIMIT + 1, FORGED, 413),
        (LIMIT + 1, TRUE, 200),
        (5 * LIMIT, TRUE, 200),
        (LIMIT + 1, {"Authorization": "Bearer forged"}, 413),
        (LIMIT + 1, {"Authorization": "Bearer true"}, 200),
        (LIMIT + 1, {"Cookie": "sessionid=broken"}, 503),
    ],
)
def test_a_long_body_needs_the_session_or_the_token_of_a_user(
    port: int, size: int, headers: dict[str, str], status: int
) -> None:
    found, body = answer(port, "/", b"a" * size, **headers)
    assert found == status
    assert status != 200 or body == str(size).encode()


@pytest.mark.parametrize(
    ("head", "status"),
    [("X-Y: z", 413), ("Cookie: sessionid=forged", 413), ("Cookie: sessionid=true", 200)],
)
def test_a_long_body_in_chunks_needs_one_too(port: int, head: str, status: int) -> None:
    chunk = b"40000\r\n" + b"a" * 0x40000 + b"\r\n"
    lines = f"POST / HTTP/1.1\r\nHost: news.example\r\n{head}\r\nTransfer-Encoding: chunked\r\n\r\n"
    with connected(port, lines.encode() + 5 * chunk + b"0\r\n\r\n") as sent:
        assert sent.recv(100).startswith(f"HTTP/1.1 {status} ".encode())


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Let this process write no larger files, as if a disk were full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_the_disk_has_no_room_for_is_refused_with_a_retry(
    port: int, chunked: bool
) -> None:
    body = b"a" * 5 * LIMIT
    pieces = (body[at : at + LIMIT] for at in range(0, len(body), LIMIT))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    with files_of_at_most(2 * LIMIT):
        connection.request("POST", "/", pieces if chunked else body, TRUE, encode_chunked=chunked)
        response = connection.getresponse()
    assert (response.status, response.headers["Retry-After"]) == (503, "30")
    assert b"its disk is full" in response.read()
    connection.close()
    assert answer(port, "/", body, **TRUE) == (200, str(len(body)).encode())


@pytest.mark.skipif(not FILES.exists(), reason="files without a name are looked for in /proc")
@pytest.mark.parametrize(("session", "kept"), [("forged", 0), ("true", 1)])
def test_nothing_of_a_forged_session_is_kept(session: str, kept: int) -> None:
    head = HALF_A_BODY.replace(
        b"1000\r\n", b"%d\r\nCookie: sessionid=%s\r\n" % (4 * LIMIT, session.encode())
    )
    with running() as made:
        before = unnamed_files()
        with connected(port_of(made), head + 3 * LIMIT * b"a"):

            def has_read() -> bool:
                reads = [one.request for one in made.active_channels.values()]
                return any(each and each.body_bytes_received > 3 * LIMIT for each in reads)

            assert until(has_read)
            assert len(unnamed_files() - before) == kept


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


def test_what_ends_after_the_server_wakes_nothing(tmp_path: Path) -> None:
    """A second signal, a thread that answers, a look-up: its pipe may be another file by then."""
    with running() as made:
        pipe = set(made.trigger._fds)
    file = tmp_path / "file"
    opened = [os.open(file, os.O_WRONLY | os.O_CREAT) for _ in range(20)]
    try:
        assert pipe & set(opened), "numbers of files are given again"
        made.stop()
        made._looked_up(server.Request(made.adj), found())
    finally:
        for each in opened:
            os.close(each)
    assert file.read_bytes() == b""


def found() -> Future[bool]:
    """A look-up that found a user."""
    future: Future[bool] = Future()
    future.set_result(True)
    return future
