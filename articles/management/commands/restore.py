"""`manage.py restore FILE`: replace the database by a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from articles.ingest import claims
from articles.models import Article
from articles.search.backends import backend
from articles.search.index import index_file
from articles.search.index.live_index import forget
from newsroom.ops.backups import BackupError, check, restore


class Command(BaseCommand):
    help = "Put a backup in place of the database. Stop the server and the workers before."
    requires_system_checks = []  # they load every page

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="even if there are articles, which then go"
        )

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            check(file)
            if not replace and (existing := articles()):
                raise CommandError(
                    f"There are {existing} articles here, which a backup would replace. "
                    "Back them up, then pass --replace."
                )
            restore(file)
        except BackupError as error:
            raise CommandError(str(error)) from error
        forget()
        index_file.discard()
        # Migrate a backup of an older release, and rebuild its search index if it is incomplete.
        call_command("migrate", verbosity=0)
        lacking = ""
        if faults := backend().faults():
            self.stderr.write(f"Rebuilding the search: {' '.join(faults)}")
            try:
                call_command("rebuild_search")
            except CommandError as error:
                lacking = str(error)
        freed = claims.release_all()
        self.stdout.write(f"{articles()} articles are back; {freed} of them wait to be processed.")
        if lacking:
            raise CommandError(
                f"Everything is back but a part of the search: {lacking} "
                "The newsroom can be started; run manage.py rebuild_search as soon as it can be."
            )


def articles() -> int:
    """The number of articles; 0 if there is no table yet."""
    try:
        return Article.objects.count()
    except DatabaseError:
        return 0
