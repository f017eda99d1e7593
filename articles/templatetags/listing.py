"""Tags that print the rows of lists of articles and of speakers, and what is around any list."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from articles.models import Article, Speaker
from articles.presentation.cursor import Listing
from articles.presentation.dates import Dates
from articles.presentation.orders import Order
from articles.presentation.rows import markup
from articles.presentation.switches import WordsSwitch
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


@register.simple_tag
def countries_spoken_about(rows: Iterable[object], speaker: Speaker, carried: str) -> SafeString:
    """Countries, with how many of a speaker's quotes are about each."""
    link = f"{reverse('quotations')}?speaker={speaker.pk}&about="
    return markup("tallies", rows, link, carried)


@register.simple_tag
def pages_line(
    page: Listing | str, earlier: str = "Newer", later: str = "Older", front: str = "Newest"
) -> SafeString:
    """The links to the neighbours of a page of a list, and to its first page, by these names."""
    return markup("pages", page, earlier, later, front) if page else SafeString()


@register.simple_tag
def orders_line(orders: Iterable[Order]) -> SafeString:
    """The orders that a list can be in."""
    return markup("orders", orders)


@register.simple_tag
def periods_line(dates: Dates) -> SafeString:
    """Presets of dates, and what dates leave out."""
    return markup("periods", dates)


@register.simple_tag
def words_line(switch: WordsSwitch | str | None) -> SafeString:
    """The switch between own words and all quotes, where there is one."""
    return markup("words", switch) if switch else SafeString()
