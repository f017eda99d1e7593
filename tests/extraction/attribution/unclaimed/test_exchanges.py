"""Two people who speak in turn: who asks, and who answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.annotations import Attribution, Span
from extraction.attribution.unclaimed.continuation import continue_attributions
from extraction.attribution.unclaimed.exchanges import part_exchanges
from extraction.document import Document
from tests.support.documents import document, part, said, tagged

COURT = (
    "“Where is the pump, then?” the judge asked.\n\n"
    "“It is in the mail,” said Mr Oduya.\n\n“Since March?”\n\n“It is a slow mail, my lady.”"
)


def exchanged(text: str, *given: Attribution) -> Document:
    made = document(text, *given)
    part_exchanges(made)
    continue_attributions(made)
    return made


def test_a_second_question_is_of_who_asked_the_first() -> None:
    fused = Attribution(
        part(COURT, "It is in the mail,")
        + part(COURT, "Since March?")
        + part(COURT, "It is a slow mail, my lady."),
        part(COURT, "Mr Oduya"),
        part(COURT, "said"),
    )
    found = exchanged(COURT, tagged(COURT, "Where is the pump, then?", "the judge", "asked"), fused)
    assert said(found) == [
        ("the judge", "Where is the pump, then?"),
        ("Mr Oduya", "It is in the mail,"),
        ("the judge", "Since March?"),
        ("Mr Oduya", "It is a slow mail, my lady."),
    ]


@pytest.mark.parametrize("after", ["“It has to come.”", "“It was sent. It has to come.”"])
def test_an_answer_may_go_on(after: str) -> None:
    text = f"“Where is it?” the judge asked.\n\n“In the mail,” said Mr Oduya.\n\n{after}"
    found = exchanged(
        text,
        tagged(text, "Where is it?", "the judge", "asked"),
        tagged(text, "In the mail,", "Mr Oduya", "said"),
    )
    assert [who for who, _ in said(found)] == ["the judge", "Mr Oduya", "Mr Oduya"]


def test_words_of_a_paragraph_before_are_not_of_the_cue_behind() -> None:
    text = (
        "Mr Oduya repeated it: “The mail is slow.” “It was never quick.”\n\n"
        "The post office said two vans stood idle."
    )
    fused = Attribution(
        part(text, "It was never quick.") + part(text, "two vans stood idle"),
        part(text, "The post office"),
        part(text, "said"),
    )
    assert said(exchanged(text, fused))[-1] == ("The post office", "two vans stood idle")


@pytest.mark.parametrize(
    ("before", "behind", "source"),
    [
        ("Ida Brel laughed. ", "", "Ida Brel"),
        ("Ida Brel was quick to answer him. ", "", "Ida Brel"),
        ("The captain shook his head. ", "", "The captain"),
        ("Ek laughed. ", "", None),  # who spoke before
        ("He laughed. ", "", None),
        ("It was raining. ", "", None),
        ("Ida Brel laughed. ", " There was a silence.", None),
        ("", "", None),
    ],
)
def test_who_acts_in_a_later_paragraph_speaks_at_its_end(
    before: str, behind: str, source: str | None
) -> None:
    text = (
        f"“We shared the boat,” said Odo Ek.\n\n{before}“It took on water for two hours.”{behind}"
    )
    people = [span for name in ("Odo Ek", "Ida Brel") if name in text for span in part(text, name)]
    fused = Attribution(
        part(text, "We shared the boat,") + part(text, "It took on water for two hours."),
        part(text, "Odo Ek"),
        part(text, "said"),
    )
    made = document(text, fused, names=[(span, "PERSON") for span in people])
    part_exchanges(made)
    continue_attributions(made)
    assert said(made)[-1][0] == (source or "Odo Ek")


@pytest.mark.parametrize(
    ("cue", "behind", "kept"),
    [("confirms", "this", False), ("agreed", "with that", False), ("told", "them", True)],
)
def test_who_confirms_words_has_not_said_them(cue: str, behind: str, kept: bool) -> None:
    text = f"“It came in the mail.”\n\nMr Oduya {cue} {behind}."
    made = document(text, tagged(text, "It came in the mail.", "Mr Oduya", cue))
    part_exchanges(made)
    assert bool(made.attributions) is kept


HEARING = (
    "Judge Auer looked up. “Mr Tolu, do you understand?” “I do,” said Tolu. “How do you plead?” "
    "“Not guilty.”"
)


def test_questions_and_answers_side_by_side_are_of_two() -> None:
    joined = Attribution(
        part(HEARING, "Mr Tolu, do you understand?” “I do,")
        + part(HEARING, "How do you plead?” “Not guilty."),
        part(HEARING, "Tolu."),
        part(HEARING, "said"),
    )
    assert said(exchanged(HEARING, joined)) == [
        ("", "Mr Tolu, do you understand?"),
        ("Tolu.", "I do,"),
        ("", "How do you plead?"),
        ("", "Not guilty."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A note on the gate read: “No boats today.” Inside, the owner, Lena Ek, was asleep. “{}”",
        "“No boats today,” said Brel. Her sister Lena Ek shook her head. “{}”",
    ],
)
def test_words_behind_a_sentence_about_another_are_not_carried_on(text: str) -> None:
    text = text.format("The rent doubled in January.")
    start = text.index("No boats")
    end = start + len("No boats today.")
    by, cue = ("A note on the gate", "read") if text.startswith("A") else ("Brel", "said")
    fused = Attribution(
        (Span(start, end), *part(text, "The rent doubled in January.")),
        part(text, by),
        part(text, cue),
    )
    made = document(text, fused, names=[(span, "PERSON") for span in part(text, "Lena Ek")])
    part_exchanges(made)
    continue_attributions(made)
    (first, _), (who, second) = said(made)
    assert (first, second) == (by, "The rent doubled in January.")
    assert who in {"the owner", "Lena Ek"}


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("“In Sulo,” said Ek. When? “When it is dry.”", ("In Sulo,", "When? “When it is dry.")),
        (
            "“In Sulo,” said Ek. And if it rains? “Then not.”",
            ("In Sulo,", "And if it rains? “Then not."),
        ),
    ],
)
def test_a_question_of_the_narration_is_no_part_of_the_words(
    words: str, own: tuple[str, str]
) -> None:
    first, joined = own
    fused = Attribution(
        part(words, first) + part(words, joined), part(words, "Ek"), part(words, "said")
    )
    assert said(exchanged(words, fused)) == [("Ek", f"{first} | {joined.split('“')[1]}")]


def test_an_answer_and_the_next_question_are_of_two() -> None:
    text = "“Safe?” The engineer waited. “Today, yes.” “And tomorrow?” Nobody spoke."
    fused = Attribution(part(text, "Today, yes.” “And tomorrow?"), part(text, "The engineer"))
    assert said(exchanged(text, fused)) == [
        ("The engineer", "Today, yes."),
        ("", "And tomorrow?"),
    ]


def test_a_question_that_opens_a_paragraph_before_its_answer_is_a_quotation() -> None:
    text = "“Is it safe?” “Today, yes,” said Ek."
    assert said(exchanged(text, tagged(text, "Today, yes,", "Ek", "said"))) == [
        ("", "Is it safe?"),
        ("Ek", "Today, yes,"),
    ]


def test_an_exchange_behind_a_sentence_about_one_of_the_two_is_not_his_alone() -> None:
    text = "Mr Dell said he had. “All of it?” “Most.” “Which part not?” “The part I signed.”"
    fused = Attribution(
        part(text, "All of it?” “Most.” “Which part not?” “The part I signed."),
        part(text, "Mr Dell"),
        part(text, "said"),
    )
    assert said(exchanged(text, fused)) == [
        ("", "All of it?"),
        ("", "Most."),
        ("", "Which part not?"),
        ("", "The part I signed."),
    ]


@pytest.mark.parametrize(
    ("opening", "between", "first"),
    [
        ("The mayor was blunt. ", "Traders were angry.", ""),
        ("The mayor was blunt. ", "He sat down.", "Ek"),
        ("", "Traders were angry.", "Ek"),
    ],
)
def test_narration_parts_quotations_before_a_tag(opening: str, between: str, first: str) -> None:
    text = f"{opening}“The weir is shut.” {between} “We are ruined,” said Ek."
    fused = Attribution(
        part(text, "The weir is shut.") + part(text, "We are ruined,"),
        part(text, "Ek"),
        part(text, "said"),
    )
    found = said(exchanged(text, fused))
    assert [who for who, words in found if "The weir is shut." in words] == [first]
    assert [who for who, words in found if "We are ruined," in words] == ["Ek"]


def test_the_last_paragraph_of_a_quotation_is_no_turn_of_another() -> None:
    text = (
        "“We began with a boat,” said Ana Brel. “It was red.\n\n“It sank in May.”\n\n"
        "Her uncle laughed. “It was mine,” Tom Ek said."
    )
    fused = Attribution(
        part(text, "It sank in May.") + part(text, "It was mine,"),
        part(text, "Tom Ek"),
        part(text, "said."),
    )
    first = Attribution(
        part(text, "We began with a boat,") + part(text, "It was red."),
        part(text, "Ana Brel"),
        part(text, "said"),
    )
    assert said(exchanged(text, first, fused)) == [
        ("Ana Brel", "We began with a boat, | It was red."),
        ("Ana Brel", "It sank in May."),
        ("Tom Ek", "It was mine,"),
    ]


@pytest.mark.parametrize(
    ("behind", "expected"),
    [("Her brother, Jon Ek, shrugged.", []), ("Jon Ek said.", [("Jon Ek", "It was sold.")])],
)
def test_a_sentence_behind_words_that_go_on_is_no_tag_of_them(
    behind: str, expected: list[tuple[str, str]]
) -> None:
    stop = "," if expected else "."
    text = f"“It began in May,” Ana Brel said. “It leaked.\n\n“It was sold{stop}” {behind}"
    first = replace(
        tagged(text, "It began in May,", "Ana Brel", "said"),
        content=part(text, "It began in May,") + part(text, "It leaked."),
    )
    cue = "said" if expected else "shrugged"
    at = text.rindex(cue)
    second = Attribution(
        part(text, f"It was sold{stop}"), part(text, "Jon Ek"), (Span(at, at + len(cue)),), 0.4
    )
    made = document(text, first, second)
    part_exchanges(made)
    assert said(made)[1:] == [(who, words.replace(".", ",")) for who, words in expected]
