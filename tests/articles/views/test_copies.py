"""An article says where else its text is; a page has all copies, and what each changed."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.corrections.changes import Editor
from articles.corrections.copies import part
from articles.corrections.utterances import join as join_quotations
from articles.ingest.store import store
from articles.models import Appearance, Article, Outlet, Quotation
from extraction.annotations import Extraction
from tests.articles.copies.test_store import printed
from tests.articles.copies.wire import LINES, WIRE
from tests.support.factories import make_article, said
from tests.support.listing import squeezed

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ADA, AGAIN, BO = (
    "We will not open a single berth before the last pier is safe",
    "Nobody should count on a ship before the thaw.",
    "Our boats are in the ice and our bills are on the table",
)


def in_outlet(name: str, day: int, body: str, *quotes: tuple[str, str | None]) -> Article:
    outlet, _ = Outlet.objects.get_or_create(name=name)
    article = make_article(
        body, title=f"In {name}", outlet=outlet, published_on=dt.date(2026, 3, day)
    )
    found = tuple(said(body, words, by=by, source=(), cue=()) for words, by in quotes)
    store(article, Extraction(found), "fixed-1")
    article.refresh_from_db()
    return article


def wire() -> list[Article]:
    """One text in three outlets: the first, one with other words, one that is cut."""
    changed = WIRE.replace("single berth", "single dock").replace("Some forty vessels", "44 ships")
    return [
        in_outlet("Post", 3, WIRE, (ADA, "Ada Roe"), (AGAIN, "Ada Roe"), (BO, "Bo Li")),
        in_outlet("Gazette", 4, changed, (ADA.replace("berth", "dock"), "Ada Roe"),
                  (AGAIN, "Ada Roe"), (BO, "Bo Li")),
        in_outlet("Herald", 5, "\n".join(LINES[:4]), (ADA, "Ada Roe"), (AGAIN, "Ada Roe")),
    ]  # fmt: skip


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return squeezed(response.content.decode())


@pytest.mark.every_database
def test_an_article_says_where_else_its_text_is(client: Client) -> None:
    first, second, third = wire()
    Appearance.objects.create(article=third, outlet=Outlet.objects.create(name="Echo"))
    html = page(client, second.get_absolute_url())
    assert f'href="/articles/{first.pk}/copies/">3 copies of this text</a>' in html
    assert "also in 3 outlets; first in Post on" in html
    assert f'href="/articles/{second.pk}/changed/"' in html
    assert "this is the first" in page(client, first.get_absolute_url())
    alone = printed("Rain fell on the northern valley.")
    assert "copies of this text" not in page(client, alone.get_absolute_url())


@pytest.mark.every_database
@pytest.mark.parametrize(
    ("by", "other", "changed"),
    [(None, None, 1), ("Ada Roe", None, 1), (None, "Ada Roe", 1), ("Ada Roe", "Bo Li", 0)],
)
def test_quotes_of_nobody_who_is_named_are_changed_and_not_others(
    client: Client, by: str | None, other: str | None, changed: int
) -> None:
    first = in_outlet("Post", 3, WIRE, (ADA, by))
    text = WIRE.replace("single berth", "single dock")
    copy = in_outlet("Gazette", 4, text, (ADA.replace("berth", "dock"), other))
    quotes = client.get(f"/articles/{copy.pk}/changed/").context["changes"].quotes
    assert (len(quotes.changed), len(quotes.left_out), len(quotes.added)) == (
        (1, 0, 0) if changed else (0, 1, 1)
    )
    member = client.get(f"/articles/{first.pk}/copies/").context["members"][1]
    assert len(member.changes.changed) == changed


@pytest.mark.parametrize(
    "corrected",
    [
        ADA.replace("will not", "will"),
        ADA.replace("will not", "may not"),
        ADA.replace("a single berth", "three berths"),
        ADA.replace("berth", "dock"),
        f"{ADA} and dry",
    ],
)
@pytest.mark.parametrize("is_dated", [True, False])
def test_a_corrected_quote_is_changed_and_not_another(
    client: Client, corrected: str, is_dated: bool
) -> None:
    first = in_outlet("Post", 3, WIRE, (ADA, "Ada Roe"))
    copy = in_outlet("Gazette", 4, WIRE.replace(ADA, corrected), (corrected, "Ada Roe"))
    if not is_dated:
        Article.objects.filter(pk=copy.pk).update(published_on=None)
        call_command("group_utterances", verbosity=0)
    changes = client.get(f"/articles/{copy.pk}/changed/").context["changes"]
    assert [(old.pk, new.pk) for old, new in changes.quotes.changed] == [
        (first.quotations.get().pk, copy.quotations.get().pk)
    ]
    assert len(changes.segments[0][1]) > 1


@pytest.mark.every_database
def test_the_page_of_a_group_has_what_each_changed(client: Client) -> None:
    first, second, third = wire()
    html = page(client, f"/articles/{first.pk}/copies/")
    assert "3 articles in 3 outlets, first seen on" in html
    assert html.count("<article") == 3
    assert "2 the same, 1 changed, 0 left out; 0 only here" in html
    assert "2 the same, 0 changed, 1 left out; 0 only here" in html
    assert "Not a copy" not in html
    for row in (second, third):
        location = client.get(f"/articles/{row.pk}/copies/")["Location"]
        assert location == f"/articles/{first.pk}/copies/"
    assert client.get("/articles/999999/copies/").status_code == 404


@pytest.mark.every_database
def test_a_page_shows_the_words_that_a_copy_changed(client: Client) -> None:
    first, second, third = wire()
    html = page(client, f"/articles/{second.pk}/changed/")
    assert 'first:</span>berth</del> <ins class="differs"><span class="unseen">here:' in html
    assert "Quotes left out" not in html
    text = html.partition("The text</h2>")[2]
    assert text.count("<del>") == 2
    assert '<del><span class="unseen">first:</span>Some forty vessels</del>' in text
    assert '<ins><span class="unseen">here:</span>44 ships</ins>' in text
    html = page(client, f"/articles/{third.pk}/changed/")
    assert "Quotes left out" in html.partition(BO)[0]
    assert "<ins>" not in html
    location = client.get(f"/articles/{first.pk}/changed/")["Location"]
    assert location == f"/articles/{first.pk}/copies/"


def test_queries_do_not_grow_with_the_copies(client: Client) -> None:
    def queries() -> list[int]:
        taken = []
        for path in ("", "copies/", "changed/"):
            with CaptureQueriesContext(connection) as captured:
                article = first if path == "copies/" else second
                page(client, f"/articles/{article.pk}/{path}")
            taken.append(len(captured))
        return taken

    first, second, _ = wire()
    few = queries()
    for day in range(6, 20):
        in_outlet(f"Outlet {day}", day, WIRE.replace("forty", str(day)), (ADA, "Ada Roe"))
    assert queries() == few
    assert few == [9, 8, 6]  # one for where the quotes are, by which a long text is divided


def test_an_editor_parts_joins_and_undoes_it(editor: Client) -> None:
    first, second, third = wire()
    path = f"/articles/{first.pk}/copies/"
    assert "Not a copy" in page(editor, path)
    answer = editor.post(f"/articles/{second.pk}/copies/part/")
    assert answer["Location"] == f"/articles/{second.pk}/copies/"
    assert "2 articles in 2 outlets" in page(editor, path)
    again = editor.post(f"/articles/{second.pk}/copies/part/", follow=True)
    assert "alone already" in again.content.decode()
    wrong = editor.post(f"/articles/{second.pk}/copies/join/", {"other": "/speakers/1/"})
    assert wrong.status_code == 422
    assert "leads to no article" in wrong.content.decode()
    link = f"http://testserver{third.get_absolute_url()}"
    joined = editor.post(f"/articles/{second.pk}/copies/join/", {"other": link}, follow=True)
    assert "3 articles in 3 outlets" in squeezed(joined.content.decode())
    history = page(editor, "/desk/history/")
    assert "Joined two articles" in history
    assert "Parted an article from its copies" in history


def test_exports_feeds_and_the_api_have_the_key_of_the_group(client: Client) -> None:
    first, _, third = wire()
    table = b"".join(client.get("/quotes.csv?appearances=every")).decode("utf-8-sig")
    assert f",{third.pk},{first.pk}," in table
    records = [json.loads(line) for line in b"".join(client.get("/quotes.jsonl")).splitlines()]
    assert {record["article"]["group_id"] for record in records} == {first.pk}
    feed = client.get("/quotes.atom").content.decode()
    assert f'href="http://testserver/articles/{first.pk}/copies/"' in feed


def test_decisions_are_exported(tmp_path: Path) -> None:
    first, second, third = wire()
    part(third, Editor())
    ada, _, bo = first.quotations.order_by("start")
    other = Quotation.objects.get(article=second, text=BO)
    join_quotations(ada, other, Editor())
    call_command("export_corrections", str(tmp_path / "gold"))
    (copy,) = (tmp_path / "gold" / "copies.jsonl").read_text().splitlines()
    assert json.loads(copy) == {"article": third.pk, "same_as": None}
    (line,) = (tmp_path / "gold" / "utterances.jsonl").read_text().splitlines()
    record = json.loads(line)
    assert record["quotation"] == {
        "article": first.pk, "content": [[ada.start, ada.end]], "text": ADA
    }  # fmt: skip
    assert record["same_as"]["text"] == bo.text


def titles(html: str) -> list[str]:
    return re.findall(r"<h3><a[^>]*>(In \w+)</a>", html)


def test_the_list_of_articles_has_a_text_once_and_says_how_many_it_counts(client: Client) -> None:
    first, *_ = wire()
    in_outlet("Echo", 6, "Four apples rolled off a cart in Tuzla.")
    html = page(client, "/articles/")
    assert titles(html) == ["In Echo", "In Post"]
    assert "2 articles</h2>" in html
    assert "Each text is listed and counted once: 2, in 4 articles" in html
    assert f'href="/articles/{first.pk}/copies/">also in 2 outlets</a>' in html
    every = page(client, "/articles/?copies=every")
    assert titles(every) == ["In Echo", "In Herald", "In Gazette", "In Post"]
    assert "4 articles</h2>" in every
    assert "List each text once" in every


@pytest.mark.every_database
@pytest.mark.parametrize(
    ("query", "found"),
    [("since=2026-03-04", ["In Gazette"]), ("q=dock", ["In Gazette"]), ("q=berth", ["In Post"]),
     ("since=2026-03-05&until=2026-03-05", ["In Herald"]), ("sort=oldest", ["In Post"]),
     ("sort=quotes", ["In Post"])],
)  # fmt: skip
def test_the_first_copy_of_those_that_pass_the_filters_is_listed(
    client: Client, query: str, found: list[str]
) -> None:
    wire()
    assert titles(page(client, f"/articles/?{query}")) == found


@pytest.mark.every_database
def test_of_undated_copies_the_first_that_came_in_is_listed(client: Client) -> None:
    rows = wire()
    Article.objects.filter(pk__in=[rows[1].pk, rows[2].pk]).update(published_on=None)
    assert titles(page(client, "/articles/")) == ["In Post"]
    assert titles(page(client, "/articles/?undated=1")) == ["In Gazette"]


def test_pages_do_not_say_which_undated_copy_is_the_oldest(client: Client) -> None:
    first, second, third = wire()
    copies = f"/articles/{first.pk}/copies/"
    assert "undated" not in page(client, copies)
    Article.objects.filter(pk__in=[first.pk, third.pk]).update(published_on=None)
    html = page(client, copies)
    assert "first seen on <time" in html
    assert "in Gazette: “In Gazette”. 2 undated, last in this list, may be older." in html
    assert "this is the first" in page(client, second.get_absolute_url())
    Article.objects.update(published_on=None)
    html = page(client, copies)
    assert "first read in Post: “In Post”. None has a date: any may be the oldest." in html
    assert "The first that was read." in html
    assert "first read in Post:" in page(client, second.get_absolute_url())
    assert "this is the first that was read; none has a date" in page(
        client, first.get_absolute_url()
    )
