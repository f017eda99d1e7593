"""Names that collide, persons who go again, lost decisions, reports, articles ticked together."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Locator, Page, expect

from articles.corrections import quotations, speakers
from articles.corrections.changes import Editor
from articles.models import Article, Decision, Quotation, Report, Speaker
from tests.support.accessibility import faults
from tests.support.browser import sign_in
from tests.support.contexts import TELEPHONE, own_page

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
    keys = page.keyboard
    roe = Speaker.objects.get(name="Ada Roe")

    # A reader reports quotes.
    page.goto(article.get_absolute_url())
    page.get_by_role("button", name="Wrong?").first.click()
    expect(page.get_by_text("Thank you")).to_be_visible()
    page.goto(article.get_absolute_url())
    page.get_by_role("button", name="Wrong?").last.press("Enter")
    expect(page.get_by_text("Thank you")).to_be_visible()
    assert Report.objects.count() == 2
    sign_in(page, live_server.url)

    size = page.viewport_size
    page.set_viewport_size({"width": 1280, "height": 500})
    split_off(page, Locator.click)
    remark_and_look_back(page, Locator.click)
    assert size
    page.set_viewport_size(size)

    # A name on file is asked about, with what was ticked; who was created goes with the undoing.
    page.goto(roe.get_absolute_url())
    page.locator("[form=split]").first.focus()
    keys.press("Space")
    expect(page.get_by_role("button", name="Split them off")).to_be_in_viewport()
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

    # So is a name that another speaker gets.
    page.get_by_role("link", name="Edit", exact=True).press("Enter")
    page.get_by_label("Name", exact=True).fill("Bo Li")
    keys.press("Enter")
    expect(page.get_by_text("is on file already")).to_be_visible()
    assert Speaker.objects.filter(name="Bo Li").count() == 1
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="Cancel").press("Enter")
    expect(page.get_by_role("heading", name="Ada Roe", level=1)).to_be_visible()

    # A lost decision takes the place of the machine's quote, and leaves it again.
    decision = lose_a_decision(article)
    page.goto("/desk/lost/")
    page.get_by_label("The words as they are now").fill("Nobody asked us.")
    page.get_by_role("button", name="They are here").press("Enter")
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


LONG = "special envoy of the harbour town for the peace of {}"


def top(page: Page, part: str) -> float:
    """How far below the top of the screen a part of the page is."""
    place: float = page.locator(part).evaluate("part => part.getBoundingClientRect().top")
    return place


def test_remarks_and_history_by_keyboard(
    article: Article, page: Page, live_server: LiveServer
) -> None:
    sign_in(page, live_server.url)
    keys = page.keyboard
    quotation = article.quotations.get(text="Nobody asked us.")

    # A comment is written and removed where it is.
    page.goto(quotation.get_absolute_url())
    words = page.get_by_label("A comment for the other editors")
    words.fill("Ask her in Bern.")
    keys.press("Tab")
    before = page.evaluate("scrollY")
    keys.press("Enter")
    expect(page.locator(".comment-text")).to_have_text("Ask her in Bern.")
    assert page.evaluate("scrollY") == before
    expect(page.locator("#comments").get_by_role("button", name="Remove")).to_be_focused()

    # My work today has it, beside what was changed; a text is compared word by word.
    ana = Editor(User.objects.get(username="ana"))
    for office in (LONG.format("Bern"), LONG.format("Geneva"), "judge", "mayor", "poet"):
        quotations.correct(quotation, {"title": office}, ana)
    speakers.create("Zakhar Brel", "person", Editor())
    page.goto("/desk/mine/")
    expect(page.get_by_text("Ask her in Bern.")).to_be_visible()
    expect(page.locator(".change")).to_have_count(5)
    expect(page.locator(".text-diff del")).to_contain_text("removed: Bern")
    expect(page.locator(".text-diff ins")).to_contain_text("added: Geneva")

    # Filters narrow the history; what is reverted stays where it was.
    page.goto("/desk/history/")
    expect(page.locator(".change")).to_have_count(6)
    page.get_by_label("By", exact=True).fill("ana")
    keys.press("Enter")
    expect(page.locator(".change")).to_have_count(5)
    part = f"#{page.locator('.change', has_text='mayor').last.get_attribute('id')}"
    page.locator(part).get_by_role("button", name="Revert").focus()
    before = top(page, part)
    keys.press("Enter")
    expect(page.get_by_text("Brought back as it was before.")).to_be_visible()
    assert top(page, part) == pytest.approx(before, abs=1)
    assert page.locator(f"{part} :focus").count() == 1
    assert faults(page, {"mine": "/desk/mine/", "comments": quotation.get_absolute_url()}) == []


def refuse_and_give(page: Page, press: Callable[[Locator], None] = Locator.click) -> None:
    """Give two ticked quotes to a name that nobody has, then to the one who is offered."""
    page.goto("/desk/?whose=")
    press(page.get_by_label("Tick quote 1"))
    press(page.get_by_label("Tick quote 2"))
    several = page.locator(".several")
    press(several.get_by_text("Decide on all that are ticked"))
    expect(several).to_be_in_viewport()
    several.get_by_label("Or they are all by").fill("Li")
    press(several.get_by_role("button", name="Give them to this speaker"))
    expect(several).to_contain_text("Nobody on file is called “Li”.")
    expect(several.get_by_label("Or they are all by")).to_have_value("Li")
    expect(page.locator(".queue input:checked")).to_have_count(2)
    press(several.get_by_role("button", name="Give them to Bo Li"))
    expect(page.get_by_text("2 quotes given to Bo Li.")).to_be_visible()


def split_off(page: Page, press: Callable[[Locator], None]) -> None:
    """Split a quote off, by a form that comes into sight as soon as one is ticked."""
    page.goto(Speaker.objects.get(name="Ada Roe").get_absolute_url())
    button = page.get_by_role("button", name="Split them off")
    expect(button).not_to_be_in_viewport()
    press(page.locator("[form=split]").first)
    expect(button).to_be_in_viewport(ratio=1)
    page.get_by_label("The chosen quotes are").fill("Bo Li")
    expect(page.get_by_role("option", name="Bo Li")).to_be_visible()
    press(button)  # the matches close, and the button stays where it is pressed
    expect(page.get_by_text("1 quote now is Bo Li’s.")).to_be_visible()
    press(page.get_by_role("button", name="Undo"))
    expect(page.get_by_text("Brought back as it was before.")).to_be_visible()


def remark_and_look_back(page: Page, press: Callable[[Locator], None]) -> None:
    """Leave a comment, find it in one's work, narrow the history and revert from there."""
    page.goto(Quotation.objects.get(text="Nobody asked us.").get_absolute_url())
    page.get_by_label("A comment for the other editors").fill("Ask her in Bern.")
    press(page.get_by_role("button", name="Add the comment"))
    expect(page.locator(".comment-text")).to_have_text("Ask her in Bern.")
    page.goto("/desk/")
    press(page.get_by_role("link", name="My work today"))
    expect(page.get_by_text("Ask her in Bern.")).to_be_visible()
    press(page.locator("main").get_by_role("link", name="History"))
    page.get_by_label("By", exact=True).fill("ana")
    press(page.get_by_role("button", name="Show these"))
    expect(page).to_have_url(re.compile("by=ana"))
    press(page.get_by_role("button", name="Revert").first)
    expect(page.get_by_text("Brought back as it was before.")).to_be_visible()


def test_by_touch(article: Article, browser: Browser, live_server: LiveServer) -> None:
    with own_page(browser, live_server.url, **TELEPHONE) as page:
        touch(article, page, live_server.url)


def touch(article: Article, page: Page, url: str) -> None:
    page.goto(article.quotations.get(text="Nobody asked us.").get_absolute_url())
    page.locator("#report [name=note]").fill("She said that in Bern.")
    page.get_by_role("button", name="Report this quote as wrong").tap()
    expect(page.locator(".done")).to_be_visible()
    assert Report.objects.get().note == "She said that in Bern."

    sign_in(page, url)
    page.goto("/desk/")
    expect(page.locator(".queue > li").first).to_contain_text("She said that in Bern.")
    split_off(page, Locator.tap)
    Speaker.objects.filter(name="Bo Li").update(only_in=article)
    page.goto("/desk/people/")
    page.get_by_text("Not a person").tap()
    page.get_by_role("button", name="A group").tap()
    expect(page.get_by_text("Bo Li: group.")).to_be_visible()
    article.quotations.all().update(confidence=0.4)
    page.goto("/desk/")
    page.get_by_role("link", name="Edit").nth(2).tap()
    expect(page.get_by_label("Speaker", exact=True).last).to_be_in_viewport()
    expect(page.locator(".review-edit mark.said")).to_be_in_viewport()
    page.locator("#quote-form [name=why]").scroll_into_view_if_needed()
    expect(page.locator(".review-edit mark.said")).to_be_in_viewport()
    refuse_and_give(page, Locator.tap)
    page.get_by_role("button", name="Undo").tap()
    expect(page.get_by_text("Brought back as it was before.")).to_be_visible()


@pytest.mark.full
def test_the_rest_by_touch(article: Article, browser: Browser, live_server: LiveServer) -> None:
    """What others do by mouse and by keyboard."""
    with own_page(browser, live_server.url, **TELEPHONE) as page:
        touch_the_rest(article, page, live_server.url)


def touch_the_rest(article: Article, page: Page, url: str) -> None:
    page.goto("/articles/add/")
    page.get_by_label("Name").fill("zoe")
    page.get_by_label("Password").fill("seven grey herons")
    page.get_by_role("button", name="Make it and sign in").tap()
    expect(page.get_by_role("heading", name="Add an article")).to_be_visible()
    page.get_by_label("Files").set_input_files(
        {"name": "two.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 and no more"}
    )
    page.get_by_role("button", name="Add").tap()
    expect(page.get_by_text("two.pdf is no PDF that can be read")).to_be_visible()
    page.context.clear_cookies()

    sign_in(page, url)
    split_off(page, Locator.tap)
    remark_and_look_back(page, Locator.tap)
    page.goto("/desk/people/list/")
    page.get_by_label("Or its lines").fill("name;type;country\nOra Quill;person;GB")
    page.get_by_role("button", name="Load the list").tap()
    expect(page.get_by_text("The list is loaded: 1 new")).to_be_visible()

    # A lost decision is placed, and an article deleted, under a finger.
    lose_a_decision(article)
    page.goto("/desk/lost/")
    page.get_by_label("The words as they are now").fill("Nobody asked us.")
    page.get_by_role("button", name="They are here").tap()
    expect(page.get_by_text("Placed again.")).to_be_visible()
    page.goto(article.get_absolute_url())
    page.get_by_role("link", name="Delete", exact=True).tap()
    expect(page.get_by_text("5 quotes go.")).to_be_visible()
    page.get_by_label("Why").fill("It was retracted.")
    page.get_by_role("button", name="Delete it").tap()
    page.get_by_role("button", name="Undo").tap()
    expect(page.get_by_text("Brought back as it was before.")).to_be_visible()


def test_without_javascript(article: Article, plain_page: Page, live_server: LiveServer) -> None:
    page = plain_page
    page.goto(article.get_absolute_url())
    page.get_by_role("button", name="Wrong?").first.click()
    expect(page.get_by_text("Thank you")).to_be_visible()
    assert Report.objects.count() == 1
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

    # What is refused stays as it was ticked and typed.
    article.quotations.all().update(confidence=0.4)
    refuse_and_give(page)
    lose_a_decision(article)
    page.goto("/desk/lost/")
    page.get_by_label("The words as they are now").fill("Nobody had asked us.")
    page.get_by_role("button", name="They are here").click()
    expect(page.get_by_text("These words are not in the article")).to_be_visible()
    words = page.get_by_label("The words as they are now")
    expect(words).to_have_value("Nobody had asked us.")
    words.fill("Nobody asked us.")
    page.get_by_role("button", name="They are here").click()
    expect(page.get_by_text("Placed again.")).to_be_visible()
    assert article.quotations.filter(text="Nobody asked us.").count() == 1

    # Comments, my work, and the filters of the history are plain forms.
    page.goto(article.quotations.get(text="Nobody asked us.").get_absolute_url())
    page.get_by_label("A comment for the other editors").fill("Ask her in Bern.")
    page.get_by_role("button", name="Add the comment").click()
    expect(page.locator(".comment-text")).to_have_text("Ask her in Bern.")
    page.goto("/desk/mine/")
    expect(page.get_by_text("Ask her in Bern.")).to_be_visible()
    page.goto("/desk/history/")
    page.get_by_label("By", exact=True).fill("ana")
    page.get_by_role("button", name="Show these").click()
    expect(page.locator(".change").first).to_contain_text("Nobody asked us.")
    expect(page.locator(".change", has_text="2 quotes").first).to_be_visible()
    page.get_by_role("button", name="Revert").first.click()
    expect(page.get_by_text("Brought back as it was before.")).to_be_visible()


@pytest.mark.full
def test_without_javascript_nothing_is_lost_or_overwritten(
    article: Article, plain_page: Page, live_server: LiveServer
) -> None:
    page = plain_page
    sign_in(page, live_server.url)
    roe = Speaker.objects.get(name="Ada Roe")
    page.goto(f"/desk/speakers/{roe.pk}/")
    page.get_by_label("Name", exact=True).fill("Bo Li")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("is on file already")).to_be_visible()

    # What another editor saved meanwhile is merged, or asked about.
    page.goto(f"/desk/speakers/{roe.pk}/")
    speakers.edit(roe, {"note": "Hers.", "wikidata": "Q9545"}, Editor())
    page.get_by_label("Note").fill("Mine.")
    page.get_by_role("button", name="Save").first.click()
    page.get_by_label("yours: Mine.").check()
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("is kept: wikidata item")).to_be_visible()
    roe.refresh_from_db()
    assert (roe.note, roe.wikidata) == ("Mine.", "Q9545")

    # Whose session ended gets back what was typed, and sends it again.
    quotation = article.quotations.get(text="Nobody asked us.")
    page.goto(f"/desk/quotes/{quotation.pk}/")
    page.get_by_label("Office held at the time").fill("harbour master")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("heading", name="Sign in to save this")).to_be_visible()
    sign_in(page, live_server.url, "bo")
    page.get_by_role("button", name="Send it again").click()
    expect(page.locator(".note-item", has_text="Nobody asked us")).to_contain_text("Harbour master")
    expect(page.locator("mark", has_text="Nobody asked us").first).to_be_in_viewport()

    # Articles are ticked, deleted together, and come back together.
    page.goto("/articles/")
    for title in (article.title, "A storm in Genoa"):
        page.get_by_label(f"Tick {title}").check()
    page.get_by_role("button", name="Delete the ticked articles").click()
    page.get_by_label("Why").fill("They were retracted.")
    page.get_by_role("button", name="Delete them").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Brought back as it was before.")).to_be_visible()
    assert article.quotations.count() == 5
