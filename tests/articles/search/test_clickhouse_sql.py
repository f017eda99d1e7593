"""What is typed is never a part of the SQL that ClickHouse gets, however it is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.backends import clickhouse_sql as sql
from articles.search.highlight import canonical
from articles.search.query import Form, Term

HOSTILE = (
    "it's", "x','y", "a\\'b", "\\", "ports\0", "a_b", "x%", "'; DROP TABLE t; --", "\ud800ports",
    "ŉ’“”‘", "{a:String}", "`x`", "$$x$$", "\u0300'\u0300", "/* x */ y", "ports\n\r\t",
)  # fmt: skip
LITERAL = re.compile("'([^']*)'")


def conditions(text: str) -> list[str]:
    terms = [Term(form, text) for form in Form]
    return [
        sql.condition("words.table", term, "porter")
        for term in terms
        if canonical(term, "porter").text
    ]


def without_words(condition: str) -> str:
    """Return it with its literals empty, after a look at what they have."""
    allowed = {"_", "array", "words", "table", "by_word"}
    for literal in LITERAL.findall(condition):
        assert all(part.isalnum() for part in literal.split("_") if part) or literal in allowed
    return re.sub(r"\['', '.*?'\]|\[''(, '')*\]", "[]", LITERAL.sub("''", condition))


@pytest.mark.parametrize("text", HOSTILE)
def test_signs_of_sql_are_no_part_of_a_word(text: str) -> None:
    for condition in conditions(text):
        assert re.fullmatch(r"[\w\s()\[\],.'+>\-=]*", without_words(condition)), condition


@given(st.text(max_size=20))
def test_any_text_gives_words_alone(text: str) -> None:
    for condition in conditions(text):
        assert re.fullmatch(r"[\w\s()\[\],.'+>\-=]*", without_words(condition)), condition
        assert "\\" not in condition
        assert condition.count("'") % 2 == 0


def test_a_statement_is_as_long_as_a_server_takes() -> None:
    longest = " ".join(["𝟘" * 9] * (sql.LONGEST // 10))
    held = [sql.condition("words.table", Term(form, longest), "porter") for form in Form]
    many = dict(enumerate(held * 30)) | {1_000: "1"}
    places: list[int] = []
    for some, statement in sql.found("words.table", many):
        places += some
        assert len(some) <= sql.MOST_SELECTS
        assert len(statement.encode()) < 256 * 1024
        assert f"toUInt16({len(some) - 1})" in statement
    assert places == list(many)
    few = dict.fromkeys(range(2 * sql.MOST_SELECTS + 1), "1")
    assert [len(some) for some, _ in sql.found("words.table", few)] == [50, 50, 1]
