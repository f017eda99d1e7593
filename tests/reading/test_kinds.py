"""What a file is, is told by what is in it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from reading import Draft, ReadingError, read
from reading.readers import kind_of, read_bytes
from tests.reading.test_formats import pdf


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
        ("a.md", b"# A title", ".md"),
        ("a.jsonl", b'{"body": "It rains."}', ".jsonl"),
        ("a.docx", b"PK\x03\x04 broken", ".docx"),
    ],
)
def test_a_name_does_not_decide(name: str, data: bytes, kind: str) -> None:
    assert kind_of(name, data) == kind


def test_an_archive_is_refused() -> None:
    (error,) = read_bytes("a.txt", zipped(**{"a.txt": b"It rains."}))
    assert isinstance(error, ReadingError)
    assert "is an archive. Unpack it" in str(error)


def test_what_is_read_is_what_it_is() -> None:
    (draft,) = read_bytes("story.txt", pdf("It rains in Oslo, he said."))
    assert isinstance(draft, Draft)
    assert draft.body == "It rains in Oslo, he said."


def test_a_device_is_no_file(tmp_path: Path) -> None:
    link = tmp_path / "endless.txt"
    link.symlink_to("/dev/zero")
    (error,) = read(link)
    assert "is no file but a device" in str(error)
