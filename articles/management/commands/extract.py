"""`manage.py extract PATH…`: quotations as JSON lines, without a database (docs/extract.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import batched
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

import extraction
import reading
from articles.ingest.workers import BATCH, extract_each
from articles.serialization.records import article_record, extraction_record
from reading import Draft, ReadingError


class Command(BaseCommand):
    help = "Print the quotations and entities of articles, one JSON line an article."
    # System checks would delay the output, which needs no installation.
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
            help="add the article’s text, title and date, count offsets into that text instead of "
            "the file, so that ingest --annotated can load it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.failed = 0
        for batch in batched(self.drafts(options["paths"]), BATCH):
            texts = [(draft.body, draft.author) for _, draft in batch]
            extractor = extraction.load()
            results = extract_each(texts, extractor)
            for (name, draft), result in zip(batch, results, strict=True):
                if isinstance(result, Exception):
                    self.complain(f"{name}: {type(result).__name__}: {result}")
                elif options["text"]:
                    self.put(article_record(name, draft, result, extractor.version))
                else:
                    self.put(extraction_record(name, result, draft.offset))
        if self.failed:
            raise CommandError(f"{self.failed} failed, for the reasons above.")

    def drafts(self, paths: Sequence[Path]) -> Iterator[tuple[str, Draft]]:
        """Yield each article with its name: the file's stem, numbered in a .jsonl file."""
        for file in reading.find(paths):
            # A file name in another encoding has bytes that are not UTF-8.
            stem = file.stem.encode(errors="surrogateescape").decode(errors="replace")
            for number, item in enumerate(reading.read(file), start=1):
                if isinstance(item, ReadingError):
                    self.complain(str(item))
                else:
                    yield (stem if file.suffix != ".jsonl" else f"{stem}-{number}"), item

    def put(self, line: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(line, ensure_ascii=False))

    def complain(self, reason: str) -> None:
        self.failed += 1
        self.stderr.write(f"Failed: {reason}")
