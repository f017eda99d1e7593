"""Rich text, documents of LibreOffice, books and wire copy."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest

from tests.support.drafts import drafts, errors, one, zipped

DAY = dt.date(2023, 4, 17)
FIRST = "Rain fell on Varde all Monday, and the harbour – the only one for miles – was shut."
SECOND = "“It never stops,” said Oda Lien."
BODY = f"{FIRST}\n\n{SECOND}"


# ── rich text ─────────────────────────────────────────────────────────────────────────────


def rich(*lines: str) -> str:
    return (
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\info{\\author nobody}}\\pard "
        + "\\par\n".join(lines)
        + "}"
    )


QUOTED = "\\ldblquote It never stops,\\rdblquote  said Oda Lien."


def test_rich_text() -> None:
    dashes = FIRST.replace("–", "\\endash ")
    for name in ("a.rtf", "a.doc", "a.txt"):
        draft = one(name, rich("{\\b Rain in Varde}", "", dashes, "", QUOTED))
        assert draft.body.endswith(BODY)
        assert draft.title == "Rain in Varde"
    draft = one("a.rtf", rich("Title: Rain", "Date: 2023-04-17", dashes, QUOTED))
    assert (draft.title, draft.published_on, draft.body) == ("Rain", DAY, BODY)


def test_rich_text_with_other_letters_and_a_table() -> None:
    draft = one("a.rtf", rich("Caf\\'e9 \\u8364 ?5 \\u1055 ?\\-x", "\\trowd a\\cell b\\cell\\row"))
    assert draft.body == "Café €5 Пx\n\na\tb"


def test_rich_text_of_factiva() -> None:
    rows = {
        "HD": "Rain in Varde", "BY": "By Ana Holt", "PD": "17 April 2023", "SN": "The Herald",
        "LP": FIRST.replace("–", "\\endash "), "TD": QUOTED, "AN": "Document HERA0000202304170001",
    }  # fmt: skip
    cells = "".join(f"\\trowd {code}\\cell {value}\\cell\\row " for code, value in rows.items())
    (first, second) = drafts("a.rtf", rich(cells + cells))
    assert first == second
    header = (first.title, first.author, first.published_on, first.outlet)
    assert header == ("Rain in Varde", "Ana Holt", DAY, "The Herald")
    assert first.body == BODY


@pytest.mark.parametrize("data", ["{\\rtf1", "{\\rtf1 " + "{" * 200_000, "{\\rtf1\\bin99999}"])
def test_rich_text_without_text(data: str) -> None:
    (error,) = errors("a.rtf", data)
    assert "no text" in error or "no rich text" in error


# ── LibreOffice ───────────────────────────────────────────────────────────────────────────

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def odt(inner: str) -> bytes:
    content = (
        f"<o:document-content xmlns:o='{OFFICE}' xmlns:t='{TEXT}'><o:body><o:text>"
        f"{inner}</o:text></o:body></o:document-content>"
    )
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def test_odt() -> None:
    inner = (
        "<t:tracked-changes><t:deletion><t:p>Gone.</t:p></t:deletion></t:tracked-changes>"
        "<t:h>Rain in<t:s/>Varde<t:hidden-text t:string-value='x'>, unseen</t:hidden-text></t:h>"
        f"<t:p>{FIRST[:10]}<t:span>{FIRST[10:]}</t:span></t:p><t:p/>"
        f"<t:list><t:list-item><t:p>{SECOND}<t:note><t:p>A note.</t:p></t:note></t:p></t:list-item>"
        "</t:list>"
    )
    for name in ("a.odt", "a.txt"):
        draft = one(name, odt(inner))
        assert (draft.title, draft.body) == ("Rain in Varde", BODY)
        assert draft.notes == ("Not read: a footnote of the document.",)


def flat(inner: str) -> str:
    return (
        f"<?xml version='1.0'?><o:document xmlns:o='{OFFICE}' xmlns:t='{TEXT}' xmlns:s='s' "
        "o:mimetype='application/vnd.oasis.opendocument.text'><s:style s:name='P1' "
        f"s:parent-style-name='Title'/><o:body><o:text>{inner}</o:text></o:body></o:document>"
    )


def test_odt_in_one_file() -> None:
    inner = f"<t:p t:style-name='P1'>Rain</t:p><t:p>{FIRST}</t:p><t:p>{SECOND}</t:p>"
    for name in ("a.fodt", "a.xml", "a.txt"):
        draft = one(name, flat(inner))
        assert (draft.title, draft.body) == ("Rain", BODY)
    assert "no text" in errors("a.fodt", flat(""))[0]


def test_odt_with_several_articles() -> None:
    top = "<t:h t:outline-level='1'>{}</t:h><t:p>By Ana Holt</t:p><t:p>17 April 2023</t:p>"
    part = f"<t:h t:outline-level='2'>The sky</t:h><t:p>{FIRST}</t:p>"
    rain, snow = drafts("a.odt", odt("".join(top.format(each) + part for each in ("Rain", "Snow"))))
    assert (rain.title, snow.title, rain.author, snow.published_on) == (
        "Rain", "Snow", "Ana Holt", DAY,
    )  # fmt: skip
    assert rain.body == f"The sky\n\n{FIRST}"


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (odt(""), "no text"),
        (odt("<t:p>")[:-200], "broken archive"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "lacks content.xml"),
    ],
)
def test_odt_that_cannot_be_read(data: bytes, part: str) -> None:
    (error,) = errors("a.odt", data)
    assert part in error


# ── books ─────────────────────────────────────────────────────────────────────────────────

PACKAGE = (
    "<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
    "<metadata><dc:title>The Herald</dc:title><dc:creator>{creator}</dc:creator>"
    "<dc:date>2023-04-17</dc:date><dc:publisher>The Herald</dc:publisher></metadata><manifest>"
    "<item id='nav' href='nav.xhtml' properties='nav'/><item id='a' href='text/a%20b.xhtml'/>"
    "<item id='b' href='b.xhtml'/></manifest><spine><itemref idref='nav'/><itemref idref='b'/>"
    "<itemref idref='a'/><itemref idref='none'/></spine></package>"
)


def book(creator: str = "calibre", **chapters: str) -> bytes:
    page = "<html xmlns='http://www.w3.org/1999/xhtml'><body>{}</body></html>"
    return zipped({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": "<container><rootfiles><rootfile full-path='in/book.opf'/>"
        "</rootfiles></container>",
        "in/book.opf": PACKAGE.format(creator=creator),
        "in/nav.xhtml": page.format("<nav><ol><li>Rain</li></ol></nav>" + f"<p>{BODY}</p>" * 3),
        "in/text/a b.xhtml": page.format(chapters["a"]),
        "in/b.xhtml": page.format(chapters["b"]),
    })  # fmt: skip


def test_a_book_of_articles() -> None:
    text = f"<p>{FIRST}</p><p>{FIRST}</p><p>{SECOND}</p>"
    rain, snow = drafts("a.epub", book(a=f"<h2>Snow</h2>{text}", b=f"<h1>Rain</h1>{text}"))
    assert (rain.title, snow.title) == ("Rain", "Snow")
    assert rain.body == f"{FIRST}\n\n{BODY}"
    assert (rain.outlet, rain.author, rain.published_on) == ("The Herald", "", DAY)


def test_a_chapter_says_more_of_itself_than_its_book() -> None:
    text = f"<p>By Jon Ek</p><p>5 November 2022</p><p>{FIRST}</p><p>{FIRST}</p><p>{SECOND}</p>"
    bar = "<div>| <a>Next</a> | <a>Section menu</a> |</div>"
    end = "<p>This article was downloaded by calibre from https://herald.example/1</p>"
    data = book(a=f"{bar}<h1>Snow</h1>{text}{end}", b="")
    draft = one("a.epub", data)
    assert (draft.title, draft.author, draft.outlet) == ("Snow", "Jon Ek", "The Herald")
    assert (draft.published_on, draft.url) == (dt.date(2022, 11, 5), "https://herald.example/1")
    assert draft.body == f"{FIRST}\n\n{BODY}"


def test_a_paper_that_calibre_made() -> None:
    package = PACKAGE.replace("<dc:publisher>The Herald", "<dc:publisher>calibre")
    package = package.replace("<dc:title>The Herald", "<dc:title>The Herald [Mon, 17 Apr 2023]")
    data = book(a=f"<h1>Rain</h1><p>{FIRST}</p><p>{FIRST}</p><p>{SECOND}</p>", b="")
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    files["in/book.opf"] = package.format(creator="calibre").encode()
    assert one("a.epub", zipped(files)).outlet == "The Herald"


def test_a_book_of_one_chapter() -> None:
    data = book("Ana Holt", a=f"<p>{FIRST}</p><p>{FIRST}</p>", b="<h1>The Herald</h1>")
    draft = one("a.epub", data)
    assert (draft.title, draft.author) == ("The Herald", "Ana Holt")


def test_a_book_without_text() -> None:
    assert "no text" in errors("a.epub", book(a="", b="<img/>"))[0]
    data = zipped({"mimetype": "application/epub+zip", "META-INF/container.xml": "<container/>"})
    assert "does not say where" in errors("a.epub", data)[0]


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"


def test_entities_within_documents_and_books_are_refused() -> None:
    """A document or a book is an archive of XML, which may declare what grows without end."""
    bomb = LAUGHS + flat("<t:p>&b;</t:p>").partition("?>")[2]
    content = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": bomb}
    chapter = f"{LAUGHS}<html><body><p>{'&b; ' * 40}</p></body></html>"
    with zipfile.ZipFile(io.BytesIO(book(a="", b=""))) as packed:
        pages = {name: packed.read(name) for name in packed.namelist()}
    for name, data in {
        "a.odt": zipped(content),
        "a.fodt": bomb.encode(),
        "a.epub": zipped({**pages, "in/b.xhtml": chapter}),
        "b.epub": zipped({**pages, "in/book.opf": LAUGHS + PACKAGE.format(creator="&b;")}),
    }.items():
        (error,) = errors(name, data)
        assert "declares entities" in error


def test_documents_and_books_that_grow_are_refused() -> None:
    much = flat("<t:p>" + " " * (65 << 20) + "</t:p>")
    odd = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": much})
    with zipfile.ZipFile(io.BytesIO(book(a="", b=""))) as packed:
        pages = {name: packed.read(name) for name in packed.namelist()}
    for name, data in {"a.odt": odd, "a.epub": zipped({**pages, "in/b.xhtml": much})}.items():
        (error,) = errors(name, data)
        assert "MB unpacked. Split it." in error


def test_a_book_that_leads_out_of_itself_lacks_its_chapter() -> None:
    package = PACKAGE.format(creator="").replace("b.xhtml", "../../../etc/passwd")
    with zipfile.ZipFile(io.BytesIO(book(a="", b=""))) as packed:
        pages = {name: packed.read(name) for name in packed.namelist()}
    (error,) = errors("a.epub", zipped({**pages, "in/book.opf": package}))
    assert "lacks ../../etc/passwd" in error


# ── wire copy ─────────────────────────────────────────────────────────────────────────────

WIRE = (
    "b0412\x1f-----\r\nu a\x13 BC-XX--Varde-Rain, 1st Ld   04-17 0120\r\n"
    "BC-XX--Varde-Rain, 1st Ld,120\r\n^Rain shuts harbour of Varde<\r\nEds: Adds quotes.\r\n"
    "By ANA HOLT=\r\nNorthern Wire Writer=\r\n"
    f"\t   VARDE (NW) _ {FIRST}\r\n\t   ``It never stops,'' said Oda Lien.\r\n\t   ___\r\n"
    "NW-VA-04-17-23 1015GMT\r\n"
)


def test_wire_copy() -> None:
    draft = one("a.txt", WIRE)
    header = (draft.title, draft.author, draft.published_on)
    assert header == ("Rain shuts harbour of Varde", "Ana Holt", DAY)
    assert draft.body.startswith("VARDE (NW) _ Rain")
    assert draft.body.endswith("said Oda Lien.")
    assert WIRE[draft.offset :].startswith(draft.body)


def test_wire_copy_without_text() -> None:
    assert "without a text" in errors("a.txt", WIRE[:60])[0]


@pytest.mark.parametrize(
    "unseen",
    [
        r"{\deleted never }",
        r"{\deleted\revauthdel1\b never }",
        r"{\v never }",
        r"\v never \v0 ",
        r"\deleted never {\i ever} \plain ",
        r"{\v \u8220?never\u8221? \'93x\'94}",
        r"{\b\v never {\deleted ever}}",
    ],
)
def test_words_of_rich_text_that_nobody_sees_are_not_read(unseen: str) -> None:
    text = rf"{{\rtf1\ansi\ansicpg1252 Ana Brel {unseen}said {{\b no}}.\par It rains.\par }}"
    assert one("a.rtf", text).body == "Ana Brel said no.\n\nIt rains."


def test_rich_text_with_footnotes_says_so() -> None:
    note = r"{\super\chftn}{\footnote\pard {\super\chftn} See the annex.}"
    draft = one("a.rtf", rf"{{\rtf1\ansi Ana Brel said{note} no.\par It rains{note}.\par }}")
    assert draft.body == "Ana Brel said no.\n\nIt rains."
    assert draft.notes == ("Not read: 2 footnotes of the document.",)


def test_rich_text_in_utf_8() -> None:
    assert one("a.rtf", r"{\rtf1\ansi “It rains,” said Müller.\par }").body == (
        "“It rains,” said Müller."
    )
