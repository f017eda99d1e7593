"""The bars above a list of quotations: months or years, each of which is a list."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client

from tests.support.listing import squeezed
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

BAR = re.compile(
    r'<tr role="row"(?: [^>]*)?> ?<th role="rowheader">(.*?)</th> <td role="cell">(.*?)</td>'
)


def bars(client: Client, query: str = "") -> tuple[str, list[tuple[str, int]]]:
    """The unit of the bars and, from the left, (label, number) of each.

    The number of each is that of the list that it leads to.
    """
    html = squeezed(client.get(f"/?{query}").content.decode())
    unit = re.search(r'id="histogram-title"[^>]*> ?By (.*?)<span', html)
    found = []
    for label, cell in BAR.findall(html):
        link = re.search(r'href="(.*?)"', cell)
        count = int(re.search(r"unseen\" ?>(\d+)", cell)[1])  # type: ignore[index]
        if link:
            assert client.get(f"/{unescape(link[1])}").context["page"].total == count
        found.append((" ".join(re.sub("<.*?>", "", label).split()), count))
    return unit[1].strip() if unit else "", found


def print_on(*days: dt.date | None) -> None:
    for number, day in enumerate(days):
        make_quotation(f"Sentence number {number}", published_on=day)


def test_up_to_three_years_are_drawn_by_month(client: Client) -> None:
    print_on(dt.date(2025, 11, 30), dt.date(2026, 2, 1), dt.date(2026, 2, 28), None)
    assert bars(client) == (
        "month",
        [("Nov 2025", 1), ("Dec 2025", 0), ("Jan 2026", 0), ("Feb 2026", 2), ("undated", 1)],
    )
    html = squeezed(client.get("/").content.decode())
    assert re.findall(r'class="bar-year" ?>(\d+)', html) == ["2025", "2026"], "once a year"
    make_quotation("In March", published_on=dt.date(2026, 3, 1))
    unit, months = bars(client, "since=2026-02-15")
    assert (unit, len(months), months[1:3]) == ("month of 2026", 12, [("Feb", 1), ("Mar", 1)])


@pytest.mark.parametrize(
    ("last", "unit", "number"),
    [
        (dt.date(2023, 12, 31), "month of 2023", 12),
        (dt.date(2024, 1, 1), "month", 12),
        (dt.date(2024, 10, 1), "month", 21),
        (dt.date(2026, 1, 31), "month", 36),
        (dt.date(2026, 2, 1), "year", 4),
    ],
)
def test_what_a_bar_is_depends_on_the_time_between(
    client: Client, last: dt.date, unit: str, number: int
) -> None:
    print_on(dt.date(2023, 2, 28), last)
    found, columns = bars(client)
    assert (found, len(columns)) == (unit, number)
    assert sum(count for _, count in columns) == 2
