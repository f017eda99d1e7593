"""What tells two bodies of text apart."""

from __future__ import annotations

import math

import pytest

from articles.comparing.log_odds import PRIOR, log_odds
from articles.comparing.terms import distinctive, terms_of


def test_the_score_is_that_of_the_formula() -> None:
    """Written out for one term of two bodies of twenty terms each."""
    score = log_odds({"grain": 8, "port": 12}, {"grain": 2, "port": 18})["grain"]
    whole, prior = PRIOR * 40, PRIOR * 10
    here = math.log((8 + prior) / (20 + whole - 8 - prior))
    there = math.log((2 + prior) / (20 + whole - 2 - prior))
    assert score == pytest.approx((here - there) / math.sqrt(1 / (8 + prior) + 1 / (2 + prior)))


def test_what_both_say_alike_scores_nothing_and_the_two_sides_are_opposite() -> None:
    one, other = {"grain": 8, "port": 12}, {"grain": 2, "port": 18}
    assert log_odds(one, one) == {"grain": 0, "port": 0}
    assert log_odds(one, other)["grain"] == pytest.approx(-log_odds(other, one)["grain"])


def test_nothing_said_has_no_terms() -> None:
    assert log_odds({}, {"grain": 1}) == {}
    assert log_odds({"grain": 3}, {})["grain"] > 0


GRAIN = ["Grain prices rise again", "The grain price rose", "Grain prices fell in the port"]
VISAS = ["Visas are for students", "Every student needs a visa", "The port issues visas"]


def test_words_are_the_same_in_every_ending_and_a_pair_stands_for_its_words() -> None:
    own, others = terms_of(GRAIN), terms_of(VISAS)
    found = own.searches(distinctive(own, others, 9))
    assert [str(term) for term in found] == ["“Grain prices”"]
    assert list(map(str, others.searches(distinctive(others, own, 9)))) == ["Visas", "students"]


def test_function_words_and_words_of_one_quotation_are_left_out() -> None:
    own = terms_of(["We will not go there", "We will not go home"])
    assert distinctive(own, terms_of(VISAS), 9) == []
