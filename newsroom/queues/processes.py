"""Names of processes that tell whether the process still runs.

A name is “machine/pid/start time”, so that a process number given out again names another process.
"""

from __future__ import annotations

import os
import socket
from functools import cache
from pathlib import Path


def this_process() -> str:
    """Return the name of this process."""
    pid = os.getpid()
    return f"{_machine()}/{pid}/{_start_time(pid)}"


def is_dead(name: str) -> bool:
    """Whether a process is known to have ended; False for one on another machine."""
    try:
        machine, pid, started = name.rsplit("/", 2)
        return machine == _machine() and _start_time(int(pid)) != started
    except ValueError:
        return False


@cache
def _machine() -> str:
    """The host name and its namespace of process numbers: a container counts from one again."""
    try:
        namespace = Path("/proc/self/ns/pid").readlink().name.strip("pid:[]")
    except OSError:
        namespace = ""
    return f"{socket.gethostname()[:100]}:{namespace}"


def _start_time(pid: int) -> str:
    """When a process started, in the kernel's ticks; empty if there is no such process."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.parent.parent.joinpath("self").exists():
        return _start_time_without_proc(pid)
    try:
        # Field 22, counted after the name in brackets, which may hold blanks and brackets itself.
        fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] in "ZX" else fields[19]


def _start_time_without_proc(pid: int) -> str:
    """Without /proc only the existence of a process is known: “0”, or empty."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ""
    except PermissionError:
        return "0"
    return "0"
