"""Dates as databases, agencies, sites and people write them; none that could be two."""

from __future__ import annotations

import datetime as dt

import pytest

from reading import Draft, read_bytes
from reading.dates import two_dates, whole_date

DAY = dt.date(2025, 6, 19)


@pytest.mark.parametrize(
    "text",
    [
        "June 19, 2025 Thursday", "20250619T081500Z", "20250619", "19-Jun-2025", "2025-06-19",
        "19 June 2025 09.15 BST", "June 19, 2025, 9:30 a.m. ET", "June 19, 2025 8 a.m.",
        "19th of June 2025", "19.06.2025",
        "19. Juni 2025", "Do., 19. Juni 2025, 8:15 Uhr", "19 juin 2025",
        "jeudi 19 juin 2025 à 8h15",
        "19 de junio de 2025", "giovedì 19 giugno 2025",
        "19/06/2025", "Thu, 19 Jun 2025 08:15:00 +0000", "2025-06-19T08:00:00.000+02:00",
    ],
)  # fmt: skip
def test_a_date(text: str) -> None:
    assert whole_date(text) == DAY
    (draft,) = read_bytes("a.txt", f"Title: Rain\nDate: {text}\n\nIt rains.".encode())
    assert isinstance(draft, Draft)
    assert (draft.published_on, draft.unread_date) == (DAY, "")


@pytest.mark.parametrize(
    "text", ["05/06/2025", "5-6-2025", "32 March 2026", "31/02/2025", "31. Juni 2025"]
)
def test_what_is_no_date_or_two_is_kept_as_text(text: str) -> None:
    assert whole_date(text) is None
    (draft,) = read_bytes("a.txt", f"Title: Rain\nDate: {text}\n\nIt rains.".encode())
    assert isinstance(draft, Draft)
    assert (draft.published_on, draft.unread_date) == (None, text)


def test_who_says_which_comes_first_decides() -> None:
    assert two_dates("05/06/2025") == (dt.date(2025, 6, 5), dt.date(2025, 5, 6))
    assert whole_date("05/06/2025", day_first=True) == dt.date(2025, 6, 5)
    assert whole_date("05/06/2025", day_first=False) == dt.date(2025, 5, 6)


@pytest.mark.parametrize(
    "line",
    ["OSLO, June 19, 2025 –", "OSLO, Norway, June 19, 2025 /PRNewswire/ --",
     "OSLO (June 19, 2025) —", "OSLO, June 19, 2025 (GLOBE NEWSWIRE) --",
     "ØSTRE ÅS, 19 June 2025 –"],
)  # fmt: skip
def test_a_whole_day_where_a_text_is_dated_from(line: str) -> None:
    text = f"Roof leaks\n\n{line} Rain fell on the school, its head said."
    (draft,) = read_bytes("a.txt", text.encode())
    assert isinstance(draft, Draft)
    assert draft.published_on == dt.date(2025, 6, 19)
    (draft,) = read_bytes("a.txt", f"Date: 2025-06-20\n\n{text}".encode())
    assert isinstance(draft, Draft)
    assert draft.published_on == dt.date(2025, 6, 20)


@pytest.mark.parametrize("line", ["OSLO, June 19 –", "OSLO, May 35, 2025 –", "It rained. OSLO,"])
def test_a_day_without_a_year_dates_nothing(line: str) -> None:
    (draft,) = read_bytes("a.txt", f"Roof leaks\n\n{line} Rain fell on the school.".encode())
    assert isinstance(draft, Draft)
    assert draft.published_on is None
