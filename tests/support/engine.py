"""A plugin of pytest with which every search of a test asks ClickHouse: `make test-search`.

    tools/with-clickhouse .venv/bin/python -m pytest -n 0 -p tests.support.engine TESTS

Before each search it is brought in line with the test's rows, which no other process could see, so
that nothing is left for the database to find.  A test in which the engine fails, fails.  A module
with ITS_OWN_ENGINE is left alone.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from tests.support.paths import ROOT

if TYPE_CHECKING:
    from pyroaring import BitMap

    from articles.search.backends.clickhouse import ClickHouse as Engine
    from articles.search.query import Term


@dataclass(frozen=True)
class StandIn:
    """A program that answers as a ClickHouse does."""

    address: str
    program: subprocess.Popen[str]

    def kill(self) -> None:
        self.program.kill()
        self.program.wait()


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """Start one; skip the test where there is no chdb (`CLICKHOUSE_PYTHON`)."""
    python = os.environ.get("CLICKHOUSE_PYTHON") or (find_spec("chdb") and sys.executable)
    if not python:
        pytest.skip("there is no chdb: tools/with-clickhouse has it")
    with TemporaryDirectory(prefix="newsroom-clickhouse-") as folder:
        program = subprocess.Popen(
            [python, ROOT / "tests/support/clickhouse.py", folder],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert program.stdout is not None
        try:
            yield StandIn(program.stdout.readline().strip(), program)
        finally:
            program.kill()
            program.wait()
            program.stdout.close()


@contextmanager
def uncounted() -> Iterator[None]:
    """Keep what is sent to the database in the block out of the queries that a test counts."""
    from django.db import connection

    counts, connection.force_debug_cursor = connection.force_debug_cursor, False
    try:
        yield
    finally:
        connection.force_debug_cursor = counts


@pytest.fixture(autouse=True)
def in_line(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fill the engine at the first search or check of a test, and follow at each later one."""
    if getattr(request.module, "ITS_OWN_ENGINE", False):
        yield
        return
    from articles.search.backends.clickhouse import ClickHouse
    from articles.search.backends.clickhouse_state import watch

    found, differing, filled = ClickHouse._found, ClickHouse._differing, False

    def bring_in_line(beside: Engine) -> None:
        nonlocal filled
        with uncounted():
            if filled:
                beside.follow()
            else:
                beside.fill()
                filled = True

    def found_in_line(self: Engine, terms: Sequence[Term]) -> list[BitMap]:
        bring_in_line(self)
        rows = found(self, terms)
        assert rows is not None, watch.fault
        return rows

    def differing_in_line(self: Engine) -> list[str]:
        bring_in_line(self)
        return differing(self)

    monkeypatch.setattr(ClickHouse, "_found", found_in_line)
    monkeypatch.setattr(ClickHouse, "_differing", differing_in_line)
    yield
    watch.forget()


@pytest.fixture(scope="session", autouse=True)
def asked() -> None:
    """Fail where nothing was asked: the address leads to an engine, and tests can start others."""
    from articles.search.backends import engine

    beside = engine()
    assert beside is not None, "tools/with-clickhouse sets NEWSROOM_SEARCH_URL."
    assert os.environ.get("CLICKHOUSE_PYTHON"), "tools/with-clickhouse sets CLICKHOUSE_PYTHON."
    beside.server.ask("SELECT 1")
