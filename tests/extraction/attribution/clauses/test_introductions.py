"""Who introduces quotations before a colon: a clause about a person, a point of a list."""

from __future__ import annotations

import pytest

from extraction.annotations import Span
from extraction.attribution.clauses.own_clauses import give_to_own_clauses
from extraction.attribution.unclaimed.continuation import continue_attributions
from tests.support.documents import document, said, tagged


def introduced(text: str, *people: str) -> list[tuple[str, str]]:
    names = [(Span(at := text.index(name), at + len(name)), "PERSON") for name in people]
    made = document(text, names=names)
    continue_attributions(made)
    return said(made)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ana Brel was blunter: “It leaks.”", "Ana Brel"),
        ("Rain fell. Ana Brel shrugs: “It leaks.”", "Ana Brel"),
        ("She had the last word : « It leaks. »", "She"),
        ("For Ana Brel the matter is closed: “It leaks.”", "Ana Brel"),
        ("For Ana Brel, it is simple: “It leaks.”", "Ana Brel"),
    ],
)
def test_a_clause_about_a_person_introduces(text: str, source: str) -> None:
    people = ["Ana Brel"] if "Ana" in text else []
    assert introduced(text, *people) == [(source, "It leaks.")]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Brel was so upset that I changed my answer: “It leaks.”",
        "For Ana Brel, the warden had a word: “It leaks.”",
        "Ana Brel painted a sign: “It leaks.”",
    ],
)
def test_another_clause_or_a_sign_does_not(text: str) -> None:
    assert ("Ana Brel", "It leaks.") not in introduced(text, "Ana Brel")


@pytest.mark.parametrize(
    "lead",
    [
        "Key quotes from Ana Brel:",
        "Quotes by Ana Brel on the weir:",
        "Excerpts from the address of Ana Brel:",
        "Highlights of Ana Brel’s speech in Velm:",
    ],
)
def test_excerpts_are_of_whom_they_are_from(lead: str) -> None:
    text = f"{lead}\n\n“The weir is ours.”\n\n“The bell is not.”"
    words = ["The weir is ours.", "The bell is not."]
    assert introduced(text) == [("Ana Brel", each) for each in words]


@pytest.mark.parametrize(
    "lead",
    ["Quotes from fans of Ana Brel:", "Extracts from a letter to Ana Brel:"],
)
def test_excerpts_are_not_of_who_is_named_beside_their_writer(lead: str) -> None:
    assert introduced(f"{lead}\n\n“The weir is ours.”") == [("", "The weir is ours.")]


@pytest.mark.parametrize(
    "label", ["Brel again", "Brel, later", "14:41 Brel again", "9.05 Brel now"]
)
def test_a_label_of_who_speaks_again_claims_its_words(label: str) -> None:
    text = f"“It is late,” says Ana Brel.\n\nTom Ek: “It rains.”\n\n{label}: “It is dry.”"
    names = [(Span(at := text.index(each), at + 8), "PERSON") for each in ("Ana Brel",)]
    made = document(text, tagged(text, "It is dry.", "Tom Ek", ":", 0.4), names=names)
    give_to_own_clauses(made)
    assert ("Brel", "It is dry.") in said(made)


POINTS = """Two neighbours told the inquiry what they saw:

{bullet} Ana Brel, 44: “The lamp was lit.”
{bullet} {other}: “I heard a horn.”"""


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "1.", "2)"])
@pytest.mark.parametrize(
    ("other", "source"),
    [("A man who would not give his name", "A man"), ("Another neighbour", "Another neighbour")],
)
def test_a_point_of_a_list_is_of_whom_it_opens_with(bullet: str, other: str, source: str) -> None:
    text = POINTS.format(bullet=bullet, other=other)
    at = text.index("Ana Brel")
    made = document(
        text,
        tagged(text, "The lamp was lit.", "Two neighbours", "told"),
        tagged(text, f"{other.split()[-1]}: “I heard a horn.”", "Two neighbours", "told"),
        names=[(Span(at, at + 8), "PERSON")],
    )
    give_to_own_clauses(made)
    assert said(made) == [("Ana Brel", "The lamp was lit."), (source, "I heard a horn.")]


def test_who_reports_a_point_that_has_no_speaker_keeps_it() -> None:
    text = "Ana Brel made two points:\n\n• On rain: “It leaks.”"
    made = document(text, tagged(text, "It leaks.", "Ana Brel", "made"))
    give_to_own_clauses(made)
    assert said(made) == [("Ana Brel", "It leaks.")]


@pytest.mark.parametrize("trade", ["Teacher", "Police officer", "teacher"])
def test_the_trade_in_front_of_who_opens_a_point_is_no_part_of_the_name(trade: str) -> None:
    text = f"What they say:\n\n• {trade} Ana Brel, who fled: “It leaks.”\n• Jon Ek: “It holds.”"
    assert ("Ana Brel", "It leaks.") in introduced(text, "Ana Brel", "Jon Ek")
