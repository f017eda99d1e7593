"""Tags behind a sentence without quotation marks."""

from __future__ import annotations

import pytest

from extraction import confidence
from extraction.annotations import Attribution, Span
from extraction.attribution.repairs.postposed import give_sentences_to_tags
from extraction.document import Document
from tests.support.documents import document, said, tagged
from tests.support.growth import growth, ratio


def given(text: str, *attributions: Attribution) -> Document:
    made = document(text, *attributions)
    give_sentences_to_tags(made)
    return made


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The weir will leak again, said Ana Brel.", "Ana Brel", "The weir will leak again"),
        ("The weir will leak again, Ana Brel said on Friday.", "Ana Brel", None),
        ("The weir will leak again, miller Ana Brel added.", "miller Ana Brel", None),
        ("The weir will leak again, Dr. Brel believes. One of the", "Dr. Brel", None),
        ("The weir will leak again, says a report published in May.", "a report", None),
        ("The weir will leak again, says the man who built it.", "the man", None),
        ("The weir will leak again, said Ana Brel, a miller.", "Ana Brel", None),
        ("The weir will leak again, Ana Brel was quoted as saying.", "Ana Brel", None),
        ("The weir will leak again, officials announced, citing rain.", "officials", None),
        ("But the weir will leak again, they say.", "they", "the weir will leak again"),
        ("Rain. If used, the weir will leak again, thinks Mr Brel.", "Mr Brel", None),
    ],
)
def test_the_sentence_is_what_the_subject_of_the_tag_said(
    text: str, source: str, content: str | None
) -> None:
    made = given(text)
    ((whose, words),) = said(made)
    assert whose == source
    assert words == (content or text[: text.index(" again,") + 6].removeprefix("Rain. "))
    assert made.attributions[0].confidence == confidence.POSTPOSED


@pytest.mark.parametrize(
    "text",
    [
        "The miller came late, said nothing and left.",
        "He closed the weir, said a prayer and wept.",
        "In 2004, the miller said it was safe.",
        "Asked about the weir, Ana Brel said it was safe.",
        "By one estimate, the weir leaks, by one report.",
        "The weir, Ana Brel said.",
        "“The weir will leak again”, said Ana Brel.",
        "“The weir will leak again, said Ana Brel. It did.”",
        "The weir leaks, according to local news reports.",
        "It leaks because, said Mr Brel, they are old.",
        "The weir will leak again, miller Ana Brel told nobody.",
    ],
)
def test_what_is_no_whole_sentence_is_left(text: str) -> None:
    assert said(given(text)) == []


def test_what_the_tagger_cut_is_made_whole() -> None:
    text = "Most weirs show some wear, she pointed out, from the north to the coast."
    cut = tagged(text, "some wear", "she", "pointed out")
    assert said(given(text, cut)) == [("she", "Most weirs show some wear")]


def test_what_follows_the_tag_stays() -> None:
    text = "Most weirs show some wear, she pointed out, because of the frost."
    behind = text.index("because of the frost")
    cut = tagged(text, "some wear", "she", "pointed out")
    cut = Attribution(
        (*cut.content, cut.content[0]._replace(start=behind, end=len(text) - 1)),
        cut.source,
        cut.cue,
    )
    assert said(given(text, cut)) == [("she", "Most weirs show some wear | because of the frost")]


def test_a_word_of_the_sentence_is_no_source() -> None:
    text = "Ada Ilves is a leader whose wish is to win, says the woman who taught her."
    astray = tagged(text, "the woman who taught her", "Ada Ilves is a leader", "says")
    assert said(given(text, astray)) == [
        ("the woman", "Ada Ilves is a leader whose wish is to win")
    ]


def test_of_two_readings_that_of_the_tag_stays() -> None:
    text = "Prices are set according to local law, minister Tom Ek was quoted as saying."
    astray = tagged(text, "Prices are set", "local law, minister", "according to")
    assert said(given(text, astray)) == [
        ("minister Tom Ek", "Prices are set according to local law")
    ]


def test_when_it_was_said_is_no_subject() -> None:
    text = "The bridge will be shut, the mayor, Tom Ek, said on Friday."
    right = tagged(text, "The bridge will be shut", "the mayor, Tom Ek", "said")
    assert given(text, right).attributions == [right]


def test_a_subject_with_an_apposition_is_left_to_the_tagger() -> None:
    text = "Tom Ek, a nurse who has worked in Osk, said clinics expected more patients."
    right = tagged(text, "clinics expected more patients", "Tom Ek", "said")
    assert given(text, right).attributions == [right]


def test_what_another_cue_has_is_left() -> None:
    text = "Ana Brel said the weir will leak again, Tom Ek said."
    right = tagged(text, "the weir will leak again", "Ana Brel", "said")
    assert given(text, right).attributions == [right]


def test_it_takes_time_by_length() -> None:
    text = "The weir will leak again, said Ana Brel, a miller, of Osk, in the north, and so on. "
    assert growth(lambda size: given(text * size), 20) < 3


@pytest.mark.parametrize(
    "word", ["Bundesweiherangelegenheitsamt", "Kotonationalrail", "brel-osk-" * 3]
)
def test_a_long_word_behind_the_verb_takes_no_longer_than_short_ones(word: str) -> None:
    text = "The weir will leak again, said {}; and then it did."
    short = " ".join(word[at : at + 4] for at in range(0, len(word), 4))
    most = ratio(lambda: given(text.format(word)), lambda: given(text.format(short)), limit=4)
    assert most < 4


def test_a_sentence_behind_the_tag_is_not_said_with_it() -> None:
    text = "The weir will leak again, says Mr Brel. One of the slow parts is paint."
    too_long = tagged(text, "The weir will leak again", "Mr Brel", "says")
    rest = Span(text.index("One"), len(text) - 1)
    both = Attribution((*too_long.content, rest), too_long.source, too_long.cue)
    assert said(given(text, both)) == [("Mr Brel", "The weir will leak again")]
