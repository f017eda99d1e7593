"""Filters and tags that print quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from articles.citation.cited import Run
from articles.models import Country, Quotation, Speaker
from articles.presentation.groups import grouped
from articles.presentation.quotes import Page, Piece, entry, kind_label, markup
from articles.presentation.quotes import cut as cut_at_hits
from articles.presentation.switches import speaker_type
from articles.presentation.verbatim import in_marks, quoted, shown_words, whole
from articles.search.query import Query
from extraction.annotations import Kind

register = template.Library()

CONTEXT = 160  # code points

register.filter("words", shown_words)
register.filter("whole", whole)
register.filter("kind_label", kind_label)
register.filter("quoted", quoted)
register.filter("in_marks", in_marks)
register.filter("speaker_type", speaker_type)


@register.simple_tag(takes_context=True)
def cut(context: Context, text: str) -> list[Piece]:
    """Divide a text into pieces at the matches of the page's search, if it has one."""
    return cut_at_hits(text, _query(context))


@register.simple_tag(takes_context=True)
def quote_words(context: Context, quotation: Quotation) -> SafeString:
    """The words of a quotation, with what the page's search found marked."""
    return markup("words", quotation, _query(context))


@register.simple_tag
def speaker_link(quotation: Quotation, style: str = "") -> SafeString:
    """The speaker as a link, or the words of the source; `style` is the class."""
    return markup("speaker", quotation, style)


@register.simple_tag
def speaker_with_title(quotation: Quotation, style: str = "", *, card: bool = False) -> SafeString:
    """The same with the title held then; with `card`, it shows the speaker's card."""
    return markup("byline", quotation, style, card=card)


@register.simple_tag
def country_links(countries: Iterable[Country]) -> SafeString:
    """Countries as links, with commas between."""
    return markup("countries", list(countries))


@register.simple_tag
def runs(pieces: Iterable[Run]) -> SafeString:
    """The pieces of a citation."""
    return markup("runs", list(pieces))


@register.simple_tag(takes_context=True)
def cite(context: Context, quotation: Quotation, report: int | str = "") -> SafeString:
    """The buttons and links of a quotation; `report` is its number where errors are reported."""
    return markup("cite", quotation, _page(context), report)


@register.simple_tag(takes_context=True)
def quote(context: Context, quotation: Quotation) -> SafeString:
    """A quotation as lists print it."""
    return entry(quotation, _page(context))


@register.simple_tag(takes_context=True)
def quotes(
    context: Context, rows: Iterable[Quotation], on_speaker: Speaker | None = None
) -> SafeString:
    """A list of quotations, those of one speaker in one article together."""
    return markup("entries", grouped(rows), _page(context, on_speaker))


def _query(context: Context) -> Query | None:
    query = context.get("query")
    return query if isinstance(query, Query) else None


def _page(context: Context, on_speaker: Speaker | None = None) -> Page:
    carried = str(context.get("carried") or "")
    return Page.of(context["request"], _query(context), carried, on_speaker)


@register.filter
def byline(quotation: Quotation) -> str:
    """Who spoke, as what, for which country, and what kind of quotation it is, in plain text."""
    speaker = quotation.speaker.name if quotation.speaker else quotation.source_text
    speaker = speaker or "Speaker not found"
    parts = (speaker, quotation.title_beside, quotation.country_in_words)
    named = ", ".join(filter(None, parts))
    kind = kind_label(quotation.kind).lower()
    return named if quotation.kind == Kind.DIRECT else f"{named} ({kind})"


@register.filter
def doubtful(quotation: Quotation) -> bool:
    """Whether a reader should check who speaks."""
    return quotation.doubtful


@register.filter
def percent(quotation: Quotation) -> str:
    """The confidence in whole per cent."""
    return f"{quotation.confidence:.0%}"


WORD, LAST_WORD = re.compile(r"\A\S+(?=\s)"), re.compile(r"(?<=\s)\S+\Z")


@register.filter
def before(quotation: Quotation) -> str:
    """The whole words in CONTEXT characters before a quotation, behind “…” if there are more."""
    body, start = quotation.article.body, quotation.start - CONTEXT
    if start <= 0:
        return body[: quotation.start]
    words = body[start : quotation.start]
    return "… " + (words if body[start - 1].isspace() else WORD.sub("", words, count=1)).lstrip()


@register.filter
def stretch(quotation: Quotation) -> str:
    """The article's text from the first character of a quotation to its last."""
    return quotation.article.body[quotation.start : quotation.end]


@register.filter
def after(quotation: Quotation) -> str:
    """The whole words in CONTEXT characters behind a quotation, before “…” if there are more."""
    body, end = quotation.article.body, quotation.end + CONTEXT
    if end >= len(body):
        return body[quotation.end :]
    words = body[quotation.end : end]
    return (words if body[end].isspace() else LAST_WORD.sub("", words)).rstrip() + " …"


@register.filter
def cue_words(quotation: Quotation) -> str:
    """The cue of a quotation, such as “said” or “according to”."""
    return " ".join(quotation.article.body[start:end] for start, end in quotation.cue)


@register.filter
def entity_type(value: str) -> str:
    """The heading of the entities of a type."""
    plural = {"person": "People", "country": "Countries"}
    return plural.get(value, f"{value.capitalize()}s")
