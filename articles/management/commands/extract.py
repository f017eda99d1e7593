"""`manage.py extract PATH…`: quotations as JSON lines, without a database (docs/extract.md)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import batched
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

import extraction
from articles.management.files import Files, add_file_arguments
from extraction.learned import LearnedError
from extraction.records import article_record, extraction_record, line_of
from extraction.workers import BATCH, extract_each
from newsroom.stopping import when_stopped
from reading import Draft, ReadingError


class Command(BaseCommand):
    help = "Print the quotations and entities of articles, one JSON line an article."
    # System checks would delay the output, which needs no installation.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        add_file_arguments(parser, nargs="+")
        parser.add_argument(
            "--text",
            action="store_true",
            help="add the article’s text, title and date, count offsets into that text instead of "
            "the file, so that ingest --annotated can load it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.failed = self.printed = 0
        self.last = ""
        files = Files(options, self.stderr.write)
        with when_stopped(self.stopped):
            self.extract(files, text=options["text"])
        if self.failed:
            raise CommandError(f"{self.failed} failed, for the reasons above.")

    def extract(self, files: Files, *, text: bool) -> None:
        for batch in batched(self.drafts(files), BATCH):
            texts = [(draft.body, draft.author) for _, draft in batch]
            try:
                extractor = extraction.load()
            except LearnedError as error:
                raise CommandError(str(error)) from error
            results = extract_each(texts, extractor)
            for (name, draft), result in zip(batch, results, strict=True):
                if isinstance(result, Exception):
                    self.complain(f"{name}: {type(result).__name__}: {result}")
                elif text:
                    self.put(name, article_record(name, draft, result, extractor.version))
                else:
                    self.put(name, extraction_record(name, result, draft.offset))

    def stopped(self) -> str:
        """What was printed, and how to go on."""
        if not self.printed:
            return "Nothing is printed yet. Give the same command again."
        articles = "1 article is" if self.printed == 1 else f"{self.printed} articles are"
        return (
            f"{articles} printed, each in a whole line, the last of them “{self.last}”. Name the "
            "files after it to have the rest printed."
        )

    def drafts(self, files: Files) -> Iterator[tuple[str, Draft]]:
        """Yield each article with its name: the file's stem, numbered where it has several."""
        for file in files.find():
            # A file name in another encoding has bytes that are not UTF-8.
            stem = file.stem.encode(errors="surrogateescape").decode(errors="replace")
            items = deque(files.read(file))
            numbered = file.suffix.lower() in (".jsonl", ".ndjson") or len(items) > 1
            for number in range(1, len(items) + 1):
                item = items.popleft()
                if isinstance(item, ReadingError):
                    self.complain(str(item))
                else:
                    yield (f"{stem}-{number}" if numbered else stem), item
        for error in files.not_read():
            self.complain(str(error))

    def put(self, name: str, line: dict[str, Any]) -> None:
        self.stdout.write(line_of(line))
        self.printed += 1
        self.last = name

    def complain(self, reason: str) -> None:
        self.failed += 1
        self.stderr.write(f"Failed: {reason}")
