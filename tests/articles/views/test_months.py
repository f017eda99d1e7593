"""The picture of a speaker over time: its numbers are those of the lists that it leads to."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.test import Client

from articles.models import Change, Speaker, Tenure
from articles.presentation.charts.months import Months
from tests.support.listing import squeezed
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def fill(*days: dt.date) -> Speaker:
    for number, day in enumerate(days):
        about = (("US",), ("US", "CN"), ())[number % 3]
        make_quotation(f"Sentence number {number}", about=about, published_on=day)
    return Speaker.objects.get()


def drawn(client: Client, speaker: Speaker) -> tuple[Months | None, str]:
    response = client.get(speaker.get_absolute_url())
    return response.context["chart"], squeezed(response.content.decode())


def test_every_bar_is_the_list_behind_it(client: Client) -> None:
    speaker = fill(dt.date(2025, 11, 30), dt.date(2026, 1, 1), dt.date(2026, 1, 31))
    chart, html = drawn(client, speaker)
    assert chart
    assert [(row.label, [(bar.x, bar.count) for bar in row.bars]) for row in chart.rows] == [
        ("All", [(0, 1), (2, 2)]),
        ("United States", [(0, 1), (2, 1)]),
        ("China", [(2, 1)]),
    ]
    for row in chart.rows:
        for bar in row.bars:
            assert client.get(bar.url).context["page"].total == bar.count
    table = html[html.index("months-frame") :]
    cells = re.findall(r'<td><a href="([^"]+)">(\d+)</a>', table)
    assert sorted(unescape(url) for url, _ in cells) == sorted(
        bar.url for row in chart.rows for bar in row.bars
    )


def test_a_long_time_is_drawn_by_year(client: Client) -> None:
    chart, _ = drawn(client, fill(dt.date(2019, 5, 1), dt.date(2026, 1, 1)))
    assert chart
    assert (chart.monthly, chart.width, chart.first, chart.last) == (False, 8, "2019", "2026")
    assert [client.get(b.url).context["page"].total for b in chart.rows[0].bars] == [1, 1]


def test_one_month_and_no_dates_are_not_drawn(client: Client) -> None:
    assert drawn(client, fill(dt.date(2026, 1, 1), dt.date(2026, 1, 2)))[0] is None


def test_offices_on_file_are_bands_and_else_those_of_articles(client: Client) -> None:
    speaker = fill(dt.date(2026, 1, 1), dt.date(2026, 4, 30))
    chart, _ = drawn(client, speaker)
    assert chart
    assert [(band.title, band.x) for band in chart.bands] == [("foreign minister", 0)]
    Tenure.objects.create(speaker=speaker, title="envoy", since=dt.date(2026, 3, 1))
    Tenure.objects.create(speaker=speaker, title="clerk", until=dt.date(2020, 3, 1))
    chart, _ = drawn(client, speaker)
    assert chart
    assert [(band.title, band.x, band.width) for band in chart.bands] == [("envoy", 2, 2)]


def test_editors_note_events_on_the_time_line_and_undo_it(editor: Client) -> None:
    for month in (1, 3):
        make_quotation(f"Words of {month}", "Ada Roe", published_on=dt.date(2026, month, 3))
    ada = Speaker.objects.get(name="Ada Roe")
    path, form = ada.get_absolute_url(), {"name": "Ada Roe", "type": "person", "country": "PL"}
    edit = f"/desk/speakers/{ada.pk}/"
    answer = editor.post(edit, {**form, "events": "12 May: resigns"})
    assert answer.status_code == 422
    assert "“12 May: resigns” does not begin with a date" in answer.content.decode()
    lines = "2026-02-14 Resigns & goes\r\n\r\n2020-01-02  Takes office"
    editor.post(edit, {**form, "events": lines})
    html = editor.get(path).content.decode()
    marks = editor.get(path).context["chart"].marks
    assert [(mark.words, mark.when) for mark in marks] == [("Resigns & goes", "14 February 2026")]
    assert 1 < marks[0].x < 2
    assert "Takes office" in html
    assert f"?speaker={ada.pk}&amp;since=2026-02-14" in html
    change = Change.objects.get(action="edit")
    assert change.after["events"]["value"].startswith("2020-01-02 Takes office")
    editor.post(f"/desk/changes/{change.pk}/revert/")
    assert "Takes office" not in editor.get(path).content.decode()
