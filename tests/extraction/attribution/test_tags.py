"""Tags: a verb of saying and its subject claim the quoted span that they touch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.annotations import Attribution, Span
from extraction.attribution.tags import apply_tags, tag_of
from extraction.attribution.unclaimed.continuation import continue_attributions
from extraction.text.quotation_marks import find_quoted_spans
from tests.support.documents import document, part, said, tagged

SAID = {"told", "replied", "said"}


def tags(text: str) -> list[tuple[str, str] | None]:
    found = (tag_of(text, quoted_span) for quoted_span in find_quoted_spans(text))
    return [tag and (tag.source.of(text), tag.cue.of(text)) for tag in found]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("“The weir leaks,” said Ana Brel.", "Ana Brel", "said"),
        ("“The weir leaks”, said Mr. Brel.", "Mr. Brel", "said"),
        ("“Does it leak?” the lock-keeper asked.", "the lock-keeper", "asked"),
        ("“It leaks.” the owner, Jon Ek, said.", "the owner, Jon Ek", "said"),
        ("“It leaks!” — Ek shouted across the water.", "Ek", "shouted"),
        ("“It leaks,” grumbled old Jon Ek, leaning on a spade.", "old Jon Ek", "grumbled"),
        ("“It leaks,” chimed in a neighbour from the bridge.", "a neighbour", "chimed in"),
        ("“It leaks,” he later added.", "he", "added"),
        ("“It leaks,” the girl told him.", "the girl", "told"),
        ("“It leaks,” he told investigators, as they say.", "he", "told"),
        ("“It leaks,” Brel told the Harbour Post.", "Brel", "told"),
        ("“It leaks,” Ana de la Brel had warned on Monday.", "Ana de la Brel", "warned"),
        ("Jon Ek replied: “It leaks.”", "Jon Ek", "replied"),
        ("“It leaks,” texted Ana Brel Jr.", "Ana Brel Jr.", "texted"),
        ("She recalled Jon Ek telling the crew: “It leaks.”", "Jon Ek", "telling"),
        ("He remembers the old woman saying, “It leaks.”", "the old woman", "saying"),
        ("They heard him shouting “It leaks.”", "him", "shouting"),
        # a family or given name that ends as adverbs do
        ("“It leaks,” Kelly said in Breton and French.", "Kelly", "said"),
        ("“It leaks,” Emily told neighbours on the quay.", "Emily", "told"),
        ("“It leaks,” Farrelly later told visitors.", "Farrelly", "told"),
        ("“It leaks,” said Ana Donnelly on Monday.", "Ana Donnelly", "said"),
    ],
)
def test_tags(text: str, source: str, cue: str) -> None:
    assert tags(text) == [(source, cue)]


@pytest.mark.parametrize(
    "text",
    [
        "“It leaks.” Ek said the owner had known it.",
        "The “best weir” said to be dry is here.",
        "“It leaks,” according to a plan that nobody had read.",
        "“It leaks.” The owner looked away.",
        "In “The Weir”, which Ek wrote, it leaks.",
    ],
)
def test_no_tags(text: str) -> None:
    assert tags(text) == [None]


def test_each_of_short_quotations_in_turn_has_its_own_speaker() -> None:
    text = "“Is it dry?” said Ek. “Never,” replied Brel. “Then sell it,” said Ek."
    fused = tagged(text, "Is it dry?", "Brel", "replied")
    made = document(text, fused, tagged(text, "Never,", "Brel", "replied"))
    apply_tags(made)
    assert said(made) == [("Ek", "Is it dry?"), ("Brel", "Never,"), ("Ek", "Then sell it,")]


def test_two_in_a_sentence() -> None:
    text = "Ana Brel said “we had a plan” and Jon Ek said “there was none.”"
    content = "we had a plan” and Jon Ek said “there was none."
    made = document(text, tagged(text, content, "Ana Brel", ""))
    apply_tags(made)
    assert said(made) == [("Ana Brel", "we had a plan"), ("Jon Ek", "there was none.")]


def test_a_tag_before_the_words_leaves_them_to_a_single_claim() -> None:
    text = "I wait for the day when Brel says “thank you all,” the owner wrote to us."
    made = document(text, tagged(text, "thank you all,", "the owner", "wrote"))
    apply_tags(made)
    assert said(made) == [("the owner", "thank you all,")]


def test_speech_within_a_quotation_stays() -> None:
    text = "“She told me it was dry,” said Ek."
    nested = tagged(text, "it was dry", "She", "told")
    made = document(text, nested, tagged(text, "She told me it was dry,", "Ek", "said"))
    apply_tags(made)
    assert ("She", "it was dry") in said(made)


def test_a_tag_takes_its_words_from_the_speaker_of_another_tag() -> None:
    text = "“It leaks,” said Mr. Brel. “It does not,” said Ms. Ek."
    second = tagged(text, "It does not,", "Ms. Ek", "said Ms")
    cues = (*part(text, "said"), Span(second.cue[0].start, second.cue[0].start + 4))
    content = (*part(text, "It leaks,"), *second.content)
    made = document(text, replace(second, content=content, cue=cues))
    apply_tags(made)
    assert said(made) == [("Mr. Brel", "It leaks,"), ("Ms. Ek", "It does not,")]


def test_a_tag_in_front_takes_its_words_from_the_speaker_of_another_tag() -> None:
    text = "Jon Brel said “it leaks all year” and Ana Ek said “it never did so.”"
    made = document(text, tagged(text, "it never did so.", "Jon Brel", "said"))
    apply_tags(made)
    assert said(made) == [("Jon Brel", "it leaks all year"), ("Ana Ek", "it never did so.")]


@pytest.mark.parametrize("source", ["", "the"])
def test_a_tag_completes_an_attribution_without_its_noun(source: str) -> None:
    text = "“The weir leaks,” said the nonagenarian, rolling up a net."
    given = tagged(text, "The weir leaks,", source, "said")
    made = document(text, given)
    apply_tags(made)
    assert said(made) == [("the nonagenarian", "The weir leaks,")]


@pytest.mark.parametrize("answer", ["she told him", "Brel replied", "the keeper said", "said Brel"])
def test_a_question_and_an_answer_taken_for_one_are_parted(answer: str) -> None:
    text = f"“Does it leak?” Ek asked. “It leaks,” {answer}."
    cue = part(text, "asked") + part(text, next(w for w in answer.split() if w in SAID))
    fused = tagged(text, "Does it leak?", "Ek", "asked")
    fused = replace(fused, content=(*fused.content, *part(text, "It leaks,")), cue=cue)
    made = document(text, fused)
    apply_tags(made)
    assert said(made) == [("Ek", "Does it leak?"), (tags(text)[1][0], "It leaks,")]  # type: ignore[index]


def test_speech_that_an_answer_reports_leaves_the_answer_whole() -> None:
    text = "And then?\n\nI said, “It leaks.” She laughed."
    answer = tagged(text, "I said, “It leaks.” She laughed.", "", "?")
    made = document(text, answer)
    apply_tags(made)
    assert answer in made.attributions


@pytest.mark.parametrize(
    ("tag", "cut", "whole"),
    [
        ("added the new captain.", "the new", "the new captain"),
        ("said Rear Adm. Jon Ek.", "Rear Adm", "Rear Adm. Jon Ek"),
        ("said the clerk of the weir.", "the clerk of the weir", "the clerk of the weir"),
    ],
)
def test_a_source_that_was_cut_is_that_of_the_tag(tag: str, cut: str, whole: str) -> None:
    text = f"“It leaks,” {tag}"
    made = document(text, tagged(text, "It leaks,", cut, tag.split()[0]))
    apply_tags(made)
    assert said(made) == [(whole, "It leaks,")]


def test_what_goes_on_behind_a_tag_is_not_of_who_came_before_it() -> None:
    text = "The union said four. “Both are true,” said Ana Ek. “It depends on the day.”"
    fused = Attribution(
        (*part(text, "Both are true,"), *part(text, "It depends on the day.")),
        part(text, "The union"),
        part(text, "said four")[:1],
    )
    fused = replace(fused, cue=(Span(fused.cue[0].start, fused.cue[0].start + 4),))
    made = document(text, fused)
    apply_tags(made)
    continue_attributions(made)
    assert said(made) == [("Ana Ek", "Both are true,"), ("Ana Ek", "It depends on the day.")]


def test_a_translation_may_stand_before_the_tag() -> None:
    text = "« C'est tout ! » (“That is all!”), shouted Ana Brel, before she left."
    made = document(text)
    apply_tags(made)
    assert said(made) == [("Ana Brel", " C'est tout ! ")]


@pytest.mark.parametrize(
    ("text", "words", "source"),
    [
        ("The club won the Cup. He said: “It leaks.”", "It leaks.", "He"),
        ("She was in the Guard. Ek said: “It leaks.”", "It leaks.", "Ek"),
        ("“It leaks,” says Ana Ek. But nobody came.", "It leaks,", "Ana Ek"),
        ("“It leaks,” said Dr. Ana Ek. Nobody came.", "It leaks,", "Dr. Ana Ek"),
        ("“It leaks,” said Maj. J. R. Ek. Nobody came.", "It leaks,", "Maj. J. R. Ek"),
        ("“It leaks,” said Jon Ek Jr. on Monday.", "It leaks,", "Jon Ek Jr."),
    ],
)
def test_a_name_ends_with_its_sentence(text: str, words: str, source: str) -> None:
    made = document(text)
    apply_tags(made)
    assert said(made) == [(source, words)]
