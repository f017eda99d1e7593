"""A full newsroom: readers browse and editors correct over HTTP while articles are ingested.

    NEWSROOM_DATA=/tmp/load python -m benchmarks.load [--readers 200] [--editors 10] [--seconds 120]
    NEWSROOM_DATA=/tmp/load python -m benchmarks.load --articles 50 --pause 1
    NEWSROOM_DATA=/tmp/load python -m benchmarks.load --slow 20 --compare
    tools/with-postgres python -m benchmarks.load …

Makes a newsroom of ten thousand quotations in the empty folder NEWSROOM_DATA, serves it as `make
run` does, and afterwards looks for faults: an answer of 500 or more, a locked database, an accepted
correction that is missing.  Exits with 1 if there is any.

`--slow` adds clients that send a byte of a request a second, and a hostile article that readers
open too.  With `--compare` the newsroom is visited without these before, and the 95th percentile
with them may be `LIMIT` times that without.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlencode

from lxml import html

from benchmarks.browse import addresses, free_port, percentile
from newsroom.web.server import GRACE

ROOT = Path(__file__).resolve().parent.parent
QUOTATIONS = 10_000
PASSWORD = "only for this benchmark"
# Most seconds between two pages of one reader.
PAUSE = 12.0
# Articles a second, more than an ingest can read.
FILES_A_SECOND = 200
# Quotes of the hostile article, in one paragraph, and how much slower pages may be beside it.
HOSTILE = 8_536
LIMIT = 1.3


@dataclass
class Seen:
    """The answers and faults that all threads have met."""

    reading: list[float] = field(default_factory=list)
    writing: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    accepted: dict[int, str] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Browser:
    """A person's browser: a connection, cookies, and the time of each answer."""

    def __init__(self, port: int, seen: Seen) -> None:
        self.port, self.seen = port, seen
        self.cookies: SimpleCookie = SimpleCookie()

    def ask(self, method: str, path: str, data: dict[str, str] | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": "; ".join(f"{c.key}={c.value}" for c in self.cookies.values()),
                   "Origin": f"http://127.0.0.1:{self.port}"}  # fmt: skip
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        try:
            connection.request(method, path, urlencode(data or {}) or None, headers)
            answer = connection.getresponse()
            body = answer.read().decode("utf-8", "replace")
        except OSError as error:
            if isinstance(error, ConnectionError) and time.perf_counter() - began > GRACE:
                # This machine was so busy that the server took this client for a slow one.
                return self.ask(method, path, data)
            with self.seen.lock:
                self.seen.failures.append(f"{method} {path}: {error!r}")
            return 0, ""
        finally:
            connection.close()
        took = time.perf_counter() - began
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.load(value)
        with self.seen.lock:
            (self.seen.writing if method == "POST" else self.seen.reading).append(took)
            if answer.status >= 500:
                self.seen.failures.append(f"{method} {path}: {answer.status}")
        return answer.status, body

    def form(self, path: str, which: str, **values: str) -> int:
        """Fill in and send a form as a browser does."""
        status, body = self.ask("GET", path)
        if status != 200:
            return status
        forms = [form for form in html.fromstring(body).forms if which in form.fields]
        filled = {key: str(value) for key, value in forms[0].fields.items() if value is not None}
        status, _ = self.ask("POST", path, {**filled, **values})
        return status


@dataclass(frozen=True)
class Visit:
    """Where readers and editors go, until when, and how fast."""

    port: int
    quotations: int
    going_on: Callable[[], bool]
    pause: float
    seen: Seen
    hostile: str = ""
    slow: int = 0


def read(visit: Visit, pages: list[str], seed: int) -> None:
    rng = random.Random(seed)
    browser = Browser(visit.port, visit.seen)
    time.sleep(rng.uniform(0, visit.pause))
    while True:
        browser.ask("GET", rng.choice(pages))
        if not visit.going_on():
            return
        time.sleep(rng.uniform(visit.pause / 3, visit.pause))


def edit(visit: Visit, number: int) -> None:
    """Correct one quotation after another; no two editors share one."""
    rng = random.Random(number)
    browser = Browser(visit.port, visit.seen)
    name = f"editor{number}"
    browser.form("/sign-in/", "username", username=name, password=PASSWORD)
    for turn in itertools.count():
        key = number + 1 + 10 * rng.randrange(visit.quotations // 20)
        title = f"{name}, turn {turn}"
        if browser.form(f"/desk/quotes/{key}/", "words", title=title) == 302:
            with visit.seen.lock:
                visit.seen.accepted[key] = title
        if not visit.going_on():
            return
        time.sleep(rng.uniform(visit.pause / 24, visit.pause / 6))


def dawdle(visit: Visit) -> None:
    """Send a request a byte a second, again and again, as long as the visit goes on."""
    request = f"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1:{visit.port}\r\nX-Slow: ".encode()
    while visit.going_on():
        with suppress(OSError), socket.create_connection(("127.0.0.1", visit.port)) as connection:
            connection.sendall(request)
            while visit.going_on():
                time.sleep(1)
                connection.sendall(b"a")


def add_hostile_article(folder: Path, count: int) -> str:
    """Store an article with so many quotes in one paragraph; return the path of its page."""
    body, quotes = "", []
    for number in range(count):
        start = len(body) + 1
        body += f"“It rains on day {number} of it,” said Bo Li to all the others. "
        quotes.append({"kind": "direct", "content": [[start, body.index(",”", start)]],
                       "name": "Bo Li", "speaker_type": "person"})  # fmt: skip
    file = folder / "hostile.jsonl"
    file.write_text(json.dumps({"title": "Rain", "text": body, "quotes": quotes}) + "\n", "utf-8")
    command = [sys.executable, "manage.py", "ingest", "--annotated", str(file)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    from articles.models import Article

    return f"/articles/{Article.objects.get(title='Rain').pk}/"


@contextmanager
def running(*arguments: str, output: BinaryIO, **env: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a Python process for the length of the block."""
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, stdout=output, stderr=output,
        env={**os.environ, **env},
    )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def write_articles(folder: Path, count: int) -> None:
    """Write `count` articles, editions of the samples."""
    samples = [path.read_text("utf-8") for path in sorted((ROOT / "samples").glob("*.txt"))]
    for number in range(count):
        edition, sample = divmod(number, len(samples))
        made = folder / f"{edition:05}"
        made.mkdir(parents=True, exist_ok=True)
        text = f"{samples[sample]}\n\nEdition {edition}.\n"
        (made / f"{sample}.txt").write_text(text, "utf-8")


def prepare(quotations: int, editors: int) -> None:
    subprocess.run(
        [sys.executable, "-m", "benchmarks.newsroom", str(quotations)], cwd=ROOT, check=True
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from django.contrib.auth.models import Group, User
    from django.db import connections

    for number in range(editors):
        user = User.objects.create_user(f"editor{number}", password=PASSWORD)
        user.groups.add(Group.objects.get(name="Editors"))
    connections.close_all()


def lost(accepted: dict[int, str]) -> list[str]:
    """Accepted corrections that the newsroom does not show."""
    from articles.models import Quotation

    shown = dict(Quotation.objects.values_list("pk", "speaker_title"))
    return [f"{key}: {title!r}, not {shown.get(key)!r}"
            for key, title in accepted.items() if shown.get(key) != title]  # fmt: skip


def everybody(visit: Visit, readers: int, editors: int) -> None:
    """Run readers and editors, a thread each, as long as the visit goes on."""
    pages = [path for kind in addresses(visit.quotations).values() for path in kind]
    if visit.hostile:
        pages += [visit.hostile, f"{visit.hostile}?q=the"]
    people = [
        *(threading.Thread(target=read, args=(visit, pages, number)) for number in range(readers)),
        *(threading.Thread(target=edit, args=(visit, number)) for number in range(editors)),
        *(threading.Thread(target=dawdle, args=(visit,)) for _ in range(visit.slow)),
    ]
    for person in people:
        person.start()
    for person in people:
        person.join()


def articles_done() -> int:
    from django.db import connections

    from articles.models import Article

    try:
        return Article.objects.filter(state=Article.State.DONE).count()
    finally:
        connections.close_all()


def is_slower(quiet: Seen, seen: Seen) -> bool:
    """Print how much slower pages were read beside slow clients; whether that is too much."""
    without, beside = (percentile(one.reading, 95) for one in (quiet, seen))
    print(f"{len(quiet.reading):,} pages read before, without slow clients: "
          f"p95 {1000 * without:.0f} ms; with them {beside / without:.2f} times that")  # fmt: skip
    return beside > LIMIT * without


def _all_of(file: BinaryIO) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--editors", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--quotations", type=int, default=QUOTATIONS, help="there beforehand")
    parser.add_argument("--articles", type=int, help="until so many are ingested, not for seconds")
    parser.add_argument("--pause", type=float, default=PAUSE, help="of readers between pages")
    parser.add_argument("--slow", type=int, default=0, help="slow clients, and a hostile article")
    parser.add_argument("--hostile", type=int, default=HOSTILE, help="quotes of that article")
    parser.add_argument("--compare", action="store_true", help="visit without --slow before")
    args = parser.parse_args()
    if not os.environ.get("NEWSROOM_DATA"):
        parser.error("set NEWSROOM_DATA to an empty folder, which the newsroom is made in")
    prepare(args.quotations, args.editors)
    seen, quiet = Seen(), Seen()
    with (
        tempfile.TemporaryDirectory() as folder,
        open(Path(folder) / "server", "w+b") as log,
        open(Path(folder) / "ingest", "w+b") as report,
    ):
        archive = Path(folder) / "archive"
        visits = 2 if args.compare else 1
        write_articles(archive, args.articles or round(visits * args.seconds * FILES_A_SECOND))
        port = free_port()
        serving = running(
            "manage.py",
            "serve",
            output=log,
            PORT=str(port),
            HOST="127.0.0.1",
            NEWSROOM_SEARCHES="0",
        )
        with serving:
            first = Browser(port, Seen())
            while first.ask("GET", "/readyz")[0] != 200:
                time.sleep(0.5)
            before = articles_done()
            with running("manage.py", "ingest", str(archive), output=report) as ingest:
                if args.compare:
                    until = time.monotonic() + args.seconds
                    calm = Visit(
                        port, args.quotations, lambda: time.monotonic() < until, args.pause, quiet
                    )
                    everybody(calm, args.readers, args.editors)
                hostile = add_hostile_article(Path(folder), args.hostile) if args.slow else ""
                began = time.monotonic()

                def going_on() -> bool:
                    return ingest.poll() is None and (
                        args.articles is not None or time.monotonic() < began + args.seconds
                    )

                everybody(
                    Visit(port, args.quotations, going_on, args.pause, seen, hostile, args.slow),
                    args.readers,
                    args.editors,
                )
                ended = ingest.poll()
            seconds = time.monotonic() - began
            articles = articles_done() - before - bool(hostile)
        logged, ingested = (_all_of(file) for file in (log, report))
    if ended or (ended is None and ingested):
        print(f"The ingest did not go well:\n{ingested}")
        return 1
    # The API answers though a writer lets no call be counted, and says so.
    uncounted = logged.count("was not counted: database is locked")
    locked = logged.count("database is locked") - uncounted
    gone = lost(quiet.accepted | seen.accepted)
    failures = quiet.failures + seen.failures
    slower = bool(args.compare) and is_slower(quiet, seen)
    for name, times in (("pages read", seen.reading), ("forms sent", seen.writing)):
        print(f"{len(times):,} {name} ({len(times) / seconds:.0f} a second): "
              f"p50 {1000 * percentile(times, 50):.0f} ms, "
              f"p95 {1000 * percentile(times, 95):.0f} ms")  # fmt: skip
    print(f"{articles} articles ingested meanwhile; {uncounted} calls of the API not counted")
    print(f"{len(failures)} answers of 500 or none, {locked} times locked, "
          f"{len(gone)} of {len(seen.accepted)} corrected quotations lost")  # fmt: skip
    faults = [
        line for line in logged.splitlines() if "rror" in line or "database is locked" in line
    ]
    for line in [*failures[:5], *gone[:5], *(faults[-12:] if failures or locked else [])]:
        print(f"  {line}")
    return 1 if failures or locked or gone or slower or not seen.accepted else 0


if __name__ == "__main__":
    sys.exit(main())
