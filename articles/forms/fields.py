"""Fields that several forms share: what they take is what every database can be asked for."""

from __future__ import annotations

from typing import Any

from django import forms

# Digits of the largest key that every database can be asked for.
LONGEST_KEY = 18


class Years(forms.MultipleChoiceField):
    """Years, which nobody has to list."""

    def valid_value(self, value: str) -> bool:
        return value.isascii() and value.isdigit() and 0 < int(value[:5]) < 10_000


class Rows(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Rows by their keys; a number that no key can be is no choice rather than an error."""

    def clean(self, value: Any) -> Any:
        keys = value if isinstance(value, list | tuple) else []
        if any(len(str(key)) > LONGEST_KEY or "\0" in str(key) for key in keys):
            raise forms.ValidationError(self.error_messages["invalid_pk_value"] % {"pk": "…"})
        return super().clean(value)


class Row(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row by its key, under the same rule."""

    def to_python(self, value: Any) -> Any:
        if len(str(value)) > LONGEST_KEY or "\0" in str(value):
            raise forms.ValidationError(self.error_messages["invalid_choice"])
        return super().to_python(value)
