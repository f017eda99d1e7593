"""`manage.py extract PATH…`: quotations as JSON lines, without a database (docs/extract.md)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import extraction, ingest, reading
from articles.extraction.annotations import Entity, Extraction, Quotation, Spans
from articles.reading import Draft, ReadingError


class Command(BaseCommand):
    help = "Print the quotations and entities of articles, one JSON line an article."
    # No check of the installation stands between a pipeline and its output.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths",
            nargs="+",
            type=Path,
            metavar="PATH",
            help="a file (.txt, .md, .html, .docx, .pdf, .jsonl) or a folder of them",
        )
        parser.add_argument(
            "--text",
            action="store_true",
            help="add the article’s text, and count offsets into that instead of the file",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.failed = 0
        for batch in batched(self.drafts(options["paths"]), ingest.BATCH):
            texts = [(draft.body, draft.author) for _, draft in batch]
            results = ingest.extract_each(texts, extraction.load())
            for (name, draft), result in zip(batch, results, strict=True):
                if isinstance(result, Exception):
                    self.complain(f"{name}: {type(result).__name__}: {result}")
                elif options["text"]:
                    self.put({**record(name, result), "text": draft.body})
                else:
                    self.put(record(name, result, draft.offset))
        if self.failed:
            raise CommandError(f"{self.failed} failed, for the reasons above.")

    def drafts(self, paths: Iterable[Path]) -> Iterator[tuple[str, Draft]]:
        """Each article with its name: the file's stem, numbered where a file has several."""
        for file in reading.find(paths):
            for number, item in enumerate(reading.read(file), start=1):
                if isinstance(item, ReadingError):
                    self.complain(str(item))
                else:
                    yield (file.stem if file.suffix != ".jsonl" else f"{file.stem}-{number}"), item

    def put(self, line: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(line, ensure_ascii=False))

    def complain(self, reason: str) -> None:
        self.failed += 1
        self.stderr.write(f"Failed: {reason}")


def record(name: str, found: Extraction, offset: int = 0) -> dict[str, Any]:
    """One line of output; `offset` is where the article's body begins in its file."""
    return {
        "id": name,
        "quotes": [quote(quotation, offset) for quotation in found.quotations],
        "entities": [mentioned(entity, offset) for entity in found.entities],
    }


def quote(quotation: Quotation, offset: int) -> dict[str, Any]:
    return {
        "kind": quotation.kind,
        "content": shifted(quotation.content, offset),
        "source": shifted(quotation.source, offset),
        "cue": shifted(quotation.cue, offset),
        "name": quotation.name,
        "speaker_type": quotation.speaker_type,
        "title": quotation.title,
        "speaker_country": quotation.speaker_country,
        "about": list(quotation.about),
        "confidence": round(quotation.confidence, 4),
    }


def mentioned(entity: Entity, offset: int) -> dict[str, Any]:
    return {
        "type": entity.type,
        "name": entity.name,
        "country": entity.country,
        "mentions": shifted(entity.mentions, offset),
    }


def shifted(spans: Spans, offset: int) -> list[list[int]]:
    return [[start + offset, end + offset] for start, end in spans]
