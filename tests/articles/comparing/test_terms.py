"""Which words of quotations are subjects."""

from __future__ import annotations

import pytest

from articles.comparing.terms import distinctive, in_any_news, terms_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We asked them to say it again and again last year", []),
        ("Nuclear power is cheap", ["Nuclear power", "power"]),
        ("The grain ships are waiting", ["grain", "grain ships", "ships"]),
        ("They quickly reopened the harbour", ["harbour"]),
        ("I told Ada Roe and May Brel so", ["Ada", "Ada Roe", "Brel", "May", "May Brel", "Roe"]),
        ("They met Ada Roe-Brel", ["Ada", "Brel", "Roe", "Roe Brel"]),
        ("May we go? Will they read it?", []),
        ("On Monday nobody had questions", []),
        ("Ports’ owners, not the port’s", ["owners", "port"]),
    ],
)
def test_subjects_are_nouns_and_what_ends_with_one(text: str, found: list[str]) -> None:
    terms = terms_of([text], subjects=True)
    assert sorted(term.text for term in terms.searches(list(terms.counts))) == found


def test_a_term_is_searched_for_as_it_is_written_most_often() -> None:
    terms = terms_of(["The Port opens", "A port of call", "Ports and a port", "Free Ports"])
    assert [term.text for term in terms.searches(["free port", "port"])] == ["port"]
    assert [str(term) for term in terms.searches(["free ports"])] == ["“Free Ports”"]


def test_of_a_whole_archive_what_any_news_has_is_no_subject() -> None:
    others_said = [
        f"The {letter}arb of the {letter}oop and its {letter}ack" for letter in "bcdfghjkl"
    ]
    said = ["The state owns the dredger", "A state may sell a dredger", *others_said]
    own = terms_of(said, subjects=True)
    others = terms_of([])
    others.counts.update(in_any_news(own, len(said), 400))
    assert distinctive(own, others, 5) == ["dredger"]
    assert others.counts.total() >= own.counts.total() * 400 // len(said)
