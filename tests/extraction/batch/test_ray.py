"""`python -m extraction.batch` on Ray: workers and machines that are killed (docs/scale.md)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import pytest

from extraction.batch.__main__ import main
from tests.support.batches import annotated, files, write_articles
from tests.support.paths import ROOT
from tests.support.servers import free_port, until

pytest.importorskip("ray", reason="a cluster needs requirements-cluster.txt")
pytestmark = [pytest.mark.slow, pytest.mark.model]

ENVIRONMENT = {
    **os.environ,
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_AUTH_MODE": "disabled",
    "PYTHONUNBUFFERED": "1",
    # A dead machine is noticed after five of these, fifteen seconds otherwise.
    "RAY_health_check_period_ms": "1000",
}
LONGEST = 600.0  # seconds until a run must be over on a busy machine
PARTS, SIZE = 8, 60


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("batch")
    return write_articles(folder / "wire.jsonl", PARTS * SIZE)


@pytest.fixture(scope="module")
def whole(source: Path) -> bytes:
    """What a run that nothing disturbs writes."""
    output = source.with_name("whole")
    assert ended(started(source, output, "--here")) == 0
    return annotated(output)


def started(source: Path, output: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "extraction.batch", str(source), str(output)),
            *("--part", str(SIZE), *arguments),
        ],
        cwd=ROOT,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
    )


def ended(run: subprocess.Popen[bytes]) -> int:
    """The exit status of a run, once it ends; what it printed on its way is dropped."""
    run.communicate(timeout=LONGEST)
    return run.returncode


def worker_of(output: Path, run: subprocess.Popen[bytes]) -> int:
    """A process that has a part, once one is done."""
    end = monotonic() + LONGEST
    while monotonic() < end and run.poll() is None:
        if any((output / "done").glob("*")):
            begun = {_process(path) for path in (output / "begun").glob("part-*")} - {0}
            if begun:
                return min(begun)
        sleep(0.02)
    raise AssertionError("no worker had a part")


def _process(mark: Path) -> int:
    try:
        return int(mark.read_text().split()[1])
    except (FileNotFoundError, IndexError):
        return 0


def below(pid: int) -> set[int]:
    """A process and all that it started."""
    parents: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, more = {pid}, {pid}
    while more:
        more = {child for child, parent in parents.items() if parent in more} - found
        found |= more
    return found


@contextmanager
def node(*arguments: str) -> Iterator[int]:
    """A node of a cluster with one core: its first process; all of them are killed at the end."""
    ray = Path(sys.executable).with_name("ray")
    process = subprocess.Popen(
        [ray, "start", "--block", "--num-cpus", "1", *arguments],
        cwd=ROOT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout
    try:
        for line in process.stdout:
            if b"Ray runtime started" in line:
                break
        yield process.pid
    finally:
        kill(below(process.pid))
        process.communicate()


def kill(pids: Iterable[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def is_whole(output: Path, expected: bytes) -> bool:
    marks = [name for name in files(output) if name.startswith(("set-aside/", "begun/part-"))]
    return not marks and annotated(output) == expected


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--cluster", "127.0.0.1:1"], "No cluster answers at 127.0.0.1:1: "),
        ([], "Ray did not start on this machine: "),
    ],
)
def test_a_cluster_that_does_not_start_is_named(
    source: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    import ray

    def late(**_: object) -> None:
        raise Exception("The current node timed out during startup.")

    monkeypatch.setattr(ray, "init", late)
    assert main([str(source), str(tmp_path / "out"), *arguments]) == 2
    assert f"Failed: {said}The current node timed out" in capsys.readouterr().err


def test_a_killed_worker_costs_no_article(source: Path, whole: bytes, tmp_path: Path) -> None:
    output = tmp_path / "out"
    run = started(source, output, "--workers", "2")
    kill([worker_of(output, run)])

    assert ended(run) == 0
    assert is_whole(output, whole)


def test_a_run_that_is_stopped_says_so_leaves_no_process_and_goes_on(
    source: Path, whole: bytes, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    run = started(source, output, "--workers", "2")
    worker_of(output, run)
    family = below(run.pid)
    run.terminate()
    _, printed = run.communicate(timeout=LONGEST)

    line = printed.decode().splitlines()[-1]
    assert (run.returncode, line[:9]) == (143, "Stopped. "), printed
    assert line.endswith(" articles. The same command goes on with what is not done.")
    assert until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))
    assert ended(started(source, output, "--here")) == 0
    assert is_whole(output, whole)


def test_a_killed_machine_costs_no_article(source: Path, whole: bytes, tmp_path: Path) -> None:
    output, port = tmp_path / "out", str(free_port())
    address = f"127.0.0.1:{port}"
    # The paths of sockets in it are to be short.
    with TemporaryDirectory(prefix="ray-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        head = ("--head", "--port", port, "--temp-dir", folder, "--include-dashboard", "false")
        # Whichever has a part first is killed: on a busy machine the other may begin late.
        with (
            node(*head, "--num-cpus", "0"),
            node("--address", address) as one,
            node("--address", address) as other,
        ):
            run = started(source, output, "--cluster", address, "--workers", "2")
            worker = worker_of(output, run)
            kill(next(family for family in map(below, (one, other)) if worker in family))

            assert ended(run) == 0
    assert is_whole(output, whole)
