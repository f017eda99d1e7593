"""Sources that are an office in capitals: of who has it, in texts whose names are given by hand."""

from __future__ import annotations

import pytest

from tests.extraction.coreference.sources.test_resolve import who


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Chief Justice <{P:Ana Brel}> sat. “No,” <the CJI> said.", ["Ana Brel", "Ana Brel"]),
        ("Osk Advocate General <{P:Ana Brel}> sat. “No,” <the AG> said.", ["Ana Brel", "Ana Brel"]),
        ("Deputy Commissioner of Police <{P:Ana Brel}> sat. <The DCP> left.", ["Ana Brel"] * 2),
        ("Health Cabinet Secretary <{P:Ana Brel}> sat. <The CS> left.", ["Ana Brel"] * 2),
        ("Director-General of Health Dr <{P:Ana Brel}> sat. <The DG> left.", ["Ana Brel"] * 2),
        ("The DC, <{P:Ana Brel}>, sat. “No,” <the DC> said.", ["Ana Brel", "Ana Brel"]),
        ("The attorney general, Senator <{P:Ana Brel}> SC, sat. <The AG> left.", ["Ana Brel"] * 2),
        ("Regional Executive Officer (REO) <{P:Ana Brel}> sat. <The REO> left.", ["Ana Brel"] * 2),
        (
            "Finance Minister Senator <{P:Ana Brel}> sat. <The finance minister> left.",
            ["Ana Brel"] * 2,
        ),
        # of two nobody is meant, nor of none
        (
            "Cabinet Secretary <{P:Ana Brel}>, Chief Secretary <{P:Jon Tarr}> sat. <The CS> left.",
            ["Ana Brel", "Jon Tarr", ""],
        ),
    ],
)
def test_an_office_in_short_is_of_who_has_it(marked: str, expected: list[str]) -> None:
    assert [found.name or "" for found in who(marked)] == expected


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("{O:Bank of Osk} Governor {P:Ana Brel}", "Ana Brel"),
        ("{O:Centre for Trade and Ports} (CTP) executive director {P:Ana Brel}", "Ana Brel"),
        ("{O:Union of Osk Traders} (UOT) secretary general Dr. {P:Ana Brel}", "Ana Brel"),
    ],
)
def test_an_officer_of_a_body_speaks_and_not_the_body(source: str, name: str) -> None:
    (found,) = who(f"<{source}> said so.")
    assert found.name == name


@pytest.mark.parametrize("offices", ["leader and PM", "chair and former mayor", "head and MP"])
def test_two_offices_are_of_one_person(offices: str) -> None:
    (found,) = who(f"<{{O:Isamar}} {offices} {{P:Ana Brel}}> said so.")
    assert found.name == "Ana Brel"


def test_an_officer_and_another_person_are_two() -> None:
    (found,) = who("<{O:Isamar} chair and {P:Ana Brel}> said so.")
    assert found.name is None


@pytest.mark.parametrize("between", ["adviser to Mayor", "and Mayor", "critic of"])
def test_another_behind_a_body_does_not_speak_for_it(between: str) -> None:
    (found,) = who(f"<{{O:Bank of Osk}} {between} {{P:Ana Brel}}> said so.")
    assert found.name != "Ana Brel"
