"""Names that collide, persons who go again, lost decisions, reports, articles ticked together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from articles.corrections import quotations
from articles.corrections.changes import Editor
from articles.models import Article, Decision, Quotation, Report, Speaker
from tests.support.accessibility import WIDTHS
from tests.support.browser import sign_in
from tests.support.servers import PATIENCE

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def lose_a_decision(article: Article) -> Decision:
    """Have a decision whose words are gone, beside what the machine finds in its place."""
    quotation = Quotation.objects.get(text="Nobody asked us.")
    quotations.correct(quotation, {"title": "envoy"}, Editor())
    decision = Decision.objects.get(quotation=quotation)
    gone = [{"exact": "No one asked", "prefix": "", "suffix": "", "start": 0, "end": 12}]
    found = {**(decision.found or {}), "anchors": gone}
    Decision.objects.filter(pk=decision.pk).update(
        quotation=None, lost=True, anchors=gone, found=found
    )
    article.quotations.filter(pk=quotation.pk).update(speaker_title="foreign minister")
    return decision


def test_by_keyboard_and_mouse(article: Article, page: Page, live_server: LiveServer) -> None:
    sign_in(page, live_server.url)
    keys = page.keyboard
    roe = Speaker.objects.get(name="Ada Roe")

    # A name on file is asked about, with what was ticked; who was created goes with the undoing.
    page.goto(roe.get_absolute_url())
    page.locator("[form=split]").first.focus()
    keys.press("Space")
    page.get_by_label("The chosen quotes are").fill("Ada Roe")
    page.get_by_role("button", name="Split them off").press("Enter")
    expect(page.get_by_text("These are Ada Roe’s already.")).to_be_visible()
    page.get_by_role("button", name="Create another “Ada Roe”").press("Enter")
    expect(page.get_by_text("1 quote now is Ada Roe’s.")).to_be_visible()
    assert Speaker.objects.filter(name="Ada Roe").count() == 2
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.get_by_text("Brought back as it was before.")).to_be_visible()
    expect(page.get_by_role("heading", name="Ada Roe", level=1)).to_be_visible()
    assert Speaker.objects.filter(name="Ada Roe").count() == 1

    # A lost decision takes the place of the machine's quote, and leaves it again.
    decision = lose_a_decision(article)
    page.goto("/desk/lost/")
    page.get_by_label("The words as they are now").fill("Nobody asked us.")
    page.get_by_role("button", name="They are here").click()
    expect(page.get_by_text("Placed again.")).to_be_visible()
    assert article.quotations.filter(text="Nobody asked us.").count() == 1
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="They are here")).to_be_visible()
    decision.refresh_from_db()
    assert (decision.lost, decision.quotation) == (True, None)
    assert article.quotations.get(text="Nobody asked us.").speaker_title == "foreign minister"

    # Articles are ticked, and deleted together.
    page.goto("/articles/")
    for title in (article.title, "A storm in Genoa"):
        page.get_by_label(f"Tick {title}").check()
    page.get_by_role("button", name="Delete the ticked articles").click()
    page.get_by_label("Why").fill("They were retracted.")
    keys.press("Enter")
    expect(page.get_by_text("2 are deleted.")).to_be_visible()


def test_by_touch(article: Article, browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(
        base_url=live_server.url, viewport=WIDTHS["narrow"], has_touch=True, is_mobile=True
    )
    context.set_default_timeout(1000 * PATIENCE)
    page = context.new_page()
    page.goto(article.quotations.get(text="Nobody asked us.").get_absolute_url())
    page.locator("#report [name=note]").fill("She said that in Bern.")
    page.get_by_role("button", name="Report this quote as wrong").tap()
    expect(page.locator(".done")).to_be_visible()
    assert Report.objects.get().note == "She said that in Bern."

    sign_in(page, live_server.url)
    page.goto("/desk/")
    expect(page.locator(".queue > li").first).to_contain_text("She said that in Bern.")
    Speaker.objects.filter(name="Bo Li").update(only_in=article)
    page.goto("/desk/people/")
    page.get_by_text("Not a person").tap()
    page.get_by_role("button", name="A group").tap()
    expect(page.get_by_text("Bo Li: group.")).to_be_visible()
    context.close()


def test_without_javascript(article: Article, plain_page: Page, live_server: LiveServer) -> None:
    page = plain_page
    sign_in(page, live_server.url)
    page.goto(Speaker.objects.get(name="Ada Roe").get_absolute_url())
    page.locator("[form=split]").first.check()
    page.get_by_label("The chosen quotes are").fill("Li")
    page.get_by_role("button", name="Split them off").click()
    expect(page.get_by_text("Nobody on file is called “Li”.")).to_be_visible()
    page.get_by_role("button", name="They are Bo Li’s").click()
    expect(page.get_by_text("1 quote now is Bo Li’s.")).to_be_visible()
    Speaker.objects.filter(name="Bo Li").update(only_in=article)
    page.goto("/desk/people/")
    page.get_by_text("Not a person").click()
    page.get_by_role("button", name="No speaker’s name").click()
    expect(page.get_by_text("“Bo Li” is no speaker’s name")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Brought back as it was before.")).to_be_visible()
    assert Quotation.objects.filter(speaker__name="Bo Li").count() == 3
