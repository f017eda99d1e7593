from __future__ import annotations

import pytest

from extraction import confidence
from extraction.attribution.selection import select_attributions
from tests.support.documents import document, said, tagged


def selected(text: str, content: str, source: str, score: float) -> list[tuple[str, str]]:
    made = document(text, tagged(text, content, source, "said", score))
    select_attributions(made)
    return said(made)


@pytest.mark.parametrize(
    ("text", "content", "least"),
    [
        ("“The dam will stand,” said Brel.", "The dam will stand,", confidence.LEAST_QUOTED),
        ("Brel said the dam will stand.", "the dam will stand", confidence.LEAST_SAID),
        ("“The Long Dry Year,” said Brel.", "The Long Dry Year,", confidence.LEAST_TITLE),
        ("“Thank you, Mrs Grey,” said Brel.", "Thank you, Mrs Grey,", confidence.LEAST_QUOTED),
        ("“The Roads of Velm,” said Brel.", "The Roads of Velm,", confidence.LEAST_TITLE),
        ("“It is June, Mr Grey,” said Brel.", "It is June, Mr Grey,", confidence.LEAST_QUOTED),
    ],
)
def test_what_is_less_sure_than_its_kind_demands_is_left_out(
    text: str, content: str, least: float
) -> None:
    assert selected(text, content, "Brel", least) == [("Brel", content)]
    assert selected(text, content, "Brel", least - 0.01) == []


@pytest.mark.parametrize(
    ("cue", "least"),
    [
        ("told reporters", confidence.LEAST_SAID),
        ("also said on Monday", confidence.LEAST_SAID),
        ("says", confidence.LEAST_SAID),
        ("hopes", confidence.LEAST),
        ("plans", confidence.LEAST),
    ],
)
def test_a_paraphrase_with_a_plain_verb_of_saying_is_kept_sooner(cue: str, least: float) -> None:
    text = f"Brel {cue} the dam will stand."
    for score, kept in ((least, 1), (least - 0.01, 0)):
        made = document(text, tagged(text, "the dam will stand", "Brel", cue, score))
        select_attributions(made)
        assert len(made.attributions) == kept


@pytest.mark.parametrize("content", ["it stands", "nothing"])
def test_a_paraphrase_of_a_word_or_two_is_left_out(content: str) -> None:
    assert selected(f"Brel said {content}.", content, "Brel", 0.9) == []


@pytest.mark.parametrize("source", ["", "the", "The so-called"])
def test_a_source_that_refers_to_nobody_is_left_out(source: str) -> None:
    text = f"{source} said “the dam will stand”."
    assert selected(text, "the dam will stand", source, 0.9) == []


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Brel left. According to her, the dam will stand.", "According to", "her"),
        ("Brel left. The dam will stand, the dam will stand, according to him.", "according to",
         "him"),
        ("Brel left. The bank, according to them, the dam will stand.", "according to", ""),
        ("Brel left. According to the law, the dam will stand.", "According to", ""),
    ],
)  # fmt: skip
def test_a_pronoun_behind_according_to_is_the_source(text: str, cue: str, source: str) -> None:
    made = document(text, tagged(text, "the dam will stand", "", cue))
    select_attributions(made)
    assert said(made) == ([(source, "the dam will stand")] if source else [])


def test_the_owner_is_not_who_speaks() -> None:
    text = "Ana Brel’s lawyers said they had “more questions than answers.”"
    content = "more questions than answers."
    assert selected(text, content, "Ana Brel’s", 0.9) == [("Ana Brel’s lawyers", content)]


@pytest.mark.parametrize("label", ["Read more:", "RELATED |", "• See also:"])
def test_teasers_of_other_articles_are_left_out(label: str) -> None:
    text = f"{label} “The dam will stand,” said Brel"
    assert selected(text, "The dam will stand,", "Brel", 0.9) == []


@pytest.mark.parametrize("label", ["Brel said more:", "We read more and more of it.", "Related"])
def test_other_lines_are_no_teasers(label: str) -> None:
    text = f"{label} “The dam will stand,” said Brel"
    assert len(selected(text, "The dam will stand,", "Brel", 0.9)) == 1


@pytest.mark.parametrize(
    ("cue", "content", "kept"),
    [
        ("published", "its report in Tbilisi", False),
        ("released", "a list of dams", False),
        ("published", "a plan that the dams be shut", True),
        ("condemned", "the raid on the dam", True),
        ("has called for", "a new dam", True),
        ("announced", "the sale of both dams", True),
    ],
)
def test_a_noun_phrase_is_said_only_under_a_cue_of_saying(
    cue: str, content: str, kept: bool
) -> None:
    text = f"Ana Brel {cue} {content}."
    made = document(text, tagged(text, content, "Ana Brel", cue))
    select_attributions(made)
    assert bool(made.attributions) is kept


@pytest.mark.parametrize(
    ("cue", "content", "kept"),
    [
        ("is accused of", "taking money from the dam", False),
        ("was found guilty of", "lying to the council in May", False),
        ("has been formally charged with", "taking the dam’s money", False),
        ("accused Ek of", "taking money from the dam", True),
        ("is accused of", "“taking the dam”", True),
    ],
)
def test_who_is_accused_has_not_said_so(cue: str, content: str, kept: bool) -> None:
    text = f"Ana Brel {cue} {content}."
    made = document(text, tagged(text, content, "Ana Brel", cue))
    select_attributions(made)
    assert bool(made.attributions) is kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Brel, nicknamed “the Fox”, said so.", False),
        ("The plan, titled “A fair share”, was Brel's, she said.", False),
        ("Brel, known as “the Iron Aunt”, said so.", False),
        ("Brel said “the Fox” was late.", True),
    ],
)
def test_what_one_is_named_was_not_said(text: str, kept: bool) -> None:
    content = text[text.index("“") + 1 : text.index("”")]
    assert bool(selected(text, content, "Brel", 0.9)) is kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Sources\n\n“Dam may fall” — Velm Post, May 3, 2024\n", False),
        ("Ana Brel. “Dam may fall” — Velm Post, 3 May 2024", False),
        ("“The dam may fall.” — Ana Brel, May 3, 2024", True),
        ("“Dam may fall” — Velm Post, in May 2024, and more", True),
    ],
)
def test_what_an_article_is_called_was_not_said(text: str, kept: bool) -> None:
    content = text[text.index("“") + 1 : text.index("”")]
    made = document(text, tagged(text, content, "Post" if "Post" in text else "Brel", "— "))
    select_attributions(made)
    assert bool(made.attributions) is kept


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("Tom “the Fox” Brel in Velm", False),
        ("Tom “Duke” Brel", False),
        ("Tom “Duke” Brel “the worst of all”", True),
        ("Tom “the worst of all”", True),
    ],
)
def test_a_nickname_is_no_quotation(content: str, kept: bool) -> None:
    text = f"Police arrested {content}."
    made = document(text, tagged(text, content, "Police", "arrested"))
    select_attributions(made)
    assert bool(made.attributions) is kept


@pytest.mark.parametrize(
    ("text", "source", "whole"),
    [
        ("Doctors at Saint Brel’s said the dam will stand.", "Doctors at Saint Brel’s", ""),
        ("Brel’s lawyers said the dam will stand.", "Brel’s", " lawyers"),
    ],
)
def test_a_verb_of_saying_is_nothing_that_a_source_owns(text: str, source: str, whole: str) -> None:
    found = selected(text, "the dam will stand", source, 0.9)
    assert found == [(source + whole, "the dam will stand")]


@pytest.mark.parametrize("words", ["It is a", "a coffin,", "coffin,”"])
def test_words_of_what_another_has_whole_are_left_out(words: str) -> None:
    text = "“It is a coffin,” said Brel. Ek nodded."
    made = document(
        text,
        tagged(text, words, "Ek", "nodded"),
        tagged(text, "It is a coffin,", "Brel", "said"),
    )
    select_attributions(made)
    assert said(made) == [("Brel", "It is a coffin,")]


@pytest.mark.parametrize("cue", ["jailed", "has jailed", "arrested", "fined", "acquitted"])
def test_what_a_court_does_is_no_statement(cue: str) -> None:
    text = f"A court in Osk {cue} a former director of the bank for seven years."
    made = document(
        text, tagged(text, "a former director of the bank for seven years", "A court in Osk", cue)
    )
    select_attributions(made)
    assert said(made) == []


def test_a_quotation_behind_what_a_court_does_is_one() -> None:
    text = "The judge jailed him as “a thief with a pension and a boat” on Monday."
    made = document(text, tagged(text, "a thief with a pension and a boat", "The judge", "jailed"))
    select_attributions(made)
    assert said(made) == [("The judge", "a thief with a pension and a boat")]


def test_words_of_what_another_has_that_is_left_out_are_kept() -> None:
    text = "“It is a long cold coffin,” said Brel. Ek nodded."
    unlikely = tagged(text, "It is a long cold coffin,", "Ek", "nodded", confidence=0.01)
    made = document(text, tagged(text, "a long cold coffin,", "Brel", "said"), unlikely)
    select_attributions(made)
    assert said(made) == [("Brel", "a long cold coffin,")]


def test_words_that_go_on_over_the_end_of_a_quotation_are_kept() -> None:
    text = "“It is a long cold coffin. Brel noted it. “And it is mine,” she said."
    first, _ = (each.inner.of(text) for each in document(text).outer_spans)
    whole = tagged(text, first, "Brel", "noted")
    over = tagged(text, "cold coffin. Brel noted it. “And it is mine,", "she", "said")
    made = document(text, whole, over)
    select_attributions(made)
    assert [source for source, _ in said(made)] == ["Brel", "she"]
