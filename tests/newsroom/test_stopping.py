"""Ctrl-C and SIGTERM: a line and no traceback, nothing lost, nothing held."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError

from newsroom import console
from newsroom.stopping import ANY, when_stopped
from tests.support.installations import Installation
from tests.support.paths import ROOT

WORDS = [f"word{number:03}" for number in range(40)]


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    for word in WORDS:
        (folder / f"{word}.txt").write_text(f"{word} is all there is.", "utf-8")
    return folder


def stopped(
    env: dict[str, str], number: signal.Signals, word: str, *command: object
) -> subprocess.CompletedProcess[str]:
    """Run a command, in a group of processes of its own, that is stopped at the text of a word."""
    arguments = [str(number.value), word, *map(str, command)]
    return subprocess.run(
        [sys.executable, "-m", "tests.support.stopping", *arguments],
        env=env, cwd=ROOT, capture_output=True, text=True, check=False, start_new_session=True,
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.one_database
@pytest.mark.parametrize(
    ("number", "status", "workers"),
    [
        (signal.SIGINT, 130, 1), (signal.SIGTERM, 143, 1),
        (signal.SIGINT, 130, 2), (signal.SIGTERM, 143, 2),
    ],
)  # fmt: skip
def test_an_ingest_that_is_stopped_says_what_it_did_and_holds_nothing(
    tmp_path: Path, texts: Path, number: signal.Signals, status: int, workers: int
) -> None:
    newsroom = Installation(tmp_path / "data")
    newsroom.migrate()
    ran = stopped(newsroom.env, number, WORDS[20], "ingest", texts, "--workers", workers)
    assert ran.returncode == status, ran.stderr
    (line,) = ran.stderr.splitlines()
    assert line.startswith("Stopped. ")
    assert line.endswith("The same command goes on with what is left.")
    rows = [row["fields"] for row in newsroom.rows()["articles.article"]]
    done = [row for row in rows if row["state"] == "done"]
    assert f"{len(done)} added, 0 skipped, 0 failed: all that is kept." in line
    waiting = [row for row in rows if row not in done]
    assert waiting
    assert f"{len(waiting)} more are saved and wait to be read." in line
    assert {(row["state"], row["claimed_by"], row["tries"]) for row in waiting} == {
        ("pending", "", 0)
    }
    again = stopped(newsroom.env, number, "none", "ingest", texts)
    assert again.stdout.startswith(f"{40 - len(rows)} added, {len(waiting)} processed again,")


@pytest.mark.slow
@pytest.mark.one_database
def test_an_extract_that_is_stopped_prints_whole_lines_and_names_the_last(texts: Path) -> None:
    ran = stopped(dict(os.environ), signal.SIGINT, WORDS[20], "extract", texts)
    assert ran.returncode == 130, ran.stderr
    assert len(ran.stdout.splitlines()) == 16
    assert ran.stdout.endswith("}\n")
    assert ran.stderr == (
        "Stopped. 16 articles are printed, each in a whole line, the last of them “word015”. "
        "Name the files after it to have the rest printed.\n"
    )


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_any_command_that_is_stopped_ends_in_a_line(
    number: signal.Signals,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr(
        console, "execute_from_command_line", lambda _: os.kill(os.getpid(), number)
    )
    monkeypatch.setattr("os.umask", lambda _: 0)
    with pytest.raises(SystemExit) as ended:
        console.main(["manage.py", "group_articles"])
    assert ended.value.code == status
    assert capsys.readouterr().err.splitlines()[-1] == f"Stopped. {ANY}"
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_command_that_is_stopped_without_its_database_ends_in_a_line_too(
    number: signal.Signals,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def give_back() -> str:
        raise OperationalError("connection refused\n  Is it running?")

    def command(arguments: list[str]) -> None:
        with when_stopped(give_back):
            os.kill(os.getpid(), number)

    monkeypatch.setattr(console, "execute_from_command_line", command)
    monkeypatch.setattr("os.umask", lambda _: 0)
    with pytest.raises(SystemExit) as ended:
        console.main(["manage.py", "ingest"])
    assert ended.value.code == status
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"Stopped. The database does not answer (connection refused Is it running?). {ANY}"
    )
