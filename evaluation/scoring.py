"""Scores extracted quotations against a gold standard: three tasks and one error rate.

quoted    Every stretch of three or more words between double quotation marks that lies in a
          gold attribution with a source must be covered (80 % of its characters) by a
          quotation whose source overlaps the gold source or whose name is the gold name.  A
          quotation over a stretch that no gold attribution covers is a false positive.
reported  Every gold attribution with a source must be matched by a quotation with content
          IoU >= 0.5 and an overlapping source.
named     As quoted, for stretches whose speaker is a named person: the name must be right.
misnamed  The share of the stretches attributed to a person that are attributed to the wrong one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Self

from evaluation.calibration import Judged
from evaluation.gold import GoldArticle, GoldAttribution, GoldSpeaker
from evaluation.people import same_person, wrong_person
from evaluation.wording import wording
from extraction.annotations import Quotation, Span, Spans

OPENING, CLOSING = "“«„", "”»"
MIN_WORDS = 3
COVERED = 0.8
MATCHED = 0.5


@dataclass(slots=True)
class Tally:
    """Counts of one task."""

    true: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.true / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.true / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __iadd__(self, other: Tally) -> Tally:
        self.true += other.true
        self.predicted += other.predicted
        self.gold += other.gold
        return self


@dataclass(slots=True)
class Counts:
    """What every score counts, of one article or of several: counts add up, field by field."""

    quoted: Tally = field(default_factory=Tally)
    named: Tally = field(default_factory=Tally)
    reported: Tally = field(default_factory=Tally)
    with_name: int = 0
    misnamed: int = 0
    errors: list[str] = field(default_factory=list)
    names: list[Judged] = field(default_factory=list)
    """The names of persons given to stretches, with the confidence of the quotation."""
    by_wording: dict[str, Self] = field(default_factory=dict)
    """The counts of the stretches by the wording of their source."""

    @property
    def misnamed_rate(self) -> float:
        return self.misnamed / self.with_name if self.with_name else 0.0

    def __iadd__(self, other: Self) -> Self:
        for each in fields(self):
            if each.name != "by_wording":
                mine = getattr(self, each.name)
                mine += getattr(other, each.name)
                setattr(self, each.name, mine)
        for wording_, counts in other.by_wording.items():
            self.add_wording(wording_, counts)
        return self

    def add_wording(self, wording_: str, counts: Self) -> None:
        """Add the counts of stretches whose source is worded so."""
        self.by_wording.setdefault(wording_, type(self)()).__iadd__(counts)


@dataclass(slots=True)
class Score(Counts):
    """Counts against annotated attributions."""

    located: Tally = field(default_factory=Tally)

    @property
    def attribution_accuracy(self) -> float:
        """The share of the found stretches that have the right source."""
        return self.quoted.true / self.located.true if self.located.true else 0.0


@dataclass(slots=True)
class Letters:
    """Offsets of the letters and digits of content and source, without punctuation and blanks."""

    content: set[int]
    source: set[int]

    @classmethod
    def of(cls, item: Quotation | GoldAttribution, text: str) -> Letters:
        return cls(letters(item.content, text), letters(item.source, text))


def letters(spans: Iterable[Span], text: str) -> set[int]:
    return {
        i for start, end in spans for i in range(max(0, start), min(end, len(text)))
        if text[i].isalnum()
    }  # fmt: skip


def quoted_stretches(text: str) -> Spans:
    """Stretches between double quotation marks, marks left out, of MIN_WORDS or more.

    Simple on purpose, so that it favours no system: an open mark ends with its paragraph.
    """
    found, start = [], None
    for i, char in enumerate(text):
        if start is None:
            if char == '"' or char in OPENING:
                start = i + 1
        elif char == '"' or char in CLOSING or char == "\n":
            found.append(Span(start, i))
            start = None
    if start is not None:
        found.append(Span(start, len(text)))
    return tuple(s for s in found if len(re.findall(r"\w+", s.of(text))) >= MIN_WORDS)


def score(article: GoldArticle, quotations: Sequence[Quotation]) -> Score:
    """The counts of one article."""
    text = article.text
    found = [(q, Letters.of(q, text)) for q in quotations]
    gold = [(a, Letters.of(a, text)) for a in article.attributions]
    result = Score()
    for stretch in quoted_stretches(text):
        if wanted := letters([stretch], text):
            result += _score_stretch(article, stretch, wanted, found, gold)
    sourced = [spans for _, spans in gold if spans.source]
    result.reported = _reported([spans for _, spans in found], sourced)
    return result


def by_group(article: GoldArticle, quotations: Sequence[Quotation]) -> dict[str, Tally]:
    """The task *reported* by kind of quotation and by type of source, as “kind direct”.

    Gold attributions are grouped by the share of them between quotation marks and by the type of
    the gold source; quotations by their own kind and type.
    """
    text = article.text
    found = [Letters.of(q, text) for q in quotations]
    gold = [a for a in article.attributions if a.source]
    marked = letters(quoted_stretches(text), text)
    tallies: dict[str, Tally] = defaultdict(Tally)
    spans = [Letters.of(a, text) for a in gold]
    groups = [
        (
            f"kind {_kind(own.content, marked)}",
            f"source {a.speaker.type if a.speaker else 'not labelled'}",
        )
        for a, own in zip(gold, spans, strict=True)
    ]
    for pair in groups:
        for group in pair:
            tallies[group].gold += 1
    for quotation in quotations:
        source = quotation.speaker_type.value if quotation.speaker_type else "not labelled"
        for group in (f"kind {quotation.kind.value}", f"source {source}"):
            tallies[group].predicted += 1
    for i, j in matches(found, spans):
        if found[i].source & spans[j].source:
            for group in groups[j]:
                tallies[group].true += 1
    return tallies


def _kind(content: set[int], marked: set[int]) -> str:
    if not content & marked:
        return "indirect"
    return "direct" if content <= marked else "mixed"


def _score_stretch(
    article: GoldArticle,
    stretch: Span,
    wanted: set[int],
    found: Sequence[tuple[Quotation, Letters]],
    gold: Sequence[tuple[GoldAttribution, Letters]],
) -> Score:
    def covers(item: Letters) -> bool:
        return len(item.content & wanted) >= COVERED * len(wanted)

    golds = [(a, spans) for a, spans in gold if covers(spans)]
    sourced = [(a, spans) for a, spans in golds if spans.source]
    hits = [(q, spans) for q, spans in found if covers(spans)]
    result = Score()
    if hits and (sourced or not golds):
        result.quoted.predicted += 1
        result.located.predicted += 1
    if not sourced:
        return result
    result.quoted.gold += 1
    result.located.gold += 1
    speaker = next((a.speaker for a, _ in sourced if a.speaker), None)
    right = any(
        same_source(q, q_spans, a, a_spans) for q, q_spans in hits for a, a_spans in sourced
    )
    result.quoted.true += right
    result.located.true += bool(hits)
    _score_names([q for q, _ in hits], speaker, result)
    mention = " ".join(span.of(article.text) for span in sourced[0][0].source)
    result.by_wording[wording(mention, speaker)] = replace(result, by_wording={})
    if not right:
        result.errors.append(_error(article, stretch, sourced, hits))
    return result


def same_source(
    quotation: Quotation, spans: Letters, gold: GoldAttribution, gold_spans: Letters
) -> bool:
    if spans.source & gold_spans.source:
        return True
    name = gold.speaker.name if gold.speaker else None
    return bool(name) and same_person(quotation.name, name or "")


def _score_names(hits: Sequence[Quotation], speaker: GoldSpeaker | None, result: Score) -> None:
    person = speaker.name if speaker and speaker.type == "person" else None
    result.named.gold += bool(person)
    if not hits or speaker is None:
        return
    verdicts = [wrong_person(q, speaker) for q in hits]
    result.names += judged_names(hits, verdicts)
    if any(verdict is not None for verdict in verdicts):
        result.with_name += 1
        result.misnamed += False not in verdicts
    if person:
        result.named.predicted += 1
        result.named.true += any(same_person(q.name, person) for q in hits)


def judged_names(quotations: Sequence[Quotation], verdicts: Sequence[bool | None]) -> list[Judged]:
    """The names that could be judged, from whether each is a wrong person's."""
    pairs = zip(quotations, verdicts, strict=True)
    return [Judged(q.confidence, not wrong, True) for q, wrong in pairs if wrong is not None]


def _error(
    article: GoldArticle,
    stretch: Span,
    sourced: Sequence[tuple[GoldAttribution, Letters]],
    hits: Sequence[tuple[Quotation, Letters]],
) -> str:
    gold = [span.of(article.text) for a, _ in sourced for span in a.source]
    got = [span.of(article.text) for q, _ in hits for span in q.source] if hits else "missed"
    words = stretch.of(article.text)[:90]
    return f"{article.stem} [{stretch.start}:{stretch.end}] {words!r}: gold {gold}, got {got}"


def _reported(found: Sequence[Letters], gold: Sequence[Letters]) -> Tally:
    right = sum(bool(found[i].source & gold[j].source) for i, j in matches(found, gold))
    return Tally(right, len(found), len(gold))


def matches(found: Sequence[Letters], gold: Sequence[Letters]) -> list[tuple[int, int]]:
    """Match quotations and attributions by content: one to one, the best overlaps first."""
    pairs = sorted(
        (
            (len(f.content & g.content) / len(f.content | g.content), i, j)
            for i, f in enumerate(found)
            for j, g in enumerate(gold)
            if f.content & g.content
        ),
        reverse=True,
    )
    used_found: set[int] = set()
    used_gold: set[int] = set()
    matched = []
    for iou, i, j in pairs:
        if iou < MATCHED or i in used_found or j in used_gold:
            continue
        used_found.add(i)
        used_gold.add(j)
        matched.append((i, j))
    return matched


def judge(article: GoldArticle, quotations: Sequence[Quotation]) -> list[Judged]:
    """Judge each quotation.

    Quoted words are right if their source is right and no wrong person is named; a paraphrase is
    right if a gold attribution with an overlapping source matches it."""
    text = article.text
    gold = [(a, Letters.of(a, text)) for a in article.attributions]
    stretches = [letters([span], text) for span in quoted_stretches(text)]
    judged = []
    for quotation in quotations:
        own = Letters.of(quotation, text)
        inside = [s for s in stretches if s and len(own.content & s) >= COVERED * len(s)]
        if inside:
            words = max(inside, key=len)
            golds = [
                (a, spans)
                for a, spans in gold
                if len(spans.content & words) >= COVERED * len(words)
            ]
            right = any(
                spans.source and same_source(quotation, own, a, spans) for a, spans in golds
            )
            speaker = next((a.speaker for a, spans in golds if a.speaker and spans.source), None)
            right = right and not (speaker and wrong_person(quotation, speaker))
        else:
            right = any(
                len(own.content & spans.content) >= MATCHED * len(own.content | spans.content)
                and bool(own.source & spans.source)
                for _, spans in gold
                if spans.source
            )
        judged.append(Judged(quotation.confidence, right, bool(inside)))
    return judged
