"""The pages of /admin/ in the newsroom's colours, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.support.accessibility import AXE, COLOUR_RULES, THEMES, violations
from tests.support.browser import sign_in

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

LEGIBLE: dict[str, object] = {"runOnly": {"type": "rule", "values": COLOUR_RULES}}

# Text in the colour of its ground, of which axe is not sure.
SAME = """() => [...document.querySelectorAll("#content *")].filter(each => {
    const text = [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!text || !each.checkVisibility() || each.closest("option, svg")) return false;
    let ground = each;
    while (ground && getComputedStyle(ground).backgroundColor === "rgba(0, 0, 0, 0)")
        ground = ground.parentElement;
    return ground && getComputedStyle(ground).backgroundColor === getComputedStyle(each).color;
}).map(each => each.textContent.trim())"""


def test_all_is_legible_in_both_themes(
    article: Article, page: Page, live_server: LiveServer
) -> None:
    sign_in(page, live_server.url)
    User.objects.filter(username="ana").update(is_staff=True, is_superuser=True)
    user = User.objects.get(username="ana")
    found = []
    for theme in THEMES:
        page.emulate_media(color_scheme=theme)  # before the page: Django's links change slowly
        for path in ("/admin/", f"/admin/auth/user/{user.pk}/change/", "/admin/articles/speaker/"):
            page.goto(path)
            expect(page.locator("#content")).to_be_visible()
            page.evaluate(AXE)
            found += [f"{path}, {theme}: {each}" for each in violations(page, LEGIBLE)]
            found += [
                f"{path}, {theme}: {each} has the colour of its ground"
                for each in page.evaluate(SAME)
            ]
    assert found == [], "\n".join(found)
    page.goto("/admin/articles/article/")
    title = page.locator("#result_list tbody th").first.bounding_box()
    assert title
    assert title["width"] > 250, "titles are read, not spelled"
