"""The processes of a cluster: started, watched, killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[2]
MARK = "NEWSROOM_CLUSTER"
TICK = os.sysconf("SC_CLK_TCK")
# Whether a process is one of ours, by its number and when it began.
_known: dict[tuple[str, str], bool] = {}


def mark() -> None:
    """Set in the environment what all processes of this run inherit: by it they are found."""
    os.environ[MARK] = uuid4().hex
    for name in ("OMP", "OPENBLAS", "MKL", "RAYON"):
        os.environ[f"{name}_NUM_THREADS"] = "1"
    os.environ.update(RAY_USAGE_STATS_ENABLED="0", RAY_AUTH_MODE="disabled", PYTHONPATH=str(ROOT))


def ours() -> Iterator[Path]:
    """The folders in /proc of this process and of all that came from it."""
    yield Path("/proc/self")
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):
            if int(folder.name) != os.getpid() and _is_ours(folder):
                yield folder


def _is_ours(folder: Path) -> bool:
    """Whether a process has the mark, which is looked up once: a child has it from its parent."""
    key = folder.name, _fields(folder)[19]
    if key not in _known:
        sign = f"{MARK}={os.environ[MARK]}".encode()
        _known[key] = sign in (folder / "environ").read_bytes()
    return _known[key]


def _fields(folder: Path) -> list[str]:
    """What /proc has of a process behind its name: the 20th is when it began."""
    return (folder / "stat").read_text().rpartition(")")[2].split()


def memory() -> int:
    """Bytes of all processes together, each page counted once (Pss)."""
    total = 0
    for folder in ours():
        with suppress(OSError):
            for line in (folder / "smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
    return total


def cpu(seen: dict[str, float]) -> float:
    """Seconds of CPU of all processes together; `seen` keeps those of processes that are gone."""
    for folder in ours():
        with suppress(OSError, IndexError):
            fields = _fields(folder)
            # A process is known by its number and when it began.
            seen[f"{folder.name} {fields[19]}"] = (int(fields[11]) + int(fields[12])) / TICK
    return sum(seen.values())


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def started(command: list[str], until: str) -> Iterator[subprocess.Popen[str]]:
    """Start a process and wait for a line of its output; kill it and all below it at the end."""
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        try:
            lines = []
            for line in process.stdout:
                lines.append(line)
                if until in line:
                    break
            else:
                raise RuntimeError(f"{command} ended: {''.join(lines)}")
            # What it goes on to say must not fill the pipe.
            rest = threading.Thread(target=process.stdout.read, daemon=True)
            rest.start()
            yield process
            kill(below(process.pid))
            rest.join()
        finally:
            kill(below(process.pid))


def below(pid: int) -> set[int]:
    """A process and all that it started."""
    parents: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
    found, more = {pid}, {pid}
    while more:
        more = {child for child, parent in parents.items() if parent in more} - found
        found |= more
    return found


def kill(pids: Iterable[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
