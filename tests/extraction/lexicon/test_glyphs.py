from __future__ import annotations

import pytest

from articles.search.query import Form, Term, parse
from extraction.lexicon import glyphs
from extraction.text.anchors import find
from extraction.text.quotation_marks import find_quoted_spans

GROUPS = (
    glyphs.CURLY_DOUBLE, glyphs.STRAIGHT_DOUBLE, glyphs.GUILLEMETS, glyphs.CURLY_SINGLE,
    glyphs.STRAIGHT_SINGLE, glyphs.SINGLE_GUILLEMETS,
)  # fmt: skip


def test_a_glyph_is_in_one_group() -> None:
    assert sum(map(len, GROUPS)) == len(glyphs.QUOTATION_GLYPHS)


@pytest.mark.parametrize("glyph", sorted(glyphs.OPENING_DOUBLE | glyphs.STRAIGHT_DOUBLE))
def test_every_opening_glyph_opens_a_quotation(glyph: str) -> None:
    closing = {"«": "»", "„": "“"}.get(glyph, glyph if glyph in glyphs.STRAIGHT_DOUBLE else "”")
    text = f"She said: {glyph}It never rains here.{closing} He left."
    (found,) = find_quoted_spans(text)
    assert found.inner.of(text) == "It never rains here."


@pytest.mark.parametrize("glyph", sorted(glyphs.PASTED))
def test_pasted_words_are_found_without_their_marks(glyph: str) -> None:
    assert find(f"{glyph}It rains{glyph}", "He said it. It rains.") == ((12, 20),)


@pytest.mark.parametrize("glyph", sorted(glyphs.SEARCH_OPENING & glyphs.SEARCH_CLOSING))
def test_a_phrase_is_searched_for_between_any_marks(glyph: str) -> None:
    assert parse(f"{glyph}short list{glyph}").wanted == (Term(Form.PHRASE, "short list"),)
