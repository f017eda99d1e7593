from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from extraction.annotations import Span
from extraction.attribution.tagger.windows import (
    FEATURES,
    INSIDE_MARKS,
    PARAGRAPH_START,
    Window,
    windows,
)
from extraction.text.quotation_marks import find_quoted_spans

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
PIECES = ["[UNK]", "[CLS]", "[SEP]", *"“”‘’'\".,!?-«»", *LETTERS, *(f"##{c}" for c in LETTERS)]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """BERT's way of cutting with a vocabulary of letters: one piece a letter."""
    vocabulary = {piece: number for number, piece in enumerate(PIECES)}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


def cut(text: str, tokenizer: Tokenizer, limit: int = 60) -> list[Window]:
    quoted = [quoted_span.span for quoted_span in find_quoted_spans(text) if quoted_span.depth == 0]
    return windows(text, tokenizer, quoted, limit)


def pieces(window: Window) -> list[str]:
    return [PIECES[number] for number in window.ids]


def test_special_pieces_stand_around_the_others_at_no_place(tokenizer: Tokenizer) -> None:
    (window,) = cut("Oh no", tokenizer)
    assert pieces(window) == ["[CLS]", "o", "##h", "n", "##o", "[SEP]"]
    assert window.starts.tolist() == [0, 0, 1, 3, 4, 0]
    assert window.ends.tolist() == [0, 1, 2, 4, 5, 0]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b\ufeff"])
def test_a_text_without_pieces_has_no_windows(text: str, tokenizer: Tokenizer) -> None:
    assert cut(text, tokenizer) == []


def test_features_tell_case_marks_and_paragraphs(tokenizer: Tokenizer) -> None:
    (window,) = cut("He: “A 1”\nno", tokenizer)
    assert window.features.tolist() == [
        0,
        1 + PARAGRAPH_START,
        0,
        5,
        6 + INSIDE_MARKS,
        1 + INSIDE_MARKS,
        4 + INSIDE_MARKS,
        6 + INSIDE_MARKS,
        PARAGRAPH_START,
        0,
        0,
    ]


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "‘’", "''"])
def test_all_marks_look_alike(marks: str, tokenizer: Tokenizer) -> None:
    quoted = "so it goes, every day"
    (window,) = cut(f"{marks[0]}{quoted},{marks[1]} he said.", tokenizer)
    (plain,) = cut(f"“{quoted},” he said.", tokenizer)
    assert window.ids.tolist() == plain.ids.tolist()
    assert window.features.tolist() == plain.features.tolist()


def test_a_curly_apostrophe_becomes_straight(tokenizer: Tokenizer) -> None:
    (window,) = cut("don’t", tokenizer)
    assert pieces(window)[4:-1] == ["'", "t"]


def test_windows_end_with_paragraphs_that_fit(tokenizer: Tokenizer) -> None:
    text = "aaaa\nbbbb\ncccc"
    found = cut(text, tokenizer, limit=8)
    assert [text[w.starts[1] : w.ends[-2]] for w in found] == ["aaaa\nbbbb", "cccc"]


def test_a_long_paragraph_is_cut_after_a_sentence(tokenizer: Tokenizer) -> None:
    text = "aaaa. bbbb. cccc."
    found = cut(text, tokenizer, limit=12)
    assert [text[w.starts[1] : w.ends[-2]] for w in found] == ["aaaa. bbbb.", "cccc."]


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"])) | st.text(alphabet="ab “”'\".\nÅ🙂"),
    st.integers(1, 20),
)
@settings(deadline=None)
def test_any_text_is_covered_once_within_the_limit(
    tokenizer: Tokenizer, text: str, limit: int
) -> None:
    found = cut(text, tokenizer, limit)
    encoding = tokenizer.encode(text, add_special_tokens=False)
    starts = [int(start) for window in found for start in window.starts[1:-1]]
    assert starts == [start for start, _ in encoding.offsets]
    for window in found:
        assert len(window) <= limit + 2
        assert len(window.features) == len(window.starts) == len(window.ends) == len(window)
        assert (window.features >= 0).all()
        assert (window.features < FEATURES).all()
        assert (window.ends <= len(text)).all()


def test_a_text_longer_than_a_chunk_is_cut_between_words(tokenizer: Tokenizer) -> None:
    text = "word, " * 40_000
    found = windows(text, tokenizer, [Span(0, 5)], 500)
    shown = np.concatenate([w.starts[1:-1] for w in found])
    assert len(shown) == 5 * 40_000
    assert (np.diff(shown) > 0).all()


def test_a_vocabulary_of_another_kind_is_refused() -> None:
    other = Tokenizer(models.WordLevel({"a": 0, "?": 1}, unk_token="?"))
    with pytest.raises(ValueError, match="BERT's vocabulary"):
        windows("a", other, (), 10)
