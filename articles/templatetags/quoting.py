"""How a quotation is put on a page."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.template import Context

from articles.models import Quotation
from articles.presentation.facets import KINDS
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
    """The verbatim as it stands alone, without the marks around it where `whole` is true.

    The comma before “she said” is the article's, not the speaker's, and stays there.  What
    begins within a sentence of the article shows that it does.
    """
    text = quotation.text.strip()
    if whole(quotation):
        inner = text[1:-1] if _marked(text) == (True, True) else text
        return inner.strip().removesuffix(",") or text
    return f"… {text}" if text[:1].islower() else text


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; a `hit` is what was looked for."""

    text: str
    hit: bool


@register.simple_tag(takes_context=True)
def cut(context: Context, text: str) -> list[Piece]:
    """A text cut at the edges of what the page's search wants, if it has one."""
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
    """Whether every word is the speaker's, so that the page may set marks around them all.

    Not so where only one end has a mark: the other then stands somewhere within.
    """
    opened, closed = _marked(quotation.text.strip())
    return quotation.kind == Kind.DIRECT and opened == closed


def _marked(text: str) -> tuple[bool, bool]:
    """Whether a mark stands at either end; a last apostrophe is one only if a first is."""
    opened = text[:1] in SHOWN_OPENING and len(text) > 1
    closed = text[-1:] in SHOWN_CLOSING and (opened or text[-1:] not in "’'")
    return opened, closed and len(text) > 1


@register.filter
def doubtful(quotation: Quotation) -> bool:
    """Whether a reader should check who speaks."""
    return needs_review(quotation.confidence)


@register.filter
def percent(quotation: Quotation) -> str:
    """How sure the machine is, in whole per cent."""
    return f"{quotation.confidence:.0%}"


@register.filter
def before(quotation: Quotation) -> str:
    """The text in front of a quotation, as much as one needs to judge it."""
    return quotation.article.body[max(0, quotation.start - CONTEXT) : quotation.start]


@register.filter
def stretch(quotation: Quotation) -> str:
    """The article's text from the first word of a quotation to its last."""
    return quotation.article.body[quotation.start : quotation.end]


@register.filter
def after(quotation: Quotation) -> str:
    return quotation.article.body[quotation.end : quotation.end + CONTEXT]


@register.filter
def cue_words(quotation: Quotation) -> str:
    """The word that says that somebody says: “said”, “according to”."""
    return " ".join(quotation.article.body[start:end] for start, end in quotation.cue)


@register.filter
def kind_label(value: str) -> str:
    """What a reporter calls a kind of quotation."""
    return KINDS[Kind(value)]


@register.filter
def speaker_type(value: str) -> str:
    """What the newsroom calls a kind of speaker."""
    return {"unnamed": "unnamed source"}.get(value, value).capitalize()


@register.filter
def entity_type(value: str) -> str:
    """The heading over entities of a type."""
    plural = {"person": "People", "country": "Countries"}
    return plural.get(value, f"{value.capitalize()}s")
