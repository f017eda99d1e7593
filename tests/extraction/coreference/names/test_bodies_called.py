"""Bodies that the recogniser takes for people or cuts, and whose statement it is."""

from __future__ import annotations

import pytest

from extraction.annotations import EntityType, Span, SpeakerType
from extraction.coreference.organizations.acronyms import long_names
from extraction.document import Mention
from extraction.pipeline import load


def names(text: str) -> list[str | None]:
    return [q.name for q in load().extract(text).quotations if q.kind != "indirect"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "PRAGUE – Pivovar Skalna has brewed a beer without water.\n\n"
            "“It comes from the barley,” the brewery said.",
            "Pivovar Skalna",
        ),
        (
            "Tarbrax Salmon lost 900 fish in one night.\n\n"
            "“Nobody shut the gate,” the firm said in a letter.",
            "Tarbrax Salmon",
        ),
        (
            "The new road to Asuom goes round a stone. "
            "Asuom Roads was paid for a straight line.\n\n"
            "“There was a bend in the budget,” the company said.",
            "Asuom Roads",
        ),
        (
            "KARANGASEM – Bank Lereng Agung has lent money against a volcano.\n\n"
            "“The collateral has moved,” the lender said.",
            "Bank Lereng Agung",
        ),
        (
            "The Kiptere Farmers Cooperative has offered a cow. “For the bush,” it said.",
            "Kiptere Farmers Cooperative",
        ),
        (
            "Isvik Energi would pay for the power.\n\n"
            "“Our name must be on the roof,” the company wrote.",
            "Isvik Energi",
        ),
    ],
)
def test_a_name_is_a_bodys_where_the_article_calls_it_one(text: str, name: str) -> None:
    assert names(text) == [name]


def test_a_person_is_no_company() -> None:
    text = (
        "Tarbrax Salmon, 61, lost 900 fish in one night. He runs a farm for a company.\n\n"
        "“Nobody shut the gate,” the company said."
    )
    assert names(text) == [None]


@pytest.mark.parametrize(
    ("sentence", "noun"),
    [
        ("Marlow Tiende signed on Tuesday, and the company is glad of it.", "company"),
        ("Arbour Kessin will leave the broadcaster in June.", "broadcaster"),
        ("Last week the broadcaster dropped Arbour Kessin.", "broadcaster"),
    ],
)
def test_a_strange_name_beside_a_company_is_not_its_name(sentence: str, noun: str) -> None:
    assert names(f"{sentence}\n\n“It is a loss,” the {noun} said.") == [None]


def test_a_crane_operator_is_no_company() -> None:
    text = "Sulanikel Raya closed the pit.\n\n“I look at my boots,” the crane operator said."
    found = load().extract(text).quotations
    assert [q.speaker_type for q in found] != [SpeakerType.ORGANIZATION]


def test_it_means_the_body_that_the_sentence_before_is_about() -> None:
    text = (
        "Tarbrax Mining wrote to the Linnhe Otter Trust. "
        "“Somebody taught them,” the company said.\n\n"
        "The trust replied on a postcard. “You taught them,” it wrote."
    )
    assert names(text)[-1] == "Linnhe Otter Trust"


def test_a_brewer_named_since_is_not_the_brewery() -> None:
    text = (
        "Skalna Brewery stands by its label.\n\n"
        "Its master, Marek Patek, presses barley. “Three tonnes give one barrel,” the brewer said."
    )
    assert names(text) != ["Skalna Brewery"]


@pytest.mark.parametrize("statement", ["The statement added:", "The statement said:"])
def test_a_statement_is_of_who_made_it(statement: str) -> None:
    text = (
        "“No jobs will be lost,” Brelco Foods said in a statement on Monday. "
        f"{statement} “All will be offered posts in Velm.”"
    )
    assert names(text) == ["Brelco Foods", "Brelco Foods"]


@pytest.mark.parametrize(
    "since",
    [
        "The police also put out a statement.",
        "Greenpeace released a statement of its own.",
        "The ministry's statement came an hour later.",
        "Her landlord published another press release.",
    ],
)
def test_a_statement_that_another_made_since_is_not_the_first_ones(since: str) -> None:
    text = (
        f"“I am innocent,” Tara Moss said in a statement. {since} "
        "“She came at noon,” the statement said."
    )
    assert names(text) == ["Tara Moss", None]


def test_a_statement_of_nobody_stays_a_document() -> None:
    text = "Residents found a leaflet. The statement said: “All will be offered posts in Velm.”"
    assert names(text) == [None]


def test_a_statement_to_others_is_its_owners() -> None:
    text = "Osk United's statement to the stock exchange said: “The board has noted the reports.”"
    assert names(text) == ["Osk United"]


def test_the_last_word_of_one_clubs_name_stands_for_it() -> None:
    club = Mention(Span(0, 10), EntityType.ORGANIZATION, ("Osk", "United"))
    alone = Mention(Span(20, 26), EntityType.ORGANIZATION, ("United",))
    text = "Osk United lost on. United won."
    assert long_names(text, [club, alone]) == {alone.span: "Osk United"}
    another = Mention(Span(30, 41), EntityType.ORGANIZATION, ("Velm", "United"))
    assert long_names(text, [club, alone, another]) == {}


@pytest.mark.parametrize(
    ("kind", "name"),
    [("The dockworkers' union", "Fentrapor"), ("The airline", "Veloz")],
)
def test_a_body_stands_between_commas_behind_what_it_is(kind: str, name: str) -> None:
    text = f"{kind}, {name}, rejected the claim. “We do not close ports,” it said on Friday."
    assert names(text) == [name]


def test_a_poll_is_nobody() -> None:
    text = "Poll: ‘Half would leave’\n\nA poll found that many nurses would leave this year."
    assert {q.name for q in load().extract(text).quotations} <= {None}
