"""Input for `extraction.batch`, and what a run of it makes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.support.commands import TEXT


def lines_of(records: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def write_articles(file: Path, count: int, **bodies: str) -> Path:
    """Write JSON Lines of so many articles; `article_3="…"` is the body of the third."""
    file.write_text(
        lines_of(
            {"title": f"No. {number}", "body": bodies.get(f"article_{number}", f"{number}: {TEXT}")}
            for number in range(1, count + 1)
        ),
        "utf-8",
    )
    return file


def annotated(output: Path) -> bytes:
    """All that a run extracted, in the order of its parts."""
    return b"".join(path.read_bytes() for path in sorted(output.glob("part-*.jsonl")))


def set_aside(output: Path) -> list[dict[str, Any]]:
    """What a run set aside."""
    lines = (
        line
        for path in sorted(output.glob("set-aside/*"))
        for line in path.read_text("utf-8").splitlines()
    )
    return [json.loads(line) for line in lines]


def files(output: Path) -> dict[str, bytes]:
    """Every file of an output by its path."""
    return {
        str(path.relative_to(output)): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }
