"""The links to a list of quotations as files."""

from __future__ import annotations

from typing import Any

from django import template

from articles.exports.formats import FORMATS

register = template.Library()


@register.inclusion_tag("parts/export.html")
def export_menu(at: str, query: str = "", what: str = "") -> dict[str, Any]:
    """The menu of formats of the list at an address; `query` is its query string.

    `what` names the list where a page has several.
    """
    query = "" if query == "?" else query
    links = [(form, f"{at}quotes.{form.suffix}{query}") for form in FORMATS.values()]
    return {"links": links, "what": what}
