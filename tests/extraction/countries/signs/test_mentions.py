from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.countries.signs import mentions as countries
from extraction.countries.signs.mentions import country_name, find_countries, which_georgia
from extraction.countries.signs.places import FILES, find_places
from extraction.countries.speakers.nationality import country_in
from extraction.countries.table import COUNTRIES, ROWS, lines_of


def found(text: str) -> list[tuple[str, str]]:
    return [(mention.span.of(text), mention.code) for mention in find_countries(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # names
        ("Iran and the UK met.", [("Iran", "IR"), ("UK", "GB")]),
        ("the U.S. and the US", [("U.S.", "US"), ("US", "US")]),
        ("US-led talks in North Korea", [("US", "US"), ("North Korea", "KP")]),
        ("Iran’s ally", [("Iran", "IR")]),
        ("IRAN HITS BACK", [("IRAN", "IR")]),
        ("Niger and Nigeria", [("Niger", "NE"), ("Nigeria", "NG")]),
        ("Guinea-Bissau, not Guinea", [("Guinea-Bissau", "GW"), ("Guinea", "GN")]),
        # demonyms
        ("Iranian and French ships", [("Iranian", "IR"), ("French", "FR")]),
        ("Two Norwegians and a Briton", [("Norwegians", "NO"), ("Briton", "GB")]),
        ("South African judges", [("South African", "ZA")]),
        # capitals and seats as governments
        ("Moscow warned Washington.", [("Moscow", "RU"), ("Washington", "US")]),
        ("Canberra’s answer", [("Canberra", "AU")]),
        ("tensions between Tehran and Ankara", [("Tehran", "IR"), ("Ankara", "TR")]),
        ("It is Canberra that asks.", [("Canberra", "AU")]),
        ("We shall write to Berlin again.", [("Berlin", "DE")]),
        ("the Kremlin said", [("Kremlin", "RU")]),
        ("Downing Street declined", [("Downing Street", "GB")]),
        ("the Beijing government", [("Beijing", "CN")]),
        # capitals as places
        ("They met in Vienna on Monday.", []),
        ("NAIROBI, Feb 19 (Wire) — Rain fell.", []),
        ("a hotel in Paris", []),
        ("They lived in Washington.", []),
        # not countries
        ("He told us to eat turkey.", []),
        ("the polish on the china", []),
        ("Michael Jordan and Jordan Moss", []),
        ("New Mexico and New England", []),
        ("The Washington Post reported", []),
        ("American Airlines flew", []),
        ("Mr. Washington said", []),
        ("George Washington crossed", []),
        ("GIVE US MORE", []),
        ("a German shepherd and a Guinea pig in Cuba Street", []),
        # Georgia
        ("Georgia and Russia met in Tbilisi", [("Georgia", "GE"), ("Russia", "RU")]),
        ("Voters in Atlanta, Georgia, and in Ohio", [("Georgia", "US")]),
    ],
)
def test_find_countries(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Russia’s Deputy Foreign Minister", "RU"),
        ("the Iranian president", "IR"),
        ("US President", "US"),
        ("mayor of Istanbul", "TR"),
        ("Norway’s ambassador to Fiji", "NO"),
        ("ambassador to Fiji", None),
        ("expert on China", None),
        ("a critic of Norway", None),
        ("Sen. Ana Brel (D-N.Y.)", "US"),
        ("governor of Ohio", "US"),
        ("Scottish first minister", "GB"),
        ("a hydrologist at the University of Bern", "CH"),
        ("spokeswoman for the Chilean foreign ministry", "CL"),
        ("the company’s chief executive", None),
        ("Gov.", "US"),
        ("a financial adviser in Eau Claire, Wis.", "US"),
        ("the top Democrat on the House Intelligence Committee", "US"),
        ("the Department of Veterans Affairs", "US"),
        ("a research body in Bonn", "DE"),
        ("the governor of Jalisco", "MX"),
        ("mayor of Manchester", "GB"),
        ("mayor of Manchester, N.H.", "US"),
        ("a rabbi from Birmingham, Alabama", "US"),
        ("a Whitney Houston fan", None),
        ("a lawyer in Houston", "US"),
        ("a professor at Georgetown University", "US"),
        ("a reporter for Xinhua", "CN"),
        ("a longtime Democratic pollster", "US"),
        ("a member of the Social Democratic Party", None),
        ("Republicans", "US"),
        ("Liberal Democrats", "GB"),
        ("Del. Ana Brel", "US"),
        ("a Trump surrogate", "US"),
        ("the Clinton campaign", "US"),
        ("Obama’s former press secretary", "US"),
        ("a spokesman for Angela Merkel", "DE"),
        ("a friend of Angela Merkel", None),
    ],
)
def test_country_in(phrase: str, expected: str | None) -> None:
    assert country_in(phrase) == expected


def test_abroad_a_justice_of_the_supreme_court_is_no_american() -> None:
    assert country_in("Supreme Court Justice") == "US"
    assert country_in("Supreme Court Justice", abroad=True) is None
    assert country_in("the Norwegian Supreme Court Justice", abroad=True) == "NO"


def test_an_attorney_general_is_of_the_country_that_a_text_says() -> None:
    assert country_in("Attorney General") is None
    assert country_in("the Norwegian Attorney General") == "NO"


def test_every_place_is_of_one_country_and_found() -> None:
    lines = [line for file in FILES for line in lines_of(file)]
    rows = [line.split("\t") for line in lines]
    names = [(name, code) for code, cell in rows for name in cell.split("|")]
    assert len(dict(names)) == len(names)
    for name, code in names:
        assert country_name(code)
        assert next(find_places(f"They spoke of {name} again."))[1] == code, name


def forms() -> list[tuple[str, str]]:
    return [(row.code, form) for row in ROWS for form in (*row.names, *row.demonyms)]


def test_every_country_has_a_row_with_a_name() -> None:
    assert all(len(row.code) == 2 and row.label and row.names for row in ROWS)
    assert [row.code for row in ROWS] == sorted(COUNTRIES)
    assert country_name("TR") == "Türkiye"


def test_which_georgia_is_decided_once_for_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = []

    def which(text: str) -> str:
        texts.append(text)
        return which_georgia(text)

    monkeypatch.setattr(countries, "which_georgia", which)
    found = find_countries("Georgia and Norway, then Georgia again. Georgians left Tbilisi.")
    assert [mention.code for mention in found] == ["GE", "NO", "GE", "GE"]
    assert len(texts) == 1


def test_every_name_and_demonym_is_found() -> None:
    for code, form in forms():
        text = f"They spoke of {form} again."
        expected = "GE" if form.startswith("Georgia") else code
        assert [mention.code for mention in find_countries(text)] == [expected], form


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    mentions = find_countries(text)
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
    country_in(text)


def test_of_two_readings_of_one_word_the_name_of_a_country_goes_first() -> None:
    """The order is that of the tables in every process, not that of a set."""
    readings = [sense for form, _, sense in countries._forms()["Laos"] if form == "Laos"]
    assert readings == ["name", "demonym"]
