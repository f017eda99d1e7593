"""PDF: what is set on pages in lines and columns becomes paragraphs again.

pypdfium2 rather than pypdf: it says where each character is, reads faster, and marks the
hyphens at the ends of lines (docs/formats.md has the comparison).
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from reading import bylines, prose
from reading.draft import Draft, ReadingError
from reading.drafting import draft
from reading.header import Header
from reading.paper import drawn, margins, printed, pulled, recognition, typeset
from reading.paper.columns import Line, ordered, rows_joined
from reading.paper.lines import joined
from reading.paper.margins import Margins
from reading.patterns import late
from reading.tops import clip
from reading.tops.naming import is_person
from reading.tops.stating import Top

ORDER_UNSURE = (
    "The file has columns, and the order of its parts is unsure. Compare it with the page before "
    "you quote from it."
)
MAX_PAGES = 500

# Titles that programs give: names of files, of programs, of nothing.
_NO_TITLE = late(
    r"(?:untitled|document|microsoft word)\b.*|.*\.(?:docx?|pdf|txt|odt|rtf|html?|indd|tmp)|\W*"
    r"|.*[\\/].*[\\/].*",
    re.IGNORECASE,
)
# As browsers name themselves, who may print a page without its address.
_BROWSER = late(r"Mozilla|Chrom(?:e|ium)|Firefox|Safari|Microsoft Edge|Opera|Brave|Vivaldi")
_SENTENCE_END = late(r"[.!?…:][\"'”’»)\]]*\Z")
# Characters that are none: what pdfium has in place of a hyphen at a line's end is one.
_HYPHEN = late("[\x02\ufffe]")
_WORD = late(r"[^\s\x02\ufffe]+[\x02\ufffe]?")
_BREAKS = late(r"[\x00-\x08\x0a-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# A gap this many times as wide as a line is high divides what is in one row.
_GAP = 0.9
_SPACE = 0.08
# The lines of a headline are alike in size; it is among the first lines of a page.
_SAME, _TOP = 1.1, 4
# Words that an article under a headline has at least.
_LEAST_WORDS = 25


@dataclass(slots=True)
class _Page:
    """The lines of a page in the order in which they are read, and whether that is sure."""

    lines: list[Line]
    sure: bool


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The article of a PDF, or the articles that a paper's page or a database's export has.

    When the file was made is not when the article came out.
    """
    try:
        fragments, title, of_browser = _pages(name, data)
    except ReadingError:
        raise
    except Exception as error:  # noqa: BLE001 - a broken file breaks pdfium in many ways
        raise ReadingError(
            f"{name} is no PDF that can be read ({type(error).__name__}). "
            "Open it in a viewer and print it to a new PDF."
        ) from None
    rows = rows_joined(fragments)
    marks, found = margins.marked([[line.text for line in lines] for lines in rows], title)
    pages = [
        _ordered([line for line, is_margin in zip(lines, mark, strict=True) if not is_margin])
        for lines, mark in zip(rows, marks, strict=True)
    ]
    if not any(any(map(str.isalnum, line.text)) for page in pages for line in page.lines):
        yield from _recognised(name, data)
        return
    # One across columns seems to divide them, so the order is found again without it.
    without = pulled.without([page.lines for page in pages])
    pages = [
        _ordered(lines) if len(lines) < len(page.lines) else page
        for page, lines in zip(pages, without, strict=True)
    ]
    notes = [] if all(page.sure for page in pages) else [ORDER_UNSURE]
    if found.of_browser or of_browser:
        inner = [*map(_without_margins, fragments, rows, marks)]
        printed_page = _printed(name, inner, pages, title, found)
        if printed_page is not None:
            yield from printed_page
            return
    yield from _articles(name, pages, title, found, notes)


def _without_margins(
    fragments: Sequence[Line], rows: Sequence[Line], mark: Sequence[bool]
) -> list[Line]:
    """What a page has drawn but for the rows that are in its margins."""
    out = [row for row, is_margin in zip(rows, mark, strict=True) if is_margin]
    return [
        each
        for each in fragments
        if not any(
            row.bottom < (each.bottom + each.top) / 2 < row.top
            and row.left - 1 < each.left
            and each.right < row.right + 1
            for row in out
        )
    ]


def _printed(
    name: str, fragments: list[list[Line]], pages: list[_Page], title: str, found: Margins
) -> Iterator[Draft | ReadingError] | None:
    """The article of a page that a browser printed; None if the file is another document.

    Browsers make other documents, too, but not with the address of a page, or its title above it.
    """
    lines = drawn.drawn(fragments)
    paragraphs = typeset.paragraphs(lines or [page.lines for page in pages], printed.stands_alone)
    headline = printed.headline(paragraphs, title or found.title)
    if not headline and not found.of_browser:
        return None
    text = "\n\n".join(each.text for each in paragraphs)
    stated = Header(title=headline or title or found.title, url=found.url)
    unsure = lines is None and not all(page.sure for page in pages)
    notes = [ORDER_UNSURE] if unsure else []
    if not prose.is_export(text):
        headline = headline or printed.largest(paragraphs)
        top = Top()
        texts, missing = printed.article(paragraphs, headline, top)
        stated.title = headline or stated.title
        stated.published_on, stated.outlet = top.published_on or top.updated_on, top.outlet
        stated.author = bylines.author(top.names) or top.names
        if len(texts) > 1 and _folded(texts[0]) == _folded(headline):
            del texts[0]
        text = "\n\n".join(texts)
        notes += missing
    return prose.articles(name, text, stated=stated, notes=notes)


def _articles(
    name: str, pages: list[_Page], title: str, found: Margins, notes: list[str]
) -> Iterator[Draft | ReadingError]:
    laid_out = [_with_headline(page.lines) for page in pages]
    text = "\n".join(line for lines in laid_out for line in _spaced(lines))
    several = [] if prose.is_export(text) else _several(pages)
    stated = Header(published_on=found.published_on, outlet=found.outlet)
    for number, (headline, byline, text) in enumerate(several, start=1):
        header = Header(headline, stated.published_on, stated.outlet, byline)
        yield draft(f"{name}, article {number},", header, joined(text), notes=notes)
    if not several:
        headline = _headline(pages[0].lines)
        # What a program calls the file is no title where the page has another.
        stated.title = "" if headline and _folded(title) not in _folded(text) else title
        if found.outlet and not prose.is_export(text):
            _mark_writer(laid_out[0])
            text = "\n".join(line for lines in laid_out for line in _spaced(lines))
        yield from prose.articles(name, text, stated=stated, notes=notes, written=joined)


def _recognised(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The articles of a scan, whose pages are pictures."""
    if not recognition.program:
        raise ReadingError(
            f"{name} has no text in it: is it scanned? Run text recognition (OCR) on it first, or "
            "install tesseract-ocr and set NEWSROOM_OCR=1."
        )
    document = pypdfium2.PdfDocument(data)
    if len(document) > recognition.MAX_PAGES:
        raise ReadingError(
            f"{name} has {len(document)} scanned pages; up to {recognition.MAX_PAGES} are "
            "recognised. Split it."
        )
    yield from recognition.articles(name, map(_picture, document))


def _picture(page: Any) -> bytes:
    """A page as a grey picture (PGM)."""
    scale = min(recognition.DOTS / 72, recognition.LONGEST_SIDE / max(page.get_size()))
    bitmap = page.render(scale=scale, grayscale=True)
    width, height, stride = bitmap.width, bitmap.height, bitmap.stride
    rows = bytes(bitmap.buffer)
    page.close()
    dots = b"".join(rows[at : at + width] for at in range(0, height * stride, stride))
    return b"P5 %d %d 255\n" % (width, height) + dots


def _headline(lines: Sequence[Line]) -> str:
    """The large line at the top of a page; nothing if there is none."""
    return next(
        (line.text for line in _with_headline(lines)[:_TOP] if line.size >= pulled.large(lines)), ""
    )


def _with_headline(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, those of a headline as one."""
    large = pulled.large(lines)
    joined_: list[Line] = []
    for line in lines:
        last = joined_[-1] if joined_ else None
        if last and last.size >= large and line.size >= large and line.size < _SAME * last.size:
            text = f"{last.text} {line.text}"
            joined_[-1] = Line(text, last.left, line.bottom, last.right, line.bottom + last.size)
        else:
            joined_.append(line)
    return joined_


def _mark_writer(lines: Sequence[Line]) -> None:
    """Put “By” before a name alone on the line below the headline of a paper's page."""
    large = pulled.large(lines)
    for line, below in pairwise(lines[:_TOP]):
        if line.size >= large > below.size:
            if is_person(below.text):
                below.text = f"By {below.text}"
            return


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


# ── articles on one page ──────────────────────────────────────────────────────────────────


def _several(pages: Sequence[_Page]) -> list[tuple[str, str, str]]:
    """Headline, writers and text of each article, if there are several and each has all three."""
    lines = [line for page in pages for line in page.lines]
    large = pulled.large(lines)
    heads = [at for at, line in enumerate(lines) if line.size >= large]
    begins = [at for at in heads if at - 1 not in heads]
    found = []
    for begin, end in pairwise([*begins, len(lines)]):
        until = next(at for at in range(begin, end + 1) if at not in heads)
        byline = clip.writers(lines[until].text) if until < end else ""
        text = "\n".join(_spaced(lines[until + 1 : end]))
        if not byline or len(text.split()) < _LEAST_WORDS:
            return []
        headline = " ".join(" ".join(line.text for line in lines[begin:until]).split())
        found.append((headline, byline, text))
    return found if len(found) > 1 and begins[0] == 0 else []


# ── lines ─────────────────────────────────────────────────────────────────────────────────


def _spaced(lines: Sequence[Line]) -> Iterator[str]:
    """The lines, with an empty one where a paragraph surely ends."""
    rights = [line.right for line in lines]
    for at, line in enumerate(lines):
        if at and _ends(lines[at - 1], line, max(rights[max(0, at - 4) : at])):
            yield ""
        yield line.text


def _ends(line: Line, following: Line, right: float) -> bool:
    """Whether a paragraph ends between two lines: by a gap, an indent, or another size."""
    text = following.text.lstrip()
    if not text or text[0].islower():
        return False
    if max(line.size, following.size) > 1.2 * min(line.size, following.size):
        return True
    gap = line.bottom - following.top
    if gap > 0.45 * line.size and following.left < line.right and following.right > line.left:
        return True
    indented = 0.5 * line.size < following.left - line.left < 4 * line.size
    short = line.right < right - 2 * line.size
    return gap > -line.size and indented and (short or bool(_SENTENCE_END.search(line.text)))


def _ordered(lines: Sequence[Line]) -> _Page:
    blocks, sure = ordered(lines)
    return _Page([line for block in blocks for line in block.lines], sure)


def _pages(name: str, data: bytes) -> tuple[list[list[Line]], str, bool]:
    """What each page has drawn, in that order, the title that the file states, if it is one, and
    whether it says that a browser made it."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReadingError(f"{name} has a password. Save it without one.") from None
        raise
    if len(document) > MAX_PAGES:
        raise ReadingError(
            f"{name} has {len(document)} pages; up to {MAX_PAGES} are read. Split it."
        )
    pages = [_page(document[number]) for number in range(len(document))]
    title = " ".join(_BREAKS.sub("", document.get_metadata_value("Title")).split())
    of_browser = bool(_BROWSER.match(document.get_metadata_value("Creator")))
    return pages, "" if _NO_TITLE.fullmatch(title) else title, of_browser


def _page(page: Any) -> list[Line]:
    text = page.get_textpage()
    try:
        return list(_fragments(text))
    finally:
        text.close()
        page.close()


def _fragments(text: Any) -> Iterator[Line]:
    """Words side by side without a wide gap, in the order in which the file draws them."""
    current: Line | None = None
    for word in _words(text):
        if current and _goes_on(current, word):
            space = " " if word.left - current.right > _SPACE * word.size else ""
            current.text += f"{space}{word.text}"
            current.right = max(current.right, word.right)
        else:
            if current:
                yield current
            current = word
    if current:
        yield current


def _goes_on(line: Line, word: Line) -> bool:
    size = max(line.size, word.size, 1.0)
    return word.beside(line) and -0.6 * size < word.left - line.right < _GAP * size


def _words(text: Any) -> Iterator[Line]:
    """Each word with the box it is in: that of its first and its last character."""
    characters = text.get_text_range()
    if len(characters) != text.count_chars():  # some are two halves, or none at all
        characters = "".join(
            chr(pdfium.FPDFText_GetUnicode(text, at)) for at in range(text.count_chars())
        )
    box = pdfium.FS_RECTF()
    where = ctypes.byref(box)
    for found in _WORD.finditer(characters):
        word = _BREAKS.sub("", _HYPHEN.sub("-", found[0]))
        if not word or not pdfium.FPDFText_GetLooseCharBox(text, found.start(), where):
            continue
        line = Line(word, box.left, box.bottom, box.right, box.top)
        if pdfium.FPDFText_GetLooseCharBox(text, found.end() - 1, where):
            line.right = max(line.right, box.right)
            if box.top - box.bottom > line.size:  # the box of a ligature is too low
                line.bottom, line.top = box.bottom, box.top
        yield line
