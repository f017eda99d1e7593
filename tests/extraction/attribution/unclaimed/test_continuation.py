"""Speakers of quoted spans that the tagger leaves unclaimed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.annotations import Attribution, Span
from extraction.attribution.unclaimed.continuation import continue_attributions
from extraction.document import Document
from tests.support.documents import document, part, said, tagged


def continued(text: str, *given: Attribution) -> Document:
    made = document(text, *given)
    continue_attributions(made)
    return made


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
    found = continued(text, first)
    assert sorted(said(found)) == [
        ("Brel", "It has to stand."),
        ("Brel", "It will stand,"),
    ]
    carried = next(
        each for each in found.attributions if each.content[0].of(text) == "It has to stand."
    )
    assert carried.carried_from == first.content[0].start
    assert carried.confidence < first.confidence


def test_what_is_carried_far_is_as_sure_as_what_is_carried_once() -> None:
    text = "Brel said: “It will stand.\n\n" + "“It has to stand.\n\n" * 8 + "“It is made of stone.”"
    found = continued(text, tagged(text, "It will stand.", "Brel", "said"))
    assert [who for who, _ in said(found)] == ["Brel"] * 10
    first, *carried = [each.confidence for each in found.attributions]
    assert len(set(carried)) == 1
    assert carried[0] < first


def test_the_speaker_is_carried_through_many_paragraphs() -> None:
    text = "Brel said: “It will stand.\n\n“It has to stand.\n\n“It is made of stone.”"
    found = continued(text, tagged(text, "It will stand.", "Brel", "said"))
    assert [who for who, _ in said(found)] == ["Brel"] * 3
    assert [each.carried_from for each in found.attributions] == [
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
def test_in_doubt_a_quoted_span_stays_unclaimed(text: str) -> None:
    given = tagged(text, "It will stand,", "Brel", "said")
    assert continued(text, given).attributions == [given]


@pytest.mark.parametrize(
    "text",
    [
        "Brel said in a statement:\n\n“The dam will stand.”",
        "Brel said: “The dam will stand.”",
        "Brel stated,\n\n“The dam will stand.” The mill is old.",
    ],
)
def test_a_colon_introduces_a_speaker(text: str) -> None:
    assert said(continued(text)) == [("Brel", "The dam will stand.")]


def test_words_that_are_an_act_belong_to_who_acts() -> None:
    text = "They met, and both leaders “strongly condemn the attack,” according to the palace."
    content = "both leaders “strongly condemn the attack,”"
    found = continued(text, tagged(text, content, "the palace", "according to"))
    assert ("both leaders", "strongly condemn the attack,") in said(found)
    assert len(found.attributions) == 2


@pytest.mark.parametrize("text", ["", " ", "“", "”: “", ":\n“a b c”", "said “a b c", "\0“a b c”\0"])
def test_poor_texts_are_harmless(text: str) -> None:
    assert continued(text).attributions == []


def test_a_paragraph_that_is_one_quotation_carries_on_a_paraphrase() -> None:
    text = "Brel said that the weir leaks.\n\n“It has leaked since I was a child.”\n\nIt rains."
    found = continued(text, tagged(text, "that the weir leaks", "Brel", "said"))
    assert said(found)[1] == ("Brel", "It has leaked since I was a child.")
    assert found.attributions[1].carried_from == text.index("that the weir")


def test_a_paragraph_that_is_one_quotation_without_a_speaker_is_kept() -> None:
    text = "The weir was shut.\n\n“It has leaked since I was a child.”\n\nIt rains."
    found = continued(text)
    assert said(found) == [("", "It has leaked since I was a child.")]


@pytest.mark.parametrize(
    "text",
    [
        "The weir was shut.\n\n“The Long Dry Year”\n\nIt rains.",
        "The weir was shut.\n\nOn it they read “it leaks a little every day.” It rains.",
    ],
)
def test_other_words_between_marks_are_not_taken_for_a_quotation(text: str) -> None:
    assert said(continued(text)) == []


def test_a_speaker_goes_on_after_two_paragraphs() -> None:
    text = "“It leaks.\n\n“It always has,” said Brel.\n\n“It always will, you know.”"
    both = tagged(text, "It leaks.", "Brel", "said")
    second = tagged(text, "It always has,", "Brel", "said")
    claim = replace(both, content=(*both.content, *second.content))
    assert ("Brel", "It always will, you know.") in said(continued(text, claim))


@pytest.mark.parametrize(
    ("narration", "source"),
    [
        ("Would he sell? He folded the map.", "He"),
        ("Ana Brel laughs.", "Ana Brel"),
        ("Asked whose it was, the mayor pointed at the door.", "the mayor"),
        ("The rain had stopped.", ""),
        ("Nobody answered", None),
    ],
)
def test_what_ends_a_paragraph_is_of_whom_the_sentence_before_is_about(
    narration: str, source: str | None
) -> None:
    text = f"{narration} “That weir has cost us two harvests.”"
    names = [(span, "PERSON") for span in part(text, "Ana Brel")] if "Ana" in narration else []
    made = document(text, names=names)
    continue_attributions(made)
    expected = [(source, "That weir has cost us two harvests.")] if source is not None else []
    assert said(made) == expected


@pytest.mark.parametrize(
    ("asked", "source"),
    [
        ("Asked if the dam leaks: “All dams leak.”", "Brel"),
        ("14:45 Asked if the dam leaks: “All dams leak.”", "Brel"),
        ("Pressed on the leak, and on the price: “All dams leak.”", "Brel"),
        ("Asked if the dam leaks, nobody answers. Near it: “All dams leak.”", ""),
        ("The dam has a sign: “All dams leak.”", None),
        ("It is raining.\n\nIt is late.\n\nAsked if the dam leaks: “All dams leak.”", ""),
    ],
)
def test_who_is_asked_without_a_name_is_who_spoke_just_before(
    asked: str, source: str | None
) -> None:
    text = f"“It will stand,” said Brel.\n\n{asked}"
    found = said(continued(text, tagged(text, "It will stand,", "Brel", "said")))
    assert {content: who for who, content in found}.get("All dams leak.") == source


@pytest.mark.parametrize(
    ("before", "words", "after", "who"),
    [
        ("The mayor was blunt.", "We froze.", "", "The mayor"),
        ("The choice was easy.", "My mother is here. Where would I go?", "", ""),
        ("Did anyone regret it?", "Not for a second.", " Nobody did.", ""),
        ("They all nodded.", "So am I.", " It rained.", ""),
        ("Most left without saying a word.", "We had to go.", " It rained.", ""),
        ("The mayor was blunt.", "We froze.", " The others nodded.", ""),
        ("It was the sign of a panic.", "Nobody slept.", " The lamps went out.", ""),
    ],
)
def test_sentences_behind_narration_are_quotations(
    before: str, words: str, after: str, who: str
) -> None:
    assert said(continued(f"{before} “{words}”{after}")) == [(who, words)]


@pytest.mark.parametrize(
    "text",
    [
        "She read aloud. “Who Owns the River?” The hall was cold.",
        "She has written “Who owns it?” and “Ask the river.” for children.",
        "It was cold. “Ask the river.” is the name of the book.",
        "“Who owns the river?” Old Mill Theatre, seven in the evening.",
        "It was late. “the river is ours.”",
        "It is on twice. “Slow Water.” Friday, at nine.",
        "By the weir hangs a wooden sign. “No boats after dark.” It is new.",
        "The motto is over the door: “Mend what you break.”",
        "The fans sang all night. “You will not sink us.” It rained.",
        "Suppose a tenant writes. “My roof leaks.” What then?",
    ],
)
def test_titles_and_parts_of_sentences_are_not(text: str) -> None:
    assert continued(text).attributions == []


def test_who_signs_below_in_the_line_is_the_speaker() -> None:
    text = "“It is loud.” – Ana Brel, nurse. “No opinion.” – Lou Ek, retired."
    given = tagged(text, "It is loud.", "Ana Brel", "–")
    assert ("Lou Ek", "No opinion.") in said(continued(text, given))


def test_the_blanks_inside_french_marks_are_no_words() -> None:
    text = "The minister shrugged. « The bridge is closed. »\n\n« Nobody told the ferry about it. »"
    assert [words for _, words in said(continued(text))] == [
        "The bridge is closed.",
        "Nobody told the ferry about it.",
    ]


@pytest.mark.parametrize(
    ("tag", "words", "carried"),
    [
        (" said Brel.", "We have built it to last for a hundred years.", True),
        (" said Brel on Monday.", "We have built it to last for a hundred years.", True),
        (" said Brel.", "It has to stand.", False),
        (" said Brel.", "for as long as we are here in the valley", False),
    ],
)
def test_a_paragraph_that_opens_with_sentences_goes_on(tag: str, words: str, carried: bool) -> None:
    text = f"“It will stand,”{tag}\n\n“{words}” Ek, who owns the mill, was late."
    found = continued(text, tagged(text, "It will stand,", "Brel", "said"))
    assert (("Brel", words) in said(found)) is carried


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“Come in, come in.” Ana Brel opens the door. “Mind the dog.”", "Ana Brel"),
        ("“Look at that.” Ana Brel points. “Twenty boats, once.” She spits.", "Ana Brel"),
    ],
)
def test_who_acts_between_two_quotations_says_both(text: str, source: str) -> None:
    opening, second = (each.inner.of(text) for each in document(text).outer_spans)
    names = [(Span(at := text.index(source), at + len(source)), "PERSON")]
    made = document(text, tagged(text, second, source, ""), names=names)
    continue_attributions(made)
    assert said(made) == [(source, opening), (source, second)]


def test_who_acts_between_does_not_say_what_another_goes_on_with() -> None:
    text = "“Come in, come in.” Ana Brel opens the door. “You are late,” says Ivan Ek."
    names = [(part(text, name)[0], "PERSON") for name in ("Ana Brel", "Ivan Ek")]
    made = document(text, tagged(text, "You are late,", "Ivan Ek", "says"), names=names)
    continue_attributions(made)
    assert ("Ivan Ek", "Come in, come in.") not in said(made)


def test_a_question_is_not_of_who_acts_behind_it() -> None:
    text = "“And the key, Ana?” Ana Brel waits. “I threw it in the river,” she says."
    names = [(Span(at := text.index("Ana Brel"), at + 8), "PERSON")]
    made = document(text, tagged(text, "I threw it in the river,", "she", "says"), names=names)
    continue_attributions(made)
    assert said(made) == [("she", "I threw it in the river,")]


HEADS_DOWN, STILL_WRITE = "We had our heads down and wrote all year.", "And we still write."


@pytest.mark.parametrize(
    ("behind", "words"),
    [
        ("“{}  “{}”", [HEADS_DOWN, STILL_WRITE]),
        ("“{}”", [HEADS_DOWN]),
        ("“{}” The band plays in May.", [HEADS_DOWN]),
        ("“{}  “{}” The band plays in May.", [HEADS_DOWN, STILL_WRITE]),
    ],
)
def test_who_ends_a_paragraph_with_a_statement_speaks_on(behind: str, words: list[str]) -> None:
    text = f"Brel said the band was busy.\n\n{behind.format(*words)}"
    stated = tagged(text, "the band was busy", "Brel", "said")
    assert said(continued(text, stated)) == [
        ("Brel", "the band was busy"),
        *(("Brel", each) for each in words),
    ]


def test_a_motto_that_opens_a_paragraph_is_none() -> None:
    text = "Brel said the band was busy.\n\n“No pain, no gain.” That stands over the door."
    stated = tagged(text, "the band was busy", "Brel", "said")
    assert said(continued(text, stated)) == [("Brel", "the band was busy")]


@pytest.mark.parametrize("joint", [" — ", ", ", " – "])
@pytest.mark.parametrize(("words", "carried"), [("and the bell.", True), ("The bell.", False)])
def test_a_sentence_goes_on_behind_its_tag(joint: str, words: str, carried: bool) -> None:
    text = f"“We lost the boats,” said Ana Brel, a keeper{joint}“{words}”"
    made = continued(text, tagged(text, "We lost the boats,", "Ana Brel", "said"))
    assert (("Ana Brel", words) in said(made)) == carried


@pytest.mark.parametrize(
    "text",
    [
        "Brel said that it would stand.  “It is made of stone.”  The council meets in May.",
        "Brel said that it would stand. “It is made of stone. It was built to last.”",
        "Brel said that it would stand.\n\n“It is made of stone. We are proud of it, as you see.” "
        "The council meets in May.",
    ],
)
def test_whole_sentences_behind_a_statement_are_by_the_same_speaker(text: str) -> None:
    found = continued(text, tagged(text, "that it would stand", "Brel", "said"))
    (quoted,) = [each for each in found.attributions if "It is made" in each.content[0].of(text)]
    assert [span.of(text) for span in quoted.source] == ["Brel"]
    assert quoted.carried_from == text.index("that it would stand")


@pytest.mark.parametrize(
    "text",
    [
        "Brel said that it would stand. Many disagree. “It is made of sand.” They met in May.",
        "Brel said that it would stand. The book “It Is Made of Stone.” has sold well.",
        "Brel said that it would stand. On it stood “it is made of stone” in white.",
    ],
)
def test_a_statement_ends_with_its_sentence(text: str) -> None:
    found = continued(text, tagged(text, "that it would stand", "Brel", "said"))
    assert not [
        each
        for each in found.attributions
        if each.source and each.content[0].start > text.index("stand")
    ]


def test_two_statements_in_one_sentence_leave_open_who_speaks_on() -> None:
    text = "Brel said that it would stand, but Ek warned that it would fall. “It is made of sand.”"
    first = tagged(text, "that it would stand", "Brel", "said")
    second = tagged(text, "that it would fall", "Ek", "warned")
    found = continued(text, first, second)
    (quoted,) = [each for each in found.attributions if "sand" in each.content[0].of(text)]
    assert not quoted.source


def test_the_last_of_two_statements_leads_in() -> None:
    text = (
        "Brel spoke of the dam; he was quoted on its state;\n\n"
        "“It is made of sand, and it has been for forty years.” Brel laughed."
    )
    first = tagged(text, "the dam", "Brel", "spoke of")
    second = tagged(text, "its state", "he", "quoted on")
    found = continued(text, first, second)
    (quoted,) = [each for each in found.attributions if "sand" in each.content[0].of(text)]
    assert [span.of(text) for span in quoted.source] == ["he"]
