"""Adding articles by the addresses of their pages, from a real server on loopback."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from articles.models import Article, Batch
from articles.views.desk import adding
from tests.support.web import Site, page, redirect
from tests.support.wire import PARAGRAPHS, article_page

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

URL = "/articles/add/"


@pytest.fixture(autouse=True)
def signed_in(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything here is done by an editor, and nothing is processed."""
    monkeypatch.setattr(adding, "process_article", SimpleNamespace(enqueue=lambda key: None))


def post(client: Client, **data: Any) -> HttpResponse:
    response: HttpResponse = client.post(URL, data)  # type: ignore[assignment]
    return response


@pytest.mark.parametrize("field", ["url", "text"])
def test_the_page_at_an_address_becomes_an_article(client: Client, site: Site, field: str) -> None:
    site.pages |= {"/rain": redirect("/2026/rain"), "/2026/rain": page(article_page())}
    response = post(client, **{field: site.url("/rain")})
    article = Article.objects.select_related("outlet").get()
    assert response["Location"] == f"/articles/progress/?batch={Batch.objects.get().pk}"
    assert article.body == "\n\n".join(PARAGRAPHS)
    assert article.title == "River rises at Ostrava Bay"
    assert article.published_on == dt.date(2026, 5, 14)
    assert article.author == "Ana Brel"
    assert article.outlet
    assert article.outlet.name == "Northern Gazette"
    assert article.url == site.url("/rain" if field == "url" else "/2026/rain")


def test_what_is_typed_goes_before_what_the_page_says(client: Client, site: Site) -> None:
    site.pages["/rain"] = page(article_page())
    post(client, text=site.url("/rain"), title="Flood", outlet="The Post", author="I. Calder")
    article = Article.objects.select_related("outlet").get()
    assert (article.title, str(article.outlet), article.author) == (
        "Flood",
        "The Post",
        "I. Calder",
    )


def test_an_address_beside_a_text_is_only_kept(client: Client, site: Site) -> None:
    post(client, text="It rains.", url=site.url("/rain"))
    assert Article.objects.get().url == site.url("/rain")
    assert site.requests == []


def test_the_encoding_and_type_of_the_headers_count(client: Client, site: Site) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    site.pages["/rain"] = page(body.encode("windows-1252"), kind="text/html; charset=windows-1252")
    post(client, url=site.url("/rain"))
    assert Article.objects.get().body == "\n\n".join(PARAGRAPHS)


def test_a_page_states_its_own_address_but_not_one_of_another_host(
    client: Client, site: Site
) -> None:
    for number, (stated, kept) in enumerate(
        [("/true", site.url("/true")), ("https://other.example/rain", site.url("/1"))]
    ):
        place = site.url(stated) if stated.startswith("/") else stated
        head = f'<link rel="canonical" href="{place}">'
        paragraphs = (*PARAGRAPHS, f"The water had fallen by the foot in year {number}.")
        site.pages[f"/{number}"] = page(article_page(paragraphs=paragraphs, head=head))
        post(client, text=site.url(f"/{number}"))
        assert Article.objects.latest("pk").url == kept


REFUSED = [
    ("/gone", page("x", 404), "is not there (404)"),
    ("/picture", page(b"\x89PNG", kind="image/png"), "is no page but image/png"),
    ("/away", redirect("http://169.254.169.254/"), "leads on to another address"),
    ("/empty", page("<html><body></body></html>"), "has no article in it that we can find"),
    (
        "/sold",
        page(article_page(paragraphs=(PARAGRAPHS[0], "Subscribe to continue reading."))),
        "has only the beginning of the article",
    ),
]


@pytest.mark.parametrize(("path", "answer", "message"), REFUSED, ids=[row[0] for row in REFUSED])
@pytest.mark.parametrize("field", ["url", "text"])
def test_what_cannot_be_added_is_said_at_its_field(
    client: Client, site: Site, path: str, answer: Any, message: str, field: str
) -> None:
    site.pages[path] = answer
    response = post(client, **{field: site.url(path)})
    html = response.content.decode()
    errors = html[html.index(f'id="id_{field}_error"') :]
    assert response.status_code == 422
    assert message in errors[: errors.index("</ul>")]
    assert site.url(path) in errors[: errors.index("</ul>")]
    assert not Article.objects.exists()


def test_a_newsroom_that_fetches_nothing_says_so_and_the_way_out(client: Client) -> None:
    html = post(client, text="https://news.example/rain").content.decode()
    assert "This newsroom fetches no pages, so https://news.example/rain was not fetched." in html
    assert "NEWSROOM_FETCH_HOSTS" in html
    assert "the address of its page" not in client.get(URL).content.decode()


def test_the_form_names_the_hosts_that_pages_are_fetched_from(
    client: Client, settings: Any
) -> None:
    settings.FETCH_HOSTS = ["news.example"]
    html = client.get(URL).content.decode()
    assert "Or the address of its page, if it is at news.example." in html
    assert 'aria-describedby="id_text_helptext"' in html
    settings.FETCH_HOSTS = ["*"]
    assert "if it is at any public host." in client.get(URL).content.decode()


def test_an_article_that_is_here_already_is_linked(client: Client, site: Site) -> None:
    site.pages["/rain"] = page(article_page())
    post(client, url=site.url("/rain"))
    html = post(client, url=site.url("/rain")).content.decode()
    assert f'<a href="{Article.objects.get().get_absolute_url()}">' in html
