"""The labels of who speaks in PolNeAR's train part, and the examples that they make."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.gold import GoldSpeaker
from extraction.annotations import Span
from extraction.coreference.ranking.features import SOURCE
from learning.examples import NOBODY, examples
from tests.support.paths import GOLD, SHARED
from training.coreference.speakers import APART, labelled, main, read_labels, read_speakers
from training.coreference.train import read

TRAIN = SHARED / "corpora" / "polnear" / "train"
TEXT = (
    "Ana Brel met an aide to Luc Ek on Monday. “We will build the bridge,” she said. "
    "“Not this year,” the aide said. “We pay for it,” the trader said."
)


def corpus_of(folder: Path, sources: list[str]) -> Path:
    """An annotated article of TEXT, with an attribution for each source."""
    for name in ("text", "attributions"):
        (folder / name).mkdir()
    (folder / "text" / "paper_1.txt").write_bytes(TEXT.encode())
    lines = []
    for number, words in enumerate(sources, 1):
        start = TEXT.index(words)
        lines.append(f"T{number}\tSource {start} {start + len(words)}\t{words}")
        lines.append(f"E{number}\tAttribution:T{number} Source:T{number}")
    (folder / "attributions" / "paper_1_a.ann").write_bytes("\n".join(lines).encode())
    return folder


def test_sources_and_names_are_mentions_of_who_speaks(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, ["she", "the aide", "an aide to Luc Ek"])
    labels = {"paper_1": {"E1": ("person", [(0, 8)]), "E2": ("unnamed", []), "E3": ("unnamed", [])}}
    (article,) = read_speakers(labels, corpus, nobody=True)
    entities = {span.of(TEXT): entity for span, entity in article.mentions}
    assert entities == {
        "Ana Brel": "Ana Brel",
        "she": "Ana Brel",
        "the aide": NOBODY,
        "an aide to Luc Ek": NOBODY,
        "Luc": "",  # named within a source, and not the speaker
        "Ek": "",
    }
    assert not article.complete
    (without,) = read_speakers(labels, corpus)
    assert NOBODY not in {entity for _, entity in without.mentions}


def test_what_has_no_label_is_no_mention(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, ["she", "the aide"])
    (article,) = labelled({"paper_1": {"E1": ("person", [(0, 3), (4, 8)])}}, corpus)
    speakers = [a.speaker for a in article.attributions]
    assert speakers[0] == GoldSpeaker("person", "Ana Brel"), "in one piece or in several"
    assert speakers[1] is None


@pytest.mark.model
def test_the_examples_say_who_and_nobody(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, ["she", "the aide", "the trader"])
    labels = {"paper_1": {"E1": ("person", [(0, 8)]), "E2": ("unnamed", []), "E3": ("unnamed", [])}}
    (text,) = read(read_speakers(labels, corpus, nobody=True), 1.0)
    found = [e for e in examples(text.annotated, text.document, None) if e.rows[0][SOURCE]]
    she, trader = found  # “the aide” is Luc Ek's, which no weights decide
    assert she.pronoun
    assert she.right < len(she.rows) - 1
    assert not trader.pronoun
    assert trader.right == len(trader.rows) - 1, "nobody whom the article names"


def test_the_articles_that_choose_are_not_learnt_from() -> None:
    learnt, apart = read_labels()
    assert len(apart) == APART
    assert not learnt.keys() & apart.keys()
    unread = json.loads((GOLD / "polnear_train_names.json").read_text("utf-8"))["unread"]
    assert not unread.keys() & (learnt.keys() | apart.keys()), "of those nothing is ever learnt"


@pytest.mark.skipif(not TRAIN.exists(), reason="the corpus is not here")
def test_the_labels_are_of_attributions_and_words() -> None:
    labels = {article: found for part in read_labels() for article, found in part.items()}
    articles = {article.stem: article for article in labelled(labels, TRAIN)}
    assert articles.keys() == labels.keys()
    for stem, found in labels.items():
        article = articles[stem]
        assert found.keys() <= {a.id for a in article.attributions if a.source}
        for kind, spans in found.values():
            assert kind in {"person", "organization", "group", "unnamed", "document"}
            assert bool(spans) or kind != "person"
            assert all(Span(*span).of(article.text).strip() for span in spans)


@pytest.mark.model
def test_the_command_scores_both_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = corpus_of(tmp_path, ["she", "the aide"])
    monkeypatch.setattr("sys.argv", ["speakers", str(corpus)])
    main()
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["0 to learn from", "0 to choose by"]
