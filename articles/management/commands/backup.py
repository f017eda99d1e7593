"""`manage.py backup FILE`: the whole database in one file, while the newsroom runs.

`manage.py backup FOLDER --keep 14` names the file by the time and keeps the newest.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsroom.ops.backups import BackupError, back_up, back_up_into


class Command(BaseCommand):
    help = "Write everything the newsroom keeps into one new file; nobody has to stop working."
    requires_system_checks = []  # they load every page

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a new file; a folder with --keep")
        parser.add_argument(
            "--keep",
            type=int,
            metavar="N",
            help="name the file in the folder by the time, and remove all but the newest N",
        )

    def handle(self, *args: Any, file: Path, keep: int | None, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError(f"--keep {keep} keeps none; set it to 1 or more.")
        removed: list[Path] = []
        try:
            if keep is None:
                back_up(file)
            else:
                file, removed = back_up_into(file, keep)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{file}: {file.stat().st_size / 1024**2:.1f} MB, checked.")
        for old in removed:
            self.stdout.write(f"{old}: removed.")
