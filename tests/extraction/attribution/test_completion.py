from __future__ import annotations

import pytest

from extraction.annotations import Attribution, Span
from extraction.attribution.completion import completed
from extraction.text.quotation_marks import find_quoted_spans


def part(text: str, piece: str) -> tuple[Span, ...]:
    if not piece:
        return ()
    start = text.index(piece)
    return (Span(start, start + len(piece)),)


def tagged(text: str, content: str, source: str, cue: str) -> Attribution:
    return Attribution(part(text, content), part(text, source), part(text, cue), 0.9)


def complete(text: str, *given: Attribution) -> list[Attribution]:
    return list(completed(text, given, find_quoted_spans(text)))


def sources(text: str, found: list[Attribution]) -> list[tuple[str, str]]:
    return [
        (" | ".join(s.of(text) for s in each.source), each.content[0].of(text)) for each in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“It will stand,” said Brel. “It has to stand.”",
        "“It will stand,” said Brel.\n\n“It has to stand.”",
        "“It has to stand.” “It will stand,” said Brel.",
    ],
)
def test_the_speaker_is_carried_on(text: str) -> None:
    first = tagged(text, "It will stand,", "Brel", "said")
    found = complete(text, first)
    assert sorted(sources(text, found)) == [
        ("Brel", "It has to stand."),
        ("Brel", "It will stand,"),
    ]
    carried = next(each for each in found if each.content[0].of(text) == "It has to stand.")
    assert carried.carried_from == first.content[0].start
    assert carried.confidence < first.confidence


def test_the_speaker_is_carried_through_many_paragraphs() -> None:
    text = "Brel said: “It will stand.\n\n“It has to stand.\n\n“It is made of stone.”"
    found = complete(text, tagged(text, "It will stand.", "Brel", "said"))
    assert [who for who, _ in sources(text, found)] == ["Brel"] * 3
    assert [each.carried_from for each in found] == [
        None,
        text.index("It will"),
        text.index("It will"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“It will stand,” said Brel.\n\nThe “dam of dams” is old.",
        "“It will stand,” said Brel. The book “A River Runs Out” is old.",
        "“It will stand,” said Brel. Her neighbours doubt it: on a wall stood “no more dams here”.",
        "“It will stand,” said Brel.\n\n“We doubt that,” the farmers shouted back at her.",
    ],
)
def test_in_doubt_a_stretch_stays_unclaimed(text: str) -> None:
    given = tagged(text, "It will stand,", "Brel", "said")
    assert complete(text, given) == [given]


@pytest.mark.parametrize(
    "text",
    ["Brel said in a statement:\n\n“The dam will stand.”", "Brel said: “The dam will stand.”"],
)
def test_a_colon_introduces_a_speaker(text: str) -> None:
    assert sources(text, complete(text)) == [("Brel", "The dam will stand.")]


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Brel opened it, saying “the dam will stand”.", "saying", "Brel"),
        ("The minister opened it and said “the dam will stand”.", "said", "The minister"),
        ("In what is described as “the dam of dams”, fish live.", "described", ""),
    ],
)
def test_a_cue_inherits_the_subject(text: str, cue: str, expected: str) -> None:
    quote = find_quoted_spans(text)[0].inner.of(text)
    found = complete(text, tagged(text, quote, "", cue))
    assert sources(text, found) == [(expected, quote)]


def test_a_relative_gets_its_antecedent() -> None:
    text = "It follows remarks from Chile’s minister Brel, who said, “The dam will stand.”"
    found = complete(text, tagged(text, "The dam will stand.", "who", "said"))
    assert [s.of(text) for s in found[0].source][1:] == ["who"]
    assert found[0].source[0].of(text).endswith("Brel")


def test_quoted_by_another_the_words_are_the_subjects() -> None:
    text = "Brel was quoted by the Ledger as saying, “The dam will stand.”"
    content = "as saying, “The dam will stand.”"
    found = complete(text, tagged(text, content, "Ledger", "quoted"))
    assert sources(text, found) == [("Brel", "The dam will stand.")]


def test_words_that_are_an_act_belong_to_who_acts() -> None:
    text = "They met, and both leaders “strongly condemn the attack,” according to the palace."
    content = "both leaders “strongly condemn the attack,”"
    found = complete(text, tagged(text, content, "the palace", "according to"))
    assert ("both leaders", "strongly condemn the attack,") in sources(text, found)
    assert len(found) == 2


def test_scraps_of_other_sentences_are_left_out() -> None:
    text = "Brel has tried to help. She said that the dam will stand."
    given = Attribution(
        (*part(text, "Brel has tried to"), *part(text, "that the dam will stand")),
        part(text, "She"),
        part(text, "said"),
    )
    assert complete(text, given)[0].content == part(text, "that the dam will stand")


def test_content_ends_before_its_own_source() -> None:
    text = "“We knew nothing,” one farmer, who would not be named, said."
    given = tagged(text, "“We knew nothing,” one farmer, who would not be", "one farmer", "said")
    assert sources(text, complete(text, given)) == [("one farmer", "We knew nothing,")]


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("Brel said, “It may stand,” about the dam.", "“It may stand,” about the dam",
         "It may stand,"),
        ("Brel said “it may stand” by May.", "“it may stand” by May", "“it may stand” by May"),
        ("Brel said it “may stand” when asked whether it would.",
         "it “may stand” when asked whether it would", "it “may stand”"),
        ("Brel said it may stand when it was asked for.", "it may stand when it was asked for",
         "it may stand when it was asked for"),
        ("Brel said “it may stand,” and that it must.", "“it may stand,” and that it must",
         "“it may stand,” and that it must"),
    ],
)  # fmt: skip
def test_what_follows_the_words_is_left_out(text: str, content: str, expected: str) -> None:
    found = complete(text, tagged(text, content, "Brel", "said"))
    assert [each.content[0].of(text) for each in found] == [expected]


@pytest.mark.parametrize("text", ["", " ", "“", "”: “", ":\n“a b c”", "said “a b c", "\0“a b c”\0"])
def test_poor_texts_are_harmless(text: str) -> None:
    assert complete(text) == []
