"""Bylines → authors, with family names where styles of citation need them."""

from __future__ import annotations

import pytest

from articles.citation.authors import authors


@pytest.mark.parametrize(
    ("byline", "inverted", "initials"),
    [
        ("Ines Calder", "Calder, Ines", "Calder, I."),
        ("Calder, Ines", "Calder, Ines", "Calder, I."),
        ("Ludwig van der Berg", "van der Berg, Ludwig", "van der Berg, L."),
        ("Maria De Souza", "De Souza, Maria", "De Souza, M."),
        ("José Ortega y Gasset", "Ortega y Gasset, José", "Ortega y Gasset, J."),
        ("Jean-Paul Marie Brel", "Brel, Jean-Paul Marie", "Brel, J.-P. M."),
        ("J.R. Ek", "Ek, J.R.", "Ek, J. R."),
        ("Tom Ash Fey, Jr.", "Fey, Tom Ash, Jr.", "Fey, T. A., Jr."),
        ("Łucja Zając", "Zając, Łucja", "Zając, Ł."),
        ("Иван Петров", "Петров, Иван", "Петров, И."),
    ],
)
def test_a_person_has_the_family_name_first(byline: str, inverted: str, initials: str) -> None:
    (author,) = authors(byline)
    assert (author.inverted, author.initials) == (inverted, initials)


@pytest.mark.parametrize(
    "byline",
    ["Reuters", "The Harbour Post", "Staff and agencies", "Ministry of Trade and Industry",
     "Agence Nord-Presse", "Newsroom 24", "山田 太郎", "Xi Jinping", "Friends of the harbour"],
)  # fmt: skip
def test_an_organization_and_a_name_of_uncertain_order_stay_as_printed(byline: str) -> None:
    (author,) = authors(byline)
    assert author.straight == author.inverted == author.initials == byline


@pytest.mark.parametrize(
    "byline",
    ["Ana Brel and Tom Fey", "Ana Brel & Tom Fey", "Ana Brel; Tom Fey", "Ana Brel, Tom Fey",
     "Ana Brel,\nand Tom Fey"],
)  # fmt: skip
def test_several_authors_are_separated(byline: str) -> None:
    assert [author.inverted for author in authors(byline)] == ["Brel, Ana", "Fey, Tom"]


def test_an_agency_can_be_one_of_two_authors() -> None:
    assert [author.inverted for author in authors("Reuters and Ana Brel")] == [
        "Reuters",
        "Brel, Ana",
    ]


def test_no_byline_is_no_author() -> None:
    assert authors(" \n") == ()
