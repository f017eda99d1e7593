"""Articles are added in a real browser, with and without JavaScript."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import FilePayload, Page, Route, expect

import extraction
from articles.forms import adding as forms
from articles.ingest import process
from articles.models import Article
from articles.views.desk import adding
from tests.support.browser import EXTRACTOR, HARBOUR, sign_in
from tests.support.servers import PATIENCE
from tests.support.sizes import sized

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

# Replaces a task; the test itself runs it.
LATER = SimpleNamespace(enqueue=lambda key: None)


def file_of(name: str, text: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": text.encode()}


def test_without_javascript_articles_and_people_can_be_added(
    article: Article, plain_page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "process_article", LATER)
    plain_page.goto("/")
    plain_page.get_by_role("link", name="Add an article").click()
    plain_page.get_by_label("Name").fill("ana")
    plain_page.get_by_label("Password").fill("seven grey herons")
    plain_page.get_by_role("button", name="Make it and sign in").click()
    plain_page.get_by_label("Files").set_input_files(
        [file_of("one.txt", "Nothing was said."), file_of("two.pdf", "%PDF-1.4 and no more")]
    )
    plain_page.get_by_role("button", name="Add").click()
    expect(plain_page.get_by_text("1 file could be read")).to_be_visible()
    expect(plain_page.get_by_text("two.pdf is no PDF that can be read")).to_be_visible()

    plain_page.goto("/desk/people/list/")
    plain_page.get_by_label("Or its lines").fill("name;type;country\nOra Quill;person;GB")
    plain_page.get_by_role("button", name="Load the list").click()
    expect(plain_page.get_by_text("The list is loaded: 1 new")).to_be_visible()

    plain_page.goto("/articles/add/")
    plain_page.get_by_label("Text").fill("“It rains,” he said.")
    plain_page.get_by_role("button", name="Add").click()
    expect(plain_page.locator("h1")).to_have_text("Reading for quotes")
    process.process(Article.objects.latest("pk"), EXTRACTOR)
    plain_page.get_by_role("link", name="See how far it is").click()
    expect(plain_page.locator(".story-body")).to_have_text("“It rains,” he said.")


def test_a_pasted_article_is_followed_to_its_quotes(
    live_server: LiveServer, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "process_article", LATER)
    sign_in(page, live_server.url)
    page.goto("/articles/add/")
    page.get_by_label("Text").fill(HARBOUR)
    page.get_by_label("Title").fill("Grain ships wait")
    page.get_by_label("Outlet").fill("The Harbour Post")
    page.get_by_label("Date", exact=True).fill("2026-03-03")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("0 of 1 article read so far")).to_be_visible()
    added, asked = Article.objects.get(), list[str]()

    def answer_late(route: Route) -> None:
        asked.append(route.request.url)
        page.wait_for_timeout(2500)  # longer than the pause between two looks at the progress
        route.continue_()

    page.route(f"**{added.get_absolute_url()}", answer_late)
    process.process(added, EXTRACTOR)
    expect(page.locator("h1")).to_have_text("Grain ships wait")
    assert len(asked) == 1, "each look at the progress began to load the page again"
    expect(page.locator(".story-meta")).to_contain_text("The Harbour Post · 3 March 2026")
    expect(page.locator("mark.said").first).to_be_visible()


def test_files_are_added_together(
    live_server: LiveServer, page: Page, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(extraction, "load", lambda: EXTRACTOR)
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.write_text(HARBOUR)
    two.write_text("Nothing was said.")
    sign_in(page, live_server.url)
    page.goto("/articles/add/")
    page.get_by_label("Files").set_input_files([one, two])
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("All 2 articles read.")).to_be_visible()
    page.get_by_role("link", name="Grain ships waited").click()
    expect(page.locator("mark.said").first).to_be_visible()

    # Of more files than are taken at once, those that fit are taken, and the others named.
    monkeypatch.setattr(adding, "process_article", LATER)
    most = sized(20, 100)
    monkeypatch.setattr(forms, "MOST_FILES", most)
    page.goto("/articles/add/")
    many = [file_of(f"story {n}.txt", f"Nothing was said on day {n}.") for n in range(most + 10)]
    page.get_by_label("Files").set_input_files(many)
    page.get_by_role("button", name="Add").click()
    expect(page.locator(".error")).to_contain_text(f"{most} files can be added at once")
    expect(page.locator(".error")).to_contain_text(f"story {most}.txt")
    page.get_by_role("link", name="see how far they are").click()
    expect(page.get_by_text(f"0 of {most} articles read so far")).to_be_visible()
    assert len(urlsplit(page.url).query) < 20

    # A table of many articles is followed by its batch, by Enter.
    page.goto("/articles/add/")
    count = sized(150, 1200)
    lines = "\n".join(json.dumps({"title": f"T {n}", "text": f"Day {n}."}) for n in range(count))
    page.get_by_label("Files").set_input_files(file_of("all.jsonl", lines))
    page.get_by_role("button", name="Add").press("Enter")
    expect(page.get_by_text(f"0 of {count:,} articles read so far")).to_be_visible(
        timeout=PATIENCE * 1000
    )
    assert len(urlsplit(page.url).query) < 20
    Article.objects.filter(title="T 8").update(state=Article.State.DONE)
    expect(page.get_by_text(f"1 of {count:,} articles read so far")).to_be_visible()


def test_a_mistake_loses_nothing_that_was_typed(
    article: Article, page: Page, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "process_article", LATER)
    sign_in(page, live_server.url)
    page.goto("/articles/add/")
    page.get_by_label("Text").fill(HARBOUR)
    page.get_by_label("Title").fill("Once more")
    page.get_by_role("button", name="Add").press("Enter")
    link = page.locator(".error").get_by_role("link", name=article.title)
    expect(link).to_have_attribute("href", article.get_absolute_url())
    expect(page.get_by_label("Title")).to_have_value("Once more")
    expect(page.get_by_label("Text")).to_have_value(HARBOUR)

    # Nor does a session that ended, though the new one has another token.
    ana = User.objects.get(username="ana")
    ana.set_password("seven grey herons")
    ana.save()
    Session.objects.all().delete()
    page.get_by_label("Text").fill("Nothing was said.")
    page.get_by_role("button", name="Add").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    beside = opened.value
    beside.get_by_label("Username").fill("ana")
    beside.get_by_label("Password").fill("seven grey herons")
    beside.get_by_label("Password").press("Enter")
    expect(beside.get_by_text("Signed in as ana")).to_be_visible()
    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_text("0 of 1 article read so far")).to_be_visible()
    assert Article.objects.latest("pk").title == "Once more"


DROP = """([names]) => {
    const files = new DataTransfer();
    for (const name of names) files.items.add(new File([`Nothing was said in ${name}.`], name));
    const given = {dataTransfer: files, bubbles: true, cancelable: true};
    for (const type of ["dragenter", "dragover", "drop"])
      document.querySelector("h1").dispatchEvent(new DragEvent(type, given));
}"""


def test_files_are_dropped_anywhere_on_the_page(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/articles/add/")
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill("seven grey herons")
    page.get_by_role("button", name="Make it and sign in").click()
    expect(page.get_by_role("heading", name="Add an article")).to_be_visible()
    page.evaluate(DROP, [["one.txt", "two.txt"]])
    page.evaluate(DROP, [["three.txt"]])
    expect(page.get_by_text("3 files: one.txt, two.txt, three.txt")).to_be_visible()
    assert page.evaluate("document.querySelector('[type=file]').files.length") == 3
    assert page.locator(".drop-over").count() == 0

    page.goto("/desk/people/list/")
    page.evaluate(DROP, [["people.csv"]])
    expect(page.get_by_role("button", name="Load the list")).to_be_visible()
    assert page.evaluate("document.querySelector('[type=file]').files[0].name") == "people.csv"
    people = file_of("people.csv", "name;type;aliases\nOra Quill;person;O. Quill")
    page.get_by_label("File").set_input_files(people)
    page.get_by_role("button", name="Load the list").press("Enter")
    expect(page.get_by_text("The list is loaded: 1 new")).to_be_visible()


def test_the_first_account_is_made_by_keyboard(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Add an article").click()
    page.get_by_label("Name").fill("ana")
    page.keyboard.press("Tab")
    page.keyboard.type("seven grey herons")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Add an article")).to_be_visible()
    expect(page.get_by_text("Signed in as ana")).to_be_visible()


@pytest.mark.full
def test_without_javascript_an_article_is_deleted_and_brought_back(
    article: Article, plain_page: Page, live_server: LiveServer
) -> None:
    sign_in(plain_page, live_server.url)
    plain_page.goto(article.get_absolute_url())
    plain_page.get_by_role("link", name="Delete", exact=True).click()
    plain_page.get_by_label("Why").fill("It was retracted.")
    plain_page.get_by_role("button", name="Delete it").click()
    expect(plain_page.get_by_text("is deleted.")).to_be_visible()
    plain_page.goto(article.get_absolute_url())
    expect(plain_page.get_by_role("heading", name="This article was deleted")).to_be_visible()
    plain_page.get_by_role("button", name="Bring it back").click()
    expect(plain_page.get_by_role("heading", name=article.title)).to_be_visible()
    assert article.quotations.exists()


def test_an_article_is_deleted_by_keyboard_and_undone(
    article: Article, page: Page, live_server: LiveServer
) -> None:
    sign_in(page, live_server.url)
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Delete", exact=True).press("Enter")
    page.get_by_label("Why").fill("It was retracted.")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_text("Brought back as it was before.")).to_be_visible()
    assert article.quotations.exists()
