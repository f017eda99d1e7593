"""What may be typed into a search field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.query import Form, Query, Term, parse, while_typing

WORD, PHRASE, PREFIX = Form.WORD, Form.PHRASE, Form.PREFIX


def plain(terms: tuple[Term, ...]) -> list[tuple[Form, str]]:
    return [(term.form, term.text) for term in terms]


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("", [], []),
        ("  ", [], []),
        ("peace talks", [(WORD, "peace"), (WORD, "talks")], []),
        ("peace peace", [(WORD, "peace")], []),
        ('"short list"', [(PHRASE, "short list")], []),
        ("“short list”", [(PHRASE, "short list")], []),
        ("«liste courte» now", [(PHRASE, "liste courte"), (WORD, "now")], []),
        ('a "b c" d', [(WORD, "a"), (PHRASE, "b c"), (WORD, "d")], []),
        ("talks -peace", [(WORD, "talks")], [(WORD, "peace")]),
        ('-"short list"', [], [(PHRASE, "short list")]),
        ("–peace", [], [(WORD, "peace")]),
        ("cease-fire", [(PHRASE, "cease-fire")], []),
        ("don’t", [(PHRASE, "don’t")], []),
        ("negotia*", [(PREFIX, "negotia")], []),
        ("-negotia*", [], [(PREFIX, "negotia")]),
        ("why? now!", [(WORD, "why"), (WORD, "now")], []),
        ("OR AND NOT NEAR", [(WORD, "OR"), (WORD, "AND"), (WORD, "NOT"), (WORD, "NEAR")], []),
        ("text:peace", [(PHRASE, "text:peace")], []),
        ("? ! - * “”", [], []),
    ],
)
def test_what_is_typed_is_read(
    typed: str, wanted: list[tuple[Form, str]], unwanted: list[tuple[Form, str]]
) -> None:
    query = parse(typed)
    assert plain(query.wanted) == wanted
    assert plain(query.unwanted) == unwanted
    assert bool(query) == bool(wanted or unwanted)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ('said "short list', "A closing quotation mark is missing: “short list” was looked for."),
        ("pe*ce", "* matches an ending only: “pe*ce” was read without it."),
        ("*", "Give the * at least 2 letters to begin with."),
        ("a*", "Give the * at least 2 letters: “a” is a word now."),
        (" ".join(f"w{n}" for n in range(30)), "Only the first 20 words and phrases"),
    ],
)
def test_what_cannot_be_read_is_said(typed: str, problem: str) -> None:
    assert any(found.startswith(problem) for found in parse(typed).problems)


def test_a_query_in_words_reads_as_the_same_query() -> None:
    query = parse('peace "short list" econ* -denied -"no one"')
    assert str(query) == "peace “short list” econ* -denied -“no one”"
    assert parse(str(query)) == query


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_query(typed: str) -> None:
    query = parse(typed)
    for term in (*query.wanted, *query.unwanted):
        assert '"' not in term.text
        assert "*" not in term.text
        assert any(map(str.isalnum, term.text))
    again = parse(str(query))
    assert (again.wanted, again.unwanted) == (query.wanted, query.unwanted)
    assert parse(while_typing(typed)) is not None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pea", "pea*"),
        ("p", "p"),
        ("peace ta", "peace ta*"),
        ("peace ", "peace "),
        ("-pea", "-pea*"),
        ('"peace ta', '"peace ta'),
        ("peace.", "peace."),
        ("pea*", "pea*"),
        ("", ""),
    ],
)
def test_the_last_word_may_go_on_while_it_is_typed(typed: str, meant: str) -> None:
    assert while_typing(typed) == meant


def test_an_empty_query_wants_nothing() -> None:
    assert not Query()
