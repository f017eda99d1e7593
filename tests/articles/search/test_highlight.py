"""Stems, by which what was found is marked."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
import Stemmer

from articles.comparing.word_kinds import TABLE
from articles.search.highlight import WINDOW, excerpts, highlights, stemmer
from articles.search.query import parse
from tests.support.growth import ratio

ENDINGS = ("ational", "ization", "fulness", "ousness", "ically", "ness", "ing", "ed", "s", "")
WORDS = [f"{start}{end}" for start in ("relat", "organ", "hope", "nerv", "poli") for end in ENDINGS]


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("restless")
def test_many_threads_stem_at_once() -> None:
    alone = Stemmer.Stemmer("english")
    expected = [alone.stemWord(word) for word in WORDS]
    for _ in range(20):
        stemmer.cache_clear()
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(stemmed, range(8)))
        assert found == [expected] * 8


def stemmed(_: int) -> list[str]:
    stem = stemmer("english")
    return [stem(word) for word in WORDS]


@pytest.mark.parametrize(
    ("language", "stems"),
    [
        ("porter", "relat gener new ski quietli organ"),
        ("english", "relat general news sky quiet organiz"),
    ],
)
def test_stems_are_those_of_the_language(language: str, stems: str) -> None:
    words = "relational generally news skies quietly organization".split()
    assert " ".join(map(stemmer(language), words)) == stems


def test_stems_are_those_that_the_index_of_sqlite_has() -> None:
    starts = "possib terrib capab ab nob techno bio apo psycho ideo sy cyb yelb".split()
    made = [f"{start}{end}" for start in starts for end in ("ly", "lies", "le", "logy", "logies")]
    listed = [line.split("\t")[0] for line in TABLE.read_text("utf-8").splitlines()]
    words = [word for word in (*made, *listed) if word.isalpha() and len(word) > 2]
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='porter unicode61')")
        database.execute("CREATE VIRTUAL TABLE stems USING fts5vocab(texts, 'instance')")
        database.executemany("INSERT INTO texts (rowid, text) VALUES (?, ?)", enumerate(words))
        indexed = dict(database.execute("SELECT doc, term FROM stems"))
    assert {word: stemmer("porter")(word) for word in words} == {
        word: indexed[number] for number, word in enumerate(words)
    }


def test_a_word_that_the_index_finds_is_marked() -> None:
    text = "A technology of assemblies"
    assert highlights(text, parse("technological assembly"), "porter") == [(2, 12), (16, 26)]


def test_to_stem_a_new_word_takes_little_more_than_to_read_it() -> None:
    words = [f"{start}{end}" for start in map("harbour{}".format, range(500)) for end in ENDINGS]
    assert ratio(lambda: stemmed_once(words), lambda: read_once(words), limit=12) < 12


def stemmed_once(words: list[str]) -> None:
    stemmer.cache_clear()
    deque(map(stemmer("porter"), words), 0)


def read_once(words: list[str]) -> None:
    for word in words:
        re.sub("[\u0300-\u036f]", "", word)


COMMON = "the of and to in a that is was for on with he said as".split()


def test_many_common_words_cost_little_more_than_one() -> None:
    text = " ".join((*COMMON, "harbour", "ministry", "though", "toward")) * 1_000

    def marked(words: list[str]) -> None:
        for _ in range(50):
            excerpts(text, parse(" ".join(words)), "porter")

    assert ratio(lambda: marked(COMMON), lambda: marked(["harbour"]), limit=6) < 6


def test_a_word_and_a_beginning_with_the_same_letters_are_both_found() -> None:
    text = "They thought of the harbours, that they had thanked."
    found = [text[a:b] for a, b in highlights(text, parse("harbour ha* “they thought”"), "porter")]
    assert found == ["They thought", "harbours", "had"]
    assert [text[a:b] for a, b in highlights(text, parse("thanks th*"), "porter")] == [
        "They", "thought", "the", "that", "they", "thanked",
    ]  # fmt: skip


@pytest.mark.parametrize("before", range(WINDOW - 18, WINDOW + 2))
def test_excerpts_find_what_lies_across_their_windows(before: int) -> None:
    text = f"{'é' * (before - 1)} short listed ministers"
    assert excerpts(text, parse("“short listed”"), "porter")
    assert excerpts(text, parse("listed"), "porter")
    assert not excerpts(text, parse("isted OR hort OR sters"), "porter"), "no part of a word"


def test_an_excerpt_of_a_long_text_costs_no_more_than_of_a_short_one() -> None:
    text = "“É” said the minister. " * 1_000

    def excerpted(times: int) -> None:
        for _ in range(200):
            excerpts(text * times, parse("the minister"), "porter")

    assert ratio(lambda: excerpted(20), lambda: excerpted(1), limit=4) < 4
