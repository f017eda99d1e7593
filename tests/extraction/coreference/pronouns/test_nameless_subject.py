"""“He” and “she” behind a sentence about a person without a name."""

from __future__ import annotations

import pytest

from extraction.pipeline import load

pytestmark = pytest.mark.model

NAMED = "Mayor Peter Moor closed the bridge on Monday. “It is not safe,” Moor said.\n\n"


def speakers(text: str) -> list[str | None]:
    return [quotation.name for quotation in load().extract(text).quotations]


@pytest.mark.parametrize(
    "behind",
    [
        "A neighbour from across the river was angry. “I have to row,” he said.",
        "His brother owns the ferry. “I did not ask for it,” he said.",
        "The town's engineer drew a line on the wall. “Up to here,” he said.",
        "A father of four in Osk heard the crack. “It was like a shot,” he told reporters.",
        "The suspect will appear in court on Friday. “I touched nothing,” he told a guard.",
        "On Tuesday, an old fisherman came to the quay. “I have seen worse,” he said.",
        "Moor's lawyer said the figures were old. “They are from May,” he said.",
    ],
)
def test_a_person_without_a_name_of_whom_the_sentence_before_is_speaks(behind: str) -> None:
    assert speakers(NAMED + behind)[-1] is None


def test_who_goes_on_is_the_person_without_a_name() -> None:
    text = NAMED + "A neighbour was angry. “I have to row,” he said. “Every day,” he added."
    assert speakers(text)[-2:] == [None, None]


@pytest.mark.parametrize(
    "behind",
    [
        # of another gender
        "His wife was angry. “I told her to wait,” he said.",
        # with the one who is meant
        "A neighbour had called Moor at night. “I came at once,” he said.",
        # whose book, and no person, the sentence is about
        "Mr Moor's book about bridges comes out in May. “I wrote it at night,” he said.",
        # described so, and known
        "The mayor was sorry. “It was the rain,” he said.",
    ],
)
def test_who_is_named_speaks_where_the_sentence_has_him_too(behind: str) -> None:
    assert speakers(NAMED + behind)[-1] == "Peter Moor"


def test_the_34_year_old_who_came_in_without_a_name_is_no_inspector() -> None:
    text = (
        "Police have charged a 34-year-old man over a fire in Osk.\n\n"
        "Inspector Karl Dunn said he had been seen. “He filmed it,” Dunn said.\n\n"
        "The 34-year-old was refused bail. “I was walking home,” he told the court.\n\n"
        "“I saw nothing,” the 34-year-old added."
    )
    assert speakers(text)[-2:] == [None, None]


def test_the_34_year_old_who_is_named_later_has_the_name() -> None:
    text = (
        "A 34-year-old man lost his boat in Osk on Monday.\n\n"
        "Karl Dunn was asleep when it broke loose. “I heard a chain,” the 34-year-old said."
    )
    assert speakers(text)[-1] == "Karl Dunn"
