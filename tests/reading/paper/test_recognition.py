"""Scans and pictures of pages: recognised where Tesseract is installed and wanted, else refused."""

from __future__ import annotations

import io
import shutil

import pytest
from PIL import Image, ImageDraw, ImageFont

from reading import Draft, ReadingError, read_bytes
from reading.paper import recognition
from reading.paper.recognition import RECOGNISED

LINES = (
    "School roof leaks after storm",
    "",
    "The roof of the school in Oslo leaks, its head said",
    "on Thursday to all who came to the meeting.",
    "",
    "“It rains on us,” said Ana Brel, who has led the",
    "school for eleven years in this town.",
)
installed = pytest.mark.skipif(
    not shutil.which("tesseract"), reason="apt-get install tesseract-ocr"
)


def page(*lines: str) -> Image.Image:
    picture = Image.new("L", (1700, 1100), 255)
    font = ImageFont.load_default(size=48)
    for at, line in enumerate(lines):
        ImageDraw.Draw(picture).text((120, 100 + 72 * at), line, fill=0, font=font)
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


@pytest.fixture
def recognising(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "program", shutil.which("tesseract") or "")


@installed
@pytest.mark.usefixtures("recognising")
@pytest.mark.parametrize("kind", ["PNG", "PDF"])
def test_a_scanned_page_is_recognised(kind: str) -> None:
    (draft,) = read_bytes(f"scan.{kind.lower()}", saved(page(*LINES), kind, resolution=200))
    assert isinstance(draft, Draft), draft
    assert draft.title == "School roof leaks after storm"
    assert "The roof of the school in Oslo leaks, its head said on Thursday to all" in draft.body
    assert "said Ana Brel, who has led the school for eleven years" in draft.body
    assert RECOGNISED in draft.notes


@installed
@pytest.mark.usefixtures("recognising")
def test_a_picture_without_words_is_refused() -> None:
    (error,) = read_bytes("cat.png", saved(page(), "PNG"))
    assert isinstance(error, ReadingError)
    assert "no page of text in it" in str(error)


@installed
@pytest.mark.usefixtures("recognising")
def test_a_broken_picture_is_refused() -> None:
    (error,) = read_bytes("cat.png", saved(page(*LINES), "PNG")[:300])
    assert isinstance(error, ReadingError)
    assert "Save the page as .png" in str(error)


@pytest.mark.parametrize("kind", ["PNG", "PDF"])
def test_without_the_program_a_scan_is_refused_with_the_way_out(kind: str) -> None:
    (error,) = read_bytes(f"scan.{kind.lower()}", saved(page(*LINES), kind))
    assert isinstance(error, ReadingError)
    assert "install tesseract-ocr and set NEWSROOM_OCR=1" in str(error)


def test_a_program_that_does_not_start_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "program", "/nowhere/tesseract")
    (error,) = read_bytes("scan.png", saved(page(*LINES), "PNG"))
    assert "/nowhere/tesseract does not start" in str(error)


def test_scans_have_a_limit_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "program", "/nowhere/tesseract")
    pages = [Image.new("L", (20, 20), 255)] * (recognition.MAX_PAGES + 1)
    data = saved(pages[0], "PDF", save_all=True, append_images=pages[1:])
    (error,) = read_bytes("scan.pdf", data)
    assert f"up to {recognition.MAX_PAGES} are recognised" in str(error)
