"""Articles in a text that have a headline, a byline and a day each, without a rule between them."""

from __future__ import annotations

import datetime as dt

import pytest

from reading import Draft
from reading.readers import read_bytes

BODIES = [" ".join([words] * 9) for words in (
    "The roof of the town hall leaks, and nobody mends it.",
    "Snow closed the road to Selby, as it does each year.",
)]  # fmt: skip
LAYOUTS = [
    "{title}\nBy {name}\n{day}\n\n{body}",
    "{title}\n\nBy {name}\n\n{day}\n\n{body}",
    "{title}\n{day}\nBy {name}\n\n{body}",
    "{title}\nBy {name} | {day}\n\n{body}",
    "{title}\nBy {name}, The Northern Echo, {day}\n\n{body}",
    "{title}\nA line below it says a little more\nBy {name}\n{day}\n\n{body}",
    "{day}\n{title}\nBy {name}\n\n{body}",
    "The Northern Echo\n{day}\n{title}\nBy {name}\n\n{body}",
    "The Northern Echo, {day}\n\n{title}\n\nBy {name}\n\n{body}",
    "{title}\n{name}\n{day}\n\n{body}",
    "{title}\nBy {name}\nRoof Correspondent\n{day}\n\n{body}",
    "{title}\nPublished {day}, 4:05 p.m.\n{name}\n\n{body}",
]
NOTE = "“Snow in Selby” has a byline or a day of its own"


def drafts(text: str, name: str = "a.txt") -> list[Draft]:
    return [each for each in read_bytes(name, text.encode()) if isinstance(each, Draft)]


def both(layout: str, second: str = "") -> str:
    first = layout.format(title="Roof leaks", name="Jo Ek", day="19 June 2025", body=BODIES[0])
    layout = second or layout
    other = layout.format(
        title="Snow in Selby", name="Ana Brel", day="20 June 2025", body=BODIES[1]
    )
    return f"{first}\n\n\n{other}\n"


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_articles_with_a_headline_a_byline_and_a_day_are_divided(layout: str, end: str) -> None:
    text = both(layout).replace("\n", end)
    found = drafts(text)
    assert [(each.title, each.author, each.published_on) for each in found] == [
        ("Roof leaks", "Jo Ek", dt.date(2025, 6, 19)),
        ("Snow in Selby", "Ana Brel", dt.date(2025, 6, 20)),
    ]
    for each, body in zip(found, BODIES, strict=True):
        assert each.body.endswith(body)
        assert not each.notes
        if each.body == body:
            assert text[each.offset :].startswith(body)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("{title}\nBy {name}\n\n{body}", ""),
        ("{title}\n\nBy {name}\n\n{body}", ""),
        ("{title}\n{day}\n\n{body}", ""),
        ("{title}\nThe Northern Echo, {day}\n\n{body}", ""),
        (LAYOUTS[0], "{title}\nBy {name}\n\n{body}"),
        ("Title: {title}\nDate: {day}\n\n{body}", "{title}\nBy {name}\n\n{body}"),
    ],
)
def test_articles_that_state_less_stay_together_with_a_note(first: str, second: str) -> None:
    (draft,) = drafts(both(first, second))
    assert draft.title == "Roof leaks"
    assert draft.body.rstrip().endswith(BODIES[1])
    (note,) = draft.notes
    assert NOTE in note


@pytest.mark.parametrize(
    "between",
    [
        "Snow in Selby",  # a heading
        "What comes next\n\nThe town votes.",
        "Snow in Selby\n\nBy the end of June, nobody was left.",
        "Snow in Selby\nBy now all know it.",
        "The mayor said:\nBy Ana Brel",
        "- Snow in Selby\nBy Ana Brel",
        "Selby\n20 June 2025",
    ],
)
def test_a_section_is_no_other_article(between: str) -> None:
    top = f"Roof leaks\nBy Jo Ek\n19 June 2025\n\n{BODIES[0]}"
    (draft,) = drafts(f"{top}\n\n{between}\n\n{BODIES[1]}")
    assert not draft.notes


def test_a_short_part_is_no_other_article() -> None:
    (draft,) = drafts(f"Roof leaks\nBy Jo Ek\n\n{BODIES[0]}\n\nMore on roofs\nBy Ana Brel\n\nRain.")
    assert not draft.notes


def test_a_list_of_articles_is_none() -> None:
    listed = "Snow in Selby\nBy Ana Brel\n20 June 2025\n" * 40
    (draft,) = drafts(f"Roof leaks\nBy Jo Ek\n19 June 2025\n\n{BODIES[0]}\n\n{listed}")
    assert not draft.notes
    (draft,) = drafts(
        f"Roof leaks\n19 June 2025\n\n{BODIES[0]}\n\n" + "It snows\n20 June 2025\n" * 40
    )
    assert not draft.notes


def test_a_text_that_states_nothing_has_no_other_article() -> None:
    (draft,) = drafts(f"{BODIES[0]}\n\nSnow in Selby\nBy Ana Brel\n\n{BODIES[1]}")
    assert not draft.notes


def test_asterisks_between_sections_without_headlines_divide_nothing() -> None:
    for rule in ("* * *", "***"):
        (draft,) = drafts(
            f"Title: Roof\nDate: 19 June 2025\n\n{BODIES[0]}\n\n{rule}\n\n{BODIES[1]}"
        )
        assert not draft.notes
        (draft,) = drafts(f"{BODIES[0]}\n\n{rule}\n\nSnow in Selby\n\n{BODIES[1]}")
        assert draft.notes
