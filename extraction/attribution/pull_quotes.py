"""Quotations that stand alone and are said again in the text: pull quotes, subheads, captions.

““We were lied to””, between two paragraphs, and further on ““We were lied to from the first day,”
said Ek””: they are Ek's, whoever speaks in the paragraph before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extraction.annotations import Attribution, Span, overlap
from extraction.attribution.exchanges import is_paragraph
from extraction.document import Document
from extraction.text.quotation_marks import QuotedSpan

MIN_WORDS = 3
CLAIMED = 0.5
"""The share of a quoted span that an attribution must hold to claim it."""
_WORD = re.compile(r"\w+(?:[’']\w+)*")


def give_pull_quotes(document: Document) -> None:
    """Give each quotation that stands alone to who says its words elsewhere in the text.

    One that nobody is given yet stays so: its words are there already.
    """
    found = list(_pulled(document))
    if not found:
        return
    moved = [each.content[0] for each in found]
    kept = [_without(each, moved) for each in document.attributions]
    rest = [each for each in kept if each is not None]
    document.attributions = sorted([*rest, *found], key=lambda a: (a.content, a.source))


def _pulled(document: Document) -> Iterator[Attribution]:
    alone = [each for each in document.outer_spans if is_paragraph(document, each)]
    if not alone or len(document.outer_spans) < 2:
        return
    words = {each.span: _words(document, each) for each in document.outer_spans}
    openings: dict[tuple[str, ...], list[QuotedSpan]] = defaultdict(list)
    for each in document.outer_spans:
        said = words[each.span]
        for at in range(len(said) - MIN_WORDS + 1):
            openings[said[at : at + MIN_WORDS]].append(each)
    for each in alone:
        said = words[each.span]
        longer = [
            other
            for other in openings.get(said[:MIN_WORDS], ())
            if len(words[other.span]) > len(said) and _has(words[other.span], said)
        ]
        speaking = [claim for other in longer for claim in _claims(document, other) if claim.source]
        if not speaking or any(claim.source != speaking[0].source for claim in speaking):
            continue
        mine = _claims(document, each)
        if mine and not any(claim.source == speaking[0].source for claim in mine):
            first = speaking[0]
            yield replace(first, content=(each.inner,), cue=(), carried_from=first.content[0].start)


def _words(document: Document, quoted_span: QuotedSpan) -> tuple[str, ...]:
    said = quoted_span.inner.of(document.text).lower().replace("’", "'")
    return tuple(_WORD.findall(said))


def _has(words: Sequence[str], part: Sequence[str]) -> bool:
    """Whether some words have others among them, one behind another."""
    return any(
        words[at : at + len(part)] == part
        for at, word in enumerate(words[: len(words) - len(part) + 1])
        if word == part[0]
    )


def _claims(document: Document, quoted_span: QuotedSpan) -> list[Attribution]:
    least = CLAIMED * (quoted_span.inner.end - quoted_span.inner.start)
    return [a for a in document.attributions if overlap(a.content, (quoted_span.inner,)) >= least]


def _without(attribution: Attribution, moved: Sequence[Span]) -> Attribution | None:
    content = tuple(s for s in attribution.content if not any(s.overlaps(m) for m in moved))
    if content == attribution.content:
        return attribution
    return replace(attribution, content=content) if content else None
