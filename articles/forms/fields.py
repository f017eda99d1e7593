"""Fields that several forms share; they reject what a database cannot look up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from articles.search.facets import NO_VALUE, NOT
from articles.search.selection import NONE, Value

# Digits of the largest primary key that every database accepts.
LONGEST_KEY = 18


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


class Chosen(forms.Field):
    """Values of a facet that are wanted, and those behind a “-”, which are not.

    `values` is the field that knows the values, `key` turns one that it returns into what the
    index has.  `none` says whether “none” is a value.  Cleans to (wanted, excluded); what is
    both is excluded.
    """

    widget = forms.SelectMultiple

    def __init__(self, values: forms.Field, key: Callable[[Any], Value], *, none: bool) -> None:
        super().__init__(required=False)
        self.values, self._key, self.none = values, key, none

    def clean(self, value: Any) -> tuple[frozenset[Value], frozenset[Value]]:
        given = [str(one) for one in value or () if one != ""]
        excluded = {one.removeprefix(NOT) for one in given if one.startswith(NOT)}
        wanted = {one for one in given if not one.startswith(NOT)} - excluded
        named = sorted((wanted | excluded) - ({NO_VALUE} if self.none else set()))
        cleaned = self.values.clean(named) if named else ()
        keys: dict[str, Value] = {str(key): key for key in map(self._key, cleaned)}
        keys[NO_VALUE] = NONE
        return frozenset(keys[one] for one in wanted), frozenset(keys[one] for one in excluded)


class Row(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row by its primary key, under the same rule."""

    def to_python(self, value: Any) -> Any:
        if len(str(value)) > LONGEST_KEY or "\0" in str(value):
            raise forms.ValidationError(self.error_messages["invalid_choice"])
        return super().to_python(value)
