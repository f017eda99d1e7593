"""Tags that print what the page of a speaker has dozens of."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template.defaultfilters import urlencode
from django.utils.safestring import SafeString

from articles.models import Speaker
from articles.presentation.charts.months import Months
from articles.presentation.compiled import macros
from articles.presentation.dates import short_date
from articles.search.answers.speakers import TitleHeld

register = template.Library()

markup = macros("speaker.jinja", {"short_date": short_date, "urlencode": urlencode})


@register.simple_tag
def quotes_by_time(chart: Months) -> SafeString:
    """The picture of a speaker's quotations over time, and the same as a table."""
    return markup("months", chart)


@register.simple_tag
def titles_held(rows: Iterable[TitleHeld], speaker: Speaker) -> SafeString:
    """Titles that articles give a speaker, with the dates that they give them on."""
    return markup("titles", rows, speaker)


@register.simple_tag
def quoted_beside(rows: Iterable[Speaker], speaker: Speaker) -> SafeString:
    """Others who are quoted in the same articles, and in how many."""
    return markup("beside", rows, speaker)
