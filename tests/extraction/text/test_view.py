from __future__ import annotations

import unicodedata

import pytest

from extraction.annotations import Entity, EntityType, Extraction, Span
from extraction.text.view import TextView


@pytest.mark.parametrize(
    ("text", "read", "word"),
    [
        ("It\r\nrains.\rSo what?", "It\nrains.\nSo what?", "rains"),
        (unicodedata.normalize("NFD", "Jesús Machán, Đặng."), "Jesús Machán, Đặng.", "Đặng"),
        ("a sen\u00adtence, Ana Brel", "a sentence, Ana Brel", "Ana Brel"),
        ("\ufeffAna Brel\u200b said", "Ana Brel said", "said"),
        ("\u0301 a", "\u0301 a", "a"),
        ("&quot;It&#39;s late,&quot; he said", '"It\'s late," he said', "said"),
        ("&#8220;It is&#x201D; &mdash; he said", "“It is” — he said", "he said"),
        ("Frey &amp; Ek at&nbsp;home", "Frey & Ek at\xa0home", "home"),
        ("R&D; &copy and &nosuch; it", "R&D; &copy and &nosuch; it", "it"),
        ("´It is´, he didn´t say", "'It is', he didn't say", "say"),
        ("「It is 『late』」, he said", "“It is ‘late’”, he said", "said"),
    ],
)
def test_what_is_read_keeps_its_place_in_the_text(text: str, read: str, word: str) -> None:
    view = TextView.of(text)
    assert view.text == read
    at = view.text.find(word)
    entity = Entity(EntityType.PERSON, word, mentions=(Span(at, at + len(word)),))
    (found,) = view.in_text(Extraction((), (entity,))).entities
    assert unicodedata.normalize("NFC", found.mentions[0].of(text)) == word
