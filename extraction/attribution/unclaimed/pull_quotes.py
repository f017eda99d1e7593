"""Quotations that stand alone and are said again in the text: pull quotes, subheads, captions.

““We were lied to””, between two paragraphs, and further on ““We were lied to from the first day,”
said Ek””: they are Ek's, and not of who speaks in the paragraph before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from extraction.annotations import Attribution, Span
from extraction.attribution.claims import Claims, without
from extraction.attribution.unclaimed.exchanges import is_paragraph
from extraction.document import Document
from extraction.text.quotation_marks import QuotedSpan

MIN_WORDS = 3
_WORD = re.compile(r"\w+(?:[’']\w+)*")


def give_pull_quotes(document: Document) -> None:
    """Give each quotation that stands alone to who says its words elsewhere in the text.

    One that nobody is given yet stays so: its words are there already.
    """
    found = list(_pulled(document))
    if not found:
        return
    moved = [each.content[0] for each in found]
    rest = without(document.attributions, moved)
    document.attributions = sorted([*rest, *found], key=lambda a: (a.content, a.source))


def _pulled(document: Document) -> Iterator[Attribution]:
    alone = [each for each in document.outer_spans if is_paragraph(document, each)]
    if not alone or len(document.outer_spans) < 2:
        return
    words = {each.span: _words(document, each) for each in document.outer_spans}
    longer = _longer(document.outer_spans, words, {words[each.span] for each in alone})
    claimed = Claims(document.attributions)
    for each in alone:
        others = longer.get(words[each.span], ())
        claims = (claim for other in others for claim in claimed.on(other))
        speaking = [claim for claim in claims if claim.source]
        if not speaking or any(claim.source != speaking[0].source for claim in speaking):
            continue
        mine = claimed.on(each)
        if mine and not any(claim.source == speaking[0].source for claim in mine):
            first = speaking[0]
            yield replace(first, content=(each.inner,), cue=(), carried_from=first.content[0].start)


def _words(document: Document, quoted_span: QuotedSpan) -> str:
    """The words of a quoted span in small letters, each with a blank before and behind it."""
    said = quoted_span.inner.of(document.text).lower().replace("’", "'")
    return f" {' '.join(_WORD.findall(said))} "


def _longer(
    quoted_spans: Sequence[QuotedSpan], words: Mapping[Span, str], alone: Collection[str]
) -> dict[str, list[QuotedSpan]]:
    """The quoted spans that have other words too, by the words of one that stands alone."""
    found: dict[str, list[QuotedSpan]] = defaultdict(list)
    by_opening: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for said in alone:
        if len(opening := tuple(said.split()[:MIN_WORDS])) == MIN_WORDS:
            by_opening[opening].append(said)
    for each in quoted_spans:
        has = words[each.span]
        split = has.split()
        runs = set(zip(*(split[at:] for at in range(MIN_WORDS)), strict=False))
        for said in (said for run in runs & by_opening.keys() for said in by_opening[run]):
            if len(said) < len(has) and said in has:
                found[said].append(each)
    return found
