"""The files that a command reads, and what its options say of them."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

import reading
from reading import Draft, ReadingError
from reading.dates import whole_date
from reading.known import Known, PatternError, future_note, name_pattern, unread_note
from reading.passing import summary


def add_file_arguments(parser: CommandParser, *, nargs: str) -> None:
    """Add the paths, and the options that fill in what files do not say."""
    parser.add_argument(
        "paths",
        nargs=nargs,
        type=Path,
        metavar="PATH",
        help=f"a file or a folder of them; read are: {reading.LABELS}",
    )
    parser.add_argument(
        "--date", type=_date, metavar="DATE", help="the date of files that state none: 2024-05-14"
    )
    parser.add_argument("--outlet", default="", help="the outlet of files that state none")
    parser.add_argument(
        "--name-pattern",
        metavar="PATTERN",
        help="what the names of files say: {outlet}_{date}_* reads herald_2024-05-14_rain.txt",
    )
    order = parser.add_mutually_exclusive_group()
    order.add_argument(
        "--day-first",
        action="store_const",
        const=True,
        dest="day_first",
        help="read 05/06/2024 as 5 June",
    )
    order.add_argument(
        "--month-first",
        action="store_const",
        const=False,
        dest="day_first",
        help="read 05/06/2024 as 6 May",
    )


def _date(text: str) -> dt.date:
    date = whole_date(text)
    if not date:
        raise argparse.ArgumentTypeError(f"“{text}” is no date. Write it as 2024-05-14.")
    return date


def _printable(name: str) -> str:
    """A name of a file, without the bytes that are no characters."""
    return name.encode(errors="surrogateescape").decode(errors="replace")


class Files:
    """The files of a command; `note` prints what its user should know of an article.

    `undated` counts the articles without a date, `noted` those with notes, among those read so far.
    """

    def __init__(self, options: dict[str, Any], note: Callable[[str], None]) -> None:
        self.paths: Sequence[Path] = options["paths"]
        self.note = note
        self.undated = self.noted = 0
        self._others: list[str] = []
        try:
            pattern = options["name_pattern"]
            self._known = Known(
                date=options["date"],
                outlet=options["outlet"],
                pattern=name_pattern(pattern) if pattern else None,
                day_first=options["day_first"],
            )
        except PatternError as error:
            raise CommandError(str(error)) from None

    def find(self) -> Iterator[Path]:
        """The files, in order."""
        self._others.clear()
        return reading.find(self.paths, self._others)

    def read(self, file: Path) -> Iterator[Draft | ReadingError]:
        """The articles of a file, with what is known of it."""
        for item in reading.read(file):
            if isinstance(item, Draft):
                item = replace(self._known.complete(item, str(file)), file=_printable(file.name))
                self.count(item)
                for note in self._notes(item, file):
                    self.note(f"Note: “{item.title}”: {note}")
            yield item

    def count(self, draft: Draft) -> None:
        """Count an article for the report."""
        self.undated += draft.published_on is None
        self.noted += bool(draft.notes)

    def _notes(self, draft: Draft, file: Path) -> Iterator[str]:
        yield from draft.notes
        if draft.unread_date:
            yield unread_note(draft.unread_date)
        if note := future_note(draft.published_on, timezone.localdate()):
            yield note
        if not self._known.fits(file.name):
            yield f"The name {file.name} does not fit --name-pattern."

    @property
    def report(self) -> str:
        """How many articles have no date, and how many have notes; nothing where none do."""
        counts = ((self.undated, "without a date"), (self.noted, "with a note"))
        listed = ", ".join(f"{count:,} {what}" for count, what in counts if count)
        return f" {listed}." if listed else ""

    def not_read(self) -> Iterator[ReadingError]:
        """What `find` came by that is not read, once it has ended."""
        if self._others:
            yield ReadingError(f"{summary(self._others)} Name a file to have it tried.")
