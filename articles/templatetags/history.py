"""What a change of the history changed in a text."""

from __future__ import annotations

from typing import Any

from django import template

from articles.models import Change
from articles.presentation.differences import Stretch, differences

register = template.Library()

# Shorter values are shown whole, one behind the other.
SHORT = 40


@register.simple_tag
def text_diff(change: Change, name: str, before: Any, after: Any) -> list[Stretch]:
    """The difference of two texts; empty where one of them is short or no text.

    Of the text of an article the history says how long it is, and keeps it beside that.
    """
    if name == "body":
        before, after = (side.get(name, {}).get("value") for side in (change.before, change.after))
    texts = (before, after)
    if not all(isinstance(text, str) and len(text) > SHORT for text in texts):
        return []
    return differences(str(before), str(after))
