from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import Draft, ReadingError
from reading.decode import decode
from reading.mojibake import MENDED
from reading.readers import read_bytes
from reading.western import with_marks

DAY = dt.date(2025, 6, 19)
BODY = "Ana Brel won.\n\nNobody else did. \n"


def one(name: str, data: str | bytes) -> Draft:
    (draft,) = read_bytes(name, data.encode() if isinstance(data, str) else data)
    assert isinstance(draft, Draft), draft
    return draft


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", {}),
        (" date 2025-06-19 ", {"published_on": DAY}),
        ("date 2025-06-19\n", {"published_on": DAY}),
        ("DATE: 2025-06-19 ", {"published_on": DAY}),
        ("Date: 2025/6/19\n\n", {"published_on": DAY}),
        ("Date: 19 June 2025\n", {"published_on": DAY}),
        ("Date: June 19, 2025\n", {"published_on": DAY}),
        ("date 19 June 2025 ", {"published_on": DAY}),
        ("Date: Thursday, 19th Jun. 2025, 10:30 GMT\n", {"published_on": DAY}),
        ("date: 2025-06-19T08:00:00+02:00\n", {"published_on": DAY}),
        ("Date: 06/07/2025\n", {"unread_date": "06/07/2025"}),
        ("Date: 32 March 2026\n", {"unread_date": "32 March 2026"}),
        ("Title:\nAuthor:\n\n", {}),
        ("Title: A Win\nDate: 2025-06-19\n\n", {"title": "A Win", "published_on": DAY}),
        ("headline:  A  Win \r\nby: Jo Ek\r\n\r\n\r\n", {"title": "A Win", "author": "Jo Ek"}),
        (
            "URL: https://example.org/a\nPublication: The Daily\nAuthor: Jo Ek\n",
            {"url": "https://example.org/a", "outlet": "The Daily", "author": "Jo Ek"},
        ),
        (
            "Link: example.org/a\rOutlet: The Daily\r",
            {"url": "example.org/a", "outlet": "The Daily"},
        ),
        ("Title: A Win\nSource: The Daily\n\n", {"title": "A Win", "outlet": "The Daily"}),
        ("Source: The Daily\r\nDate: 2025-06-19\r\n", {"outlet": "The Daily", "published_on": DAY}),
        ("\ufeff", {}),
        ("\ufeff\n \t\nTitle: A Win\n", {"title": "A Win"}),
        ("\n\n  ", {}),
    ],
)
def test_header(header: str, expected: dict[str, object]) -> None:
    fields = {"title": "Ana Brel won.", "offset": len(header), **expected}
    assert one("a.txt", header + BODY) == Draft(body=BODY, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "body",
    [
        "Date palms grow in Oslo.",
        "Date 19 June 2025 was a Thursday.",
        "date 2025-13-45 is none.",
        "Date: to be announced.",
        "Dated 2025-06-19, the letter says no.",
        "date 2025-06-19, a letter came.",
        "Source: close to the minister.",
        "Source: Ministers will resign\n\nText.",
        "By the time he came, all was over.",
        "By: " + "a long story that goes on " * 20,
        "Link: the new line opens.",
        "Titles: there were many.",
        "Update: Title: none.",
        "# Not Markdown",
        "---\ntitle: Not Markdown\n---\nText.",
    ],
)
def test_prose_is_no_header(body: str) -> None:
    draft = one("a.txt", body)
    assert (draft.body, draft.offset, draft.published_on) == (body, 0, None)


def test_a_blank_line_ends_a_header() -> None:
    assert one("a.txt", "Title: A\n\nDate: 2025-06-19\nText.").body.startswith("Date:")


def test_a_label_comes_once() -> None:
    assert one("a.txt", "By: A Ek\nBy: B Ek\nText.").body == "By: B Ek\nText."


FRONT = '---\ntitle: "A Win"\ndate: 2025-06-19\ntags: [x]\nauthors:\n  - Jo Ek\n  - Al Ny\n---\n'


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("# A Win\n\n", {"title": "A Win"}),
        ("# A Win #\r\nDate: 2025-06-19\r\n\r\n", {"title": "A Win", "published_on": DAY}),
        ("Date: 2025-06-19\n\n# A Win\n\n", {"title": "A Win", "published_on": DAY}),
        (FRONT, {"title": "A Win", "published_on": DAY, "author": "Jo Ek and Al Ny"}),
        (
            FRONT + "\n# A Win\n",
            {"title": "A Win", "published_on": DAY, "author": "Jo Ek and Al Ny"},
        ),
        ("---\nauthor: [Jo Ek, 'Al Ny']\n# x\n...\n", {"author": "Jo Ek and Al Ny"}),
    ],
)
def test_markdown(header: str, expected: dict[str, object]) -> None:
    fields = {"title": "Ana Brel won.", "offset": len(header), **expected}
    assert one("a.MD", header + BODY) == Draft(body=BODY, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "body",
    [
        "---\nOnce upon a time.\n---\nText.",
        "## A Part\n\nText.",
        "#hashtag is no heading.",
        "---\n",
    ],
)
def test_markdown_that_is_body(body: str) -> None:
    assert one("a.md", body + "\nText.").offset == 0


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("Oslo wins\n\nThe city won. It did.", "Oslo wins"),
        ("Dr. A. Brel of the U.S. team won. It rained.", "Dr. A. Brel of the U.S. team won."),
        ("“It won!” she said. It did.", "“It won!” she said."),
        ("## A Part\n\nText.", "A Part"),
        ("The city of Oslo\nwon the prize. Again.", "The city of Oslo won the prize."),
        ("word " * 40, "word " * 23 + "word…"),
        ("x" * 300, "x" * 119 + "…"),
    ],
)
def test_title_from_the_body(body: str, title: str) -> None:
    assert one("a.txt", body).title == title


@pytest.mark.parametrize(
    ("data", "body"),
    [
        ("Café “won”.\r\n".encode(), "Café “won”.\r\n"),
        ("Café “won”.".encode("utf-16"), "Café “won”."),
        ("Café “won”.".encode("utf-32"), "Café “won”."),
        (
            "The café’s owner said “no” to the naïve minister.".encode("cp1252"),
            "The café’s owner said “no” to the naïve minister.",
        ),
    ],
)
def test_encodings(data: bytes, body: str) -> None:
    assert one("a.txt", data).body == body


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("a.txt", b"", "a.txt has no text"),
        ("a.txt", b"Title: A\n\n \n", "a.txt has no text"),
        ("a.md", b"# A\n", "a.md has no text"),
        ("a.txt", b"a\0b", "U+0000 at 1"),
        ("a.txt", b"\x8aPNG\r\n\x1a\n\0\0\0", "byte 0 (0x8A)"),
    ],
)
def test_what_cannot_be_read(name: str, data: bytes, part: str) -> None:
    (error,) = read_bytes(name, data)
    assert isinstance(error, ReadingError)
    assert part in str(error)


# A text with NULs in it is refused, or is UTF-16 without a mark.
NO_NUL = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
# Words that headers begin with, and what prose might do with them.
LABELS = "Title Headline Date Outlet Publication Source Author By URL Link date".split()


@settings(deadline=None)
@given(st.sampled_from(LABELS), st.sampled_from([" ", ", ", " of ", "s: "]), NO_NUL)
def test_prose_that_begins_like_a_header_is_whole(label: str, sign: str, text: str) -> None:
    body = f"{label}{sign}{text}"
    for item in read_bytes("a.txt", body.encode()):
        if isinstance(item, Draft) and MENDED not in item.notes:
            assert item.offset == 0 or item.published_on
            assert with_marks(body).endswith(item.body)


HEADERS = st.sampled_from(["", "\ufeff", " date 2025-06-19 ", "Title: A\r\n\r\n", FRONT, "# A\n"])


@settings(deadline=None)
@given(st.sampled_from(["a.txt", "a.md"]), HEADERS, st.text())
def test_the_body_is_the_decoded_file_from_the_offset_on(name: str, top: str, text: str) -> None:
    data = (top + text).encode()
    for item in read_bytes(name, data):
        if isinstance(item, Draft) and MENDED not in item.notes:
            assert decode(name, data)[item.offset :] == item.body
            assert item.title.strip()
            assert len(item.title) <= 300


def test_a_date_may_stand_before_the_first_paragraph() -> None:
    draft = one("a.txt", " date 2025-06-19 Russia has warned. It did.\n\n“No,” it said.")
    assert (draft.published_on, draft.offset) == (DAY, 17)
    assert draft.title == "Russia has warned."
