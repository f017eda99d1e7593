"""“Copy with citation” in lists and on the page of an article."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.test import Client

from articles.models import Quotation
from extraction.annotations import Kind
from tests.support.listing import fill
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def citations(client: Client, path: str) -> list[str]:
    """The text of each citation on a page, as a selection has it."""
    page = client.get(path).content.decode()
    found = re.findall(r"data-citation\s*>(.*?)</p>", page, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]*>", "", text)) for text in found]


def test_a_list_has_a_citation_of_each_quote_with_words_speaker_office_outlet_day_and_link(
    client: Client,
) -> None:
    quotation = make_quotation(
        "We <stay>\n\nand wait", title="envoy", outlet="The “Post”", url="https://example.org/a?b&c",
        published_on=dt.date(2026, 2, 3),
    )  # fmt: skip
    cited = (
        f"“We <stay>\n\nand wait” — Ada Roe, envoy. “{quotation.article.title}”, The “Post”, "
        "3 February 2026, https://example.org/a?b&c"
    )
    for path in ("/", quotation.article.get_absolute_url(), "/countries/pl/"):
        assert citations(client, path) == [cited]


def test_an_article_without_a_web_address_is_cited_by_the_permalink(client: Client) -> None:
    quotation = make_quotation(url="javascript:alert(1)")
    (cited,) = citations(client, "/")
    assert cited.endswith(f", undated, http://testserver{quotation.get_absolute_url()}")


def test_a_citation_says_who_is_in_doubt_and_what_is_a_paraphrase(client: Client) -> None:
    quotation = make_quotation("they will stay", kind=Kind.INDIRECT, confidence=0.3)
    (cited,) = citations(client, quotation.article.get_absolute_url())
    assert cited.startswith(
        "“… they will stay” (the article’s words for what was said by Ada Roe, foreign minister "
        "[check speaker]). "
    )


def test_every_quote_of_a_list_has_a_link_to_itself(client: Client) -> None:
    fill(3)
    page = client.get("/").content.decode()
    assert len(re.findall(r'class="act" href="/articles/\d+/quotes/\d+-\d+/"', page)) == 3


@pytest.mark.parametrize(
    ("source", "title", "byline"),
    [
        ("one director", "director", "One director"),
        ("A spokesman for the port", "spokesman for the port", "A spokesman for the port"),
        ("a Pole who asked not to be named", "envoy", "A Pole who asked not to be named, envoy"),
    ],
)
def test_a_title_that_the_words_of_the_source_say_is_not_said_again(
    client: Client, source: str, title: str, byline: str
) -> None:
    quotation = make_quotation("We wait", by=None, title=title, country=None)
    Quotation.objects.update(source_text=source)
    for path in ("/", quotation.get_absolute_url()):
        said = re.sub(r"<[^>]*>", "", client.get(path).content.decode())
        assert re.search(rf"{byline}(?!,)", said), path
    assert citations(client, "/")[0].startswith(f"“We wait” — {source}{byline[len(source) :]}.")
    page = client.get(quotation.article.get_absolute_url()).content.decode()
    assert ("note-title" in page) == (title not in source)
