"""`manage.py rebuild_search`: rebuild or check the search index."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from articles.search.backends import backend
from articles.search.live_index import forget
from newsroom.db import migrated


class Command(BaseCommand):
    help = "Rebuild the full-text search from the articles and quotations, or check it."
    requires_system_checks = []  # they load every page

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only say what is missing or does not match"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        migrated.require()
        if check:
            if faults := backend().faults():
                listed = "\n  ".join(faults)
                raise CommandError(
                    f"The search is not whole:\n  {listed}\nRun manage.py rebuild_search."
                )
            self.stdout.write("The search is whole.")
            return
        backend().rebuild(lambda part: self.stderr.write(f"{part} …"))
        forget()
        self.stdout.write("The search is rebuilt.")
