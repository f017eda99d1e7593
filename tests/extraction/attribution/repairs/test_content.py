"""Contents without the listener, and without the next verb of saying."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.annotations import Attribution, Span
from extraction.attribution.repairs.repair import repair_attributions
from extraction.attribution.tagger.extents import whole_words
from tests.support.documents import document, part, tagged


def repaired(text: str, content: str, cue: str) -> str:
    return of(text, tagged(text, content, "Brel", cue))


def of(text: str, given: Attribution) -> str:
    made = document(text, given)
    repair_attributions(made)
    return " | ".join(span.of(text) for span in made.attributions[0].content)


@pytest.mark.parametrize(
    ("told", "content", "said"),
    [
        ("told the hearing that the weir leaked", "hearing that the weir leaked", None),
        ("told the court two weirs leaked", "court two weirs leaked", "two weirs leaked"),
        ("told the foreign minister the weir leaked", "minister the weir leaked", None),
        ("told a meeting of staff that the weir leaked", "of staff that the weir leaked", None),
        ("reminded the jury that the weir leaked", "the jury that the weir leaked", None),
        ("informed Tom Ek of Osk that the weir leaked", "Tom Ek of Osk that the weir leaked", None),
    ],
)
def test_who_is_told_is_no_part_of_what_is_said(told: str, content: str, said: str | None) -> None:
    text = f"Brel {told}. It rained."
    assert repaired(text, content, told.split()[0]) == (said or "the weir leaked")


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("told", "the alert followed a rule that weirs must close"),
        ("said", "the men know that weirs leak"),
        ("told", "that the weir leaked"),
        ("told", "how she had mended it"),
    ],
)
def test_a_clause_with_a_verb_is_what_is_said(cue: str, content: str) -> None:
    text = f"Brel {cue} {content}. It rained."
    assert repaired(text, content, cue) == content


@pytest.mark.parametrize(
    "behind",
    [
        " and accused the chair of bias",
        ", but denied that money had gone",
        " but hinted that it might",
        ", while the league condemned the plan",
        ", but the owner denies it",
    ],
)
def test_the_next_verb_of_saying_ends_what_is_said(behind: str) -> None:
    text = f"Brel claimed that the weir leaked{behind}. It rained."
    content = f"that the weir leaked{behind}"
    assert repaired(text, content, "claimed") == "that the weir leaked"


@pytest.mark.parametrize(
    "content",
    [
        "it leaked and asked for years",
        "the weir and the bridge leaked, but the dam held",
        "it was “old and called a ruin” by all",
    ],
)
def test_other_verbs_do_not(content: str) -> None:
    text = f"Brel said {content}. It rained."
    assert repaired(text, content, "said") == content


def test_votes_are_no_part_of_what_was_agreed() -> None:
    text = "Brel voted 9-7 to mend the weir."
    assert repaired(text, "7 to mend the weir", "voted") == "to mend the weir"


def test_a_sum_behind_a_preposition_is() -> None:
    text = "Brel claimed it had debts of $1.5m. It rained."
    given = Attribution(part(text, "it had debts of"), part(text, "Brel"), part(text, "claimed"))
    made = document(text, given)
    repair_attributions(made)
    start = text.index("it had")
    assert made.attributions[0].content == (Span(start, text.index(". It")),)


@pytest.mark.parametrize(
    ("text", "tagged_content", "said"),
    [
        (
            "Brel told Punch the money had gone.",
            "Punch the money had gone",
            "the money had gone",
        ),
        ("Brel told The Post he was tired.", "Post he was tired", "he was tired"),
        (
            "Brel told her he was “put out like a cat” on Friday night after two verses.",
            "he was “put out like a cat” on",
            "he was “put out like a cat”",
        ),
    ],
)
def test_neither_a_paper_that_is_told_nor_a_preposition_at_the_end(
    text: str, tagged_content: str, said: str
) -> None:
    assert repaired(text, tagged_content, "told") == said


def test_a_source_has_the_letters_behind_its_apostrophe() -> None:
    text = "Its chief, Naomi Chelang'at, called it “long overdue”, and Brel's aide agreed."
    cut = text.index("at, called")
    assert whole_words(text, Span(text.index("Naomi"), cut)).of(text) == "Naomi Chelang'at"
    assert whole_words(text, Span(text.index("Brel"), text.index("s aide"))).of(text) == "Brel'"


@pytest.mark.parametrize(
    ("headline", "body", "content"),
    [
        ("Parrot ‘gave him away’, court told", "A parrot swore.", "gave him away"),
        ("Court told of parrot", "A parrot “swore”, it heard.", "of parrot | swore"),
    ],
)
def test_what_a_headline_quotes_ends_before_the_article(
    headline: str, body: str, content: str
) -> None:
    text = f"{headline}\n\n{body}"
    first, *below = content.split(" | ")
    given = tagged(text, first, "ourt", "told")
    given = replace(given, content=given.content + part(text, below[0] if below else body))
    assert of(text, given) == content


@pytest.mark.parametrize("pleaded", ["pleaded", "has pleaded", "pleads"])
def test_who_pleads_not_guilty_does_not_plead_guilty(pleaded: str) -> None:
    text = f"Ana Brel {pleaded} not guilty to fraud."
    given = tagged(text, "guilty to fraud", "Ana Brel", f"{pleaded} not")
    assert of(text, given) == "not guilty to fraud"


def test_so_does_who_has_the_whole_plea_for_a_cue() -> None:
    text = "Ana Brel has pleaded not guilty to fraud."
    given = tagged(text, "to fraud", "Ana Brel", "has pleaded not guilty")
    assert of(text, given) == "not guilty to fraud"


def test_the_end_of_a_paraphrase_that_a_tag_interrupts_stays() -> None:
    text = "The weir, Brel said, would not hold. “It leaks,” Brel said."
    first = tagged(text, "The weir", "Brel", "said")
    rest = part(text, "would not hold. “It leaks,”")
    assert of(text, replace(first, content=first.content + rest)).startswith("The weir | would not")
