"""Who is turned to, and reacts without a word, did not speak."""

from __future__ import annotations

import pytest

from extraction.pipeline import load


@pytest.mark.parametrize(
    ("before", "words", "behind", "speaker"),
    [
        (
            "Nora Pell took the microphone from Ivan Sand.",
            "Nobody leaves before midnight.",
            "Sand laughed.",
            "Nora Pell",
        ),
        (
            "Lars Holm leaned over to Mia Brandt, the treasurer.",
            "The money is gone.",
            "Brandt went pale.",
            "Lars Holm",
        ),
        (
            "Ruth Amsel bent towards Karl Vogt.",
            "You were seen at the lock.",
            "Vogt said nothing.",
            "Ruth Amsel",
        ),
        (
            "Celia Roth leaned across to the minister, Jan Pek.",
            "It is over.",
            "Pek said nothing at first.",
            "Celia Roth",
        ),
        ("Bea Lund walked up to Finn Moe.", "You are in.", "Moe burst into tears.", "Bea Lund"),
        ("Omar Haddad bowed to Lena Fisk.", "You have won.", "Fisk smiled.", "Omar Haddad"),
        (
            "Lena Fisk turned to her deputy, Omar Haddad.",
            "We start on Monday.",
            "Haddad shrugged.",
            "Lena Fisk",
        ),
        (
            "Carla Mend spoke to Bruno Keller, the head of the strike committee.",
            "We can keep the kitchens open for a month.",
            "Keller nodded.",
            "Carla Mend",
        ),
    ],
)
def test_who_turns_to_another_speaks(before: str, words: str, behind: str, speaker: str) -> None:
    (quotation,) = load().extract(f"{before} “{words}” {behind}").quotations
    assert quotation.name == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Lena Fisk smiled at Omar Haddad. “You have won!” laughed Haddad.", "Omar Haddad"),
        ("Lena Fisk pointed at Omar Haddad. “He did it,” she said. Haddad nodded.", "Lena Fisk"),
        ("Lena Fisk smiled at Omar Haddad. “You have won,” Haddad replied.", "Omar Haddad"),
    ],
)
def test_who_replies_speaks(text: str, speaker: str) -> None:
    (quotation,) = load().extract(text).quotations
    assert quotation.name == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Lena Fisk looked at Omar Haddad. “Did you see?” Haddad shook his head. “I was asleep.”",
        "Lena Fisk turned to Omar Haddad. “Do you know why?” Haddad nodded. “I do, I am afraid.”",
    ],
)
def test_who_answers_did_not_ask(text: str) -> None:
    asked, answer = load().extract(text).quotations
    assert (asked.name, answer.name) == ("Lena Fisk", "Omar Haddad")


def test_who_asks_and_goes_on_without_another_says_both() -> None:
    text = "“Where is it?” Omar Haddad shrugged. “Ask my brother.”"
    assert {each.name for each in load().extract(text).quotations} == {"Omar Haddad"}
