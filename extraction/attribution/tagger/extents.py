"""Where exactly a span begins and ends: whole words, whole quoted spans, no loose marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extraction.annotations import Span, Spans
from extraction.lexicon.speech_verbs import LEAD_INS
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import QuotedSpan

_LEADING = " ,;:—–-\n\r\t\xa0.)…"
_TRAILING = " ;:—–\n\r\t\xa0(,"
_GOES_ON = re.compile(r"(?!s\b)[^\W\d_]")  # behind an apostrophe, which no owner has
_LOOSE_END = re.compile(r"(?<=\w)(?:,?\s+(?:on|in|at|to|also|and|of|by|for|has|had))+\Z")
_RELATIVE_END = re.compile(r"(?<=\w),?\s+(?P<relative>who|which)\Z")
_SPEECH_END = re.compile(rf"\b{any_of(LEAD_INS)}[,:]?\s*\Z")
_NAME_END = re.compile(r"(?P<name>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,3}),\s*\Z")
COVERED = 0.2
"""The share of a quoted span that, once tagged as content, draws in the rest of it.

Words between marks are said whole or not at all; a fifth is more than a stray piece."""


def whole_words(text: str, span: Span) -> Span:
    """The span widened to the ends of the words it cuts."""
    start, end = span
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    if end > 1 and text[end - 1] in "'’" and text[end - 2].isalpha() and _GOES_ON.match(text, end):
        end += 1  # “Chelang'|at”
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)


def joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """In text order, a line at a time, with those joined that overlap or have a blank between."""
    out: list[Span] = []
    for line in sorted(line for span in spans for line in _lines(text, span)):
        if out and (line.start <= out[-1].end or _blank(text[out[-1].end : line.start])):
            out[-1] = Span(out[-1].start, max(out[-1].end, line.end))
        else:
            out.append(line)
    return out


def _blank(between: str) -> bool:
    return not between.strip(" \t\xa0")


def _lines(text: str, span: Span) -> Iterator[Span]:
    """The pieces of a span that no line's end cuts."""
    start = span.start
    while (end := text.find("\n", start, span.end)) >= 0:
        if end > start:
            yield Span(start, end)
        start = end + 1
    if start < span.end:
        yield Span(start, span.end)


def snapped(
    text: str, spans: Iterable[Span], quoted_spans: Sequence[QuotedSpan], within: Span
) -> Spans:
    """Content with every quoted span whole of which it holds a fifth; ends trimmed.

    `quoted_spans` are of depth 0, `within` is the window that was read.
    """
    content = [whole_words(text, span) for span in spans]
    around = Span(min(content).start, max(span.end for span in content)) if content else Span(0, 0)
    for quoted_span in quoted_spans:
        span = quoted_span.span
        if not (span.overlaps(within) and span.overlaps(around)):
            continue
        held = sum(max(0, min(b, span.end) - max(a, span.start)) for a, b in content)
        if held >= COVERED * (span.end - span.start):
            content.append(Span(max(span.start, within.start), min(span.end, within.end)))
    trimmed = (trim(text, span) for span in joined(text, content))
    out = (unmarked(text, span, quoted_spans) for span in trimmed if span.end - span.start > 1)
    return tuple(span for span in out if any(c.isalnum() for c in span.of(text)))


def led_in(
    text: str, content: Spans, source: Spans, cue: Spans, quoted_spans: Sequence[QuotedSpan]
) -> tuple[Spans, Spans]:
    """Content and source, if words of speech or of the source precede the first mark.

    “…as saying, “It rains”” says no more than “It rains”; and what follows “according to” up to a
    comma and a mark is who says it.
    """
    first = content[0]
    marked = next((s.span for s in quoted_spans if first.start < s.span.start < first.end), None)
    if marked is None:
        return content, source
    name = _NAME_END.match(text, first.start, marked.start)
    ends = [span.end for span in (*source, *cue) if span.end <= first.start]
    follows = bool(ends) and _blank(text[max(ends) : first.start])
    if not (name and follows) and not _SPEECH_END.search(text, first.start, marked.start):
        return content, source
    if name and follows:
        source = tuple(joined(text, [*source, Span(*name.span("name"))]))
    return (unmarked(text, Span(marked.start, first.end), quoted_spans), *content[1:]), source


def trim(text: str, span: Span) -> Span:
    """The span without blanks and joints at its ends."""
    start, end = span
    while start < end and text[start] in _LEADING:
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return Span(start, end)


def trim_source(text: str, span: Span) -> Span:
    """The span without loose punctuation at its ends, nor the ’s of the word before."""
    start, end = span
    if text.startswith(("’s ", "'s "), start, end):
        start += 3
    while start < end and not (text[start].isalnum() or text[start] in "@#$“\"‘'([{"):
        start += 1
    if loose := _LOOSE_END.search(text, start, end):
        end = loose.start()
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:—–-"):
        end -= 1
    return Span(start, end)


def source_spans(text: str, span: Span) -> Spans:
    """The source trimmed; “Ana Brel, who” is two spans, name and pronoun."""
    span = trim_source(text, span)
    if relative := _RELATIVE_END.search(text, *span):
        noun = trim_source(text, Span(span.start, relative.start()))
        if noun.start < noun.end:
            return (noun, Span(*relative.span("relative")))
    said = span.of(text)
    return (span,) if len(said) > 1 or said == "I" else ()


def unmarked(text: str, span: Span, quoted_spans: Sequence[QuotedSpan]) -> Span:
    """Without the marks around it, if it starts and ends with a quoted span."""
    stop = span.end
    while stop > span.start and text[stop - 1] in ".,;:!? ":
        stop -= 1
    first = next((s for s in quoted_spans if s.span.start == span.start), None)
    last = next(
        (
            s
            for s in quoted_spans
            if (s.inner.end <= span.end and stop <= s.span.end <= span.end)
            or (not s.closed and s == first and span.end < s.inner.end and stop >= s.inner.end - 1)
        ),
        None,
    )
    if first is None or last is None:
        return span
    start, end = first.inner.start, last.inner.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else span
