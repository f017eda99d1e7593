"""Long articles in parts: nothing lost, nothing twice, links lead to the right one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.store import store
from articles.models import Article, Quotation
from articles.presentation.markup import render
from articles.presentation.parts import LONGEST, SHORTEST, chosen_part, part_at, parts
from articles.views.articles import MOST_HITS, MOST_QUOTES
from extraction.annotations import Extraction
from tests.support.factories import make_article, said

SENTENCE = "“It rains,” said Ada Roe. "


@given(st.text(alphabet="ab \n.", max_size=200), st.integers(1, 40))
def test_parts_are_the_text(body: str, longest: int) -> None:
    divided = parts(body, longest=longest)
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


def test_a_part_ends_between_paragraphs_else_lines_else_sentences_else_words() -> None:
    assert parts("aaaa aa\n\nbb bb\nb", longest=12)[0].end == len("aaaa aa\n\n")
    assert parts("aaaa aa\nbb bb\nb", longest=12)[0].end == len("aaaa aa\n")
    assert parts("aaaa aa.” bb bb b", longest=12)[0].end == len("aaaa aa.” ")
    assert parts("aaaa aa bb bb b", longest=12)[0].end == len("aaaa aa bb ")
    assert parts("a" * 15, longest=12)[0].end == 12


@pytest.mark.parametrize(
    ("number", "span", "chosen"),
    [
        ("2", "", 2), ("", "13-14", 2), ("1", "13-14", 1), ("9", "", 1),
        ("x", "y", 1), ("", "99999999999-1", 2), ("²", "", 1),
    ],
)  # fmt: skip
def test_the_part_of_an_address(number: str, span: str, chosen: int) -> None:
    assert chosen_part(parts("a" * 15, longest=12), number, span).number == chosen


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


# What a page may have: 100 kB before it is compressed, less some room.
MOST_BYTES = 98_000


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.one_database
@pytest.mark.parametrize(
    ("words", "tag", "count", "speakers"),
    [
        ("We will stay here", " said {}. ", 150, 3),
        ("Grain is bread and " * 30, ", said {}.\n\n", 70, 40),
        ("日本は港を開かない" * 9, "と {}。", 90, 5),
        ("No", ", {}. " + "Nothing else was said. " * 20, 90, 9),
    ],
)
def test_every_part_is_a_page_of_less_than_100_kb(
    editor: Client, words: str, tag: str, count: int, speakers: int
) -> None:
    names = [
        f"Ada R{'abcdefgh'[n % 8]}{'oeiu'[n // 8 % 4]}{'nlst'[n // 32]}" for n in range(speakers)
    ]
    body = "".join(f"“{words}{n}”{tag.format(names[n % speakers])}" for n in range(count))
    article = make_article(body, title="Of whom the words are", published_on=dt.date(2026, 3, 3))
    found = (
        said(body, f"{words}{n}”"[:-1], by=names[n % speakers], title="envoy", speaker_country="PL",
             about=("US", "IT"), reason="Right after the quote.")
        for n in range(count)
    )  # fmt: skip
    store(article, Extraction(tuple(found)), "fixed-1")
    notes, number, last = 0, 1, 1
    while number <= last:
        response = editor.get(f"{article.get_absolute_url()}?part={number}")
        assert b"Not a quote" in response.content
        assert len(response.content) < MOST_BYTES
        last = response.context["part"].count
        notes += len(response.context["body"].notes)
        number += 1
    assert notes == count
    assert last > 1


def test_a_part_is_not_too_short_however_many_quotes_it_has() -> None:
    divided = parts("rain " * SHORTEST, [(at, at + 400) for at in range(0, 2 * SHORTEST, 2)])
    assert all(part.end - part.start > SHORTEST / 3 for part in divided[:-1])
    assert [part.end for part in divided[:-1]] == [part.start for part in divided[1:]]


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
