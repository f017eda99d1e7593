from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from extraction.annotations import Attribution, Kind, Span
from extraction.attribution.kinds import is_quoted, kind_of
from extraction.attribution.layouts.labelled import apply_layouts
from extraction.attribution.repairs.repair import repair_attributions
from extraction.attribution.selection import select_attributions
from extraction.attribution.tagger import component
from extraction.attribution.tagger.network import Floats
from extraction.attribution.tagger.runtime import (
    WEIGHTS,
    Configuration,
    Model,
    configuration,
    load,
)
from extraction.attribution.unclaimed.continuation import continue_attributions
from extraction.document import Document
from tests.support.documents import document, said
from tests.support.paths import SHARED
from tests.support.sizes import sized

ARTICLE = SHARED / "articles" / "2025-06-19-russia-iran"

needs_weights = pytest.mark.skipif(
    not (WEIGHTS / "emb_f16.npy").is_file(), reason="the weights are not here"
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    blank = spacy.blank("en")
    blank.max_length = 1_000_000_000
    blank.add_pipe("quotation_tagger")
    return blank


def document_of(doc: Doc) -> Document:
    """What the tagger gives, after all stages of attribution."""
    made = document(doc.text, *doc._.attributions)
    for stage in (
        apply_layouts,
        repair_attributions,
        continue_attributions,
        select_attributions,
    ):
        stage(made)
    return made


def attributions_of(doc: Doc) -> Sequence[Attribution]:
    return document_of(doc).attributions


def found(nlp: Language, text: str) -> list[tuple[str, str]]:
    """Source and content of each attribution with words between marks."""
    made = document_of(nlp(text))
    made.attributions = [each for each in made.attributions if is_quoted(made, each)]
    return said(made)


def test_weights_without_a_configuration_are_the_first_ones(tmp_path: Path) -> None:
    assert configuration(tmp_path) == Configuration()
    (tmp_path / "with").mkdir()
    given = {
        "version": "2",
        "networks": ["one", "other"],
        "limit": 318,
        "names": ["O"],
        "thresholds": {"anchor": 0.4},
    }
    (tmp_path / "with" / "config.json").write_text(json.dumps(given), "utf-8")
    assert configuration(tmp_path / "with") == Configuration(
        version="2", networks=("one", "other"), limit=318, names=("O",), anchor=0.4
    )


# ---------------------------------------------------------------- with weights
@pytest.mark.model
@needs_weights
def test_a_model_says_the_mean_of_what_its_networks_say(tmp_path: Path) -> None:
    text = "“It never rains,” said Ana Brel. She told Le Courrier that the dam would hold."
    given = json.loads((WEIGHTS / "config.json").read_text("utf-8"))
    alone = []
    for network in given["networks"]:
        folder = tmp_path / network
        folder.mkdir()
        for file in (*WEIGHTS.glob("*.*"), *(WEIGHTS / network).iterdir()):
            (folder / file.name).symlink_to(file.resolve())
        (folder / "config.json").unlink()
        (folder / "config.json").write_text(json.dumps(given | {"networks": ["."]}), "utf-8")
        alone.append(read_one(load(folder), text))
    together = read_one(load(WEIGHTS), text)
    assert len(alone) == 2
    assert not np.allclose(alone[0][0], alone[1][0], atol=1e-4)
    for mine, *others in zip(together, *alone, strict=True):
        assert np.allclose(mine, np.mean(others, 0), atol=1e-5)


def read_one(model: Model, text: str) -> tuple[Floats, Floats]:
    """A text's anchors and the roles of its likeliest one."""
    (scores,) = model.read(model.windows(text, []))
    return scores.anchors, model.roles(scores, [int(scores.anchors.argmax())])


@pytest.mark.model
@needs_weights
def test_a_network_that_is_missing_is_named(tmp_path: Path) -> None:
    for file in WEIGHTS.glob("*.*"):
        (tmp_path / file.name).symlink_to(file.resolve())
    model = load(tmp_path)
    with pytest.raises(FileNotFoundError, match="three"):
        list(model.read(model.windows("It rains.", [])))


@pytest.mark.model
@needs_weights
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It never rains,” said Ana Brel.", [("Ana Brel", "It never rains,")]),
        ('"It never rains," said Ana Brel.', [("Ana Brel", "It never rains,")]),
        ("'It never rains,' said Ana Brel.", [("Ana Brel", "It never rains,")]),
        ("‘It doesn’t rain,’ said Ana Brel.", [("Ana Brel", "It doesn’t rain,")]),
        ("«It never rains», said Ana Brel.", [("Ana Brel", "It never rains")]),
        ("„It never rains“, said Ana Brel.", [("Ana Brel", "It never rains")]),
        (
            "“The river,” Ana Brel told reporters, “belongs to us all.”",
            [("Ana Brel", "The river, | belongs to us all.")],
        ),
        (
            "“The dam will stand for years,” Ana Brel said.\n\n“The valley will be green.\n\n"
            "“And there will be water.”",
            [
                (
                    "Ana Brel",
                    "The dam will stand for years, | The valley will be green."
                    " | And there will be water.",
                )
            ],
        ),
        (
            "“He told me, ‘It will fall,’ and I believed him,” said Ana Brel.",
            [("Ana Brel", "He told me, ‘It will fall,’ and I believed him,")],
        ),
        (
            "According to Ana Brel, “the river belongs to everyone”.",
            [("Ana Brel", "the river belongs to everyone")],
        ),
        (
            "Ana Brel was quoted by the Daily Ledger as saying, “The river is ours.”",
            [("Ana Brel", "The river is ours.")],
        ),
        (
            "Ana Brel opened the dam on Friday, saying, “It will stand for years.”",
            [("Ana Brel", "It will stand for years.")],
        ),
        (
            "“The dam is a gift.” — Ana Brel\n“The dam is a curse.” — Tomás Arriaga, Chile",
            [("Ana Brel", "The dam is a gift."), ("Tomás Arriaga", "The dam is a curse.")],
        ),
        ("The “green valley” plan fills the book “A River Runs Out”.", []),
    ],
)
def test_quotations_of_every_style(
    nlp: Language, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(nlp, text) == expected


@pytest.mark.model
@needs_weights
def test_a_pipe_gives_what_single_calls_give(nlp: Language) -> None:
    texts = ["", "“It never rains,” said Ana Brel.", " ", "Brel said the dam was safe."] * 3
    piped = [attributions_of(doc) for doc in nlp.pipe(texts, batch_size=5)]
    single = [attributions_of(nlp(text)) for text in texts]
    assert [[a.content for a in each] for each in piped] == [
        [a.content for a in each] for each in single
    ]
    assert any(piped)


@pytest.mark.model
@needs_weights
def test_entities_stay_where_the_weights_know_no_names(nlp: Language) -> None:
    tagger = nlp.get_pipe("quotation_tagger")
    assert isinstance(tagger, component.QuotationTagger)
    doc = nlp.make_doc("Ana Brel said the dam was safe.")
    doc.set_ents([SpacySpan(doc, 0, 2, label="PERSON")])
    assert [ent.text for ent in tagger(doc).ents] == ["Ana Brel"]


@pytest.mark.model
@needs_weights
@settings(
    deadline=None,
    max_examples=sized(20, 60),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            "“ ” \" ‘ ’ ' « » „ said Brel who saying according to , . : — \n \n\n Q: A: NAME:"
            " the dam will stand \0 🙂 ש".split(" ")
        ),
        max_size=60,
    ).map(" ".join)
)
@example(text="\0\0“a b c\0”")
@example(text="قال: «هذا ليس صحيحا أبدا»")
@example(text="“🙂 We go 👨‍👩‍👧 now” said 🙂 Bob.\r\n")
def test_any_text_has_valid_attributions(nlp: Language, text: str) -> None:
    made = document_of(nlp(text))
    for each in made.attributions:
        assert each.content
        assert 0 <= each.confidence <= 1
        assert kind_of(made, each) in Kind
        for spans in (each.content, each.source, each.cue):
            assert all(0 <= span.start < span.end <= len(text) for span in spans)
            assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.model
@needs_weights
def test_a_text_of_one_long_paragraph(nlp: Language) -> None:
    text = "“It never rains,” said Ana Brel. The dam will stand, she added. " * 150
    assert len(attributions_of(nlp(text))) > 100


@pytest.mark.model
@needs_weights
@pytest.mark.skipif(not ARTICLE.with_suffix(".txt").is_file(), reason="the article is not here")
def test_a_real_article(nlp: Language) -> None:
    text = ARTICLE.with_suffix(".txt").read_bytes().decode("utf-8")
    gold: list[dict[str, Any]] = json.loads(ARTICLE.with_suffix(".gold.json").read_text("utf-8"))[
        "quotes"
    ]
    attributions = attributions_of(nlp(text))
    for quote in gold:
        content = Span(*quote["content"])
        start = quote["mention_start"]
        mention = Span(start, start + len(quote["mention"]))
        assert any(
            any(span.contains(content) for span in each.content)
            and any(span.overlaps(mention) for span in each.source)
            for each in attributions
        ), quote["text"]
