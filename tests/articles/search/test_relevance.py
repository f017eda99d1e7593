"""How often texts have a term, and their order by it."""

from __future__ import annotations

import math
import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.highlight import highlights, occurrences, stemmer, words_in
from articles.search.query import Form, Query, Term, parse
from articles.search.relevance import K1, B, relevance
from extraction.text.folding import fold_in_place
from tests.support.growth import ratio

PIECES = (
    "port ports Porto report a-port port_a p po\u0301rt porting “port” grain grain. 5port".split()
)
TEXTS = st.lists(st.lists(st.sampled_from([*PIECES, "\n"]), max_size=8).map(" ".join), max_size=6)
TERMS = [
    Term(Form.WORD, "port"), Term(Form.WORD, "p"), Term(Form.PREFIX, "po"),
    Term(Form.PHRASE, "port grain"), Term(Form.PHRASE, "port port"), Term(Form.WORD, "–"),
]  # fmt: skip


def counted(term: Term, text: str) -> int:
    """Return how many spans of a term a text has, without the pattern that finds them."""
    stem = stemmer("porter")
    words = words_in(text)
    if term.form is Form.WORD:
        return sum(stem(word) == stem(term.text) for word in words)
    if term.form is Form.PREFIX:
        return sum(word.startswith(term.text) for word in words)
    wanted, at, found = term.text.split(), 0, 0
    while at < len(words):
        has = words[at : at + len(wanted)] == wanted
        found, at = found + has, at + (len(wanted) if has else 1)
    return found


@given(TEXTS, st.sampled_from(TERMS))
def test_occurrences_are_those_of_each_text(texts: list[str], term: Term) -> None:
    plain = list(map(fold_in_place, texts))
    assert occurrences(term, plain, "porter") == [counted(term, text) for text in plain]


@given(TEXTS)
def test_the_first_letter_of_a_match_begins_a_word(texts: list[str]) -> None:
    for text in texts:
        for start, _ in highlights(text, Query((tuple(TERMS),)), "porter"):
            assert not (text[:start] and text[start - 1].isalnum())


@given(TEXTS)
def test_scores_are_those_of_bm25(texts: list[str]) -> None:
    matches = {TERMS[0]: 7, TERMS[3]: 2}
    found = relevance(dict(enumerate(texts)), matches, 100, "porter")
    lengths = [text.count(" ") + 1 for text in texts]
    for number, text in enumerate(texts):
        score = 0.0
        for term, matching in matches.items():
            times = counted(term, fold_in_place(text))
            norm = K1 * (1 - B + B * lengths[number] / (sum(lengths) / len(lengths)))
            rare = math.log(1 + (100 - matching + 0.5) / (matching + 0.5))
            score += rare * times * (K1 + 1) / (times + norm)
        assert found[number] == pytest.approx(score, rel=1e-15)


def test_a_term_is_counted_in_less_time_than_texts_are_divided_into_words() -> None:
    rng = random.Random(3)
    letters = [f"{one}{two}" for one in "bdfgklmnprst" for two in "aeiou"]
    words = ["".join(rng.choices(letters, k=3)) for _ in range(500)]
    texts = [" ".join(rng.choices(words, k=25)) for _ in range(1_000)]
    (term,) = parse(words[7]).wanted

    def divided() -> list[list[str]]:
        return [re.findall(r"[^\W_]+", text) for text in texts]

    assert ratio(lambda: occurrences(term, texts, "porter"), divided, limit=0.7) < 0.7
