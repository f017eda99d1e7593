"""The kind of a file is recognised by its content."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from reading import Draft, ReadingError, read
from reading.kinds import KINDS, Kind, kind_of
from reading.readers import read_bytes
from reading.sample import Sample
from tests.reading.test_formats import pdf
from tests.support.paths import ROOT


def word(text: str = "He said nothing.") -> bytes:
    document = Document()
    document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def zipped(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return file.getvalue()


OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
PAGE = b"<!-- made by hand -->\n<!DOCTYPE html><html><body><p>It rains.</p></body></html>"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", pdf("It rains."), ".pdf"),
        ("a.html", word(), ".docx"),
        ("a.pdf", word(), ".docx"),
        ("a.docx", PAGE, ".html"),
        ("a.txt", PAGE, ".html"),
        ("a.txt", b"\xef\xbb\xbf  <html>", ".html"),
        ("a.txt", b"<html5> is no tag, he said.", ".txt"),
        ("a.pdf", "Für alle.".encode(), ".txt"),
        ("a.pdf", b"", ".pdf"),
        ("a.pdf", b"\x89\xff\x00", ".pdf"),
        ("a.html", b"<h1>Rain</h1><p>It rains.", ".html"),
        ("a.html", b"Rain\n<p>It rains.", ".html"),
        ("a.txt", b"<p>It rains.</p>", ".html"),
        ("a.md", b"# A title", ".md"),
        ("a.jsonl", b'{"body": "It rains."}', ".jsonl"),
        ("a.docx", b"PK\x03\x04 broken", ".docx"),
        ("a", b"It rains.", ".txt"),
        ("a.txt", b"{\\rtf1 It rains.}", ".rtf"),
        ("a.txt", b"\n<?xml version='1.0'?><rss><channel/></rss>", ".rss"),
        ("a.txt", b"<a:feed xmlns:a='http://www.w3.org/2005/Atom'/>", ".atom"),
        ("a.txt", b"title,text\nRain,It rains.", ".csv"),
        ("a.txt", b"\xef\xbb\xbfHeadline;Full Text;Date\nRain;It rains.;", ".csv"),
        ("a.txt", b"From: Ana <a@b.example>\nTo: me\nSubject: Rain\n\nIt rains.", ".eml"),
        ("a.txt", b'[{"title": "Rain", "text": "It rains."}]', ".json"),
        ("a.txt", b"From: the hills\nIt rains.", ".txt"),
        ("a.txt", b"Title, text and date, she said.\nMore.", ".txt"),
        ("a.txt", b"[Laughter] {aside}", ".txt"),
        ("a.txt", zipped(**{"b.txt": b"It rains."}), ".zip"),
        ("a.txt", b"WARC/1.0\r\n", ".warc"),
        ("a.log", b"It rains.", ".txt"),
        ("a.doc", b"It rains.", ".txt"),
        ("a.png", b"It rains.", ".txt"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", ".png"),
        ("a.msg", OLD_OFFICE, ".msg"),
        ("a.txt", OLD_OFFICE + "__substg1.0_".encode("utf-16-le"), ".msg"),
        ("a.docx", OLD_OFFICE, ".doc"),
        ("a.xyz", b"<?xml version='1.0'?>\n<!-- a -->\n<!DOCTYPE html [\n]>\n<html/>", ".html"),
    ],
)
def test_a_name_does_not_decide(name: str, data: bytes, kind: str) -> None:
    assert kind in kind_of(name, data).suffixes


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.refusal and kind.suffixes], ids=lambda kind: kind.label
)
def test_a_refused_kind_says_the_way_out(kind: Kind) -> None:
    name = f"a{kind.suffixes[0]}"
    (error,) = read_bytes(name, b"\0\1\2")
    assert isinstance(error, ReadingError)
    assert str(error) == f"{name} {kind.refusal}"
    assert any(way in kind.refusal for way in ("Save", "save", "Unpack"))


@pytest.mark.parametrize("name", ["a.xml", "a.txt"])
def test_xml_of_another_kind_is_refused(name: str) -> None:
    (error,) = read_bytes(name, b"<?xml version='1.0'?><other>It rains.</other>")
    assert "is XML of a kind we do not read" in str(error)


def test_what_is_no_text_and_of_no_known_kind_is_refused() -> None:
    for name, words in (("a.xyz", "of a kind we do not read (.xyz)"), ("a", "no text")):
        (error,) = read_bytes(name, b"\0\1\2")
        assert str(error) == f"{name} is {words}. Save it as .txt, .docx or .pdf."


def test_what_is_read_is_what_it_is() -> None:
    (draft,) = read_bytes("story.txt", pdf("It rains in Oslo, he said."))
    assert isinstance(draft, Draft)
    assert draft.body == "It rains in Oslo, he said."


def test_a_device_is_no_file(tmp_path: Path) -> None:
    link = tmp_path / "endless.txt"
    link.symlink_to("/dev/zero")
    (error,) = read(link)
    assert "is no file but a device" in str(error)


def test_the_guide_has_every_kind() -> None:
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|")[:2])
        for line in (ROOT / "docs" / "formats.md").read_text("utf-8").splitlines()
        if line.startswith("| ")
    ]
    for kind in KINDS:
        assert (kind.label, " ".join(f"`{each}`" for each in kind.suffixes) or "–") in rows


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"WARC/1.0", b"bplist00", b"GIF89a", b"From a"])
def test_kinds_that_begin_with_letters(data: bytes) -> None:
    assert Sample("a", data).begins_with_word == data.startswith(b"From")
