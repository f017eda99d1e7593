"""A small newsroom is made, served and measured, so that the large one can be."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import transaction

import extraction
from benchmarks import ingest
from benchmarks.newsroom import COMMON, Newsroom
from extraction import workers
from extraction.workers import InProcess
from tests.support.installations import migrated_folder
from tests.support.paths import ROOT
from tests.support.sizes import FULL, sized

pytestmark = pytest.mark.slow

SIZE = sized(60, 300)


def run(*command: str, data: Path) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env={**os.environ, "NEWSROOM_DATA": str(data), "NEWSROOM_DATABASE_URL": "",
             "WARMING": "0", "EACH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_a_newsroom_is_made_and_every_kind_of_page_measured(tmp_path: Path) -> None:
    data = shutil.copytree(migrated_folder(), tmp_path / str(SIZE))
    assert "search" in run("benchmarks.newsroom", str(SIZE), data=data)
    figures = tmp_path / "figures.json"
    printed = run("benchmarks.browse", "--as", str(SIZE), str(figures), data=data)
    kinds = json.loads(figures.read_text("utf-8"))
    assert {"front page", "faceted search", "speaker page", "article"} <= kinds.keys()
    for kind, (first, again, queries, size) in kinds.items():
        assert len(first) == len(again) > 0, kind
        assert 0 < queries <= 24, kind  # 22 if nothing is found: a look for changes each part
        assert size > 500, kind
        assert kind in printed
    if FULL:
        assert "bitmaps" in run("benchmarks.ways", data=data)


@pytest.mark.model
@pytest.mark.django_db
@pytest.mark.one_database
def test_ingest_is_measured_beside_what_it_is_made_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each part in this process, with models that are loaded once; the next test starts parts."""
    loaded = extraction.load()

    class Two(InProcess):
        def __init__(self, workers: int) -> None:
            assert workers == 2
            super().__init__(loaded)

        def __exit__(self, *error: object) -> None:
            pass

    def part(name: str, argument: str, empty: Path) -> str:
        with transaction.atomic():
            figure = ingest.PARTS[name](argument)
            transaction.set_rollback(True)
        return str(figure)

    monkeypatch.setattr(extraction, "load", lambda: loaded)
    monkeypatch.setattr(workers, "WorkerPool", Two)
    monkeypatch.setattr(ingest, "_part", part)
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    folder = tmp_path / "texts"
    folder.mkdir()
    for sample in sorted((ROOT / "samples").glob("*.txt"))[:1]:
        (folder / sample.name).write_bytes(sample.read_bytes())
    measured = ingest.measure(folder, None, articles=0, rounds=1, empty=tmp_path)
    printed = capsys.readouterr().out
    rates = dict(re.findall(r"^(.+?) +([\d,]+) words/s$", printed, re.MULTILINE))
    assert list(rates) == ["models", "extract", "ingest", "two workers"]
    assert {"ingest.ingest_over_extract", "ingest.extract_over_models",
            "ingest.two_workers_speedup"} == measured.keys()  # fmt: skip
    assert all(value > 0 for value in measured.values())


@pytest.mark.model
@pytest.mark.full
def test_the_memory_of_a_long_ingest_is_measured_beside_that_of_a_short_one(tmp_path: Path) -> None:
    options = ("--rounds", "0", "--few", "4", "--articles", "12", "--empty", str(migrated_folder()))
    printed = run("benchmarks.ingest", str(tmp_path), *options, data=tmp_path / "data")
    (less, more) = re.findall(r"([\d,]+) MB at", printed)
    (growth,) = re.findall(r"^ingest\.rss_growth +([\d.]+)$", printed, re.MULTILINE)
    assert int(less) > 100
    assert abs(float(growth) - int(more) / int(less)) < 0.01
    assert 0.9 < float(growth) < 1.2


def test_the_synthetic_newsroom_is_verbatim_and_the_same_at_every_run() -> None:
    first, second = (next(Newsroom(600).batches()) for _ in range(2))
    assert first == second
    said = [row for row in first["quotation"] if COMMON in str(row[5]).split()]
    assert 0.1 < len(said) / len(first["quotation"]) < 0.3
    bodies = {row[0]: str(row[2]) for row in first["article"]}
    for row in first["quotation"]:
        start, end = int(str(row[3])), int(str(row[4]))
        assert bodies[row[1]][start:end] == row[5]
