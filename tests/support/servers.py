"""Servers that tests start: a Redis of a test's own, free ports, and waiting until one answers."""

from __future__ import annotations

import math
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
# Seconds between two looks at it, and the share of what one has waited: a look costs a server CPU.
PAUSE, SHARE = 0.05, 0.1
# CPU seconds that this process and those it started are given for it all the same, however many
# others the machine serves, and how many times PATIENCE that may take.
WORK = 60
AT_MOST = 10


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(condition: Callable[[], bool]) -> bool:
    """Wait until a condition holds; False if it does not.

    It has PATIENCE seconds, and on a busy machine as many more as the processes of this one need
    to get WORK seconds of CPU.
    """
    began, worked = time.monotonic(), _cpu_seconds()
    while not condition():
        waited = time.monotonic() - began
        idle = waited > AT_MOST * PATIENCE
        if idle or (waited > PATIENCE and _cpu_seconds() - worked > WORK):
            return False
        time.sleep(max(PAUSE, SHARE * waited))
    return True


def _cpu_seconds() -> float:
    """What this process and all that descend from it have used; endless where nobody counts it."""
    if not Path("/proc/self/stat").exists():
        return math.inf
    return _of_tree(os.getpid())


def _of_tree(pid: int) -> float:
    folder = Path(f"/proc/{pid}")
    try:
        figures = (folder / "stat").read_text().rpartition(")")[2].split()
        below = " ".join(file.read_text() for file in folder.glob("task/*/children"))
    except OSError:  # it has ended
        return 0.0
    own = sum(map(int, figures[11:15])) / os.sysconf("SC_CLK_TCK")
    return own + sum(map(_of_tree, map(int, below.split())))


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
