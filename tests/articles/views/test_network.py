"""Who speaks about whom: lines that are lists of quotes, as a picture and as a table."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client

from articles.models import Speaker
from articles.presentation.charts.network import Drawn, circle, picture
from tests.support.listing import squeezed
from tests.support.quotations import make_quotation, make_quotations

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PAGE = "/who-talks-about-whom/people/"
ROWS = re.compile(
    r'<th scope="row"><a[^>]*>([^<]+)</a></th> <td[^>]*><a[^>]*>([^<]+)</a></td> '
    r'<td><a href="([^"]+)">(\d+)'
)


@pytest.fixture
def talking() -> None:
    """Four people, of whom two have one family name."""
    made = enumerate(
        (
            ("Ada Roe", "I trust Brel"), ("Ada Roe", "Bo Brel’s plan is sound"),
            ("Bo Brel", "Roe never asked me"), ("Cy Tan", "They may all go, said Ada May"),
            ("Ada May", "Bo Brel and Cy Tan agree"), ("Ada May", "We may pay"),
            ("Di Tan", "I am no relation of Cy Tan"), ("Di Tan", "Tan is my name"),
        ),
        1,
    )  # fmt: skip
    make_quotations(
        {"words": words, "by": by, "published_on": dt.date(2026, 3, number)}
        for number, (by, words) in made
    )


def ties(client: Client, query: str = "") -> dict[tuple[str, str], int]:
    """The lines of the table; each number is that of the list behind it."""
    found = {}
    for by, about, url, count in ROWS.findall(squeezed(client.get(PAGE + query).content.decode())):
        assert int(client.get(unescape(url)).context["page"].total) == int(count)
        found[by, about] = int(count)
    return found


def test_who_names_whom_by_a_name_that_is_theirs_alone(client: Client, talking: None) -> None:
    assert ties(client) == {
        ("Ada Roe", "Bo Brel"): 2, ("Bo Brel", "Ada Roe"): 1, ("Cy Tan", "Ada May"): 1,
        ("Ada May", "Bo Brel"): 1, ("Ada May", "Cy Tan"): 1, ("Di Tan", "Cy Tan"): 1,
    }  # fmt: skip


def test_words_dates_and_the_least_number_narrow_it(client: Client, talking: None) -> None:
    assert ties(client, "?least=2") == {("Ada Roe", "Bo Brel"): 2}
    assert ties(client, "?q=plan") == {("Ada Roe", "Bo Brel"): 1}
    assert set(ties(client, "?since=2026-03-06")) == {("Di Tan", "Cy Tan")}


def test_one_person_is_the_middle_of_it(client: Client, talking: None) -> None:
    ada = Speaker.objects.get(name="Ada Roe")
    assert set(ties(client, f"?person={ada.pk}")) == {
        ("Ada Roe", "Bo Brel"),
        ("Bo Brel", "Ada Roe"),
    }
    html = client.get(ada.get_absolute_url()).content.decode()
    assert f'href="{PAGE}?person={ada.pk}"' in html


def test_one_click_leads_there(client: Client, talking: None) -> None:
    assert f'href="{PAGE}"' in client.get("/who-talks-about-whom/").content.decode()
    assert f'href="{PAGE}?q=plan"' in client.get("/?q=plan").content.decode()


@pytest.mark.parametrize("query", ["", "?person=x", "?person=99999", "?least=many", "?q=nothing"])
def test_nothing_to_draw_says_what_to_do(client: Client, query: str) -> None:
    make_quotation("We will stay")
    assert 'class="empty' in client.get(PAGE + query).content.decode()


def test_a_picture_has_each_tie_once_and_friends_side_by_side() -> None:
    drawn = [Drawn(1, 3, 9, "/a"), Drawn(3, 1, 4, "/b"), Drawn(2, 4, 1, "/c")]
    assert circle([1, 2, 3, 4], drawn) == [1, 3, 2, 4]
    found = picture({key: (f"P{key}", f"/{key}/") for key in (1, 2, 3, 4)}, drawn)
    assert [(line.by, line.about, line.count) for line in found.lines] == [
        ("P1", "P3", 9), ("P3", "P1", 4), ("P2", "P4", 1),
    ]  # fmt: skip
    assert len({line.path for line in found.lines}) == 3
    assert [line.step for line in found.lines] == [5, 3, 1]
