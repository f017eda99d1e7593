from __future__ import annotations

import pytest

from extraction.annotations import Attribution, Span
from extraction.coreference.recognition import correct_names
from extraction.countries.mentions import find_country_mentions
from tests.support.documents import document, part


@pytest.mark.parametrize(
    ("text", "names", "source", "expected"),
    [
        # a place that a paragraph is dated from
        ("OSLO (AP) — Ana Brel left.", {"OSLO": "GPE", "Ana Brel": "PERSON"}, "",
         [("Ana Brel", "PERSON")]),
        # a seat of power
        ("Whitehall warned Ana Brel.", {"Whitehall": "PERSON", "Ana Brel": "PERSON"}, "",
         [("Whitehall", "GPE"), ("Ana Brel", "PERSON")]),
        # a source that the recogniser missed
        ("“No,” said Ana Brel.", {}, "Ana Brel", [("Ana Brel", "PERSON")]),
        ("“No,” said Brel. Ana Brel left.", {"Ana Brel": "PERSON"}, "Brel",
         [("Ana Brel", "PERSON"), ("Brel", "PERSON")]),
        ("“No,” said Moss. Ana Brel left.", {"Ana Brel": "PERSON"}, "Moss",
         [("Ana Brel", "PERSON")]),
        ("“No,” said Energy Ministry.", {}, "Energy Ministry", []),
        ("“No,” said Tuesday.", {}, "Tuesday", []),
    ],
)  # fmt: skip
def test_names_of_the_recogniser_are_corrected(
    text: str, names: dict[str, str], source: str, expected: list[tuple[str, str]]
) -> None:
    tags = [(Span(*part(text, name)[0]), label) for name, label in names.items()]
    attributions = [Attribution((), part(text, source), ())] if source else []
    made = document(text, *attributions, names=tags)
    find_country_mentions(made)
    correct_names(made)
    assert [(span.of(text), label) for span, label in made.names] == expected
