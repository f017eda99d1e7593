"""The terms of many texts at once are those of each text, read word by word."""

from __future__ import annotations

import random
import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.comparing import vocabulary
from articles.comparing.terms import (
    Terms,
    distinctive,
    distinctive_beside,
    terms_among,
    terms_of,
)
from articles.comparing.tokens import Tokens
from articles.comparing.word_kinds import NOUN, OTHER, kind_of
from articles.search.backends import backend
from articles.search.highlight import stemmer, stems_in
from extraction.text.folding import fold_in_place
from tests.support.growth import TRIES, ratio

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
PIECES = (
    "grain grains Grain the The of said opened opening quickly nuclear port’s Port's ports’ Ada "
    "Roe Brel Ek naïve Café O’Brien 1999 5th says Sail sailed -Ek-Brel- Brel-Ek grain-port a_port"
).split()
TEXTS = st.lists(
    st.lists(st.sampled_from([*PIECES, ".", ",", "“", "…", "\n", "-"]), max_size=12).map(
        lambda pieces: " ".join(pieces).replace(" .", ".").replace(" - ", "-")
    ),
    max_size=8,
)


def words_of(text: str, *, subjects: bool) -> list[tuple[int, int, str, str, str]]:
    """Return (start, end, folded, written, kind) of the words that say something."""
    found = []
    for place in WORD.finditer(fold_in_place(text)):
        word = re.sub("['’]s$", "", place[0])
        if len(word) < vocabulary.SHORTEST or word in vocabulary._EMPTY or not word.isalpha():
            continue
        written = text[place.start() : place.start() + len(word)]
        kind = kind_of(word) if subjects else NOUN
        if kind == OTHER:
            before = text[: place.start()][-3:]
            begins = not text[: place.start()].strip() and place.start() <= 3
            if not written[0].isupper() or begins or re.search(r"[.!?…:“”‘\"–—]\s*$", before):
                continue
            kind = NOUN
        found.append((place.start(), place.end(), word, written, kind))
    return found


def terms_word_by_word(text: str, *, subjects: bool) -> dict[str, str]:
    """Return the terms of a text, each as it is written at last."""
    words = words_of(text, subjects=subjects)
    stem = stemmer(backend().stemmer)
    found = {stem(word): written for _, _, word, written, kind in words if kind == NOUN}
    pairs = [
        (one, other)
        for one, other in pairwise(words)
        if other[4] == NOUN and other[0] == one[1] + 1 and text[one[1]] in " -"
    ]
    doubled = {
        one[0]
        for one, other in pairs
        if text[one[1]] == "-" and one[3][0].isupper() and other[3][0].isupper()
    }
    for one, other in pairs:
        if other[0] not in doubled:
            found[f"{one[2]} {other[2]}"] = f"{one[3]} {other[3]}"
    return found


@given(TEXTS, st.booleans())
def test_terms_are_those_of_each_text_word_by_word(texts: list[str], subjects: bool) -> None:
    each = [terms_word_by_word(text, subjects=subjects) for text in texts]
    terms = terms_of(texts, subjects=subjects)
    assert terms.counts == Counter(term for found in each for term in found)
    for term in terms.counts:
        written = Counter(found[term] for found in each if term in found)
        assert [search.text for search in terms.searches([term])] == [written.most_common(1)[0][0]]


@given(st.lists(TEXTS, min_size=2, max_size=4), st.booleans())
def test_what_stands_out_is_the_same_by_numbers_and_by_names(
    sides: list[list[str]], again: bool
) -> None:
    """Numbers are those of one vocabulary; once another was begun, terms go by their names."""
    own = terms_of([*sides[0], *sides[0]])
    if again:
        vocabulary._current.clear()
    others = [terms_of(side) for side in sides[1:]]
    counted = sum((Counter(each.counts) for each in others), Counter[str]())
    assert distinctive_beside(own, others, 9) == distinctive(own, Terms(counted), 9)
    for term in own.counts:
        assert own.read is not None
        assert own.read.counts_of([term]) == {term: own.counts[term]}


@given(TEXTS, st.randoms(use_true_random=False))
def test_the_terms_of_some_texts_are_theirs_alone(texts: list[str], rng: random.Random) -> None:
    some = rng.sample(range(len(texts)), len(texts) // 2)
    found = terms_among(Tokens(texts, backend().stemmer), some)
    alone = terms_of(texts[number] for number in some)
    assert found.counts == alone.counts
    assert found.searches(list(alone.counts)) == alone.searches(list(alone.counts))


@given(TEXTS)
def test_texts_are_found_by_the_stems_that_search_finds_them_by(texts: list[str]) -> None:
    language = backend().stemmer
    stems = [stems_in(fold_in_place(text), language) for text in texts]
    tokens = Tokens(texts, language)
    for stem in set().union(*stems):
        assert tokens.with_stem(stem) == {n for n, found in enumerate(stems) if stem in found}


def test_a_word_whose_accents_are_characters_of_their_own_is_one_word() -> None:
    terms = terms_of(["The re\u0301sume\u0301s", "a résumé"])
    assert list(terms.counts.items()) == [("resum", 2)]
    assert [term.text for term in terms.searches(["resum"])] == ["re\u0301sume\u0301s"]


def test_a_vocabulary_is_begun_again_before_it_grows_without_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(vocabulary, "MOST_WORDS", 50)
    monkeypatch.setattr(vocabulary, "_current", {})
    made = [f"harbour{one}{other}ok" for one in "bdfgklmnprst" for other in "bdfgklmnprst"]
    found = [terms_of([f"{name} grain", name]).counts for name in made]
    assert found == [{name: 2, "grain": 1, f"{name} grain": 1} for name in made]
    assert len(vocabulary.vocabulary(backend().stemmer)) <= 52


def test_terms_take_little_more_than_dividing_texts_into_words() -> None:
    rng = random.Random(4)
    letters = [f"{one}{two}" for one in "bdfgklmnprst" for two in "aeiou"]
    words = ["".join(rng.choices(letters, k=3)) for _ in range(3_000)]
    batches = [[" ".join(rng.choices(words, k=25)) for _ in range(400)] for _ in range(TRIES + 1)]
    terms_of(batches.pop())
    divided = lambda: [WORD.findall(fold_in_place(text)) for text in batches[0]]  # noqa: E731
    assert ratio(lambda: terms_of(batches.pop()), divided, limit=8) < 8
