from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.gold import CorpusError
from evaluation.stretches import is_tagged
from evaluation.tagged import held_out, read_tagged, tagged_article
from extraction.annotations import Kind
from tests.support.paths import ROOT

OWN = ROOT / "training" / "own"
HEADER = (
    '{"id": "one", "home": "KE", "date": "2024-05-01", "kinds": ["pronoun"],'
    ' "people": [{"name": "Ana Brel", "gender": "f", "country": "KE"}],'
    ' "quotes": {"1": {"kind": "direct", "type": "person", "name": "Ana Brel", "title": "mayor",'
    ' "country": "KE", "about": ["UG"]}}}'
)
BODY = (
    '“<q n="1">We rebuild</q>,” <c n="1">said</c> <s n="1"><m p="Ana Brel">Ana Brel</m></s>,'
    ' “<q n="1">with Uganda.</q>”'
)


def test_reads_spans_and_answers() -> None:
    article = tagged_article(f"{HEADER}\n\n{BODY}\n")
    (quotation,) = article.quotations
    assert article.text == "“We rebuild,” said Ana Brel, “with Uganda.”\n"
    assert [span.of(article.text) for span in quotation.content] == ["We rebuild", "with Uganda."]
    assert [span.of(article.text) for span in (*quotation.source, *quotation.cue)] == [
        "Ana Brel",
        "said",
    ]
    assert (quotation.kind, quotation.name, quotation.about) == (Kind.DIRECT, "Ana Brel", ("UG",))
    (mention,) = article.mentions
    assert (mention.span, mention.person) == (quotation.source[0], article.people[0].name)
    assert (article.home, article.date) == ("KE", "2024-05-01")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<q n="1">We <s n="1">rebuild</q></s>', "</q> closes <s>"),
        ('<q n="1">We rebuild', "<q> is not closed"),
        ('<q n="1">We</q> <s n="2">Ana</s>', r"no quotation \['2'\]"),
        ("We rebuild", "quotation 1 has no <q>"),
    ],
)
def test_a_malformed_article_is_named(body: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "europe").mkdir()
    (tmp_path / "europe" / "one.txt").write_text(f"{HEADER}\n\n{body}\n", "utf-8")
    with pytest.raises(CorpusError, match=f"one.txt is not well formed: .*{message}"):
        list(read_tagged(tmp_path))


def test_a_folder_without_articles_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no corpus of tagged articles"):
        list(read_tagged(tmp_path))


def test_one_folder_of_articles_is_a_corpus_too(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(f"{HEADER}\n\n{BODY}\n", encoding="utf-8")
    (tmp_path / "README.txt").write_text("No article.", encoding="utf-8")
    assert is_tagged(tmp_path)
    assert [article.id for article in read_tagged(tmp_path)] == ["one"]


def test_our_own_articles_are_well_formed() -> None:
    articles = list(read_tagged(OWN))
    assert len({article.id for article in articles}) == len(articles) >= 162
    for article in articles:
        names = {person.name for person in article.people}
        plain = " ".join(article.text.split())
        assert "<" not in article.text, article.id
        assert all(name in plain for name in names), article.id
        assert {mention.person for mention in article.mentions} <= names, article.id
        for quotation in article.quotations:
            named = quotation.type in ("person", "organization")
            assert bool(quotation.name) is named, (article.id, quotation.number)
            assert quotation.type != "person" or quotation.name in names, article.id


def test_a_sixth_of_each_folder_is_kept_apart() -> None:
    paths = list(OWN.glob("*/*.txt"))
    kept = [path for path in paths if held_out(path.stem)]
    assert {path.parent for path in kept} == {path.parent for path in paths}
    assert 0.1 < len(kept) / len(paths) < 0.25


def test_the_second_half_of_world_g_is_kept_apart() -> None:
    names = sorted((path.stem for path in (OWN / "world-g").glob("*.txt")), key=lambda n: n[-3:])
    assert [name[-3:] for name in names] == [f"g{number:02}" for number in range(1, 49)]
    assert [held_out(name) for name in names] == [False] * 24 + [True] * 24
