"""Bodies and people in one source: whose words they are."""

from __future__ import annotations

import pytest

from extraction.annotations import Quotation
from extraction.pipeline import load


def spoken(text: str) -> list[Quotation]:
    return [each for each in load().extract(text).quotations if each.kind != "indirect"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("A Department for Transport spokesperson", "Passengers deserve better than this."),
        ("A Ministry of Health spokesman", "The wards are safe and open."),
        ("A University of Osk researcher", "We did not expect this at all."),
        ("A Bank of Harlow official", "We have changed how we check payments."),
    ],
)
def test_who_speaks_for_a_body_is_not_the_body(source: str, said: str) -> None:
    (quotation,) = spoken(f"{source} said: “{said}”")
    assert (quotation.name, quotation.speaker_type) == (None, "unnamed")


def test_whose_name_is_behind_the_role_is_named() -> None:
    text = "The Institute for Rivers director, Carl Mohn, said: “The water is falling fast.”"
    assert [each.name for each in spoken(text)] == ["Carl Mohn"]


def test_a_doctor_is_not_the_candidate_whose_doctor_it_is() -> None:
    text = "Harbour Party presidential candidate Tom Ek’s doctor called him “extremely fit for it”."
    assert [each.name for each in spoken(text)] == [None]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("The agency behind the campaign, Fable London,", "Fable London"),
        ("The airline's parent company, Nordavia Group,", "Nordavia Group"),
        ("The bank's owner, Grupo Salto,", "Grupo Salto"),
        ("The charity, Wells for All,", "Wells for All"),
    ],
)
def test_a_body_is_named_behind_what_it_is(source: str, name: str) -> None:
    assert [each.name for each in spoken(f"{source} said: “We stand by the staff.”")] == [name]


@pytest.mark.parametrize("source", ["the nurses’ union", "the union", "the shop workers’ union"])
def test_a_union_is_not_the_chain_that_closes_stores(source: str) -> None:
    text = f"Supermarket chain Fresh Valley will close ten stores. “It is late,” {source} said."
    assert [each.name for each in spoken(text)] == [None]


@pytest.mark.parametrize(
    "source", ["The jury", "The couple", "Her family", "The crowd", "The trio"]
)
def test_several_who_speak_as_one_are_a_group(source: str) -> None:
    (quotation,) = spoken(f"It rained on Monday. {source} said: “We want to go home now.”")
    assert (quotation.name, quotation.speaker_type) == (None, "group")


@pytest.mark.parametrize("source", ["The decision", "The judgment", "The indictment"])
def test_what_a_court_writes_is_a_document(source: str) -> None:
    (quotation,) = spoken(f"A court met in Osk. {source} said: “Poverty is not abandonment.”")
    assert (quotation.name, quotation.speaker_type) == (None, None)
