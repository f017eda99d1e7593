"""What the extractor finds in the sample articles, against what a person found in them.

    pytest tests/evaluation/test_samples_accuracy.py -s

prints the figures of docs/accuracy.md.  The gold was made by hand, without the extractor.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import pytest

from evaluation.people import same_person
from extraction.annotations import Extraction, Quotation, Span, SpeakerType
from extraction.pipeline import load
from tests.samples.test_samples import STEMS, GoldQuote, gold_quotes, sample

pytestmark = pytest.mark.model
COVERED = 0.8


def find(wanted: Sequence[Span], extraction: Extraction) -> Quotation | None:
    """The quotation that covers most of a gold one, the tightest of equals; or the longest of those
    that it is parted into, where they speak about other countries."""
    length = sum(span.end - span.start for span in wanted)

    def shared(quotation: Quotation) -> int:
        return sum(
            max(0, min(a.end, b.end) - max(a.start, b.start))
            for a in wanted
            for b in quotation.content
        )

    def size(quotation: Quotation) -> int:
        return sum(end - start for start, end in quotation.content)

    covering = [q for q in extraction.quotations if shared(q) >= COVERED * length]
    if covering:
        return min(covering, key=size)
    parts = [q for q in extraction.quotations if shared(q) >= COVERED * size(q)]
    together = sum(map(shared, parts)) >= COVERED * length
    return max(parts, key=size) if together and len({q.name for q in parts}) == 1 else None


def spans_of(gold: GoldQuote, body: str) -> list[Span]:
    return [Span(body.index(part), body.index(part) + len(part)) for part in gold.parts]


def f1(true: int, predicted: int, gold: int) -> float:
    return 2 * true / (predicted + gold) if predicted + gold else 1.0


def measured() -> dict[str, float]:
    extractor = load()
    counts: Counter[str] = Counter()
    for stem in STEMS:
        draft = sample(stem)
        extraction = extractor.extract(draft.body, draft.author)
        for gold in gold_quotes(stem):
            counts["gold"] += 1
            found = find(spans_of(gold, draft.body), extraction)
            if found is None:
                continue
            counts["found"] += 1
            counts["kind"] += found.kind == gold.kind
            counts["type"] += found.speaker_type == gold.speaker_type
            _count_speaker(gold, found, counts)
            count_countries(gold.country, gold.about, found, counts)
    return {
        "found": counts["found"] / counts["gold"],
        "kind": counts["kind"] / counts["found"],
        "speaker type": counts["type"] / counts["found"],
        "speaker": counts["speaker"] / counts["named"],
        "misnamed": counts["misnamed"] / counts["in a mouth"],
        "speaker's country, F1": f1(counts["by"], counts["by found"], counts["by gold"]),
        "about, F1": f1(counts["about"], counts["about found"], counts["about gold"]),
    }


def _count_speaker(gold: GoldQuote, found: Quotation, counts: Counter[str]) -> None:
    if gold.speaker and gold.speaker_type is SpeakerType.PERSON:
        counts["named"] += 1
        counts["speaker"] += same_person(found.name, gold.speaker)
    if found.name and found.speaker_type is SpeakerType.PERSON:
        counts["in a mouth"] += 1
        counts["misnamed"] += not (gold.speaker and same_person(found.name, gold.speaker))


def count_countries(
    country: str | None, about: Collection[str], found: Quotation, counts: Counter[str]
) -> None:
    counts["by"] += bool(country) and found.speaker_country == country
    counts["by found"] += bool(found.speaker_country)
    counts["by gold"] += bool(country)
    counts["about"] += len(set(about) & set(found.about))
    counts["about found"] += len(found.about)
    counts["about gold"] += len(about)


def test_as_good_as_documented() -> None:
    figures = measured()
    for name, value in figures.items():
        print(f"{name:<24}{value:.3f}")
    assert figures["found"] >= 0.95
    assert figures["speaker"] >= 0.90
    assert figures["misnamed"] <= 0.05
    assert figures["speaker's country, F1"] >= 0.90
    assert figures["about, F1"] >= 0.90
