"""Rows and extractions for tests, with only what a test cares about spelt out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Any

from articles.models import Article
from extraction.annotations import (
    Entity,
    EntityType,
    Extraction,
    Kind,
    Quotation,
    Span,
    SpeakerType,
)
from extraction.workers import BATCH, Results, Text, extract_each

_numbers = count(1)


def make_article(body: str = "", **fields: Any) -> Article:
    """A stored article; each has another body unless one is given."""
    number = next(_numbers)
    fields.setdefault("title", f"Article {number}")
    return Article.objects.create(body=body or f"Nothing was said on day {number}.", **fields)


def span(text: str, part: str, after: int = 0) -> Span:
    """Return the span of the first `part` in `text`; raises ValueError if there is none."""
    start = text.index(part, after)
    return Span(start, start + len(part))


def said(
    text: str,
    *parts: str,
    by: str | None = None,
    kind: Kind = Kind.DIRECT,
    speaker_type: SpeakerType | None = SpeakerType.PERSON,
    **fields: Any,
) -> Quotation:
    """A quotation of `parts`, each found in `text` after the one before."""
    content: list[Span] = []
    for part in parts:
        content.append(span(text, part, content[-1].end if content else 0))
    return Quotation(
        kind=kind, content=tuple(content), name=by, speaker_type=speaker_type, **fields
    )


def mentioned(
    text: str, name: str, kind: EntityType = EntityType.PERSON, country: str | None = None
) -> Entity:
    """An entity with every place where `text` has its name."""
    spans = []
    at = text.find(name)
    while at >= 0:
        spans.append(Span(at, at + len(name)))
        at = text.find(name, at + 1)
    return Entity(kind, name, tuple(spans), country)


class FixedExtractor:
    """Replaces the extraction pipeline: gives what a function says of a text."""

    def __init__(
        self,
        extract: Callable[[str], Extraction] = lambda text: Extraction(),
        version: str = "fixed-1",
    ) -> None:
        self.version = version
        self._extract = extract
        self.calls: list[str] = []

    ahead = 0
    batch = BATCH

    def begin(self, texts: Sequence[Text]) -> Callable[[], Results]:
        return lambda: extract_each(texts, self)

    def extract(self, text: str, author: str = "") -> Extraction:
        self.calls.append(text)
        return self._extract(text)

    def extract_many(
        self, texts: Iterable[str], authors: Iterable[str] = ()
    ) -> Iterator[Extraction]:
        return map(self.extract, texts)
