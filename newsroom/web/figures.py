"""Figures of a running newsroom, by the names that `/metrics` has.

An app registers what it counts; nothing here knows how they are written (`metrics.py`).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.utils.dateparse import parse_datetime

from newsroom.ops.backups import NOTED


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is read at each scrape; None is left out.

    With `label`, `read` returns a number by each value of that label.  A `total` only grows.
    """

    name: str
    description: str
    read: Callable[[], float | Mapping[str, float] | None]
    label: str = ""
    total: bool = False


FIGURES: dict[str, Figure] = {}


def register(*figures: Figure) -> None:
    FIGURES.update({figure.name: figure for figure in figures})


def database_bytes() -> int:
    """Return the size of the database on disk, indexes included."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        (size,) = cursor.fetchone()
    return int(size)


def last_backup() -> float | None:
    """Return when the last backup was made, in seconds since 1970; None if none was noted here."""
    try:
        *_, line = (settings.DATA_DIR / NOTED).read_text("utf-8").splitlines()
    except (FileNotFoundError, ValueError):
        return None
    made = parse_datetime(json.loads(line)["made_at"])
    return made.timestamp() if made else None


register(
    Figure("database_bytes", "Bytes of the database, indexes included.", database_bytes),
    Figure(
        "data_free_bytes",
        "Bytes that are free where the data folder is.",
        lambda: shutil.disk_usage(settings.DATA_DIR).free,
    ),
    Figure(
        "last_backup_timestamp_seconds",
        "When manage.py backup last made a backup, noted in this data folder.",
        last_backup,
    ),
)
