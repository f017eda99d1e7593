"""Pairs of a key and a value → the fields of a record, and which of them it has twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_SHOWN = 80


class Fields(dict[str, Any]):
    """Fields by their keys; `others` are the values of a key beside the one that is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.others: dict[str, list[Any]] = {}

    def add(self, key: str, value: Any) -> None:
        """Keep the first value of a key that is not empty, and note others that differ."""
        kept = self.get(key)
        if key not in self or _is_empty(kept):
            self[key] = value
        elif not _is_empty(value) and value != kept:
            self.others.setdefault(key, []).append(value)


def of_pairs(pairs: Iterable[tuple[str, Any]]) -> Fields:
    """The fields of a row, or of an object by other keys than its own."""
    found = Fields()
    for key, value in pairs:
        found.add(key, value)
    return found


def of_object(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON (the `object_pairs_hook`), which has a key twice if it is written so."""
    found = dict(pairs)
    return found if len(found) == len(pairs) else of_pairs(pairs)


def others_of(record: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The values that a record has beside those that are kept, by their keys."""
    return record.others if isinstance(record, Fields) else {}


def twice(record: Mapping[str, Any], keys: Iterable[str]) -> list[str]:
    """A sentence on each of these keys that has several values: which is used."""
    others = others_of(record)
    return [
        f"“{key}” stands there twice: “{_shown(record[key])}” is used, “{_shown(value)}” is not."
        for key in keys
        for value in others.get(key, [])
    ]


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip()) or value in ([], {})


def _shown(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
