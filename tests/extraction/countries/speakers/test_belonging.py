"""What speakers say of home, where they came from, and places that are taken for people."""

from __future__ import annotations

import pytest

from extraction.annotations import EntityType, Span
from extraction.countries.evidence import NONE, Evidence
from extraction.countries.signs.signs import signs_in
from extraction.countries.speakers.nationality import is_employer
from extraction.countries.speakers.speaker_country import SpeakerCountries
from extraction.document import Mention
from extraction.pipeline import document_of, load

HARBOUR = (
    "DAKAR — The harbour was shut on Monday, and so was that of Thiès.\n\n"
    "{intro}\n\n“{said},” she said.\n\nFishermen in Dakar wait."
)
INTRO = "A net-maker, Ana Brel, shrugged."


def country(text: str) -> str | None:
    return load().extract(text).quotations[-1].speaker_country


def features(intro: str, said: str) -> set[tuple[str, str]]:
    """The countries that there is evidence of, with its kinds."""
    return {(each.code, each.feature) for each in evidence(intro, said)}


def evidence(intro: str, said: str) -> list[Evidence]:
    document = document_of(HARBOUR.format(intro=intro, said=said))
    (resolved,) = document.sources.values()
    return list(SpeakerCountries(document).evidence_of_resolved(resolved))


@pytest.mark.parametrize(
    ("said", "home"),
    [
        ("Back in Bilbao we would have waited a day", True),
        ("I grew up in Bilbao, and there they would have waited", True),
        ("In Bilbao we would have waited a day", True),
        ("At home, in Bilbao, a boat has two engines", True),
        ("My parents in Bilbao have one", True),
        ("The boats that lie in Bilbao have two engines", False),
    ],
)
def test_who_speaks_of_a_place_as_home_is_of_its_country(said: str, home: bool) -> None:
    assert (("ES", "said:home") in features(INTRO, said)) is home


@pytest.mark.parametrize(
    ("said", "away"),
    [
        ("Where I come from a boat has two engines", True),
        ("On our side a boat has two engines", True),
        ("On this coast a boat has two engines", False),
        ("She is at home and mends the net", False),
    ],
)
def test_who_compares_with_home_is_not_of_where_the_article_is(said: str, away: bool) -> None:
    assert ((NONE, "none:away") in features(INTRO, said)) is away


@pytest.mark.parametrize(
    ("how", "origin"),
    [
        ("came from", True),
        ("grew up in", True),
        ("arrived last week from", True),
        ("wrote to", False),
    ],
)
def test_who_came_from_a_place_is_rather_of_its_country(how: str, origin: bool) -> None:
    found = features(f"Ana Brel, who {how} Bergen, mends nets.", "The boats have two engines")
    assert (("NO", "origin") in found) is origin


@pytest.mark.parametrize(
    ("how", "feature"),
    [
        ("fled", "origin:fled"),
        ("escaped the fire in", "origin:fled"),
        ("fled to", "abroad"),
        ("moved to", "abroad"),
        ("came with two nets to", "abroad"),
        ("settled in", "abroad"),
        ("sails to", None),
    ],
)
def test_who_fled_a_country_is_of_it_and_who_came_to_one_is_not(
    how: str, feature: str | None
) -> None:
    found = features(f"Ana Brel, who {how} Bergen, mends nets.", "The boats have two engines")
    assert {each for code, each in found if code == "NO"} & {"origin:fled", "abroad"} == (
        {feature} - {None}
    )


def test_a_paragraph_counts_by_what_it_has_more_of_than_the_article() -> None:
    found = features("Ana Brel mends nets. The last one went to Bergen.", "The boats have engines")
    assert ("NO", "paragraph") in found
    assert ("SN", "paragraph") not in found


def test_a_place_that_is_taken_for_a_person_counts() -> None:
    text = "He drove to Plovdiv. “No,” said Ana Lund. He went to Lund."
    people = [
        Mention(Span(at, at + len(name)), EntityType.PERSON, tuple(name.split()))
        for name in ("Plovdiv", "Ana Lund", "Lund")
        for at in [text.rindex(name)]
    ]
    assert [sign.code for sign in signs_in(text, people)] == ["BG"]


@pytest.mark.parametrize(
    ("phrase", "words", "kind", "expected"),
    [
        ("an economist at Swiss Re", "Swiss", "demonym", True),
        ("a Swiss economist", "Swiss", "demonym", False),
        ("an analyst with Nestlé", "Nestlé", "institution", True),
        ("a spokesman for Nestlé", "Nestlé", "institution", False),
    ],
)
def test_whom_a_firm_employs_to_explain_markets_is_of_any_country(
    phrase: str, words: str, kind: str, expected: bool
) -> None:
    start = phrase.index(words)
    assert is_employer(phrase, Span(start, start + len(words)), kind=kind) is expected


def test_people_without_a_sign_of_their_country_share_what_their_names_say() -> None:
    """A name of twenty countries is a sign of the one that the article speaks of."""
    text = (
        "The price of maize fell again, the ministry in Guatemala said. “It pays nothing,”"
        " said Rodolfo Cardona Mérida. “We sow less,” said Leticia Barraza Oropeza."
    )
    assert {q.speaker_country for q in load().extract(text).quotations} >= {"GT"}


def test_a_pronoun_of_nobody_named_is_of_where_the_article_is_at_home() -> None:
    text = (
        "BEIRUT — The bakery has no flour. A Lebanese mill sends ten sacks a week. An old woman"
        " waits at the door. “My son sleeps here,” she said."
    )
    assert country(text) == "LB"


@pytest.mark.parametrize(
    ("said", "home"),
    [
        ("In Bilbao a boat has two engines. Here it has one", True),
        ("In Bilbao a boat has two engines, in Lima it has one", True),
        ("In Bilbao a boat has two engines. The best are new", False),
        ("Here in Bilbao a boat has two engines. In Lima it has one", False),
    ],
)
def test_the_first_of_two_places_that_are_compared_is_home(said: str, home: bool) -> None:
    assert (("ES", "said:home") in features(INTRO, said)) is home


def test_here_says_more_surely_than_a_second_place_that_the_first_is_home() -> None:
    first = "In Bilbao a boat has two engines"
    here, other = (
        sum(e.amount for e in evidence(INTRO, f"{first}{then}") if e.feature == "said:home")
        for then in (". Here it has one", ", in Lima it has one")
    )
    assert here > other > 0


@pytest.mark.parametrize(
    ("intro", "kind"),
    [
        ("Ana Brel, a net-maker from Bergen, shrugged.", "own:from"),
        ("Ana Brel, a Bergen net-maker, shrugged.", "own:place"),
        ("Ana Brel, a Norwegian net-maker, shrugged.", "own:demonym"),
        ("Ana Brel, a net-maker from Norway, shrugged.", "own:country"),
    ],
)
def test_from_tells_the_home_of_whom_a_place_describes(intro: str, kind: str) -> None:
    found = {
        feature for code, feature in features(intro, "The boats have two engines") if code == "NO"
    }
    assert kind in found


@pytest.mark.parametrize(
    ("body", "place", "country"),
    [
        ("Trades Union Congress", "ACCRA, Ghana", "GH"),
        ("Ministry of Defence", "ISLAMABAD, Pakistan", "PK"),
        ("National Union of Teachers", "ABUJA, Nigeria", "NG"),
    ],
)
def test_a_name_of_bodies_in_many_countries_is_of_that_of_the_article(
    body: str, place: str, country: str
) -> None:
    text = f"{place} - Schools and barracks shut on Monday.\n\nThe {body} said it was “a start”."
    (quotation,) = load().extract(text).quotations
    assert quotation.speaker_country == country
