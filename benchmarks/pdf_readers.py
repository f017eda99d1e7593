"""How much of printed pages three readers of PDF give back: pypdf, PDFium and `reading.paper.pdf`.

    python -m benchmarks.pdf_readers FOLDER

FOLDER has pairs: `NAME.pdf`, and `NAME.txt` with the paragraphs of its article, a blank line
between two.  pypdf is no dependency; it is left out where it is not installed.
"""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from reading.draft import Draft
from reading.paper import pdf


def main(folder: Path) -> None:
    readers: dict[str, Callable[[bytes], str]] = {"PDFium": _pdfium, "reading.paper.pdf": _reading}
    try:
        readers["pypdf"] = _pypdf(importlib.import_module("pypdf").PdfReader)
    except ModuleNotFoundError:
        print("pypdf is not installed.")
    pairs = [(path, path.with_suffix(".txt")) for path in sorted(folder.glob("*.pdf"))]
    for name, read in readers.items():
        whole = paragraphs = pages = 0
        for file, expected in pairs:
            wanted = [*map(_plain, expected.read_text("utf-8").split("\n\n"))]
            text = _plain(read(file.read_bytes()))
            places = [text.find(each) for each in wanted]
            paragraphs += len(wanted)
            whole += sum(place >= 0 for place in places)
            pages += min(places) >= 0 and places == sorted(places)
        print(f"{name}: {whole} of {paragraphs} paragraphs, {pages} of {len(pairs)} in order")


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").replace("\ufffe", "").replace("\x02", "").split())


def _pdfium(data: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))


def _reading(data: bytes) -> str:
    drafts = pdf.read("page.pdf", data)
    return "\n".join(each.body for each in drafts if isinstance(each, Draft))


def _pypdf(reader: Callable[[io.BytesIO], object]) -> Callable[[bytes], str]:
    def read(data: bytes) -> str:
        pages = getattr(reader(io.BytesIO(data)), "pages")  # noqa: B009 - of no known type
        return "\n".join(page.extract_text() for page in pages)

    return read


if __name__ == "__main__":
    main(Path(sys.argv[1]))
