"""The weights of countries and of the resolver learn from nothing that is kept apart."""

from __future__ import annotations

import json
from pathlib import Path

from evaluation.tagged import held_out, read_tagged
from extraction.countries.evidence import BIAS, NONE
from extraction.pipeline import document_of
from tests.support.paths import ROOT
from training import provinces
from training.cities import City, table
from training.coreference.corpora import read_own
from training.countries import Example, examples, fitted, read

OWN = ROOT / "training" / "own"


def test_nothing_held_out_is_learnt_from() -> None:
    countries = {text.article.stem for text in read(OWN)}
    assert len(countries) > 100
    assert countries == {article.id for article in read_own(OWN)}
    assert not any(map(held_out, countries))


def test_every_third_labelled_article_is_kept_apart(tmp_path: Path) -> None:
    for part in ("text", "gold"):
        (tmp_path / part).mkdir()
    for name in "abcdef":
        gold = {"id": name, "stretches": [], "reported": []}
        (tmp_path / "gold" / f"{name}.json").write_text(json.dumps(gold))
        (tmp_path / "text" / f"{name}.txt").write_text("Nobody spoke.")
    assert [text.article.stem for text in read(tmp_path)] == ["a", "c", "d", "f"]


def test_a_speaker_is_an_example_with_the_country_of_the_label() -> None:
    text = next(text for text in read(OWN) if len(text.people) > 1)
    found = list(examples(document_of(text.article.text), text))
    known = {person.country for person in text.people} | {NONE}
    assert found
    assert {example.answer for example in found} <= known


def test_evidence_that_tells_more_weighs_more() -> None:
    right = {
        "SE": {"name": 1.0, "opening:bare": 1.0},
        "NO": {"opening:bare": 1.0},
        NONE: {BIAS: 1.0},
    }
    weights = fitted([Example(right, "SE")] * 20)
    assert weights["name"] > weights["opening:bare"]


def test_in_each_article_of_world_c_a_speaker_is_of_another_country_than_the_article() -> None:
    articles = [article for article in read_tagged(OWN) if article.folder == "world-c"]
    assert len(articles) == 40
    for article in articles:
        of_home = {quotation.country == article.home for quotation in article.quotations}
        assert of_home == {True, False}, article.id


def test_a_city_on_a_river_has_its_short_name_too() -> None:
    cities = [City("Newcastle upon Tyne", "GB", 300_000), City("Newcastle", "AU", 508_000)]
    assert "Newcastle\tAU 508\tGB 300" in table(cities, set())


def test_provinces_go_without_their_kind_and_without_ordinary_words() -> None:
    names = {"al01": "Korçë County", "kw01": "Al Jahra", "gh01": "Upper East", "bf02": "Cascades"}
    found = provinces.provinces(names, {"cascades"})
    assert found == {"Korçë": {"AL"}, "Korce": {"AL"}, "Al Jahra": {"KW"}, "Jahra": {"KW"}}
