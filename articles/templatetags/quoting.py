"""Filters and tags that print quotations."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.template import Context

from articles.models import Quotation
from articles.models.choices import KIND_LABELS
from articles.search.backends import backend
from articles.search.highlight import highlights
from articles.search.query import Query
from extraction.annotations import Kind
from extraction.confidence import needs_review
from extraction.lexicon.glyphs import SHOWN_CLOSING, SHOWN_OPENING

register = template.Library()

CONTEXT = 160  # code points


@register.filter
def words(quotation: Quotation) -> str:
    """The verbatim words for a list, without quotation marks around them if `whole` is true.

    A comma before “she said” is the article's and is left out.  Words that begin within a sentence
    get an ellipsis.
    """
    text = quotation.text.strip()
    if whole(quotation):
        inner = text[1:-1] if _marked(text) == (True, True) else text
        return inner.strip().removesuffix(",") or text
    return f"… {text}" if text[:1].islower() else text


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text; a `hit` matches the page's search."""

    text: str
    hit: bool


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


@register.filter
def whole(quotation: Quotation) -> bool:
    """Whether every word is the speaker's, so that the page can quote them all.

    Not if only one end has a quotation mark: the other one is then within the words.
    """
    opened, closed = _marked(quotation.text.strip())
    return quotation.kind == Kind.DIRECT and opened == closed


def _marked(text: str) -> tuple[bool, bool]:
    """Whether each end is a quotation mark; a final apostrophe is one only if the first is."""
    opened = text[:1] in SHOWN_OPENING and len(text) > 1
    closed = text[-1:] in SHOWN_CLOSING and (opened or text[-1:] not in "’'")
    return opened, closed and len(text) > 1


@register.filter
def doubtful(quotation: Quotation) -> bool:
    """Whether a reader should check who speaks."""
    return needs_review(quotation.confidence)


@register.filter
def percent(quotation: Quotation) -> str:
    """The confidence in whole per cent."""
    return f"{quotation.confidence:.0%}"


@register.filter
def before(quotation: Quotation) -> str:
    """The context before a quotation, up to CONTEXT characters."""
    return quotation.article.body[max(0, quotation.start - CONTEXT) : quotation.start]


@register.filter
def stretch(quotation: Quotation) -> str:
    """The article's text from the first character of a quotation to its last."""
    return quotation.article.body[quotation.start : quotation.end]


@register.filter
def after(quotation: Quotation) -> str:
    return quotation.article.body[quotation.end : quotation.end + CONTEXT]


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
