"""The values of a JSON object, checked for their types as they are read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from extraction.annotations import Span, Spans
from reading.draft import ReadingError


def each_once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON (the `object_pairs_hook`).

    Raises ValueError for one with a key twice, if its values differ.
    """
    values = dict(pairs)
    for key, value in pairs if len(values) < len(pairs) else ():
        if values[key] != value:
            name = json.dumps(key[:60], ensure_ascii=False)
            raise ValueError(f"{name} stands twice in an object, with two values")
    return values


class Fields:
    """A JSON object whose values are read by key and type.

    `place` names it in errors: “lines.jsonl, line 3, quotes 2,”.  A value of another type raises
    ReadingError, which names the place, the key, the value and what is wanted.
    """

    def __init__(self, place: str, values: Any) -> None:
        if not isinstance(values, dict):
            raise ReadingError(f"{place} is no JSON object, as extract --text prints them.")
        self.place, self.values = place, values

    def wrong(self, key: str, wanted: str) -> ReadingError:
        shown = json.dumps(self.values.get(key), ensure_ascii=False)[:60]
        return ReadingError(f"{self.place} has {key!r}: {shown}; it is to be {wanted}.")

    def text(self, key: str, default: str = "") -> str:
        value = self.values.get(key)
        if value is None:
            return default
        if not isinstance(value, str):
            raise self.wrong(key, "text")
        return value

    def optional(self, key: str) -> str | None:
        return self.text(key) or None

    def number(self, key: str) -> float:
        value = self.values.get(key, 1.0)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.wrong(key, "a number from 0 to 1")
        return float(value)

    def one_of[E: StrEnum](self, key: str, kind: type[E]) -> E:
        try:
            return kind(self.text(key))
        except ValueError:
            raise self.wrong(key, "one of " + ", ".join(member.value for member in kind)) from None

    def spans(self, key: str) -> Spans:
        value = self.values.get(key, [])
        try:
            spans = tuple(Span(start, end) for start, end in value)
        except (TypeError, ValueError):
            spans = (Span(1, 0),)
        for span in spans:
            if not all(type(place) is int for place in span) or not 0 <= span.start < span.end:
                raise self.wrong(key, "pairs of [start, end]")
        return spans

    def words(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.wrong(key, "a list of texts")
        return tuple(value)

    def each(self, key: str) -> Iterator[Fields]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, "a list")
        for number, values in enumerate(value, start=1):
            yield Fields(f"{self.place} {key} {number},", values)
