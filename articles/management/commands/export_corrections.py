"""`manage.py export_corrections FOLDER`: write people's decisions as gold data."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.corrections.export import gold_files, write, write_decisions


class Command(BaseCommand):
    help = (
        "Write people’s decisions as a corpus that `manage.py evaluate FOLDER` scores against and "
        "training learns from: articles of which every quote has been decided."
    )
    requires_system_checks = []  # they load every page

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a new or empty folder")
        parser.add_argument(
            "--partial",
            action="store_true",
            help="every article with a decision, and of it the decided quotes alone",
        )

    def handle(self, *args: Any, folder: Path, partial: bool, **options: Any) -> None:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CommandError(f"{folder} is there and not empty; name another folder.")
        count = write(gold_files(partial=partial), folder)
        if joined := write_decisions(folder):
            plural = "s" if joined > 1 else ""
            self.stdout.write(f"{joined} decision{plural} on utterances and copies in {folder}.")
        if not count:
            hint = "" if partial else ", or use --partial"
            self.stdout.write(f"No article has all its quotes decided yet; check some{hint}.")
        else:
            self.stdout.write(f"{count} article{'s' if count > 1 else ''} in {folder}.")
