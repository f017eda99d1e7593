"""Widgets that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class LongSelect(forms.Select):
    """A select of hundreds of options, formatted at once: Django renders a template for every
    option, which takes 15 ms for all countries."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        widget = self.get_context(name, value, attrs)["widget"]
        rows = (option for _, options, _ in widget["optgroups"] for option in options)
        options = format_html_join(
            "", '<option value="{}"{}>{}</option>',
            ((o["value"], flatatt(o["attrs"]), o["label"]) for o in rows),
        )  # fmt: skip
        return format_html(
            "<select{}>{}</select>", flatatt({"name": name, **widget["attrs"]}), options
        )
