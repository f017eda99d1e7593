"""What the values of a facet are: rows of a table, choices, years or text.

Each kind says how values are read from their column, and how pages name them.  The index holds
every value as a number, 0 for none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import models

from articles.search.offices import every_office, offices_in

# The number of a string in an index.
Number = Callable[[str | None], int]


class Values(Protocol):
    """The values that a column can have."""

    @property
    def are_text(self) -> bool:
        """Whether the index holds them as numbers of strings."""

    @property
    def are_several(self) -> bool:
        """Whether one text of the column has several values."""

    def numbers(self, column: Sequence[Any], number: Number) -> list[int]:
        """Return the number in the index of each value of a column, 0 for none.

        Where there are several in a text, return those of all texts, without zeros.
        """

    def labels(self, values: Collection[str]) -> Mapping[str, str]:
        """Return what readers see, by value as URLs have it."""

    def key(self, cleaned: Any) -> int | str:
        """Return the value, as the index has it, of what a form field returns."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table, by primary key; its manager has `labels` and `keys_named_like`."""

    model: type[models.Model]
    are_several: bool = False

    @property
    def are_text(self) -> bool:
        return isinstance(self.model._meta.pk, models.CharField)

    def numbers(self, column: Sequence[Any], number: Number) -> list[int]:
        return list(map(number, column)) if self.are_text else [key or 0 for key in column]

    def labels(self, values: Collection[str]) -> Mapping[str, str]:
        found: Mapping[str, str] = self._manager.labels(values)
        return found

    def key(self, cleaned: Any) -> int | str:
        key: int | str = cleaned.pk
        return key

    def named(self, words: str) -> Iterable[int | str]:
        """Return the keys of the rows whose name has these words."""
        found: Iterable[int | str] = self._manager.keys_named_like(words)
        return found

    @property
    def _manager(self) -> Any:
        return self.model._default_manager


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of a field, with the labels that the model gives them."""

    choices: tuple[tuple[str, str], ...]
    are_text: bool = True
    are_several: bool = False

    def numbers(self, column: Sequence[Any], number: Number) -> list[int]:
        return list(map(number, column))

    def labels(self, values: Collection[str]) -> Mapping[str, str]:
        return dict(self.choices)

    def key(self, cleaned: Any) -> int | str:
        return str(cleaned)


@dataclass(frozen=True, slots=True)
class Years:
    """The years of dates."""

    are_text: bool = False
    are_several: bool = False

    def numbers(self, column: Sequence[Any], number: Number) -> list[int]:
        return [day.year if day else 0 for day in column]

    def labels(self, values: Collection[str]) -> Mapping[str, str]:
        return {value: value for value in values}

    def key(self, cleaned: Any) -> int | str:
        return int(cleaned)


@dataclass(frozen=True, slots=True)
class Texts:
    """Short texts, each its own label; the empty one is none."""

    are_text: bool = True
    are_several: bool = False

    def numbers(self, column: Sequence[Any], number: Number) -> list[int]:
        return list(map(number, column))

    def labels(self, values: Collection[str]) -> Mapping[str, str]:
        return {value: value for value in values}

    def key(self, cleaned: Any) -> int | str:
        return str(cleaned)


@dataclass(frozen=True, slots=True)
class Offices:
    """The offices in what articles call a speaker (see `offices.py`)."""

    are_text: bool = True
    are_several: bool = True

    def numbers(self, column: Sequence[Any], number: Number) -> list[int]:
        return [number(office) for text in column for office in offices_in(text or "")]

    def labels(self, values: Collection[str]) -> Mapping[str, str]:
        return {value: value for value in values}

    def key(self, cleaned: Any) -> int | str:
        return str(cleaned)

    def named(self, words: str) -> Iterable[int | str]:
        """Return the offices whose name has these words."""
        wanted = words.lower().split()
        return [office for office in every_office() if all(word in office for word in wanted)]


def values_of(field: models.Field[Any, Any]) -> Values:
    """Return the kind of values that a model field has.

    Raises TypeError for a field that no kind fits.
    """
    if field.related_model is not None:
        return Rows(field.related_model)
    if field.choices:
        return Choices(tuple((str(value), str(label)) for value, label in field.flatchoices))
    if isinstance(field, models.DateField):
        return Years()
    if isinstance(field, models.CharField):
        return Texts()
    raise TypeError(f"{field} is no facet: give it choices, or add its kind of values here.")
