"""Queries whose SQL is made once, and asked again and again with other values.

Django makes the SQL of a queryset anew each time, which takes it many times as long as SQLite
takes to answer.  What an article costs a dozen of is worth keeping.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from django.db import connection, models
from django.db.models.query import FlatValuesListIterable, ModelIterable

# Stands for a value while SQL is made; no key and no name is like these.
NUMBER = 7_000_000_000_000_000_000
TEXT = "\N{REPLACEMENT CHARACTER} value "
# What a list is as long as, at least.
SHORTEST = 8


class Asked[Row]:
    """A queryset as a function of lists of keys or of texts, each used in an `__in`.

    It must not depend on the lists in any other way: what is kept is its SQL for lists of such
    lengths.  So that these are few, the last value of a list is repeated until there are 8, 32,
    128 and so on.
    """

    def __init__(self, query: Callable[..., models.QuerySet[Any, Row]]) -> None:
        self._query = query
        self._made = lru_cache(maxsize=64)(self._make)

    def __call__(self, *lists: Iterable[Any]) -> list[Row]:
        """The rows; none where a list is empty."""
        values = [_padded(list(some)) for some in lists]
        if not all(values):
            return []
        shape = tuple((len(some), type(some[0])) for some in values)
        sql, places, row_of = self._made(connection.vendor, shape)
        given = [value for some in values for value in some]
        with connection.cursor() as cursor:
            cursor.execute(sql, [given[at] if at >= 0 else value for at, value in places])
            return row_of(cursor.fetchall())

    def _make(
        self, _vendor: str, shape: tuple[tuple[int, type], ...]
    ) -> tuple[str, list[tuple[int, Any]], Callable[[list[tuple[Any, ...]]], list[Row]]]:
        """SQL; for each of its values where to take it from, or itself; what makes rows."""
        stand_ins: dict[int | str, int] = {}
        lists: list[list[int | str]] = []
        for length, kind in shape:
            first = len(stand_ins)
            some = [
                NUMBER + n if kind is int else f"{TEXT}{n}" for n in range(first, first + length)
            ]
            stand_ins |= {stand_in: first + n for n, stand_in in enumerate(some)}
            lists.append(some)
        rows = self._query(*lists)
        compiler = rows.query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        converters = compiler.get_converters([selected for selected, *_ in compiler.select])
        places = [(stand_ins.get(value, -1), value) for value in values]
        return sql, places, partial(_rows, rows, converters)


def _rows(
    asked: models.QuerySet[Any, Any], converters: Mapping[int, Any], found: list[tuple[Any, ...]]
) -> list[Any]:
    """What the database answered, as a queryset of this kind gives it."""
    if converters:
        found = [tuple(_converted(converters, row)) for row in found]
    if issubclass(asked._iterable_class, FlatValuesListIterable):
        return [row[0] for row in found]
    if issubclass(asked._iterable_class, ModelIterable):
        names = [field.attname for field in asked.model._meta.concrete_fields]
        return [asked.model.from_db(connection.alias, names, row) for row in found]
    return found


def _converted(converters: Mapping[int, Any], row: Sequence[Any]) -> Iterator[Any]:
    for at, value in enumerate(row):
        if at in converters:
            functions, expression = converters[at]
            for function in functions:
                value = function(value, expression, connection)
        yield value


def _padded(values: list[Any]) -> list[Any]:
    length = SHORTEST
    while length < len(values):
        length *= 4
    return values + values[-1:] * (length - len(values)) if values else values
