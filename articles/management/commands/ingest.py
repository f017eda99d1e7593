"""`manage.py ingest PATH…`: put articles into the newsroom."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from articles import extraction, ingest, reading
from articles.ingest import Outcome, Status
from articles.reading import Draft, ReadingError


class Command(BaseCommand):
    help = "Read articles from files and folders and find who is quoted in them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths",
            nargs="*",
            type=Path,
            metavar="PATH",
            help="a file (.txt, .md, .html, .docx, .pdf, .jsonl) or a folder of them",
        )
        parser.add_argument(
            "--reprocess",
            action="store_true",
            help="also process again what an older extractor processed: the articles in PATH, "
            "or all that are stored if there is no PATH",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        paths: list[Path] = options["paths"]
        again: bool = options["reprocess"]
        if paths:
            outcomes = ingest.ingest(self.drafts(paths), extraction.load, again=again)
        elif again:
            outcomes = self.stored()
        else:
            raise CommandError("Name a file or a folder, or pass --reprocess.")
        self.report(outcomes)

    def drafts(self, paths: Iterable[Path]) -> Iterator[Draft | ReadingError]:
        """What the readers make of every file, with a progress bar over the files."""
        files = list(reading.find(paths))
        for file in tqdm(files, unit="file", disable=not sys.stderr.isatty()):
            yield from reading.read(file)

    def stored(self) -> Iterator[Outcome]:
        """Everything stored that the extractor of today has not processed, with a bar."""
        loaded = extraction.load()
        total = ingest.outdated(loaded.version).count()
        outcomes = ingest.reprocess(loaded)
        yield from tqdm(outcomes, total=total, unit="article", disable=not sys.stderr.isatty())

    def report(self, outcomes: Iterable[Outcome]) -> None:
        """Say why each failure failed as it comes, and how many there were of each kind."""
        counts: Counter[Status] = Counter()
        for outcome in outcomes:
            counts[outcome.status] += 1
            if outcome.status is Status.FAILED:
                self.tell(self.stderr.write, f"Failed: {named(outcome)}")
        summary = ", ".join(
            f"{counts[status]} {status.value}"
            for status in Status
            if counts[status] or status is not Status.UPDATED
        )
        self.stdout.write(f"{summary}.")
        if counts[Status.FAILED]:
            raise CommandError(
                f"{counts[Status.FAILED]} failed, for the reasons above; all others are saved."
            )

    def tell(self, write: Callable[[str], None], line: str) -> None:
        """Write a line without tearing the progress bar."""
        with tqdm.external_write_mode(file=sys.stderr):
            write(line)


def named(outcome: Outcome) -> str:
    """The reason of an outcome, after the title where it says none itself."""
    return f"“{outcome.title}”: {outcome.reason}" if outcome.title else outcome.reason
