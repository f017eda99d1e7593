"""Lists of people, loaded in the browser."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.models import Speaker
from articles.resolution.people_list import Row, read_rows

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

PATH = "/desk/people/list/"


def names() -> list[str]:
    return list(Speaker.objects.order_by("name").values_list("name", flat=True))


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_list_is_loaded_with_any_separator(editor: Client, between: str) -> None:
    rows = [
        ["Name", "aliases", "Country"],
        ["Bo Li", "Bo L.|Li Bo", "Norway"],
        ["Ana Marsh", "", ""],
    ]
    data = "\r\n".join(between.join(row) for row in rows).encode("utf-8-sig")
    page = editor.post(PATH, {"file": SimpleUploadedFile("people.csv", data)}, follow=True)
    assert "2 new, 0 known before" in page.content.decode()
    assert names() == ["Ana Marsh", "Bo Li"]
    bo = Speaker.objects.get(name="Bo Li")
    assert (bo.country_id, bo.names.count()) == ("NO", 3)


def test_its_lines_can_be_pasted(editor: Client) -> None:
    editor.post(PATH, {"pasted": "name;title\nBo Li;envoy\n"})
    assert names() == ["Bo Li"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Choose a file, or paste"),
        ({"pasted": "name;country\nBo Li;NO\nAna Marsh;Atlantis"}, "Line 3: no country"),
        ({"pasted": "who\nBo Li"}, "no column “name”"),
        ({"pasted": "name\n"}, "has no rows"),
        ({"file": SimpleUploadedFile("old.csv", b"name\nJos\xe9")}, "old.csv cannot be read"),
    ],
)  # fmt: skip
def test_nothing_is_loaded_while_a_row_is_invalid(
    editor: Client, typed: dict[str, object], said: str
) -> None:
    page = editor.post(PATH, typed)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert str(typed.get("pasted", "")) in page.content.decode()
    assert names() == []


def test_a_list_that_would_hold_up_others_is_refused_whole(editor: Client) -> None:
    people = "name\n" + "".join(f"Ana Brel{number}\n" for number in range(1001))
    refused = editor.post(PATH, {"pasted": people})
    assert (refused.status_code, Speaker.objects.exists()) == (422, False)
    assert "has 1,001 rows; 1,000 are loaded at once" in refused.content.decode()
    offices = "name,title\n" + "".join(f"Ana Brel,member {number}\n" for number in range(201))
    refused = editor.post(PATH, {"pasted": offices})
    assert (refused.status_code, Speaker.objects.exists()) == (422, False)
    assert "Line 202: Ana Brel has more than 200 offices and names." in refused.content.decode()


def test_a_quoted_value_may_have_the_separator() -> None:
    (row,) = read_rows("x", b'name;note\n"Li, Bo";"a; b"')
    assert isinstance(row, Row)
    assert (row.name, row.note) == ("Bo Li", "a; b")
