"""Scores over articles labelled stretch by stretch."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import extraction
from evaluation.gold import CorpusError, GoldSpeaker
from evaluation.scoring import Tally
from evaluation.speech import SpeechScore, groups, same_name, score_speech
from evaluation.stretches import is_labelled, labelled, read_labelled
from evaluation.tables import side_by_side, speech_line
from evaluation.tagged import tagged_article
from evaluation.wording import wording
from extraction.annotations import Kind, Quotation, Span, SpeakerType
from extraction.records import extraction_record
from tests.support.paths import SHARED

TEXT = """\
“The road to Nairobi is open,” said Ana Brel. “We have a plan,” she added.

The harbour board called it “a great day for trade”. The “ship of the desert” is a camel.

Paul Moss said that nobody had asked the drivers.
"""
WORLD = SHARED / "corpora" / "international"
SCRIPT = SHARED / "evaluation" / "international.py"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def stretch(words: str, **labels: Any) -> dict[str, Any]:
    start, end = span(words)
    unlabelled = {"speech": True, "type": None, "name": None, "mention": None, "country": None}
    return {"start": start, "end": end, "about": []} | unlabelled | labels


GOLD = {
    "id": "roads",
    "stretches": [
        stretch(
            "The road to Nairobi is open", type="person", name="Ana Brel", mention="Ana Brel",
            country="KE", about=["KE"],
        ),
        stretch("We have a plan", type="person", name="Ana Brel", mention="she", country="KE"),
        stretch(
            "a great day for trade", type="organization", name="Harbour Board",
            mention="The harbour board",
        ),
        stretch("ship of the desert", speech=False),
    ],
    "reported": [
        {"text": "nobody had asked the drivers", "name": "Paul Moss", "mention": "Paul Moss"}
    ],
}  # fmt: skip


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "labelled"
    for part in ("text", "gold"):
        (folder / part).mkdir(parents=True)
    (folder / "text" / "roads.txt").write_bytes(TEXT.encode())
    (folder / "gold" / "roads.json").write_text(json.dumps(GOLD), "utf-8")
    (folder / "meta.tsv").write_text(
        "file\tregion\tstyle\nroads.txt\tAfrica: Kenya\tcurly double; unclosed\n", "utf-8"
    )
    return folder


def quotation(words: str, source: str, name: str | None, **fields: Any) -> Quotation:
    given = {"speaker_type": SpeakerType.PERSON if name else None} | fields
    return Quotation(Kind.DIRECT, (span(words),), (span(source),), name=name, **given)


RIGHT = (
    quotation(
        "The road to Nairobi is open", "Ana Brel", "Ana Brel", speaker_country="KE", about=("KE",)
    ),
    quotation("We have a plan", "she", "Ana Brel", speaker_country="KE"),
    quotation(
        "a great day for trade", "harbour board", "Harbour Board",
        speaker_type=SpeakerType.ORGANIZATION,
    ),
    quotation("nobody had asked the drivers", "Paul Moss", "Paul Moss"),
)  # fmt: skip


def scored(corpus: Path, quotations: Sequence[Quotation]) -> SpeechScore:
    (article,) = read_labelled(corpus)
    return score_speech(article, quotations)


def test_all_right(corpus: Path) -> None:
    result = scored(corpus, RIGHT)
    assert (result.covered, result.quoted.recall, result.named.f1) == (1, 1, 1)
    assert (result.countries.recall, result.countries.wrong_rate, result.about.f1) == (1, 0, 1)
    assert (result.reported.recall, result.misnamed, result.with_name) == (1, 0, 2)
    assert (result.noise.true, result.noise.gold, result.errors) == (0, 1, [])


def test_missed_speech_and_paraphrase_are_errors(corpus: Path) -> None:
    result = scored(corpus, ())
    assert (result.quoted.recall, result.quoted.gold, result.reported.recall) == (0, 3, 0)
    assert "missed: 'We have a plan'" in result.errors[1]
    assert "paraphrase of 'Paul Moss' missed" in result.errors[3]


def test_a_wrong_name_is_harm_though_the_source_is_right(corpus: Path) -> None:
    wrong = replace(RIGHT[1], name="Paul Moss")
    result = scored(corpus, (RIGHT[0], wrong, *RIGHT[2:]))
    assert (result.quoted.true, result.misnamed, result.with_name) == (2, 1, 2)
    assert [judged.right for judged in result.names] == [True, False]
    assert "wrong person: want person Ana Brel (she), got Paul Moss (she)" in result.errors[0]


def test_no_name_is_no_harm(corpus: Path) -> None:
    result = scored(corpus, (replace(RIGHT[1], name=None, speaker_type=None),))
    assert (result.quoted.true, result.named.true, result.misnamed) == (1, 0, 0)


def test_a_wrong_country_and_an_empty_one(corpus: Path) -> None:
    result = scored(corpus, (replace(RIGHT[0], speaker_country="UG", about=("UG", "KE")), RIGHT[2]))
    assert (result.countries.right, result.countries.wrong, result.countries.empty) == (0, 1, 0)
    assert result.about.precision == 0.5
    assert "country KE, got UG" in result.errors[0]
    likely = replace(RIGHT[1], speaker_country=None, likely_country="KE")
    for quotations, sure, of_likely in (
        (RIGHT, (2, 2), (0, 0)),
        ((RIGHT[0], likely), (1, 1), (1, 1)),
        ((RIGHT[0], replace(likely, likely_country="UG")), (1, 1), (0, 1)),
        ((replace(RIGHT[2], likely_country="KE"),), (0, 0), (0, 1)),
    ):
        found = scored(corpus, quotations).countries
        assert (found.sure.true, found.sure.predicted) == sure
        assert (found.likely.true, found.likely.predicted) == of_likely
    empty = scored(corpus, (replace(RIGHT[0], speaker_country=None),))
    assert (empty.countries.empty, empty.countries.wrong_rate) == (1, 0)


def test_what_is_no_speech(corpus: Path) -> None:
    assert scored(corpus, (quotation("ship of the desert", "Ana Brel", None),)).noise.true == 1


def test_figures_by_wording_region_and_style(corpus: Path) -> None:
    (article,) = read_labelled(corpus)
    result = scored(corpus, RIGHT)
    found = {name: (s.named.true, s.named.gold) for name, s in result.by_wording.items()}
    assert found == {"full name": (1, 1), "pronoun": (1, 1), "organization": (1, 1)}
    assert list(groups(article)) == ["region Africa", "style curly double"]
    assert "quoted 1.000" in speech_line("all", result)
    lines = "\n".join(side_by_side({"corpora/roads": result}))
    assert "corpora/roads" in lines.splitlines()[0]
    assert "right, pronoun" in lines
    assert "1.000 (1/1)" in lines


@pytest.mark.parametrize(
    ("mention", "speaker", "expected"),
    [
        ("Ana M. Brel", GoldSpeaker("person", "Ana M. Brel"), "full name"),
        ("Ana Brel", GoldSpeaker("person", "Ana M. Brel"), "full name"),
        ("Ms Brel", GoldSpeaker("person", "Ana Brel"), "part of a name"),
        ("She", GoldSpeaker("person", "Ana Brel"), "pronoun"),
        ("the mayor", GoldSpeaker("person", "Ana Brel"), "description"),
        ("officials", GoldSpeaker("group"), "group"),
        ("a driver", GoldSpeaker("person"), "unnamed"),
        ("a driver", None, "not labelled"),
    ],
)
def test_wording(mention: str, speaker: GoldSpeaker | None, expected: str) -> None:
    assert wording(mention, speaker) == expected


def test_names_of_one_word_agree() -> None:
    assert same_name("Harbour Board", "harbour board")
    assert same_name("Ana Brel", "Brel")
    assert not same_name("Brel", "Ana Brel")
    assert not same_name(None, "Ana Brel")


def test_tagged_articles_have_the_same_labels() -> None:
    tagged = """\
{"id": "t", "people": [], "quotes": {
"1": {"kind": "direct", "type": "person", "name": "Ana Brel", "country": "KE", "about": ["UG"]},
"2": {"kind": "indirect", "type": "group", "name": null}}}""".replace("\n", "")
    body = """
“<q n="1">The road is open</q>,” said <s n="1">Brel</s>. “<q n="1">Go on.</q>”
<s n="2">Drivers</s> said <q n="2">it was not</q>."""
    article = labelled(tagged_article(tagged + "\n" + body, "africa"))
    (road,) = article.stretches
    assert road.span.of(article.text) == "The road is open"
    assert (road.mention, road.named, road.country) == ("Brel", "Ana Brel", "KE")
    assert sorted(road.about) == ["UG"]
    assert [(p.span.of(article.text), p.mention) for p in article.reported] == [
        ("it was not", "Drivers")
    ]
    assert article.region == "africa"


def test_folders_that_are_no_corpus(corpus: Path) -> None:
    assert is_labelled(corpus)
    (corpus / "text" / "roads.txt").unlink()
    with pytest.raises(CorpusError, match=r"roads\.txt is missing"):
        list(read_labelled(corpus))
    (corpus / "gold" / "roads.json").unlink()
    with pytest.raises(CorpusError, match="has no labels"):
        list(read_labelled(corpus))


@pytest.mark.model
@pytest.mark.skipif(not SCRIPT.exists(), reason="the corpus is not on this machine")
def test_the_figures_are_those_of_the_corpus_own_script(tmp_path: Path) -> None:
    some = [path.stem for path in sorted((WORLD / "gold").glob("*.json"))[::6]]
    for folder, suffix in (("gold", "json"), ("text", "txt")):
        (tmp_path / folder).mkdir()
        for stem in some:
            name = f"{folder}/{stem}.{suffix}"
            (tmp_path / name).write_bytes((WORLD / name).read_bytes())
    total, lines = SpeechScore(), []
    extractor = extraction.load()
    articles = list(read_labelled(tmp_path))
    texts = (article.text for article in articles)
    for article, found in zip(articles, extractor.extract_many(texts), strict=True):
        total += score_speech(article, found.quotations)
        lines.append(json.dumps(extraction_record(article.stem, found, 0)))
    (tmp_path / "found.jsonl").write_text("\n".join(lines), "utf-8")
    command = [sys.executable, str(SCRIPT), str(tmp_path), str(tmp_path / "found.jsonl")]
    printed = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert json.loads(printed) == {
        "stretches": total.quoted.gold,
        "covered": round(total.covered, 4),
        "right speaker of covered": round(total.quoted.precision, 4),
        "quoted": round(total.quoted.recall, 4),
        "named F1": round(total.named.f1, 4),
        "named recall": round(total.named.recall, 4),
        "misnamed": round(total.misnamed_rate, 4),
        "misnamed n": f"{total.misnamed}/{total.with_name}",
        "country right": round(total.countries.recall, 4),
        "country wrong": round(total.countries.wrong_rate, 4),
        "country empty": total.countries.empty,
        "about F1": round(total.about.f1, 4),
        "noise": f"{total.noise.true}/{total.noise.gold}",
        "reported recall": round(total.reported.recall, 4),
    }


def test_countries_of_a_quotation_are_those_of_all_that_covers_a_part_of_it() -> None:
    tagged = """\
{"id": "t", "people": [], "quotes": {
"1": {"kind": "direct", "type": "person", "name": "Ana Brel", "about": ["UG", "KE"]}}}"""
    body = """
“<q n="1">Uganda has a road</q>,” said <s n="1">Brel</s>. “<q n="1">Kenya has a plan.</q>”"""
    article = labelled(tagged_article(tagged.replace("\n", "") + "\n" + body, "africa"))
    parts = [
        Quotation(Kind.DIRECT, (each.span,), about=(code,))
        for each, code in zip(article.stretches, ("UG", "KE"), strict=True)
    ]
    assert score_speech(article, parts).about == Tally(4, 4, 4)
    own = replace(article, stretches=tuple(replace(s, whole=()) for s in article.stretches))
    assert score_speech(own, parts).about == Tally(2, 2, 4)
