"""Prepared queries: the SQL of a queryset compiled once and run many times with other values.

Django compiles a queryset every time, which takes many times as long as SQLite needs to answer.
An article costs a dozen such queries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Any

from django.db import models
from django.db.models.query import FlatValuesListIterable, ModelIterable

from newsroom.db.replicas import connection

# Placeholders for values while SQL is compiled; no key and no name equals these.
NUMBER = 7_000_000_000_000_000_000
TEXT = "\N{REPLACEMENT CHARACTER} value "
# A list of parameters, or one.
_PARAMETERS = re.compile(r"(?P<list>IN \(%s(?:, %s)*\))|(?<!%)(?:%%)*%s")
# A parameter: where its value, or values, are among those of the lists, or a value of its own.
_Place = tuple[int | slice | None, Any]
# The least length that a list of values is padded to.
SHORTEST = 8


class PreparedQuery[Row]:
    """A queryset as a function of lists of keys or texts, each used in an `__in` lookup.

    The queryset must not depend on the lists in any other way: its SQL is cached per lengths of
    the lists.  To keep these few, a list is padded to 8, 32, 128, … values with its last value.
    PostgreSQL takes each list as one array, which costs less than a parameter for each value.
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
            cursor.execute(sql, [_parameter(place, parameters) for place in places])
            return row_of(cursor.fetchall())

    def _make(
        self, _vendor: str, shape: tuple[tuple[int, type], ...]
    ) -> tuple[str, list[_Place], Callable[[list[tuple[Any, ...]]], list[Row]]]:
        """Return SQL, its parameters, and the row maker."""
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
        places: list[_Place] = [(placeholders.get(value), value) for value in values]
        if connection.vendor == "postgresql":
            sql, places = _with_arrays(sql, places)
        return sql, places, partial(_rows, rows, converters)


def _parameter(place: _Place, values: list[Any]) -> Any:
    at, value = place
    if isinstance(at, slice):
        return _array(list(dict.fromkeys(values[at])))
    return value if at is None else values[at]


def _array(values: list[Any]) -> Any:
    """A list for PostgreSQL; numbers and texts as the text of an array, which psycopg takes many
    times as long to make."""
    if type(values[0]) is int:
        return f"{{{','.join(map(str, values))}}}"
    if type(values[0]) is str:
        escaped = (value.replace("\\", r"\\").replace('"', r"\"") for value in values)
        return f'{{"{'","'.join(escaped)}"}}'
    return values


def _with_arrays(sql: str, places: list[_Place]) -> tuple[str, list[_Place]]:
    """Return SQL in which each list of values of the caller's is one array."""
    made: list[_Place] = []
    at = 0

    def joined(found: re.Match[str]) -> str:
        nonlocal at
        some = places[at : at + found[0].count("%s")]
        at += len(some)
        first, last = some[0][0], some[-1][0]
        if found["list"] and isinstance(first, int) and isinstance(last, int):
            made.append((slice(first, last + 1), None))
            return "= ANY(%s)"
        made.extend(some)
        return found[0]

    return _PARAMETERS.sub(joined, sql), made


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
