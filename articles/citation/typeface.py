"""Fonts of pictures: which one has a letter, and how wide a text is.

Pages' own fonts come first; what they lack is taken from the fonts beside this module.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFont

_PAGES = Path(__file__).resolve().parents[2] / "static" / "fonts"
_OWN = Path(__file__).resolve().parent / "fonts"
_FALLBACK = (_OWN / "dejavu-sans.woff2", _OWN / "droid-sans-fallback-cjk.woff2")
_SERIF = tuple(
    _PAGES / f"newsreader-{part}.woff2"
    for part in ("basic-wght-normal", "latin1-wght-normal", "latin-ext-opsz-normal")
)
_SANS = tuple(
    _PAGES / f"libre-franklin-{part}-wght-normal.woff2" for part in ("basic", "latin1", "latin-ext")
)
_NO_LETTER = "\U0010fffd"  # what no font has: its picture is that of a missing letter
_MISSING = "□"
# Right-to-left letters by their class in Unicode's bidirectional algorithm.
_RIGHT_TO_LEFT = frozenset(("R", "AL"))
_ON_LETTERS = frozenset(("Mn", "Me"))
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
_MEASURED = 100  # pixels: texts are measured in one size, and widths grow with it


@cache
def _font(file: Path, size: int, weight: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.truetype(file, size)
    if file.parent == _PAGES:
        axes = font.get_variation_axes()
        values = [weight if axis["name"] == b"Weight" else axis["default"] for axis in axes]
        font.set_variation_by_axes(values)  # type: ignore[arg-type]
    return font


@lru_cache(maxsize=8192)
def _has(file: Path, letter: str) -> bool:
    return letter.isspace() or _mask(file, letter) != _mask(file, _NO_LETTER)


def _mask(file: Path, letter: str) -> bytes:
    return bytes(_unshaped(file).getmask(letter))


@cache
def _unshaped(file: Path) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(file, 20, layout_engine=ImageFont.Layout.BASIC)


def is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)


class Typeface:
    """A family in one size, in pixels, and one weight; `rtl` for text from right to left."""

    def __init__(self, *, serif: bool, size: int, weight: int, rtl: bool = False) -> None:
        self.size, self.weight, self.rtl = size, weight, rtl
        self.files = (*(_SERIF if serif else _SANS), *_FALLBACK)

    def resized(self, size: int) -> Typeface:
        serif = self.files[0] == _SERIF[0]
        return Typeface(serif=serif, size=size, weight=self.weight, rtl=self.rtl)

    def drawable(self, text: str) -> str | None:
        """The text as it can be drawn; None if a letter of it cannot.

        A symbol that no font has, such as a new emoji, becomes a box.  Text from right to left
        needs FriBiDi, and its letters need one font.
        """
        if self.rtl:
            from PIL import features

            able = features.check("fribidi") and all(_has(_FALLBACK[0], letter) for letter in text)
            return text if able else None
        shown = [self._shown(letter) for letter in text]
        return None if None in shown else "".join(filter(None, shown))

    def _shown(self, letter: str) -> str | None:
        kind = unicodedata.category(letter)
        if kind == "Cf" or letter in _SELECTORS:
            return ""
        if any(_has(file, letter) for file in self.files):
            return letter
        if kind == "Sk":
            return ""
        return None if kind[0] in "LMN" else _MISSING

    def runs(self, text: str) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
        """The text in pieces, each with the first font that has its letters."""
        for file, piece in self._pieces(text):
            yield _font(file, self.size, self.weight), piece

    def _pieces(self, text: str) -> Iterator[tuple[Path, str]]:
        if self.rtl:
            yield _FALLBACK[0], text
            return
        files: list[Path] = []
        for letter in text:
            on_letter = unicodedata.category(letter) in _ON_LETTERS
            files.append(files[-1] if on_letter and files else self._file(letter))
        for file, pieces in groupby(zip(files, text, strict=True), key=lambda pair: pair[0]):
            yield file, "".join(letter for _, letter in pieces)

    def _file(self, letter: str) -> Path:
        return next((file for file in self.files if _has(file, letter)), self.files[0])

    def width(self, text: str) -> float:
        """The width of a text in pixels, without the blanks at its end."""
        return self._measured(text.rstrip()) * self.size / _MEASURED

    def _measured(self, text: str) -> float:
        return sum(
            _font(file, _MEASURED, self.weight).getlength(piece)
            for file, piece in self._pieces(text)
        )
