"""`manage.py copy_database newsroom.sqlite3`: from SQLite into the PostgreSQL in use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from newsroom.ops.copying import RUNNING, MovingError, check_source, copy
from newsroom.ops.running import on_this_database
from newsroom.stopping import when_stopped

SOURCE = "source"
NOTHING = "Nothing is copied, and the old database keeps all it has. Give the same command again."


class Command(BaseCommand):
    help = (
        "Copy everything from a newsroom on SQLite into the database that "
        "NEWSROOM_DATABASE_URL names, and compare every row. Stop the server and the workers "
        "before. The old one is not changed, but for migrations that it lacks."
    )
    requires_system_checks = []  # they load every page

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the newsroom.sqlite3 to copy from")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"{file} is not there. It is newsroom.sqlite3 in the data folder.")
        target = settings.DATABASES["default"]
        if target["ENGINE"] == settings.SQLITE["ENGINE"] and same(Path(target["NAME"]), file):
            raise CommandError(
                "That is the database in use. Set NEWSROOM_DATABASE_URL to the one to copy into."
            )
        try:
            check_source(file)
            if running := on_this_database():
                raise CommandError(RUNNING.format(running))
        except MovingError as error:
            raise CommandError(str(error)) from error
        with when_stopped(lambda: NOTHING):
            counts = self.copy(file)
        self.stdout.write(
            f"{sum(counts.values()):,} rows in {len(counts)} tables are copied, and every value is "
            "the same. The secret is not in a database: keep NEWSROOM_SECRET_KEY, or secret_key in "
            "the data folder, and nobody has to sign in again."
        )

    def copy(self, file: Path) -> dict[str, int]:
        """Copy a database of SQLite into the one in use; return how many rows each table has."""
        connections.databases[SOURCE] = connections.databases["default"] | {
            **settings.SQLITE,
            "NAME": file.resolve(),
            "CONN_MAX_AGE": 0,
        }
        try:
            call_command("migrate", verbosity=0)
            call_command("migrate", database=SOURCE, verbosity=0)
            return copy(SOURCE, "default", self.report)
        except MovingError as error:
            raise CommandError(str(error)) from error
        finally:
            connections[SOURCE].close()
            del connections.databases[SOURCE]
            del connections[SOURCE]

    def report(self, table: str, rows: int) -> None:
        if rows:
            self.stderr.write(f"{table}: {rows:,}")


def same(first: Path, second: Path) -> bool:
    """Whether two paths lead to one file."""
    return first.exists() and first.samefile(second)
