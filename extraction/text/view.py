"""A text as the stages read it: line ends as LF, wrapped lines joined, endless runs blank."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from extraction.annotations import Entity, Extraction, Quotation, Span, Spans
from extraction.text.chunks import without_long_runs
from extraction.text.wrapping import unwrap

_CARRIAGE_RETURN = re.compile(r"\r(?=\n)")


@dataclass(frozen=True, slots=True)
class TextView:
    """What is read of a text, and where carriage returns are left out of it.

    `left_out` are offsets into `text`, in order; in front of each, the text has one more.  But
    for them, offsets into the view are offsets into the text.
    """

    text: str
    left_out: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str) -> TextView:
        """The view of any text.

        >>> TextView.of("It\\r\\nrains.\\rSo what?").text
        'It\\nrains.\\nSo what?'
        """
        returns = [found.start() for found in _CARRIAGE_RETURN.finditer(text)]
        lines = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
        left_out = tuple(at - before for before, at in enumerate(returns))
        return cls(unwrap(without_long_runs(lines)), left_out)

    def in_text(self, extraction: Extraction) -> Extraction:
        """What was found in the view, with offsets into the text."""
        if not self.left_out:
            return extraction
        return Extraction(
            tuple(map(self._quotation, extraction.quotations)),
            tuple(map(self._entity, extraction.entities)),
        )

    def _quotation(self, found: Quotation) -> Quotation:
        return replace(
            found,
            content=self._spans(found.content),
            source=self._spans(found.source),
            cue=self._spans(found.cue),
        )

    def _entity(self, found: Entity) -> Entity:
        return replace(found, mentions=self._spans(found.mentions))

    def _spans(self, spans: Spans) -> Spans:
        return tuple(Span(self._offset(span.start), self._offset(span.end)) for span in spans)

    def _offset(self, at: int) -> int:
        return at + bisect_left(self.left_out, at)
