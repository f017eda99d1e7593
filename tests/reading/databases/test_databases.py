"""What newspaper databases export: every article of it, and nothing around it."""

from __future__ import annotations

import datetime as dt
import io
import re
from html import escape

import pytest
from docx import Document
from docx.document import Document as DocxDocument

from reading import Draft, ReadingError
from reading.prose import MAYBE_SEVERAL
from reading.readers import read_bytes

BODIES = (
    "VARDE – Harbour fees rise by a tenth in May, the port of Varde said on Monday.\n\n"
    "“Nobody likes it, but the quay is sinking,” said Oda Lien, who runs the port.",
    "Two of the three cinemas in Selby Bay will shut.\n\n"
    "“We had nine guests last week,” owner Ravi Solberg said.\n\nThe third stays open.",
)
ARTICLES = (
    ("Port of Varde raises its fees", "The Varde Herald", dt.date(2023, 4, 17), "Ana Holt"),
    ("Cinemas shut in Selby Bay", "Bay Weekly", dt.date(2022, 11, 5), "Jon Ek and Mia Roe"),
)


def long_date(date: dt.date) -> str:
    return f"{date:%B} {date.day}, {date.year} {date:%A}"


def classic(number: int) -> str:
    title, outlet, date, author = ARTICLES[number]
    return (
        f"{number + 1} of 2 DOCUMENTS\n\n\n{outlet:^70}\n\n{long_date(date):^70}\n\n"
        f"Late Edition - Final\n\n{title}\n\n"
        f"BYLINE: By {author.upper()}, Staff Writers\n\nSECTION: NEWS; Pg. 3\n\n"
        f"LENGTH: 90 words\n\nHIGHLIGHT: In short.\n\n{BODIES[number]}\n\n"
        f"LOAD-DATE: {date:%B} {date.day}, {date.year}\n\nLANGUAGE: ENGLISH\n\n"
        f"GRAPHIC: PHOTO\n\n      Copyright {date.year} {outlet}\n         All Rights Reserved\n\n"
    )


def with_end(number: int) -> str:
    title, outlet, date, author = ARTICLES[number]
    return (
        f"{title}\n{outlet}\n{long_date(date)}, First Edition\n\nCopyright {date.year} {outlet}"
        f" All Rights Reserved\n\nSection:\xa0NEWS; Pg. 3\nLength:\xa090 words\n"
        f"Byline:\xa0By {author}\nBody\n\n\n{BODIES[number]}\n\nClassification\n\n"
        f"Language:\xa0ENGLISH\nLoad-Date:\xa0{date:%B} {date.day}, {date.year}\n\n"
        "End of Document\n\n\n"
    )


COVER = (
    "User Name: A READER\nDocuments (2)\n1. Port of Varde raises its fees\nSearch Terms: port\n"
    "Narrowed by:\n\n\n2. Cinemas shut in Selby Bay\nSearch Terms: port\nNarrowed by:\n\n\n\n"
)


def proquest(number: int) -> str:
    title, outlet, date, author = ARTICLES[number]
    first = BODIES[number].split("\n")[0]
    return (
        f"{'_' * 60}\n\nDocument {number + 1} of 2\n\n{title}\n\nAuthor: {author}\n\n"
        f"Publication info: {outlet} ; Varde [Varde]. {date:%d %b %Y}: A.3.\n\n"
        f"ProQuest document link\n\nAbstract: {first}\n\nLinks:\n\nFull text: {BODIES[number]}\n\n"
        f"Subject: Ports\n\nTitle: {title}\n\nPublication title: {outlet}; Varde\n\n"
        f"Publication date: {date:%b %d, %Y}\n\nProQuest document ID: 99{number}\n\n"
        f"Document URL: https://proquest.example/99{number}\n\n"
    )


def proquest_new(number: int) -> str:
    title, outlet, date, author = ARTICLES[number]
    return (
        f"{'_' * 60}\n\n{title}\n\nAuthor: {author}\n\nProQuest document link\n\n"
        f"ABSTRACT (ENGLISH)\nIn short.\n\nFULL TEXT\n{BODIES[number]}\n\nDETAILS\n\n"
        f"Publication title: {outlet}\n\nPublication date: {date:%b %d, %Y}\n\n"
    )


def factiva(number: int) -> str:
    title, outlet, date, author = ARTICLES[number]
    return (
        f"News\n{title}\nBy {author}\n1,090 words\n{date.day} {date:%B %Y}\n08:15 GMT\n{outlet}\n"
        f"VARH\nEdition 1\n4\nEnglish\n(c) {date.year} {outlet}\n\n{BODIES[number]}\n\n"
        f"Herald Papers Ltd{'.' * number}\n\nDocument VARH00002023041{number}e0001\n\n\n"
    )


def coded(number: int, gap: str = "   ") -> str:
    title, outlet, date, author = ARTICLES[number]
    first, _, rest = BODIES[number].partition("\n\n")
    rows = [
        ("SE", "News"), ("HD", title), ("BY", f"By {author}"), ("WC", "90 words"),
        ("PD", f"{date.day} {date:%B %Y}"), ("SN", outlet), ("SC", "VARH"), ("LA", "English"),
        ("CY", f"(c) {date.year}"), ("LP", first), ("TD", rest), ("RE", "noreg : Norway"),
        ("AN", f"Document VARH00002023041{number}e0001"),
    ]  # fmt: skip
    return "\n\n".join(f"{code}{gap}{value}" for code, value in rows) + "\n\n\n"


def with_page(number: int) -> str:
    return f"Page {number + 2} of 9\n{ARTICLES[number][0]}\n{with_end(number)}"


def with_fields(number: int) -> str:
    """The old layout in which title and text are fields too, each document on a new page."""
    title = ARTICLES[number][0]
    export = classic(number).replace(f"{title}\n", f"HEADLINE: {title}\n")
    return f"\f{export}".replace("HIGHLIGHT: In short.", "BODY:")


EXPORTS = {
    "classic": "\ufeff\nTerms: (port)\n\n" + classic(0) + classic(1),
    "with end": COVER + with_end(0) + with_end(1),
    "with pages": COVER + with_page(0) + with_page(1),
    "classic with fields": with_fields(0) + with_fields(1),
    "proquest": "Report Information from ProQuest\n"
    + proquest(0)
    + proquest(1)
    + "_" * 60
    + "\nEnd",
    "new proquest": proquest_new(0) + proquest_new(1),
    "factiva": factiva(0) + factiva(1) + "Search Summary\nText: port\n",
    "coded factiva": coded(0) + coded(1) + "Search Summary\nText: port\n",
    "factiva in two lines": coded(0, "\n") + coded(1, "\n"),
    "coded factiva of a page": coded(0, " ") + coded(1, " "),
    "factiva with a post": re.sub(
        r"\n(?:By )?(.+)(?=\n1,090 words)", r"\n\1\nHarbour Correspondent", factiva(0) + factiva(1)
    ),
    "factiva without By": (factiva(0) + factiva(1)).replace("\nBy ", "\n"),
}


def saved(document: DocxDocument) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def drafts(name: str, data: bytes) -> list[Draft]:
    items = list(read_bytes(name, data))
    assert not [item for item in items if isinstance(item, ReadingError)], items
    return [item for item in items if isinstance(item, Draft)]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("export", EXPORTS)
def test_every_article_has_its_own_header_and_text(export: str, end: str) -> None:
    text = EXPORTS[export].replace("\n", end)
    found = drafts("a.txt", text.encode())
    assert len(found) == 2
    for draft, (title, outlet, date, author), body in zip(found, ARTICLES, BODIES, strict=True):
        assert draft.body.replace(end, "\n") == body
        header = (draft.title, draft.outlet, draft.published_on, draft.author)
        assert header == (title, outlet, date, author)
        if "coded" not in export and "two lines" not in export:
            assert text[draft.offset :].startswith(draft.body)


@pytest.mark.parametrize("export", ["with end", "classic", "proquest", "factiva"])
def test_the_same_without_blank_lines(export: str) -> None:
    lines = filter(str.strip, EXPORTS[export].split("\n"))
    found = drafts("a.txt", "\n".join(lines).encode())
    assert [draft.title for draft in found] == [title for title, *_ in ARTICLES]
    assert [draft.body for draft in found] == [body.replace("\n\n", "\n") for body in BODIES]


@pytest.mark.parametrize("export", ["with end", "classic", "proquest", "factiva"])
def test_the_same_in_a_page(export: str) -> None:
    lines = (f"<p>{escape(line)}</p>" for line in EXPORTS[export].split("\n") if line.strip())
    page = f"<html><head><title>Export</title></head><body>{''.join(lines)}</body></html>"
    found = drafts("a.html", page.encode())
    assert [draft.title for draft in found] == [title for title, *_ in ARTICLES]
    assert [draft.body for draft in found] == list(BODIES)


@pytest.mark.parametrize("export", ["with end", "classic", "proquest", "factiva", "coded factiva"])
def test_the_same_in_a_word_file(export: str) -> None:
    document = Document()
    for line in EXPORTS[export].split("\n"):
        document.add_paragraph(line)
    found = drafts("a.docx", saved(document))
    assert [draft.title for draft in found] == [title for title, *_ in ARTICLES]
    assert [draft.body for draft in found] == list(BODIES)
    assert [draft.published_on for draft in found] == [date for _, _, date, _ in ARTICLES]


@pytest.mark.parametrize(
    ("words", "document"), [("mots", "Document"), ("Wörter", "Dokument"), ("palabras", "Documento")]
)
def test_the_lines_of_factiva_in_other_languages(words: str, document: str) -> None:
    text = (factiva(0) + factiva(1)).replace(" words\n", f" {words}\n")
    found = drafts("a.txt", text.replace("\nDocument ", f"\n{document} ").encode())
    assert [(draft.title, draft.outlet, draft.published_on) for draft in found] == [
        (title, outlet, date) for title, outlet, date, _ in ARTICLES[:2]
    ]


def test_a_date_of_factiva_that_we_cannot_read_is_kept() -> None:
    _, outlet, date, _ = ARTICLES[0]
    text = factiva(0).replace(f"{date.day} {date:%B %Y}", "2023年4月1日")
    (draft,) = drafts("a.txt", text.encode())
    assert (draft.unread_date, draft.outlet) == ("2023年4月1日", outlet)


@pytest.mark.parametrize(
    "text",
    [
        "The list had 3 of 4 DOCUMENTS\nand Length: a mile.",
        "End of Document\n\nThat is how it ended, he said.",
        "Full text: see below. ProQuest has it.",
        "Document A12 was lost.\n83 words\nThat was all.",
    ],
)
def test_prose_is_no_export(text: str) -> None:
    (draft,) = drafts("a.txt", text.encode())
    assert draft.body == text


def test_an_export_in_which_no_article_can_be_found_is_read_unchanged() -> None:
    text = "1 of 1 DOCUMENTS\n\nLENGTH: 90 words\n"
    (draft,) = drafts("a.txt", text.encode())
    assert draft.body == text


# ── lines of --- ──────────────────────────────────────────────────────────────────────────


def headed(number: int, end: str = "\n") -> str:
    title, outlet, date, author = ARTICLES[number]
    text = f"Title: {title}\nDate: {date}\nOutlet: {outlet}\nAuthor: {author}\n\n{BODIES[number]}\n"
    return text.replace("\n", end)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("rule", ["---", "=====", "* * *", "  ____  "])
def test_articles_with_headers_are_divided(rule: str, end: str) -> None:
    text = f"{end}{rule}{end}{end}".join([headed(0, end), headed(1, end)])
    found = drafts("a.txt", text.encode())
    assert [draft.title for draft in found] == [title for title, *_ in ARTICLES]
    for draft, body in zip(found, BODIES, strict=True):
        assert draft.body.replace(end, "\n") == body
        assert text[draft.offset :].startswith(draft.body)
        assert not draft.notes


def clipped(number: int, mark: str = "") -> str:
    title, outlet, date, author = ARTICLES[number]
    dated = f"{outlet}, {date.day} {date:%B %Y}"
    return f"{mark}{title}\n\nBy {author}\n{dated}\n\n{BODIES[number]}\n\n"


def front(number: int) -> str:
    title, outlet, date, author = ARTICLES[number]
    return (
        f"---\ntitle: {title}\ndate: {date}\noutlet: {outlet}\nauthor: {author}\n---\n\n"
        f"{BODIES[number]}\n\n"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", clipped(0, "# ") + clipped(1, "# ")),
        ("a.md", f"{clipped(0)}---\n\n{clipped(1)}"),
        ("a.txt", f"{clipped(0)}---\n\n{clipped(1)}"),
        ("a.md", front(0) + front(1)),
    ],
    ids=["headings", "rules in Markdown", "rules", "front matter"],
)
def test_clips_in_one_file_are_divided(name: str, text: str) -> None:
    found = drafts(name, text.encode())
    assert [(each.title, each.outlet, each.published_on, each.author) for each in found] == [
        *ARTICLES
    ]
    assert [each.body for each in found] == [*BODIES]


def test_articles_under_headings_of_a_word_file() -> None:
    document = Document()
    for number in (0, 1):
        title, *lines = clipped(number).strip().split("\n")
        document.add_heading(title, 1)
        for line in lines:
            document.add_paragraph(line)
    found = drafts("a.docx", saved(document))
    assert [each.title for each in found] == [title for title, *_ in ARTICLES]
    assert [each.body for each in found] == [*BODIES]


def test_sections_under_headings_stay_one_article() -> None:
    document = Document()
    document.add_heading("Ports", 1)
    document.add_paragraph(BODIES[0])
    document.add_heading("And cinemas", 1)
    document.add_paragraph(BODIES[1])
    (draft,) = drafts("a.docx", saved(document))
    assert (draft.title, draft.body) == ("Ports", f"{BODIES[0]}\n\nAnd cinemas\n\n{BODIES[1]}")
    (draft,) = drafts("a.md", f"# Ports\n\n{BODIES[0]}\n\n# And cinemas\n\n{BODIES[1]}".encode())
    assert draft.title == "Ports"


def test_a_text_may_follow_its_fields_without_a_blank_line() -> None:
    text = EXPORTS["classic"].replace("In short.\n\n", "In short.\n")
    text = text.replace(", Staff Writers", ",\nStaff Writers")
    found = drafts("a.txt", text.encode())
    assert [draft.body for draft in found] == list(BODIES)
    assert [draft.author for draft in found] == [author for *_, author in ARTICLES]


def test_parts_without_headers_stay_together_with_a_note() -> None:
    text = "\n\n---\n\n".join(4 * BODIES[number] for number in (0, 1))
    (draft,) = drafts("a.txt", text.encode())
    assert draft.body == text
    assert draft.notes == (MAYBE_SEVERAL,)


def test_a_short_part_is_a_section() -> None:
    text = f"{4 * BODIES[0]}\n\n***\n\nThe end."
    (draft,) = drafts("a.txt", text.encode())
    assert draft.body == text
    assert not draft.notes


def test_an_export_that_was_saved_again() -> None:
    """With a byte order mark, CRLF and its marks in capitals."""
    export = with_end(0) + with_end(1)
    for mark in ("End of Document", "Body", "Load-Date"):
        export = export.replace(mark, mark.upper())
    saved = b"\xef\xbb\xbf" + export.replace("\n", "\r\n").encode()
    drafts = [item for item in read_bytes("a.txt", saved) if isinstance(item, Draft)]
    assert [draft.title for draft in drafts] == [title for title, *_ in ARTICLES]
    assert [draft.body.replace("\r\n", "\n") for draft in drafts] == [*BODIES]


def test_no_line_of_the_cover_is_in_a_title() -> None:
    cover = (
        "Documents (1)\n1. Port\nContent Type\tNarrowed by\nNews\tTimeline: 1 May 2023 to today\n"
    )
    (draft,) = read_bytes("a.txt", (cover + with_end(0)).encode())
    assert isinstance(draft, Draft)
    assert draft.title == ARTICLES[0][0]


def test_a_post_behind_the_name_of_a_writer() -> None:
    text = with_end(0).replace("By Ana Holt", "By Ana Holt Chief Education Correspondent")
    (draft,) = read_bytes("a.txt", text.encode())
    assert isinstance(draft, Draft)
    assert draft.author == "Ana Holt"


def test_a_catalogue_has_the_last_name_first() -> None:
    (draft,) = read_bytes("a.txt", proquest(0).replace("Ana Holt", "Holt, Ana").encode())
    assert isinstance(draft, Draft)
    assert draft.author == "Ana Holt"
