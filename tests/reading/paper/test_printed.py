"""Web pages that a browser printed: what is around an article stays out, all of it stays in."""

from __future__ import annotations

import pytest

from reading.pages.stubs import ONLY_BEGINNING
from reading.paper import around
from reading.paper.columns import Line
from reading.paper.drawn import drawn
from reading.paper.pdf import ORDER_UNSURE
from reading.paper.printed import MAY_GO_ON, article, largest
from reading.paper.typeset import Paragraph, paragraphs
from reading.tops.stating import Top
from tests.reading.paper.test_pdf import DAY, LEFT, RIGHT, Paper, expected

TITLE = "Roof leaks"
PROSE = [
    "The roof of the school has leaked since the storm in May, and the town has no money to mend "
    "it before the winter, its head said on Thursday.",
    "“It rains on us every day,” said Ana Brel, who has led the school for eleven years and who "
    "means to stay until the last bucket is put away.",
    "The mayor, Jo Ek, was on an island in the south. He will be back when the holidays are over, "
    "said his office, and will look at the roof.",
]
READERS = ["Comments (2)", "bucket7", "Nobody should pay, said my neighbour.", "Reply"]


def never(_: str) -> bool:
    return False


def page(*texts: str, size: float = 10) -> list[Paragraph]:
    return [Paragraph(text, 40, size, 700) for text in texts]


def read(*texts: str) -> list[str]:
    shown, _ = article(page("Home", TITLE, *texts), TITLE)
    return shown


@pytest.mark.parametrize(
    "heading",
    [
        "Comments", "12 Comments", "Comments (12)", "Reader comments", "Join the conversation",
        "Leave a comment", "View all 7 comments", "Kommentare (4)", "3 Kommentare",
        "Diskutieren Sie mit", "Commentaires (2)", "Laisser un commentaire", "Comentarios",
        "Deja tu comentario", "Vos commentaires", "Responses (5)", "Add a comment…",
        "Únete a la conversación",
    ],
)  # fmt: skip
def test_what_readers_say_is_left_out(heading: str) -> None:
    assert read(*PROSE, heading, *READERS[1:]) == [TITLE, *PROSE]


def right(*texts: str) -> list[Paragraph]:
    return [Paragraph(text, 300, 10, 700) for text in texts]


BUTTONS, AGO = "Reply Like (3)", "bucket7 2 days ago"


@pytest.mark.parametrize("heading", ["Comments (2)", "1 comment", "Join the conversation"])
def test_an_article_that_goes_on_in_columns_behind_comments(heading: str) -> None:
    said = page(heading, AGO, "Nobody should pay, said my neighbour.", BUTTONS)
    first, second = page(TITLE, *PROSE[:2]), right(PROSE[2])
    shown = article([*first, *second, *said, *page(*PROSE[:2]), *right(PROSE[2])], TITLE)
    assert shown == ([TITLE, *PROSE, *PROSE], ())


@pytest.mark.parametrize(
    "behind",
    [
        page(BUTTONS, PROSE[0]),  # in the column of the comments
        page("2 days ago", "Nobody should pay.", PROSE[1]),
        [*page(BUTTONS), Paragraph("Bull in bank", 40, 20, 700), *page(*PROSE)],
        page("Nobody should pay.", *PROSE, "bucket8 1 day ago", "Nor I."),
    ],
)
def test_what_is_left_out_behind_comments_is_said(behind: list[Paragraph]) -> None:
    said = page("Comments (2)", AGO, "Nobody should pay, said my neighbour.")
    assert article([*page(TITLE, *PROSE), *said, *behind], TITLE) == ([TITLE, *PROSE], (MAY_GO_ON,))


@pytest.mark.parametrize("last", [(AGO, PROSE[2]), (PROSE[2], BUTTONS), (BUTTONS, "© The Echo")])
def test_nothing_is_said_of_comments_alone(last: tuple[str, ...]) -> None:
    said = page("Comments (2)", AGO, PROSE[0], AGO, *last)
    assert article([*page(TITLE, *PROSE), *said], TITLE) == ([TITLE, *PROSE], ())


def test_a_link_to_comments_above_an_article_does_not_end_it() -> None:
    standfirst = "Rain in every room, and a town that waits for its mayor to come home. " * 3
    assert read(standfirst, "12 comments", *PROSE * 5)[-1] == PROSE[-1]


@pytest.mark.parametrize("asked", ["Join the conversation", "Have your say", "What do you think?"])
def test_a_question_within_an_article_does_not_end_it(asked: str) -> None:
    assert read(*PROSE, asked, *PROSE) == [TITLE, *PROSE, *PROSE]
    assert read(*PROSE, asked, *PROSE, *READERS) == [TITLE, *PROSE, *PROSE]


@pytest.mark.parametrize(
    "heading",
    [
        "Most read", "Related stories", "You might also like", "More from Oslo",
        "Tags: roofs, rain", "Meistgelesen", "Das könnte Sie auch interessieren", "Les plus lus",
        "Sur le même sujet", "Lo más leído", "Te puede interesar", "More by this author",
    ],
)  # fmt: skip
def test_a_list_of_others_is_left_out_and_the_article_goes_on_behind_it(heading: str) -> None:
    others = ["A bull walks into a bank", "Ferry late again", "The best scones in town"]
    assert read(*PROSE, heading, *others) == [TITLE, *PROSE]
    assert read(*PROSE, heading, *others, *PROSE[:1]) == [TITLE, *PROSE, PROSE[0]]


def test_a_heading_behind_a_list_of_others_stays() -> None:
    subheading = Paragraph("What it costs", 40, 13, 300)
    shown, _ = article(
        [*page(TITLE, *PROSE, "Most read", "Ferry late again"), subheading, *page(PROSE[0])], TITLE
    )
    assert shown == [TITLE, *PROSE, "What it costs", PROSE[0]]


def test_what_is_in_another_place_or_size_is_no_part_of_the_article() -> None:
    beside = Paragraph(PROSE[0], 400, 10, 700)
    smaller = Paragraph(PROSE[1], 40, 8, 700)
    shown, _ = article([*page(TITLE, *PROSE, "Most read"), beside, smaller], TITLE)
    assert shown == [TITLE, *PROSE]


@pytest.mark.parametrize(
    "words",
    [
        "© 2026 The Echo", "The Echo, 4 Quay Street. Terms. Privacy policy. Cookie settings.",
        "© 2026 Echo GmbH | Impressum | Datenschutz", "Aviso legal. Política de privacidad.",
        "Mentions légales. Politique de confidentialité.",
    ],
)  # fmt: skip
def test_the_foot_of_a_page_is_left_out(words: str) -> None:
    assert read(*PROSE, words) == [TITLE, *PROSE]


@pytest.mark.parametrize(
    "words",
    [
        "We use cookies and other technologies on this website. By continuing you agree. OK",
        "We and our 612 partners value your privacy. Accept all Manage options",
        "This site uses cookies to improve your experience. Learn more Got it",
        "Wir verwenden Cookies und ähnliche Technologien. Alle akzeptieren Einstellungen",
        "Nous utilisons des cookies pour améliorer votre expérience. Tout accepter Paramétrer",
        "Utilizamos cookies propias y de terceros. Aceptar todo Configurar",
        "Share Facebook X WhatsApp Email", "43 shares", "Teilen Merken Drucken",
        "Partager Imprimer", "Save Share Gift article", "Share Print",
        "Sign up for our morning newsletter Sign up", "Get the Echo in your inbox",
        "Lire aussi : Les ponts du département", "Lesen Sie auch: Regen in Oslo",
        "The quay in January. Photo: Ana Brel", "Skip past newsletter promotion",
    ],
)  # fmt: skip
def test_what_is_surely_no_text(words: str) -> None:
    assert around.is_noise(words)
    assert read(*PROSE[:2], words, PROSE[2]) == [TITLE, *PROSE]


@pytest.mark.parametrize(
    "words",
    [
        "We use cookies to say thank you, said the baker.",
        "“We use cookies and we accept that you see them on this website,” said Ana Brel.",
        "The firm said it would stop using cookies to follow readers of this website.",
        "She took a picture by the lake, and another by the road.",
        "Share prices fell in Oslo on Friday.",
        "Comments by the mayor had angered the school.",
        "Related costs are borne by the town.",
        "Sign up for the meeting at the town hall, the mayor told parents.",
        "More from the town will be known in March.",
    ],
)
def test_sentences_with_such_words_stay(words: str) -> None:
    assert read(*PROSE, words, PROSE[0]) == [TITLE, *PROSE, words, PROSE[0]]


def test_a_page_that_sells_the_rest_is_only_the_beginning() -> None:
    offer = ["Subscribe to continue reading", "Only 1 a week.", "Already a subscriber? Log in"]
    assert article(page(TITLE, *PROSE, *offer), TITLE) == (
        [TITLE, *PROSE],
        (ONLY_BEGINNING,),
    )


def test_a_headline_that_is_not_the_title() -> None:
    head = Paragraph("A school without a roof waits", 40, 24, 700)
    assert largest([*page("The Echo"), head, *page(*PROSE)]) == head.text
    assert largest([*page("The Echo", "Home", *PROSE)]) == ""


# ── order and paragraphs ──────────────────────────────────────────────────────────────────


def column(texts: list[str], left: float, top: float, size: float = 10) -> list[Line]:
    return [
        Line(text, left, top - 12 * at - size, left + 5 * len(text), top - 12 * at)
        for at, text in enumerate(texts)
    ]


def test_parts_are_read_as_drawn_but_none_before_what_is_above_it() -> None:
    """A headline that is laid over the page is drawn last."""
    left, right = column(LEFT, 40, 600), column(RIGHT, 240, 600)
    comments, head = column(["Comments (3)"], 40, 400), [Line("Roof leaks", 40, 680, 400, 700)]
    assert drawn([[*left, *right, *comments, *head]]) == [[*head, *left, *right, *comments]]


def test_rows_of_columns_are_no_order() -> None:
    rows = zip(column(LEFT * 3, 40, 600), column(RIGHT * 3, 240, 600), strict=True)
    assert drawn([[line for row in rows for line in row]]) is None


def test_what_is_at_one_place_of_every_page_is_left_out() -> None:
    banner = column(["We like biscuits here. Fine"], 40, 30)
    pages = [[*column(LEFT, 40, 600), *banner], [*column(RIGHT, 40, 700), *banner]]
    assert drawn(pages) == [column(LEFT, 40, 600), column(RIGHT, 40, 700)]
    assert [each.text for each in paragraphs(drawn(pages) or [], around.stands_alone)] == [
        " ".join(LEFT),
        " ".join(RIGHT),
    ]


def test_a_paragraph_goes_on_in_the_next_column_and_page() -> None:
    words = " ".join([*LEFT[:3], *LEFT[3:6]])
    (one,) = paragraphs([[*column(LEFT[:3], 40, 600)], column(LEFT[3:6], 40, 700)], never)
    assert one.text == words
    (two,) = paragraphs([[*column(LEFT[:3], 40, 600), *column(LEFT[3:6], 240, 600)]], never)
    assert two.text == words


def test_a_banner_at_the_end_of_a_page_does_not_go_on_in_the_next() -> None:
    banner = column(["We like biscuits"], 30, 30)
    pages = [[*column(LEFT, 40, 600), *banner], column(RIGHT, 40, 700)]
    assert [each.text for each in paragraphs(pages, never)][-1] == " ".join(RIGHT)


def test_a_banner_that_lies_on_the_text_is_left_out() -> None:
    """The letters of both are one after another then."""
    banner = [Line("We like biscuits here, you agree. Fine", 40, 20, 230, 30)]
    cut = [
        Line("We like biscuits here, you agr", 40, 20, 190, 30),
        Line("ee. Fine", 191, 20, 230, 30),
    ]
    text = Line("3 comments", 40, 22, 90, 34)
    pages = [[*column(LEFT, 40, 600), *banner], [*column(RIGHT, 40, 700), cut[0], text, cut[1]]]
    assert drawn(pages) == [column(LEFT, 40, 600), [*column(RIGHT, 40, 700), text]]


def test_lines_with_wide_leading_are_one_paragraph() -> None:
    lines = [
        Line(text, 40, 600 - 22 * at - 10, 40 + 5 * len(text), 600 - 22 * at)
        for at, text in enumerate(LEFT)
    ]
    below = [Line("It rains.", 40, 430, 90, 440)]
    assert [each.text for each in paragraphs([[*lines, *below]], never)] == [
        " ".join(LEFT),
        "It rains.",
    ]


def test_a_line_with_such_words_that_goes_on_below_is_no_part_of_its_own() -> None:
    lines = column(
        ["It rains in here every day.", "Read more: so the", "sign above the door says."], 40, 600
    )
    assert [each.text for each in paragraphs([lines], around.stands_alone)] == [
        "It rains in here every day. Read more: so the sign above the door says."
    ]


def test_who_wrote_it_and_when_below_a_headline() -> None:
    for head, names, day in (
        (["Rain in every room.", "Jo Ek", "Fri 19 Jun 2025 11.00 CET"], "Jo Ek", DAY),
        (["von Jo Ek", "Stand: 19.06.2025, 16:45 Uhr"], "Jo Ek", DAY),
        (["Por Jo Ek / Oslo", "Jueves, 19 de junio de 2025 | 20:15"], "Jo Ek", DAY),
        (["Jo Ek jo@echo.example", "Jun 19, 2025", "6 hours ago"], "Jo Ek", DAY),
        (["Par Jo Ek", "Publié le 19/06/2025 à 06:00"], "Jo Ek", DAY),
        (["Jo Ek · Follow", "4 min read · Jun 19, 2025"], "Jo Ek", DAY),
        (["Texto: Jo Ek", "Publicado el 19 de junio de 2025"], "Jo Ek", DAY),
        (["Publié le 19 juin 2025 à 10h15, mis à jour le 20 juin 2025 à 08h00"], "", DAY),
        (["Veröffentlicht am 19. Juni 2025, 14:20 Uhr", "Von Jo Ek"], "Jo Ek", DAY),
        (["Published: 06:30, 19 June 2025 | Updated: 09:12, 20 June 2025"], "", DAY),
    ):
        top = Top()
        shown, _ = article(page(TITLE, *head, *PROSE), TITLE, top)
        assert (top.names, top.published_on) == (names, day)
        assert shown == [TITLE, *[each for each in head if each.startswith("Rain")], *PROSE]


def test_what_offers_a_letter_above_the_field_for_an_address() -> None:
    box = [Paragraph(text, 52, 10, 300) for text in ("The Roof Letter", "Rain, weekly.", "Sign up")]
    shown, _ = article([*page(TITLE, *PROSE), *box, *page(PROSE[0])], TITLE)
    assert shown == [TITLE, *PROSE, PROSE[0]]


def test_a_sentence_that_goes_on_behind_a_list_of_others() -> None:
    beside = [Paragraph(text, 400, 8, 700) for text in ("Most read", "A bull walks into a bank")]
    first, rest = (
        PROSE[0][:60].rsplit(" ", 1)[0],
        PROSE[0][len(PROSE[0][:60].rsplit(" ", 1)[0]) + 1 :],
    )
    shown, _ = article([*page(TITLE, *PROSE, first), *beside, *page(rest, PROSE[1])], TITLE)
    assert shown == [TITLE, *PROSE, PROSE[0], PROSE[1]]


def test_a_sentence_that_a_box_beside_the_column_divides() -> None:
    box = [Paragraph(text, 400, 8, 700) for text in ("We like", "A bull walks into a bank")]
    first, _, rest = PROSE[0].partition(" since ")
    shown, _ = article([*page(TITLE, *PROSE, first), *box, *page(f"since {rest}")], TITLE)
    assert shown == [TITLE, *PROSE, PROSE[0]]


@pytest.mark.parametrize("left", [40, 300])
@pytest.mark.parametrize(
    "heading", ["Comments", "Topics", "Commentaires", "Themen", "Related costs"]
)
def test_a_heading_of_the_article_with_such_words_stays(heading: str, left: float) -> None:
    """In this column, or in the next."""
    head = Paragraph(heading, left, 12, 300)
    below = "The next meeting deals with dogs, and with who may ring the bell."
    rest = [Paragraph(text, left, 10, 300) for text in (below, *PROSE[:1], "It rains.")]
    shown, _ = article([*page(TITLE, *PROSE), head, *rest], TITLE)
    assert shown == [TITLE, *PROSE, heading, below, *PROSE[:1], "It rains."]


def test_the_last_sentence_behind_a_list_of_others_stays() -> None:
    others = ["A bull walks into a bank", "Ferry late again"]
    last = "The meeting is on 2 December."
    assert read(*PROSE, "Related stories", *others, last) == [TITLE, *PROSE, last]


def test_a_large_first_letter_is_part_of_its_word() -> None:
    """It is drawn before everything else."""
    text = column([LEFT[0][1:], *LEFT[1:]], 62, 600)
    letter = Line("T", 40, 565, 60, 602)
    (lines,) = drawn([[letter, *column(["Roof leaks"], 40, 700), *text]]) or [[]]
    assert [line.text for line in lines] == ["Roof leaks", *LEFT]


@pytest.mark.parametrize("creator", ["Mozilla/5.0 (X11) Chrome/120.0", "Mozilla Firefox 119"])
def test_a_print_in_columns(creator: str) -> None:
    """The comments and the foot are below the columns, and drawn behind them."""
    paper = Paper()
    paper.made.set_title("The roof of the school leaks | The Echo")
    paper.made.set_creator(creator)
    paper.put(20, 15, "The Echo")
    paper.put(20, 20, "Home News Sport")
    paper.put(20, 32, "The roof of the school leaks", 20)
    paper.put(20, 40, "By Jo Ek")
    paper.put(20, 46, "19 June 2025")
    for x, lines in ((20, [*LEFT, *RIGHT]), (90, [*RIGHT, *LEFT])):
        for at, line in enumerate(lines):
            paper.put(x, 55 + 4 * at, line)
    paper.put(20, 120, "3 Comments", 14)
    paper.put(20, 128, "bucket7: Nobody should pay, said my neighbour.")
    paper.put(20, 140, "© 2025 The Echo. All rights reserved.", 8)
    paper.put(20, 285, "This site uses cookies to improve your experience. Got it")
    draft = paper.one()
    assert (draft.title, draft.author, draft.published_on) == (
        "The roof of the school leaks",
        "Jo Ek",
        DAY,
    )
    assert draft.body.split() == expected(" ".join([*LEFT, *RIGHT, *RIGHT, *LEFT])).split()
    assert ORDER_UNSURE not in draft.notes
