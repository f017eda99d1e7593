"""A quotation is of the subject of its own clause."""

from __future__ import annotations

import pytest

from extraction.attribution.clauses.own_clauses import give_to_own_clauses
from tests.support.documents import document, said, tagged


@pytest.mark.parametrize(
    ("text", "content", "source", "cue", "inner"),
    [
        (
            "According to Ana Brel, the warden told her: “Go home.”",
            "the warden told her: “Go home.”",
            "Ana Brel",
            "According to",
            "the warden",
        ),
        (
            "According to Ana Brel, he promised: “The dam holds.”",
            "he promised: “The dam holds.”",
            "Ana Brel",
            "According to",
            "he",
        ),
        (
            "Ana Brel added that Jon Ek had assured her of it: “The dam holds.”",
            "that Jon Ek had assured her of it: “The dam holds.”",
            "Ana Brel",
            "added",
            "Jon Ek",
        ),
        (
            "She remembers what one of the divers told her that night: “The dam holds.”",
            "what one of the divers told her that night: “The dam holds.”",
            "She",
            "remembers",
            "one of the divers",
        ),
        (
            "By then, Ana Brel recalled, the girl had said only this: “It leaks.”",
            "It leaks.",
            "Ana Brel",
            "recalled",
            "the girl",
        ),
        (
            "Ana Brel said the warden had urged her to “stay off the wall”.",
            "the warden had urged her to “stay off the wall”",
            "Ana Brel",
            "said",
            "the warden",
        ),
    ],
)
def test_an_inner_speaker(text: str, content: str, source: str, cue: str, inner: str) -> None:
    made = document(text, tagged(text, content, source, cue))
    give_to_own_clauses(made)
    quoted = made.outer_spans[0].inner.of(text)
    assert (inner, quoted) in said(made)
    assert all(quoted not in words for who, words in said(made) if who != inner)


@pytest.mark.parametrize(
    ("text", "content", "source", "cue"),
    [
        (
            "Ana Brel said he told them: “It leaks.”",
            "he told them: “It leaks.”",
            "Ana Brel",
            "said",
        ),
        ("Ana Brel told the crew: “It leaks.”", "It leaks.", "Ana Brel", "told"),
        (
            "Ana Brel said the ships not only belched smoke, “but also soot”.",
            "the ships not only belched smoke, “but also soot”",
            "Ana Brel",
            "said",
        ),
        (
            "Ana Brel said EU states will meet to “talk about the dam”.",
            "EU states will meet to “talk about the dam”",
            "Ana Brel",
            "said",
        ),
    ],
)
def test_an_outer_speaker_stays(text: str, content: str, source: str, cue: str) -> None:
    made = document(text, tagged(text, content, source, cue))
    before = said(made)
    give_to_own_clauses(made)
    assert said(made) == before


@pytest.mark.parametrize(
    ("joint", "source"),
    [
        (" and Jon Ek, ", "Jon Ek"),
        (", and Jon Ek: ", "Jon Ek"),
        (" and Jon Ek, who keeps the lock, ", "Jon Ek"),
        (" but the lock-keeper, ", "the lock-keeper"),
        (" while Jon Ek, the owner behind her: ", "Jon Ek"),
    ],
)
def test_a_verb_that_two_share(joint: str, source: str) -> None:
    text = f"Ana Brel said, “The weir leaks”{joint}“It never did.”"
    fused = tagged(text, f"The weir leaks”{joint}“It never did.", "Ana Brel", "said")
    made = document(text, fused)
    give_to_own_clauses(made)
    assert said(made) == [("Ana Brel", "The weir leaks"), (source, "It never did.")]


@pytest.mark.parametrize("joint", [" and Jon Ek ", " and, ", " and Jon Ek knew it, "])
def test_words_that_are_still_of_the_first(joint: str) -> None:
    text = f"Ana Brel called the weir “a sieve”{joint}“a fool”."
    made = document(text, tagged(text, f"a sieve”{joint}“a fool", "Ana Brel", "called"))
    before = said(made)
    give_to_own_clauses(made)
    assert said(made) == before


def test_what_a_turn_reports_stays_a_part_of_it() -> None:
    text = "ANA: The chief says all are well, “thank God”, as Tom Ek puts it.\nBO: Good."
    turn = tagged(text, "The chief says all are well, “thank God”, as Tom Ek puts it.", "ANA", ":")
    made = document(text, turn)
    give_to_own_clauses(made)
    assert turn in made.attributions
    assert ("Tom Ek", "thank God") in said(made)


def test_clauses_behind_semicolons_share_a_verb() -> None:
    text = "Ana Brel said “sleep”; Tom Ek, “silence”; and Jon Alm, “my own spoon”."
    made = document(
        text,
        tagged(text, "sleep”; Tom Ek, “silence”; and Jon Alm, “my own spoon", "Ana Brel", "said"),
    )
    give_to_own_clauses(made)
    assert [each for each in said(made) if each[0] != "Ana Brel"] == [
        ("Tom Ek", "silence"),
        ("Jon Alm", "my own spoon"),
    ]


@pytest.mark.parametrize(
    "behind",
    ["; Tom Ek that it was", "; head keeper Tom Ek, that it was", "; but Tom Ek that"],
)
def test_a_clause_behind_a_semicolon_shares_a_verb_with_that(behind: str) -> None:
    text = f"Ana Brel said it was “understandable”{behind} “nonsense”."
    whole = text[text.index("understandable") : text.index("”.")]
    made = document(text, tagged(text, whole, "Ana Brel", "said"))
    give_to_own_clauses(made)
    ((who, words),) = (each for each in said(made) if each[0] != "Ana Brel")
    assert (who.removeprefix("head keeper "), words) == ("Tom Ek", "nonsense")


def test_an_inner_clause_alone_is_no_paraphrase_of_its_own() -> None:
    text = "According to the ruling, Tom Ek told a guest, “Make it look like rain.”"
    made = document(
        text,
        tagged(text, "Tom Ek told a guest, “Make it look like rain.”", "the ruling", "According"),
    )
    give_to_own_clauses(made)
    assert said(made) == [("Tom Ek", "Make it look like rain.")]
