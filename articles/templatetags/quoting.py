"""Filters and tags that print quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django import template
from django.template import Context

from articles.citation.cited import Run
from articles.citation.plain import plain
from articles.models import Quotation
from articles.models.choices import KIND_LABELS
from articles.presentation.citing import cited
from articles.presentation.groups import grouped
from articles.presentation.verbatim import in_marks, quoted, shown_words, spoken, whole
from articles.search.backends import backend
from articles.search.highlight import highlights
from articles.search.query import Query
from extraction.annotations import Kind
from extraction.confidence import needs_review

register = template.Library()

CONTEXT = 160  # code points

register.filter("words", shown_words)
register.filter("whole", whole)
register.filter("grouped", grouped)
register.filter("quoted", quoted)
register.filter("in_marks", in_marks)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text; a `hit` matches the page's search, and a tag is not `said`."""

    text: str
    hit: bool
    said: bool = True


@register.simple_tag(takes_context=True)
def cut(context: Context, text: str) -> list[Piece]:
    """Divide a text into pieces at the matches of the page's search, if it has one."""
    query = context.get("query")
    if not isinstance(query, Query) or not query.wanted:
        return [Piece(text, hit=False)]
    pieces, at = [], 0
    for start, end in highlights(text, query, backend().stemmer):
        pieces += [Piece(text[at:start], hit=False), Piece(text[start:end], hit=True)]
        at = end
    return [piece for piece in [*pieces, Piece(text[at:], hit=False)] if piece.text]


@register.simple_tag(takes_context=True)
def citation(context: Context, quotation: Quotation, permalink: str) -> tuple[Run, ...]:
    """The plain citation of a quotation, with absolute links."""
    return plain(cited(quotation, context["request"].build_absolute_uri(permalink)))


@register.simple_tag(takes_context=True)
def cut_words(context: Context, quotation: Quotation) -> list[Piece]:
    """Divide the words of a quotation likewise, and at the tags that interrupt them."""
    return [
        replace(piece, said=each.said)
        for each in spoken(quotation)
        for piece in (cut(context, each.text) if each.said else [Piece(each.text, hit=False)])
    ]


@register.filter
def byline(quotation: Quotation) -> str:
    """Who spoke, as what, for which country, and what kind of quotation it is, in plain text."""
    speaker = quotation.speaker.name if quotation.speaker else quotation.source_text
    country = quotation.speaker_country.name if quotation.speaker_country else ""
    parts = (speaker or "Speaker not found", quotation.speaker_title, country)
    named = ", ".join(filter(None, parts))
    kind = kind_label(quotation.kind).lower()
    return named if quotation.kind == Kind.DIRECT else f"{named} ({kind})"


@register.filter
def doubtful(quotation: Quotation) -> bool:
    """Whether a reader should check who speaks."""
    return needs_review(quotation.confidence)


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
def kind_label(value: str) -> str:
    """The label of a kind of quotation."""
    return KIND_LABELS[Kind(value)]


@register.filter
def speaker_type(value: str) -> str:
    """The label of a type of speaker."""
    return {"unnamed": "unnamed source"}.get(value, value).capitalize()


@register.filter
def entity_type(value: str) -> str:
    """The heading of the entities of a type."""
    plural = {"person": "People", "country": "Countries"}
    return plural.get(value, f"{value.capitalize()}s")
