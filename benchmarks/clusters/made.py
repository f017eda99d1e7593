"""Articles of about 100 words, from paragraphs of our own in other orders."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from evaluation.tagged import read_tagged

OWN = Path(__file__).resolve().parents[2] / "training" / "own"
WORDS = 100


def write(file: Path, count: int) -> None:
    """Write JSON Lines of so many articles: the same ones each time, and first in a longer file."""
    with file.open("w", encoding="utf-8") as opened:
        for number, body in enumerate(_bodies(count), start=1):
            record = {"title": f"No. {number}", "body": body}
            opened.write(json.dumps(record, ensure_ascii=False) + "\n")


def _bodies(count: int) -> Iterator[str]:
    rng = random.Random(24)
    paragraphs = [
        paragraph for article in read_tagged(OWN) for paragraph in article.text.split("\n\n")
    ]
    for _ in range(count):
        chosen: list[str] = []
        while sum(len(paragraph.split()) for paragraph in chosen) < WORDS - 10:
            chosen.append(rng.choice(paragraphs))
        yield "\n\n".join(chosen)
