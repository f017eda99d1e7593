"""The articles of a text from any kind of file: one, or several in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from types import ModuleType

from reading import header
from reading.draft import Draft, ReadingError
from reading.drafting import draft
from reading.header import Header
from reading.pieces import Piece
from reading.speech import conversations
from reading.tops import clip, parts, pasted
from reading.tops import headlines as tops
from reading.tops.ends import end_of
from reading.tops.parts import Range

DATABASES = ("nexis", "proquest", "factiva", "labelled", "wisers")
# Every export has one of these words, behind or before its sign: one character is found far more
# quickly.
_AT_SIGNS = ((":", "Accession Number", ""), ("/", "Author", "Byline:"))
_IN_EXPORTS = ("News ID", "文章")
# What a file says beside its text, if nothing; it is only read.
_NOTHING = Header()
MAYBE_SEVERAL = (
    "The file may have several articles in it: lines such as --- divide it. If so, give each a "
    "file, or lines “Title: …” and “Date: …” of its own."
)
UNDER_HEADINGS = (
    "The file may have several articles in it: several headings (#) divide it. If so, give each a "
    "file, or a date or a byline below its heading."
)
MAYBE_ANOTHER = (
    "The file may have several articles in it: “{}” has a byline or a day of its own. If so, give "
    "each a file, or lines “Title: …” and “Date: …” of its own."
)


def articles(
    name: str,
    text: str,
    *,
    markdown: bool = False,
    gaps: bool = False,
    in_file: bool = False,
    headings: Sequence[int] = (),
    stated: Header | None = None,
    notes: Iterable[str] = (),
    written: Callable[[str], str] = str,
) -> Iterator[Draft | ReadingError]:
    """The articles of a text, in order; one that has no words in it is a ReadingError.

    `stated` is what the file says beside its text, where that is one article and its header does
    not say it.  `markdown` and `gaps` are those of `header.parse`, `headings` those of
    `parts.articles`.  `in_file` says that the text is the decoded file, in which offsets count.
    `written` makes of a body as laid out one as written.
    """
    stated = stated or _NOTHING
    ruled = parts.between_rules(text)
    pieces = _several(text, ruled, markdown=markdown, gaps=gaps, headings=headings)
    if not pieces:
        if headings and headings[0] == 0:  # it is the title, which `stated` has
            text = text.partition("\n\n")[2]
            ruled = parts.between_rules(text)
        found = header.parse(text, markdown=markdown, gaps=gaps)
        named = found.title or stated.title
        spoken = conversations.recognised(text[found.offset :], named)
        if spoken and spoken.outlet and not found.title:  # a record has each debate's heading
            found.title = spoken.title
        _complete(found, stated)
        if spoken is not None:
            spoken.complete(found)
            yield draft(name, found, spoken.body, notes=[*notes, *spoken.notes])
            return
        is_page = pasted.is_pasted(text, found.offset)
        kept = pasted.without_menu(text, found) if is_page else []
        end = end_of(text, found.offset, found)
        shown = text[:end]
        whole = Piece(found, ((found.offset, end),))
        # Above the text of a mail there is nothing that the mail itself does not say.
        clipped = not stated.author
        piece = (clipped and clip.recognised(shown, found, stated.title)) or whole
        article = Piece(piece.header, (*kept, *piece.spans)) if kept else piece
        others = tops.further(text, article) if clipped else []
        pieces = tops.articles(text, article, others) or [article]
        if parts.is_divided(text, ruled, found.offset):
            notes = [*notes, MAYBE_SEVERAL]
        elif markdown and parts.is_under_headings(text):
            notes = [*notes, UNDER_HEADINGS]
        elif others and len(pieces) == 1:
            notes = [*notes, MAYBE_ANOTHER.format(others[0].headline)]
    if markdown:
        from reading.markdown import is_marked, plain

        if any(is_marked(text[a:b]) for piece in pieces for a, b in piece.spans):
            written, in_file = plain, False
    for number, piece in enumerate(pieces, start=1):
        place = name if len(pieces) == 1 else f"{name}, article {number},"
        body = "\n\n".join(filter(None, (written(text[a:b]) for a, b in piece.spans)))
        at = piece.spans[0][0] if in_file and len(piece.spans) == 1 else 0
        try:
            yield draft(place, piece.header, body, offset=at, notes=notes)
        except ReadingError as error:
            yield error


def is_export(text: str) -> bool:
    """Whether a text is what a database exported."""
    return any(database.recognised(text) for database in _databases())


@cache
def _databases() -> tuple[ModuleType, ...]:
    """The readers of the exports, imported when a text may be one: most texts are none."""
    return tuple(import_module(f"reading.databases.{name}") for name in DATABASES)


def _may_be_export(text: str) -> bool:
    """A quick look, for most texts are none."""
    if "ocument" in text or "OCUMENT" in text or "okument" in text:
        return True
    if "|" in text and any(map(text.__contains__, _IN_EXPORTS)):
        return True
    return any(_is_at_sign(text, *each) for each in _AT_SIGNS)


def _is_at_sign(text: str, sign: str, before: str, behind: str) -> bool:
    """Whether any of a sign in a text is between two words."""
    at = text.find(sign)
    while at >= 0:
        if text.startswith(behind, at + 1) and text.endswith(before, 0, at):
            return True
        at = text.find(sign, at + 1)
    return False


def _complete(found: Header, stated: Header) -> None:
    """Fill in what a header does not say."""
    found.title = found.title or stated.title
    found.outlet = found.outlet or stated.outlet
    found.author = found.author or stated.author
    found.url = found.url or stated.url
    if not found.published_on and not found.unread_date:
        found.published_on, found.unread_date = stated.published_on, stated.unread_date


def _several(
    text: str, ruled: Sequence[Range], *, markdown: bool, gaps: bool, headings: Sequence[int]
) -> list[Piece]:
    """The articles of a text that surely has several, or that comes from a database."""
    if _may_be_export(text):
        for database in _databases():
            if database.recognised(text) and (pieces := [*database.pieces(text)]):
                return pieces
    return parts.articles(text, ruled, markdown=markdown, gaps=gaps, headings=headings)
