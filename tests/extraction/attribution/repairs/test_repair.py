"""Content without scraps, and sources that the tagger left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.annotations import Attribution, Span
from extraction.attribution.repairs.repair import repair_attributions
from extraction.document import Document
from extraction.text.quotation_marks import find_quoted_spans
from tests.support.documents import document, part, said, tagged


def people(text: str, name: str) -> list[tuple[Span, str]]:
    return [(part(text, name)[0], "PERSON")]


def repaired(text: str, *given: Attribution) -> Document:
    made = document(text, *given)
    repair_attributions(made)
    return made


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
    found = repaired(text, tagged(text, quote, "", cue))
    assert said(found) == [(expected, quote)]


def test_a_source_stays_in_the_sentence_of_its_cue() -> None:
    text = "“It leaks,” said Mr Ek. Ana Brel, a nurse, agreed that it was wet."
    both = "Mr Ek. Ana Brel, a nurse"
    made = document(
        text,
        tagged(text, "It leaks,", both, "said"),
        tagged(text, "that it was wet", both, "agreed"),
        names=[*people(text, "Ek"), *people(text, "Ana Brel")],
    )
    repair_attributions(made)
    assert said(made) == [
        ("Mr Ek", "It leaks,"),
        ("Ana Brel, a nurse", "that it was wet"),
    ]


def test_a_title_with_a_stop_ends_no_sentence() -> None:
    text = "“It leaks,” said Del. Ana Brel of the county."
    made = document(
        text,
        tagged(text, "It leaks,", "Del. Ana Brel of the county", "said"),
        names=people(text, "Ana Brel"),
    )
    repair_attributions(made)
    assert said(made) == [("Del. Ana Brel of the county", "It leaks,")]


def test_a_relative_gets_its_antecedent() -> None:
    text = "It follows remarks from Chile’s minister Brel, who said, “The dam will stand.”"
    found = repaired(text, tagged(text, "The dam will stand.", "who", "said"))
    assert [s.of(text) for s in found.attributions[0].source][1:] == ["who"]
    assert found.attributions[0].source[0].of(text).endswith("Brel")


@pytest.mark.parametrize(
    ("before", "source", "expected"),
    [
        ("It praised Tom Ek, ", "who Brel", "Brel"),
        ("It praised Tom Ek, ", "whom she", "she"),
        ("It was a plan, ", "which President Ana Brel", "President Ana Brel"),
        ("It was a plan, one ", "which Osk College historian Brel", "Osk College historian Brel"),
        ("They asked how likely it was, ", "to which 21 percent", "21 percent"),
        ("It was a plan, ", "which the mayor of Osk", "the mayor of Osk"),
        ("It was a plan, ", "which many", "many"),
    ],
)  # fmt: skip
def test_a_clause_about_another_has_its_own_subject(
    before: str, source: str, expected: str
) -> None:
    text = f"{before}{source} called “a threat to the dam”."
    found = repaired(text, tagged(text, "a threat to the dam", source, "called"))
    assert said(found) == [(expected, "a threat to the dam")]


@pytest.mark.parametrize(
    ("source", "end", "expected"),
    [
        ("Brel, a top aide", "", "a top aide"),
        ("Ana Brel, one former colleague", "", "one former colleague"),
        ("Brel, the aide", "", "the aide"),
        ("Brel, another senator", "", "another senator"),
        ("Brel, an old friend from school", "", "an old friend from school"),
        ("Brel, a top aide", ",", "Brel, a top aide"),
    ],
)
def test_whom_somebody_speaks_of_is_not_described(source: str, end: str, expected: str) -> None:
    text = f"It rained. {source}{end} said, “is very sure of the dam”."
    found = repaired(text, tagged(text, "is very sure of the dam", source, "said"))
    assert said(found) == [(expected, "is very sure of the dam")]


def test_who_behind_a_place_is_the_person_from_there() -> None:
    text = "It follows remarks from Ana Brel of Osk, who said, “The dam will stand.”"
    found = repaired(text, tagged(text, "The dam will stand.", "who", "said"))
    place = replace(found.attributions[0], source=(part(text, "Osk")[0], part(text, "who")[0]))
    labels = [(part(text, "Ana Brel")[0], "PERSON"), (part(text, "Osk")[0], "GPE")]
    made = document(text, place, names=labels)
    repair_attributions(made)
    assert made.attributions[0].source[0].of(text) == "Ana Brel"


def test_an_office_gets_the_name_behind_it() -> None:
    text = "Foreign Minister Ana Brel was heard saying it was “late”."
    made = document(
        text, tagged(text, "late", "Foreign", "was heard"), names=people(text, "Ana Brel")
    )
    repair_attributions(made)
    assert said(made) == [("Foreign Minister Ana Brel", "late")]


def test_the_antecedent_is_not_the_party_beside_it() -> None:
    text = "It drew fire from Ana Brel, a Democrat, who said it was “late”."
    names = [*people(text, "Ana Brel"), (part(text, "Democrat")[0], "NORP")]
    made = document(text, tagged(text, "late", "who", "said"), names=names)
    repair_attributions(made)
    assert said(made) == [("Ana Brel | who", "late")]


def test_quoted_by_another_the_words_are_the_subjects() -> None:
    text = "Brel was quoted by the Ledger as saying, “The dam will stand.”"
    content = "as saying, “The dam will stand.”"
    found = repaired(text, tagged(text, content, "Ledger", "quoted"))
    assert said(found) == [("Brel", "The dam will stand.")]


def test_scraps_of_other_sentences_are_left_out() -> None:
    text = "Brel has tried to help. She said that the dam will stand."
    given = Attribution(
        (*part(text, "Brel has tried to"), *part(text, "that the dam will stand")),
        part(text, "She"),
        part(text, "said"),
    )
    assert repaired(text, given).attributions[0].content == part(text, "that the dam will stand")


@pytest.mark.parametrize(
    ("between", "kept"),
    [
        ("The mayor restricted what she had to say about the banks to one line.\n\n", 1),
        ("Applause.\n\n", 2),
        ("", 2),
    ],
)
def test_a_paragraph_of_narration_parts_the_words_of_two(between: str, kept: int) -> None:
    text = f"“It is a dam of dams,” Brel said.\n\n{between}“It ought to be broken up.”"
    parts = (*part(text, "It is a dam of dams,"), *part(text, "It ought to be broken up."))
    given = tagged(text, "It is", "Brel", "said")
    (made,) = repaired(text, replace(given, content=parts)).attributions
    assert len(made.content) == kept


def test_content_ends_before_its_own_source() -> None:
    text = "“We knew nothing,” one farmer, who would not be named, said."
    given = tagged(text, "“We knew nothing,” one farmer, who would not be", "one farmer", "said")
    assert said(repaired(text, given)) == [("one farmer", "We knew nothing,")]


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
    found = repaired(text, tagged(text, content, "Brel", "said"))
    assert [each.content[0].of(text) for each in found.attributions] == [expected]


@pytest.mark.parametrize("end", [".\n\n", "\n\n", "!\n"])
def test_a_source_ends_with_its_paragraph(end: str) -> None:
    text = f"“The weir leaks,” said Brel{end}Edda Ek chairs the council."
    given = tagged(text, "The weir leaks,", f"Brel{end}Edda Ek chairs the council", "said")
    assert said(repaired(text, given)) == [("Brel", "The weir leaks,")]


@pytest.mark.parametrize(
    ("source", "expected"), [("diver", "the diver"), ("Ek", "Ek"), ("the diver", "the diver")]
)
def test_a_noun_gets_its_article_back(source: str, expected: str) -> None:
    text = "“It leaks,” shouted the diver, whom Ek had called."
    assert said(repaired(text, tagged(text, "It leaks,", source, "shouted")))[0][0] == expected


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("The railway called it “a slow joke”.", "The", "The railway"),
        ("Its night watchman called it “a slow joke”.", "Its", "Its night watchman"),
        ("The railway, which shut, called it “a slow joke”.", "The", "The"),
    ],
)
def test_an_article_gets_its_noun_back(text: str, source: str, expected: str) -> None:
    given = tagged(text, "it “a slow joke”", source, "called")
    assert said(repaired(text, given))[0][0] == expected


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        ("Brel, the weir leaks", ("Ms Brel", "the weir leaks")),
        ("Brel that the weir leaks", ("Ms Brel", "the weir leaks")),
        ("Brel", ("Ms", "Brel")),
    ],
)
def test_a_title_gets_its_name_back(behind: str, expected: tuple[str, str]) -> None:
    text = f"According to Ms {behind}."
    start = text.index("Ms")
    made = document(
        text,
        tagged(text, behind, "Ms", "According to"),
        names=[(Span(start, start + 7), "PERSON")],
    )
    repair_attributions(made)
    assert said(made) == [expected]


@pytest.mark.parametrize(
    ("cut", "whole"),
    [("the campus would open on", " Monday"), ("it was the end of", " the old road")],
)
def test_a_paraphrase_does_not_end_in_a_preposition(cut: str, whole: str) -> None:
    text = f"Brel said {cut}{whole}. Ek said it would not."
    given = Attribution(part(text, cut), part(text, "Brel"), part(text, "said"))
    assert repaired(text, given).attributions[0].content == part(text, cut + whole)


def test_nor_where_a_stray_mark_follows() -> None:
    text = "Brel said she would go home on Friday.”"
    given = Attribution(part(text, "she would go home on"), part(text, "Brel"), part(text, "said"))
    assert repaired(text, given).attributions[0].content == part(
        text, "she would go home on Friday"
    )


def test_what_ends_in_a_preposition_and_goes_on_long_is_left() -> None:
    text = "Brel said it was the end of a road that nobody had ever liked."
    given = Attribution(part(text, "it was the end of"), part(text, "Brel"), part(text, "said"))
    assert repaired(text, given).attributions[0].content == part(text, "it was the end of")


@pytest.mark.parametrize(("label", "kept"), [("Quiz", 0), ("Obituary", 0), ("Brel", 1)])
def test_the_rubric_of_an_article_says_nothing(label: str, kept: int) -> None:
    text = f"{label}: how well do you know the weir?"
    given = tagged(text, "how well do you know the weir?", label, ":")
    assert len(repaired(text, given).attributions) == kept


@pytest.mark.parametrize(
    ("label", "below", "kept"),
    [
        ("Flood", "Three villages were cut off.", 0),
        ("Brel", "The mayor, Brel, lives by the weir.", 1),  # named again
        ("Ana", "The mayor lives by the weir.", 1),  # a given name
        ("Survivor", "A man was found by the weir.", 1),
        ("Poll", "Half of them agree.", 1),
    ],
)
def test_the_topic_of_a_headline_says_nothing(label: str, below: str, kept: int) -> None:
    text = f"{label}: ‘We lost it all’\n\n{below}"
    for source in (label, ""):  # the tagger leaves it out at times
        given = tagged(text, "We lost it all", source, ":")
        assert len(repaired(text, given).attributions) == kept, source


def test_a_prize_is_no_name_of_its_founder() -> None:
    text = "Nobel: ‘They rang twice’\n\nShe has won the Nobel Prize for it."
    given = tagged(text, "They rang twice", "Nobel", ":")
    found = document(text, given, names=[(part(text, "the Nobel Prize")[0], "WORK_OF_ART")])
    repair_attributions(found)
    assert not found.attributions


def test_what_a_speaker_does_meanwhile_is_not_said() -> None:
    text = "“It moves at night,” she says, tapping the wall of her hut."
    ahead = part(text, "It moves at night,") + part(text, "tapping the wall of her hut")
    given = replace(tagged(text, "It moves at night,", "she", "says"), content=ahead)
    assert said(repaired(text, given)) == [("she", "It moves at night,")]


def test_the_rest_of_a_tag_is_not_said() -> None:
    text = "“It is over,” Brel said as he left the Velm hall. “We could not stay.”"
    ahead = part(text, "It is over,") + part(text, "Velm hall. “We could not stay.”")
    given = replace(tagged(text, "It is over,", "Brel", "said"), content=ahead)
    assert said(repaired(text, given)) == [("Brel", "It is over, | We could not stay.")]


def test_whose_poll_it_is_does_not_speak() -> None:
    text = "The dam will hold, according to a poll that Brel took in May."
    given = tagged(text, "The dam will hold", "a poll that Brel took in May", "according to")
    assert said(repaired(text, given)) == [("a poll that Brel took in May", "The dam will hold")]


def test_what_a_headline_quotes_ends_with_it() -> None:
    text = "Brel: “We lost it all”\n\nThe mayor has broken her silence. Brel left."
    said_ahead = part(text, "We lost it all") + part(text, "The mayor has broken her silence.")
    given = replace(tagged(text, "We lost it all", "Brel", ":"), content=said_ahead)
    assert said(repaired(text, given)) == [("Brel", "We lost it all")]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Radio Velm that the dam will hold", "the dam will hold"),
        ("the Velm Post that it holds", "it holds"),
        ("“Not that one”", "“Not that one”"),
        ("Brel’s dam, that of Velm, will hold", "Brel’s dam, that of Velm, will hold"),
    ],
)
def test_who_is_told_is_no_part_of_what_is_told(content: str, expected: str) -> None:
    text = f"Ana Brel told {content}."
    found = repaired(text, tagged(text, content, "Ana Brel", "told"))
    assert [each.content[0].of(text) for each in found.attributions] == [expected]


def test_what_a_clause_is_about_is_no_part_of_its_subject() -> None:
    text = "The ferries, which it says will “stay for now”, are full."
    found = repaired(text, tagged(text, "“stay for now”", "which it", "says"))
    assert [each.source[0].of(text) for each in found.attributions] == ["it"]


def test_a_byline_is_no_part_of_a_source() -> None:
    text = "Bakers warn\n\nBy Ana Brel\n\nBAKERS in Velm say that flour is dear."
    made = document(
        text, tagged(text, "that flour is dear", "By Ana Brel\n\nBAKERS in Velm", "say")
    )
    repair_attributions(made)
    assert said(made) == [("BAKERS in Velm", "that flour is dear")]


def test_whose_voice_it_is_speaks() -> None:
    text = "“It was only a dog …” Ana Brel’s quiet voice trailed off."
    made = document(
        text, tagged(text, "It was only a dog …", "Ana Brel’s quiet voice", "trailed off")
    )
    repair_attributions(made)
    assert said(made) == [("Ana Brel", "It was only a dog …")]


def test_a_turn_goes_on_behind_a_quotation_in_it() -> None:
    text = "ANA: He was told, “Be here at nine.” I saw him at eight.\nBO: And now it is ten."
    turn = "He was told, “Be here at nine.” I saw him at eight."
    made = document(text, tagged(text, turn, "ANA", ":"))
    repair_attributions(made)
    assert said(made) == [("ANA", turn)]


@pytest.mark.parametrize("one", ["One", "Another", "One of them", "One of the keepers"])
def test_one_of_several_is_who_is_named(one: str) -> None:
    text = f"Keepers wept. {one}, Ana Brel, called it “the last lamp”."
    made = document(text, tagged(text, "the last lamp", f"{one}, Ana Brel", "called"))
    repair_attributions(made)
    assert said(made)[0][0] == "Ana Brel"


@pytest.mark.parametrize("time", ["14:20 ", "9.05am ", "[14:20] ", "14:20 – "])
def test_minutes_of_a_time_of_day_are_no_part_of_a_source(time: str) -> None:
    text = f"It rained.\n\n{time}Police say two roads are closed."
    start = text.index(time) + 3
    source = (Span(start, text.index(" say")),)
    given = replace(tagged(text, "two roads are closed", "", "say"), source=source)
    assert said(repaired(text, given)) == [("Police", "two roads are closed")]
