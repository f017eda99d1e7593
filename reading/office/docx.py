"""Word documents: the text of their paragraphs and tables, an empty line between two."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import docx
from docx.text.paragraph import Paragraph

from reading import prose
from reading.draft import Draft, ReadingError
from reading.header import Header, is_label
from reading.office.notes import on_footnotes
from reading.speech import interviews

if TYPE_CHECKING:
    from docx.document import Document

# The first bytes of the container that holds a .doc, or a .docx with a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Neither deleted with changes tracked, nor what programs that know no text boxes show instead.
_SHOWN = (
    "not(ancestor::w:del or ancestor::w:moveFrom"
    " or ancestor::*[namespace-uri()='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    " and local-name()='Fallback'])"
)

# The run of letters that its reader does not see.
_HIDDEN = "boolean(w:rPr/w:vanish[not(@w:val) or @w:val='1' or @w:val='true' or @w:val='on'])"

# Whether a paragraph is in the left one of two cells.
_LEFT_CELL = "boolean(ancestor::w:tc[1][not(preceding-sibling::w:tc)][count(../w:tc) = 2])"
_BOLD = "boolean(w:rPr/w:b[not(@w:val) or @w:val='1' or @w:val='true' or @w:val='on'])"
# Longer paragraphs are no questions, unless they end as one.
_LONGEST_QUESTION = 300
_HEADINGS = {"Title", "Heading 1"}
# A document is a zip file; unpacked, one that a person wrote stays far below this.
MAX_UNPACKED = 64 * 1024 * 1024


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The article of a document, or the articles of what a database exported.

    Its title is what has the style Title, or a first heading; the author of the file, and
    when, says nothing about the article.
    """
    if data.startswith(_OLE):
        raise ReadingError(
            f"{name} is an old Word file or has a password. Save it as .docx without one."
        )
    try:
        _check_unpacked(name, data)
        document = docx.Document(io.BytesIO(data))
        paragraphs = list(_paragraphs(document))
    except ReadingError:
        raise
    except Exception as error:  # noqa: BLE001 - a broken file breaks python-docx in many ways
        raise ReadingError(
            f"{name} is no Word document that can be read ({type(error).__name__}). "
            "Open it in a word processor and save it again as .docx."
        ) from None
    title = ""
    if paragraphs and paragraphs[0][0] in _HEADINGS:
        title = " ".join(paragraphs[0][1].split())
    bold = [is_bold for _, _, is_bold in paragraphs]
    texts = interviews.with_labels([words for _, words, _ in paragraphs], bold, title)
    text = "\n\n".join(texts)
    places = accumulate((len(words) + 2 for words in texts), initial=0)
    styles = zip(places, (style for style, _, _ in paragraphs), strict=False)
    headings = [at for at, style in styles if style in _HEADINGS]
    footnotes = document.element.body.xpath("count(//w:footnoteReference | //w:endnoteReference)")
    yield from prose.articles(
        name, text, gaps=True, headings=headings, stated=Header(title=title),
        notes=on_footnotes(int(footnotes)),
    )  # fmt: skip


def _check_unpacked(name: str, data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        size = sum(part.file_size for part in packed.infolist())
    if size > MAX_UNPACKED:
        raise ReadingError(
            f"{name} has {size / 1024**2:.0f} MB unpacked. Copy its text into a new document."
        )


def _paragraphs(document: Document) -> Iterator[tuple[str, str, bool]]:
    """Style and text of each paragraph that has any, wherever in the body, and whether it is bold.

    python-docx itself leaves out what is in a content control, or inserted with changes
    tracked.  A text box follows the paragraph that it is fixed to.
    """
    label = ""
    for found in document.element.body.xpath(f".//w:p[{_SHOWN}]"):
        runs = found.xpath(f".//w:r[{_SHOWN}]")
        runs = [run for run in runs if _paragraph_of(run) is found and not run.xpath(_HIDDEN)]
        text = "".join(run.text for run in runs).strip()
        if text and not label and is_label(text) and found.xpath(_LEFT_CELL):
            label = f"{text.rstrip(' :')}: "
        elif text:
            style = Paragraph(found, document).style
            yield (style.name if style else None) or "", f"{label}{text}", _is_bold(runs, text)
            label = ""


def _is_bold(runs: list[Any], text: str) -> bool:
    """Whether all words of a paragraph that asks something are bold."""
    if "?" not in text[-3:] and len(text) > _LONGEST_QUESTION:
        return False
    return all(run.xpath(_BOLD) for run in runs if run.text.strip())


def _paragraph_of(run: Any) -> Any:
    """The paragraph that has a run: within a text box, not the one the box is fixed to."""
    return run.xpath("ancestor::w:p[1]")[0]
