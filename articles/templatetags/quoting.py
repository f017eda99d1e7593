"""How a quotation is put on a page."""

from __future__ import annotations

from django import template

from articles.extraction.annotations import Kind
from articles.facets import KINDS
from articles.models import Quotation
from articles.rendering import CLOSING_MARKS, OPENING_MARKS

register = template.Library()

DOUBT_BELOW = 0.5


@register.filter
def words(quotation: Quotation) -> str:
    """The verbatim as it stands alone, the page setting its own marks around a direct one.

    The comma before “she said” is the article's, not the speaker's, and stays there.  What
    begins within a sentence of the article shows that it does.
    """
    text = quotation.text.strip()
    if quotation.kind != Kind.DIRECT:
        return f"… {text}" if text[:1].islower() else text
    if text[:1] and text[0] in OPENING_MARKS:
        text = text[1:]
    if text[-1:] and text[-1] in CLOSING_MARKS:
        text = text[:-1]
    return text.strip().removesuffix(",") or quotation.text


@register.filter
def doubtful(quotation: Quotation) -> bool:
    """Whether a reader ought to check who speaks."""
    return quotation.confidence < DOUBT_BELOW


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
