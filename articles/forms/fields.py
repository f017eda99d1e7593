"""Fields that several forms share; they reject what a database cannot look up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import models
from django.utils.text import Truncator

from articles.models.labelled import rows_of
from articles.search.facets import NO_VALUE, NOT
from articles.search.selection import NONE, Value

# Digits of the largest primary key that every database accepts.
LONGEST_KEY = 18


# Of a value that is refused, in a message.
LONGEST_SHOWN = 40


class Day(forms.DateField):
    """A day; what is none is named, since a browser leaves its field empty."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            raise forms.ValidationError(
                f"“{shown(value)}” is no date; write it as 2026-03-31.", code="invalid"
            ) from error


def shown(value: Any) -> str:
    """Return a value as a message names it."""
    return Truncator(str(value).replace("\0", "")).chars(LONGEST_SHOWN)


class Years(forms.MultipleChoiceField):
    """Any years from 1 to 9999, without a list of choices."""

    def valid_value(self, value: str) -> bool:
        return value.isascii() and value.isdigit() and value[0] != "0" and len(value) < 5


class Texts(forms.MultipleChoiceField):
    """Texts that are too many to list as choices."""

    def valid_value(self, value: str) -> bool:
        return "\0" not in value


class Rows(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Rows by primary key; a number that is too large for a key is an invalid choice."""

    def clean(self, value: Any) -> Any:
        keys = value if isinstance(value, list | tuple) else []
        if any(len(str(key)) > LONGEST_KEY or "\0" in str(key) for key in keys):
            raise forms.ValidationError(self.error_messages["invalid_pk_value"] % {"pk": "…"})
        return super().clean(value)


class Existing(forms.Field):
    """Rows of a model by primary key, read by a prepared query; each that is named has to exist.

    It answers as `Rows` does, in an eighth of the time, and has no list of choices.
    """

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(required=False)
        self.model = model

    def clean(self, value: list[str]) -> list[Any]:
        """Return the rows; raises ValidationError, with the first that is none."""
        for key in value:
            if len(key) > LONGEST_KEY or "\0" in key:
                raise _is_no_choice(key)
        rows = rows_of(self.model)(map(self._to_key, value))
        found = {str(row.pk): row for row in rows}
        for key in value:
            if key not in found:
                raise _is_no_choice(key)
        return [found[key] for key in value]

    def _to_key(self, written: str) -> Any:
        try:
            return self.model._meta.pk.to_python(written)
        except forms.ValidationError as error:
            raise _is_no_choice(written) from error


def _is_no_choice(value: str) -> forms.ValidationError:
    return forms.ValidationError("“%(value)s” is no choice.", "invalid_choice", {"value": value})


class Chosen(forms.Field):
    """Values of a facet that are wanted, and those behind a “-”, which are not.

    `values` is the field that knows the values, `key` turns one that it returns into what the
    index has.  `none` says whether “none” is a value.  Cleans to (wanted, excluded); what is
    both is excluded.
    """

    widget = forms.SelectMultiple

    def __init__(
        self, values: forms.Field, key: Callable[[Any], Value], *, none: bool, label: str
    ) -> None:
        super().__init__(required=False, label=label)
        self.values, self._key, self.none = values, key, none

    def clean(self, value: Any) -> tuple[frozenset[Value], frozenset[Value]]:
        given = [str(one) for one in value or () if one != ""]
        excluded = {one.removeprefix(NOT) for one in given if one.startswith(NOT)}
        wanted = {one for one in given if not one.startswith(NOT)} - excluded
        named = sorted((wanted | excluded) - ({NO_VALUE} if self.none else set()))
        cleaned = self._known(named) if named else ()
        keys: dict[str, Value] = {str(key): key for key in map(self._key, cleaned)}
        keys[NO_VALUE] = NONE
        return frozenset(keys[one] for one in wanted), frozenset(keys[one] for one in excluded)

    def _known(self, named: list[str]) -> Any:
        """Return what the values are; the first that is none is named."""
        try:
            return self.values.clean(named)
        except forms.ValidationError as error:
            params = getattr(error.error_list[0], "params", None) or {}
            wrong = shown(params.get("value") or params.get("pk") or named[0])
            raise forms.ValidationError(
                f"“{wrong}” is not one of the available choices.", code="invalid_choice"
            ) from error


class Row(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row by its primary key, under the same rule."""

    def to_python(self, value: Any) -> Any:
        if len(str(value)) > LONGEST_KEY or "\0" in str(value):
            raise forms.ValidationError(self.error_messages["invalid_choice"])
        return super().to_python(value)
