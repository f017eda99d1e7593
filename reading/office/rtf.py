"""Rich text (.rtf): its paragraphs, an empty line between two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from reading import prose
from reading.databases import factiva
from reading.draft import UNFIT, Draft, ReadingError
from reading.office.notes import on_footnotes
from reading.patterns import late

_SOFT_HYPHEN = "\u00ad"
# What Word writes of words that are deleted with changes tracked, or hidden.
_UNSEEN = late(r"\\(?:deleted|v)(?![a-z0])")
_TOKEN = late(
    r"\\(?P<word>[a-z]+)(?P<number>-?\d+)? ?|(?P<sign>\\'[0-9a-fA-F]{2}|\\[^a-z])|(?P<brace>[{}])"
    r"|[^\\{}]+",
    re.DOTALL,
)
_FOOTNOTE = late(r"\\footnote(?![a-z])")
_FORMATS = frozenset({"deleted", "v"})
_SIGNS = frozenset("u tab emdash endash lquote rquote ldblquote rdblquote bullet".split())


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The article of a document, or the articles of what a database exported."""
    try:
        source = _decoded(data)
        text = rtf_to_text(_seen(source), errors="replace")
    except Exception as error:  # noqa: BLE001 - a broken file breaks striprtf in many ways
        raise ReadingError(
            f"{name} is no rich text that can be read ({type(error).__name__}). "
            "Open it in a word processor and save it as .docx."
        ) from None
    text = UNFIT.sub("", text.replace(_SOFT_HYPHEN, ""))
    # A bar ends each cell of a table; the rows of Factiva are recognised by it.
    cells = str if factiva.recognised(text) else _without_bars
    lines = (cells(line).strip() for line in text.splitlines())
    yield from prose.articles(
        name,
        "\n\n".join(filter(None, lines)),
        gaps=True,
        notes=on_footnotes(len(_FOOTNOTE.findall(source))),
    )


def _decoded(data: bytes) -> str:
    """The file as text: it is ASCII by right, and some programs put UTF-8 into it."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _seen(source: str) -> str:
    """The file without the words that its reader does not see; what is in it of styles stays.

    A format holds to the end of its group, `\\plain` or itself with 0.
    """
    if not _UNSEEN.search(source):
        return source
    kept: list[str] = []
    groups: list[set[str]] = [set()]
    for token in _TOKEN.finditer(source):
        word = token["word"]
        if token["brace"] == "{":
            groups.append(set(groups[-1]))
        elif token["brace"] and len(groups) > 1:
            groups.pop()
        elif word in _FORMATS:
            groups[-1] = groups[-1] - {word} if token["number"] == "0" else groups[-1] | {word}
            continue
        elif word == "plain":
            groups[-1] = groups[-1] - _FORMATS
        is_text = (not word or word in _SIGNS) and not token["brace"]
        if not (is_text and groups[-1]):
            kept.append(token[0])
    return "".join(kept)


def _without_bars(line: str) -> str:
    return line.rstrip().removesuffix("|").replace("|", "\t") if line.rstrip()[-1:] == "|" else line
