"""Parts direct quotations where they come to speak about other countries.

““We owe Chad water,” said Brel.  “Kenya owes us cement for the lower dam.””: to those who look for
words about Chad the second sentence is another quotation.  One goes on behind its tag, or in
another paragraph, and both parts keep the source and the cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extraction.annotations import Attribution, Kind, Span, Spans
from extraction.attribution.kinds import kind_of
from extraction.countries.spoken_about.about import about_of
from extraction.document import Document
from extraction.text.patterns import occurs

MIN_WORDS = 6
"""The least words of a part; fewer stay with the part before, or with the one that follows."""

_MARKS = '“”"„«»'
_OPENING = '“"„«'
_OPENED = re.compile(r"""(?:(?:\A|[\s(\[])[‘'`]{1,2}|[“"„«])[ \xa0]?\Z""")
_MARK = re.compile(f"[{_MARKS}]")
_SENTENCE_END = re.compile(rf"[.!?…:][{_MARKS}’')]*[\s‘'`{_OPENING}]*\Z")
# Paragraphs on one line: each still opens with a mark, and only the last one closes.
_RUN_TOGETHER = re.compile(rf"(?<=[.!?…])[ \xa0]+[{_OPENING}](?=[^\W\d_a-z])")
_WORD = re.compile(r"\w+")

type _Part = tuple[Spans, tuple[str, ...]]


def part_by_countries(document: Document) -> None:
    """Part attributions; all are by start of content, then source, with what each is about."""
    found = [
        (replace(attribution, content=content), about)
        for attribution, whole in zip(document.attributions, document.about, strict=True)
        for content, about in _parts(document, attribution, whole)
    ]
    found.sort(key=lambda pair: (pair[0].content, pair[0].source))
    document.attributions = [attribution for attribution, _ in found]
    document.about = [about for _, about in found]


def _parts(document: Document, attribution: Attribution, whole: tuple[str, ...]) -> list[_Part]:
    """Parts of a content with the countries of each, which are of those of the whole."""
    sections = list(_sections(document, attribution)) if whole else []
    if len(sections) < 2:
        return [(attribution.content, whole)]
    parts: list[_Part] = []
    for content in sections:
        about = about_of(document, attribution, content)
        of_whole = tuple(code for code in about if code in whole)
        before, named = parts[-1] if parts else ((), ())
        few = not all(occurs(_WORD, document.text, each, MIN_WORDS) for each in (content, before))
        if before and (few or set(named) == set(of_whole)):
            parts[-1] = before + content, tuple(dict.fromkeys(named + of_whole))
        else:
            parts.append((content, of_whole))
    return parts if len(parts) > 1 else [(attribution.content, whole)]


def _sections(document: Document, attribution: Attribution) -> Iterator[Spans]:
    """The content up to each tag that ends a sentence, and up to each end of a paragraph.

    Behind a paraphrase only a paragraph that is all between marks is a section.
    """
    is_direct = kind_of(document, attribution) is Kind.DIRECT
    first, *others = _marked(document.text, attribution)
    for section in others:
        between = document.text[first[-1].end : section[0].start]
        alone = "\n" in between and kind_of(document, replace(attribution, content=section))
        if is_direct or alone is Kind.DIRECT:
            yield first
            first = section
        else:
            first += section
    yield first


def _marked(text: str, attribution: Attribution) -> Iterator[Spans]:
    """The content up to each place where marks open again."""
    section: Spans = ()
    for span in (each for content in attribution.content for each in _paragraphs(text, content)):
        if section and _opens(text, Span(section[-1].end, span.start), attribution):
            yield section
            section = ()
        section += (span,)
    yield section


def _opens(text: str, between: Span, attribution: Attribution) -> bool:
    """Whether what lies between two spans is the end of a paragraph, or a tag and its full stop."""
    words = between.of(text)
    if not _OPENED.search(words):
        return False
    if "\n" in words or not words.strip(_MARKS + "‘’'` \xa0"):
        return True
    tagged = any(between.contains(span) for span in (*attribution.source, *attribution.cue))
    return tagged and bool(_SENTENCE_END.search(words))


def _paragraphs(text: str, span: Span) -> Iterator[Span]:
    """The paragraphs of a span that have an opening mark each, on one line."""
    found = list(_RUN_TOGETHER.finditer(text, span.start, span.end))
    start = span.start
    if len(found) == len(_MARK.findall(span.of(text)[1:].rstrip(_MARKS + " \xa0"))):
        for match in found:
            yield Span(start, match.start())
            start = match.end()
    yield Span(start, span.end)
