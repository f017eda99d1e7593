"""Which organization a common noun means, or “it”."""

from __future__ import annotations

import re

import pytest

from extraction.annotations import EntityType, Span
from extraction.coreference.names.missed_bodies import bodies_missed
from extraction.coreference.organizations.common_nouns import Organizations, may_be_called
from extraction.document import Mention
from extraction.pipeline import document_of, load
from tests.support.growth import growth


def names(text: str) -> list[str | None]:
    return [q.name for q in load().extract(text).quotations if q.kind != "indirect"]


@pytest.mark.parametrize(
    ("named", "called", "name"),
    [
        ("Tallow Foods recalled 900 tins of soup on Friday.", "the company", "Tallow Foods"),
        ("The Crop Safety Bureau closed two mills.", "the agency", "Crop Safety Bureau"),
        ("Shares of Nordhansa Bank fell 9% on Tuesday.", "the lender", "Nordhansa Bank"),
        ("Brelmont Police arrested two men on Monday.", "the force", "Brelmont Police"),
        ("Osk Air will stop its flights to Lima.", "the carrier", "Osk Air"),
        (
            "The Potters’ Union met on Sunday in the old barn behind the mill.",
            "the federation",
            "Potters' Union",
        ),
        ("The Osk Homes Trust opened 40 rooms in March.", "the charity", "Osk Homes Trust"),
    ],
)
def test_a_body_is_called_by_what_it_is(named: str, called: str, name: str) -> None:
    text = f"{named}\n\n“We have not taken this lightly,” {called} said in a statement."
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("name", "noun", "may"),
    [
        ("Osk Savings Bank", "lender", True),
        ("Osk Police", "lender", False),
        ("Brelco", "charity", True),
        ("Brelco", "ministry", False),
        ("Instituto Mata Alta", "institute", True),
        ("Council of Potters", "authority", True),
        ("Ministry of Health", "company", False),
    ],
)
def test_what_a_body_is_called_follows_from_its_name(name: str, noun: str, may: bool) -> None:
    assert may_be_called(name, noun) is may


def test_of_two_companies_the_one_that_spoke_last_is_meant() -> None:
    text = (
        "Brelco Foods said that wages would rise. Falkco Motors said nothing on Friday. "
        "“We will not be pushed,” the company said on Monday."
    )
    assert names(text) == ["Falkco Motors"]


def test_a_body_that_words_were_sent_to_is_not_their_speaker() -> None:
    assert names("Ana Brel told Radio Osk. “We are full,” the company said.") == [None]
    assert names("Brelco Foods posted it on Facebook. “We are full,” the company said.") == [
        "Brelco Foods"
    ]


def test_a_person_who_is_called_so_is_no_body() -> None:
    text = (
        "Osk Tours lost a boat. Ana Brel, a tour operator, saw it sink.\n\n"
        "“It was quick,” the operator said."
    )
    assert names(text) == ["Ana Brel"]


@pytest.mark.parametrize(
    "text",
    [
        "Shares fell on Monday. Oil giant Yukon Deep lost 3%. It said the year was “hard”.",
        "Oil giant Yukon Deep lost 3%.\n\nIt said the year was “hard”.",
        "Yukon Deep said it lost 3%. It fell by 2% in May. It said the year was “hard”.",
    ],
)
def test_it_is_the_body_that_leads(text: str) -> None:
    assert names(text)[-1] == "Yukon Deep"


def test_it_is_no_body_two_paragraphs_before() -> None:
    text = "Yukon Deep lost 3%.\n\nRain fell in Osk.\n\nIt said the year was “hard”."
    assert names(text) == [None]


@pytest.mark.parametrize(
    "name",
    ["Potters’ Union", "Osk Constabulary", "Ministry of Lakes and Forests", "Coalition for Wells"],
)
def test_a_body_is_told_by_the_words_of_its_name(name: str) -> None:
    text = f"On Sunday the {name} met again behind the mill, and voted on the matter twice."
    found = [e.name for e in load().extract(text).entities if e.type == "organization"]
    assert found == [name]


def test_a_word_without_end_takes_time_by_its_length() -> None:
    assert growth(lambda times: bodies_missed("It rained.\n" + "A." * times, []), 1_000) < 2.5


@pytest.mark.parametrize(
    ("whole", "short", "name"),
    [
        ("Nordhansa Cedar Planks", "Nordhansa", "Nordhansa Cedar Planks"),
        ("Osk Cedar Planks", "Osk", "Osk"),
    ],
)
def test_a_long_first_word_is_short_for_the_name(whole: str, short: str, name: str) -> None:
    text = f"{whole} closed a mill on Friday.\n\n“We had no wood,” {short} said."
    assert names(text) == [name]


def test_people_by_their_country_are_no_company() -> None:
    text = "Brelco cut forty jobs. The Norwegian left. “It is over,” the company said."
    document = document_of(text)
    document.mentions = [
        Mention(Span(at, at + len(name)), EntityType.ORGANIZATION, (name,))
        for name in ("Brelco", "Norwegian")
        for at in [text.index(name)]
    ]
    bodies = Organizations(document, {})
    assert [mention.name for mention in bodies.mentions] == ["Brelco"]


@pytest.mark.parametrize(
    ("more", "meant"),
    [("Brelco closes in May. Brelco sells soup.", ["Brelco"]), ("It rained.", [None])],
)
def test_a_body_on_which_an_article_turns_is_meant_from_afar(
    more: str, meant: list[str | None]
) -> None:
    text = (
        f"Falkco hired nobody. Brelco cut forty jobs. {more}\n\nIt rained.\n\n"
        "The mill is cold.\n\n“It is over,” the company said."
    )
    document = document_of(text)
    document.mentions = sorted(
        (
            Mention(Span(*found.span()), EntityType.ORGANIZATION, (found[0],))
            for found in re.finditer("Brelco|Falkco", text)
        ),
        key=lambda mention: mention.span.start,
    )
    at = text.index("the company")
    found = Organizations(document, {}).meant("the company", "company", at)
    assert [found and found.name] == meant
