"""Every row of one database into another, with its keys, counted and compared."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import batched
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections, models, transaction

from newsroom.ops.running import on_file

ROWS = 2_000
# What a migration fills, and what only says what was changed when: the triggers write it.
LEFT_OUT = {"articles.ChangedArticle"}


RUNNING = (
    "A newsroom runs there: {}. What it takes from now on would not be copied: stop the server and "
    "the workers, on both databases, then copy."
)


class MovingError(Exception):
    """Why nothing was copied, and the way out."""


def check_source(file: Path) -> None:
    """Raise MovingError unless a file is a database of SQLite of a newsroom that does not run."""
    if running := on_file(file):
        raise MovingError(RUNNING.format(running))
    # Without a way to write: what is no newsroom stays as it is.
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source:
        try:
            source.execute("SELECT 1 FROM articles_article LIMIT 1")
        except sqlite3.DatabaseError as error:
            raise MovingError(
                f"{file} is no database of a newsroom, or is damaged: {error}. Name the "
                "newsroom.sqlite3 of its data folder, or a backup of it."
            ) from None


def tables() -> list[type[models.Model]]:
    """Every model with a table of its own, the links between two models included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label not in LEFT_OUT
    ]


def copy(source: str, target: str, progress: Callable[[str, int], None]) -> dict[str, int]:
    """Copy all rows from one connection to another, all of them or none.

    The target has its tables and no articles.  Nothing writes to the source meanwhile, on SQLite.
    Returns how many rows each table has; raises MovingError, with nothing written, where a table
    differs afterwards.
    """
    label = "articles.Article"
    if apps.get_model(label)._base_manager.using(target).exists():
        raise MovingError("The database to copy into has articles. Name an empty one.")
    counts = {}
    with transaction.atomic(using=source), transaction.atomic(using=target):
        for model in tables():
            model._base_manager.using(target).all()._raw_delete(target)
        for model in tables():
            counts[model._meta.label] = _copy_table(model, source, target)
            progress(model._meta.label, counts[model._meta.label])
        for model in tables():
            if _fingerprint(model, source) != _fingerprint(model, target):
                raise MovingError(
                    f"{model._meta.label} differs after copying, so nothing was kept. Is anybody "
                    "writing to the old database? Stop the server and the workers, and try again."
                )
        with connections[target].cursor() as cursor:
            for statement in connections[target].ops.sequence_reset_sql(no_style(), tables()):
                cursor.execute(statement)
    return counts


def _copy_table(model: type[models.Model], source: str, target: str) -> int:
    copied = 0
    rows = model._base_manager.using(source).order_by("pk").iterator(chunk_size=ROWS)
    with _times_as_they_are(model):
        for some in batched(rows, ROWS):
            model._base_manager.using(target).bulk_create(some)
            copied += len(some)
    return copied


@contextmanager
def _times_as_they_are(model: type[models.Model]) -> Iterator[None]:
    """A field that notes when a row was made is not to note when it was copied."""
    noting = [
        (field, name)
        for field in model._meta.concrete_fields
        for name in ("auto_now", "auto_now_add")
        if getattr(field, name, False)
    ]
    for field, name in noting:
        setattr(field, name, False)
    try:
        yield
    finally:
        for field, name in noting:
            setattr(field, name, True)


def _fingerprint(model: type[models.Model], using: str) -> tuple[int, str]:
    """How many rows, and a checksum over all their values."""
    rows = model._base_manager.using(using).order_by("pk").values_list()
    digest, counted = hashlib.sha256(), 0
    for row in rows.iterator(chunk_size=ROWS):
        digest.update(_line(row))
        counted += 1
    return counted, digest.hexdigest()


def _line(row: tuple[Any, ...]) -> bytes:
    return json.dumps(row, cls=DjangoJSONEncoder, sort_keys=True).encode()
