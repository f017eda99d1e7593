"""Every style of quotation, through the models, to the name in the end."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.gold import read_corpus
from evaluation.scoring import Score, score
from extraction import pipeline
from extraction.annotations import EntityType, Extraction, Kind, Quotation, SpeakerType
from extraction.pipeline import Extractor, load
from tests.support.corpora import DEV, needs_dev
from tests.support.paths import SHARED
from tests.support.sizes import sized

pytestmark = pytest.mark.model
RAIN = "It has not rained in this valley for two years"


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load()


def test_names_are_found_with_products_of_numpy_which_are_quicker(extractor: Extractor) -> None:
    names: Any = extractor.nlp.get_pipe("ner")
    layers = list(names.model.walk())
    assert layers
    assert not any(layer.ops.use_blis for layer in layers)


def quoting(extractor: Extractor, text: str, words: str) -> Quotation:
    """The quotation that holds these words, the shortest if several do."""
    start = text.index(words)
    holding = [
        q
        for q in extractor.extract(text).quotations
        if any(s.start <= start and start + len(words) <= s.end for s in q.content)
    ]
    assert holding, f"{words!r} is in no quotation of {text!r}"
    return min(holding, key=lambda q: sum(end - start for start, end in q.content))


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (f"“{RAIN},” said Ana Brel, a farmer.", RAIN, "Ana Brel"),
        (f'"{RAIN}," Ana Brel, a farmer, said.', RAIN, "Ana Brel"),
        (f"‘{RAIN}, and we don’t expect it,’ said Ana Brel.", RAIN, "Ana Brel"),
        (f"Ana Brel said: «{RAIN}.»", RAIN, "Ana Brel"),
        (f"Ana Brel told reporters on Monday: “{RAIN}.”", RAIN, "Ana Brel"),
        (f"“{RAIN},” said Ana Brel. “My well is dry.”", "My well is dry", "Ana Brel"),
        (f"“{RAIN},” Ana Brel said, “and my well is dry.”", "and my well is dry", "Ana Brel"),
        (f"“{RAIN},” said Ana Brel.\n\n“My well is dry now.”", "My well is dry", "Ana Brel"),
        (f"Ana Brel said, “{RAIN}.\n\n“My well is dry now.”", "My well is dry", "Ana Brel"),
        (f"Ana Brel said, “{RAIN}.\n\nNobody knows why.", RAIN, "Ana Brel"),
        (f"Ana Brel spoke first. “{RAIN},” she said.", RAIN, "Ana Brel"),
        (f"Ana Brel spoke first. “{RAIN},” Brel said.", RAIN, "Ana Brel"),
        (f"“{RAIN},” said Brel.\n\nAna Brel is a farmer near Lima.", RAIN, "Ana Brel"),
        (f"Quan Meilin came too. “{RAIN},” Quan said.", RAIN, "Quan Meilin"),
        (f"The answer came from Mayor Ana Brel, who said, “{RAIN}.”", RAIN, "Ana Brel"),
        (f"“{RAIN},” according to Ana Brel, a farmer.", RAIN, "Ana Brel"),
        (f"Ana Brel was quoted by local radio as saying “{RAIN}.”", RAIN, "Ana Brel"),
        ("Ana Brel called the plan “a dry joke on thirsty people.”", "a dry joke", "Ana Brel"),
        ("Canberra warned that the river would dry up by May.", "river would dry up", "Canberra"),
        ("Ana Brel warned that the river would dry up by May.", "river would dry up", "Ana Brel"),
        (f"“{RAIN}, and as my father said, ‘Dig,’” said Ana Brel.", RAIN, "Ana Brel"),
        (f"The two ministers said, “{RAIN}.”", RAIN, None),
        (f"“{RAIN},” said a senior official who asked not to be named.", RAIN, None),
        (
            f"BREL: {RAIN}.\n\nMOSS: What will you do?\n\nBREL: Dig a new well, I suppose.",
            "Dig a new well",
            "BREL",
        ),
    ],
)
def test_who_said_it(extractor: Extractor, text: str, words: str, name: str | None) -> None:
    assert quoting(extractor, text, words).name == name


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “smart” pump broke in March.",
        "Her novel “The Long Dry Year” was published in March.",
        "The pump is 6' 2\" high and the boys' coats hang on it.",
        "",
        "\n\n",
        "No one spoke.",
    ],
)
def test_what_is_no_quotation(extractor: Extractor, text: str) -> None:
    assert extractor.extract(text).quotations == ()


def test_who_the_speaker_is(extractor: Extractor) -> None:
    text = f"“{RAIN},” said Peru’s deputy water minister Ana Brel. She thanked Chile."
    quotation = quoting(extractor, text, RAIN)
    assert (quotation.kind, quotation.speaker_type) == (Kind.DIRECT, SpeakerType.PERSON)
    assert (quotation.title, quotation.speaker_country) == ("deputy water minister", "PE")
    entities = {(e.type, e.name, e.country) for e in extractor.extract(text).entities}
    assert (EntityType.PERSON, "Ana Brel", "PE") in entities
    assert (EntityType.COUNTRY, "Chile", "CL") in entities


def test_which_country_it_is_about(extractor: Extractor) -> None:
    text = "“Chile has not sent us a drop,” said Peru’s water minister Ana Brel."
    assert quoting(extractor, text, "Chile has").about == ("CL",)


def test_many_texts_at_once_give_what_each_gives_alone(extractor: Extractor) -> None:
    texts = [f"“{RAIN},” said Ana Brel.", "", f"“{RAIN},” Paul Moss said.", "No one spoke."]
    names = [[q.name for q in e.quotations] for e in extractor.extract_many(texts)]
    assert names == [["Ana Brel"], [], ["Paul Moss"], []]


def test_the_columnist_is_the_author(extractor: Extractor) -> None:
    text = f"“{RAIN},” I told the mayor."
    found = extractor.extract_many([text, text], ["Ana Brel", ""])
    assert [[q.name for q in e.quotations] for e in found] == [["Ana Brel"], [None]]


def test_once_many_words_are_known_new_ones_are_forgotten_and_found_all_the_same(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"“It rained for {n} days,” said Ana Brel{n}ska of Qorv{n}." for n in range(20)]
    monkeypatch.setattr(pipeline, "KNOWN_WORDS", 0)
    known = len(extractor.nlp.vocab.strings)
    forgetting = list(extractor.extract_many(texts)), extractor.extract(texts[0])
    assert len(extractor.nlp.vocab.strings) == known
    monkeypatch.undo()
    assert forgetting == (list(extractor.extract_many(texts)), extractor.extract(texts[0]))
    assert len(extractor.nlp.vocab.strings) > known


@settings(max_examples=sized(20, 60), deadline=None)
@given(
    st.text(alphabet=st.sampled_from("AnaBrelsaid “”‘’'\"«».,:;—\n\x00é🙂\u202e "), max_size=300)
)
def test_any_text(text: str) -> None:
    extraction = load().extract(text)
    for q in extraction.quotations:
        assert q.content
        for spans in (q.content, q.source, q.cue):
            assert all(0 <= s.start < s.end <= len(text) for s in spans)
            assert all(a.end <= b.start for a, b in pairwise(spans))
    for entity in extraction.entities:
        assert all(0 <= s.start < s.end <= len(text) for s in entity.mentions)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real article is not here")
def test_a_real_article(extractor: Extractor) -> None:
    path = SHARED / "articles" / "2025-06-19-russia-iran.txt"
    gold = json.loads(path.with_suffix(".gold.json").read_text("utf-8"))
    text = path.read_bytes().decode("utf-8")
    for row in gold["quotes"]:
        quotation = quoting(extractor, text, row["text"].rstrip(".,"))
        assert quotation.name == row["name"], row["text"]
        if row["name"] and row["name"] != "Putin":  # whose country the article does not say
            assert quotation.speaker_country == row["country"]
        assert set(row["about"]) - {"RU"} <= set(quotation.about), row["text"]


@needs_dev
@pytest.mark.slow
def test_as_accurate_as_the_documentation_says(polnear_dev: dict[str, Extraction]) -> None:
    total = Score()
    for article in read_corpus(DEV):
        if article.text not in polnear_dev:
            continue
        total += score(article, polnear_dev[article.text].quotations)
    assert total.quoted.f1 >= 0.94
    assert total.attribution_accuracy >= 0.97
    assert total.named.f1 >= 0.90
    assert total.misnamed_rate <= 0.03
    assert total.reported.f1 >= 0.72
