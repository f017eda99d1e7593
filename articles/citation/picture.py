"""The picture of a quotation for previews of its link: a PNG of 1200 × 630 pixels.

The words are set as large as they fit.  Words that do not fit are cut at a word, with an ellipsis;
words in a script that no font has are left out, and the picture names speaker and article only.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from articles.citation.cited import CHECK, Cited, one_line
from articles.citation.typeface import Typeface, is_right_to_left

if TYPE_CHECKING:
    from PIL import ImageDraw

WIDTH, HEIGHT = 1200, 630
DESIGN = "1"  # in the ETag: raise it when the drawing changes
_MARGIN = 72
_ROOM = WIDTH - 2 * _MARGIN
_TOP, _BOTTOM = 124, 446  # of the words
_BY, _WHERE = 492, 546
_SIZES = (84, 72, 62, 54, 47, 41, 36)
_LINE_SIZES = (34, 30, 26)
_LEADING = 1.28
_LONGEST = 700  # code points, more than fit
_COLOURS = 48
NOT_SHOWN = "A quote: its words are behind the link"
_PAPER, _INK, _SOFT, _MARKER = "#fcfcfa", "#17191d", "#565a61", "#ffdb4d"
# A word with the blanks behind it; CJK letters are broken between any two.
_CJK = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_TOKEN = re.compile(rf"[{_CJK}][、。，．！？」』）”]*|[^\s{_CJK}]+\s*|\s+")


def etag(cited: Cited) -> str:
    """The ETag of the picture: of all that is drawn."""
    drawn = "\0".join((DESIGN, str(cited.direct), cited.words, *_lines(cited)))
    return f'"{hashlib.sha256(drawn.encode("utf-8", "replace")).hexdigest()[:32]}"'


@lru_cache(maxsize=64)
def picture(cited: Cited) -> bytes:
    """The PNG."""
    from PIL import Image, ImageDraw  # 2 MB that a server needs for pictures alone

    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    draw = ImageDraw.Draw(image)
    _draw_frame(draw)
    _draw_words(draw, cited)
    by, where = _lines(cited)
    _draw_line(draw, by, _fitting(by, 650), _BY, _INK)
    _draw_line(draw, where, _fitting(where, 400), _WHERE, _SOFT)
    written = io.BytesIO()
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def _lines(cited: Cited) -> tuple[str, str]:
    """Who says it, and where."""
    day = cited.published_on
    where = (cited.outlet or cited.title, f"{day.day} {day:%B} {day.year}" if day else "")
    said = cited.who if cited.direct else f"{cited.paraphrase[0].upper()}{cited.paraphrase[1:]}"
    return one_line(said), one_line(" · ".join(filter(None, where)))


def _fitting(text: str, weight: int) -> Typeface:
    """A face for one line, smaller if that makes the text fit."""
    rtl = is_right_to_left(text)
    faces = [Typeface(serif=False, size=size, weight=weight, rtl=rtl) for size in _LINE_SIZES]
    return next((face for face in faces if face.width(text) <= _ROOM), faces[-1])


def _draw_frame(draw: ImageDraw.ImageDraw) -> None:
    mark = Typeface(serif=True, size=36, weight=650)
    _draw_at(draw, _MARGIN, 62, "Newsroom", mark, _INK)
    for y in (92, 97):
        draw.line((_MARGIN, y, WIDTH - _MARGIN, y), fill=_INK, width=2)
    draw.rectangle((0, _TOP, 16, _BOTTOM), fill=_MARKER)


def _draw_words(draw: ImageDraw.ImageDraw, cited: Cited) -> None:
    opening, closing = ("“", "”") if cited.direct else ("", "")
    text = one_line(cited.words)[:_LONGEST]
    face = Typeface(serif=True, size=_SIZES[0], weight=450, rtl=is_right_to_left(text))
    words = face.drawable(text)
    if words is None:
        _draw_line(draw, NOT_SHOWN, Typeface(serif=True, size=47, weight=450), 300, _SOFT)
        return
    lines: list[str] = []
    most = 0
    for size in _SIZES:
        face = face.resized(size)
        most = int((_BOTTOM - _TOP) / (size * _LEADING))
        lines = list(_wrapped(f"{opening}{words}{closing}", face))
        if len(lines) <= most:
            break
    else:
        lines = [*lines[: most - 1], f"{_cut(lines[most - 1], face, f' …{closing}')} …{closing}"]
    step = face.size * _LEADING
    top = _TOP + (_BOTTOM - _TOP - step * len(lines)) / 2
    for number, line in enumerate(lines):
        _draw_fitting(draw, line, face, top + step * (number + 0.72), _INK)


def _cut(text: str, face: Typeface, behind: str) -> str:
    """As many words of a text as fit between the margins with another text behind them."""
    room = _ROOM - face.width(behind)
    while text and face.width(text) > room:
        text = text[:-1].rpartition(" ")[0] or text[:-1]
    return text.rstrip()


def _wrapped(text: str, face: Typeface) -> Iterator[str]:
    """The text in lines that fit between the margins."""
    line, wide = "", 0.0
    blank = face.width("n n") - 2 * face.width("n")
    for token in _tokens(text, face):
        width = face.width(token)
        if line and wide + width > _ROOM:
            yield line.rstrip()
            line, wide = "", 0.0
        line += token
        wide += width + blank * (len(token) - len(token.rstrip()))
    if line.strip():
        yield line.rstrip()


def _tokens(text: str, face: Typeface) -> Iterator[str]:
    """Words with the blanks behind them; a word wider than a line in letters."""
    for token in _TOKEN.findall(text):
        if face.width(token) > _ROOM:
            yield from token
        else:
            yield token


def _draw_line(
    draw: ImageDraw.ImageDraw, text: str, face: Typeface, baseline: float, colour: str
) -> None:
    """Draw a text on one line, cut where it is too long; what is in doubt is said all the same."""
    text, doubt, _ = text.partition(CHECK)
    shown = face.drawable(text) or ""
    if face.width(shown + doubt) > _ROOM:
        shown = f"{_cut(shown, face, f' …{doubt}')} …"
    _draw_fitting(draw, (shown + doubt).strip(), face, baseline, colour)


def _draw_fitting(
    draw: ImageDraw.ImageDraw, text: str, face: Typeface, baseline: float, colour: str
) -> None:
    """Draw a text that fits; one from right to left at the right margin."""
    _draw_at(
        draw,
        WIDTH - _MARGIN - face.width(text) if face.rtl else _MARGIN,
        baseline,
        text,
        face,
        colour,
    )


def _draw_at(
    draw: ImageDraw.ImageDraw, x: float, baseline: float, text: str, face: Typeface, colour: str
) -> None:
    direction = "rtl" if face.rtl else None
    for font, piece in face.runs(text):
        draw.text((x, baseline), piece, font=font, fill=colour, anchor="ls", direction=direction)
        x += font.getlength(piece)
