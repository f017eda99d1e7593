"""What extraction says about a text: spans, attributions, quotations, entities.

Every offset is a half-open range `[start, end)` of Unicode code points into the
unmodified text, so `text[span.start:span.end]` is the verbatim.  These types are all
that crosses the border of this package: no spaCy object and no Django model does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The verbatim: the characters of `text` in this span."""
        return text[self.start : self.end]


Spans = tuple[Span, ...]


def length(spans: Iterable[Span]) -> int:
    """Characters covered by spans that do not overlap one another."""
    return sum(end - start for start, end in spans)


def overlap(left: Iterable[Span], right: Sequence[Span]) -> int:
    """Characters that two sets of spans share; within each set none overlap."""
    shared = 0
    for start, end in left:
        for other_start, other_end in right:
            if start < other_end and other_start < end:
                shared += min(end, other_end) - max(start, other_start)
    return shared


class Kind(StrEnum):
    """How a quotation gives the words: all between marks, partly, or in paraphrase."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class SpeakerType(StrEnum):
    """What a source is; UNNAMED is one person whom the article never names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"
    UNNAMED = "unnamed"


class EntityType(StrEnum):
    PERSON = "person"
    ORGANIZATION = "organization"
    COUNTRY = "country"
    PLACE = "place"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said what, as spans only: source, cue and content (PARC, PolNeAR).

    Spans of one role are in text order and do not overlap.  `source` and `cue` may be
    empty, `content` never is.  `confidence` is the probability, 0 to 1, that content and
    source are right.  `carried_from` is the start of the content of the quotation whose
    speaker this one takes over, where it has no source of its own.
    """

    content: Spans
    source: Spans = ()
    cue: Spans = ()
    confidence: float = 1.0
    carried_from: int | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """An attribution with its speaker resolved.

    `name` is the fullest name the article gives the speaker, None where it gives none or
    where the resolver is in doubt.  `title` is the office held at the time, as the article
    words it.  `speaker_country` and `about` are ISO 3166-1 alpha-2.  `likely_country` is given
    where no country is sure enough for `speaker_country`; of the one that is given,
    `country_probability` is the probability, 0 to 1, and `country_reason` the reason.  `reason`
    says in a reporter's words why this speaker was chosen.
    """

    kind: Kind
    content: Spans
    source: Spans = ()
    cue: Spans = ()
    name: str | None = None
    speaker_type: SpeakerType | None = None
    title: str | None = None
    speaker_country: str | None = None
    about: tuple[str, ...] = ()
    confidence: float = 1.0
    reason: str = ""
    likely_country: str | None = None
    country_probability: float | None = None
    country_reason: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person or a thing the text mentions, with all mentions in text order."""

    type: EntityType
    name: str
    mentions: Spans
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All quotations of one text, by start of content, and all entities, by first mention."""

    quotations: tuple[Quotation, ...] = ()
    entities: tuple[Entity, ...] = ()
