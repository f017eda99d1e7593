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
        ("NOT NEAR or and", [(WORD, "NOT"), (WORD, "NEAR"), (WORD, "or"), (WORD, "and")], []),
        ("OR", [(WORD, "or")], []),
        ("ports OR. AND peace", [(WORD, "ports"), (WORD, "or"), (WORD, "peace")], []),
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
    ("typed", "read"),
    [
        ("peace OR truce", "peace OR truce"),
        ("peace | truce", "peace OR truce"),
        ("ports peace OR truce now", "ports peace OR truce now"),
        ("ports AND (peace OR truce)", "ports peace OR truce"),
        ('WTO OR "World Bank" OR trea* -“no one”', "WTO OR “World Bank” OR trea* -“no one”"),
        ("peace OR peace", "peace"),
        ("peace OR", "peace"),
        ("OR peace", "peace"),
        ("peace OR -truce", "peace -truce"),
    ],
)
def test_or_joins_the_two_words_beside_it(typed: str, read: str) -> None:
    assert str(parse(typed)) == read


def test_or_binds_before_what_is_wanted_together() -> None:
    ports, peace, truce = (Term(WORD, word) for word in ("ports", "peace", "truce"))
    query = parse("ports peace OR truce")
    assert query.groups == ((ports,), (peace, truce))
    assert query.wanted == (ports, peace, truce)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("OR peace", "OR needs a word on both sides, and was left out."),
        ("peace OR", "OR needs a word behind it, and was left out."),
        ("peace OR -truce", "OR joins words to look for: -truce leaves quotes out"),
        ("(peace talks) OR truce", "Brackets are not read: in “(peace talks)”"),
        ("-(peace talks)", "Brackets are not read: in “-(peace talks)”"),
        ("peace NOT war", "NOT is no operator here"),
        ("peace NEAR/3 war", "NEAR/3 is no operator here"),
        ("speaker:roe", "“speaker:roe” was looked for as words: there are no fields"),
        ("peace~2", "~ means nothing here: “peace~2” was read without it."),
        ("wom?n", "? means nothing here: “wom?n” was read without it."),
        ("?!", "“?!” has no letter or digit to look for."),
        ('said "short list', "A closing quotation mark is missing: “short list” was looked for."),
        ("pe*ce", "* matches an ending only: “pe*ce” was read without it."),
        ("*", "Give the * at least 2 letters to begin with."),
        ("a*", "Give the * at least 2 letters: “a” is a word now."),
        (" ".join(f"w{n}" for n in range(30)), "Only the first 20 words and phrases"),
    ],
)
def test_what_cannot_be_read_is_said(typed: str, problem: str) -> None:
    assert any(found.startswith(problem) for found in parse(typed).problems)


@pytest.mark.parametrize(
    "typed", ["peace", "why? now!", "10:30", "ports AND peace", "(peace OR truce) ports", "(peace)"]
)
def test_what_can_be_read_has_no_problem(typed: str) -> None:
    assert parse(typed).problems == ()


def test_a_query_in_words_reads_as_the_same_query() -> None:
    query = parse('peace "short list" econ* OR trade -denied -"no one"')
    assert str(query) == "peace “short list” econ* OR trade -denied -“no one”"
    assert parse(str(query)) == query


@given(st.text(max_size=60))
def test_all_that_is_typed_is_a_query(typed: str) -> None:
    query = parse(typed)
    for term in (*query.wanted, *query.unwanted):
        assert '"' not in term.text
        assert "*" not in term.text
        assert any(map(str.isalnum, term.text))
    again = parse(str(query))
    assert (again.groups, again.unwanted) == (query.groups, query.unwanted)
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
        ("peace OR", "peace OR"),
        ("peace OR tru", "peace OR tru*"),
        ("pea*", "pea*"),
        ("", ""),
    ],
)
def test_the_last_word_may_go_on_while_it_is_typed(typed: str, meant: str) -> None:
    assert while_typing(typed) == meant


def test_an_empty_query_wants_nothing() -> None:
    assert not Query()


@pytest.mark.parametrize("typed", ["(ports", "ports)", "peace (ports OR harbours", "((ports)"])
def test_a_bracket_without_its_other_half_is_said(typed: str) -> None:
    assert parse(typed).problems == (
        f"A bracket has no other half: “{typed}” was read without brackets.",
    )


@pytest.mark.parametrize("name", ["NEAR", "ADJ", "NOT"])
def test_an_operator_with_brackets_is_said_to_be_a_word(name: str) -> None:
    (problem,) = parse(f"{name}(peace talks, 5)").problems

    assert problem.startswith(f"{name}(…) is not read")
