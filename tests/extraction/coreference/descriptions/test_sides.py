"""Whose coach, captain, leader or ambassador a description means."""

from __future__ import annotations

import pytest

from extraction.pipeline import load


def last(text: str) -> str | None:
    return load().extract(text).quotations[-1].name


@pytest.mark.parametrize(
    ("title", "description"),
    [
        ("Wales coach", "Italy’s coach"),
        ("Rovers manager", "United’s manager"),
        ("Rovers manager", "The United boss"),
        ("Manchester United manager", "The City boss"),
        ("Kenya captain", "The Uganda captain"),
        ("Tesco boss", "The Asda boss"),
        ("Oslo police chief", "Bergen’s police chief"),
        ("Labour leader", "The Lib Dem leader"),
        ("Labour leader", "The Tory leader"),
        ("Fine Gael leader", "The Sinn Féin leader"),
        ("Labour spokesman", "The Conservative spokesman"),
        ("Fatah official", "The Hamas official"),
        ("Ukrainian ambassador", "The Russian ambassador"),
        ("Ukraine’s ambassador", "Russia’s ambassador"),
    ],
)
def test_who_leads_one_side_does_not_lead_another(title: str, description: str) -> None:
    text = f"{title} Craig Dunmore was calm on Monday. {description} said it was “a long way off”."
    assert last(text) is None


@pytest.mark.parametrize(
    ("title", "description"),
    [
        ("Wales coach", "The Welsh coach"),
        ("Rovers boss", "The Rovers manager"),
        ("Arsenal boss", "The Gunners boss"),
        ("Newcastle boss", "The United boss"),
        ("Manchester United manager", "United’s manager"),
        ("Man Utd boss", "The Manchester United boss"),
        ("Interim coach", "Chelsea’s coach"),
        ("UN refugee chief", "The UNHCR chief"),
        ("Chelsea boss", "The London-born boss"),
        ("Tory leader", "The Conservative leader"),
        ("Lib Dem leader", "The Liberal Democrat leader"),
        ("US ambassador", "The American ambassador"),
    ],
)
def test_nicknames_and_short_names_are_of_the_same_side(title: str, description: str) -> None:
    text = f"{title} Craig Dunmore was calm on Monday. {description} said it was “a long way off”."
    assert last(text) == "Craig Dunmore"
