from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.annotations import Span
from extraction.coreference.titles import (
    head_noun,
    is_trade,
    party_after,
    title_after,
    title_before,
)


def at(text: str, name: str) -> Span:
    start = text.index(name)
    return Span(start, start + len(name))


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Norway’s Deputy Fisheries Minister Ingrid Solvang said", "Ingrid Solvang",
         "Deputy Fisheries Minister"),
        ("Tbilisi’s foreign ministry spokeswoman Nino Abashi said", "Nino Abashi",
         "foreign ministry spokeswoman"),
        ("remarks from Kenyan President Amos Kiptoo, who", "Amos Kiptoo", "Kenyan President"),
        ("the former prime minister Joost de Wit", "Joost de Wit", "former prime minister"),
        ("said spokesman Karim Haddadi", "Karim Haddadi", "spokesman"),
        ("the head of the port authority Ana Brel", "Ana Brel", "head of the port authority"),
        ("Peru’s president Luz Ibarra and Chile’s foreign minister Ana Brel", "Ana Brel",
         "foreign minister"),
        ("the Peruvian secretary of state, Ana Brel, said", "Ana Brel",
         "Peruvian secretary of state"),
        ("Its director, Ana Brel, said", "Ana Brel", "director"),
        ("he said, Ana Brel, said", "Ana Brel", None),
        ("On Tuesday Ana Brel said", "Ana Brel", None),
        ("Mr. Brel said", "Brel", None),
        ("“Ana Brel", "Ana Brel", None),
        ("On Wednesday Prime Minister Ana Brel said", "Ana Brel", "Prime Minister"),
        ("the Sunday Lantern editor Ana Brel said", "Ana Brel", "Sunday Lantern editor"),
        ("However Harbour President Ana Brel said", "Ana Brel", "Harbour President"),
        ("Meanwhile Mayor Ana Brel said", "Ana Brel", "Mayor"),
        ("Tory MP Ana Brel said", "Ana Brel", "Tory MP"),
        ("said Major-Gen Ana Brel", "Ana Brel", "Major-Gen"),
        ("said Det Supt Ana Brel", "Ana Brel", "Det Supt"),
        ("Shown to the mayor, Ana Brel said", "Ana Brel", "mayor"),
        ("Asked about the ex-mayor, Ana Brel said", "Ana Brel", None),
        ("It rained. When it reached the mayor, Ana Brel left", "Ana Brel", None),
        ("Secretary (Mrs) Ana Brel said", "Ana Brel", "Secretary"),
        ("said chief financial officer Ana Brel", "Ana Brel", "chief financial officer"),
        ("Human resources manager Ana Brel said", "Ana Brel", "Human resources manager"),
        ("Assistant fire chief Ana Brel said", "Ana Brel", "Assistant fire chief"),
        ("Farmers’ Association president Ana Brel said", "Ana Brel",
         "Farmers’ Association president"),
        ("the Green government of Prime Minister Ana Brel fell", "Ana Brel", "Prime Minister"),
        ("Chair of the bench Ana Brel said", "Ana Brel", "Chair of the bench"),
        ("Deputy head of the eye clinic Ana Brel said", "Ana Brel",
         "Deputy head of the eye clinic"),
        ("the chief of the miner Ana Brel said", "Ana Brel", "miner"),
        ("Alderwoman Ana Brel said", "Ana Brel", "Alderwoman"),
        ("Her Honour Judge Ana Brel said", "Ana Brel", "Judge"),
        ("PFC Ana Brel said", "Ana Brel", "PFC"),
        ("Then the mother of the victim, Ana Brel, spoke", "Ana Brel", "mother of the victim"),
        ("the head of the police union, Ana Brel, spoke", "Ana Brel", "head of the police union"),
        ("the sister of judge Ana Brel left", "Ana Brel", "judge"),
        ("Ministry of Defence spokesman Ana Brel said", "Ana Brel",
         "Ministry of Defence spokesman"),
        ("Leader of the Opposition Ana Brel said", "Ana Brel", "Leader of the Opposition"),
        ("according to palaeontologist Ana Brel", "Ana Brel", "palaeontologist"),
        ("said MK Ana Brel", "Ana Brel", "MK"),
        ("Deputy Commissioner of Police Ana Brel said", "Ana Brel",
         "Deputy Commissioner of Police"),
        ("the Assistant Minister for Fisheries Hon. Ana Brel said", "Ana Brel",
         "Assistant Minister for Fisheries"),
        ("Member of Parliament for Osk East Ana Brel said", "Ana Brel",
         "Member of Parliament for Osk East"),
        ("Auditor-General of the Union Ana Brel said", "Ana Brel", "Auditor-General of the Union"),
        ("Minister of Health and Sport Ana Brel said", "Ana Brel", "Minister of Health and Sport"),
    ],
)  # fmt: skip
def test_title_before(text: str, name: str, expected: str | None) -> None:
    found = title_before(text, at(text, name))
    assert (found and found.text) == expected


def test_the_phrase_keeps_the_country_that_the_title_leaves_out() -> None:
    text = "Norway’s Deputy Fisheries Minister Ingrid Solvang"
    found = title_before(text, at(text, "Ingrid"))
    assert found is not None
    assert (found.phrase, found.head) == ("Norway’s Deputy Fisheries Minister", "minister")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Brel, the head of the port authority, said", "head of the port authority"),
        (
            "Ana Brel, a hydrologist at the University of Bern, said",
            "hydrologist at the University of Bern",
        ),
        ("Ana Brel, Canberra’s ambassador to Fiji, said", "ambassador to Fiji"),
        ("Ana Brel, who became finance minister in May, said", "finance minister"),
        ("Ana Brel, “boss”, said", None),
        ("Ana Brel, said on Tuesday", None),
        ("Ana Brel is a lawyer who works in Accra", "lawyer"),
        ("Ana Brel, 54, said", None),
        ("Ana Brel said", None),
        ("Ana Brel, said her father had left", None),
        ("Ana Brel, had named a colonel as the culprit", None),
        ("Ana Brel, told his son to leave", None),
        ("Ana Brel, has met the minister", None),
        ("Ana Brel, whose husband was a miner, said", None),
        ("Ana Brel, says the governor has left", None),
        ("Ana Brel, MP for Ludworth, said", "MP for Ludworth"),
        ("Ana Brel MEP said", "MEP"),
        ("Ana Brel, the agency's administrator for science, said", "administrator for science"),
        ("Ana Brel, the former manager.", "former manager"),
        ("Ana Brel, the manager in the U.S.", "manager in the U.S."),
        ("Ana Brel MP, the shadow minister, said", "shadow minister"),
        ("Ana Brel MPC said", None),
        ("According to Ana Brel, the former minister had left", None),
        ("It rained. Asked by Ana Brel, the minister smiled", None),
        ("According to Ana Brel, the former minister, it had rained", "former minister"),
    ],
)
def test_title_after(text: str, expected: str | None) -> None:
    found = title_after(text, at(text, "Ana Brel"))
    assert (found and found.text) == expected


def test_what_a_person_leads_is_no_title_but_tells_the_country() -> None:
    found = title_after("Ana Brel, who heads the Chilean port authority, said", Span(0, 8))
    assert found is not None
    assert (found.text, found.phrase) == ("", "the Chilean port authority")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Brel (D-N.C.) said", "D-N.C."),
        ("Ana Brel, R-Ky., said", "R-Ky."),
        ("Ana Brel (54) said", None),
        ("Ana Brel, a senator", None),
    ],
)
def test_party_after(text: str, expected: str | None) -> None:
    assert party_after(text, at(text, "Ana Brel")) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the senator", "senator"),
        ("the Indiana governor", "governor"),
        ("the deputy head of the port authority", "head"),
        ("the river", None),
    ],
)
def test_head_noun(phrase: str, expected: str | None) -> None:
    assert head_noun(phrase) == expected


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_no_text_raises(text: str, one: int, two: int) -> None:
    span = Span(min(one, two, len(text)), min(max(one, two), len(text)))
    for read in (title_before, title_after):
        found = read(text, span)
        assert found is None or found.text in text
    party_after(text, span)


@pytest.mark.parametrize(
    ("phrase", "trade"),
    [
        ("an athlete", True),
        ("a data analyst", True),
        ("the accountant", True),
        ("the fisherman", True),
        ("a beekeeper", True),
        ("the librarian", True),
        ("the florist", True),
        ("the sculptor", True),
        ("the harbour", False),
        ("the crowd", False),
    ],
)
def test_a_trade_is_known_by_its_ending(phrase: str, trade: bool) -> None:
    assert is_trade(phrase) is trade
