"""Documents made by hand, as the models would give them: no model is loaded."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.annotations import Attribution, Span, Spans
from extraction.document import Document, Name
from extraction.text.quotation_marks import find_quoted_spans


def document(
    text: str, *attributions: Attribution, names: Sequence[Name] = (), author: str = ""
) -> Document:
    return Document(
        text,
        author,
        quoted_spans=find_quoted_spans(text),
        names=names,
        attributions=attributions,
    )


def part(text: str, piece: str) -> Spans:
    """The first occurrence of a piece; of none for an empty one."""
    if not piece:
        return ()
    start = text.index(piece)
    return (Span(start, start + len(piece)),)


def tagged(text: str, content: str, source: str, cue: str, confidence: float = 0.9) -> Attribution:
    return Attribution(part(text, content), part(text, source), part(text, cue), confidence)


def said(made: Document) -> list[tuple[str, str]]:
    """Source and content of each attribution, the parts of both joined by “ | ”."""
    return [
        (_joined(made.text, each.source), _joined(made.text, each.content))
        for each in made.attributions
    ]


def _joined(text: str, spans: Spans) -> str:
    return " | ".join(span.of(text) for span in spans)
