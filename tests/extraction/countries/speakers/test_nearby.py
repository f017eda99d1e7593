"""What sources, calls and clauses beside a person say of the country."""

from __future__ import annotations

import pytest

from extraction.annotations import Span, SpeakerType
from extraction.countries.signs.mentions import find_countries
from extraction.countries.speakers.nationality import international_in, is_political
from extraction.countries.speakers.nearby import ELSEWHERE, called, signed
from extraction.countries.speakers.speaker_country import SpeakerCountries
from extraction.document import Document, ResolvedSource
from extraction.pipeline import load
from tests.support.accra import evidence


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        (
            "Bakers met in Lyon. Ana Solheim spoke first. “It rises,” the Norwegian said.",
            "Ana Solheim",
            "NO",
        ),
        (
            "Australia lost again. “It was gutless,” said Morrow, who played for New Zealand."
            " John Morrow was in Perth, Hobart and Cairns.",
            "John Morrow",
            "NZ",
        ),
        (
            "Australia lost again. “It was gutless,” said John Morrow, who watched New Zealand."
            " He was in Perth, Hobart and Cairns.",
            "John Morrow",
            "AU",
        ),
        (
            "Troops landed in Manila. US Marines exercise planner Colonel Stuart Wren said it was"
            " “only a drill for the islands”.",
            "Stuart Wren",
            "US",
        ),
        (
            "NAIROBI – Kenya and Tanzania lost guests. “They stay at home,” said Jal Orim,"
            " president of Brelsafari International, a tour operator in Lyon.",
            "Jal Orim",
            "FR",
        ),
    ],
)
def test_a_person_is_of_the_country_that_a_source_tells(text: str, name: str, code: str) -> None:
    assert {q.speaker_country for q in load().extract(text).quotations if q.name == name} == {code}


@pytest.mark.parametrize(
    ("named", "beside"),
    [
        ("the Norwegian Ana Brel", True),
        ("Ana Brel, the Norwegian keeper,", True),
        ("Ana Brel, 24, a former Norwegian keeper,", True),
        ("Ana Brel, the Norwegian,", True),
        ("Ana Brel, the Norwegian ship’s bell,", False),
        ("Ana Brel, who likes Norwegian keepers,", False),
    ],
)
def test_a_demonym_beside_a_name_tells_the_country(named: str, beside: bool) -> None:
    found = {
        (each.code, each.feature) for each in evidence(f"“It is dry,” said {named} on Monday.")
    }
    assert (("NO", "own:beside") in found) is beside


def test_a_demonym_may_be_taken_for_a_part_of_the_name() -> None:
    text = "New Zealander Ana Brel said so."
    assert not list(called(text, find_countries(text), Span(14, 22)))
    (found,) = called(text, find_countries(text), Span(0, 22))
    assert (found.code, found.feature) == ("NZ", "own:beside")
    text = "Jordan Brel said so."
    assert not list(called(text, find_countries(text), Span(0, 11)))


def test_who_is_known_by_one_name_is_known_where_the_name_is_taken_for_a_body() -> None:
    document = Document("Ronaldinho said so.")
    source = ResolvedSource(SpeakerType.ORGANIZATION, "Ronaldinho", span=Span(0, 10))
    found = SpeakerCountries(document).evidence_of_source(source)
    assert "BR" in {each.code for each in found if each.feature == "leader"}


def test_who_telephones_is_where_the_call_comes_from() -> None:
    said = "PARIS – Rivals in Congo talked. “It is over,” Ana Brel said{}."
    here, there = (
        load().extract(said.format(where)).quotations[0].speaker_country
        for where in ("", " by telephone from Goma")
    )
    assert (here, there) == (None, "CD")


def test_the_widow_of_a_foreigner_is_no_foreigner_for_it() -> None:
    countries = SpeakerCountries(Document("The widow of a Russian agent spoke."))
    features = {
        e.feature for e in countries._descriptions.evidence("the widow of a Russian agent", 0)
    }
    assert features == {"own:later"}


def test_a_company_called_international_is_of_a_country() -> None:
    assert international_in("president of Brelsafari International") is None
    assert international_in("head of the International Rice Board") is not None
    assert international_in("the special rapporteur on rural poverty") is not None


@pytest.mark.parametrize(
    ("head", "phrase", "political"),
    [
        ("president", "president of Peru", True),
        ("president", "the president of the republic", True),
        ("president", "president of the fishing chamber", False),
    ],
)
def test_who_presides_over_a_body_is_no_politician(head: str, phrase: str, political: bool) -> None:
    assert is_political(head, phrase) is political


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("“It pays.” — Ana Brel, fund manager, Bergen\nIt rained.", ["fund manager from Bergen"]),
        ("“It pays.” (Ana Brel, 71, retired teacher)", ["retired teacher"]),
        ("“It pays,” said Ana Brel, who left for Bergen. It rained.", []),
        ("“It pays,” Ana Brel said\n", []),
    ],
)
def test_a_line_that_ends_in_a_name_says_who_it_is(text: str, described: list[str]) -> None:
    start = text.index("Ana Brel")
    assert [words for _, words in signed(text, Span(start, start + 8))] == described


@pytest.mark.parametrize(
    ("described", "elsewhere"),
    [
        ("who walked for six days from Bergen", False),
        ("who fled from Bergen", False),
        ("who walked through Bergen", True),
        ("who met her in Bergen", True),
        ("whose fields lie near Bergen", False),
        ("whose brother met her near Bergen", True),
        ("who played for Norway", False),
        ("who played alongside Ek in the series win in Norway", True),
        ("who plays for Norwegian club Brann", True),
        ("who coached a Norwegian side", True),
        ("a baker", False),
    ],
)
def test_clauses_tell_where_people_are_from(described: str, elsewhere: bool) -> None:
    assert bool(ELSEWHERE.match(described)) is elsewhere


@pytest.mark.parametrize(
    ("paragraph", "comes"),
    [
        ("A conductor from Bergen, 36-year-old Ana Brel, came. “It is dry,” Brel said.", True),
        ("The road from Bergen, Ana Brel said, was dry.", False),
    ],
)
def test_who_is_called_by_age_behind_a_description_comes_from_there(
    paragraph: str, comes: bool
) -> None:
    found = {(each.code, each.feature) for each in evidence(paragraph)}
    assert (("NO", "own:from") in found) is comes


@pytest.mark.parametrize(
    ("described", "own"),
    [
        ("who is taking a degree in Bergen", False),
        ("who mends nets in Bergen", True),
    ],
)
def test_where_one_studies_one_may_be_from_elsewhere(described: str, own: bool) -> None:
    found = {each.feature for each in evidence(f"“It is dry,” said Ana Brel, 28, {described}.")}
    assert ("field" in found) is not own
