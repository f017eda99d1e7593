"""The words of a quotation as pages print them, and whether they are all the speaker's."""

from __future__ import annotations

from articles.models import Quotation
from extraction.annotations import Kind
from extraction.lexicon.glyphs import SHOWN_CLOSING, SHOWN_OPENING


def shown_words(quotation: Quotation) -> str:
    """The verbatim words, without quotation marks around them if the quotation is `whole`.

    A comma before “she said” is the article's and is left out.  Words that begin within a sentence
    get an ellipsis.
    """
    text = quotation.text.strip()
    if whole(quotation):
        inner = text[1:-1] if _marked(text) == (True, True) else text
        return inner.strip().removesuffix(",") or text
    return f"… {text}" if text[:1].islower() else text


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
