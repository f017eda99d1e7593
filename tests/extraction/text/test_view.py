from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.annotations import Entity, EntityType, Extraction, Span
from extraction.text.view import TextView


@pytest.mark.parametrize(
    ("text", "read", "word"),
    [
        ("Rain\v\vIt\x85rains.\u2028So\u2029what?", "Rain\n\nIt\nrains.\nSo\nwhat?", "rains"),
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


@given(
    st.sampled_from([" ", "\xa0", "\t", "\n", "\r\n", " \n", "\u3000", "x" * 50]),
    st.sampled_from(["a", "e\u0301", "\u00ad&quot;"]),
    st.lists(st.integers(0, 60), min_size=1, max_size=4),
    st.booleans(),
)
def test_long_runs_are_read_short_and_words_keep_their_places(
    blanks: str, other: str, runs: list[int], lines: bool
) -> None:
    text, places = "", []
    for number, run in enumerate(runs):
        text += other
        places.append(len(text))
        text += f"word{number} {'\n' * lines}{blanks * (run * run)}{'\n' * lines} "
    view = TextView.of(text)
    assert len(view.text) < 600 * len(runs)
    for number, place in enumerate(places):
        at = view.text.find(f"word{number}")
        entity = Entity(EntityType.PERSON, "word", mentions=(Span(at, at + 5),))
        (found,) = view.in_text(Extraction((), (entity,))).entities
        assert found.mentions == (Span(place, place + 5),)


def test_a_run_that_a_page_may_have_is_read_as_it_is() -> None:
    text = f"a{' ' * 80}b\n{' ' * 80}\nc{chr(10) * 400}d"
    assert TextView.of(text) == TextView(text)
    assert TextView.of(f"a{' ' * 81}b").text == f"a{' ' * 80}b"
