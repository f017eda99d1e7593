"""Pages that were copied whole, with the menu above the headline and buttons below it."""

from __future__ import annotations

import pytest

from tests.reading.tops.test_clip import BODY, DAY, FULL, one


@pytest.mark.parametrize(
    "top",
    [
        "Skip to content\nThe Northern Echo\nSubscribe\nNews\n\nRoof leaks\n\nBy Jo Ek\n"
        "June 19, 2025\n\nShare\n\n",
        "Skip to main content\n\nMenu\n\nThe Northern Echo\n\nNews\nSport\n\nRoof leaks\n\n"
        "By Jo Ek\nJune 19, 2025\n\n",
        "Skip to navigation\nSkip to main content\nThe Northern Echo\n\nRoof leaks\nBy Jo Ek, The "
        "Northern Echo\nPublished June 19, 2025\n\nFacebook\nTwitter\n\n",
        "Jump to content\r\nThe Northern Echo\r\nNews\r\n\r\nRoof leaks\r\n\r\n19 June 2025\r\n"
        "By Jo Ek\r\n\r\n",
    ],
)
@pytest.mark.parametrize("end", ["", "\n\nAdvertisement", "\n\nShare\n\nSubscribe now\n"])
def test_a_page_pasted_with_its_menu(top: str, end: str) -> None:
    draft = one(f"{top}{BODY}{end}")
    assert {key: getattr(draft, key) for key in FULL} == FULL
    assert draft.body == BODY


def test_a_line_below_the_headline_stays() -> None:
    below = "Rain came in on Monday."
    draft = one(f"Skip to content\nNews\n\nRoof leaks\n\n{below}\n\nBy Jo Ek\n\n{BODY}")
    assert (draft.title, draft.author) == ("Roof leaks", "Jo Ek")
    assert draft.body == f"{below}\n\n{BODY}"


def test_a_menu_above_no_byline_stays() -> None:
    assert "Roof leaks" in one(f"Skip to content\nNews\n\nRoof leaks\n\n{BODY}").body


@pytest.mark.parametrize(
    "line",
    ["June 19, 2025 | Updated 9:15 a.m.", "Updated 9:15 a.m. | June 19, 2025",
     "June 19, 2025 • Published at 9:15 AM ET",
     "June 19, 2025 8 a.m. | Updated June 20, 2025 9 a.m."],
)  # fmt: skip
def test_a_day_beside_a_time_of_updating(line: str) -> None:
    draft = one(f"Roof leaks\n\nBy Jo Ek\nThe Northern Echo\n{line}\n\n{BODY}")
    assert (draft.published_on, draft.body) == (DAY, BODY)


@pytest.mark.parametrize(
    "menu",
    [
        "Menu\nThe Northern Echo\nHome\nNews",
        "Home\n\nNews\n\nThe Northern Echo\n\nSport",
        "News\r\nSport\r\nSign in\r\nSubscribe\r\nThe Northern Echo",
    ],
)
def test_a_menu_without_the_link_that_passes_over_it(menu: str) -> None:
    draft = one(f"{menu}\n\nRoof leaks\nBy Jo Ek\nJune 19, 2025\n\n{BODY}")
    assert {key: getattr(draft, key) for key in FULL} == FULL
    assert draft.body == BODY


def test_two_words_of_a_menu_are_none() -> None:
    assert one(f"News\nSport\n\nRoof leaks\n\nBy Jo Ek\n\n{BODY}").title == "News"


@pytest.mark.parametrize(
    ("day", "name", "author", "outlet"),
    [
        ("Published June 19, 2025, 4:05 p.m. ET", "Jo Ek", "Jo Ek", ""),
        ("First published on 19 June 2025", "Jo Ek and Al Ny", "Jo Ek and Al Ny", ""),
        ("Posted: 19 June 2025", "Ana de la Brel", "Ana de la Brel", ""),
        ("Updated 19 June 2025", "The Echo", "", "The Echo"),
        ("Published 19 June 2025", "Varde Radio", "", "Varde Radio"),
        ("Published 19 June 2025\nBy Jo Ek", "Varde Waves", "Jo Ek", "Varde Waves"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_name_below_the_day_of_publication(
    day: str, name: str, author: str, outlet: str, gap: str
) -> None:
    draft = one(f"Roof leaks\n{day}{gap}{name}\n\n{BODY}")
    assert (draft.author, draft.outlet, draft.published_on) == (author, outlet, DAY)
    assert draft.body == BODY
