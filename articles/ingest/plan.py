"""What storing an article writes, decided before anything is written.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from articles.models import Quotation
from articles.models.values import truncated, valid_country
from articles.resolution.consequences import Consequences, Spoken
from articles.resolution.entities import Mentions
from articles.resolution.facts import FIRST_NEW, Additions, Candidate
from articles.resolution.resolver import Resolution, Resolved
from extraction.annotations import Extraction, Spans
from extraction.annotations import Quotation as FoundQuotation
from extraction.text.anchors import quoted_text

# By what a quotation is one that was found before: start, end, text of its source.
type Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Earlier:
    """A quotation that an earlier reading of the article found."""

    key: int
    place: Place
    speaker: int | None
    found_speaker: int | None
    utterance: int | None = None


@dataclass(frozen=True, slots=True)
class NewSpeaker:
    """A speaker to create, with its own key until it has one of the database."""

    key: int
    name: str
    type: str
    provisional: bool
    country: str | None = None


@dataclass(frozen=True, slots=True)
class PlannedQuotation:
    """A quotation to write, with the columns of the table; speakers may be new."""

    kind: str
    start: int
    end: int
    text: str
    content: Spans
    source: Spans
    cue: Spans
    source_text: str
    speaker: int | None
    found_speaker: int | None
    identity_reason: str
    speaker_type: str
    speaker_title: str
    speaker_country: str | None
    found_country: str | None
    likely_country: str | None
    country_probability: float | None
    country_reason: str | None
    confidence: float
    reason: str
    about: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        return self.start, self.end, self.source_text


@dataclass(frozen=True, slots=True)
class Plan:
    """All that storing an article writes.

    `names` are (speaker, name) pairs by which speakers are found from now on, in order, with those
    of the new speakers; `promoted` are speakers provisional no more.  Of earlier quotations those
    `removed` go, those `kept` keep their rows and get new values.
    """

    speakers: tuple[NewSpeaker, ...] = ()
    names: tuple[tuple[int, str], ...] = ()
    promoted: frozenset[int] = frozenset()
    quotations: tuple[PlannedQuotation, ...] = ()
    removed: tuple[int, ...] = ()
    kept: tuple[int, ...] = ()
    mentions: Mentions = field(default_factory=Mentions)
    earlier_entities: frozenset[int] = frozenset()
    consequences: Consequences = field(default_factory=Consequences)


@dataclass(frozen=True, slots=True)
class Draft:
    """The quotations of an article with the speakers they resolve to, one for each place."""

    quotations: tuple[PlannedQuotation, ...]
    speakers: tuple[Candidate | None, ...]

    @property
    def spoken(self) -> list[Spoken]:
        """What the quotations with a speaker say of it, in order."""
        return [
            Spoken(speaker, row.speaker_title, row.found_country)
            for row, speaker in zip(self.quotations, self.speakers, strict=True)
            if speaker is not None
        ]


def draft(body: str, extraction: Extraction, resolution: Resolution) -> Draft:
    """Make the rows of an article's quotations; of several in one place the first."""
    rows: dict[Place, tuple[PlannedQuotation, Candidate | None]] = {}
    for quotation, resolved in zip(extraction.quotations, resolution.speakers, strict=True):
        row = _planned(body, quotation, resolved)
        rows.setdefault(row.place, (row, resolved.speaker if resolved else None))
    return Draft(
        tuple(row for row, _ in rows.values()), tuple(speaker for _, speaker in rows.values())
    )


def _planned(body: str, found: FoundQuotation, resolved: Resolved | None) -> PlannedQuotation:
    country = valid_country(found.speaker_country)
    about = dict.fromkeys(code for code in map(valid_country, found.about) if code)
    leaf = resolved.speaker if resolved else None
    return PlannedQuotation(
        kind=found.kind.value,
        start=found.content[0].start,
        end=found.content[-1].end,
        text=quoted_text(body, found.content),
        content=found.content,
        source=found.source,
        cue=found.cue,
        source_text=truncated(Quotation, "source_text", quoted_text(body, found.source)),
        speaker=leaf.root if leaf else None,
        found_speaker=leaf.key if leaf else None,
        identity_reason=truncated(
            Quotation, "identity_reason", resolved.reason if resolved else ""
        ),
        speaker_type=found.speaker_type.value if found.speaker_type else "",
        speaker_title=truncated(Quotation, "speaker_title", found.title or ""),
        speaker_country=country,
        found_country=country,
        likely_country=None if country else valid_country(found.likely_country),
        country_probability=found.country_probability,
        country_reason=truncated(Quotation, "country_reason", found.country_reason) or None,
        confidence=found.confidence,
        reason=truncated(Quotation, "reason", found.reason),
        about=tuple(about),
    )


def make_plan(
    draft: Draft, additions: Additions, mentions: Mentions, *,
    earlier: Sequence[Earlier] = (), earlier_entities: Iterable[int] = (),
    decided: tuple[Consequences, Sequence[Spoken]] | None = None,
) -> Plan:  # fmt: skip
    """Make the plan of an article from its draft and from what was `decided` to follow.

    Where nothing is decided yet, because editors' decisions are to be laid over the rows first,
    rows show what was found.  A new speaker is created if a quotation means it.
    """
    consequences, spoken = decided or (Consequences(), draft.spoken)
    quotations = _with_speakers(draft, consequences, spoken, shown=decided is not None)
    used = {row.found_speaker for row in quotations} | {
        one.speaker.key for one in consequences.handed_over
    }
    places = {row.place for row in quotations}
    return Plan(
        speakers=tuple(
            NewSpeaker(
                one.key, one.name, one.type,
                one.only_in is not None and one.key not in additions.promoted,
                consequences.countries.get(one.key),
            )
            for one in additions.speakers.values() if one.key in used
        ),
        names=tuple((key, name) for key, name in additions.names
                    if key < FIRST_NEW or key in used),
        promoted=frozenset(key for key in additions.promoted if key < FIRST_NEW),
        quotations=tuple(quotations),
        removed=tuple(one.key for one in earlier if one.place not in places),
        kept=tuple(one.key for one in earlier if one.place in places),
        mentions=mentions,
        earlier_entities=frozenset(earlier_entities),
        consequences=consequences,
    )  # fmt: skip


def _with_speakers(
    draft: Draft, consequences: Consequences, spoken: Sequence[Spoken], *, shown: bool
) -> list[PlannedQuotation]:
    """The rows with their last speakers, and the countries to show."""
    handed_over = {one.provisional: one for one in consequences.handed_over}
    rows, said = [], iter(spoken)
    for row in draft.quotations:
        if row.found_speaker is not None:
            one, key, reason = next(said), row.found_speaker, row.identity_reason
            while key in handed_over:
                key, reason = handed_over[key].speaker.key, handed_over[key].reason[:500]
            root, leaf = one.speaker.root, one.speaker.key
            country = one.shown if shown else row.found_country
            before = row.speaker, row.found_speaker, row.identity_reason, row.speaker_country
            # Two dozen columns are copied to replace one.
            if before != (root, leaf, reason, country):
                row = replace(
                    row,
                    speaker=root,
                    found_speaker=leaf,
                    identity_reason=reason,
                    speaker_country=country,
                )
        rows.append(row)
    return rows
