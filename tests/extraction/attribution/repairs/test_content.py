"""Contents without the listener, and without the next verb of saying."""

from __future__ import annotations

import pytest

from extraction.annotations import Attribution, Span
from extraction.attribution.repairs.repair import repair_attributions
from tests.support.documents import document, part, tagged


def repaired(text: str, content: str, cue: str) -> str:
    made = document(text, tagged(text, content, "Brel", cue))
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
