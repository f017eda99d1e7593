"""Names within a source: who is something in a body, and who sits for a seat."""

from __future__ import annotations

import pytest

from extraction.pipeline import load


def names(text: str) -> list[str | None]:
    return [q.name for q in load().extract(text).quotations]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bank of England policymaker Harriet Lonsdale said rates could fall.", "Harriet Lonsdale"),
        ("Ministry of Health troubleshooter Jon Tarr said it was asleep.", "Jon Tarr"),
        ("Office of Rail regulator Ben Hart said the gate was open.", "Ben Hart"),
    ],
)
def test_who_is_something_in_a_body_speaks_and_not_the_body(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The Ministry of Peat and Water’s permanent secretary, Ana Brel,", "Ana Brel"),
        ("The Department for Peat and Water’s deputy head Ana Brel", "Ana Brel"),
        ("The Institute for Peat and Water’s Ana Brel", "Ana Brel"),
        ("The Ministry of Peat and Water’s report", "Ministry of Peat and Water"),
        ("Brel and Sund’s lawyer, Pia Holm,", "Pia Holm"),
        ("Brel and Sund’s lawyers", None),
    ],
)
def test_what_stands_behind_the_name_of_a_body_or_of_two(source: str, name: str | None) -> None:
    assert names(f"{source} said that the weir was dry.") == [name]


def test_whom_a_body_is_under_does_not_speak_for_it() -> None:
    text = "The Bank of Osk under Ana Brel said it was late."
    assert names(text) == ["Bank of Osk"]


def test_a_member_of_parliament_behind_a_seat_is_a_person() -> None:
    text = (
        "Kyadondo East MP Robina Nakasero has been remanded over a song. Nakasero said the song "
        "was “a hymn”."
    )
    assert names(text) == ["Robina Nakasero"]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Opposition spokesman on transport Mikael Foote", "Mikael Foote"),
        ("Shadow minister for roads Ana Brel", "Ana Brel"),
        ("Head of maths Jon Tarr", "Jon Tarr"),
        ("Director of public works Tomas Holm-Ek", "Tomas Holm-Ek"),
        ("Kyrgyz Energy Minister T.O. Ibraliev", "T.O. Ibraliev"),
        ("Lawyer for rapper Ana Brel", None),
        ("The spokesman for actor Jon Tarr", None),
    ],
)
def test_who_has_an_office_for_a_field(source: str, name: str | None) -> None:
    assert names(f"{source} said it was late.") == [name]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("An Osk Council statement seen by Reuters", "Osk Council"),
        ("A company memo obtained by the Osk Herald", None),
        ("A letter read by Reuters", None),
        ("A report issued by Brelco", "Brelco"),
    ],
)
def test_who_sees_a_document_does_not_speak_in_it(source: str, name: str | None) -> None:
    assert names(f"{source} said workers would be paid.") == [name]
