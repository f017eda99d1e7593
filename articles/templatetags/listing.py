"""Tags that print the rows of lists of articles and of speakers."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from articles.models import Article, Speaker
from articles.presentation.rows import markup
from articles.search.query import Query

register = template.Library()


@register.simple_tag(takes_context=True)
def article_rows(context: Context, rows: Iterable[Article]) -> SafeString:
    """Articles, with what the page's search found in them, for editors to tick."""
    query = context.get("query")
    corrects = bool(context["perms"]["articles"]["correct"])
    wanted = query if isinstance(query, Query) else None
    return markup("articles", rows, wanted, context.get("carried") or "", corrects)


@register.simple_tag
def speaker_rows(rows: Iterable[Speaker]) -> SafeString:
    """Speakers with their numbers of quotes."""
    return markup("speakers", rows)
