"""Pages as they are set: columns, running heads, printed web pages, papers with two articles."""

from __future__ import annotations

import datetime as dt

import pytest
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import Draft, ReadingError, read_bytes
from reading.paper.columns import Line, ordered, rows_joined
from reading.paper.lines import joined
from reading.paper.margins import marked
from tests.support.sizes import sized

DAY = dt.date(2025, 6, 19)
LEFT = [
    "The roof of the school leaks,",
    "its head said on Thursday to",
    "all who came. “It rains on us",
    "every day,” said Ana Brel, the",
    "head. She has led the school",
    "for eleven years in this town.",
]
RIGHT = [
    "The mayor of the town, Jo Ek,",
    "was not at home. “There is no",
    "money for a roof,” he said on",
    "the telephone, from an island",
    "in the south. He will be back",
    "when the holidays are over.",
]
BODY = f"{' '.join(LEFT)} {' '.join(RIGHT)}"


class Paper:
    """A page on which words are put where they are to be."""

    def __init__(self) -> None:
        self.made = FPDF()
        self.made.set_auto_page_break(auto=False)
        self.page()

    def page(self) -> None:
        self.made.add_page()

    def put(self, x: float, y: float, text: str, size: float = 10) -> None:
        self.made.set_font("times", size=size)
        self.made.text(x, y, expected(text))

    def read(self) -> list[Draft | ReadingError]:
        return list(read_bytes("a.pdf", bytes(self.made.output())))

    def one(self) -> Draft:
        (draft,) = self.read()
        assert isinstance(draft, Draft), draft
        return draft


def expected(text: str) -> str:
    """The text in what the fonts know that every viewer has: no typographic marks."""
    return text.translate(str.maketrans("“”’", '""\''))


@pytest.mark.parametrize("by_row", [True, False])
def test_columns_are_read_one_behind_the_other(by_row: bool) -> None:
    paper = Paper()
    places = [
        *((20, 40 + 5 * at, line) for at, line in enumerate(LEFT)),
        *((85, 40 + 5 * at, line) for at, line in enumerate(RIGHT)),
    ]
    for x, y, line in sorted(places, key=lambda place: place[1]) if by_row else places:
        paper.put(x, y, line)
    draft = paper.one()
    assert draft.body == expected(BODY)
    assert draft.notes == ()


def test_long_columns_with_gaps_between_their_paragraphs() -> None:
    paper = Paper()
    words = [LEFT, RIGHT] * 5
    for column in range(3):
        y = 40 + 1.5 * column
        for paragraph in words:
            for line in paragraph:
                paper.put(15 + 62 * column, y, line, 9)
                y += 3.9
            y += 2.5
    draft = paper.one()
    assert draft.body.split() == [
        word for each in words * 3 for word in expected(" ".join(each)).split()
    ]
    assert draft.notes == ()


def test_two_lines_of_columns_on_the_last_page() -> None:
    paper = Paper()
    for lines in (LEFT[:4], LEFT[4:]):
        for at, line in enumerate(lines):
            paper.put(20, 40 + 5 * at, line)
        others = RIGHT[: len(lines)] if len(lines) > 2 else RIGHT[4:]
        for at, line in enumerate(others):
            paper.put(85, 40 + 5 * at, line)
        if len(lines) > 2:
            paper.page()
    order = [*LEFT[:4], *RIGHT[:4], *LEFT[4:], *RIGHT[4:]]
    assert paper.one().body.split() == expected(" ".join(order)).split()


def test_a_page_of_too_many_parts_says_that_its_order_is_unsure() -> None:
    blocks, sure = ordered([Line("Words", 40 * (at % 10), 20 * at, 40, 9) for at in range(200)])
    assert len(blocks) == 1
    assert not sure


def test_a_heading_over_both_columns_comes_first() -> None:
    paper = Paper()
    paper.put(20, 30, "The roof of the school leaks and nobody in the town mends it", 16)
    for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        paper.put(20, 40 + 5 * at, left)
        paper.put(85, 40 + 5 * at, right)
    heading, body = paper.one().body.split("\n\n")
    assert heading == "The roof of the school leaks and nobody in the town mends it"
    assert body == expected(BODY)


def test_a_table_is_read_row_by_row() -> None:
    paper = Paper()
    for at, (name, number) in enumerate(
        [("Oslo", "12"), ("Bergen", "7"), ("Moss", "3"), ("Voss", "1")]
    ):
        paper.put(20, 40 + 5 * at, name)
        paper.put(85, 40 + 5 * at, number)
    assert paper.one().body.split() == ["Oslo", "12", "Bergen", "7", "Moss", "3", "Voss", "1"]


def test_numbered_lines_stay_together() -> None:
    paper = Paper()
    for at, line in enumerate(LEFT):
        paper.put(20, 40 + 10 * at, f"{at + 1}.")
        paper.put(30, 40 + 10 * at, line)
    assert "1. The roof" in paper.one().body


def test_running_heads_are_out_of_sentences() -> None:
    paper = Paper()
    for number, lines in enumerate([LEFT, RIGHT], start=1):
        if number > 1:
            paper.page()
        paper.put(20, 15, f"A report on roofs {number}")
        paper.put(20, 285, f"- {number} -")
        for at, line in enumerate(lines):
            paper.put(20, 40 + 5 * at, line)
    assert paper.one().body.replace("\n\n", " ") == expected(BODY)


@pytest.mark.parametrize(
    "head",
    [
        "The Northern Echo   Thursday 19 June 2025   4",
        "THE NORTHERN ECHO | 19 June 2025 | 4",
        "4 | 19 June 2025 | The Northern Echo",
    ],
)
@pytest.mark.parametrize("y", [12, 290])
def test_a_papers_running_head_says_outlet_and_day(head: str, y: float) -> None:
    paper = Paper()
    paper.put(60, y, head, 8)
    for at, line in enumerate(LEFT):
        paper.put(20, 40 + 5 * at, line)
    draft = paper.one()
    assert (draft.outlet, draft.published_on) == ("The Northern Echo", DAY)
    assert draft.body == expected(" ".join(LEFT))


def test_two_articles_on_a_papers_page() -> None:
    paper = Paper()
    paper.put(60, 12, "The Northern Echo   Thursday 19 June 2025   4", 8)
    for x, headline, writer, lines in (
        (20, "Roof leaks", "Jo Ek", LEFT),
        (110, "Mayor is away", "By Al Ny and Bo Lund", RIGHT),
    ):
        paper.put(x, 30, headline, 16)
        paper.put(x, 38, writer)
        for at, line in enumerate(lines):
            paper.put(x, 46 + 5 * at, line)
    first, second = paper.read()
    assert first == Draft("Roof leaks", expected(" ".join(LEFT)), DAY, "The Northern Echo", "Jo Ek")
    assert second == Draft(
        "Mayor is away", expected(" ".join(RIGHT)), DAY, "The Northern Echo", "Al Ny and Bo Lund"
    )


@pytest.mark.parametrize(
    ("words", "below"),
    [
        (["“It rains on us", "every day”"], ["ANA BREL"]),
        (["“It rains on us", "every day”"], ["- Ana Brel, head"]),
        (["“It rains on us", "every day”"], ["Ana Brel", "Head of the school"]),
        (["It rains on us", "every day"], []),
        (["“There is no", "money for a roof”"], ["JO EK"]),
        (["“She has led ... for", "eleven years”"], []),
        (["“It rains", "every day”"], ["ANA BREL"]),
    ],
)
def test_a_pull_quote_is_no_article(words: list[str], below: list[str]) -> None:
    """The text goes on around it."""
    paper = Paper()
    paper.put(20, 20, "The roof of the school leaks", 24)
    paper.put(20, 30, "By Al Ny")
    for at, line in enumerate([*LEFT, *RIGHT]):
        paper.put(20, 40 + 5 * (at if at < 8 else at + 8), line)
    for at, line in enumerate(words):
        paper.put(20, 87 + 7 * at, line, 16)
    for at, line in enumerate(below):
        paper.put(20, 102 + 4 * at, line, 8)
    draft = paper.one()
    assert (draft.title, draft.author) == ("The roof of the school leaks", "Al Ny")
    assert draft.body.split() == expected(BODY).split()


@pytest.mark.parametrize("byline", ["By Bo Lund", "BO LUND", "Bo Lund"])
def test_a_headline_in_quotation_marks_begins_an_article(byline: str) -> None:
    """Its words are in its text as those of a pull quote are; who is named below is not."""
    paper = Paper()
    for y, headline, writer, lines in (
        (20, "The roof of the school leaks", "By Al Ny", LEFT),
        (120, "“There is no money for a roof”", byline, RIGHT),
    ):
        paper.put(20, y, headline, 20)
        paper.put(20, y + 8, writer)
        for at, line in enumerate(lines):
            paper.put(20, y + 16 + 5 * at, line)
    first, second = paper.read()
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert (second.title, second.author) == (expected("“There is no money for a roof”"), "Bo Lund")
    assert first.body == expected(" ".join(LEFT))
    assert second.body == expected(" ".join(RIGHT))


def test_a_headline_of_two_lines() -> None:
    """What a program calls the file is no title where the page has another."""
    paper = Paper()
    paper.made.set_title("page_04 final")
    paper.put(20, 20, "The roof of the school in the", 24)
    paper.put(20, 29, "old town leaks", 24)
    paper.put(20, 40, "By Jo Ek")
    for at, line in enumerate([*LEFT, *RIGHT]):
        paper.put(20, 50 + 4 * at, line)
    draft = paper.one()
    assert draft.title == "The roof of the school in the old town leaks"
    assert (draft.author, draft.body) == ("Jo Ek", expected(BODY))


def test_an_export_of_a_database_is_divided_by_its_marks() -> None:
    """Its headings are large, but what is below them is the outlet; its marks are no margins."""
    paper = Paper()
    titles = ["The roof leaks again", "A wall fell in Oslo", "Doors are shut"]
    for title in titles:
        if title != titles[0]:
            paper.page()
        paper.put(20, 20, title, 24)
        fields = ["The Echo", "19 June 2025", "Copyright 2025 The Echo", "Byline: Jo Ek", "Body"]
        for at, line in enumerate([*fields, *LEFT, "Load-Date: 19 June 2025", "End of Document"]):
            paper.put(20, 30 + 6 * at, line)
    drafts = [item for item in paper.read() if isinstance(item, Draft)]
    assert [draft.title for draft in drafts] == titles
    for draft in drafts:
        assert (draft.outlet, draft.author, draft.published_on) == ("The Echo", "Jo Ek", DAY)
        assert draft.body.startswith("The roof of the school leaks")
        assert draft.body.endswith("in this town.")


def test_a_printed_web_page() -> None:
    paper = Paper()
    paper.made.set_title("Roof leaks | The Echo")
    lines = [
        "We and 847 partners value your privacy", "Accept all", "Home", "Roof leaks", "By Jo Ek",
        "19 June 2025", "Share on Facebook Copy link", *LEFT, "Read more: Rain in Oslo", *RIGHT,
        *LEFT, "More on this story", "Mayor says no",
    ]  # fmt: skip
    for at, line in enumerate(lines):
        paper.put(20, 30 + 5 * at, line)
    for number in (1, 2):
        if number == 2:
            paper.page()
            paper.put(20, 30, "Comments (2)")
            paper.put(20, 35, "Nobody should pay, said my neighbour.")
        paper.put(8, 8, "6/21/25, 10:18 PM", 7)
        paper.put(70, 8, "Roof leaks | The Echo", 7)
        paper.put(8, 293, "https://echo.example/roof", 7)
        paper.put(195, 293, f"{number}/2", 7)
    draft = paper.one()
    assert (draft.title, draft.author, draft.published_on) == ("Roof leaks", "Jo Ek", DAY)
    assert draft.url == "https://echo.example/roof"
    for left_out in [
        "847",
        "Accept",
        "Home",
        "Share",
        "Read more",
        "Mayor says",
        "neighbour",
        "1/2",
    ]:
        assert left_out not in draft.body
    assert draft.body.startswith(LEFT[0])


@pytest.mark.parametrize("creator", ["", "Mozilla/5.0 (X11) Chrome/120.0", "Mozilla Firefox 119"])
def test_a_printed_page_that_was_kept_on_a_disk_or_has_no_address(creator: str) -> None:
    paper = Paper()
    paper.made.set_title("Roof leaks | The Echo")
    for at, line in enumerate(["Home", "Roof leaks", "By Jo Ek", *LEFT, *RIGHT, *LEFT, "Comments"]):
        paper.put(20, 30 + 5 * at, line)
    paper.made.set_creator(creator)
    if not creator:
        paper.put(8, 8, "6/21/25, 10:18 PM", 7)
        paper.put(8, 293, "file:///home/jo/roof.html", 7)
    draft = paper.one()
    assert (draft.title, draft.author, draft.url) == ("Roof leaks", "Jo Ek", "")
    assert draft.body.startswith(LEFT[0])
    assert "Comments" not in draft.body


def test_a_running_head_with_the_words_of_the_headline() -> None:
    paper = Paper()
    for number, lines in enumerate([LEFT, RIGHT]):
        paper.put(20, 12, "Roof leaks", 8)
        if number == 0:
            paper.put(20, 30, "Roof leaks", 18)
            paper.put(20, 36, "By Jo Ek")
        for at, line in enumerate(lines):
            paper.put(20, 45 + 5 * at, line)
        if number == 0:
            paper.page()
    draft = paper.one()
    assert (draft.title, draft.author) == ("Roof leaks", "Jo Ek")
    assert draft.body.split() == expected(BODY).split()


def test_a_paragraph_ends_at_an_indent() -> None:
    paper = Paper()
    for at, line in enumerate([*LEFT, *RIGHT]):
        paper.put(26 if at in {0, 6} else 20, 40 + 5 * at, line)
    assert paper.one().body == expected(f"{' '.join(LEFT)}\n\n{' '.join(RIGHT)}")


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("of well-\nknown parts", "of well-known parts"),
        ("a self-\nmade man", "a self-made man"),
        ("a self-\nless man", "a selfless man"),
        ("the ex-\necutive of it", "the executive of it"),
        ("the deterio-\nration of it", "the deterioration of it"),
        ("said Ana Brel-\nEk of it", "said Ana Brel-Ek of it"),
    ],
)
def test_hyphens_at_the_ends_of_lines(lines: str, words: str) -> None:
    assert joined(lines) == words


def test_text_in_a_margin_that_says_nothing_known_stays() -> None:
    marks, found = marked([["The roof leaks in Oslo.", "It rains."]])
    assert marks == [[False, False]]
    assert not found.of_browser


LINES = st.builds(
    lambda x, y, width, size: Line("Some words", x, y, x + width, y + size),
    st.floats(0, 500), st.floats(0, 800), st.floats(1, 300), st.floats(4, 30),
)  # fmt: skip


@settings(max_examples=sized(30, 100), deadline=None)
@given(st.lists(LINES, max_size=40))
def test_no_line_is_lost_or_doubled(lines: list[Line]) -> None:
    (rows,) = rows_joined([lines])
    assert sum(row.text.count("words") for row in rows) == len(lines)
    blocks, _ = ordered(rows)
    assert sorted(id(line) for block in blocks for line in block.lines) == sorted(map(id, rows))


def test_order_is_found_in_time() -> None:
    lines = [
        Line("Words", 37 * at % 500, 11 * at % 800, 37 * at % 500 + 40, 11 * at % 800 + 9)
        for at in range(2000)
    ]
    (rows,) = rows_joined([lines])
    blocks, sure = ordered(rows)
    assert blocks
    assert not sure
