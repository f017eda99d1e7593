"""Widgets that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.presentation.compiled import macros

markup = macros("narrowing.jinja")


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Print the field without a template, as every list has two of them."""
        shown = self.format_value(value)
        valued = {} if shown in {None, ""} else {"value": shown}
        whole: dict[str, Any] = {"type": self.input_type, "name": name, **valued}
        whole |= self.build_attrs(self.attrs, attrs)
        given = [(key, "" if each is True else each) for key, each in whole.items() if each]
        return format_html("<input{}>", format_html_join("", ' {}="{}"', given))


class LongSelect(forms.Select):
    """A select of hundreds of options without groups, printed at once: Django renders a template
    for every option, which takes 15 ms for all countries."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        whole = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        rows = [("" if each is None else str(each), label) for each, label in self.choices]
        return format_html(
            "<select{}>{}</select>",
            flatatt(whole), markup("choices", rows, self.format_value(value)),
        )  # fmt: skip
