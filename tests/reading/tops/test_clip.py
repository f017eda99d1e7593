"""The lines above and within a text that was clipped by hand or by a program."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Literal

import pytest

from reading import Draft, read_bytes
from tests.reading.test_formats import document

DAY = dt.date(2025, 6, 19)
BODY = (
    "OSLO — The roof of the school leaks, its head said on Thursday.\n\n“It rains,” said Ana Brel."
)
FULL = {
    "title": "Roof leaks",
    "author": "Jo Ek",
    "outlet": "The Northern Echo",
    "published_on": DAY,
}


def one(text: str, name: str = "a.txt") -> Draft:
    (draft,) = read_bytes(name, text.encode())
    assert isinstance(draft, Draft), draft
    return draft


@pytest.mark.parametrize(
    "top",
    [
        "Roof leaks\nBy Jo Ek\nPublished 19 June 2025\nThe Northern Echo",
        "Roof leaks\nBy Jo Ek\nThe Northern Echo, 19 June 2025",
        "Roof leaks\n\nBy Jo Ek\n\nThe Northern Echo, 19 June 2025",
        "Roof leaks\nThe Northern Echo | 19 June 2025\nBy Jo Ek",
        "Roof leaks\nBy Jo Ek | The Northern Echo | June 19, 2025",
        "Roof leaks\nBY JO EK\nThe Northern Echo\nThursday, 19 June 2025 09:15 BST",
        "The Northern Echo\n19 June 2025\n\nRoof leaks\nBy Jo Ek",
        "Roof leaks\nBy Jo Ek, The Northern Echo\nFirst published on 19 June 2025\n"
        "Updated 21 June 2025",
        "Roof leaks\nBy Jo Ek, roof correspondent\nThe Northern Echo, 19 June 2025\n3 min read",
        "# Roof leaks\n*By Jo Ek*\n**The Northern Echo, 19 June 2025**",
        "The Northern Echo\n19 June 2025\n\nRoof leaks\n\nJo Ek",
        "Roof leaks\nJo Ek · 19 Jun 2025 · The Northern Echo",
        "Roof leaks\nThe Northern Echo\nhttps://echo.example/\nJo Ek | Published: 19 June 2025",
        "Roof leaks\n\nThe Northern Echo (Oslo), 19th June 2025, p. 4\n\nJo Ek",
        "Roof leaks\nBy Jo Ek, The Northern Echo, June 19, 2025",
        "The Northern Echo | Thursday, June 19, 2025 | Page A4\n\nRoof leaks\nBy Jo Ek",
        "Roof leaks\nJo Ek\nThe Northern Echo | 19 June 2025",
        "THE NORTHERN ECHO\nThursday, June 19, 2025\nPage A4\n\nRoof leaks\nJO EK",
        "Roof leaks | The Northern Echo\nJo Ek, 19.06.2025",
        "Roof leaks\n\nJo Ek\n\nThe Northern Echo | 19 June 2025",
        "Roof leaks\nThursday, 19 June 2025\n9:15 AM\n\nBy Jo Ek, The Northern Echo",
        "Roof leaks\nStory by Jo Ek\nSenior Roof Correspondent\nThe Northern Echo, 19 June 2025",
        "NEWS RELEASE\nFor immediate release: 19 June 2025\n\nRoof leaks\nBy Jo Ek\n"
        "The Northern Echo",
        "BC-Roof,120\nRoof leaks\nBy JO EK\nThe Northern Echo\n19 June 2025",
        "AM-EU--School Roof, 1st Ld-Writethru,310\n\nRoof leaks\n\nJo Ek | The Northern Echo | "
        "19 June 2025",
        "URGENT\nBC-NO-School Roof, 2nd Lead, 85\nRoof leaks\nBy Jo Ek\nThe Northern Echo, "
        "19 June 2025",
        "From: The Northern Echo\nDate: 19 June 2025\nHeadline: Roof leaks\nBy: Jo Ek",
        "Slug: ROOF-SCHOOL\nDesk: Foreign\nHed: Roof leaks\nBy: Jo Ek\nDate: 19 June 2025\n"
        "Outlet: The Northern Echo",
        "Title: Roof leaks\nAuthor: Jo Ek, Staff Writer\nDate: 19 June 2025\n"
        "Outlet: The Northern Echo",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_above_a_text(top: str, end: str) -> None:
    draft = one(f"{top}\n\n{BODY}".replace("\n", end))
    assert draft.body == BODY.replace("\n", end)
    assert {key: getattr(draft, key) for key in FULL} == FULL
    assert draft.offset > 0


@pytest.mark.parametrize("line", ["The Northern Echo, {}", "The Northern Echo | {}"])
@pytest.mark.parametrize("date", ["19.06.25", "6/7/25"])
def test_a_date_with_half_a_year_is_kept(line: str, date: str) -> None:
    draft = one(f"Roof leaks\nBy Jo Ek\n{line.format(date)}\n\n{BODY}")
    assert (draft.outlet, draft.unread_date, draft.published_on) == (FULL["outlet"], date, None)
    assert draft.body == BODY


def test_a_line_that_is_neither_is_of_the_body() -> None:
    draft = one(f"Roof leaks\nHead of school is angry\nBy Jo Ek\n\n{BODY}")
    assert (draft.title, draft.author, draft.offset) == ("Roof leaks", "Jo Ek", 0)
    assert draft.body == f"Head of school is angry\n\n{BODY}"


@pytest.mark.parametrize(
    "top",
    [
        "THE NORTHERN ECHO\n19 June 2025\n\nRoof leaks\n\nBy JO EK",
        "Roof leaks | The Northern Echo\nJo Ek\nPublished: 19 June 2025 09:15 BST",
        "The Northern Echo | 19 June 2025\nRoof leaks\nJo Ek | Schools correspondent",
        "Roof leaks\nJo Ek, The Northern Echo, 19 June 2025",
        "Roof leaks\nJo Ek, The Northern Echo\nJune 19, 2025",
        "Roof leaks\n\n**The Northern Echo**, 19 June 2025, by Jo Ek",
        "Titel: Roof leaks\nDatum: 19.06.2025\nQuelle: The Northern Echo\nAutor: Jo Ek",
        "Titre: Roof leaks\nAuteur: Jo Ek\nJournal: The Northern Echo\nDate: 19/06/2025\nPage: 4",
        "Roof leaks\n\nThe Northern Echo 19 June 2025 By Jo Ek",
        "Roof leaks\nJo Ek\nThe Northern Echo\n19 June 2025",
        "Roof leaks\nThe Northern Echo Thursday, 19 June 2025 p. 4\nJo Ek",
        "Roof leaks\n19/06/2025 | 09:15 | Jo Ek | The Northern Echo",
        "Roof leaks\n19.06.2025, 9:15 Uhr\nVon Jo Ek\nThe Northern Echo",
        "Roof leaks\n19 June 2025\n09:15 BST\nBy Jo Ek, The Northern Echo",
        "Roof leaks\nThe Northern Echo\n19 June 2025\n\nShare\nSave\nJo Ek\nSchools correspondent",
        "Roof leaks\nBy Jo Ek\nThe Northern Echo\nJune 19, 2025 9:15 AM GMT+1 Updated 2 hours ago",
        "Roof leaks\n\nNews provided by\n\nThe Northern Echo\n\n19 June 2025, 09:15 ET\n\n"
        "Share this article\nBy Jo Ek",
        "FOR IMMEDIATE RELEASE\n19 June 2025\n\nMedia Contact:\nAl Ny\nal@roof.example\n"
        "(555) 010-0000\n\nRoof leaks\nBy Jo Ek\nThe Northern Echo",
    ],
)
def test_more_tops(top: str) -> None:
    draft = one(f"{top}\n\n{BODY}")
    assert draft.body == BODY
    assert {key: getattr(draft, key) for key in FULL} == FULL


@pytest.mark.parametrize(
    "top",
    [
        "The Northern Echo\n19 June 2025\nJo Ek",
        "The Northern Echo\nby Jo Ek\nJune 19, 2025",
        "By Jo Ek\nPublished: 19 June 2025\nSource: The Northern Echo",
        "Jo Ek jo.ek@echo.example\nThe Northern Echo\n19 June 2025",
        "By Jo Ek (jo@echo.example)\nThe Northern Echo, 19 June 2025",
        "echo.example · by Jo Ek · June 19, 2025\nPublication: The Northern Echo",
    ],
)
def test_tops_below_a_title_that_the_file_states(top: str) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in top.splitlines())
    notes = f"<note><title>Roof leaks</title><content><![CDATA[<en-note>{paragraphs}"
    body = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))
    draft = one(f"<en-export>{notes}{body}</en-note>]]></content></note></en-export>", "a.enex")
    assert (draft.body, {key: getattr(draft, key) for key in FULL}) == (BODY, FULL)


@pytest.mark.parametrize("line", ["Source: Ministers will resign", "From: Oslo, with love, 2025"])
def test_a_label_before_what_is_no_paper_stays(line: str) -> None:
    assert one(f"Roof leaks\nBy Jo Ek\n{line}\n\n{BODY}").body == f"{line}\n\n{BODY}"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_labels_with_accents_of_both_forms(form: Literal["NFC", "NFD"]) -> None:
    top = unicodedata.normalize(form, "Título: Roof leaks\nAutor: Jo Ek\nPublié le: 19/06/2025")
    draft = one(f"{top}\n\n{BODY}")
    assert (draft.title, draft.author, draft.published_on) == ("Roof leaks", "Jo Ek", DAY)


def test_an_address_and_a_place_at_the_top() -> None:
    draft = one(f"Roof leaks\nhttps://echo.example/1\nJo Ek in Oslo\nThu 19 Jun 2025\n\n{BODY}")
    found = (draft.body, draft.url, draft.author, draft.published_on)
    assert found == (BODY, "https://echo.example/1", "Jo Ek", DAY)


def test_a_writer_and_a_day_below_a_headline_and_what_is_under_it() -> None:
    draft = one(f"Roof leaks\n\nHead is angry\n\nJo Ek in Oslo\n\nThu 19 Jun 2025\n\n{BODY}")
    assert (draft.title, draft.author, draft.published_on) == ("Roof leaks", "Jo Ek", DAY)
    assert draft.body == f"Head is angry\n\n{BODY}"


@pytest.mark.parametrize(
    "line", ["Oslo 19 June 2025", "The Northern Echo 19 June 2025 was wet", "Contact: nobody came"]
)
def test_a_day_behind_other_words_is_no_date(line: str) -> None:
    draft = one(f"Roof leaks\n{line}\n\n{BODY}")
    assert (draft.published_on, draft.outlet) == (None, "")
    assert line in draft.body


@pytest.mark.parametrize(
    "line", ["The Northern Echo", "Heavy rain, Oslo", "A school, a roof, 19 buckets"]
)
def test_other_lines_name_no_writer(line: str) -> None:
    assert one(f"Roof leaks\n{line}\n19 June 2025\n\n{BODY}").author == ""


def test_several_headers_without_lines_between() -> None:
    text = "\n\n".join(
        f"Title: {title}\nDate: 2025-06-19\n\n{BODY}" for title in ("Roof", "Wall", "Door")
    )
    drafts = [item for item in read_bytes("a.txt", text.encode()) if isinstance(item, Draft)]
    assert [(each.title, each.body.strip()) for each in drafts] == [
        ("Roof", BODY), ("Wall", BODY), ("Door", BODY),
    ]  # fmt: skip


def test_several_writers() -> None:
    assert one(f"Roof leaks\nBy Jo Ek and Al de Ny\n\n{BODY}").author == "Jo Ek and Al de Ny"


def test_a_clip_in_a_word_document() -> None:
    lines = [
        ("Roof leaks", "Heading 1"),
        ("By Jo Ek", None),
        ("The Northern Echo, 19 June 2025", None),
    ]
    (draft,) = read_bytes(
        "a.docx", document(*lines, *((each, None) for each in BODY.split("\n\n")))
    )
    assert isinstance(draft, Draft)
    assert draft.body == BODY
    assert {key: getattr(draft, key) for key in FULL} == FULL


@pytest.mark.parametrize(
    "text",
    [
        f"Roof leaks\n\n{BODY}",
        BODY,
        "By Friday Ana Brel had left.\n\nNobody saw her.",
        "Roof leaks\nBy the time it rained, all was wet.\n\nText.",
        "19 June 2025 was wet.\n\nBy Jo Ek it was called a flood.",
        "Ana Brel\n\nThe head of the school is sixty years old today.",
        "It rained on 19 June 2025.\n\nBy Jo Ek\n\nNothing else.",
    ],
)
def test_prose_is_no_top(text: str) -> None:
    draft = one(text)
    assert (draft.body, draft.author, draft.published_on) == (text, "", None)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Byline: Jo Ek\nPublished: 19 June 2025\nSection: News\n",
            {"author": "Jo Ek", "published_on": DAY},
        ),
        ("Section: News\nNewspaper: The Daily\n", {"outlet": "The Daily"}),
        (
            "Title: A Win\nSource: https://a.example/b\n",
            {"title": "A Win", "url": "https://a.example/b"},
        ),
    ],
)  # fmt: skip
def test_more_labels(header: str, expected: dict[str, object]) -> None:
    draft = one(f"{header}\n{BODY}")
    assert draft.body == BODY
    assert {key: getattr(draft, key) for key in expected} == expected


@pytest.mark.parametrize(
    "text", ["Published: a book on roofs.\n\nIt sold well.", "Section: four of the law."]
)
def test_labels_that_begin_a_sentence(text: str) -> None:
    assert one(text).offset == 0


OBSIDIAN = """---
title: "Roof leaks"
source: "https://echo.example/roof"
author:
  - "[[Jo Ek]]"
  - "[[people/al-ny|Al Ny]]"
published: 2025-06-19
tags:
  - "clippings"
---
"""
MARK_DOWNLOAD = """---
created: 2025-06-21T09:12:33 (UTC +02:00)
tags: []
source: https://echo.example/roof
author: Jo Ek
---

# Roof leaks

> ## Excerpt
> The roof leaks.

---
"""


READWISE = """# Roof leaks

![rw-book-cover](https://echo.example/c.png)

## Metadata
- Author: [[Jo Ek]]
- Full Title: Roof leaks
- Category: #articles
- URL: https://echo.example/roof

## Full Document
"""
JOPLIN = """title: Roof leaks
created: 2025-06-21 09:12:33Z
source: https://echo.example/roof
author: Jo Ek

"""


def test_an_excerpt_is_left_out_of_a_text_without_links() -> None:
    assert one(f"{MARK_DOWNLOAD}{BODY}", "a.md").body == BODY


@pytest.mark.parametrize("front", [OBSIDIAN, MARK_DOWNLOAD, READWISE, JOPLIN])
def test_clippers(front: str) -> None:
    text = (
        "![A roof](https://a.example/r.jpg)\n\nThe [roof](https://a.example/r_(2)) of the "
        "**school** leaks.\n\n> “It _rains_,” said [[Ana Brel]].[^1]\n\n"
        "**Read more:** [“I am wet,” says Al](https://a.example/w)\n"
    )
    draft = one(front + text, "a.md")
    assert draft.body == "The roof of the school leaks.\n\n“It rains,” said Ana Brel."
    assert (draft.title, draft.url, draft.outlet) == ("Roof leaks", "https://echo.example/roof", "")
    assert draft.author in {"Jo Ek", "Jo Ek and Al Ny"}


def test_markdown_without_signs_is_read_unchanged() -> None:
    text = "The roof of the school_house leaks.\r\n\r\n  5 * 3 is 15*, says #roof.\n"
    assert one(text, "a.md").body == text


def test_signs_are_taken_out_of_markdown_only() -> None:
    text = "The *roof* of the school_house leaks.\n\n> So __what__?\n\n# 5\n"
    assert one(text, "a.md").body == "The roof of the school_house leaks.\n\nSo what?\n\n5"
    assert one(text, "a.txt").body == text


@pytest.mark.parametrize(
    ("top", "name"),
    [
        ("# [Roof leaks](https://echo.example/roof)\n\nJo Ek — The Northern Echo — 2025-06-19",
         "a.md"),
        ("# Roof leaks\n\n*By Jo Ek*\n\n**The Northern Echo**, June 19, 2025\n\n"
         "[Original](https://echo.example/roof)", "a.md"),
        ("---\nsource: https://echo.example/roof\nauthor: Jo Ek\ndate: 2025-06-19\n---\n\n"
         "# Roof leaks - The Northern Echo", "a.md"),
        ("Source: The Northern Echo\nPublished: 2025-06-19T10:15:00+00:00\nAuthor: Jo Ek\n"
         "URL: https://echo.example/roof\n\nRoof leaks", "a.txt"),
        ("Roof leaks\nBy Jo Ek\nThe Northern Echo, 19 June 2025\nLink: https://echo.example/roof",
         "a.txt"),
    ],
)  # fmt: skip
def test_tops_with_an_address(top: str, name: str) -> None:
    draft = one(f"{top}\n\n{BODY}", name)
    assert draft.body == BODY
    assert {key: getattr(draft, key) for key in FULL} == FULL
    assert draft.url == "https://echo.example/roof"


def test_a_first_line_that_is_a_sentence_is_no_headline() -> None:
    text = f"Source: The Northern Echo\nDate: 2025-06-19\n\nThe roof leaks.\n\n{BODY}"
    assert one(text).body == f"The roof leaks.\n\n{BODY}"


def test_headers_may_have_more_than_one_line_between_them() -> None:
    text = "\n\n\n".join(
        f"Headline: Roof {number}\nByline: Jo Ek\nDate: 19 June 2025\n\n{BODY}" for number in (1, 2)
    )
    drafts = [each for each in read_bytes("a.txt", text.encode()) if isinstance(each, Draft)]
    assert [draft.title for draft in drafts] == ["Roof 1", "Roof 2"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_title_that_goes_on_in_the_next_line(end: str) -> None:
    top = "Title: Roof\nleaks\nOutlet: The Northern Echo\nDate: 2025-06-19\nAuthor: Jo Ek"
    draft = one(f"{top}\n\n{BODY}".replace("\n", end))
    assert draft.body == BODY.replace("\n", end)
    assert {key: getattr(draft, key) for key in FULL} == FULL


def test_a_title_does_not_go_on_in_the_text() -> None:
    assert one(f"Title: Roof leaks\nThe roof leaks.\n\n{BODY}").title == "Roof leaks"


@pytest.mark.parametrize("writer", ["Jo Ek, Harbour Correspondent", "Jo Ek", "By Jo Ek"])
def test_a_headline_in_capitals_below_a_paper_is_no_name(writer: str) -> None:
    draft = one(f"THE NORTHERN ECHO, 19 June 2025\n\nROOF IS TO LEAK\n\n{writer}\n\n{BODY}")
    assert (draft.title, draft.author, draft.body) == ("ROOF IS TO LEAK", "Jo Ek", BODY)


@pytest.mark.parametrize(
    "line",
    ["Roof leaks (The Northern Echo, 19 June 2025)", "Roof leaks [The Northern Echo, 19.06.2025]",
     "Roof leaks (Jo Ek, The Northern Echo, 19 June 2025)"],
)  # fmt: skip
def test_a_paper_and_its_day_in_brackets_behind_a_headline(line: str) -> None:
    draft = one(f"{line}\n\n{BODY}")
    assert (draft.title, draft.outlet) == ("Roof leaks", "The Northern Echo")
    assert (draft.published_on, draft.body) == (DAY, BODY)


@pytest.mark.parametrize("line", ["Roof leaks (again, and again)", "Roof leaks (June 2025)"])
def test_other_brackets_behind_a_headline_stay(line: str) -> None:
    assert one(f"{line}\n\n{BODY}").title == line
