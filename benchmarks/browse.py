"""The speed of pages over HTTP, from the server that `make run` starts.

    python -m benchmarks.browse FOLDER [FOLDER …]
    python -m benchmarks.browse --as QUOTES FIGURES.json    (the database in use)

Each folder is the NEWSROOM_DATA of a newsroom that `benchmarks.newsroom` made.  Prints, for every
kind of page, the median and the 95th percentile in milliseconds, queries and bytes on the wire.
Requests every address twice, each round in a shuffled order.  In the first round nothing is warm
but what the server loads when it starts.
"""

from __future__ import annotations

import datetime as dt
import http.client
import json
import os
import random
import re
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote, urlencode, urljoin

from benchmarks.newsroom import COMMON, FIRST_DAY, LAST_DAY, Newsroom
from evaluation.misremembered import ALTERATIONS, FEWEST_WORDS

ROOT = Path(__file__).resolve().parent.parent
# Addresses of each kind.
EACH = int(os.environ.get("EACH", "30"))
# Words of a paragraph that is checked.
PARAGRAPH = 90
# Code points of words that the API takes in an address.
ADDRESSED = 300
# Seconds of rest after the first answer: the server looks up common words then.
WARMING = int(os.environ.get("WARMING", "30"))
BROWSING = (
    "by speaker", "by country", "about a country", "by date", "speaker page", "country page",
)  # fmt: skip
CHECKING = ("check a quote", "check a paragraph")
# What lets one address call the API as often as it can.
UNLIMITED = {
    "NEWSROOM_API_CALLS_WITHOUT_TOKEN": "1000000",
    "NEWSROOM_SEARCHES": "0", "NEWSROOM_CHECKS": "0", "NEWSROOM_EXPORTS": "0",
}  # fmt: skip
SEARCHING = ("common word", "common word, narrowed", "rare word", "two words", "faceted search")


@dataclass(slots=True)
class Measured:
    """The milliseconds that requests of one kind took, in the first and in the second round."""

    first: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    queries: int = 0
    bytes: int = 0

    @property
    def all(self) -> list[float]:
        return self.first + self.again


def percentile(values: list[float], percent: int) -> float:
    if len(values) == 1:
        return values[0]
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def addresses(quotations: int, seed: int = 5) -> dict[str, list[str]]:
    """Addresses of every kind of page, with frequent and rare values."""
    room = Newsroom(quotations)
    rng = random.Random(seed)

    def speaker() -> int:
        """A speaker, frequent ones more often."""
        return int(room.speakers ** rng.random())

    def country() -> str:
        return room.countries[int(97 ** rng.random()) - 1]

    def rare() -> str:
        return room.words[rng.randrange(3_000, 30_000)]

    def day() -> dt.date:
        return FIRST_DAY + dt.timedelta(days=rng.randrange((LAST_DAY - FIRST_DAY).days))

    def family() -> str:
        return room.name(speaker() - 1).split()[1].lower()

    def slip(word: str) -> str:
        """A word with two letters moved."""
        return f"{word[:1]}{word[2:3]}{word[1:2]}{word[3:]}"

    def of(**values: object) -> str:
        return f"/?{urlencode(values, quote_via=quote)}"

    def period() -> str:
        start = day()
        return of(since=start, until=start + dt.timedelta(days=rng.choice((0, 6, 30, 364))))

    said, bodies = _texts(room)

    def misquoted() -> str:
        """A quotation of five words or more, as a reader may remember it."""
        text = rng.choice(said)
        for alter in rng.sample(list(ALTERATIONS.values()), 2):
            text = alter(text, rng)
        return text

    def paragraph() -> str:
        words = rng.choice(bodies).split()
        start = rng.randrange(len(words))
        return " ".join(words[start : start + PARAGRAPH])

    common = [COMMON, *room.words[:9]]
    narrowed: list[dict[str, object]] = [
        {"by": country()}, {"about": country()}, {"speaker": speaker()},
        {"year": rng.randrange(2013, 2026)}, {"kind": "direct"},
        {"outlet": rng.randrange(1, 30)},
    ]  # fmt: skip
    kinds: dict[str, Callable[[], str]] = {
        "front page": lambda: "/",
        "by speaker": lambda: of(speaker=speaker()),
        "by country": lambda: of(by=country()),
        "about a country": lambda: of(about=country()),
        "by date": lambda: period() if rng.random() < 0.5 else of(year=day().year),
        "by outlet and kind": lambda: of(outlet=rng.randrange(1, 40), kind="direct"),
        "country and speaker": lambda: of(by=country(), speaker=speaker()),
        "deep in the list": lambda: of(after=f"{day()}.0.0.0"),
        "common word": lambda: of(q=rng.choice(common)),
        "common word, narrowed": lambda: of(q=rng.choice(common), **rng.choice(narrowed)),
        "rare word": lambda: of(q=rare()),
        "two words": lambda: of(q=f"{rng.choice(room.words[:300])} {rng.choice(room.words[:300])}"),
        "phrase": lambda: of(q=f'"{rng.choice(room.words[:40])} {rng.choice(room.words[:40])}"'),
        "beginning of a word": lambda: of(q=f"{rare()[:4]}*"),
        "without": lambda: of(q=f"{rare()} -{rng.choice(common)}"),
        "by relevance": lambda: of(q=f"{rng.choice(room.words[:300])}", sort="relevance"),
        "faceted search": lambda: of(
            q=rng.choice((COMMON, rng.choice(room.words[:500]), rare())), by=country()
        ),
        "left out, or none": lambda: of(
            about=f"-{country()}", speaker=rng.choice(("-none", "none"))
        ),
        "by office": lambda: of(office=rng.choice(("minister", "none"))),
        "name among the words": lambda: of(q=f"{family()} {rng.choice(common)}"),
        "nothing found": lambda: of(q=f"{slip(rare())} {rare()}"),
        "speaker page": lambda: f"/speakers/{(key := speaker())}/{_slug(room.name(key - 1))}/",
        "country page": lambda: f"/countries/{country().lower()}/",
        "speakers": lambda: "/speakers/",
        "speakers by name": lambda: f"/speakers/?q={room.name(speaker() - 1).split()[1][:4]}",
        "countries": lambda: "/countries/",
        "who talks about whom": lambda: "/who-talks-about-whom/",
        "compare": lambda: f"/compare/?{urlencode([('speaker', speaker()) for _ in range(2)])}",
        "compare countries": lambda: f"/compare/?by={country()}&by={country()}&mutual=1",
        "subjects": lambda: f"/subjects/{of(**rng.choice(narrowed))[1:]}",
        "articles": lambda: "/articles/",
        "articles with a word": lambda: f"/articles/?q={rare()}",
        "article": lambda: f"/articles/{rng.randrange(1, room.articles)}/",
        "check a quote": lambda: f"/check/?{urlencode({'words': misquoted()})}",
        "check a paragraph": lambda: f"/check/?{urlencode({'words': paragraph()})}",
        "jump": lambda: f"/jump/?to={room.name(speaker() - 1)[:3].strip()}",
        "API, quotations": lambda: _api("quotations", by=country(), about=country()),
        "API, words": lambda: _api("quotations", q=rng.choice(common), limit=100),
        "API, a speaker": lambda: _api(f"speakers/{speaker()}"),
        "API, speakers": lambda: _api("speakers"),
        "API, an article": lambda: _api(f"articles/{rng.randrange(1, room.articles)}"),
        "API, articles": lambda: _api("articles", since=day()),
        "API, a country": lambda: _api(f"countries/{country()}"),
        "API, outlets": lambda: _api("outlets"),
        "API, check": lambda: _api("check", words=misquoted()[:ADDRESSED]),
    }
    return {kind: [make() for _ in range(EACH)] for kind, make in kinds.items()}


def _api(path: str, **values: object) -> str:
    return f"/api/v1/{path}?{urlencode(values)}".rstrip("?")


def _texts(room: Newsroom) -> tuple[list[str], list[str]]:
    """Quotations that people remember, of five words or more, and bodies of articles."""
    batch = next(room.batches())
    said = [str(row[5]) for row in batch["quotation"]]
    return [text for text in said if len(text.split()) >= FEWEST_WORDS], [
        str(row[2]) for row in batch["article"]
    ]


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.casefold())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int, env: Mapping[str, str], ready: str) -> Iterator[None]:
    """Run a server for the length of the block, from its first answer to /readyz on."""
    server = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **env}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(1_200):
            try:
                if Client(port).get(ready).status < 500:
                    break
            except OSError:
                pass
            if server.poll() is not None:
                raise SystemExit(f"{command[0]} ended with {server.returncode} before it answered.")
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait(120)


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    seconds: float
    bytes: int
    queries: int


class Client:
    """A persistent connection, as a browser has."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)

    def get(self, path: str) -> Answer:
        began = time.perf_counter()
        # What the jump box sends while a name is typed; Enter would be a redirect.
        typing = {"HX-Request": "true", "HX-Target": "jump-options"} if "/jump/" in path else {}
        self.connection.request("GET", path, headers={"Accept-Encoding": "gzip", **typing})
        response = self.connection.getresponse()
        body = response.read()
        took = time.perf_counter() - began
        head = sum(len(name) + len(value) + 4 for name, value in response.getheaders())
        queries = re.search(r'"(\d+) queries', response.getheader("Server-Timing") or "")
        return Answer(response.status, took, len(body) + head, int(queries[1]) if queries else 0)


def newsroom(port: int) -> tuple[list[str], dict[str, str]]:
    """The command and environment that serve a newsroom to measure."""
    command = [sys.executable, "manage.py", "serve"]
    return command, {"PORT": str(port), "NEWSROOM_SERVER_TIMING": "1", **UNLIMITED}


def measure(port: int, kinds: Mapping[str, list[str]], seed: int = 1) -> dict[str, Measured]:
    """Request every address twice, in shuffled order."""
    client = Client(port)
    measured: dict[str, Measured] = defaultdict(Measured)
    requests = [(kind, path) for kind, paths in kinds.items() for path in paths]
    rng = random.Random(seed)
    for turn in ("first", "again"):
        rng.shuffle(requests)
        for kind, path in requests:
            answer = client.get(path)
            if answer.status != 200:
                raise SystemExit(f"{path} answered {answer.status}.")
            row = measured[kind]
            getattr(row, turn).append(answer.seconds * 1000)
            row.queries = max(row.queries, answer.queries)
            row.bytes = max(row.bytes, answer.bytes)
    return {kind: measured[kind] for kind in kinds}


def first_paint(port: int, paths: list[str]) -> int:
    """Bytes until the heaviest of these pages can be drawn: page, styles, scripts, fonts."""
    client = Client(port)
    most = 0
    for path in paths:
        client.connection.request("GET", path)
        page = client.connection.getresponse().read().decode()
        parts = set(re.findall(r'<(?:script|link)[^>]*?(?:src|href)="(/static/[^"]+)"', page))
        wanted = {part for part in parts if part.endswith((".css", ".js", ".woff2"))}
        for sheet in [part for part in parts if part.endswith(".css")]:
            client.connection.request("GET", sheet)
            styles = client.connection.getresponse().read().decode()
            fonts = re.findall(r'url\("?(fonts/[^")]+basic-wght-normal[^")]*)', styles)
            wanted |= {urljoin(sheet, font) for font in fonts}
        most = max(most, sum(client.get(part).bytes for part in [path, *wanted]))
    return most


def table(name: str, measured: Mapping[str, Measured]) -> None:
    print(f"\n{name}\n{'':26}{'p50':>8}{'p95':>8}{'first p95':>11}{'queries':>9}{'bytes':>9}")
    for kind, row in measured.items():
        print(
            f"{kind:26}{percentile(row.all, 50):8.1f}{percentile(row.all, 95):8.1f}"
            f"{percentile(row.first, 95):11.1f}{row.queries:9}{row.bytes:9,}"
        )


def p95(measured: Mapping[str, Measured], kinds: tuple[str, ...]) -> float:
    """The 95th percentile over all requests of these kinds."""
    return percentile([took for kind in kinds for took in measured[kind].all], 95)


def run(name: str, quotations: int, env: Mapping[str, str]) -> tuple[dict[str, Measured], int]:
    """Measure a newsroom.  Return figures by kind and the bytes of the heaviest first paint."""
    port = free_port()
    command, own = newsroom(port)
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, env={**os.environ, **env}, check=True)
    kinds = addresses(quotations)
    with serving(command, port, {**own, **env}, "/"):
        time.sleep(WARMING)
        measured = measure(port, kinds)
        paint = first_paint(port, [paths[0] for paths in kinds.values()])
    table(name, measured)
    return measured, paint


def main() -> None:
    if sys.argv[1] == "--as":
        quotations, figures = int(sys.argv[2]), Path(sys.argv[3])
        measured, _ = run(f"The database in use, {quotations:,} quotations", quotations, {})
        rows = {kind: [m.first, m.again, m.queries, m.bytes] for kind, m in measured.items()}
        figures.write_text(json.dumps(rows), "utf-8")
        return
    for folder in sys.argv[1:]:
        quotations = int(re.sub(r"\D", "", Path(folder).name) or 10_000)
        _, paint = run(folder, quotations, {"NEWSROOM_DATA": folder})
        print(f"first paint {paint / 1000:.1f} kB")


if __name__ == "__main__":
    main()
