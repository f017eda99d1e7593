"""Hostile code in the process that reads files finds each door shut."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reading import confined, kernel
from tests.support.paths import ROOT
from tests.support.servers import PATIENCE

# What hostile code tries; `secret`, `folder`, `port` and `parent` are given.
DOORS = {
    "reads a secret": "open(secret).read()",
    "reads the settings": f"open({str(ROOT / 'newsroom' / 'settings.py')!r}).read()",
    "lists a folder": "os.listdir(folder)",
    "reads the environment of its parent": "open(f'/proc/{parent}/environ').read()",
    "reads the memory of its parent": "open(f'/proc/{parent}/mem', 'rb').read(1)",
    "writes a file": "open(folder + '/made', 'w')",
    "empties a file": "os.truncate(secret, 0)",
    "deletes a file": "os.unlink(secret)",
    "moves a file": "os.rename(secret, secret + '.moved')",
    "links a file": "os.link(secret, secret + '.linked')",
    "makes a folder": "os.mkdir(folder + '/new')",
    "changes a mode": "os.chmod(secret, 0o777)",
    "connects": "socket.create_connection(('127.0.0.1', port))",
    "asks a name server": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "listens": "socket.socket().bind(('127.0.0.1', 0))",
    "forks": "os.fork() or os._exit(0)",
    "starts a program": "subprocess.run([sys.executable, '--version'])",
    "signals its parent": "os.kill(parent, 0)",
    "traces its parent": "refused(libc.ptrace(0x4206, parent, 0, 0))",
    "limits its parent": "resource.prlimit(parent, resource.RLIMIT_CPU)",
    "leaves its namespace": "refused(libc.unshare(0x10000000))",
}
CODE = """
import ctypes, json, os, resource, socket, subprocess, sys
from reading.paper import recognition
from reading.child import confine
secret, folder, port, parent = sys.argv[1], sys.argv[2], int(sys.argv[3]), os.getppid()
recognition.program = sys.argv[4]
libc = ctypes.CDLL(None, use_errno=True)
def refused(result):
    if result == -1:
        raise PermissionError
confine(2**30)
for name, attempt in json.loads(sys.argv[5]).items():
    try:
        exec(attempt)
    except OSError:
        continue
    print(name, flush=True)
"""
# What Tesseract, which is a program of its own, needs.
OF_PROGRAMS = {"forks", "starts a program", "changes a mode", "signals its parent"}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def open_doors(
    folder: Path, port: int, code: str = CODE, recogniser: str = "", path: str = str(ROOT)
) -> set[str]:
    """Return what code with the limits of a reader of files can still do."""
    secret = folder / "secret_key"
    secret.write_text("the secret")
    ran = subprocess.run(
        [sys.executable, "-c", code, secret, folder, str(port), recogniser, json.dumps(DOORS)],
        env={**confined.ENVIRONMENT, "PYTHONPATH": path},
        capture_output=True, text=True, check=False, timeout=PATIENCE,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.splitlines())


@pytest.mark.skipif(kernel.lacking() != [], reason=f"the kernel lacks {kernel.lacking()}")
class TestDoors:
    def test_all_are_shut(self, tmp_path: Path, port: int) -> None:
        assert open_doors(tmp_path, port) == set()

    @pytest.mark.parametrize("also", ["/", "{folder}"])
    def test_they_are_where_a_command_is_started_in_any_folder(
        self, tmp_path: Path, port: int, also: str
    ) -> None:
        """`python -m`, so `deploy/newsroom`, has that folder in its path."""
        path = f"{also.format(folder=tmp_path)}:{ROOT}"
        assert open_doors(tmp_path, port, path=path) == set()

    def test_with_text_recognition_programs_run_and_all_else_is_shut(
        self, tmp_path: Path, port: int
    ) -> None:
        assert open_doors(tmp_path, port, recogniser="/usr/bin/tesseract") <= OF_PROGRAMS

    def test_they_are_open_to_code_that_is_not_confined(self, tmp_path: Path, port: int) -> None:
        """Otherwise the tests above would prove nothing."""
        free = open_doors(tmp_path, port, CODE.replace("confine(2**30)", ""))
        assert {"reads a secret", "connects", "forks", "makes a folder", "deletes a file"} <= free


def test_the_memory_of_the_parent_is_hidden() -> None:
    confined.Child().end()
    get_dumpable = 3
    assert kernel._libc.prctl(get_dumpable, 0, 0, 0, 0) == 0


def test_a_kernel_without_them_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "landlock_version", lambda: 0)
    monkeypatch.setattr(kernel, "has_seccomp", lambda: False)
    assert [text.partition(":")[0] for text in kernel.lacking()] == ["Landlock", "seccomp"]
