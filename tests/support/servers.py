"""Servers that tests start: a Redis of a test's own, free ports, and waiting until one answers."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from redis import Redis, RedisError

# Seconds after which a condition that must come true is taken for one that never will.  A test
# that passes does not depend on it: the busiest machine takes a fraction of it.
PATIENCE = 120
PAUSE = 0.05


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(condition: Callable[[], bool]) -> bool:
    """Wait until a condition holds; False if it does not within PATIENCE."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE)
    return True


# The first that is there is used; `make test` sets NEWSROOM_REDIS_SERVER.
PROGRAMS = ("redis-server", "valkey-server")


class RedisServer:
    """Keeps all in memory and listens on a socket in its folder: nobody else can meet it."""

    def __init__(self, program: str, folder: Path) -> None:
        path = folder / "socket"
        self.url = f"unix://{path}?db=0"
        self._command = [
            program, "--port", "0", "--unixsocket", str(path), "--save", "",
            "--dir", str(folder), "--logfile", str(folder / "log"),
        ]  # fmt: skip
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(self._command)
        assert until(self._answers), "Redis does not start"

    def stop(self) -> None:
        """Ends it, with all it knows."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    @contextmanager
    def silent(self) -> Iterator[None]:
        """It is there, and says nothing."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def kept(self) -> list[str]:
        with Redis.from_url(self.url, decode_responses=True) as client:
            return sorted(client.scan_iter())

    def _answers(self) -> bool:
        with Redis.from_url(self.url) as client:
            try:
                return bool(client.ping())
            except RedisError:
                return False


@contextmanager
def redis_of_its_own() -> Iterator[RedisServer]:
    wanted = (os.environ.get("NEWSROOM_REDIS_SERVER", ""), *PROGRAMS)
    program = next((found for name in wanted if name and (found := shutil.which(name))), None)
    if program is None:
        pytest.fail("No Redis to test with; tools/find-redis says how to get one.")
    with TemporaryDirectory(prefix="newsroom-redis-") as folder:
        server = RedisServer(program, Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()
