"""What engines give for words, facets with exact counts, paging by cursor and freshness.

    python -m benchmarks.engines bitmaps [QUOTES]
    python -m benchmarks.engines clickhouse [QUOTES]
    tools/with-postgres python -m benchmarks.engines postgres [QUOTES]

The second needs `requirements-search.txt`.  Seconds are of CPU, in one thread: those of a busy
machine can be compared.  Each prints a digest of every answer, which has to be the same.
"""

from __future__ import annotations

import hashlib
import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from dataclasses import replace
from time import perf_counter
from typing import Any, Protocol

from benchmarks.engines.made import MONTHS, Row, questions, rows

REPLACED = 20


class Engine(Protocol):
    """One engine with quotations of `made`."""

    name: str

    def cpu(self) -> float: ...
    def create(self) -> None: ...
    def load(self, rows: list[Row]) -> None: ...
    def finish(self) -> None: ...
    def size(self) -> int: ...
    def count_word(self, word: str) -> int: ...
    def count_phrase(self, phrase: str) -> int: ...
    def count_beginning(self, beginning: str) -> int: ...
    def facets(self, word: str) -> list[tuple[int, ...]]: ...
    def page(self, word: str, before: tuple[int, int]) -> list[tuple[int, ...]]: ...
    def replace(self, article: int, rows: list[Row]) -> None: ...
    def close(self) -> None: ...


class _Measuring:
    """Prints what each kind of question took, and keeps the answers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._answers = hashlib.sha256()

    def ask(self, kind: str, ask: Callable[[Any], Any], each: Iterable[Any]) -> list[Any]:
        """Ask once unmeasured, which warms what is cached, then measure each question."""
        every = list(each)
        ask(every[0])
        before, start = self._engine.cpu(), perf_counter()
        answers = [ask(one) for one in every]
        self.line(kind, before, start, len(every))
        self._answers.update(json.dumps([kind, answers]).encode("ascii"))
        return answers

    def line(self, kind: str, before: float, start: float, count: int) -> None:
        cpu = (self._engine.cpu() - before) * 1000 / count
        wall = (perf_counter() - start) * 1000 / count
        print(f"{kind:28} {cpu:10.2f} ms CPU {wall:10.2f} ms", flush=True)

    def digest(self) -> str:
        return self._answers.hexdigest()[:16]


def compare(engine: Engine, count: int) -> str:
    """Load and question an engine; return the digest of its answers."""
    measuring = _Measuring(engine)
    print(f"{engine.name}: {count:,} quotations")
    before, start = engine.cpu(), perf_counter()
    engine.create()
    for some in rows(count):
        engine.load(some)
    engine.finish()
    measuring.line("load, a thousand quotations", before, start, max(count // 1000, 1))
    print(f"{'kept, indexes included':28} {engine.size() / 1e6:10.1f} MB")
    asked = questions()
    measuring.ask("word, common", engine.count_word, asked.common)
    measuring.ask("word, rare", engine.count_word, asked.rare)
    measuring.ask("phrase", engine.count_phrase, asked.phrases)
    measuring.ask("beginning of a word", engine.count_beginning, asked.beginnings)
    measuring.ask("four facets of a word", engine.facets, asked.common)
    newest, middle = (MONTHS * 30, 0), (MONTHS * 15, 0)
    measuring.ask("first page", lambda word: engine.page(word, newest), asked.common)
    measuring.ask("page in the middle", lambda word: engine.page(word, middle), asked.common)
    _change(engine, measuring, count)
    return measuring.digest()


def _change(engine: Engine, measuring: _Measuring, count: int) -> None:
    """Replace articles by others with new words, each to be found at once."""
    step = max(count // 5 // REPLACED, 1)
    articles = list(range(0, count // 5, step))[:REPLACED]
    wanted = {article * 5 for article in articles}
    kept: dict[int, list[Row]] = {article: [] for article in articles}
    for some in rows(count):
        for row in some:
            if row.article * 5 in wanted:
                kept[row.article].append(row)

    def found(article: int) -> int:
        word = _word(article)
        engine.replace(article, [replace(row, text=f"{row.text} {word}") for row in kept[article]])
        return engine.count_word(word)

    measuring.ask("article replaced and found", found, articles)


def _word(article: int) -> str:
    """Return a word of letters that no quotation has before its article is replaced."""
    return "xq" + "".join(chr(ord("a") + int(digit)) for digit in str(article)) + "x"


def main() -> None:
    """Compare one engine."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("engine", choices=["postgres", "clickhouse", "bitmaps"])
    parser.add_argument("quotes", nargs="?", type=int, default=200_000)
    options = parser.parse_args()
    engine = _engine(options.engine)
    try:
        print(f"{'answers':28} {compare(engine, options.quotes)}")
    finally:
        engine.close()


def _engine(name: str) -> Engine:
    if name == "postgres":
        from benchmarks.engines.postgres import Postgres

        return Postgres()
    if name == "bitmaps":
        from benchmarks.engines.bitmaps import Bitmaps

        return Bitmaps()
    try:
        from benchmarks.engines.clickhouse import ClickHouse
    except ModuleNotFoundError as error:
        sys.exit(f"{error.name} is missing: install requirements-search.txt.")
    return ClickHouse()


if __name__ == "__main__":
    main()
