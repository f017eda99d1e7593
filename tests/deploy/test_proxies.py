"""The examples of proxies before a server of a few lines, where nginx or Caddy is installed."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import threading
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsroom.web.server import THREADS, make_server
from tests.support.paths import ROOT
from tests.support.servers import PATIENCE, free_port, until

TLS = ROOT / "tests" / "support" / "tls" / "wire.test.pem"
HALF = b"POST / HTTP/1.1\r\nHost: news.example\r\nContent-Length: 9\r\n\r\na"
FORGED = {"X-Forwarded-For": "6.6.6.6", "X-Forwarded-Proto": "http", "X-Request-ID": "x"}


def echo(environ: dict[str, object], start: Callable[..., object]) -> Iterable[bytes]:
    """Answer with the headers that came."""
    start("200 OK", [("Content-Type", "application/json")])
    return [json.dumps({k: v for k, v in environ.items() if k.startswith("HTTP_")}).encode()]


@pytest.fixture
def behind() -> Iterator[int]:
    made = make_server(echo, "127.0.0.1", 0, lambda headers: False)
    thread = threading.Thread(target=made.run)
    thread.start()
    assert made.socket is not None
    yield int(made.socket.getsockname()[1])
    made.stop()
    thread.join(PATIENCE)


def nginx(folder: Path, port: int, behind: int) -> list[str]:
    site = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    for before, after in {
        "443 ssl": f"127.0.0.1:{port} ssl",
        "/etc/letsencrypt/live/news.example/fullchain.pem": str(TLS),
        "/etc/letsencrypt/live/news.example/privkey.pem": str(TLS),
        "127.0.0.1:8000": f"127.0.0.1:{behind}",
    }.items():
        assert before in site
        site = site.replace(before, after)
    paths = "".join(
        f"{name}_temp_path {folder}/{name};" for name in
        ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )  # fmt: skip
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; {paths} {site} }}"
    )
    return ["nginx", "-e", "stderr", "-c", str(folder / "nginx.conf")]


def caddy(folder: Path, port: int, behind: int) -> list[str]:
    site = (ROOT / "deploy" / "Caddyfile").read_text("utf-8")
    for before, after in {
        "\nnews.example {": f"\nhttps://127.0.0.1:{port} {{\n\ttls {TLS} {TLS}",
        "127.0.0.1:8000": f"127.0.0.1:{behind}",
        "{\n\tservers": "{\n\tadmin off\n\tauto_https disable_redirects\n\tservers",
    }.items():
        assert before in site
        site = site.replace(before, after, 1)
    (folder / "Caddyfile").write_text(site)
    return ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


def unverified() -> ssl.SSLContext:
    """The certificate of the tests is for another name, by nobody."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    """The proxy, once it answers over TLS: Caddy may listen before it has its certificate."""
    program = shutil.which(command[0]) or shutil.which(command[0], path="/usr/sbin:/usr/bin")
    if program is None:
        pytest.skip(f"{command[0]} is not installed")
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [program, *command[1:]],
            env={"HOME": str(folder), "PATH": "/usr/bin:/bin"},
            stderr=log,
            stdout=log,
        )

    def answers() -> bool:
        if process.poll() is not None:
            return True
        try:
            with (
                socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as probe,
                unverified().wrap_socket(probe),
            ):
                return True
        except OSError:
            return False

    try:
        assert until(answers)
        assert process.poll() is None, (folder / "log").read_text("utf-8")
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.mark.parametrize("proxy", [nginx, caddy])
def test_an_example_says_who_the_client_is_and_lets_nobody_wait_for_slow_ones(
    proxy: Callable[[Path, int, int], list[str]], behind: int, tmp_path: Path
) -> None:
    port = free_port()
    context = unverified()
    with running(proxy(tmp_path, port, behind), port, tmp_path):
        slow = [
            context.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
            for _ in range(2 * THREADS)
        ]
        for connection in slow:
            connection.sendall(HALF)
        request = urllib.request.Request(f"https://127.0.0.1:{port}/", headers=FORGED)
        with urllib.request.urlopen(request, context=context, timeout=PATIENCE) as response:
            headers = json.load(response)
        for connection in slow:
            connection.close()
    assert headers["HTTP_X_FORWARDED_FOR"] == "127.0.0.1"
    assert headers["HTTP_X_FORWARDED_PROTO"] == "https"
    assert headers.get("HTTP_X_REQUEST_ID") != "x"
