"""The benchmark of engines that give out parts: its articles, and what it sees of a run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.clusters import made, processes
from benchmarks.clusters.__main__ import measure
from benchmarks.clusters.watch import Watch
from tests.support.batches import write_articles
from tests.support.servers import until

PACKAGES = {"ray": "ray", "dask": "distributed", "spark": "pyspark"}

# A worker: begins the second part once it has done the first, and keeps it.
WORKER = """
import os, sys, time
from pathlib import Path
output = Path(sys.argv[1])
for number, seconds in enumerate((0.5, 600)):
    mark = output / "begun" / f"part-{number:06}"
    mark.write_text(f"node {os.getpid()}")
    time.sleep(seconds)
    (output / "done" / f"part-{number:06}.json").write_text("{}")
    mark.unlink()
"""


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the benchmark sets for its processes is gone after a test."""
    monkeypatch.setenv(processes.MARK, "")
    for name in ("OMP", "OPENBLAS", "MKL", "RAYON"):
        monkeypatch.setenv(f"{name}_NUM_THREADS", "1")
    for name in ("RAY_USAGE_STATS_ENABLED", "RAY_AUTH_MODE", "PYTHONPATH"):
        monkeypatch.setenv(name, "")


def test_articles_differ_and_are_the_same_each_time(tmp_path: Path) -> None:
    made.write(tmp_path / "few.jsonl", 20)
    made.write(tmp_path / "more.jsonl", 40)

    few = (tmp_path / "few.jsonl").read_text("utf-8")
    more = (tmp_path / "more.jsonl").read_text("utf-8")
    assert more.startswith(few)
    bodies = [json.loads(line)["body"] for line in more.splitlines()]
    assert len(set(bodies)) == 40
    assert 90 <= sum(len(body.split()) for body in bodies) / 40 <= 130


def test_a_worker_is_killed_half_way_and_what_it_used_is_counted(tmp_path: Path) -> None:
    processes.mark()
    for name in ("begun", "done"):
        (tmp_path / name).mkdir()
    watch = Watch(tmp_path, parts=2, kill=True)
    watch.start()
    with subprocess.Popen([sys.executable, "-c", WORKER, str(tmp_path)]) as worker:
        until(lambda: worker.poll() is not None)
    watch.stop()

    assert worker.returncode == -9
    assert watch.killed
    assert (watch.killed.part, watch.killed.process) == ("part-000001", worker.pid)
    ((begun, end),) = watch.finished()
    assert begun.part == "part-000000"
    assert end > begun.at
    assert watch.peak > processes.memory() / 2 > 0
    assert watch.cpu > 0
    assert watch.repeated() == []


def test_a_process_is_waited_for_and_ends_with_all_below_it() -> None:
    script = "from subprocess import Popen; it = Popen(['sleep', '9e9']); print('ready', flush=1)"
    command = [sys.executable, "-c", f"{script}; it.wait()"]
    with processes.started(command, until="ready") as process:
        family = processes.below(process.pid)
    assert len(family) == 2
    assert until(lambda: not any(Path(f"/proc/{pid}/exe").exists() for pid in family))


def test_a_process_that_ends_before_is_named() -> None:
    command = [sys.executable, "-c", "print('no port')"]
    with pytest.raises(RuntimeError, match="no port"), processes.started(command, until="ready"):
        pass


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.parametrize("engine", PACKAGES)
def test_an_engine_extracts_all(tmp_path: Path, engine: str) -> None:
    pytest.importorskip(PACKAGES[engine], reason="each engine has an environment of its own")

    figures = measure(engine, write_articles(tmp_path / "wire.jsonl", 6), 2, 3, kill=False)
    assert (figures["articles"], figures["set_aside"]) == (6, 0)
