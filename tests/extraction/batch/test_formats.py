"""Parquet, and addresses that fsspec opens."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

import extraction
from extraction.batch.__main__ import main
from tests.support.batches import annotated, lines_of, set_aside, write_articles
from tests.support.commands import TEXT, found
from tests.support.factories import FixedExtractor

DAY = dt.date(2026, 3, 31)


@pytest.fixture(autouse=True)
def extractor(monkeypatch: pytest.MonkeyPatch) -> FixedExtractor:
    """An extractor without models."""
    extractor = FixedExtractor(found)
    monkeypatch.setattr(extraction, "load", lambda: extractor)
    monkeypatch.setattr(extraction, "version", lambda: extractor.version)
    return extractor


@pytest.fixture
def address() -> str:
    """A folder in the memory of this process, which fsspec opens as it opens s3://."""
    fsspec = pytest.importorskip("fsspec", reason="addresses need requirements-cluster.txt")
    fsspec.filesystem("memory").store.clear()
    return "memory://archive"


def batch(*arguments: object) -> int:
    return main([*map(str, arguments), "--here", "--part", "4"])


def test_an_address_is_read_and_written_as_a_path(tmp_path: Path, address: str) -> None:
    import fsspec

    source = write_articles(tmp_path / "wire.jsonl", 10, article_2="poison")
    batch(source, tmp_path / "out")
    with fsspec.open(f"{address}/2026/wire.jsonl", "wb") as file:
        file.write(source.read_bytes())

    for place in (f"{address}/2026/wire.jsonl", f"{address}/2026", f"{address}/*/*.jsonl"):
        output = f"memory://out/{len(place)}"
        assert batch(place, output) == 1
        system = fsspec.filesystem("memory")
        parts = sorted(system.glob(f"{output}/part-*"))
        assert b"".join(map(system.cat_file, parts)) == annotated(tmp_path / "out")
        assert batch(place, output) == 1
        assert len(system.find(output)) == 3 + 3 + 1 + 1, "what is written beside is gone"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A zip archive of JSON Lines in a folder."""
    pytest.importorskip("fsspec", reason="addresses need requirements-cluster.txt")
    source = write_articles(tmp_path / "wire.jsonl", 10)
    return zipped(tmp_path / "2026.zip", source.read_bytes())


def zipped(archive: Path, lines: bytes) -> Path:
    with ZipFile(archive, "w") as opened:
        opened.writestr("2026/wire.jsonl", lines)
    return archive


@pytest.mark.parametrize("within", ["", "2026", "2026/*.jsonl", "2026/wire.jsonl"])
@pytest.mark.parametrize("scheme", ["", "file://"])
def test_an_archive_is_read_as_a_folder(
    tmp_path: Path, archive: Path, within: str, scheme: str
) -> None:
    batch(tmp_path / "wire.jsonl", tmp_path / "out")

    assert batch(f"zip://{within}::{scheme}{archive}", tmp_path / "zip") == 0
    assert annotated(tmp_path / "zip") == annotated(tmp_path / "out")


def test_a_table_in_an_archive_is_read_and_noticed_when_it_changes(
    tmp_path: Path, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"zip://::{archive}"
    for day, status in ((DAY, 0), (DAY.replace(day=30), 2)):
        table = write_table(tmp_path / "wire.parquet", [{"body": TEXT, "date": day}])
        with ZipFile(archive, "w") as opened:
            opened.write(table, "2026/wire.parquet")
        assert batch(address, tmp_path / "zip") == status
    assert annotated(tmp_path / "zip").startswith(b'{"id": "wire-1"')
    assert f"wire.parquet::{archive} has changed" in capsys.readouterr().err


def test_nothing_is_written_into_an_archive(
    tmp_path: Path, archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = archive.read_bytes()

    assert batch(tmp_path / "wire.jsonl", f"zip://out::{archive}") == 2
    assert f"zip://out::{archive}/plan.json cannot be written" in capsys.readouterr().err
    assert archive.read_bytes() == before


def test_a_changed_address_is_noticed(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    import fsspec

    for body, status in ((TEXT, 0), (f"{TEXT} Rain.", 2)):
        with fsspec.open(f"{address}/wire.jsonl", "w") as file:
            file.write(lines_of([{"body": body}]))
        assert batch(f"{address}/wire.jsonl", "memory://out") == status
    assert "memory:///archive/wire.jsonl has changed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("memory://nowhere", "memory://nowhere has no file to read"),
        ("nonsense://x/y.jsonl", "nonsense://x/y.jsonl cannot be opened"),
        ("s3://x/y.jsonl", "s3://x/y.jsonl needs another package"),
    ],
)
def test_a_wrong_address_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], address: str, said: str
) -> None:
    pytest.importorskip("fsspec", reason="addresses need requirements-cluster.txt")

    assert batch(address, tmp_path / "out") == 2
    assert said in capsys.readouterr().err


def write_table(file: Path, rows: list[dict[str, Any]], **options: Any) -> Path:
    arrow = pytest.importorskip("pyarrow", reason="Parquet needs requirements-cluster.txt")
    from pyarrow import parquet

    parquet.write_table(arrow.Table.from_pylist(rows), file, **options)
    return file


@pytest.mark.parametrize("rows_of_a_group", [1, 3, 4, 100])
def test_a_table_is_read_row_by_row(tmp_path: Path, rows_of_a_group: int) -> None:
    rows = [
        {"Headline": f"No. {number}", "body": f"{number}: {TEXT}", "date": DAY}
        for number in range(1, 11)
    ]
    table = write_table(tmp_path / "wire.parquet", rows, row_group_size=rows_of_a_group)
    same = [{**row, "date": "2026-03-31"} for row in rows]
    (tmp_path / "wire.jsonl").write_text(lines_of(same), "utf-8")

    assert batch(table, tmp_path / "table") == batch(tmp_path / "wire.jsonl", tmp_path / "out") == 0
    assert annotated(tmp_path / "table") == annotated(tmp_path / "out")
    assert annotated(tmp_path / "table").count(b'"published_on": "2026-03-31"') == 10


def test_a_row_without_a_text_is_set_aside(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [{"body": TEXT, "date": DAY}, {"body": None, "date": DAY}]
    table = write_table(tmp_path / "wire.parquet", rows)

    assert batch(table, tmp_path / "out") == 1
    (aside,) = set_aside(tmp_path / "out")
    assert (aside["id"], aside["place"]) == ("wire-2", f"{table}, row 2,")
    assert json.loads(aside["source"]) == {"body": None, "date": "2026-03-31"}


def test_a_table_that_is_none_or_has_no_texts_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = write_table(tmp_path / "wire.parquet", [{"headline": "Rain"}])

    assert batch(table, tmp_path / "out") == 2
    assert "The text is to be called body" in capsys.readouterr().err
    table.write_bytes(b"PAR1 and no more")
    assert batch(table, tmp_path / "out") == 2
    assert "wire.parquet is no Parquet file" in capsys.readouterr().err
