"""People behind offices that go on with “of” or “for”, and offices that name nobody."""

from __future__ import annotations

import pytest

from extraction.annotations import Span
from extraction.coreference.names.office_holders import holders_of_offices
from extraction.document import Name


def names_of(text: str, found: dict[str, str]) -> list[tuple[str, str]]:
    given: list[Name] = [
        (Span(text.index(name), text.index(name) + len(name)), label)
        for name, label in found.items()
    ]
    return [(span.of(text), label) for span, label in holders_of_offices(text, given)]


@pytest.mark.parametrize(
    ("office", "found"),
    [
        ("The Inspector-General of Police, ", {"The Inspector-General of Police": "ORG"}),
        ("The Auditor-General of the Union, ", {"the Union, Ana Brel": "ORG"}),
        ("Comptroller-General of Customs, ", {"Comptroller-General of Customs, Ana Brel": "ORG"}),
        ("The Director-General of Health, ", {}),
        ("The Minister of Health and Sport, the Hon. ", {"Ana": "ORG", "Brel": "PERSON"}),
        ("Deputy Commissioner of Police, ", {"Ana Brel": "PERSON"}),
    ],
)
def test_who_has_an_office_is_named_behind_it(office: str, found: dict[str, str]) -> None:
    text = f"{office}Ana Brel, said so."
    if "the Hon." in office:
        text = text.replace(", the Hon. ", ", Hon. ")
    assert names_of(text, found) == [("Ana Brel", "PERSON")]


def test_a_longer_name_of_the_recogniser_is_kept() -> None:
    text = "The Director of Prisons, Ana Brel de Osk, said so."
    assert names_of(text, {"Ana Brel de Osk": "PERSON"}) == [("Ana Brel de Osk", "PERSON")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Commissioner of Police, Osk State, said so.", {}),
        ("A Vice President of Sales, North Osk, said so.", {"North Osk": "LOC"}),
        ("The Director of Osk Water, Osk Holdings Ltd, said so.", {}),
    ],
)
def test_a_place_or_body_behind_an_office_is_no_person(text: str, found: dict[str, str]) -> None:
    assert names_of(text, found) == list(found.items())


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("“No,” said PM Brel.", "PM Brel", "Brel"),
        ("“No,” said CEO Ana Brel.", "CEO Ana Brel", "Ana Brel"),
        ("The chief minister spoke. “No,” said CM Brel.", "CM Brel", "Brel"),
        ("“No,” said CM Brel.", "CM Brel", "CM Brel"),
        ("The chief justice spoke. “No,” said CM Brel.", "CM Brel", "CM Brel"),
    ],
)
def test_an_office_in_capitals_is_no_part_of_a_name(text: str, name: str, expected: str) -> None:
    assert names_of(text, {name: "PERSON"}) == [(expected, "PERSON")]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Mayor of Vekt Ana Brel spoke.", "Vekt Ana Brel", "Ana Brel"),
        ("The governor of Vekt Dekku Ossal spoke.", "Vekt Dekku Ossal", "Dekku Ossal"),
        ("The mother of Vekt Ana Brel spoke.", "Vekt Ana Brel", "Vekt Ana Brel"),
        ("The mayor of Ana Brel spoke.", "Ana Brel", "Ana Brel"),
    ],
)
def test_the_place_of_an_office_is_no_part_of_a_name(text: str, name: str, expected: str) -> None:
    assert names_of(text, {name: "PERSON"}) == [(expected, "PERSON")]


def test_an_office_alone_is_no_body_and_what_it_is_of_may_be() -> None:
    text = "The Director of Public Prosecutions spoke. The Secretary-General of the Osk Bank did."
    found = {"The Director of Public Prosecutions": "ORG", "the Osk Bank": "ORG"}
    assert names_of(text, found) == [("the Osk Bank", "ORG")]
    assert names_of("The Office of the Governor spoke.", {"The Office of the Governor": "ORG"})
