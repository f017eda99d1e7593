from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.gold import CorpusError, read_corpus
from evaluation.people import same_person
from evaluation.scoring import Score, by_group, quoted_stretches, score
from extraction.annotations import Kind, Quotation, Span, SpeakerType
from tests.support.paths import SHARED

TEXT = "“It never rains here,” said Ana Brel.\n\n“We shall see about that,” Paul Moss said.\n"
ANNOTATIONS = """\
T1\tContent 0 22\t“It never rains here,”
T2\tCue 23 27\tsaid
T3\tSource 28 36\tAna Brel
E1\tAttribution:T2 Content:T1 Cue:T2 Source:T3
T4\tContent 39 65\t“We shall see about that,”
T5\tSource 66 75\tPaul Moss
E2\tAttribution:T4 Content:T4 Source:T5
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for folder in ("text", "attributions"):
        (tmp_path / folder).mkdir()
    (tmp_path / "text" / "outlet_story.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "attributions" / "outlet_story_a1.ann").write_text(ANNOTATIONS, encoding="utf-8")
    rows = [
        {"id": "outlet_story", "attribution": "E1", "type": "person", "name": "Ana Brel"},
        {"id": "outlet_story", "attribution": "E2", "type": "person", "name": "Paul Moss"},
    ]
    (tmp_path / "names.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    return tmp_path


def quotation(content: tuple[int, int], source: tuple[int, int], name: str | None) -> Quotation:
    return Quotation(
        Kind.DIRECT, (Span(*content),), (Span(*source),), name=name,
        speaker_type=SpeakerType.PERSON if name else None,
    )  # fmt: skip


def scored(corpus: Path, *quotations: Quotation) -> Score:
    (article,) = read_corpus(corpus)
    return score(article, quotations)


def test_all_right(corpus: Path) -> None:
    result = scored(
        corpus, quotation((0, 22), (28, 36), "Ana Brel"), quotation((39, 65), (66, 75), "Paul Moss")
    )
    assert (result.quoted.f1, result.named.f1, result.reported.f1) == (1, 1, 1)
    assert (result.attribution_accuracy, result.misnamed_rate, result.errors) == (1, 0, [])


def test_a_missed_quote_costs_recall_and_a_wrong_name_counts_as_harm(corpus: Path) -> None:
    result = scored(corpus, quotation((0, 22), (66, 75), "Paul Moss"))
    assert (result.located.recall, result.quoted.true) == (0.5, 0)
    assert (result.misnamed, result.with_name) == (1, 1)
    assert len(result.errors) == 2


def test_saying_nothing_is_no_harm(corpus: Path) -> None:
    result = scored(corpus, quotation((0, 22), (28, 36), None))
    assert (result.quoted.true, result.named.true, result.with_name) == (1, 0, 0)


@pytest.mark.parametrize(
    ("predicted", "gold", "expected"),
    [
        ("Ana Brel", "Ana Brel", True),
        ("Minister Ana Brel", "Ana Brel", True),
        ("A. Brel", "Ana Brel", True),
        ("Brel", "Ana Brel", False),
        ("Brel", "Brel", True),
        ("Ana Moss", "Ana Brel", False),
        ("Ana O'Brel", "Ana O’Brel", True),
        ("Ana O’Brel’s", "Ana O'Brel", True),
        (None, "Ana Brel", False),
    ],
)
def test_same_person(predicted: str | None, gold: str, expected: bool) -> None:
    assert same_person(predicted, gold) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“one two three”", ["one two three"]),
        ("“one two” “a b c", ["a b c"]),
        ('"one two three\nfour five six"', ["one two three"]),
        ("«one two three»", ["one two three"]),
    ],
)
def test_quoted_stretches(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in quoted_stretches(text)] == expected


def test_a_folder_that_is_no_corpus_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="needs text"):
        list(read_corpus(tmp_path))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the annotated corpora are not here")
def test_figures_equal_those_of_the_reference_scorer(tmp_path: Path) -> None:
    """Over an imperfect prediction made from the gold: every third attribution spoilt."""
    corpus = SHARED / "corpora" / "polnear" / "dev"
    total = Score()
    lines = []
    for article in read_corpus(corpus):
        quotations = []
        for i, gold in enumerate(article.attributions):
            source = gold.source if i % 3 else article.attributions[0].source
            name = gold.speaker.name if gold.speaker else None
            quotations.append(Quotation(Kind.DIRECT, gold.content, source, gold.cue, name))
        total += score(article, quotations)
        rows = [
            {"content": q.content, "source": q.source, "cue": q.cue, "name": q.name}
            for q in quotations
        ]
        lines.append(json.dumps({"id": article.stem, "quotes": rows}))
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text("\n".join(lines), encoding="utf-8")
    reference = subprocess.run(
        [sys.executable, SHARED / "evaluation" / "score_quotes.py", corpus, predictions],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    figures = json.loads(reference.stdout)
    for task in ("quoted", "located", "named", "reported"):
        tally = getattr(total, task)
        expected = figures[task]
        counts = (tally.true, tally.predicted, tally.gold)
        assert counts == (expected["true"], expected["predicted"], expected["gold"]), task
    assert total.misnamed == figures["misnamed"]["wrong"]
    assert total.with_name == figures["misnamed"]["with_name"]


def test_by_kind_and_by_type_of_source(corpus: Path) -> None:
    (article,) = read_corpus(corpus)
    found = Quotation(
        kind=Kind.INDIRECT, content=(Span(0, 22),), source=(Span(28, 36),),
        name="Ana Brel", speaker_type=SpeakerType.PERSON,
    )  # fmt: skip
    other = Quotation(kind=Kind.DIRECT, content=(Span(39, 65),), source=(Span(28, 36),))
    groups = by_group(article, [found, other])
    counts = {group: (t.true, t.predicted, t.gold) for group, t in groups.items()}
    assert counts == {
        "kind direct": (1, 1, 2),
        "kind indirect": (0, 1, 0),
        "source person": (1, 1, 2),
        "source not labelled": (0, 1, 0),
    }
