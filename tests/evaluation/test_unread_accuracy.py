"""Who speaks, in 100 articles of PolNeAR train: of half of them no error was ever read.

`tests/gold/polnear_train_names.json` has, for each attribution with quoted words, the type of its
speaker and where the article has the fullest name, in code points: in one piece or in several.
`-s` prints the figures (docs/accuracy.md).
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from evaluation.gold import GoldArticle, GoldAttribution, GoldSpeaker, read_corpus
from evaluation.scoring import Score, score
from extraction.annotations import Span
from extraction.pipeline import load
from tests.support.paths import GOLD, SHARED
from tests.support.sizes import sized

TRAIN = SHARED / "corpora" / "polnear" / "train"
LABELS: dict[str, dict[str, Any]] = json.loads(
    (GOLD / "polnear_train_names.json").read_text("utf-8")
)
ARTICLES = 50  # of each half
LEAST_NAMED, MOST_WRONG = 0.85, sized(0.12, 0.06)


@pytest.mark.parametrize("half", ["read", "unread"])
def test_the_labels_are_of_spans(half: str) -> None:
    labels = [label for article in LABELS[half].values() for label in article.values()]
    assert len(LABELS[half]) == ARTICLES
    for kind, spans in labels:
        assert kind in {"person", "organization", "group", "unnamed", "document"}
        assert all(start < end for start, end in spans)
        assert bool(spans) or kind != "person"


@pytest.mark.model
@pytest.mark.skipif(not TRAIN.exists(), reason="the corpus is not here")
@pytest.mark.parametrize("half", ["read", "unread"])
def test_names_of_speakers(half: str) -> None:
    labels = LABELS[half]
    chosen = set(sorted(labels)[:: sized(4, 1)])
    corpus = (article for article in read_corpus(TRAIN) if article.stem in chosen)
    articles = [_labelled(article, labels[article.stem]) for article in corpus]
    total = Score()
    found = load().extract_many(article.text for article in articles)
    for article, extraction in zip(articles, found, strict=True):
        total += score(article, extraction.quotations)
    misnamed = f"{total.misnamed_rate:.3f} ({total.misnamed} of {total.with_name})"
    print(f"{half}: quoted {total.quoted.f1:.3f}, named {total.named.f1:.3f}, misnamed {misnamed}")
    assert total.named.f1 >= LEAST_NAMED
    assert total.misnamed_rate <= MOST_WRONG


def _labelled(article: GoldArticle, labels: dict[str, Any]) -> GoldArticle:
    """The article with the speakers that the labels give."""
    return GoldArticle(
        article.stem,
        article.text,
        tuple(
            GoldAttribution(a.id, a.source, a.cue, a.content, _speaker(article.text, labels, a.id))
            for a in article.attributions
        ),
    )


def _speaker(text: str, labels: dict[str, Any], attribution: str) -> GoldSpeaker | None:
    if attribution not in labels:
        return None
    kind, spans = labels[attribution]
    name = " ".join(Span(*span).of(text) for span in spans)
    return GoldSpeaker(kind, name or None)
