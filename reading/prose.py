"""The articles of a text, whatever kind of file it comes from: one, or several in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from types import ModuleType

from reading import clip, header, transcripts
from reading.databases import factiva, nexis, proquest
from reading.databases.pieces import Piece
from reading.draft import Draft, ReadingError
from reading.drafting import draft
from reading.header import Header
from reading.markdown import is_clipped, plain

DATABASES: tuple[ModuleType, ...] = (nexis, proquest, factiva)
MAYBE_SEVERAL = (
    "The file may have several articles in it: lines such as --- divide it. If so, give each a "
    "file, or lines “Title: …” and “Date: …” of its own."
)

_RULE = re.compile(
    r"^[ \t]*(?:-{3,}|={3,}|_{3,}|\*{3,}|(?:\*[ \t]+){2,}\*)[ \t]*\r?$", re.MULTILINE
)
# Words that make a part of a text an article rather than a section.
_ARTICLE = 40


def articles(
    name: str,
    text: str,
    *,
    markdown: bool = False,
    gaps: bool = False,
    in_file: bool = False,
    stated: Header | None = None,
    notes: Iterable[str] = (),
    written: Callable[[str], str] = str,
) -> Iterator[Draft | ReadingError]:
    """The articles of a text, in order; one that has no words in it is a ReadingError.

    `stated` is what the file says beside its text, where that is one article and its header does
    not say it.  `markdown` and `gaps` are those of `header.parse`.  `in_file` says that the text
    is the decoded file, in which offsets count.  `written` makes of a body as laid out one as
    written.
    """
    stated = stated or Header()
    pieces = _several(text, markdown=markdown, gaps=gaps)
    if not pieces:
        found = header.parse(text, markdown=markdown, gaps=gaps)
        _complete(found, stated)
        if (spoken := transcripts.recognised(text[found.offset :])) is not None:
            spoken.complete(found)
            yield draft(name, found, spoken.body, notes=[*notes, *spoken.notes])
            return
        whole = Piece(found, ((found.offset, len(text)),))
        # Above the text of a mail there is nothing that the mail itself does not say.
        clipped = not stated.author
        pieces = [(clipped and clip.recognised(text, found, stated.title)) or whole]
        if markdown and is_clipped(text[found.offset :]):
            written, in_file = plain, False
        notes = [*notes, *([MAYBE_SEVERAL] if _divided(text[found.offset :]) else [])]
    for number, piece in enumerate(pieces, start=1):
        place = name if len(pieces) == 1 else f"{name}, article {number},"
        body = "\n\n".join(filter(None, (written(text[a:b]) for a, b in piece.spans)))
        at = piece.spans[0][0] if in_file and len(piece.spans) == 1 else 0
        try:
            yield draft(place, piece.header, body, offset=at, notes=notes)
        except ReadingError as error:
            yield error


def _complete(found: Header, stated: Header) -> None:
    """Fill in what a header does not say."""
    found.title = found.title or stated.title
    found.outlet = found.outlet or stated.outlet
    found.author = found.author or stated.author
    found.url = found.url or stated.url
    if not found.published_on and not found.unread_date:
        found.published_on, found.unread_date = stated.published_on, stated.unread_date


def _several(text: str, *, markdown: bool, gaps: bool) -> list[Piece]:
    """The articles of a text that surely has several, or that comes from a database."""
    for database in DATABASES:
        if database.recognised(text) and (pieces := [*database.pieces(text)]):
            return pieces
    return _headed(text, markdown=markdown, gaps=gaps)


def _headed(text: str, *, markdown: bool, gaps: bool) -> list[Piece]:
    """The parts of a text between lines of ---, if each has a header of its own."""
    spans = _parts(text)
    pieces: list[Piece] = []
    for start, end in spans:
        found = header.parse(text[start:end], markdown=markdown, gaps=gaps)
        begins, ends = start + found.offset, start + len(text[start:end].rstrip())
        if not _is_stated(found) or begins >= ends:
            return []
        pieces.append(Piece(replace(found, offset=begins), ((begins, ends),)))
    return pieces if len(pieces) > 1 else []


def _parts(text: str) -> list[tuple[int, int]]:
    """What is between the rules of a text, where that is more than blanks."""
    rules = [(0, 0), *(rule.span() for rule in _RULE.finditer(text)), (len(text), len(text))]
    spans = [(before[1], after[0]) for before, after in itertools.pairwise(rules)]
    return [(start, end) for start, end in spans if text[start:end].strip("\ufeff \t\r\n")]


def _is_stated(found: Header) -> bool:
    fields = (found.published_on or found.unread_date, found.outlet, found.author, found.url)
    return bool(found.title) and any(fields)


def _divided(body: str) -> bool:
    """Whether rules divide a body into parts each as long as an article."""
    spans: Sequence[tuple[int, int]] = _parts(body)
    return len(spans) > 1 and all(len(body[start:end].split()) >= _ARTICLE for start, end in spans)
