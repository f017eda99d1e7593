"""Rich text (.rtf): its paragraphs, an empty line between two."""

from __future__ import annotations

from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from reading import prose
from reading.databases import factiva
from reading.draft import UNFIT, Draft, ReadingError

_SOFT_HYPHEN = "\u00ad"


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The article of a document, or the articles of what a database exported."""
    try:
        text = rtf_to_text(data.decode("cp1252", "replace"), errors="replace")
    except Exception as error:  # noqa: BLE001 - a broken file breaks striprtf in many ways
        raise ReadingError(
            f"{name} is no rich text that can be read ({type(error).__name__}). "
            "Open it in a word processor and save it as .docx."
        ) from None
    text = UNFIT.sub("", text.replace(_SOFT_HYPHEN, ""))
    # A bar ends each cell of a table; the rows of Factiva are recognised by it.
    cells = str if factiva.recognised(text) else _without_bars
    lines = (cells(line).strip() for line in text.splitlines())
    yield from prose.articles(name, "\n\n".join(filter(None, lines)), gaps=True)


def _without_bars(line: str) -> str:
    return line.rstrip().removesuffix("|").replace("|", "\t") if line.rstrip()[-1:] == "|" else line
