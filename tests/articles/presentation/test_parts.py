"""Long articles in parts: nothing lost, nothing twice, links lead to the right one."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.store import store
from articles.models import Article, Quotation
from articles.presentation.markup import render
from articles.presentation.parts import LONGEST, MOST_MARKS, chosen_part, part_at, parts
from articles.views.articles import MOST_HITS, MOST_QUOTES
from extraction.annotations import Extraction
from tests.support.factories import make_article, said

SENTENCE = "“It rains,” said Ada Roe. "


@given(st.text(alphabet="ab \n.", max_size=200), st.integers(1, 40))
def test_parts_are_the_text(body: str, longest: int) -> None:
    divided = parts(body, longest)
    assert "".join(body[part.start : part.end] for part in divided) == body
    assert all(part.end - part.start <= longest for part in divided)
    assert [part.number for part in divided] == list(range(1, len(divided) + 1))
    for place in range(len(body)):
        assert part_at(divided, place).start <= place < part_at(divided, place).end
    shown = [render(body, [], part=(part.start, part.end)) for part in divided]
    assert body == "".join(
        "".join(token.text for token in block.tokens) + block.gap
        for one in shown
        for block in one.blocks
    )


def test_a_part_ends_between_paragraphs_else_between_lines_else_between_words() -> None:
    assert parts("aaaa aa\n\nbb bb\nb", 12)[0].end == len("aaaa aa\n\n")
    assert parts("aaaa aa\nbb bb\nb", 12)[0].end == len("aaaa aa\n")
    assert parts("aaaa aa bb bb b", 12)[0].end == len("aaaa aa bb ")
    assert parts("a" * 15, 12)[0].end == 12


@pytest.mark.parametrize(
    ("number", "span", "chosen"),
    [
        ("2", "", 2), ("", "13-14", 2), ("1", "13-14", 1), ("9", "", 1),
        ("x", "y", 1), ("", "99999999999-1", 2), ("²", "", 1),
    ],
)  # fmt: skip
def test_the_part_of_an_address(number: str, span: str, chosen: int) -> None:
    assert chosen_part(parts("a" * 15, 12), number, span).number == chosen


@pytest.fixture
def long_article(db: None) -> Article:
    """Two parts, with a quotation at the beginning of the first and at the end of the second."""
    body = SENTENCE + "Nothing else was said. " * (LONGEST // 20) + "“It pours,” said Ada Roe."
    article = make_article(body)
    found = [said(body, words, by="Ada Roe") for words in ("It rains", "It pours")]
    store(article, Extraction(tuple(found), ()), "fixed-1")
    return article


@pytest.mark.database
def test_each_quotation_is_on_its_part(client: Client, long_article: Article) -> None:
    url = long_article.get_absolute_url()
    first, second = long_article.quotations.order_by("start")
    page = client.get(url).content.decode()
    assert f'id="{first.anchor}"' in page
    assert f'id="{second.anchor}"' not in page
    assert "Part 1 of 2" in page
    page = client.get(f"{url}?part=2").content.decode()
    assert f'id="{first.anchor}"' not in page
    assert f'id="{second.anchor}"' in page
    assert 'id="note-2"' in page, "numbered as in the whole article"
    assert "1 quote in this part" in page


@pytest.mark.database
def test_the_place_of_a_quote_is_in_its_part(client: Client, long_article: Article) -> None:
    first, second = long_article.quotations.order_by("start")
    url = long_article.get_absolute_url()
    place = f"{first.get_absolute_url()}place/"
    assert client.get(place).url == f"{url}#{first.anchor}"  # type: ignore[attr-defined]
    answer = client.get(f"{second.get_absolute_url()}place/?q=rains")
    assert answer.url == f"{url}?q=rains&part=2#{second.anchor}"  # type: ignore[attr-defined]
    page = client.get(f"{url}?at={second.start}-{second.end}").content.decode()
    assert f'id="{second.anchor}"' in page


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.one_database
def test_matches_beyond_the_first_are_not_marked(client: Client) -> None:
    article = make_article("rain " * (MOST_HITS + 5))
    page = client.get(f"{article.get_absolute_url()}?q=rain").content.decode()
    assert page.count('class="hit"') == MOST_HITS
    assert "The first 2,000 matches are marked." in page


def test_a_part_has_a_bounded_number_of_quotation_marks() -> None:
    body = "“We stay,” said Ada Roe. " * 1000 + "The end. " * 1000
    divided = parts(body)
    assert [each.count for each in divided] == [3] * 3
    marks = [sum(body[each.start : each.end].count(mark) for mark in "“”") for each in divided]
    assert max(marks) <= MOST_MARKS
    assert sum(marks) == 2000
    assert [each.end for each in divided[:-1]] == [each.start for each in divided[1:]]
    assert len(parts('"' * 10_000)) < 2 * 10_000 / MOST_MARKS + 2


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.one_database
def test_quotes_that_overlap_are_marked_up_to_a_number(client: Client) -> None:
    article = make_article("rain " * 1000)
    spans = [(start, start + 500) for start in range(MOST_QUOTES + 5)]
    Quotation.objects.bulk_create(
        Quotation(
            article=article, kind="direct", start=start, end=end, content=[[start, end]],
            text=article.body[start:end], confidence=1,
        )
        for start, end in spans
    )  # fmt: skip
    page = client.get(article.get_absolute_url()).content.decode()
    assert page.count('id="note-') == MOST_QUOTES
    assert "600 quotes are marked here." in page
    last = client.get(f"{article.get_absolute_url()}?at={spans[-1][0]}-{spans[-1][1]}")
    assert f'id="q{spans[-1][0]}-{spans[-1][1]}"' in last.content.decode()
    exact = article.quotations.all().nearest_to(*spans[7])
    assert exact is not None
    assert (exact.start, exact.end) == spans[7]
