"""Sources behind a paraphrase with all that describes them."""

from __future__ import annotations

import pytest

from extraction.attribution.repairs.paraphrases import trim_paraphrases
from extraction.attribution.repairs.repair import repair_attributions
from tests.support.documents import document, part, said, tagged


@pytest.mark.parametrize(
    ("text", "content", "source", "whole"),
    [
        (
            "The bridge is shut, the city's chief engineer, Ana Brel, said.",
            "The bridge is shut, the city's chief engineer",
            "Ana Brel",
            "the city's chief engineer, Ana Brel",
        ),
        (  # the content reaches into the name
            "The bridge is shut, the bloc's commissioner, Ana de Brel, said.",
            "The bridge is shut, the bloc's commissioner, Ana",
            "Ana de Brel",
            "the bloc's commissioner, Ana de Brel",
        ),
        (
            "The bridge is shut, the city's chief engineer, Ana Brel, said.",
            "The bridge is shut, the city's chief engineer",
            "chief engineer, Ana Brel",
            "the city's chief engineer, Ana Brel",
        ),
        (
            "The bridge is shut, Velm's mines minister said.",
            "The bridge is shut, Velm's mines",
            "mines minister",
            "Velm's mines minister",
        ),
        (
            "The bridge is shut, the town's civil protection chief, Ana Brel, said.",
            "The bridge is shut, the town's civil",
            "protection chief, Ana Brel",
            "the town's civil protection chief, Ana Brel",
        ),
        (
            "The bridge is shut, the party's convener, Ana Brel, said.",
            "The bridge is shut, the party's convener",
            "Ana Brel",
            "the party's convener, Ana Brel",
        ),
        (  # by any description
            "The bridge is shut, the party's convener, Ana Brel, said.",
            "The bridge is shut, the party's convener, Ana",
            "Ana Brel",
            "the party's convener, Ana Brel",
        ),
        (
            "The bridge is shut, said the dig's director, historian Ana Brel.",
            "The bridge is shut",
            "s director, historian Ana Brel",
            "the dig's director, historian Ana Brel",
        ),
        (
            "The bridge is shut, a team led by the Osk observatory reported.",
            "The bridge is shut, a team led",
            "by the Osk observatory",
            "a team led by the Osk observatory",
        ),
        (
            "The bridge is shut, a team led by Danish divers reported.",
            "The bridge is shut, a team led",
            "Danish divers",
            "a team led by Danish divers",
        ),
    ],
)
def test_a_source_has_what_describes_it(text: str, content: str, source: str, whole: str) -> None:
    cue = "reported" if "reported" in text else "said"
    made = document(text, tagged(text, content, source, cue))
    trim_paraphrases(made)
    assert said(made) == [(whole, "The bridge is shut")]


@pytest.mark.parametrize("cut", ["historian", "the museum's director"])
def test_a_source_begins_behind_its_cue(cut: str) -> None:
    text = "The bridge is shut, said the museum's director, art historian Ana Brel."
    names = [(span, "PERSON") for span in part(text, "Ana Brel")]
    made = document(text, tagged(text, "The bridge is shut", cut, "said"), names=names)
    trim_paraphrases(made)
    assert said(made) == [("the museum's director, art historian Ana Brel", "The bridge is shut")]


def test_who_speaks_is_no_part_of_what_is_said() -> None:
    text = "It rained. The bridge is shut, said its engineer, diver Ana Brel of Osk."
    taken = "its engineer, diver Ana Brel of Osk"
    made = document(text, tagged(text, taken, "Ana Brel", "said"))
    trim_paraphrases(made)
    assert said(made) == [(taken, "The bridge is shut")]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        ("They met Ek, the bridge is shut, Ana Brel said.", "the bridge is shut", "Ana Brel"),
        ("He met the king, the queen, Ana Brel said.", "He met the king, the queen", "Ana Brel"),
        ("The bridge, the city's oldest, is shut, Ana Brel, 40, said.",
         "The bridge, the city's oldest, is shut", "Ana Brel, 40"),
    ],
)  # fmt: skip
def test_what_describes_nobody_stays(text: str, content: str, source: str) -> None:
    made = document(text, tagged(text, content, source, "said"))
    trim_paraphrases(made)
    assert said(made) == [(source, content)]


@pytest.mark.parametrize("comma", ["", ","])
def test_the_family_name_is_no_part_of_what_is_said(comma: str) -> None:
    text = f"Rents, said tenant Ana Brel{comma} rise every year."
    given = tagged(text, f"Brel{comma} rise every year", "tenant Ana", "said")
    made = document(text, given, names=[(part(text, "Ana Brel")[0], "PERSON")])
    repair_attributions(made)
    assert said(made) == [("tenant Ana Brel", "rise every year")]


def test_what_is_of_a_name_stays_with_it() -> None:
    text = "Rents are low, said Mayor Brel’s deputy, who left."
    given = tagged(text, "Brel’s deputy, who left", "Mayor", "said")
    made = document(text, given, names=[(part(text, "Mayor Brel")[0], "PERSON")])
    repair_attributions(made)
    assert said(made)[0][1] == "Brel’s deputy, who left"
