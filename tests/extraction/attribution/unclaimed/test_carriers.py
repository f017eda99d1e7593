"""Words of a poster, a recording or a letter are not of who spoke last."""

from __future__ import annotations

import pytest

from extraction.attribution.unclaimed.carriers import has_words_of_a_thing
from extraction.attribution.unclaimed.continuation import continue_attributions
from extraction.attribution.unclaimed.exchanges import part_exchanges
from tests.support.documents import document, part, said, tagged

SAID = "“We have no choice,” said Ana Brel."


def found(
    sentence: str, words: str = "Leave by noon.", behind: str = " Nobody moved."
) -> list[tuple[str, str]]:
    """Source and words, where the tagger gives both quotations to her."""
    text = f"{SAID} {sentence} “{words}”{behind}"
    first = tagged(text, "We have no choice,", "Ana Brel", "said")
    both = type(first)(
        (*first.content, *part(text, words)), first.source, first.cue, first.confidence
    )
    made = document(text, both)
    made.names = [(part(text, "Ana Brel")[0], "PERSON")]
    part_exchanges(made)
    continue_attributions(made)
    return said(made)


HERS = ("Ana Brel", "We have no choice,")


@pytest.mark.parametrize(
    "sentence",
    [
        "The court heard a recording.",
        "The panel was shown an email from March.",
        "Brel showed reporters a text.",
        "A tape from the lock was played.",
        "On the voicemail there is wind, and then a man.",
        "In the film a boy looks at his father.",
        "Her phone buzzed at seven.",
        "The letter hangs in a frame.",
        "It is dated November 1916.",
        "The last entry is two lines long.",
        "Leaflets had been dropped from a plane.",
    ],
)
def test_words_behind_a_sentence_about_what_has_words_are_of_nobody_known(sentence: str) -> None:
    assert found(sentence) == [HERS, ("", "Leave by noon.")]


@pytest.mark.parametrize(
    "sentence",
    [
        "A poster hung in the window.",
        "Behind her a banner was stretched between two posts.",
        "Above the gate there is an inscription.",
    ],
)
def test_those_of_signs_are_no_quotation(sentence: str) -> None:
    assert found(sentence) == [HERS]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The mill was built in 1911.", "Leave by noon."),
        ("The film was shot in eleven days.", "My aunt cooked for all."),
        ("A poster hung in the window.", "My aunt painted it."),
        ("She held up a letter.", "This one came last week."),
        ("A sign stands by the road.", "Police take them down by noon."),
        ("The last words were hard for her.", "My brother sold the boat."),
        ("The first line was already full.", "People slept there."),
        ("Her phone buzzed.", "I thought it was my son."),
        ("She read the letter twice.", "I do not understand it."),
        ("The man in the poster was her uncle.", "We never met."),
    ],
)
def test_who_speaks_on_or_speaks_of_the_thing_keeps_the_words(sentence: str, words: str) -> None:
    assert found(sentence, words) == [("Ana Brel", f"We have no choice, | {words}")]


def test_words_with_a_tag_of_their_own_are_of_its_source() -> None:
    text = "The court heard a recording. “Leave by noon!” Ana Brel said. She sat down."
    made = document(text, tagged(text, "Leave by noon!", "Ana Brel", "said"))
    part_exchanges(made)
    assert said(made) == [("Ana Brel", "Leave by noon!")]


@pytest.mark.parametrize("words", ["“Leave by noon,” it said.", "“Leave by noon.” and left."])
def test_words_that_end_no_sentence_are_not_looked_at(words: str) -> None:
    made = document(f"The court heard a recording. {words}")
    assert not has_words_of_a_thing(made, made.outer_spans[0])
