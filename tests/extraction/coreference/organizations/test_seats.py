"""Companies that an article calls by where they are."""

from __future__ import annotations

import pytest

from extraction.annotations import EntityType, Extraction
from extraction.pipeline import load


def found(text: str) -> Extraction:
    return load().extract(text)


def names(text: str) -> list[str | None]:
    return [each.name for each in found(text).quotations if each.kind != "indirect"]


@pytest.mark.parametrize(
    "called",
    [
        "the Helsinki-based company",
        "the Finnish group",
        "the Finnish company",
        "the Helsinki-listed firm",
        "the Finnish maker",
    ],
)
def test_where_a_company_is_is_no_name(called: str) -> None:
    text = (
        "Finnish packaging group Kuusaro cut its dividend on Thursday after a fire at a mill.\n\n"
        f"“We owe our shareholders caution,” {called} said in a statement."
    )
    assert names(text) == ["Kuusaro"]


@pytest.mark.parametrize(
    ("called", "name"),
    [
        ("the Swiss group", "Aarfeld"),
        ("the Zurich-based company", "Aarfeld"),
        ("the Japanese company", "Nishioka Heavy"),
        ("the Norwegian company", None),
    ],
)
def test_the_country_tells_two_companies_apart(called: str, name: str | None) -> None:
    text = (
        "Swiss engineering group Aarfeld and its Japanese rival Nishioka Heavy are in talks.\n\n"
        f"“There is no certainty of a deal,” {called} said."
    )
    if name is None:
        text = text.replace("Swiss engineering", "Swedish engineering")
    assert names(text) == [name]


def test_the_company_behind_such_a_description_is_the_one_with_a_name() -> None:
    text = (
        "Kenya's Simba Dairies apologised on Monday. The Nairobi firm blamed a contractor.\n\n"
        "“We let our customers down,” the firm said."
    )
    assert names(text) == ["Simba Dairies"]


def test_a_lender_without_a_name_is_no_person() -> None:
    text = "Rates rose on Monday.\n\n“We have no choice,” the Italian lender said."
    (quotation,) = found(text).quotations
    assert (quotation.name, quotation.speaker_type) == (None, "organization")


@pytest.mark.parametrize(
    "text",
    [
        "“Nothing will change,” said Ana Brel of the San Jose-based firm Redpine.",
        "“Nothing will change,” the San Jose-based firm said.",
        "Nothing will change in May, the San Jose-based firm said.",
    ],
)
def test_where_something_is_based_is_a_place(text: str) -> None:
    places = [e.name for e in found(text).entities if e.type is EntityType.PLACE]
    assert places == ["San Jose"]


def test_a_source_is_not_cut_at_its_hyphen() -> None:
    text = (
        "The work will begin in May, the Stavanger-based group said. "
        "The plant will close in June, the Munich-based carmaker said. "
        "Prices should recover next year, the Lima-based miner added."
    )
    assert [(q.content[0].of(text), q.source[0].of(text)) for q in found(text).quotations] == [
        ("The work will begin in May", "the Stavanger-based group"),
        ("The plant will close in June", "the Munich-based carmaker"),
        ("Prices should recover next year", "the Lima-based miner"),
    ]


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("Lender Aarfeld cut its dividend on Thursday.", "Aarfeld"),
        ("Kenya's Simba Dairies apologised on Monday.", "Simba Dairies"),
        ("Kowhai was bought by the Californian company Redpine for a large sum.", "Redpine"),
        ("Nortel Ridge, the Canadian salt producer, said it would close.", "Nortel Ridge"),
    ],
)
def test_a_firm_is_one_whatever_its_first_word(lead: str, name: str) -> None:
    assert (EntityType.ORGANIZATION, name) in [
        (each.type, each.name) for each in found(lead).entities
    ]


def test_a_person_behind_a_body_is_a_person() -> None:
    text = (
        "The co-head of defence group EADE Tom Ek is to leave.\n\nMr Ek spoke on Monday. "
        "“I will go when I am asked,” he said."
    )
    (name,) = names(text)
    assert name
    assert name.endswith("Tom Ek")
