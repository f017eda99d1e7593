"""Misremembered quotations: the same at every run, altered, and answered by “check a quote”."""

from __future__ import annotations

import pytest

from benchmarks.wording import fill, measure, own
from evaluation.misremembered import ALTERATIONS, Said, misremembered, never_said
from tests.support.sizes import sized

SAID = [
    Said(f"We will not open the {place} bridge before the {place} winter is over", "", place)
    for place in "northern southern eastern western upper lower".split()
]
NARRATION = ["The ferry sails on Sundays only.", "Four green apples rolled off the cart."]


def test_examples_are_the_same_at_every_run() -> None:
    assert misremembered(SAID, 4) == misremembered(SAID, 4)
    assert misremembered(SAID, 4) != misremembered(SAID, 4, seed=2)
    assert never_said(SAID, NARRATION, 4) == never_said(SAID, NARRATION, 4)


def test_an_example_is_altered_and_knows_its_answers() -> None:
    texts = {said.text for said in SAID}
    for example in misremembered(SAID, 6):
        assert example.pasted not in texts
        assert set(example.answers) <= texts
        assert set(example.how.split("+")) <= {*ALTERATIONS, "joined", "marks"}


def test_what_nobody_said_has_no_answer() -> None:
    made = never_said(SAID, NARRATION, 4)
    assert [example.how for example in made] == ["narration"] * 2 + ["two halves"] * 2
    assert not any(example.answers for example in made)
    assert not {example.pasted for example in made} & {said.text for said in SAID}


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.one_database
def test_what_was_said_is_found_and_nothing_else() -> None:
    """The bars are those of docs/search.md, over a tenth of the examples."""
    quotations, narration = own()
    fill(quotations)
    apart, _ = own(apart=True)
    count = sized(8, 20)
    said = measure(misremembered(apart, count), errors=True)["all"]
    nobody = measure(never_said(apart, narration, count), errors=True)["all"]
    assert said["right"] >= count - 1
    assert nobody["right"] == count
