"""A web server on loopback whose pages a test writes, well-behaved or not."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from fetching import Policy
from tests.support.paths import ROOT

# A key with its own certificate for wire.test, which nobody but these tests trusts.
CERTIFICATE = ROOT / "tests" / "support" / "tls" / "wire.test.pem"

type Answer = Callable[[BaseHTTPRequestHandler], None]


def page(
    body: str | bytes = "", status: int = 200, kind: str = "text/html", **headers: str
) -> Answer:
    """A response; underscores in the names of headers are hyphens."""
    data = body.encode() if isinstance(body, str) else body

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if kind:
            handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if status != 304 and "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return answer


def raw(data: bytes) -> Answer:
    """What a server may write in place of a response."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(data)

    return answer


def redirect(place: str) -> Answer:
    return page(status=302, Location=place)


def endless(head: bytes, piece: bytes, pause: float = 0) -> Answer:
    """Writes on until the client has gone, or the server is closed."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        closing: threading.Event = handler.server.closing  # type: ignore[attr-defined]
        handler.wfile.write(head)
        while not closing.wait(pause):
            handler.wfile.write(piece)

    return answer


@dataclass
class Site:
    """The pages of a server by their paths; what was requested, with the headers."""

    port: int
    pages: dict[str, Answer] = field(default_factory=dict)
    requests: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/", host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def policy(self, host: str = "127.0.0.1", **values: object) -> Policy:
        """A policy under which this server, and no other, may be fetched from, without pauses."""
        options: dict[str, object] = {"private": (f"{host}:{self.port}",), "pause": 0}
        return Policy(**(options | values))  # type: ignore[arg-type]

    @property
    def paths(self) -> list[str]:
        """The paths that were requested, in order, without robots.txt."""
        return [path for path, _ in self.requests if path != "/robots.txt"]


class _Handler(BaseHTTPRequestHandler):
    site: Site

    def do_GET(self) -> None:
        self.site.requests.append((self.path, dict(self.headers)))
        with suppress(OSError):  # the client may have had enough
            self.site.pages.get(self.path, page("nothing", 404))(self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, handler: type[_Handler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.closing = threading.Event()

    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that went away, or did not trust us."""


@contextmanager
def site_of_its_own(*, tls: bool = False) -> Iterator[Site]:
    """A server on a port of its own; with `tls` under the certificate of wire.test."""

    class Handler(_Handler):
        """The handler of this server's pages alone."""

    with _Server(Handler) as server:
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        Handler.site = Site(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield Handler.site
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
