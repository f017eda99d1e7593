"""Articles that mean harm, or only look odd, in a real browser: no script runs, nothing breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from articles.ingest.store import store
from articles.models import Article, Outlet
from extraction.annotations import EntityType, Extraction, Kind
from tests.support.accessibility import WIDTHS, too_wide
from tests.support.factories import make_article, mentioned, said
from tests.support.sizes import sized

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

MARK = "window.harmed = true"
HOSTILE = {
    "script": f"<script>{MARK}</script>",
    "closing": f"</mark></p></article></main></body><script>{MARK}</script>",
    "handler": f'<img src=x onerror="{MARK}"> <svg onload="{MARK}"><body onload="{MARK}">',
    "attribute": f'" autofocus onfocus="{MARK}" x="',
    "address": f"javascript:{MARK}//",
    "template": "{{ settings.SECRET_KEY }} {% include 'base.html' %}",
    "style": "<style>* { display: none !important }</style><link rel=stylesheet href=//e.example>",
    "frame": "<iframe src='//evil.example'></iframe><meta http-equiv=refresh content='0;url=//x'>",
    "unclosed": "<!-- <textarea><title><b <i <a href='",
    "bidi": "\u202e evil \u2066 left \u202d\u2067 right \u202e",
    "zero width": "pay\u200b\u200c\u200d\ufeffpal " + "\u0301" * 60,
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇳🇴" * 40,
    "one long word": "W" + "A" * 5_000,
    "htmx": "<div hx-get='/sign-out/' hx-trigger='load'></div>",
}
WORDS = "We never said that"


def hostile_article(kind: str, text: str) -> Article:
    """An article that is hostile in its body, title, outlet, byline, speaker and office."""
    body = f"“{WORDS} {text},” said {text} Ana Brel {text}.\n\n{text}\n\n" + "And so on. " * 20
    article = make_article(
        body,
        title=f"{kind}: {text}"[:500],
        outlet=Outlet.objects.create(name=f"{kind} {text}"[:200]),
        author=text[:300],
        url="https://example.org/",
    )
    quotation = said(
        body, f"{WORDS} {text},", by=f"{text[:200]} Ana Brel", kind=Kind.DIRECT,
        title=text[:200], speaker_country="NO", about=("PL",), reason=text[:400],
    )  # fmt: skip
    entity = mentioned(body, "Ana Brel", EntityType.PERSON)
    store(article, Extraction((quotation,), (entity,)), "1")
    return article


@pytest.mark.slow
def test_no_script_runs_and_nothing_is_cut_off(live_server: LiveServer, page: Page) -> None:
    articles = {kind: hostile_article(kind, text) for kind, text in HOSTILE.items()}
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: requests.append(f"dialog {dialog.message}"))
    paths = ["/", "/?q=never", "/articles/", "/articles/?q=never", "/speakers/", "/countries/no/",
             "/jump/?to=ana", "/choose/speaker/?find=ana", "/?sort=relevance&q=never"]  # fmt: skip
    for article in list(articles.values())[: sized(4, len(articles))]:
        speaker = article.quotations.get().speaker
        paths += [speaker.get_absolute_url()] if speaker else []
    stories = {article.get_absolute_url(): kind for kind, article in articles.items()}
    wrong = []
    # A page begins in the width in which the one before it ended: each change lays it out again.
    sizes = list(WIDTHS.items())
    page.set_viewport_size(WIDTHS["wide"])
    for path in [*paths, *stories]:
        page.goto(path)
        if page.evaluate("window.harmed") is not None:
            wrong.append(f"{path}: a script ran")
        if page.locator("main script, main iframe, main style, main [onerror]").count():
            wrong.append(f"{path}: markup of an article is markup of the page")
        if path in stories:
            expect(page.locator("mark.said").first).to_contain_text(WORDS)
            shown = page.locator(".story-body").evaluate("element => element.textContent")
            assert HOSTILE[stories[path]] in shown, "what was written is shown, as it was written"
        for name, size in sizes:
            page.set_viewport_size(size)
            if wider := too_wide(page):
                wrong.append(f"{path}: {wider} px wider than the screen, {name}")
        sizes.reverse()
    assert wrong == []
    assert [url for url in requests if not url.startswith(live_server.url)] == []


def test_text_becomes_neither_script_nor_markup(scripted: BrowserContext) -> None:
    page = scripted.new_page()  # the fixture fails where the console reports what is refused
    page.goto("/")
    for act in (
        "document.querySelector('main').innerHTML = '<b>'",
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<b>')",
        "document.write('<b>')",
        "document.createElement('script').src = '/static/newsroom.js'",
        "document.createElement('script').text = 'window.harmed = true'",
        "trustedTypes.createPolicy('another', {})",
    ):
        refused = page.evaluate(
            f"() => {{ try {{ {act} }} catch (error) {{ return error.name }} }}"
        )
        assert refused == "TypeError", act
    page.close()


def test_a_paragraph_of_a_megabyte(live_server: LiveServer, page: Page) -> None:
    sentence = "The rain in the north went on and on without a word from anybody. "
    body = f"“{WORDS},” said Ana Brel. " + sentence * 16_000
    article = make_article(body, title="A long one")
    store(article, Extraction((said(body, f"{WORDS},", by="Ana Brel"),)), "1")
    page.goto(article.get_absolute_url())
    expect(page.locator("mark.said").first).to_contain_text(WORDS)
    page.goto("/articles/?q=rain")
    expect(page.get_by_role("link", name="A long one")).to_be_visible()
    assert len(page.content()) < 100_000
