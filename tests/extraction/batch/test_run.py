"""`python -m extraction.batch` without an engine: parts, resuming, what is set aside, refusals."""

from __future__ import annotations

import errno
import json
import os
import signal
from collections.abc import Callable, Sequence
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

import extraction
from extraction import workers
from extraction.annotations import Extraction
from extraction.batch import work
from extraction.batch.__main__ import main
from extraction.batch.places import Local
from extraction.workers import BATCH, DiedError, Results, Text, WorkerPool
from tests.support import dying
from tests.support.batches import annotated, files, lines_of, set_aside, write_articles
from tests.support.commands import TEXT, found
from tests.support.factories import FixedExtractor


@pytest.fixture(autouse=True)
def extractor(monkeypatch: pytest.MonkeyPatch) -> FixedExtractor:
    """An extractor without models."""
    extractor = FixedExtractor(found)
    monkeypatch.setattr(extraction, "load", lambda: extractor)
    monkeypatch.setattr(extraction, "version", lambda: extractor.version)
    return extractor


def batch(*arguments: object, part: int = 4) -> int:
    return main([*map(str, arguments), "--here", "--part", str(part)])


def extracted(*paths: Path) -> bytes:
    """What `manage.py extract --text` prints."""
    out = StringIO()
    call_command("extract", "--text", *map(str, paths), stdout=out, stderr=StringIO())
    return out.getvalue().encode()


@pytest.mark.parametrize("part", [1, 3, 4, 100])
def test_each_line_is_that_of_extract(tmp_path: Path, part: int) -> None:
    source = write_articles(tmp_path / "wire.jsonl", 10, article_4="“Ja”, sagte Zoë Å. 😀")

    assert batch(source, tmp_path / "out", part=part) == 0
    assert annotated(tmp_path / "out") == extracted(source)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\n \t\n", "\n\u00a0\n", ""])
@pytest.mark.parametrize("begin", ["", "\ufeff", "\n\n"])
def test_lines_are_counted_as_extract_counts_them(tmp_path: Path, begin: str, end: str) -> None:
    lines = [json.dumps({"body": f"{number}: {TEXT}"}) for number in range(7)]
    between = end or "\n"
    (tmp_path / "wire.jsonl").write_bytes((begin + between.join(lines) + end).encode())

    assert batch(tmp_path / "wire.jsonl", tmp_path / "out", part=2) == 0
    assert annotated(tmp_path / "out") == extracted(tmp_path / "wire.jsonl")


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "2025").mkdir(parents=True)
    one = write_articles(folder / "2025" / "a.jsonl", 3)
    two = write_articles(folder / "b.ndjson", 1)
    (folder / "notes.txt").write_text("not an input", "utf-8")

    assert batch(folder, tmp_path / "out") == 0
    assert annotated(tmp_path / "out") == extracted(one) + extracted(two)
    assert batch(folder / "*.ndjson", tmp_path / "pattern") == 0
    assert annotated(tmp_path / "pattern").count(b"\n") == 1


def test_what_cannot_be_extracted_is_set_aside_with_its_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_articles(tmp_path / "wire.jsonl", 6, article_2="poison")
    with source.open("ab") as file:
        file.write(b'{"title": "only"}\n{broken\n[1]\n')
        file.write(b'{"body": "caf\xe9"}\n{"body": "half \\ud800"}\n')

    assert batch(source, tmp_path / "out") == 1
    aside = set_aside(tmp_path / "out")
    assert [each["id"] for each in aside] == [f"wire-{number}" for number in (2, 7, 8, 9, 10, 11)]
    assert aside[0]["error"] == "RuntimeError: cannot digest this"
    assert aside[0]["place"] == f"{source}, line 2,"
    assert json.loads(aside[0]["source"])["body"] == "poison"
    assert "line 8, is not JSON" in aside[2]["error"]
    assert "line 10, is not UTF-8" in aside[4]["error"]
    assert annotated(tmp_path / "out").count(b"\n") == 5
    printed = capsys.readouterr()
    assert printed.out.startswith("5 extracted, 6 set aside, ")
    assert f"{tmp_path / 'out'}/set-aside/" in printed.err


def test_what_was_set_aside_is_tried_again_only_if_asked(
    tmp_path: Path, extractor: FixedExtractor
) -> None:
    source = write_articles(tmp_path / "wire.jsonl", 6, article_2="poison")
    assert batch(source, tmp_path / "out", part=2) == 1
    calls = len(extractor.calls)

    assert batch(source, tmp_path / "out") == 1
    assert len(extractor.calls) == calls
    extractor._extract = lambda text: found(text.replace("poison", ""))
    assert batch(source, tmp_path / "out", "--retry") == 0
    assert len(extractor.calls) == calls + 2
    assert set_aside(tmp_path / "out") == []
    assert annotated(tmp_path / "out").count(b"\n") == 6


@pytest.mark.parametrize("stops_at", range(1, 14))
def test_a_run_that_stops_anywhere_goes_on_to_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stops_at: int
) -> None:
    source = write_articles(tmp_path / "wire.jsonl", 6, article_2="poison")
    batch(source, tmp_path / "whole", part=2)
    left = stops_at
    write = Local.write

    def stopping(self: Local, name: str, data: bytes) -> None:
        nonlocal left
        left -= 1
        if not left:
            raise KeyboardInterrupt
        write(self, name, data)

    with monkeypatch.context() as patched:
        patched.setattr(Local, "write", stopping)
        assert batch(source, tmp_path / "out", part=2) == (130 if stops_at <= 11 else 1)
    for name, data in files(tmp_path / "out").items():
        if not name.startswith(("done/", "begun/")) and name != "plan.json":
            assert data == (tmp_path / "whole" / name).read_bytes(), "a part is not whole"
    assert batch(source, tmp_path / "out", part=2) == 1
    assert annotated(tmp_path / "out") == annotated(tmp_path / "whole")
    assert set_aside(tmp_path / "out") == set_aside(tmp_path / "whole")
    assert {*files(tmp_path / "out")} == {*files(tmp_path / "whole")}


def test_what_is_done_is_not_extracted_again_and_a_finished_run_says_so(
    tmp_path: Path, extractor: FixedExtractor, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_articles(tmp_path / "wire.jsonl", 6)
    batch(source, tmp_path / "out", part=2)
    (tmp_path / "out" / "done" / "part-000001.json").unlink()
    calls = len(extractor.calls)
    capsys.readouterr()

    assert batch(source, tmp_path / "out") == 0
    assert len(extractor.calls) == calls + 2
    assert "Going on: 4 of 6 articles." in capsys.readouterr().err
    assert batch(source, tmp_path / "out") == 0
    assert "out is finished: 6 extracted, 0 set aside," in capsys.readouterr().out
    assert len(extractor.calls) == calls + 2


def _append(source: Path) -> None:
    with source.open("a") as file:
        file.write(lines_of([{"body": TEXT}]))


def _alter(source: Path) -> None:
    source.write_bytes(source.read_bytes().replace(b"5: ", b"7: "))


def _add(source: Path) -> None:
    write_articles(source.with_name("other.jsonl"), 1)


def _shorten(source: Path) -> None:
    source.write_bytes(source.read_bytes()[:-20])


@pytest.mark.parametrize("change", [_append, _alter, _add, _shorten])
def test_a_changed_input_is_noticed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: object
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    source = write_articles(folder / "wire.jsonl", 6)
    batch(folder, tmp_path / "out")
    assert callable(change)
    change(source)

    before = files(tmp_path / "out")
    assert batch(folder, tmp_path / "out") == 2
    assert "has changed since this output was begun. Name another OUTPUT" in capsys.readouterr().err
    assert files(tmp_path / "out") == before


def test_an_input_that_was_only_copied_has_not_changed(tmp_path: Path) -> None:
    source = write_articles(tmp_path / "wire.jsonl", 6)
    batch(source, tmp_path / "out")
    os.utime(source, (1, 1))

    assert batch(source, tmp_path / "out") == 0


def test_a_part_that_changes_while_the_run_goes_on_is_noticed(
    tmp_path: Path, extractor: FixedExtractor, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_articles(tmp_path / "wire.jsonl", 8)

    def extract(text: str) -> Extraction:
        _alter(source)
        return found(text)

    extractor._extract = extract
    assert batch(source, tmp_path / "out") == 2
    assert "wire.jsonl has changed" in capsys.readouterr().err
    assert annotated(tmp_path / "out").count(b"\n") == 4


def test_an_output_has_one_extractor(
    tmp_path: Path, extractor: FixedExtractor, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_articles(tmp_path / "wire.jsonl", 3)
    batch(source, tmp_path / "out")
    extractor.version = "fixed-2"

    assert batch(source, tmp_path / "out") == 2
    assert "begun with extractor fixed-1, and this is fixed-2" in capsys.readouterr().err


def test_a_worker_that_finds_a_part_begun_extracts_it_in_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extractor: FixedExtractor
) -> None:
    source = write_articles(tmp_path / "wire.jsonl", 8)
    batch(source, tmp_path / "out")
    (tmp_path / "out" / "done" / "part-000001.json").unlink()
    (tmp_path / "out" / "begun" / "part-000001").write_bytes(b"a dead node")

    def apart(texts: object) -> Results:
        results: Results = [found(TEXT)] * 4
        return [*results[:2], DiedError("it died"), results[3]]

    monkeypatch.setattr(work, "apart", apart)
    calls = len(extractor.calls)
    assert batch(source, tmp_path / "out") == 1
    assert [each["id"] for each in set_aside(tmp_path / "out")] == ["wire-7"]
    assert set_aside(tmp_path / "out")[0]["error"] == "DiedError: it died"
    assert len(extractor.calls) == calls
    assert not [*(tmp_path / "out" / "begun").iterdir()]


def test_an_article_that_kills_its_process_takes_no_other_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "prepare", dying.prepare)
    monkeypatch.setattr(workers, "extract", dying.extract)

    results = work.apart([("Rain.", ""), ("POISON", ""), ("Snow.", "")])
    assert [type(result) for result in results] == [Extraction, DiedError, Extraction]


def test_the_articles_of_a_part_that_was_begun_go_to_another_process_in_batches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workers, "prepare", dying.prepare)
    monkeypatch.setattr(workers, "extract", dying.extract)
    begin, sizes = workers.WorkerPool.begin, []

    def counting(self: WorkerPool, texts: Sequence[Text]) -> Callable[[], Results]:
        sizes.append(len(texts))
        return begin(self, texts)

    monkeypatch.setattr(workers.WorkerPool, "begin", counting)
    results = work.apart([("Rain.", "")] * 2 * BATCH + [("POISON", ""), ("Snow.", "")])

    assert sizes == [BATCH, BATCH, 2]
    assert [type(result) for result in results[-2:]] == [DiedError, Extraction]
    assert len(results) == sum(sizes)


@pytest.mark.parametrize("half", [".part-000001.json.5f", "part-000001.json.5f"])
def test_what_a_worker_was_writing_when_it_was_killed_is_not_read(
    tmp_path: Path, half: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, output = write_articles(tmp_path / "wire.jsonl", 8), tmp_path / "out"

    def killed(number: int) -> None:
        if "done/.part-000001" in str(Path(f"/proc/self/fd/{number}").readlink()):
            assert not [*(output / "begun").iterdir()]  # it would blame an article
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", killed)
        assert batch(source, output) == 130
    (output / "done" / half).touch()
    assert batch(source, output) == 0
    assert annotated(output) == extracted(source)


def test_a_full_disk_is_named_and_the_same_command_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_articles(tmp_path / "wire.jsonl", 8)
    batch(source, tmp_path / "whole")
    sync = os.fsync

    def full(number: int) -> None:
        if "part-000001.jsonl" in str(Path(f"/proc/self/fd/{number}").readlink()):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        sync(number)

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        assert batch(source, tmp_path / "out") == 2
    error = capsys.readouterr().err
    assert "part-000001.jsonl cannot be written: No space left on device. Make room" in error
    assert {*files(tmp_path / "out")} == {"plan.json", "part-000000.jsonl", "done/part-000000.json"}
    assert batch(source, tmp_path / "out") == 0
    assert annotated(tmp_path / "out") == annotated(tmp_path / "whole")


REFUSED = {
    "missing.jsonl": (None, "has no file to read"),
    "folder": ("folder", "has no file to read"),
    "empty.jsonl": (b"", "There is no article in the input"),
    "blank.jsonl": (b"\n \n", "There is no article in the input"),
    "keys.jsonl": (b'{"headline": "A"}\n{"headline": "B"}\n', "The text is to be called body"),
    "zip.jsonl": (b"PK\x03\x04", "is a zip archive. Name what is in it: zip://::"),
    "gzip.jsonl": (b"\x1f\x8b\x08\x00", "is compressed"),
    "wide.jsonl": ('{"body": "Rain."}\n'.encode("utf-16"), "is UTF-16"),
    "table.jsonl": (b"PAR1", "is Parquet under another name"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_named_with_the_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    content, said = REFUSED[name]
    if content == "folder":
        (tmp_path / name).mkdir()
    elif isinstance(content, bytes):
        (tmp_path / name).write_bytes(content)

    assert batch(tmp_path / name, tmp_path / "out") == 2
    error = capsys.readouterr().err
    assert error.startswith("Failed: ")
    assert said in error
    assert not (tmp_path / "out").exists()


def test_an_output_that_cannot_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_articles(tmp_path / "wire.jsonl", 3)
    (tmp_path / "file").write_bytes(b"")

    assert batch(source, tmp_path / "file") == 2
    assert str(tmp_path / "file") in capsys.readouterr().err
    assert batch(tmp_path, tmp_path / "out") == 2
    assert "is inside of" in capsys.readouterr().err


@pytest.mark.parametrize("damage", [b"", b"[]", b'{"format": 2}', b'{"format": 1}'])
def test_a_damaged_plan_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: bytes
) -> None:
    source = write_articles(tmp_path / "wire.jsonl", 3)
    batch(source, tmp_path / "out")
    (tmp_path / "out" / "plan.json").write_bytes(damage)

    assert batch(source, tmp_path / "out") == 2
    assert "plan.json is no plan of a run" in capsys.readouterr().err


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_run_that_is_stopped_says_how_far_it_is(
    tmp_path: Path,
    extractor: FixedExtractor,
    capsys: pytest.CaptureFixture[str],
    number: signal.Signals,
    status: int,
) -> None:
    source = write_articles(tmp_path / "wire.jsonl", 6)
    extract = extractor._extract

    def signalled(text: str) -> Extraction:
        if len(extractor.calls) == 5:
            os.kill(os.getpid(), number)
        return extract(text)

    extractor._extract = signalled
    assert batch(source, tmp_path / "out", part=2) == status
    assert capsys.readouterr().err == (
        "Stopped. 4 of 6 articles. The same command goes on with what is not done.\n"
    )
    extractor._extract = extract
    assert batch(source, tmp_path / "out", part=2) == 0
    assert annotated(tmp_path / "out").count(b"\n") == 6
