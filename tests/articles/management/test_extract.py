"""`manage.py extract`, from files on disk to JSON lines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.support.commands import TEXT
from tests.support.factories import FixedExtractor
from tests.support.paths import ROOT


def extract(*arguments: object) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("extract", *map(str, arguments), stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_an_article(extractor: FixedExtractor, tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(TEXT, "utf-8")
    (line,) = extract(tmp_path / "talks.txt")
    assert line == {
        "id": "talks",
        "quotes": [
            {
                "kind": "direct",
                "content": [[1, 5]],
                "source": [[12, 20]],
                "cue": [[7, 11]],
                "name": "Ana Brel",
                "speaker_type": "person",
                "title": None,
                "speaker_country": "NO",
                "likely_country": None,
                "country_probability": None,
                "about": ["RU"],
                "confidence": 0.9877,
            },
            {
                "kind": "mixed",
                "content": [[31, 34]],
                "source": [],
                "cue": [],
                "name": None,
                "speaker_type": None,
                "title": None,
                "speaker_country": None,
                "likely_country": None,
                "country_probability": None,
                "about": [],
                "confidence": 1.0,
            },
        ],
        "entities": [{"type": "place", "name": "Oslo", "country": "NO", "mentions": [[24, 28]]}],
    }


@pytest.mark.parametrize(
    "header",
    ["", "date 2025-06-19", "Title: T\nDate: 2025-06-19\n\n", "Title: T\r\n\r\n", "\ufeff", "\n\n"],
)
def test_offsets_count_in_the_file_as_decoded(
    extractor: FixedExtractor, tmp_path: Path, header: str
) -> None:
    file = tmp_path / "talks.txt"
    file.write_bytes((header + TEXT).encode())
    decoded = file.read_bytes().decode()
    (line,) = extract(file)
    spans = [part for quote in line["quotes"] for part in quote["content"]]
    assert [decoded[start:end] for start, end in spans] == ["Yes,", "No,"]
    (start, end) = line["entities"][0]["mentions"][0]
    assert decoded[start:end] == "Oslo"


def test_with_text_offsets_count_in_that(extractor: FixedExtractor, tmp_path: Path) -> None:
    file = tmp_path / "talks.txt"
    file.write_text(f"Title: Talks\n\n{TEXT}", "utf-8")
    (line,) = extract(file, "--text")
    (start, end) = line["quotes"][0]["content"][0]
    assert line["text"][start:end] == "Yes,"


def test_articles_of_one_file_are_numbered(extractor: FixedExtractor, tmp_path: Path) -> None:
    file = tmp_path / "wire.jsonl"
    records = [{"title": f"T{number}", "body": f"{TEXT} {number}"} for number in range(20)]
    file.write_text("\n".join(map(json.dumps, records)), "utf-8")
    assert [line["id"] for line in extract(file)] == [f"wire-{n}" for n in range(1, 21)]


def test_a_file_name_of_another_encoding_is_printed(
    extractor: FixedExtractor, tmp_path: Path
) -> None:
    Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt")).write_text(TEXT, "utf-8")
    (line,) = extract(tmp_path)
    assert line["id"].encode() == "caf\N{REPLACEMENT CHARACTER}".encode()


def test_what_fails_is_named_and_the_others_are_printed(
    extractor: FixedExtractor, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("This is poison.", "utf-8")
    (tmp_path / "b.txt").write_text("", "utf-8")
    (tmp_path / "c.txt").write_text(TEXT, "utf-8")
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="2 failed"):
        call_command("extract", str(tmp_path), stdout=out, stderr=err)
    assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == ["c"]
    assert "a: RuntimeError: cannot digest this" in err.getvalue()
    assert "b.txt" in err.getvalue()


@pytest.mark.model
def test_extracting_needs_no_database(tmp_path: Path) -> None:
    """In a process of its own, where the database could not even be made."""
    (tmp_path / "talks.txt").write_text("“It never rains,” said Ana Brel.", "utf-8")
    (tmp_path / "data").mkdir()
    ran = subprocess.run(
        [sys.executable, "manage.py", "extract", str(tmp_path / "talks.txt")],
        cwd=ROOT,
        env={"PATH": "", "NEWSROOM_DATA": str(tmp_path / "data"), "NEWSROOM_SECRET_KEY": "x"},
        capture_output=True,
        text=True,
        check=True,
    )
    (quote,) = json.loads(ran.stdout)["quotes"]
    assert (quote["name"], quote["kind"]) == ("Ana Brel", "direct")
    assert list((tmp_path / "data").iterdir()) == []
