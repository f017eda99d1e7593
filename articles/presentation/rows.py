"""Rows of lists that are not of quotations → their markup, by `templates/lists.jinja`."""

from __future__ import annotations

from django.template.loader import render_to_string

from articles.models import Article
from articles.presentation.compiled import macros
from articles.presentation.dates import long_date
from articles.presentation.quotes import cut
from articles.presentation.switches import speaker_type


def _state(article: Article) -> str:
    """How many quotes an article has, or why it has none yet."""
    if article.state != Article.State.DONE:
        return render_to_string("parts/state.html", {"article": article})
    count = article.quotation_count  # type: ignore[attr-defined] # annotated
    return f"{count:,} quote{'' if count == 1 else 's'}"


markup = macros(
    "lists.jinja",
    {"cut": cut, "long_date": long_date, "speaker_type": speaker_type, "state": _state},
)
