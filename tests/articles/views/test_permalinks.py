"""The page of a quotation: what it says, where its link leads later, what other sites get of it."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.corrections import quotations
from articles.corrections.articles import edit
from articles.corrections.changes import Editor
from articles.ingest.store import store
from articles.models import Article, Quotation, Speaker
from extraction.annotations import Extraction, Kind, Span
from tests.support.factories import make_article, said
from tests.support.listing import squeezed
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def make_known(**values: Any) -> Quotation:
    known = {
        "outlet": "The Post",
        "url": "https://example.org/a",
        "author": "Ines Calder",
        "published_on": dt.date(2026, 2, 3),
        "about": ("US",),
    }
    return make_quotation(**{**known, **values})


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return squeezed(html.unescape(response.content.decode()))


# ── the page ──────────────────────────────────────────────────────────────────────────────


def test_a_permalink_is_the_page_of_its_quote(client: Client) -> None:
    quotation = make_known(confidence=0.3)
    said_there = page(client, quotation.get_absolute_url())
    for part in (
        "We will stay",
        "check speaker",
        "30%",
        "Right after the quote.",
        "Day 0.",
        f'href="{quotation.get_place_url()}"',
        'href="https://example.org/a"',
        "1 quote, about United States",
        "Calder, I. (2026, February 3).",
        "@article{calder2026article,",
        "TY - NEWS",
    ):
        assert part in said_there, part


def test_its_head_says_what_it_is_to_other_programs(client: Client) -> None:
    quotation = make_known()
    head = page(client, quotation.get_absolute_url()).partition("<body")[0]
    here = f"http://testserver{quotation.get_absolute_url()}"
    for part in (
        f'<link rel="canonical" href="{here}">',
        f'<meta property="og:url" content="{here}">',
        '<meta property="og:title" content="Ada Roe, foreign minister">',
        '<meta property="og:description" content="Ada Roe, foreign minister: “We will stay”">',
        f'<meta property="og:image" content="{here}picture.png">',
        '<meta name="twitter:card" content="summary_large_image">',
        'type="application/json+oembed"',
    ):
        assert part in head, part


def test_markup_in_a_quote_is_text_everywhere(client: Client) -> None:
    quotation = make_quotation('<b>"&', title="<i>", outlet="<u>")
    for path in ("", "embed/"):
        said_there = client.get(quotation.get_absolute_url() + path).content.decode()
        assert "<b>" not in said_there
        assert "<u>" not in said_there
        assert '"&</' not in said_there


def test_readers_see_what_was_corrected_but_not_by_whom(client: Client) -> None:
    quotation = make_known()
    other = Speaker.objects.create(name="Bo Li", type="person")
    editor = Editor(User.objects.create_user("ines-at-desk"), why="She rang us.")
    quotations.correct(quotation, {"speaker": other.pk}, editor)
    edit(quotation.article, {"author": "Tom Fey"}, editor)
    said_there = page(client, quotation.get_absolute_url())
    assert "before:</span>Ada Roe" in said_there
    assert "after:</span>Bo Li" in said_there
    assert "after:</span>Tom Fey</ins>" in said_there
    assert "ines-at-desk" not in said_there
    assert "She rang us." not in said_there
    assert "The whole history" not in said_there


# ── where it leads later ──────────────────────────────────────────────────────────────────


def test_a_permalink_outlives_another_speaker(client: Client) -> None:
    quotation = make_quotation()
    path = quotation.get_absolute_url()
    quotations.correct(
        quotation, {"speaker": Speaker.objects.create(name="Bo Li", type="person").pk}, Editor()
    )
    assert "<h1>Quote: Bo Li" in page(client, path)


@pytest.mark.every_database
def test_a_permalink_outlives_a_new_extraction_and_moved_edges(client: Client) -> None:
    quotation = make_quotation("We will stay")
    path, article = quotation.get_absolute_url(), quotation.article
    store(article, Extraction((said(article.body, "We will stay,", by="Ada Roe"),)), "fixed-2")
    now = article.quotations.get()
    response = client.get(path)
    assert response.status_code == 302
    was = f"?was={quotation.start}-{quotation.end}"
    assert response["Location"] == now.get_absolute_url() + was
    assert "The link was to “We will stay”." in page(client, response["Location"])
    quotations.correct(now, {"content": [Span(now.start + 3, now.end)]}, Editor())
    assert client.get(path)["Location"].startswith(article.quotations.get().get_absolute_url())


def test_what_a_link_was_to_is_read_from_the_article(client: Client) -> None:
    quotation = make_quotation("We will stay")
    for was in ("He lied", "9-3", "0-99999", "1-2-3", "٣-٩"):
        response = client.get(quotation.get_absolute_url(), {"was": was})
        assert "The link was to" not in response.content.decode()


def replaced(article: Article, body: str, *found: str) -> None:
    edit(article, {"body": body}, Editor())
    article.refresh_from_db()
    texts = tuple(said(body, words, by="Ada Roe") for words in found)
    store(article, Extraction(texts), "fixed-2")


def test_a_permalink_outlives_a_new_text_of_the_article(client: Client) -> None:
    quotation = make_quotation("We will stay")
    path, article = quotation.get_absolute_url(), quotation.article
    body = "New words first: “They lied to us,” said Ada Roe. " + article.body
    replaced(article, body, "They lied to us", "We will stay")
    kept = article.quotations.get(text="We will stay")
    assert client.get(path)["Location"].startswith(kept.get_absolute_url())
    assert "The link was to" in page(client, client.get(path)["Location"])
    place = client.get(f"{path}place/")["Location"]
    assert place == f"{article.get_absolute_url()}#{kept.anchor}"
    replaced(article, "Again: " + body, "They lied to us", "We will stay")
    kept = article.quotations.get(text="We will stay")
    assert client.get(path)["Location"].startswith(kept.get_absolute_url()), "two texts ago"


def test_a_permalink_to_words_that_left_the_article_keeps_them(client: Client) -> None:
    quotation = make_quotation("We will stay in Geneva until the very end of the talks")
    path = quotation.get_absolute_url()
    replaced(quotation.article, "Nothing.")
    said_there = page(client, path)
    assert "No quote here any more" in said_there
    assert "We will stay in Geneva until the very end of the talks" in said_there
    assert "does not have these words any more" in said_there
    assert client.get(f"{path}place/")["Location"] == quotation.article.get_absolute_url()


@pytest.mark.every_database
def test_a_permalink_to_what_was_no_quote_shows_the_words_and_warns(client: Client) -> None:
    quotation = make_quotation("We will stay")
    path = quotation.get_absolute_url()
    quotations.reject(quotation, Editor())
    said_there = page(client, path)
    assert '<mark class="said">We will stay</mark>' in said_there
    assert "An editor found that these words" in said_there
    assert "Do not cite them" in said_there
    assert '<meta name="robots" content="noindex">' in said_there
    for part in ("picture.png", "cite.bib", "embed/"):
        assert client.get(path + part).status_code == 404


@pytest.mark.parametrize("place", ["5-5", "9-3", "0-100000"])
def test_a_permalink_to_nowhere_is_a_404(client: Client, place: str) -> None:
    article = make_article()
    assert client.get(f"{article.get_absolute_url()}quotes/{place}/").status_code == 404


# ── what other sites get ──────────────────────────────────────────────────────────────────


def test_citations_are_files(client: Client) -> None:
    quotation = make_known()
    for form, kind, opening in (
        ("bib", "application/x-bibtex; charset=utf-8", "@article{calder2026article,"),
        ("ris", "application/x-research-info-systems; charset=utf-8", "TY  - NEWS\r\n"),
    ):
        response = client.get(f"{quotation.get_absolute_url()}cite.{form}")
        assert response["Content-Type"] == kind
        assert f'filename="calder2026article.{form}"' in response["Content-Disposition"]
        assert response.content.decode().startswith(opening)
    assert client.get(f"{quotation.get_absolute_url()}cite.doc").status_code == 404


def test_the_picture_is_drawn_once_for_each_reader(client: Client) -> None:
    quotation = make_known()
    path = f"{quotation.get_absolute_url()}picture.png"
    first = client.get(path)
    assert first["Content-Type"] == "image/png"
    assert first.content.startswith(b"\x89PNG")
    assert "max-age=600" in first["Cache-Control"]
    again = client.get(path, headers={"If-None-Match": f'W/"x", {first["ETag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    Quotation.objects.update(confidence=0.2)
    corrected = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert corrected.status_code == 200
    assert corrected["ETag"] != first["ETag"]


def embedded(client: Client, quotation: Quotation, **limits: str) -> dict[str, Any]:
    address = f"http://testserver{quotation.get_absolute_url()}"
    response = client.get("/oembed/", {"url": address, **limits})
    assert response.status_code == 200
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_oembed_has_what_its_specification_asks_for(client: Client) -> None:
    quotation = make_known()
    found = embedded(client, quotation)
    assert (found["version"], found["type"]) == ("1.0", "rich")
    assert found["title"] == "Ada Roe, foreign minister: “We will stay”"
    frame = re.search(r'<iframe\s+src="http://testserver(\S+)"', found["html"])
    assert frame
    assert client.get(frame[1]).status_code == 200
    assert (found["thumbnail_width"], found["thumbnail_height"]) == (1200, 630)
    small = embedded(client, quotation, maxwidth="300", maxheight="9999")
    assert small["width"] == 300
    assert 'width="300"' in small["html"]
    assert "thumbnail_url" not in small, "it would be wider than was asked for"


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 404),
        ("url=http://elsewhere.example/articles/1/quotes/0-1/", 404),
        ("url=http://testserver/", 404),
        ("url=http://[::1/", 404),
        ("url=x&format=xml", 501),
        ("url=x&maxwidth=wide", 400),
        ("url=x&maxheight=0", 400),
    ],
)
def test_oembed_refuses_what_it_does_not_know(client: Client, query: str, status: int) -> None:
    assert client.get(f"/oembed/?{query}").status_code == status


def test_only_the_embedded_page_may_be_framed(client: Client) -> None:
    quotation = make_known(kind=Kind.INDIRECT)
    framed = client.get(f"{quotation.get_absolute_url()}embed/")
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "script-src 'self'" in framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    assert "<script" not in framed.content.decode()
    assert "Paraphrased in" in squeezed(framed.content.decode())
    other = client.get(quotation.get_absolute_url())
    assert "frame-ancestors 'none'" in other["Content-Security-Policy"]
    assert other["X-Frame-Options"] == "DENY"


def test_a_private_newsroom_gives_nothing_away(client: Client, settings: Any) -> None:
    quotation = make_known()
    path = quotation.get_absolute_url()
    address = f"/oembed/?url=http://testserver{path}"
    settings.PUBLIC = False
    paths = [
        path,
        *(path + part for part in ("picture.png", "embed/", "cite.bib", "place/")),
        address,
    ]
    for each in paths:
        response = client.get(each)
        assert response["Location"].startswith("/sign-in/"), each
        assert "We will stay" not in response.content.decode()
    client.force_login(User.objects.create_user("reader"))
    assert client.get(f"{path}picture.png")["Cache-Control"].endswith("private, no-store")
    assert client.get(f"{path}embed/").status_code == 404
    assert client.get(address).status_code == 404
    assert "oembed" not in client.get(path).content.decode()


def test_an_editor_is_shown_that_a_quote_is_in_no_other_article(editor: Client) -> None:
    html = page(editor, make_known().get_absolute_url())
    assert "In no other article that was found." in html
