"""The document that the stages of extraction read and complete, and what they put into it.

`Document` is to the stages what `Doc` is to the pipes of spaCy: each stage takes one, reads what
earlier stages have set and sets fields of its own (`pipeline.STAGES` has the order).  Every span
is half-open code points into `Document.text`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from extraction import confidence
from extraction.annotations import Attribution, EntityType, Span, SpeakerType
from extraction.learned import KnownName
from extraction.lexicon.roles import PARTISANS, PARTY_WORDS
from extraction.names import core, fuller
from extraction.text.quotation_marks import QuotedSpan
from extraction.text.sentences import Sentences

NOWHERE = Span(0, 0)
Name = tuple[Span, str]
"""A name in the text with its OntoNotes label: PERSON, ORG, GPE, NORP, LOC, …"""

_NOT_BLANK = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text.  `span` holds the name alone: no title, no possessive ending.

    `words` are its words as written; `gender` is that of a title in front of it.
    """

    span: Span
    type: EntityType
    words: tuple[str, ...]
    gender: str | None = None
    possessive: bool = False

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def full(self) -> bool:
        return len(core(self.words)) > 1


@dataclass(frozen=True, slots=True)
class Title:
    """What an article calls a person at one mention.

    `text` is the office as worded, empty for “who leads the mission”; `phrase` is everything
    read, country and all (“Russia’s Deputy Foreign Minister”); `head` is its head noun, plain
    (“minister”).
    """

    text: str
    phrase: str
    head: str


@dataclass(slots=True, eq=False)
class Chain:
    """The coreference chain of one person: the mentions by name and what describes them.

    `country` is an ISO code, None if neither the article nor a well-known name gives one.
    `known` is set where the article has a part of the name only, and editors gave the whole.
    """

    words: Sequence[str]
    mentions: list[Mention] = field(default_factory=list)
    titles: list[tuple[Span, Title]] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)
    country: str | None = None
    known: KnownName | None = None

    @property
    def name(self) -> str:
        return " ".join(self.words)

    @property
    def full(self) -> bool:
        return len(core(self.words)) > 1

    @property
    def gender(self) -> str | None:
        men, women = self.genders.get("m", 0), self.genders.get("f", 0)
        if men == women:
            return None
        return "m" if men > women else "f"

    @property
    def solid(self) -> bool:
        """Whether this is surely a person, and not a place that the recogniser took for one."""
        return self.full or bool(self.titles) or bool(self.genders)

    @property
    def heads(self) -> set[str]:
        """The role nouns of titles, and what a party makes of a person: “D-Ore.”, a Democrat."""
        partisans = {
            word
            for party in self.parties
            for word in PARTISANS.intersection(PARTY_WORDS.get(party[0], ()))
        }
        return {title.head for _, title in self.titles} | partisans

    def add(self, mention: Mention) -> None:
        if mention.words != self.words:
            self.words = fuller(self.words, mention.words) if self.mentions else mention.words
        self.mentions.append(mention)
        if mention.gender:
            self.genders[mention.gender] += 4

    def last_before(self, position: int) -> int:
        """Start of the last mention before a position, -1 if there is none."""
        starts = [m.span.start for m in self.mentions if m.span.start < position]
        return max(starts, default=-1)


class WeighedCountry(NamedTuple):
    """The ISO code of a speaker's country, its probability, and the reason in words."""

    code: str
    probability: float
    reason: str


class Sense(StrEnum):
    """What kind of word names the country."""

    NAME = "name"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    SEAT = "seat"


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A country in the text; `span` leaves out a possessive ending and an article."""

    span: Span
    code: str
    sense: Sense


@dataclass(frozen=True, slots=True)
class ResolvedSource:
    """The entity that a source refers to.  `certainty` is 0 to 1; `reason` is for a reporter.

    `chain` is set for a person whom the article names, `mention` if the source is or has a name.
    `span` is the noun phrase that was resolved: of “I” within a quotation that of its speaker.
    """

    type: SpeakerType | None
    name: str | None = None
    chain: Chain | None = None
    mention: Mention | None = None
    certainty: float = 1.0
    reason: str = ""
    span: Span = NOWHERE


NOBODY = ResolvedSource(None, certainty=confidence.UNRESOLVED, reason="no speaker is given")


@dataclass
class Document:
    """One article.  `author` is the one of a column, to whom “I” outside of quotations refers.

    The spaCy pipes set `quoted_spans`, `names` and `attributions`; the comment at each other
    field names the stage that sets it.
    """

    text: str
    author: str = ""
    quoted_spans: Sequence[QuotedSpan] = ()  # by start, nested ones included
    names: Sequence[Name] = ()  # by start, without overlaps; correct_names changes them
    attributions: Sequence[Attribution] = ()  # by start of content; all stages of attribution
    countries: Sequence[CountryMention] = ()  # in text order: find_country_mentions
    mentions: Sequence[Mention] = ()  # in text order, without overlaps: find_mentions
    chains: Sequence[Chain] = ()  # by first mention: join_mentions
    sources: dict[Span, ResolvedSource] = field(default_factory=dict)
    """By the first source span of each attribution: resolve_sources."""
    speaker_countries: dict[Span, str | None] = field(default_factory=dict)
    """ISO codes by `ResolvedSource.span`, of those that are sure: find_speaker_countries."""
    weighed_countries: dict[Span, WeighedCountry] = field(default_factory=dict)
    """Sure and likely ones with their reasons, likewise: find_speaker_countries."""
    home: str | None = None
    """ISO code of the country in which the article is plainly at home: find_speaker_countries."""
    about: Sequence[tuple[str, ...]] = ()
    """ISO codes of the countries each attribution speaks about: find_countries_spoken_about."""

    def source_of(self, attribution: Attribution) -> ResolvedSource:
        """The entity that resolve_sources found; NOBODY if the attribution has no source."""
        return self.sources[attribution.source[0]] if attribution.source else NOBODY

    def paragraph(self, position: int) -> Span:
        """The line that a position lies in, without its end."""
        index = bisect_left(self._line_ends, position)
        start = self._line_ends[index - 1] + 1 if index else 0
        return Span(start, self._line_ends[min(index, len(self._line_ends) - 1)])

    def paragraph_behind(self, position: int) -> Span:
        """The first line with words behind the one of a position; empty if there is none."""
        words = _NOT_BLANK.search(self.text, self.paragraph(position).end)
        return self.paragraph(words.start()) if words else NOWHERE

    def paragraph_before(self, position: int) -> Span:
        """The last line with words before the one of a position; empty if there is none."""
        end = self.paragraph(position).start
        while end > 0 and self.text[end - 1].isspace():
            end -= 1
        return self.paragraph(end) if end else NOWHERE

    @cached_property
    def _line_ends(self) -> list[int]:
        return [*(end.start() for end in re.finditer("\n", self.text)), len(self.text)]

    @cached_property
    def outer_spans(self) -> list[QuotedSpan]:
        """The quoted spans that no other encloses."""
        return [quoted_span for quoted_span in self.quoted_spans if quoted_span.depth == 0]

    @cached_property
    def quoted(self) -> list[Span]:
        """The outer spans with their marks."""
        return [quoted_span.span for quoted_span in self.outer_spans]

    @cached_property
    def sentences(self) -> Sentences:
        return Sentences(self.text, self.quoted_spans)
