"""What Django's checks say of the environment and of the database."""

from __future__ import annotations

import difflib
import os
from collections.abc import Collection
from typing import Any

from django.core import checks
from django.db import connections

from newsroom.environment import READ

PREFIX = "NEWSROOM_"
# Read by `deploy/`, `tools/` and tests, and by no settings.
BESIDE = {
    "NEWSROOM_BACKUPS",
    "NEWSROOM_BACKUPS_KEPT",
    "NEWSROOM_BROWSER",
    "NEWSROOM_ENV_FILE",
    "NEWSROOM_EXPORT_ROWS",
    "NEWSROOM_FUZZ_INPUTS",
    "NEWSROOM_REDIS_SERVER",
    "NEWSROOM_TEST_SHARED",
    "NEWSROOM_TEST_SIZE",
}


def unknown_variables(**_: Any) -> list[checks.CheckMessage]:
    """Warn of variables that nothing reads, such as a setting that is misspelt."""
    unknown = {name for name in os.environ if name.startswith(PREFIX)} - READ - BESIDE
    return [
        checks.Warning(
            f"{name} is set, and no setting has that name.", hint=_meant(name), id="newsroom.W1"
        )
        for name in sorted(unknown)
    ]


def _meant(name: str) -> str:
    near = difflib.get_close_matches(name, sorted(READ | BESIDE), n=1, cutoff=0.7)
    return f"Is {near[0]} meant? " * bool(near) + "docs/settings.md lists all."


def unicode_database(
    databases: Collection[str] | None = None, **_: Any
) -> list[checks.CheckMessage]:
    """Refuse a PostgreSQL database that does not keep texts as UTF-8.

    One that was made where no locale is set has SQL_ASCII: its functions take letters for bytes.
    """
    found: list[checks.CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor != "postgresql":
            continue
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_encoding")
            (encoding,) = cursor.fetchone() or ("",)
        if encoding != "UTF8":
            name = connection.settings_dict["NAME"]
            found.append(
                checks.Error(
                    f"The database {name} keeps texts as {encoding}, and not as UTF8.",
                    hint=f"Make one that does: createdb --encoding=UTF8 --locale=C.UTF-8 "
                    f"--template=template0 NAME. What is in {name} comes with it: "
                    f"pg_dump --encoding=UTF8 {name} | psql NAME",
                    id="newsroom.E1",
                )
            )
    return found
