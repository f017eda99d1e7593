"""Who is asked answers: right behind the sentence that asks, or in the paragraph behind a tag."""

from __future__ import annotations

import re

import pytest

from extraction.annotations import Span
from extraction.attribution.clauses.own_clauses import give_to_own_clauses
from extraction.attribution.clauses.replies import replies
from extraction.attribution.repairs.paraphrases import trim_paraphrases
from extraction.attribution.repairs.repair import repair_attributions
from extraction.attribution.unclaimed.continuation import continue_attributions
from extraction.attribution.unclaimed.turns import take_turns
from extraction.document import Document
from tests.support.documents import document, said, tagged


def made_of(text: str, *tags: tuple[str, str, str]) -> Document:
    people = [Span(m.start(), m.end()) for m in re.finditer("Jon Ek|Ana Brel", text)]
    names = [(person, "PERSON") for person in people]
    return document(text, *(tagged(text, *tag) for tag in tags), names=names)


def answer(text: str, *tags: tuple[str, str, str]) -> list[str]:
    """The sources of the words “By noon.”"""
    made = made_of(text, *tags)
    for stage in (give_to_own_clauses, continue_attributions, take_turns):
        stage(made)
    return [source for source, words in said(made) if words == "By noon."]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("Ana Brel asked Jon Ek when the boat had left.", "Jon Ek"),
        ("Ana Brel asked the keeper, Jon Ek, whether it had left.", "Jon Ek"),
        ("Ana Brel pressed him again.", "him"),
        ("Ana Brel asked him which boat it was.", "him"),
        ("Ana Brel asked him a second time.", "him"),
        ("Ana Brel asked her to explain the delay.", "her"),
        ("Jon Ek was asked about the boat.", "Jon Ek"),
        ("Jon Ek was asked to explain the delay.", "Jon Ek"),
    ],
)
def test_words_alone_behind_a_question_that_is_told_answer_it(sentence: str, source: str) -> None:
    assert answer(f"{sentence} “By noon.”") == [source]
    assert answer(f"It rained. {sentence} “By noon.”\n\nThe boat was gone.") == [source]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Brel asked Jon Ek to leave. “By noon.”",
        "Ana Brel asked Jon Ek for a boat. “By noon.”",
        "Ana Brel asked Jon Ek whether it had left. “By noon.” It was late.",
        "Ana Brel asked Jon Ek whether it had left. They smiled. “By noon.”",
    ],
)
def test_other_words_are_not_given_to_who_was_asked(text: str) -> None:
    assert "Jon Ek" not in answer(text)


@pytest.mark.parametrize(
    ("sentence", "answers"),
    [
        ("Jon Ek was asked to leave.", 0),
        ("Jon Ek was asked by police to leave.", 0),
        ("Jon Ek was asked to say when.", 1),
        ("Jon Ek was asked when.", 1),
    ],
)
def test_who_is_asked_to_do_something_does_not_answer(sentence: str, answers: int) -> None:
    assert len(list(replies(made_of(f"{sentence} “By noon.”")))) == answers


TAG = ("When did it leave?", "Ana Brel", "asked")


@pytest.mark.parametrize(
    ("tag", "source"),
    [
        ("Ana Brel asked the keeper, Jon Ek.", "Jon Ek"),
        ("Ana Brel asked Jon Ek on Monday.", "Jon Ek"),
        ("Ana Brel asked the keeper.", "the keeper"),
        ("asked Ana Brel.", ""),
        ("Ana Brel asked him.", ""),
        ("Ana Brel asked. Jon Ek smiled.", ""),
    ],
)
def test_the_paragraph_behind_a_question_is_of_whom_its_tag_asks(tag: str, source: str) -> None:
    assert answer(f"“When did it leave?” {tag}\n\n“By noon.”", TAG) == [source]


@pytest.mark.parametrize(
    ("text", "tag", "content"),
    [
        ("Ana Brel asked him where it was.", "him where it was", "where it was"),
        ("Ana Brel asked the keeper why.", "the keeper why", "why"),
        ("Ana Brel asked the keeper, Jon Ek, if it sank.", "Jon Ek, if it sank", "if it sank"),
        ("Ana Brel asked the keeper, Jon Ek, why.", "the keeper, Jon Ek, why", "why"),
        ("Ana Brel asked who had left.", "who had left", "who had left"),
    ],
)
def test_what_is_asked_begins_behind_whom_it_is_asked_of(text: str, tag: str, content: str) -> None:
    made = made_of(text, (tag, "Ana Brel", "asked"))
    repair_attributions(made)
    assert said(made) == [("Ana Brel", content)]


@pytest.mark.parametrize(("cue", "kept"), [("was asked", 0), ("has been asked", 0), ("asked", 1)])
def test_who_was_asked_asked_nothing(cue: str, kept: int) -> None:
    text = f"Jon Ek {cue} whether the boat had left."
    made = made_of(text, ("whether the boat had left", "Jon Ek", cue))
    trim_paraphrases(made)
    assert len(made.attributions) == kept
