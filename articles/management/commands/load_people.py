"""`manage.py load_people FILE`: load the list of people."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.resolution.people_list import COLUMNS, ListError, Row, load_rows, read_list


class Command(BaseCommand):
    help = (
        "Load a list of people from a CSV file, or load it again: known people are completed, "
        f"nobody is doubled. Columns: {', '.join(COLUMNS)}; see docs/people.md."
    )
    requires_system_checks = []  # they load every page

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="validate, and load nothing")

    def handle(self, *args: Any, file: Path, check: bool, **options: Any) -> None:
        try:
            items = list(read_list(file))
        except ListError as error:
            raise CommandError(str(error)) from error
        rows = [item for item in items if isinstance(item, Row)]
        errors = [item for item in items if isinstance(item, ListError)]
        for wrong in errors:
            self.stderr.write(f"{file.name}: {wrong}")
        if check:
            self.stdout.write(f"{len(rows)} rows are valid.")
        else:
            loaded = load_rows(rows)
            self.stdout.write(f"{loaded.created} new, {loaded.known} known before.")
        if errors:
            raise CommandError(f"{len(errors)} of {len(items)} rows left out; mend and load again.")
