"""The readers of formats that are more than text, on files made here."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from fpdf import FPDF

from reading import Draft, ReadingError
from reading.paper.lines import joined
from reading.readers import read_bytes

DAY = dt.date(2025, 6, 19)
FIRST = "“We will talk about fish,” said Ana Brel, the minister, on Tuesday in Oslo."
SECOND = "Nobody else came to the talks, which had been announced for many weeks."


def one(name: str, data: bytes) -> Draft:
    (draft,) = read_bytes(name, data)
    assert isinstance(draft, Draft), draft
    return draft


def refused(name: str, data: bytes) -> str:
    (error,) = read_bytes(name, data)
    assert isinstance(error, ReadingError)
    assert name in str(error)
    return str(error)


# ── web pages ─────────────────────────────────────────────────────────────────────────────


def page(head: str = "", above: str = "", encoding: str = "utf-8") -> bytes:
    menu = "<nav><a href='/'>Home</a> <a href='/oslo'>Oslo, 1 May 2020</a></nav>"
    text = f"<article>{above}<p>{FIRST}</p><p>{SECOND}</p></article>"
    foot = "<footer>Copyright 2019 The Daily</footer>"
    return f"<html><head>{head}</head><body>{menu}{text}{foot}</body></html>".encode(encoding)


def linked(**data: object) -> str:
    found = json.dumps({"@context": "https://schema.org", **data})
    return f"<script type='application/ld+json'>{found}</script>"


ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Talks",
    "datePublished": "2025-06-19T23:30:00-05:00",
    "author": [{"@type": "Person", "name": "Jo Ek"}, {"@type": "Person", "name": "Al Ny"}],
    "publisher": {"@type": "Organization", "name": "The Daily"},
}
META = (
    "<meta property='og:title' content='Talks'><meta property='og:site_name' content='The Daily'>"
    "<meta property='article:published_time' content='2025-06-19T08:00:00Z'>"
    "<meta name='Author' content='Jo Ek'><link rel='canonical' href='https://example.org/talks'>"
)


@pytest.mark.parametrize(
    ("head", "above", "expected"),
    [
        ("", "", {"title": FIRST}),
        ("<title>Talks</title>", "", {"title": "Talks"}),
        ("<title>Talks | The Daily</title>", "<h1>Talks</h1>", {"title": "Talks"}),
        (
            META,
            "",
            {
                "title": "Talks",
                "published_on": DAY,
                "outlet": "The Daily",
                "author": "Jo Ek",
                "url": "https://example.org/talks",
            },
        ),
        (
            linked(**ARTICLE),
            "<h1>Another</h1>",
            {
                "title": "Talks",
                "published_on": DAY,
                "outlet": "The Daily",
                "author": "Jo Ek and Al Ny",
            },
        ),
        (
            linked(
                **{"@graph": [{"@type": "WebSite", "name": "x"}, ARTICLE | {"author": "Jo Ek"}]}
            ),
            "",
            {"title": "Talks", "published_on": DAY, "outlet": "The Daily", "author": "Jo Ek"},
        ),
        (
            linked(**ARTICLE | {"headline": "Talks\0 \ud83d now", "author": "\udfff\0"}),
            "",
            {"title": "Talks now", "published_on": DAY, "author": ""},
        ),
        ("<script type='application/ld+json'>{oops</script>", "", {"title": FIRST}),
        ("<meta name='author' content='https://example.org/jo'>", "", {"title": FIRST}),
        ("<link rel='canonical' href='https://example.org/2025/06/19/a'>", "", {"title": FIRST}),
        ("", "<time datetime='2025-06-19' pubdate>June</time>", {"published_on": DAY}),
        ("", "<time datetime='2025-06-19'>June</time>", {"published_on": DAY}),
        ("", "<aside><time datetime='2025-06-19'>June</time></aside>", {"published_on": None}),
    ],
)
def test_html(head: str, above: str, expected: dict[str, object]) -> None:
    draft = one("a.html", page(head, above))
    assert draft.body.endswith(f"{FIRST}\n\n{SECOND}")
    assert "Home" not in draft.body
    assert "Copyright" not in draft.body
    assert {key: getattr(draft, key) for key in expected} == expected
    if "published_on" not in expected:
        assert draft.published_on is None


@pytest.mark.parametrize("head", ["<meta charset='windows-1252'>", ""])
def test_html_that_is_not_utf_8(head: str) -> None:
    assert one("a.htm", page(head, encoding="cp1252")).body == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("data", [b"", b"<html>", b"<html><body><img src='a.png'></body></html>"])
def test_html_without_an_article(data: bytes) -> None:
    assert ".txt" in refused("a.html", data)


# ── Word documents ────────────────────────────────────────────────────────────────────────


def document(*paragraphs: tuple[str, str | None]) -> bytes:
    made, file = docx.Document(), io.BytesIO()
    made.core_properties.author = "Whoever Typed"
    for text, style in paragraphs:
        made.add_paragraph(text, style)
    made.save(file)
    return file.getvalue()


@pytest.mark.parametrize("style", ["Title", "Heading 1"])
def test_docx(style: str) -> None:
    data = document(
        ("Talks", style),
        ("Date: 19 June 2025", None),
        ("By: Jo Ek", None),
        ("", None),
        (FIRST, None),
        (SECOND, None),
    )
    expected = Draft("Talks", f"{FIRST}\n\n{SECOND}", published_on=DAY, author="Jo Ek")
    assert one("a.docx", data) == expected


def test_docx_says_nothing_by_who_saved_it() -> None:
    assert one("a.docx", document((FIRST, None))) == Draft(FIRST, FIRST)


def test_docx_tables_are_read_in_place() -> None:
    made, file = docx.Document(), io.BytesIO()
    made.add_paragraph("Before.")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Left.", "Right."
    made.add_paragraph("After.")
    made.save(file)
    assert one("a.docx", file.getvalue()).body == "Before.\n\nLeft.\n\nRight.\n\nAfter."


def test_docx_with_tracked_changes_and_content_controls() -> None:
    made, file = docx.Document(), io.BytesIO()
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    box = f"<w:txbxContent><w:p>{run.format('Pulled out.')}</w:p></w:txbxContent>"
    content = f"<w:sdtContent><w:p>{run.format('Ana won.')}</w:p></w:sdtContent>"
    parts = [
        f"<w:sdt>{content}</w:sdt>",
        f"<w:p>{run.format('Al ')}<w:ins w:id='1' w:author='x'>{run.format('has ')}</w:ins>"
        "<w:del w:id='2' w:author='x'><w:r><w:delText>had </w:delText></w:r></w:del>"
        f"<w:moveFrom w:id='3' w:author='x'>{run.format('really ')}</w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space='preserve'>secretly </w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:footnoteReference w:id='2'/></w:r>"
        f"<w:r><w:pict>{box}</w:pict></w:r>{run.format('lost.')}</w:p>",
    ]
    for at, part in enumerate(parts):
        opened, _, rest = part.partition(">")
        made.element.body.insert(at, parse_xml(f"{opened} {nsdecls('w')}>{rest}"))
    made.save(file)
    draft = one("a.docx", file.getvalue())
    assert draft.body == "Ana won.\n\nAl has lost.\n\nPulled out."
    assert draft.notes == ("Not read: a footnote of the document.",)


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "no Word document"),
        (b"PK\x03\x04 broken", "no Word document"),
        (document((FIRST, None))[:2000], "no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "password"),
        (document(("Talks", "Title")), "no text"),
    ],
)
def test_docx_that_cannot_be_read(data: bytes, part: str) -> None:
    assert part in refused("a.docx", data)


def test_docx_that_would_fill_the_memory() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", bytes(300 * 1024**2))
    assert "300 MB unpacked" in refused("a.docx", file.getvalue())


# ── PDF ───────────────────────────────────────────────────────────────────────────────────


def pdf(*pages: str, title: str = "", password: str = "") -> bytes:
    made = FPDF()
    made.set_font("helvetica", size=12)
    if title:
        made.set_title(title)
    if password:
        made.set_encryption(owner_password="owner", user_password=password)
    for text in pages:
        made.add_page()
        if text:
            made.multi_cell(0, text=text)
    return bytes(made.output())


LONG = "The minister of fish said on Tuesday that the talks would go on for a long time. " * 3


def test_pdf() -> None:
    data = pdf(
        f"Title: Talks\nDate: 2025-06-19\n\nTalks in Oslo\n{LONG}\nThe end came.\n1",
        f"{LONG}\nPage 2 of 2",
    )
    body = f"Talks in Oslo\n\n{LONG.strip()}\n\nThe end came.\n\n{LONG.strip()}"
    assert one("a.pdf", data) == Draft("Talks", body, published_on=DAY)


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Talks", "Talks"),
        ("", "Ana won."),
        ("Microsoft Word - talks.docx", "Ana won."),
        ("talks_final.indd", "Ana won."),
        ("/home/jo/talks", "Ana won."),
    ],
)
def test_pdf_titles(stated: str, title: str) -> None:
    assert one("a.pdf", pdf("Ana won. Al lost.", title=stated)).title == title


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (pdf(""), "is it scanned?"),
        (pdf("7", "- 8 -"), "is it scanned?"),
        (pdf(FIRST[1:20], password="secret"), "password"),
        (pdf(LONG)[:300], "no PDF that can be read"),
        (b"", "no PDF that can be read"),
        (b"%PDF-1.7 Text.", "no PDF that can be read"),
        (b"\x01\x02\x03", "no PDF that can be read"),
    ],
)
def test_pdf_that_cannot_be_read(data: bytes, part: str) -> None:
    assert part in refused("a.pdf", data)


def test_pdf_that_anyone_may_open_but_not_change() -> None:
    made = FPDF()
    made.set_encryption(owner_password="owner")
    made.set_font("helvetica", size=12)
    made.add_page()
    made.multi_cell(0, text="Ana won.")
    assert one("a.pdf", bytes(made.output())).body == "Ana won."


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", ""),
        ("The talks on the environ-\nment in Oslo.", "The talks on the environment in Oslo."),
        ("A long-term plan, a long-\nterm hope.", "A long-term plan, a long-term hope."),
        ("The talks of Anna-\nLena in Oslo.", "The talks of Anna-Lena in Oslo."),
        ("The soft environ\u00ad\nment of Oslo.", "The soft environment of Oslo."),
        ("The talks go on in Oslo.\n\nand on.", "The talks go on in Oslo.\n\nand on."),
        ("The end.\nThe talks go on in Oslo.", "The end.\n\nThe talks go on in Oslo."),
        ("The talks of\nsome people go on in Oslo.", "The talks of some people go on in Oslo."),
    ],
)
def test_lines_are_joined(lines: str, expected: str) -> None:
    assert joined(lines) == expected


def test_a_paragraph_of_many_lines_is_joined_in_time() -> None:
    assert len(joined("goes on and on\n" * 50_000)) == 750_000 - 1
    assert len(joined("a" * 200_000 + "-\nb")) == 200_001


# ── JSON Lines ────────────────────────────────────────────────────────────────────────────


def test_jsonl() -> None:
    record = {"title": " A  Win ", "body": " Ana\nwon. ", "published_on": "2025-06-19"}
    more = {"outlet": "The Daily", "author": "Jo Ek", "url": "https://example.org", "id": 7}
    lines = ["\ufeff" + json.dumps(record | more), "", json.dumps({"body": "Al \u2028 lost."})]
    first, second = read_bytes("a.jsonl", "\r\n".join(lines).encode())
    assert first == Draft(
        "A Win", " Ana\nwon. ", DAY, outlet="The Daily", author="Jo Ek", url="https://example.org"
    )
    assert second == Draft("Al lost.", "Al \u2028 lost.")


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("{oops", "not JSON"),
        ("[1]", "no JSON object"),
        ("[" * 100_000, "not JSON"),
        ('{"title": "A"}', "no text"),
        ('{"body": 7}', "body"),
        ('{"title": "A", "summary": "In short."}', "only a summary"),
        ('{"body": "A \\ud800."}', "U+D800"),
        ('{"body": "A \\u0000."}', "null character"),
    ],
)
def test_a_bad_line_does_not_stop_the_others(line: str, part: str) -> None:
    good = '{"body": "Ana won."}'
    first, bad, last = read_bytes("a.jsonl", f"{good}\n{line}\n{good}".encode())
    assert first == last == Draft("Ana won.", "Ana won.")
    assert isinstance(bad, ReadingError)
    assert "a.jsonl, line 2," in str(bad)
    assert part in str(bad)


def test_jsonl_without_a_line() -> None:
    assert "empty" in refused("a.jsonl", b" \n")
