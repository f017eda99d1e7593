"""Scores extracted quotations against articles labelled stretch by stretch.

quoted    A stretch of speech is covered if a quotation has 80 % of its letters and digits.  It is
          right if such a quotation has the name of the speaker, or a source that shares a word
          with the gold's mention and no other person's name.
named     As quoted, for stretches whose speaker has a name: the name must be right.
misnamed  Of the covered speech given to a person by name, the share given to the wrong one.
country   Of the covered speech with a gold country: right, wrong, empty.  Likely countries are
          counted apart, as is how many of the sure and of the likely ones are right.
about     Pairs of a covered stretch and a country that it speaks about; where the gold says it of
          a whole quotation, of all that covers a part of that.
noise     Stretches that are no speech and are taken for it.
reported  Paraphrases: a quotation has half of their letters and a right name or source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from evaluation.people import name_words, same_person
from evaluation.scoring import COVERED, MATCHED, Counts, Tally, judged_names, letters
from evaluation.stretches import LabelledArticle, Paraphrase, Stretch
from evaluation.wording import wording
from extraction.annotations import Kind, Quotation, SpeakerType

SMALL_WORDS = frozenset("the a an of and in at".split())


@dataclass(slots=True)
class Countries:
    """Countries of speakers, of covered speech with a country in the gold.

    `sure` and `likely` are of all covered speech: `predicted` counts what has such a country,
    `true` those that are right.
    """

    right: int = 0
    wrong: int = 0
    empty: int = 0
    sure: Tally = field(default_factory=Tally)
    likely: Tally = field(default_factory=Tally)

    @property
    def recall(self) -> float:
        total = self.right + self.wrong + self.empty
        return self.right / total if total else 0.0

    @property
    def wrong_rate(self) -> float:
        """The share of wrong ones among those given."""
        given = self.right + self.wrong
        return self.wrong / given if given else 0.0

    def __iadd__(self, other: Countries) -> Countries:
        self.right += other.right
        self.wrong += other.wrong
        self.empty += other.empty
        self.sure += other.sure
        self.likely += other.likely
        return self


@dataclass(slots=True)
class SpeechScore(Counts):
    """Counts against stretches that are labelled.

    Of `quoted`, `gold` counts speech, `predicted` what is covered, `true` the right speakers;
    of `noise`, `gold` counts what is no speech, `true` what was taken for it.
    """

    about: Tally = field(default_factory=Tally)
    noise: Tally = field(default_factory=Tally)
    countries: Countries = field(default_factory=Countries)

    @property
    def covered(self) -> float:
        return self.quoted.predicted / self.quoted.gold if self.quoted.gold else 0.0


@dataclass(frozen=True, slots=True)
class _Found:
    """A quotation with the letters of its content and the words of its source."""

    quotation: Quotation
    content: set[int]
    words: frozenset[str]

    @classmethod
    def of(cls, quotation: Quotation, text: str) -> _Found:
        source = " ".join(span.of(text) for span in quotation.source)
        return cls(quotation, letters(quotation.content, text), _words(source) - SMALL_WORDS)

    @property
    def is_person(self) -> bool:
        return self.quotation.speaker_type in (None, SpeakerType.PERSON)

    def agrees(self, stretch: Stretch) -> bool:
        """Whether the source shares a word with the mention, and no other person is named."""
        if not self.words & _words(stretch.mention):
            return False
        name, gold = self.quotation.name, stretch.named
        other = name and self.quotation.speaker_type is SpeakerType.PERSON
        return not (gold and other and not same_name(name, gold))


def score_speech(article: LabelledArticle, quotations: Sequence[Quotation]) -> SpeechScore:
    """The counts of one article."""
    found = [_Found.of(quotation, article.text) for quotation in quotations]
    result = SpeechScore()
    for stretch in article.stretches:
        if wanted := letters([stretch.span], article.text):
            hits = [f for f in found if len(f.content & wanted) >= COVERED * len(wanted)]
            each = _score_stretch(stretch, hits) if stretch.speech else _score_noise(hits)
            if stretch.speech and hits:
                each.about = _score_about(article, stretch, found)
            each.errors = [
                f"{article.stem} [{stretch.span.start}:{stretch.span.end}] {error}"
                f" {stretch.span.of(article.text)[:60]!r}"
                for error in each.errors
            ]
            result += each
            if stretch.speech:
                worded = wording(stretch.mention, stretch.speaker)
                result.add_wording(worded, each)
    for paraphrase in article.reported:
        _score_paraphrase(article, paraphrase, found, result)
    return result


def same_name(predicted: str | None, gold: str | None) -> bool:
    """As `same_person`; two names of one word are the same if they agree, as organizations'."""
    if not predicted or not gold:
        return False
    p, g = name_words(predicted), name_words(gold)
    if same_person(predicted, gold) or (bool(p) and p == g):
        return True
    return len(g) == 1 and bool(p) and p[-1] == g[0]


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def _score_noise(hits: Sequence[_Found]) -> SpeechScore:
    taken = any(hit.quotation.kind is not Kind.INDIRECT for hit in hits)
    return SpeechScore(
        noise=Tally(taken, 0, 1), errors=["is no speech, taken for it:"] if taken else []
    )


def _score_stretch(stretch: Stretch, hits: Sequence[_Found]) -> SpeechScore:
    gold = stretch.named
    result = SpeechScore(quoted=Tally(0, bool(hits), 1), named=Tally(0, 0, bool(gold)))
    if not hits:
        result.errors.append("missed:")
        return result
    named = any(same_name(hit.quotation.name, gold) for hit in hits)
    right = named or any(hit.agrees(stretch) for hit in hits)
    result.quoted.true += right
    result.named += Tally(
        named if gold else 0, bool(gold) and any(hit.quotation.name for hit in hits), 0
    )
    _score_persons(stretch, hits, result)
    if not right or (gold and not named):
        result.errors.append(_error(stretch, hits, result))
    _score_countries(stretch, hits, result)
    return result


def _score_persons(stretch: Stretch, hits: Sequence[_Found], result: SpeechScore) -> None:
    persons = [hit.quotation for hit in hits if hit.quotation.name and hit.is_person]
    verdicts = [_is_wrong(quotation, stretch) for quotation in persons]
    result.names += judged_names(persons, verdicts)
    result.with_name += bool(persons)
    result.misnamed += bool(persons) and all(verdicts)


def _is_wrong(quotation: Quotation, stretch: Stretch) -> bool | None:
    """Whether the name of a person is another's; None if an organization or a document speaks."""
    if stretch.speaker.type not in ("group", "unnamed", "person"):
        return None
    gold = stretch.speaker.name
    if not gold:
        return True
    part = set(name_words(quotation.name or "")) <= set(name_words(gold))
    return not (part or same_name(quotation.name, gold))


def _score_countries(stretch: Stretch, hits: Sequence[_Found], result: SpeechScore) -> None:
    given = {hit.quotation.speaker_country for hit in hits} - {None}
    likely = {hit.quotation.likely_country for hit in hits} - {None} if not given else set()
    result.countries.sure += Tally(stretch.country in given, bool(given), 0)
    result.countries.likely += Tally(stretch.country in likely, bool(likely), 0)
    if not stretch.country:
        return
    if stretch.country in given:
        result.countries.right += 1
    elif given:
        result.countries.wrong += 1
        result.errors.append(f"country {stretch.country}, got {_listed(given)}:")
    else:
        result.countries.empty += 1


def _score_about(article: LabelledArticle, stretch: Stretch, found: Sequence[_Found]) -> Tally:
    parts = [letters([span], article.text) for span in stretch.whole or (stretch.span,)]
    about = {
        code
        for each in found
        if any(part and len(each.content & part) >= COVERED * len(part) for part in parts)
        for code in each.quotation.about
    }
    return Tally(len(stretch.about & about), len(about), len(stretch.about))


def _score_paraphrase(
    article: LabelledArticle, gold: Paraphrase, found: Sequence[_Found], result: SpeechScore
) -> None:
    wanted = letters([gold.span], article.text)
    words = _words(gold.mention) - SMALL_WORDS
    right = any(
        len(f.content & wanted) >= MATCHED * len(f.content | wanted)
        and (same_name(f.quotation.name, gold.name) or bool(words & f.words))
        for f in found
    )
    result.reported += Tally(right, 0, 1)
    if not right:
        words_ = gold.span.of(article.text)[:60]
        result.errors.append(
            f"{article.stem} [{gold.span.start}:{gold.span.end}]"
            f" paraphrase of {gold.mention!r} missed: {words_!r}"
        )


def _error(stretch: Stretch, hits: Sequence[_Found], result: SpeechScore) -> str:
    kind = "wrong person" if result.misnamed else "speaker"
    want = f"{stretch.speaker.type} {stretch.speaker.name or ''} ({stretch.mention})"
    got = "; ".join(
        f"{hit.quotation.name} ({' '.join(sorted(hit.words))}) {hit.quotation.confidence:.2f}"
        for hit in hits
    )
    return f"{kind}: want {want}, got {got}:"


def _listed(values: set[str | None]) -> str:
    return ", ".join(sorted(value for value in values if value))


def groups(article: LabelledArticle) -> Iterator[str]:
    """The groups of an article in the tables: its region and its house style."""
    if article.region:
        yield f"region {article.region}"
    if article.style:
        yield f"style {article.style}"
