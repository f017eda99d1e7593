"""`manage.py ingest PATH…`: add articles from files and folders."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.models import QuerySet
from tqdm import tqdm

import extraction
from articles.ingest import claims, run
from articles.ingest.annotated import load_annotated
from articles.ingest.process import everything, outdated, set_aside
from articles.ingest.run import Outcome, Status
from articles.management.files import Files, add_file_arguments
from articles.models import Article
from articles.serialization import loading
from extraction.learned import LearnedError
from extraction.workers import InProcess, Worker, WorkerPool
from newsroom.db import migrated
from newsroom.stopping import when_stopped
from reading import Draft, ReadingError

# Counted even if there are none; and those whose articles are named, with what is new of them.
ALWAYS = (Status.ADDED, Status.SKIPPED, Status.FAILED)
NAMED = (Status.FILLED, Status.APPEARED)


class Command(BaseCommand):
    help = "Read articles from files and folders and find who is quoted in them."
    requires_system_checks = []  # they load every page

    def add_arguments(self, parser: CommandParser) -> None:
        add_file_arguments(parser, nargs="*")
        parser.add_argument(
            "--reprocess",
            action="store_true",
            help="also process again what an older extractor processed: the articles in PATH, "
            "or all that are stored if there is no PATH",
        )
        parser.add_argument(
            "--force",
            action="store_true",
            help="with --reprocess: also what this very extractor processed",
        )
        parser.add_argument(
            "--retry",
            action="store_true",
            help="also try again what was set aside: the articles in PATH, or all without PATH",
        )
        parser.add_argument(
            "--workers",
            type=int,
            default=1,
            metavar="N",
            help="extract in N processes of their own; as many as there are cores is best",
        )
        parser.add_argument(
            "--annotated",
            action="store_true",
            help="PATH is what `extract --text` printed: load what was found, extract nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        paths: list[Path] = options["paths"]
        again: bool = options["reprocess"]
        self.counts: Counter[Status] = Counter()
        self.files = Files(options, lambda line: self.print_line(self.stderr.write, line))
        _check(options)
        migrated.require()
        with ExitStack() as stack:

            def load() -> Worker:
                try:
                    if options["workers"] == 1:
                        return InProcess(extraction.load())
                    return stack.enter_context(WorkerPool(options["workers"]))
                except LearnedError as error:
                    raise CommandError(str(error)) from error

            if paths and options["annotated"]:
                outcomes = load_annotated(self.lines(paths), again=again)
            elif paths:
                drafts = self.drafts()
                retry, force = options["retry"], options["force"]
                outcomes = run.ingest(drafts, load, again=again, retry=retry, force=force)
            else:
                chosen = set_aside() if not again else everything() if options["force"] else None
                outcomes = self.stored(load, chosen)
            _map_no_database()
            with when_stopped(lambda: self.stopped(force=options["force"])):
                self.report(outcomes)

    def drafts(self) -> Iterator[Draft | ReadingError]:
        """Yield the drafts and errors of every file, with a progress bar over files."""
        total = sum(1 for _ in self.files.find()) if self.watched else None
        for file in self.bar(self.files.find(), total=total, unit="file"):
            yield from self.files.read(file)
        yield from self.files.not_read()

    def lines(self, paths: Iterable[Path]) -> Iterator[loading.Annotated]:
        for path in paths:
            for item in self.bar(loading.read(path), unit="article"):
                if not isinstance(item, ReadingError):
                    self.files.count(item[0])
                yield item

    def stored(
        self, load: Callable[[], Worker], chosen: QuerySet[Article] | None
    ) -> Iterator[Outcome]:
        """Process stored articles again, with a progress bar: those chosen, or if none are, those
        of older extractors.  Say so if there are none."""
        if chosen is not None and not chosen.exists():
            self.stdout.write("There is nothing to process again.")
            return
        worker = load()
        articles = outdated(worker.version) if chosen is None else chosen
        if not (total := articles.count()):
            self.stdout.write(
                f"Every article was processed by this extractor, {worker.version}. "
                "--force processes them again."
            )
            return
        yield from self.bar(run.reprocess(articles, worker), total=total, unit="article")

    def bar[T](self, items: Iterable[T], **values: Any) -> Iterable[T]:
        """The items, with a progress bar on a terminal."""
        shown: Iterable[T] = tqdm(items, disable=not self.watched, smoothing=0.05, **values)
        return shown

    @property
    def watched(self) -> bool:
        return sys.stderr.isatty()

    def report(self, outcomes: Iterable[Outcome]) -> None:
        """Print each failure as it happens, then the counts of each status."""
        for outcome in outcomes:
            self.counts[outcome.status] += 1
            if outcome.status is Status.FAILED:
                self.print_line(self.stderr.write, f"Failed: {named(outcome)}")
            elif outcome.status in NAMED and outcome.reason:
                line = f"{outcome.status.value.capitalize()}: {named(outcome)}"
                self.print_line(self.stderr.write, line)
        self.stdout.write(f"{self.summary}.{self.files.report}")
        if failed := self.counts[Status.FAILED]:
            raise CommandError(f"{failed} failed, for the reasons above; all others are saved.")

    @property
    def summary(self) -> str:
        return ", ".join(
            f"{self.counts[status]} {status.value}"
            for status in Status
            if self.counts[status] or status in ALWAYS
        )

    def stopped(self, *, force: bool) -> str:
        """Give back the articles that were begun; say what was done and how to go on."""
        waiting = claims.give_back()
        kept = f" {waiting} more are saved and wait to be read." if waiting else ""
        way = "begins again; without --force it goes on" if force else "goes on with what is left"
        return f"{self.summary}: all that is kept.{kept} The same command {way}."

    def print_line(self, write: Callable[[str], None], line: str) -> None:
        """Print a line above the progress bar."""
        with tqdm.external_write_mode(file=sys.stderr):
            write(line)


def _check(options: dict[str, Any]) -> None:
    """Raise CommandError for options that do not go together."""
    again, force, paths = options["reprocess"], options["force"], options["paths"]
    if options["workers"] < 1:
        raise CommandError(f"--workers {options['workers']} is none; set it to 1 or more.")
    if force and not again:
        raise CommandError("--force is for --reprocess; pass both.")
    if paths:
        return
    if options["annotated"]:
        raise CommandError("--annotated loads files of `extract --text`: name one.")
    if not again and not options["retry"]:
        raise CommandError("Name a file or a folder, or pass --reprocess or --retry.")


def _map_no_database() -> None:
    """Let SQLite read its file instead of mapping it: a map grows with the file.

    The pages that it read are kept in 32 MB.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size = 0")
            cursor.execute("PRAGMA cache_size = -32000")


def named(outcome: Outcome) -> str:
    """The reason of an outcome, after the title if there is one."""
    return f"“{outcome.title}”: {outcome.reason}" if outcome.title else outcome.reason
