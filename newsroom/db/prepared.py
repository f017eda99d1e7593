"""Prepared queries: the SQL of a queryset compiled once and run many times with other values.

Django compiles a queryset every time, which takes many times as long as SQLite needs to answer.
An article costs a dozen such queries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Any

from django.db import models
from django.db.models.query import FlatValuesListIterable, ModelIterable

from newsroom.db.replicas import connection

# Placeholders for values while SQL is compiled; no key and no name equals these.
NUMBER = 7_000_000_000_000_000_000
TEXT = "\N{REPLACEMENT CHARACTER} value "
# The least length that a list of values is padded to.
SHORTEST = 8


class PreparedQuery[Row]:
    """A queryset as a function of lists of keys or texts, each used in an `__in` lookup.

    The queryset must not depend on the lists in any other way: its SQL is cached per lengths of
    the lists.  To keep these few, a list is padded to 8, 32, 128, … values with its last value.
    """

    def __init__(self, query: Callable[..., models.QuerySet[Any, Row]]) -> None:
        self._query = query
        self._made = lru_cache(maxsize=64)(self._make)

    def __call__(self, *lists: Iterable[Any]) -> list[Row]:
        """Return the rows; none if a list is empty."""
        values = [_padded(list(column)) for column in lists]
        if not all(values):
            return []
        shape = tuple((len(column), type(column[0])) for column in values)
        sql, places, row_of = self._made(connection.vendor, shape)
        parameters = [value for column in values for value in column]
        with connection.cursor() as cursor:
            cursor.execute(sql, [parameters[at] if at >= 0 else value for at, value in places])
            return row_of(cursor.fetchall())

    def _make(
        self, _vendor: str, shape: tuple[tuple[int, type], ...]
    ) -> tuple[str, list[tuple[int, Any]], Callable[[list[tuple[Any, ...]]], list[Row]]]:
        """Return SQL, its parameters (index into the lists or -1, value), and the row maker."""
        placeholders: dict[int | str, int] = {}
        lists: list[list[int | str]] = []
        for length, kind in shape:
            first = len(placeholders)
            column = [
                NUMBER + n if kind is int else f"{TEXT}{n}" for n in range(first, first + length)
            ]
            placeholders |= {value: first + n for n, value in enumerate(column)}
            lists.append(column)
        rows = self._query(*lists)
        compiler = rows.query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        converters = compiler.get_converters([selected for selected, *_ in compiler.select])
        places = [(placeholders.get(value, -1), value) for value in values]
        return sql, places, partial(_rows, rows, converters)


def _rows(
    query: models.QuerySet[Any, Any], converters: Mapping[int, Any], found: list[tuple[Any, ...]]
) -> list[Any]:
    """Return database rows as a queryset of this kind yields them."""
    if converters:
        found = [_converted(converters, row) for row in found]
    if issubclass(query._iterable_class, FlatValuesListIterable):
        return [row[0] for row in found]
    if issubclass(query._iterable_class, ModelIterable):
        names = [field.attname for field in query.model._meta.concrete_fields]
        return [query.model.from_db(connection.alias, names, row) for row in found]
    return found


def _converted(converters: Mapping[int, Any], row: tuple[Any, ...]) -> tuple[Any, ...]:
    values = list(row)
    for at, (functions, expression) in converters.items():
        for function in functions:
            values[at] = function(values[at], expression, connection)
    return tuple(values)


def _padded(values: list[Any]) -> list[Any]:
    length = SHORTEST
    while length < len(values):
        length *= 4
    return values + values[-1:] * (length - len(values)) if values else values
