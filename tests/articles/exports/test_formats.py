"""What the files of each format hold: every word, nothing that computes, all that a list has."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import zipfile
from typing import Any

import docx
import pytest
from lxml import etree, html
from python_calamine import CalamineWorkbook

from articles.exports import workbook
from articles.exports.columns import COLUMNS
from articles.exports.separated import DEFUSED, FORMULA
from articles.models import Quotation
from articles.serialization.rows import quotation_of
from extraction.records import quotation_record
from tests.articles.exports.conftest import DIFFICULT, Exported
from tests.support.quotations import make_quotation

pytestmark = pytest.mark.one_database

NAMES = [column.name for column in COLUMNS]

SITE = "http://testserver"


def table(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet(data: bytes, name: str = "Quotes") -> list[list[Any]]:
    found = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(name)
    return [*found.to_python()]


def test_a_csv_has_every_word_and_no_formula(
    difficult: list[Quotation], exported: Exported
) -> None:
    data = exported("/quotes.csv")
    rows = table(data)
    assert data.startswith(b"\xef\xbb\xbfquote,speaker,")
    assert list(rows[0]) == [*NAMES, DEFUSED]
    for row, quotation in zip(rows, difficult, strict=True):
        added = row[DEFUSED].split("; ") if row[DEFUSED] else []
        for name in NAMES:
            assert not row[name].lstrip().startswith(FORMULA), name
            if name in added:
                row[name] = row[name].removeprefix("'")
        assert row["quote"] == quotation.text
        assert row["outlet"] == "=Post"
    assert [row[DEFUSED] for row in rows] == [*["quote; outlet"] * 5, *["outlet"] * 5]


def test_a_row_says_who_where_when_and_at_which_place(
    difficult: list[Quotation], exported: Exported
) -> None:
    second = table(exported("/quotes.csv"))[1]
    quotation = difficult[1]
    assert quotation.speaker
    expected = {
        "speaker": "Ada Roe", "office": "", "country": "Poland", "country_code": "PL",
        "about": "China; United States", "about_codes": "CN; US", "date": "2026-02-19",
        "article": quotation.article.title, "link": SITE + quotation.get_absolute_url(),
        "kind": "direct", "confidence": "0.3", "check_speaker": "yes",
        "quote_id": str(quotation.pk), "speaker_id": str(quotation.speaker.pk),
        "article_id": str(quotation.article_id), "start": str(quotation.start),
        "end": str(quotation.end), "content_offsets": f"{quotation.start}-{quotation.end}",
    }  # fmt: skip
    assert {name: second[name] for name in expected} == expected


def test_lines_are_the_records_of_the_one_serialiser(
    difficult: list[Quotation], exported: Exported
) -> None:
    lines = [json.loads(line) for line in exported("/quotes.jsonl").decode().splitlines()]
    assert [line["text"] for line in lines] == [quotation.text for quotation in difficult]
    for line, quotation in zip(lines, difficult, strict=True):
        record = json.loads(json.dumps(quotation_record(quotation_of(quotation))))
        assert line.items() >= record.items()
        assert line["url"] == SITE + quotation.get_absolute_url()
        body = quotation.article.body
        assert [body[start:end] for start, end in line["content"]] == [quotation.text]


def test_a_workbook_has_every_word_as_text(difficult: list[Quotation], exported: Exported) -> None:
    data = exported("/quotes.xlsx")
    head, *rows = sheet(data)
    assert head == [*NAMES, workbook.NOTE]
    for row, quotation in zip(rows, difficult, strict=True):
        assert row[0] == quotation.text
        assert row[NAMES.index("start")] == quotation.start
        assert row[NAMES.index("confidence")] == quotation.confidence
        assert row[NAMES.index("date")] == quotation.article.published_on
    parts = zipfile.ZipFile(io.BytesIO(data))
    xml = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    style = re.findall(r'<c r="A2" s="(\d+)" t="inlineStr">', xml)[0]
    formats = etree.fromstring(parts.read("xl/styles.xml")).find("{*}cellXfs")
    assert formats is not None
    assert formats[int(style)].get("quotePrefix") == "1", "text stays text when it is edited"
    assert parts.testzip() is None
    for name in parts.namelist():
        etree.fromstring(parts.read(name))


def test_a_workbook_says_what_was_asked_for(difficult: list[Quotation], exported: Exported) -> None:
    rows = sheet(exported("/quotes.xlsx?by=PL&about=US&since=2026-01-01"), "About this list")
    said = [str(value) for _, value in rows]
    assert said[:4] == ["Quotes", "from Poland", "about United States", "since 1 January 2026"]
    assert said[4:6] == ["In the speakers’ own words; paraphrases are left out.", "10"]
    assert f"{SITE}/?by=PL&about=US&since=2026-01-01" in said


def test_words_too_long_for_a_cell_are_cut_and_said_to_be(db: None, exported: Exported) -> None:
    long = make_quotation("😀" * 20_000 + " end")
    _, row = sheet(exported("/quotes.xlsx"))
    assert str(row[0]) == "😀" * 16_383 + "…"
    assert row[-1] == "quote: the beginning of 20,004 characters; the link has all."
    assert table(exported("/quotes.csv"))[0]["quote"] == long.text


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(
    difficult: list[Quotation], exported: Exported, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "SHEET_ROWS", 4)
    data = exported("/quotes.xlsx")
    assert [len(sheet(data, name)) for name in ("Quotes", "Quotes 2", "Quotes 3")] == [5, 5, 3]


def test_days_before_those_of_a_workbook_are_text(db: None, exported: Exported) -> None:
    make_quotation(published_on=dt.date(1871, 3, 18))
    assert sheet(exported("/quotes.xlsx"))[1][NAMES.index("date")] == "1871-03-18"


def test_a_document_has_the_list_under_what_was_asked_for(
    difficult: list[Quotation], exported: Exported
) -> None:
    data = exported("/quotes.docx?by=PL")
    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:2] == ["Quotes", "from Poland"]
    assert texts[2] == "In the speakers’ own words; paraphrases are left out."
    assert texts[3].startswith("10 quotes, ")
    assert texts[4] == f"{SITE}/?by=PL"
    clippings = texts[5:]
    assert clippings[0] == f"1. “{DIFFICULT[0]}”"
    assert clippings[1] == "Ada Roe, foreign minister · Poland · about China, United States"
    assert clippings[4] == "Ada Roe · Poland · about China, United States · check speaker"
    assert clippings[2].startswith(f"{difficult[0].article.title} · =Post · 20 February 2026")
    assert clippings[18] == "7. “first\nsecond\tthird”"
    assert clippings[24] == "9. “a form feed \ufffd and a bell \ufffd”"
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert f"HYPERLINK &quot;{SITE}{difficult[0].get_absolute_url()}&quot;" in xml
    assert xml.rstrip().endswith("</w:document>")
    assert xml.rindex("<w:sectPr") > xml.rindex("Clipping")


def test_a_printable_page_has_the_list_whole_and_its_addresses(
    difficult: list[Quotation], exported: Exported
) -> None:
    for number in range(30):
        make_quotation(f"Another {number}")
    page = html.fromstring(exported("/quotes.html?by=PL").decode())
    assert page.xpath("string(//h1)") == "Quotes"
    assert page.xpath("//ul/li/text()") == ["from Poland"]
    assert len(page.xpath("//ol/li")) == 40
    first = " ".join(page.xpath("string(//ol/li[1])").split())
    assert DIFFICULT[0] in first
    assert f"{SITE}{difficult[0].get_absolute_url()}" in first
    assert "check speaker" in page.xpath("string(//ol/li[2])")
