"""`manage.py rebuild_search`: rebuild or check the search index."""

from __future__ import annotations

from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from articles.search.backends import EngineError, backend
from articles.search.index import index_file
from articles.search.index.live_index import differs_from_file, forget
from newsroom.db import migrated


class Command(BaseCommand):
    help = "Rebuild the full-text search from the articles and quotations, or check it."
    requires_system_checks = []  # they load every page

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="only say what is missing or does not match"
        )
        parser.add_argument(
            "--index", action="store_true", help="only write the file of the index of quotations"
        )

    def handle(self, *args: Any, check: bool, index: bool, **options: Any) -> None:
        migrated.require()
        if index:
            self.write_index()
            return
        if check:
            if faults := [*backend().faults(), *differs_from_file()]:
                listed = "\n  ".join(faults)
                raise CommandError(
                    f"The search is not whole:\n  {listed}\nRun manage.py rebuild_search."
                )
            self.stdout.write("The search is whole.")
            return
        fault = self.rebuild()
        forget()
        index_file.discard()
        if index_file.is_large():
            self.stderr.write("index of quotations …")
            self.write_index()
        if fault:
            raise CommandError(f"{fault} The database finds all words; the rest is rebuilt.")
        self.stdout.write("The search is rebuilt.")

    def rebuild(self) -> str:
        """Rebuild what finds words; return what a search engine beside the database answers."""
        try:
            backend().rebuild(lambda part: self.stderr.write(f"{part} …"))
        except EngineError as error:
            return str(error)
        return ""

    def write_index(self) -> None:
        try:
            index_file.build()
        except OSError as error:
            raise CommandError(
                f"The index of quotations is not written: {error}. Each process holds it in memory."
            ) from error
