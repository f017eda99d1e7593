"""Fields that several forms share; they reject what a database cannot look up."""

from __future__ import annotations

from typing import Any

from django import forms

# Digits of the largest primary key that every database accepts.
LONGEST_KEY = 18


class Years(forms.MultipleChoiceField):
    """Any years from 1 to 9999, without a list of choices."""

    def valid_value(self, value: str) -> bool:
        return value.isascii() and value.isdigit() and 0 < int(value[:5]) < 10_000


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


class Row(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row by its primary key, under the same rule."""

    def to_python(self, value: Any) -> Any:
        if len(str(value)) > LONGEST_KEY or "\0" in str(value):
            raise forms.ValidationError(self.error_messages["invalid_choice"])
        return super().to_python(value)
