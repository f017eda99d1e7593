"""Words of quotations found by the database and by ClickHouse beside it.

    NEWSROOM_DATA=/tmp/big tools/with-clickhouse .venv/bin/python -m benchmarks.words

Needs a newsroom (`benchmarks.newsroom`) on SQLite or PostgreSQL.  Prints the milliseconds of CPU of
a search, the mean of some, asked once each: of this process, of the process of PostgreSQL that
answers and of all threads of the engine, as its own counters say; and what it takes to fill and
check the engine.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.search.backends.base import SearchBackend
    from articles.search.backends.clickhouse import ClickHouse
    from articles.search.query import Term

_COUNTED = (
    "SELECT sum(value) FROM system.events "
    "WHERE event IN ('UserTimeMicroseconds', 'SystemTimeMicroseconds') FORMAT TSV"
)


def questions() -> dict[str, list[Term]]:
    """Return what is searched, from the newsroom's own words: some of each kind."""
    from articles.models import Quotation
    from articles.search.highlight import words_in
    from articles.search.query import Form, Term

    texts = Quotation.objects.order_by("pk").values_list("text", flat=True)
    count = texts.count()
    some = [words_in(text) for text in texts[:: max(count // 200, 1)][:200]]
    often = sorted({word for words in some for word in words}, key=lambda w: (-_having(some, w), w))
    pairs = [words[:2] for words in some if len(words) > 1][:20]
    kinds = {
        "common word": [(Form.WORD, word) for word in often[:10]],
        "rare word": [(Form.WORD, word) for word in often[-20:]],
        "two words": [(Form.PHRASE, " ".join(pair)) for pair in pairs],
        "beginning": [(Form.PREFIX, word[:4]) for word in often[-40:-20] if len(word) > 4],
    }
    return {kind: [Term(*one) for one in each] for kind, each in kinds.items()}


def _having(texts: Sequence[Sequence[str]], word: str) -> int:
    return sum(word in words for words in texts)


def cpu(beside: ClickHouse) -> float:
    """Return the seconds of CPU of this process, its PostgreSQL and the engine."""
    from django.db import connection

    used = time.process_time() + int(beside.server.ask(_COUNTED) or 0) / 1e6
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        pid = connection.connection.info.backend_pid
        used += int(Path(f"/proc/{pid}/schedstat").read_text("ascii").split()[0]) / 1e9
    return used


def measure[T](beside: ClickHouse, what: str, times: int, run: Callable[[], T]) -> T:
    """Run something, and print what it took for each of `times`."""
    before, began = cpu(beside), time.perf_counter()
    answer = run()
    spent, passed = cpu(beside) - before, time.perf_counter() - began
    print(f"{what:44} {1e3 * spent / times:10.1f} ms CPU {1e3 * passed / times:10.1f} ms")
    return answer


def main() -> None:
    """Fill the engine, compare what both find and what it takes, check it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from articles.models import Quotation
    from articles.search.backends import engine

    beside = engine()
    if beside is None:
        sys.exit("NEWSROOM_SEARCH_URL names no engine: begin with tools/with-clickhouse.")
    count = Quotation.objects.count()
    print(f"{count:,} quotations")
    measure(beside, "fill, a thousand quotations", count // 1000, beside.fill)
    table = "SELECT sum(bytes_on_disk) FROM system.parts WHERE active FORMAT TSV"
    print(f"{'kept':44} {int(beside.server.ask(table)) / 1e6:10.1f} MB")
    for kind, terms in questions().items():
        found = [
            measure(beside, f"{kind}, {name}", len(terms), partial(_found, asked, terms))
            for name, asked in (("database", beside.own), ("ClickHouse", beside))
        ]
        alike = "the same" if found[0] == found[1] else "ANOTHER ANSWER"
        print(f"{'':4}{alike}: {sum(found[0]) // len(terms):,} quotations each")
    faults = measure(beside, "check, a thousand quotations", count // 1000, beside._differing)
    print("\n".join(faults) or "whole")


def _found(asked: SearchBackend | ClickHouse, terms: list[Term]) -> list[int]:
    from articles.search.backends import TextIndex

    return [len(asked.matching(TextIndex.QUOTATIONS, term)) for term in terms]


if __name__ == "__main__":
    main()
