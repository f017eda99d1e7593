"""The memory of a whole server."""

from __future__ import annotations

import http.client
import os
import re
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

from newsroom.web.memory import with_room
from newsroom.web.server import THREADS
from tests.support.installations import Installation
from tests.support.paths import ROOT
from tests.support.servers import free_port, until

PAGES = ("/", "/articles/", "/speakers/", "/countries/", "/?q=said", "/check/", "/compare/")
# Bytes that glibc reserves for an arena other than the first, and that its address is divisible by.
ARENA = 64 << 20
_MAPPED = re.compile(r"^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ 0 *$", re.MULTILINE)
# Has threads hold memory at the same time, and waits.
THREADS_WITH_MEMORY = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from newsroom.web.memory import set_up
set_up()
together = Barrier(4)
with ThreadPoolExecutor(4) as threads:
    held = list(threads.map(lambda n: (together.wait(), bytearray(10_000 + n)), range(4)))
    print("ready", flush=True)
    sys.stdin.read()
"""
# Takes memory and gives it back again and again, as pages do, and prints how many pages of it the
# kernel gave after the first time.
MEMORY_AGAIN = """
import resource
from newsroom.web.memory import set_up
set_up()
faults = []
for _ in range(11):
    held = [bytearray(size << 20) for size in (1, 4, 8)]
    del held
    faults.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
print(faults[-1] - faults[0])
"""

needs_glibc = pytest.mark.skipif(
    not Path("/proc/self/maps").exists() or "CS_GNU_LIBC_VERSION" not in os.confstr_names,
    reason="arenas are those of glibc on Linux",
)


@contextmanager
def serving(newsroom: Installation) -> Iterator[tuple[int, int]]:
    """The process and the port of a server."""
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env=newsroom.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            assert until(lambda: answers(port)), "the server does not start"
            yield process.pid, port
        finally:
            process.terminate()


def answers(port: int) -> bool:
    try:
        return status(port, "/") == 200
    except OSError:
        return False


def status(port: int, path: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", path)
        with connection.getresponse() as answer:
            answer.read()
            return answer.status


def arenas(pid: int) -> int:
    """How many arenas a process has besides the first: what is written to, and the rest of each."""
    maps = _MAPPED.findall(Path(f"/proc/{pid}/maps").read_text())
    places = [(int(start, 16), int(end, 16), how) for start, end, how in maps]
    return sum(
        one[2] == "rw-p"
        and other[2] == "---p"
        and one[1] == other[0]
        and one[0] % ARENA == other[1] % ARENA == 0
        for one, other in pairwise(places)
    )


@needs_glibc
@pytest.mark.slow
@pytest.mark.one_database
def test_the_threads_of_a_server_share_what_is_free(tmp_path: Path) -> None:
    newsroom = Installation(tmp_path)
    newsroom.env.pop("MALLOC_ARENA_MAX", None)
    newsroom.migrate()
    with serving(newsroom) as (pid, port), ThreadPoolExecutor(THREADS) as readers:
        assert {*readers.map(lambda path: status(port, path), PAGES * 4)} == {200}
        assert arenas(pid) == 0


@needs_glibc
@pytest.mark.parametrize(("most", "made"), [(None, 0), ("3", 2)])
def test_what_operators_say_of_arenas_goes_first(most: str | None, made: int) -> None:
    env = {name: value for name, value in os.environ.items() if name != "MALLOC_ARENA_MAX"}
    command = [sys.executable, "-c", THREADS_WITH_MEMORY]
    with subprocess.Popen(
        command, cwd=ROOT, env=env | ({"MALLOC_ARENA_MAX": most} if most else {}),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        assert arenas(process.pid) == made


@needs_glibc
def test_memory_of_a_page_is_kept_for_the_next() -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("MALLOC_")}
    command = [sys.executable, "-c", MEMORY_AGAIN]
    given = subprocess.check_output(command, cwd=ROOT, env=env, text=True)
    assert int(given) < 1_000  # of 33,000 pages that were used


@pytest.mark.one_database
def test_what_connections_keep_is_bounded_for_all_threads_together() -> None:
    options = settings.SQLITE["OPTIONS"]["init_command"]
    (kilobytes,) = re.findall(r"PRAGMA cache_size=-(\d+);", options)
    assert int(kilobytes) * THREADS <= 32_000


def test_a_server_loads_nothing_that_few_pages_need(tmp_path: Path) -> None:
    code = (
        "import sys, newsroom.wsgi, newsroom.urls;"
        "print(*sorted({'PIL', 'docx', 'openpyxl', 'spacy', 'torch'} & set(sys.modules)))"
    )
    given = {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "NEWSROOM_DATA": str(tmp_path)}
    env = {**os.environ, **given}
    command = [sys.executable, "-c", code]
    printed = subprocess.check_output(command, cwd=ROOT, env=env, text=True)
    assert printed.split() == []


@pytest.mark.one_database
def test_the_first_request_of_a_page_loads_nothing_but_parts_of_django(tmp_path: Path) -> None:
    newsroom = Installation(tmp_path)
    newsroom.migrate()
    code = (
        "import sys, newsroom.wsgi\n"
        "from django.test import Client\n"
        "from articles.management.commands.serve import _warm\n"
        "_warm()\n"
        "there = set(sys.modules)\n"
        "for path in sys.argv[1:]:\n"
        "    assert Client().get(path, headers={'host': '127.0.0.1'}).status_code == 200, path\n"
        "new = {name for name in set(sys.modules) - there if not name.startswith('django.')}\n"
        "print('new:', *sorted(new))\n"
    )
    command = [sys.executable, "-c", code, *PAGES, "/subjects/", "/api/v1/outlets"]
    env = {**newsroom.env, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    assert subprocess.check_output(command, cwd=ROOT, env=env, text=True).split() == ["new:"]


def test_calls_at_any_depth_ask_for_no_memory_again_and_again() -> None:
    assert settings.MIDDLEWARE[0] == "newsroom.web.memory.Room"

    def calls(deeper: int) -> None:
        if deeper:
            calls(deeper - 1)
        else:
            for _ in range(2_000):
                leaf("a")

    @with_room
    def calls_with_room(deeper: int) -> None:
        calls(deeper)

    def leaf(text: str) -> str:
        return text

    def pages(function: Callable[[int], None], depth: int) -> int:
        """Return how many pages of memory the system gives while that is called."""
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        function(depth)
        return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

    assert max(pages(calls, depth) for depth in range(200)) > 1_000
    assert max(pages(calls_with_room, depth) for depth in range(200)) < 200
