"""The process in which files are read: what it may not do, and what it answers (`confined.py`).

Its arguments are bytes of memory, seconds of work, and the program that recognises text
(`recognition.py`) or nothing.  On its standard input comes a line of JSON with name, size and
whether it is to be read as a feed, then the file; on its output go a line of JSON for each article
or entry, and `null`.
"""

from __future__ import annotations

import dataclasses
import json
import os
import resource
import signal
import sys
from pathlib import Path

from reading import kernel
from reading.draft import Draft, ReadingError
from reading.entry import Entry
from reading.paper import recognition
from reading.readers import read_bytes, read_feed

ROOT = Path(__file__).resolve().parent.parent
# What folders of installed packages are called.
PACKAGES = {"site-packages", "dist-packages"}
SYSTEM = (
    "/bin", "/lib", "/lib64", "/usr/bin", "/usr/lib", "/usr/lib64", "/usr/local/lib",
    "/usr/share/zoneinfo", "/usr/share/tesseract-ocr", "/etc/ld.so.cache", "/etc/localtime",
    "/dev/urandom",
)  # fmt: skip


_NAMES = {Draft: [field.name for field in dataclasses.fields(Draft)], Entry: [*Entry._fields]}


def main() -> None:
    memory, seconds = map(int, sys.argv[1:3])
    recognition.program = sys.argv[3]
    confine(memory)
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints goes nowhere, least of all among the answers.
    sys.stdout = sys.stderr
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        if len(data) < request["size"]:
            return
        with_limit(seconds)
        read = read_feed if request["feed"] else read_bytes
        for item in read(request["name"], data):
            answers.write(json.dumps(as_json(item)).encode() + b"\n")
        with_limit(0)
        answers.write(b"null\n")
        answers.flush()


def confine(memory: int) -> None:
    """Take from this process, for good, what reading does not need."""
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        *(() if recognition.program else ((resource.RLIMIT_NPROC, 0),)),
    ):
        resource.setrlimit(limit, (value, value))
    kernel.give_up_files(_readable(), [Path(os.devnull)])
    kernel.give_up_calls(programs=bool(recognition.program))


def _readable() -> list[Path]:
    """Return what Python, its packages and readers are in, and what C libraries look up."""
    ours = [ROOT / "reading", ROOT / "extraction"]
    # Not each entry of the path: the folder that a command was started in is one.
    packages = [Path(entry) for entry in sys.path if Path(entry).name in PACKAGES]
    python = [Path(prefix) / "lib" for prefix in (sys.prefix, sys.base_prefix)]
    return [*ours, *packages, *python, *map(Path, SYSTEM)]


def with_limit(seconds: int) -> None:
    """End the process after so many seconds of work from now, or thrice as many on the clock.

    The signals have no handler, so that they end even what never comes back from C; 0 lifts it.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 2.5 * seconds)


def as_json(item: Draft | Entry | ReadingError) -> dict[str, object]:
    if isinstance(item, ReadingError):
        return {"error": str(item)}
    values = {name: getattr(item, name) for name in _NAMES[type(item)]}  # not a copy, as asdict is
    values["published_on"] = item.published_on and item.published_on.isoformat()
    if isinstance(item, Entry):
        values["draft"] = item.draft and as_json(item.draft)
    return values
