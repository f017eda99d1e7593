"""Names that are all of a source, of which the recogniser found a part or nothing."""

from __future__ import annotations

import pytest

from extraction.annotations import Span
from extraction.coreference.names.whole_sources import whole_sources
from extraction.document import Name


@pytest.mark.parametrize(
    ("source", "found", "whole"),
    [
        ("Joost van den Brel", {"Joost van den": "PERSON", "Brel": "ORG"}, True),
        ("Ana Ortega y Brel", {"Ana Ortega": "PERSON", "Brel": "ORG"}, True),
        ("Anne-Lise d'Aubry", {"Anne-Lise": "PERSON"}, True),
        ("Velkan d’Aubry", {"Velkan": "PERSON"}, True),
        ("Clemens von Brel", {"Clemens von Brel": "WORK_OF_ART"}, True),
        ("Muthu a/l Brelan", {"Muthu": "PERSON", "Brelan": "ORG"}, True),
        ("Zaydan mint Brel", {}, True),
        ("Md. Shaf Karim Brel", {"Md.": "GPE", "Shaf": "ORG", "Karim Brel": "PERSON"}, True),
        ("Rivka Vel-Ek", {"Rivka": "ORG", "Vel-Ek": "PERSON"}, True),
        ("R.V.K. Brelan", {"Brelan": "ORG"}, True),
        ("U.S. Brelan", {"Brelan": "ORG"}, False),
        ("R.V.K. Brelan", {"R.V.K. Brelan": "ORG"}, False),
        ("Zorb Vel-Ek", {"Zorb": "ORG", "Vel-Ek": "PERSON"}, False),
        ("Ana P. Brel IV", {"Ana P. Brel": "PERSON"}, True),
        # names of bodies and places, titles, parts of names, what nothing tells
        ("Ana van den Brel Foundation", {"Ana": "PERSON"}, False),
        ("Santiago de Brel", {"Santiago de Brel": "GPE"}, False),
        ("Zorb de Brel", {"Zorb": "ORG"}, False),
        ("Mayor de Brel", {"Brel": "PERSON"}, False),
        ("Van den Brel", {"Van": "PERSON"}, False),
        ("Ana Ek Brel", {"Ana": "PERSON"}, False),
    ],
)
def test_a_source_is_one_name(source: str, found: dict[str, str], whole: bool) -> None:
    text = f"{source}, who rows, said so. Then {source} left."
    names = [(_at(text, name), label) for name, label in found.items()]
    made = whole_sources(text, [Span(0, text.index(" said"))], names)
    again = text.rindex(source)
    expected: list[Name] = [
        (Span(0, len(source)), "PERSON"),
        (Span(again, again + len(source)), "PERSON"),
    ]
    assert made == (expected if whole else names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They saw Md. Karim Brel. He left.", ["Md. Karim Brel"]),
        ("They saw Devi d/o Brelan. He left.", ["Devi d/o Brelan"]),
        ("They saw Sk. Brel at home.", ["Sk. Brel"]),
        ("He lives in Osk, Md. Karim Brel left.", []),
    ],
)
def test_what_tells_of_a_name_that_is_no_source(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span, _ in whole_sources(text, [], [])] == expected


def _at(text: str, name: str) -> Span:
    return Span(text.index(name), text.index(name) + len(name))
