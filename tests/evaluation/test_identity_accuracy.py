"""Who the newsroom says the speakers of PolNeAR dev and of the samples are, against a gold
standard made by hand (tests/gold/identity.json).

    NEWSROOM_TEST_SIZE=full pytest tests/evaluation/test_identity_accuracy.py -s

prints the figures of docs/accuracy.md.  The rules were mended while looking at dev.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from articles.ingest import run
from articles.models import Article
from evaluation.identity import Figures, b_cubed, pairwise, wrong_merges
from extraction.annotations import Extraction
from extraction.pipeline import load
from extraction.workers import Worker
from reading import read
from reading.draft import Draft
from tests.support.corpora import dev_texts, needs_dev
from tests.support.factories import FixedExtractor
from tests.support.paths import GOLD, ROOT

pytestmark = [
    pytest.mark.model, pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_database,
]  # fmt: skip
LABELLED = json.loads((GOLD / "identity.json").read_text("utf-8"))

Mention = tuple[str, int, int]


def dev() -> Iterator[Draft]:
    for stem, text in dev_texts().items():
        yield Draft(stem, text, published_on=dt.date.fromisoformat(stem.split("_")[1]))


def samples() -> Iterator[Draft]:
    for path in sorted((ROOT / "samples").glob("*.txt")):
        for draft in read(path):
            assert isinstance(draft, Draft)
            yield Draft(path.stem, draft.body, published_on=draft.published_on)


def found_in(
    part: str, drafts: Iterator[Draft], worker: Callable[[], Worker]
) -> dict[Mention, int | None]:
    """Each gold mention that is the source of a quotation the newsroom has: its speaker."""
    outcomes = list(run.ingest(drafts, worker))
    assert {outcome.status for outcome in outcomes} == {run.Status.ADDED}
    found: dict[Mention, int | None] = {}
    for article in Article.objects.filter(title__in=LABELLED[part]).prefetch_related("quotations"):
        for start, end, _ in LABELLED[part].get(article.title, ()):
            shared = {
                max(min(end, b) - max(start, a) for a, b in q.source): q.speaker_id
                for q in article.quotations.all()
                if q.source
            }
            if shared and max(shared) > 0:
                found[article.title, start, end] = shared[max(shared)]
    return found


@cache
def found_in_samples() -> dict[str, Extraction]:
    """What the pipeline finds in each sample, by its text: once for both tests."""
    texts = [draft.body for draft in samples()]
    return dict(zip(texts, load().extract_many(texts), strict=True))


def models() -> Worker:
    return FixedExtractor(found_in_samples().__getitem__)


def gold_of(part: str) -> dict[Mention, str]:
    return {
        (stem, start, end): who
        for stem, mentions in LABELLED[part].items()
        for start, end, who in mentions
    }


def figures(
    name: str, gold: dict[Mention, str], found: dict[Mention, int | None]
) -> tuple[Figures, Figures]:
    """Pairwise and B-cubed over the mentions that were given a speaker; all are printed."""
    named = {mention: gold[mention] for mention, speaker in found.items() if speaker is not None}
    chosen = {"all": gold, "found": {m: gold[m] for m in found}, "named": named}
    for mentions, some in chosen.items():
        pairs, cubed = pairwise(some, found), b_cubed(some, found)
        print(
            f"{name:8} {mentions:6} {len(some):5}  "
            f"pairwise P {pairs.precision:.3f} R {pairs.recall:.3f}  "
            f"B-cubed P {cubed.precision:.3f} R {cubed.recall:.3f}"
        )
    for first, second in wrong_merges(named, found):
        print(f"  one speaker for {gold[first]} and {gold[second]}, {first}, {second}")
    return pairwise(named, found), b_cubed(named, found)


@needs_dev
def test_who_is_who_across_articles(polnear_dev: dict[str, Extraction]) -> None:
    """Precision first: two people made one is worse than one person made two."""
    gold: dict[Mention, str] = {}
    found: dict[Mention, int | None] = {}
    for part, drafts, worker in (
        ("samples", samples(), models),
        ("polnear", dev(), lambda: FixedExtractor(polnear_dev.__getitem__)),
    ):
        found |= (there := found_in(part, drafts, worker))
        gold |= (own := gold_of(part))
        figures(part, own, there)
    pairs, cubed = figures("both", gold, found)
    assert min(pairs.precision, cubed.precision) >= 0.97
    assert min(pairs.recall, cubed.recall) >= 0.9


def test_who_is_who_in_the_samples() -> None:
    pairs, cubed = figures("samples", gold_of("samples"), found_in("samples", samples(), models))
    assert min(pairs.precision, cubed.precision) >= 0.94
    assert min(pairs.recall, cubed.recall) >= 0.94
