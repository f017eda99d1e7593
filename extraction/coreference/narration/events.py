"""What happens in an article's narration, in text order, and what of it is still in mind.

Names, pronouns, descriptions, persons without a name and ends of sentences are events; words
within quotation marks are not narration.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from extraction.annotations import Span, Spans
from extraction.coreference.narration.credits import credited
from extraction.coreference.narration.described_subjects import described_subjects
from extraction.coreference.nouns import FRONT_END, gender_of_head, gender_of_phrase
from extraction.coreference.speaking import (
    NOT_PERSONS,
    Nameless,
    beside,
    is_nameless,
    is_of_deed,
    modifies_noun,
    says,
)
from extraction.coreference.titles import head_noun
from extraction.document import Chain, Document, Mention
from extraction.lexicon.organizations import PLURAL_SOURCES
from extraction.lexicon.roles import GENDER_OF_PEOPLE, HEADS
from extraction.names import PART, core, fit
from extraction.text.folding import plain
from extraction.text.intervals import CharacterMask
from extraction.text.sentences import SENTENCE_END, is_subject

PRONOUN_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m",
                  "she": "f", "her": "f", "hers": "f", "herself": "f"}  # fmt: skip
# Begins with a set of characters, as SENTENCE_END does.
PRONOUN = re.compile(r"[HhSs](?<!\w.)(?i:(?<=h)(?:e|im|is|imself|er|ers|erself)|(?<=s)he)\b")
STRANGER = re.compile(r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother|[Ss]ome)\s((?:[\w’'-]+\s){0,3}?)([\w-]+)\b")
# Opens an entry of a live report: “2:35 p.m.”, “**14:20 GMT**”, “2.35pm”.
ENTRY = re.compile(
    r"^[ \t*_#]*\d{1,2}(?:[:.]\d\d(?:[ \xa0]?[ap]\.?m\b\.?)?|[ \xa0]?[ap]\.?m\b\.?)"
    r"(?:[ \xa0][A-Z]{2,4})?[ \t*_:.]*$",
    re.MULTILINE | re.IGNORECASE,
)
DEFINITE = re.compile(r"(?:the|his|her|its|their|this|that|\S+[’']s|former)\s", re.IGNORECASE)
AGED = re.compile(r"(\d\d)[ -]year[ -]old")
NO_STRANGER = re.compile(r"(?:\b(?:is|was|as|became|become|be|been|than|like)|[^\W\d_]{2},)\s\Z")


class Kind(IntEnum):
    """The kinds of events, in their order at one position."""

    END = 0
    NAME = 1
    STRANGER = 2
    PRONOUN = 3
    DESCRIPTION = 4
    ENTRY = 5
    NAMELESS = 6


@dataclass(frozen=True, slots=True)
class Event:
    """An event: what it is depends on its kind; `span` are its words."""

    span: Span
    kind: Kind
    chain: Chain | None = None
    mention: Mention | None = None
    gender: str | None = None
    namesakes: tuple[Chain, ...] = ()
    """Of a part of a name: everybody with that name, if there are two."""


@dataclass
class Narration:
    """The events of a document whose chains are known, and where its sources are."""

    document: Document
    quoted: CharacterMask = field(init=False)
    sources: CharacterMask = field(init=False)
    named: CharacterMask = field(init=False)
    events: list[Event] = field(init=False)
    _said_from: list[Span] = field(init=False)
    _starts: dict[Chain, list[int]] = field(init=False)
    beside: frozenset[int] = field(init=False)
    """Where names in sources start that are not the speaker's: “an aide to Brel, Ana Ek”."""
    _name_at: dict[int, Event] = field(init=False)
    _names_from: list[int] = field(init=False)
    said: dict[Span, Spans] = field(init=False)
    """What each source says, by its first span, in text order."""

    def __post_init__(self) -> None:
        document = self.document
        size = len(document.text)
        self.quoted = CharacterMask(size, document.quoted)
        self.sources = CharacterMask(size, (a.source[0] for a in document.attributions if a.source))
        said: dict[Span, Spans] = defaultdict(tuple)
        for attribution in document.attributions:
            if attribution.source:
                said[attribution.source[0]] += attribution.content
        self.said = dict(sorted(said.items()))
        self._said_from = list(self.said)
        self._starts = {
            chain: sorted(mention.span.start for mention in chain.mentions)
            for chain in document.chains
        }
        found = [
            *self._ends(),
            *self._entries(),
            *self._names(),
            *self._pronouns(),
            *self._described(),
        ]
        names = [event for event in found if event.kind is Kind.NAME]
        self.named = CharacterMask(size, (event.span for event in names))
        self._name_at = {event.span.start: event for event in names}
        self._names_from = sorted(self._name_at)
        mentions = [event.mention for _, event in sorted(self._name_at.items()) if event.mention]
        self.beside = frozenset(beside(document.text, self.said, mentions))
        found += self._strangers(self.named)
        found += self._nameless()
        found += self._subjects()
        self.events = sorted(found, key=lambda event: (event.span.start, event.kind))

    def said_by(self, position: int) -> Spans:
        """The words of the source at a position; empty if there is none."""
        index = bisect_right(self._said_from, Span(position, len(self.document.text) + 1)) - 1
        source = self._said_from[index] if index >= 0 else Span(0, 0)
        return self.said[source] if source.start <= position < source.end else ()

    def said_within(self, clause: Span) -> Iterator[tuple[Span, Spans]]:
        """The sources in a part of the text, with what each says."""
        first = bisect_left(self._said_from, Span(clause.start, 0))
        last = bisect_left(self._said_from, Span(clause.end, 0))
        yield from ((source, self.said[source]) for source in self._said_from[first:last])

    def named_at(self, position: int) -> Chain | None:
        """Whose name starts at a position."""
        found = (chain for chain, starts in self._starts.items() if position in starts)
        return next(found, None)

    def named_within(self, clause: Span) -> Iterator[Chain]:
        """Whose names are in a part of the narration, but not those that may be another's."""
        first = bisect_left(self._names_from, clause.start)
        for start in self._names_from[first : bisect_left(self._names_from, clause.end)]:
            name = self._name_at[start]
            if name.chain and not name.namesakes:
                yield name.chain

    def ends_name(self, chain: Chain, position: int) -> bool:
        """Whether a name of a person ends at a position."""
        return any(mention.span.end == position for mention in chain.mentions)

    def is_named_in(self, words: Spans, chain: Chain) -> bool:
        """Whether a person is named within some words of the article."""
        starts = self._starts[chain]
        places = ((bisect_left(starts, start), end) for start, end in words)
        return any(at < len(starts) and starts[at] < end for at, end in places)

    def _ends(self) -> Iterator[Event]:
        for match in SENTENCE_END.finditer(self.document.text):
            if not self.quoted.holds(match.end() - 1):
                yield Event(Span(match.end(), match.end()), Kind.END, gender=match[0])

    def _entries(self) -> Iterator[Event]:
        """The entries of a live report, of which each is read by itself."""
        found = [match.end() for match in ENTRY.finditer(self.document.text)]
        for end in found if len(found) > 1 else ():
            yield Event(Span(end, end), Kind.ENTRY)

    def _names(self) -> Iterator[Event]:
        namesakes: dict[str, list[Chain]] = defaultdict(list)
        credit = CharacterMask(len(self.document.text), credited(self.document.text))
        for chain in self.document.chains:
            for word in {*core(chain.words)} if chain.full else ():
                namesakes[word].append(chain)
        for chain in self.document.chains:
            for mention in chain.mentions:
                at = mention.span.start
                if not (self.quoted.holds(at) or credit.holds(at)):
                    shared = namesakes.get(core(mention.words)[-1], ())
                    some = _namesakes(chain, mention, shared) if len(shared) > 1 else ()
                    yield Event(mention.span, Kind.NAME, chain, mention, mention.gender, some)

    def _pronouns(self) -> Iterator[Event]:
        for match in PRONOUN.finditer(self.document.text):
            if not self.quoted.holds(match.start()):
                gender = PRONOUN_GENDER[match[0].lower()]
                yield Event(Span(*match.span()), Kind.PRONOUN, gender=gender)

    def _described(self) -> Iterator[Event]:
        """Sources that are descriptions: “the farmer”."""
        text = self.document.text
        for source in {a.source[0] for a in self.document.attributions if a.source}:
            phrase = source.of(text)
            at = source.start + len(phrase) - len(phrase.lstrip())
            if not self.quoted.holds(at) and is_description(phrase):
                gender = gender_of_phrase(phrase)
                yield Event(Span(at, source.end), Kind.DESCRIPTION, gender=gender)

    def _nameless(self) -> Iterator[Event]:
        """Sources that are one person without a name: “One Ohio delegate said …”."""
        text = self.document.text
        for source in self.said:
            phrase = source.of(text)
            front = FRONT_END.split(phrase, maxsplit=1)[0]
            known = self.named.touches(Span(source.start, source.start + len(front) + 2))
            known |= self.quoted.holds(source.start)
            if is_nameless(front) and not known and says(text, source):
                yield Event(source, Kind.NAMELESS, gender=gender_of_head(head_noun(phrase)))

    def _subjects(self) -> Iterator[Event]:
        """Described persons that a sentence is about, who are no source: “Her brother made it.”"""
        for phrase, head in described_subjects(self.document.text):
            known = self.named.touches(Span(phrase.start, phrase.end + 3))
            known = known or self.sources.touches(phrase)
            if not known and not self.quoted.holds(phrase.start):
                yield Event(phrase, Kind.DESCRIPTION, gender=gender_of_head(head))

    def _strangers(self, named: CharacterMask) -> Iterator[Event]:
        """Persons without a name: “a woman”, “one of the fishermen”."""
        text = self.document.text
        for match in STRANGER.finditer(text):
            head = plain(match[2])
            if head not in HEADS and head not in GENDER_OF_PEOPLE:
                continue
            around = Span(match.start(), match.end() + 3)
            if self.quoted.holds(match.start()) or named.touches(around):
                continue
            if not NO_STRANGER.search(text[max(0, match.start() - 12) : match.start()]):
                yield Event(Span(*match.span()), Kind.STRANGER, gender=gender_of_head(head))


def _namesakes(chain: Chain, mention: Mention, sharing: Sequence[Chain]) -> tuple[Chain, ...]:
    """Those whose name a part of a name may be: as well as that of its chain."""
    if chain not in sharing:
        return ()
    best = fit(mention.words, chain.words)
    if best > PART:
        return ()
    found = tuple(each for each in sharing if fit(mention.words, each.words) >= best)
    return found if len(found) > 1 else ()


def is_description(phrase: str) -> bool:
    """Whether a source may describe one person: “the farmer”, “the ex-Wallaby”."""
    words = phrase.strip().lstrip('“"‘').strip()
    front = FRONT_END.split(words, maxsplit=1)[0].split()
    if not DEFINITE.match(words) or len(front) < 2:
        return False
    last = plain(front[-1].strip(",.’'"))
    other = last in NOT_PERSONS or last in PLURAL_SOURCES
    plural = last.endswith("s") and not last.endswith(("ss", "us", "is"))
    return head_noun(words) is not None or bool(AGED.search(words)) or not (other or plural)


def is_plural(front: str) -> bool:
    """Whether several speak: the front of a source is “Two officers”, “Residents”."""
    words = [plain(word.strip(",.")) for word in front.split()]
    if not words:
        return False
    first, last = words[0], words[-1]
    return (
        first in PLURAL_SOURCES
        or first.isdigit()
        or last in PLURAL_SOURCES
        or (last.endswith("s") and not last.endswith(("ss", "us", "is")))
        or first in {"two", "three", "four", "these", "those", "all", "most"}
    )


@dataclass(slots=True)
class Figure:
    """What is in mind of a person at one place of the narration.

    `salience` fades with sentences, after Lappin & Leass 1994; counters are of sentences and
    paragraphs.
    """

    salience: float = 0.0
    sentence: int = -1
    paragraph: int = -1
    order: int = -1
    led: int = -1
    subject: bool = False
    possessive: bool = False
    by_pronoun: bool = False
    mentions: int = 0
    speeches: int = 0
    certainty: float = 1.0


SUBJECT, OTHER, POSSESSIVE, SPEAKER = 180.0, 100.0, 60.0, 120.0
PARAGRAPH = 0.7  # what a new paragraph leaves, besides what its sentence does


class Mind:
    """Who is in mind while the narration is read."""

    def __init__(self, narration: Narration) -> None:
        self.narration = narration
        self.text = narration.document.text
        self.figures: dict[Chain, Figure] = {}
        self.sentence = self.paragraph = self.order = 0
        self.entry = -1  # the order of the last name before the entry of a live report
        self.opened = 0  # the sentence that opens the paragraph
        self.topic: Chain | None = None
        self.first: Chain | None = None
        self.speakers: list[Chain | None] = []
        self.nations: dict[Chain, frozenset[str]] = defaultdict(frozenset)  # as “the Kenyan”
        self.stranger: dict[str | None, tuple[int, int]] = {}
        self.strangers = 0
        self.nameless: Nameless | None = None

    def ends(self, mark: str) -> None:
        new = "\n" in mark
        self.sentence += 1
        if new:
            self.paragraph += 1
            self.opened = self.sentence
            self.topic = self.first = None
        for figure in self.figures.values():
            figure.salience *= 0.5 * (PARAGRAPH if new else 1)

    def opens_entry(self) -> None:
        """Another entry of a live report, whose “he” is named in it."""
        self.entry = self.order
        self.nameless = None
        self.speakers.clear()

    def named(self, chain: Chain, mention: Mention, certainty: float = 1.0) -> None:
        """`certainty` is how sure it is that the name is theirs, and not a namesake's."""
        weight = OTHER
        subject = False
        if is_of_deed(self.text, mention.span) and self.figures:
            return
        modifies = mention.possessive or modifies_noun(self.text, mention.span)
        if modifies:
            weight = POSSESSIVE
        elif is_subject(self.text, mention.span):
            weight, subject = SUBJECT, True
        self.seen(chain, mention.span.start, weight, subject=subject)
        figure = self.figures[chain]
        figure.by_pronoun, figure.possessive, figure.certainty = False, modifies, certainty

    def referred(self, chain: Chain, at: int, certainty: float, *, subject: bool) -> None:
        weight = (SUBJECT if subject else POSSESSIVE) * 0.8
        self.seen(chain, at, weight, subject=subject)
        figure = self.figures[chain]
        figure.by_pronoun, figure.possessive, figure.certainty = True, not subject, certainty

    def seen(self, chain: Chain, at: int, weight: float, *, subject: bool) -> None:
        figure = self.figures.setdefault(chain, Figure())
        if self.narration.sources.holds(at) and at not in self.narration.beside:
            weight = max(weight, SUBJECT) + SPEAKER
            figure.speeches += 1
            self.speakers.append(chain)
        if subject:
            figure.led = self.sentence
            self.topic = chain
            self.first = self.first or chain
        self.order += 1
        figure.salience = max(figure.salience * 0.5 + weight, weight)
        figure.sentence, figure.paragraph, figure.order = self.sentence, self.paragraph, self.order
        figure.subject = subject
        figure.mentions += 1

    def heard(self, event: Event) -> None:
        """A speaker without a name, whom “he” may go on to mean."""
        self.nameless = Nameless(self.order, self.paragraph, event.gender, len(self.speakers))

    def met(self, event: Event) -> None:
        """A person without a name, or one who was described and is not known."""
        self.order += 1
        self.stranger[event.gender] = (self.sentence, self.order)
        self.strangers += 1
        if self.narration.sources.holds(event.span.start):
            self.speakers.append(None)


def chains_ahead(events: Sequence[Event], index: int, known: dict[Chain, Figure]) -> list[Chain]:
    """Who is named first just behind: “…,” he said, and sat down. Ana Brel had come late."""
    found: list[Chain] = []
    ends = 0
    for event in events[index + 1 : index + 12]:
        ends += event.kind is Kind.END
        if ends > 2:
            break
        if event.chain and event.chain not in known and event.chain not in found:
            found.append(event.chain)
    return found[:2]
