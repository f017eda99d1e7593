"""`manage.py backup FILE`: the whole database in one file, while the newsroom runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.ops.backups import BackupError, back_up


class Command(BaseCommand):
    help = "Write everything the newsroom keeps into one new file; nobody has to stop working."
    requires_system_checks = []  # they load every page

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            back_up(file)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{file}: {file.stat().st_size / 1024**2:.1f} MB, checked.")
