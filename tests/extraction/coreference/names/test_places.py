"""Places of two names are one."""

from __future__ import annotations

import pytest

from extraction.coreference.names.places import with_places_of_two
from extraction.countries.signs.mentions import find_countries
from extraction.document import Document
from tests.support.documents import part


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("Trinidad and Tobago met Ana Brel.", ["Trinidad", "Tobago", "Ana Brel"],
         ["Trinidad and Tobago", "Ana Brel"]),
        ("St Kitts and Nevis Prime Minister Jon Ek left.", ["St Kitts", "Jon Ek"],
         ["St Kitts and Nevis", "Jon Ek"]),
        ("Cuba and Iran met Ana Brel.", ["Cuba", "Iran", "Ana Brel"], ["Cuba", "Iran", "Ana Brel"]),
    ],
)  # fmt: skip
def test_places_of_two_names(text: str, found: list[str], expected: list[str]) -> None:
    names = [(part(text, name)[0], "PERSON") for name in found]
    document = Document(text, names=names, countries=find_countries(text))
    kept = with_places_of_two(document, document.names)
    assert [span.of(text) for span, _ in kept] == expected
