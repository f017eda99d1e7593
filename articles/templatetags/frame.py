"""What stands around every page, printed once for each kind of reader and kept."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import get_script_prefix, get_urlconf
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def masthead(context: Context, here: str | None) -> SafeString:
    """The top of the page whose route has this name."""
    perms, may_add = context.get("perms"), context.get("may_add")
    corrects = bool(perms and perms["articles"]["correct"])
    adds = bool(may_add() if callable(may_add) else may_add)
    return _masthead(here or "", corrects, adds, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=512)
def _masthead(here: str, corrects: bool, adds: bool, urls: str | None, prefix: str) -> SafeString:
    """The top of a page; it depends on the routes and on the prefix of the server besides."""
    return render_to_string(
        "parts/masthead.html", {"here": here, "corrects": corrects, "may_add": adds}
    )
