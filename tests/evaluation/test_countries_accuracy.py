"""Whose country a speaker is of, and which a quotation is about, on quotes labelled by hand.

    NEWSROOM_TEST_SIZE=full pytest tests/evaluation/test_countries_accuracy.py -s

prints the figures of docs/accuracy.md: the quotes of the samples, and one of nearly every article
of PolNeAR dev, chosen by lot among the annotated and labelled from the article alone
(tests/gold/countries.json: article, spans of the content, country, countries spoken about).
"""

from __future__ import annotations

import json
from collections import Counter

import pytest

from extraction.annotations import Extraction, Span
from extraction.pipeline import load
from tests.evaluation.test_samples_accuracy import count_countries, f1, find, spans_of
from tests.samples.test_samples import STEMS, gold_quotes, sample
from tests.support.corpora import dev_texts, needs_dev
from tests.support.paths import GOLD
from tests.support.sizes import sized

pytestmark = [pytest.mark.model, pytest.mark.slow]
LABELLED = json.loads((GOLD / "countries.json").read_text("utf-8"))


def of_samples() -> Counter[str]:
    counts: Counter[str] = Counter()
    for stem in STEMS:
        draft = sample(stem)
        extraction = load().extract(draft.body, draft.author)
        for gold in gold_quotes(stem):
            if found := find(spans_of(gold, draft.body), extraction):
                counts["quotes"] += 1
                count_countries(gold.country, gold.about, found, counts)
    return counts


def of_dev(extractions: dict[str, Extraction]) -> Counter[str]:
    counts: Counter[str] = Counter()
    texts = dev_texts()
    for stem, spans, country, about in LABELLED:
        if stem not in texts:
            continue
        found = find([Span(*span) for span in spans], extractions[texts[stem]])
        if found is not None:
            counts["quotes"] += 1
            count_countries(country, about, found, counts)
            if country != found.speaker_country or set(about) != set(found.about):
                print(stem, found.name, country, found.speaker_country, about, found.about)
    return counts


def figures(counts: Counter[str]) -> tuple[float, float]:
    """F1 of speakers' countries and of countries spoken about, over the quotes that are found."""
    speakers = f1(counts["by"], counts["by found"], counts["by gold"])
    about = f1(counts["about"], counts["about found"], counts["about gold"])
    print(f"{counts['quotes']} quotes: speaker's country {speakers:.3f}, about {about:.3f}")
    return speakers, about


@needs_dev
def test_countries_are_as_good_as_documented(polnear_dev: dict[str, Extraction]) -> None:
    samples, dev = of_samples(), of_dev(polnear_dev)
    figures(samples)
    figures(dev)
    speakers, about = figures(samples + dev)
    assert (samples + dev)["quotes"] >= sized(90, 150)
    assert speakers >= 0.90
    assert about >= 0.90
