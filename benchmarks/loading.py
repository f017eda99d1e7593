"""Articles a second of `ingest --annotated`, on an empty database of the settings.

    NEWSROOM_DATA=/tmp/empty python -m benchmarks.loading 3000
    tools/with-postgres python -m benchmarks.loading 3000

The annotations are made, not extracted: articles of about `--words` words, with a quotation every
thirty words, by people whose frequency follows Zipf's law.  `--batch 1` loads one by one.  CPU time
is that of this process and, on PostgreSQL of the same machine, of the server's process for it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.newsroom import words, zipf

PEOPLE, OUTLETS, WORDS, PER_QUOTATION = 20_000, 40, 20_000, 30
FIRST_DAY, A_DAY = dt.date(2024, 1, 1), 100
COUNTRIES = ("NO", "SE", "FR", "KE", "BR", None, None)


def annotated(count: int, length: int) -> Iterator[dict[str, Any]]:
    """Records as `extract --text` prints them."""
    rng = np.random.default_rng(17)
    vocabulary = words(WORDS)
    for number in range(count):
        quotes = max(1, round(length / PER_QUOTATION))
        cast = zipf(rng, PEOPLE, max(2, quotes // 3))
        yield _record(rng, vocabulary, number, [
            cast[int(rng.integers(len(cast)))] for _ in range(quotes)
        ])  # fmt: skip


def _record(
    rng: np.random.Generator, vocabulary: list[str], number: int, speakers: list[int]
) -> dict[str, Any]:
    """An article in which these speakers say something, one after another."""
    parts: list[str] = []
    quotes, at = [], 0
    mentions: dict[str, list[list[int]]] = {}
    for speaker in speakers:
        drawn = [vocabulary[n] for n in zipf(rng, WORDS, PER_QUOTATION - 4)]
        content, rest = " ".join(drawn[:14]), " ".join(drawn[14:])
        name = _name(vocabulary, speaker)
        parts.append(f"“{content},” {name} said. {rest.capitalize()}.\n\n")
        source = [at + len(content) + 4, at + len(content) + 4 + len(name)]
        mentions.setdefault(name, []).append(source)
        quotes.append({
            "kind": "direct", "content": [[at + 1, at + 1 + len(content)]], "source": [source],
            "cue": [[source[1] + 1, source[1] + 5]], "name": name, "speaker_type": "person",
            "title": f"mayor of {vocabulary[speaker % 90].title()}" if speaker % 3 else None,
            "speaker_country": COUNTRIES[speaker % 7], "about": [], "confidence": 0.9,
        })  # fmt: skip
        at += len(parts[-1])
    return {
        "id": str(number), "text": "".join(parts).rstrip(), "title": f"Day {number}",
        "published_on": (FIRST_DAY + dt.timedelta(number // A_DAY)).isoformat(),
        "outlet": f"Gazette {number % OUTLETS}", "author": "", "url": "", "extractor": "made",
        "quotes": quotes,
        "entities": [
            {"type": "person", "name": name, "country": None, "mentions": spans}
            for name, spans in mentions.items()
        ],
    }  # fmt: skip


def _name(vocabulary: list[str], speaker: int) -> str:
    given, family = vocabulary[200 + speaker % 997], vocabulary[1500 + speaker % 17_011]
    return f"{given} {family}".title()


def load(path: Path, batch: int) -> None:
    """Load a file into the empty database, and print what it takes."""
    from django.core.management import call_command

    from articles.ingest.annotated import load_annotated
    from articles.ingest.run import Status
    from articles.models import Article
    from articles.serialization import loading

    call_command("migrate", verbosity=0)
    if Article.objects.exists():
        sys.exit("There are articles here already; name an empty NEWSROOM_DATA.")
    began, cpu, server, all_of_it = (
        time.perf_counter(), time.process_time(), server_time(), whole_server_time()
    )  # fmt: skip
    count = 0
    for outcome in load_annotated(loading.read(path), batch=batch):
        assert outcome.status is Status.ADDED, outcome
        count += 1
        if count % 1000 == 0:
            print(f"{count:>8,} articles, {peak():>5,.0f} MB at most", file=sys.stderr)
    wall = time.perf_counter() - began
    here, there = time.process_time() - cpu, server_time() - server
    beside = whole_server_time() - all_of_it - there
    print(f"{count / wall:,.0f} articles/s; CPU ms an article: {1000 * here / count:.2f}, "
          f"in the server {1000 * there / count:.2f}, beside it {1000 * beside / count:.2f}; "
          f"peak memory {peak():,.0f} MB")  # fmt: skip


def server_time() -> float:
    """CPU seconds of the server's process for this connection; 0 on SQLite."""
    return sum(_times(_server_process())[:2]) if _server_process() else 0.0


def whole_server_time() -> float:
    """CPU seconds of all of the server's processes, those that have ended too; 0 on SQLite."""
    own = _server_process()
    if not own:
        return 0.0
    parent = _fields(own)[1]
    others = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]
    children = [pid for pid in others if _fields(pid)[1:2] == [parent]]
    return sum(_times(int(parent))) + sum(sum(_times(pid)[:2]) for pid in children)


def _server_process() -> int:
    """The process of PostgreSQL's for this connection; 0 on SQLite."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def _times(pid: int) -> list[float]:
    """CPU seconds of a process: in user space, in the system, and both of children that ended."""
    return [int(ticks) / os.sysconf("SC_CLK_TCK") for ticks in _fields(pid)[11:15]]


def _fields(pid: int) -> list[str]:
    """What /proc says of a process, from its state on; nothing of one that has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    except OSError:
        return []


def peak() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("articles", type=int)
    parser.add_argument("--words", type=int, default=150)
    parser.add_argument("--batch", type=int, default=0, help="articles in one transaction")
    args = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from articles.ingest.annotated import BATCH

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for record in annotated(args.articles, args.words):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        load(path, args.batch or BATCH)


if __name__ == "__main__":
    main()
