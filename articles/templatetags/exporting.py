"""The links to a list of quotations as files and as a feed."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from articles.exports.feed import SUFFIX
from articles.exports.formats import FORMATS
from articles.presentation.rows import markup

register = template.Library()


@register.simple_tag
def export_menu(at: str, query: str = "", what: str = "", saved: str = "") -> SafeString:
    """The menu of formats of the list at an address; `query` is its query string.

    `what` names the list where a page has several.  `saved` has the parameters under which the
    front page has the same list, so that it can be saved as a search; without, it cannot.
    """
    links = [(form, _address(at, form.suffix, query)) for form in FORMATS.values()]
    return markup("export_menu", links, _address(at, SUFFIX, query), saved, what)


@register.inclusion_tag("parts/feed.html")
def feed_link(at: str, query: str, title: str) -> dict[str, str]:
    """The link by which browsers and feed readers find the feed of a page."""
    return {"address": _address(at, SUFFIX, query), "title": title}


def _address(at: str, suffix: str, query: str) -> str:
    return f"{at}quotes.{suffix}{'' if query == '?' else query}"
