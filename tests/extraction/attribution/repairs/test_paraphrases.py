from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.attribution.repairs.paraphrases import trim_paraphrases
from extraction.attribution.repairs.repair import repair_attributions
from tests.support.documents import document, part, said, tagged


def trimmed(text: str, content: str, source: str, cue: str) -> list[tuple[str, str]]:
    made = document(text, tagged(text, content, source, cue))
    trim_paraphrases(made)
    return said(made)


@pytest.mark.parametrize(
    "dateline",
    [
        "VELM, Oct 3 (Wire) - ",
        "VELM - ",
        "VELM: ",
        "NEW VELM: ",
        "Velm - ",
        "Velm, Holmland — ",
        "Velm, 27 Jan (ATP).- ",
        "VELM, June 4 – ",
        "NEW VELM, Sept. 9, 2025 — ",
        "Velm (ATP) — ",
        "Old Velm (ATP) - ",
        "VELM (ATP) -- ",
        "VELM, May 2 - ",
        "Old Velm, Tuesday, 12 November 2026 — ",
        "VELM CITY, 3 May 2021: ",
        "12 November 2026 – ",
        "Nov. 12, 2026 - ",
        "Velm, 2026-11-12 (Wire) -- ",
    ],
)
@pytest.mark.parametrize(
    ("opens", "closes"), [("", ","), ("“", ",”")], ids=["paraphrase", "quoted"]
)
def test_a_dateline_is_no_part_of_what_was_said(dateline: str, opens: str, closes: str) -> None:
    content = f"{dateline}{opens}The talks ended on Friday{closes}"
    text = f"The mill\n\n{content} envoys said."
    ((source, said),) = trimmed(text, content, "envoys", "said")
    assert (source, said.rstrip(",")) == ("envoys", "The talks ended on Friday")


@pytest.mark.parametrize(
    "label",
    [
        "* ",
        "1. ",
        "(1) ",
        "[Velm] ",
        "10.45 – ",
        "Day 3 – ",
        "KEY POINTS: ",
        "Views | ",
        "> ",
        "In Velm: ",
    ],
)
def test_a_label_in_front_of_a_quotation_is_no_part_of_it(label: str) -> None:
    content = f"{label}“The bridge is shut until spring,”"
    text = f"The bridge\n\n{content} Ana Brel said."
    ((source, said),) = trimmed(text, content, "Ana Brel", "said")
    assert (source, said.rstrip(",")) == ("Ana Brel", "The bridge is shut until spring")


@pytest.mark.parametrize(
    "content",
    [
        "The bridge, a “disgrace to the town,”",
        "The bridge – “a disgrace” – must be shut",
        "Nobody would call the bridge over the river Velm anything but this: “a disgrace,”",
    ],
)
def test_words_in_front_of_a_quotation_are(content: str) -> None:
    text = f"The bridge\n\n{content} Ana Brel said."
    assert trimmed(text, content, "Ana Brel", "said") == [("Ana Brel", content)]


@pytest.mark.parametrize(
    "text", ["Non-union staff may stay, Brel said.", "Mill (north) staff may stay, Brel said."]
)
def test_other_dashes_and_brackets_are(text: str) -> None:
    content = text.removesuffix(", Brel said.")
    assert trimmed(text, content, "Brel", "said") == [("Brel", content)]


@pytest.mark.parametrize(
    ("source", "said_there"),
    [
        ("Brel", "the dam will hold"),
        ("the ministry", "the dam will hold"),
        ("a report from the council of Velm", "no dam will hold"),
        ("Mr. Brel", "there was no dam"),
        ("people at the mill", "it rained"),
    ],
)
def test_what_follows_according_to_is_parted_without_a_comma(source: str, said_there: str) -> None:
    text = f"According to {source} {said_there} in May. He left."
    expected = [(source, f"{said_there} in May")]
    run_on = f"{source} {said_there} in May"
    assert trimmed(text, run_on, source, "According to") == expected
    assert trimmed(text, f"{said_there} in May", run_on, "According to") == expected
    assert trimmed(text, "He left", source, "According to") == expected


@pytest.mark.parametrize(
    ("source", "content", "expected"),
    [
        ("the mayor", "Ana Brel, the dam will hold", ("the mayor, Ana Brel", "the dam will hold")),
        ("Velmish Envoy", "Ana Brel, the dam held", ("Velmish Envoy Ana Brel", "the dam held")),
        ("Brel", "Brel, a dam will hold", ("Brel", "a dam will hold")),
        # the name is part of what was said
        ("police", "Ana Brel, a nurse, was found", None),
        ("the report", "Ana Brel, the mayor, took money", None),
        ("Brel", "Velm, Oslo and Lund will have snow", None),
    ],
)
def test_a_name_behind_according_to_is_of_the_source(
    source: str, content: str, expected: tuple[str, str] | None
) -> None:
    joint = " " if source == "Velmish Envoy" else ", "
    text = (
        f"According to {source}{joint}{content}."
        if source not in content
        else (f"According to {content}.")
    )
    found = trimmed(text, content, source, "According to")
    assert found == [expected or (source, content)]


def test_what_stands_before_according_to_stays() -> None:
    text = "The dam will hold, according to people the paper spoke to."
    source = "people the paper spoke to"
    expected = [(source, "The dam will hold")]
    assert trimmed(text, "The dam will hold", source, "according to") == expected


def test_a_paraphrase_ends_with_the_paragraph_of_its_verb() -> None:
    text = "Brel recalls a bad year.\n\nVelm paid for it. “It did,” he said."
    made = document(
        text,
        tagged(text, "a bad year", "Brel", "recalls"),
    )
    first = made.attributions[0]
    more = tagged(text, "Velm paid for it", "Brel", "recalls")
    made.attributions = [
        type(first)((*first.content, *more.content), first.source, first.cue, first.confidence)
    ]
    trim_paraphrases(made)
    assert said(made) == [("Brel", "a bad year")]


@pytest.mark.parametrize(
    ("cue", "sought", "kept"),
    [
        ("are looking for", "a man who left a bag on a train", False),
        ("are still searching for", "two witnesses", False),
        ("sought", "a masked gunman in the hills", False),
        ("are seeking", "an inquiry into the fire", True),
        ("said", "a man left a bag on a train", True),
    ],
)
def test_a_search_for_a_person_is_no_statement(cue: str, sought: str, kept: bool) -> None:
    text = f"Police {cue} {sought}."
    assert trimmed(text, sought, "Police", cue) == ([("Police", sought)] if kept else [])


@pytest.mark.parametrize(
    ("text", "content", "cue", "kept"),
    [
        ("Brel, asked what she would do, laughed.", "what she would do", "asked", False),
        ("Brel left.\n\nAsked what she would do, Ek smiled.", "what she would do", "Asked", False),
        ("Brel declined to comment on the tax.", "to comment on the tax", "declined", False),
        ("Brel refuses to elaborate now.", "to elaborate now", "refuses", False),
        ("Brel declined to say when it opens.", "when it opens", "declined to say", False),
        ("Brel would not say how it broke.", "how it broke", "would not say", False),
        ("Brel did not immediately comment on the rain.", "the rain", "comment on", False),
        (
            "Brel ignored a request for comment on it.",
            "a request for comment on it",
            "ignored",
            False,
        ),
        ("Brel refused to blame the rain.", "to blame the rain", "refused", True),
        ("Brel did say when it opens.", "when it opens", "say", True),
        ("Brel asked what she would do.", "what she would do", "asked", True),
        ("Brel laughs when this is put to her.", "when this is put to her", "laughs", False),
        ("Brel sighed as the rain came.", "as the rain came", "sighed", False),
        ("Brel asked when the rain came.", "when the rain came", "asked", True),
        ("Brel asked not to be named.", "not to be named", "asked", False),
        ("Brel declined to be identified.", "to be identified", "declined", False),
        ("Brel asked to be heard.", "to be heard", "asked", True),
    ],
)
def test_what_nobody_said_is_no_paraphrase(text: str, content: str, cue: str, kept: bool) -> None:
    assert trimmed(text, content, "Brel", cue) == ([("Brel", content)] if kept else [])


def test_the_number_of_a_later_point_is_no_part_of_it() -> None:
    text = "Brel gave reasons.\n\n1. “The road is shut.”\n2. “And I am late,” she said."
    first = tagged(text, "The road is shut.", "she", "said")
    made = document(text, replace(first, content=first.content + part(text, "2. “And I am late,”")))
    trim_paraphrases(made)
    assert said(made) == [("she", "The road is shut. | And I am late,")]


def test_a_turn_has_all_its_paragraphs() -> None:
    text = "ANA BREL: One is open.\n\nThe other is shut.\n\nTOM EK: Why?"
    turn = tagged(text, "One is open.", "ANA BREL", ":")
    made = document(text, replace(turn, content=(*turn.content, *part(text, "The other is shut."))))
    trim_paraphrases(made)
    assert said(made) == [("ANA BREL", "One is open. | The other is shut.")]


@pytest.mark.parametrize(("opening", "closing"), ["“”", "«»", "''"])
def test_what_one_denies_is_no_part_of_what_one_says(opening: str, closing: str) -> None:
    text = f"Ana Brel denies that: {opening}It is open{closing}."
    content = text[text.index("that") : -1]
    made = document(text, tagged(text, content, "Ana Brel", "denies"))
    repair_attributions(made)
    assert said(made) == [("Ana Brel", "It is open")]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("According to pollster Ana Brel of Novus, the river rose.", "Novus"),
        ("According to Ana Brel of the Osk bar, the river rose.", "Osk bar"),
        ("According to Ana Brel from the port authority, the river rose.", "authority"),
    ],
)
def test_a_source_ends_at_its_comma(text: str, cut: str) -> None:
    content = text[text.index(f"{cut}, ") : -1]
    given = text[len("According to ") : text.index(f" {cut}, ")]
    whole = text[len("According to ") : text.index(", the river")]
    assert trimmed(text, content, given, "According to") == [(whole, "the river rose")]


@pytest.mark.parametrize("rest", ["", " and left", " about the weir", " at first"])
def test_silence_is_nothing_said(rest: str) -> None:
    assert trimmed(f"Brel said nothing{rest}.", f"nothing{rest}", "Brel", "said") == []


def test_that_nothing_happens_may_be_said() -> None:
    text = "Brel said nothing would change."
    assert trimmed(text, "nothing would change", "Brel", "said") == [
        ("Brel", "nothing would change")
    ]
