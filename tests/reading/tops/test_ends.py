"""Where an article ends: signs, what PressReader adds, articles divided by “###”."""

from __future__ import annotations

import pytest

from reading.prose import MAYBE_SEVERAL, UNDER_HEADINGS
from tests.support.drafts import drafts, one

BODY = "Rain fell on Varde.\n\n“It never stops,” said Oda Lien."
TOP = "Rain falls on Varde\nBy Ana Holt\nThe Varde Herald, 17 April 2023\n\n"


@pytest.mark.parametrize(
    "sign",
    [
        "###",
        "# # #",
        "#####",
        "-30-",
        "– 30 –",
        "ENDS",
        "-ends-",
        "— END —",
        "(END)",
        "***",
        "-fin-",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_sign_of_the_end_is_left_out(sign: str, end: str) -> None:
    for top, offset in (("", 0), (TOP, len(TOP) + (end == "\r\n") * 4)):
        text = f"{top}{BODY}\n\n{sign}\n\n".replace("\n", end)
        draft = one("a.txt", text)
        assert draft.body == BODY.replace("\n", end)
        assert text[draft.offset :].startswith(draft.body)
        assert draft.offset == offset


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n\nHere it ENDS",
        f"{BODY}\n\nEND OF THE ROAD",
        f"{BODY}\n\nENDS\n\nNotes to editors:\n1. Varde has 900 people.",
        f"{BODY}\n\nSection: the one with the roofs",
        f"{BODY}\n\nAuthor: a woman of Varde",
        "It is\n\n30",
    ],
)
def test_other_last_lines_stay(text: str) -> None:
    assert one("a.txt", text).body == text


@pytest.mark.parametrize(
    "below",
    [
        "(c) Copyright Thomson Reuters 2023.",
        "((ana.holt@wire.example; +47 555))\n\n(c) Copyright Reuters 2023",
        "-0- Apr/17/2023 05:00 GMT",
        "To contact the reporter on this story:\nAna Holt in Varde at ana@wire.example\n\n-0-",
        "# dpa-Notizblock\n\n## dpa-Kontakte\n- Autor: Ana Holt\n\ndpa ab z2\n170500 Apr 23",
    ],
)
def test_what_agencies_write_for_editors_is_left_out(below: str) -> None:
    assert one("a.txt", f"{TOP}{BODY}\n\n{below}\n").body == BODY


@pytest.mark.parametrize(
    "last",
    ["“To contact the reporter was hard,” she said.", "(She smiled.)", "A Reuters team won."],
)
def test_prose_about_reporters_stays(last: str) -> None:
    assert one("a.txt", f"{TOP}{BODY}\n\n{last}").body.endswith(last)


def test_what_pressreader_adds() -> None:
    below = "Newspapers in English\nNewspapers from Norway\n\n© PressReader. All rights reserved.\n"
    assert one("a.txt", f"{TOP}{BODY}\n\n{below}").body == BODY
    labels = (
        "Article Name:Rain falls on Varde\nPublication:The Varde Herald\nAuthor:By ANA HOLT\n"
        "Start Page:3\nEnd Page:3\n"
    )
    for written in (labels, labels.replace("\nAuthor", "\nSection:News\nAuthor")):
        draft = one("a.txt", f"{BODY}\n\n{written}")
        titled = one("a.txt", f"Rain falls on Varde\n\n{BODY}\n\n{written}")
        assert (titled.body, titled.title) == (BODY, draft.title)
        assert (draft.body, draft.title) == (BODY, "Rain falls on Varde")
        assert (draft.outlet, draft.author) == ("The Varde Herald", "Ana Holt")


def test_what_pressreader_adds_to_a_page() -> None:
    below = "<ul><li>Newspapers in English</li><li>Newspapers from Norway</li></ul>"
    words = "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))
    page = f"<html><body><article><h1>Rain</h1>{words}{below}</article></body></html>"
    assert one("a.html", page).body == BODY


@pytest.mark.parametrize("sign", ["###", "# # #", "#####"])
def test_articles_between_signs(sign: str) -> None:
    other = "Snow falls on Selby\nBy Jon Weir\nSelby Post, 18 April 2023\n\nNobody minded."
    found = drafts("a.txt", f"{TOP}{BODY}\n\n{sign}\n\n{other}\n\n{sign}\n")
    assert [(each.title, each.outlet) for each in found] == [
        ("Rain falls on Varde", "The Varde Herald"),
        ("Snow falls on Selby", "Selby Post"),
    ]
    assert [each.body for each in found] == [BODY, "Nobody minded."]


def test_what_a_press_release_says_of_its_sender_is_no_other_article() -> None:
    long = " ".join(["Rain fell on Varde, and on all its roofs."] * 9)
    (draft,) = drafts("a.txt", f"{long}\n\n###\n\nAbout Varde\n{long}")
    assert draft.notes == ()
    (draft,) = drafts("a.txt", f"{long}\n\n###\n\nSnow in Selby\n{long}")
    assert draft.notes == (MAYBE_SEVERAL,)


@pytest.mark.parametrize(
    ("parts", "notes"),
    [
        (["# Rain in Varde", "# Snow in Selby"], (UNDER_HEADINGS,)),
        (["# Rain in Varde", "# Snow in Selby", "# Fog in Ruun"], (UNDER_HEADINGS,)),
        (["# Rain in Varde", "## The roofs", "## The harbour"], ()),
        (["# Rain in Varde"], ()),
    ],
)
def test_long_texts_under_headings_alone_may_be_several(
    parts: list[str], notes: tuple[str, ...]
) -> None:
    long = " ".join(["Rain fell on Varde, and on all its roofs."] * 9)
    (draft,) = drafts("a.md", "\n\n".join(f"{part}\n\n{long}" for part in parts))
    assert draft.notes == notes


def test_short_parts_under_headings_are_sections() -> None:
    long = " ".join(["Rain fell on Varde, and on all its roofs."] * 9)
    (draft,) = drafts("a.md", f"# Rain in Varde\n\n{long}\n\n# Corrections\n\nNone.")
    assert draft.notes == ()
