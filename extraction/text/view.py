"""A text as the stages read it: line ends as LF, wrapped lines joined, endless runs short.

Letters and their accents are one code point, and what hyphenates or joins invisibly is left out.
Marks that news in English has from elsewhere are read as its own: `&quot;`, ´, 「.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import chain, repeat

from extraction.annotations import Entity, Extraction, Quotation, Span, Spans
from extraction.lexicon.glyphs import FOREIGN_MARKS
from extraction.text.chunks import without_long_runs
from extraction.text.wrapping import unwrap

_LEFT_OUT = re.compile(
    r"\r(?=\n)|[\u00ad\u200b\u2060\ufeff]|[\u0300-\u036f]+|&(?:#\d{2,6}|#[xX][\da-fA-F]{2,5}|[a-z]{2,6});"
)
# Of a run of blanks on a line, and of one over lines, so many code points are read at either end:
# many a pattern takes time in proportion to the square of its length.
_RUNS = (
    (re.compile(r"(?<![^\S\n])[^\S\n]{81,}"), 40),
    (re.compile(r"(?<!\s)\s{401,}"), 200),
)
# Ends of lines as old Macs, Word (a line in a paragraph), EBCDIC and Unicode write them.
_LINE_ENDS = str.maketrans(dict.fromkeys("\r\v\x85\u2028\u2029", "\n"))
_READ_AS = str.maketrans(FOREIGN_MARKS)


@dataclass(frozen=True, slots=True)
class TextView:
    """What is read of a text, and where code points are left out of it.

    `left_out` are offsets into `text`, in order; each is of a place behind which the text has one
    more code point.  But for them, offsets into the view are offsets into the text.
    """

    text: str
    left_out: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str) -> TextView:
        """The view of any text.

        >>> TextView.of("It\\r\\nrains.\\rSo what?").text
        'It\\nrains.\\nSo what?'
        """
        read, left_out = _composed(text)
        read = without_long_runs(read.translate(_LINE_ENDS))
        for run, kept in _RUNS:
            read, left_out = _shortened(read, left_out, run, kept)
        return cls(unwrap(read), left_out)

    def in_text(self, extraction: Extraction) -> Extraction:
        """What was found in the view, with offsets into the text."""
        if not self.left_out:
            return extraction
        return Extraction(
            tuple(map(self._quotation, extraction.quotations)),
            tuple(map(self._entity, extraction.entities)),
        )

    def _quotation(self, found: Quotation) -> Quotation:
        return replace(
            found,
            content=self._spans(found.content),
            source=self._spans(found.source),
            cue=self._spans(found.cue),
        )

    def _entity(self, found: Entity) -> Entity:
        return replace(found, mentions=self._spans(found.mentions))

    def _spans(self, spans: Spans) -> Spans:
        return tuple(Span(self._offset(span.start), self._offset(span.end)) for span in spans)

    def _offset(self, at: int) -> int:
        return at + bisect_left(self.left_out, at)


def _composed(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without what is left out, accents as parts of their letters; and where that was.

    An entity of HTML is the one character that it stands for.
    """
    read: list[str] = []
    left_out: list[int] = []
    length = at = 0
    for found in _LEFT_OUT.finditer(text):
        before = text[at : found.start()]
        at = found.end()
        if found[0][0] == "&":
            stands_for = html.unescape(found[0])
            shown = stands_for if len(stands_for) == 1 and stands_for.isprintable() else found[0]
            shown = "\xa0" if stands_for == "\xa0" else shown
            read.append(before + shown)
            length += len(before) + len(shown)
            left_out += [length - 1] * (len(found[0]) - len(shown))
            continue
        letter = unicodedata.normalize("NFC", before[-1:] + found[0])
        accents = unicodedata.combining(found[0][0]) > 0
        if accents and (not before or len(letter) > len(found[0])):
            letter = before[-1:] + found[0]  # an accent that is in no letter
        kept = before[:-1] + letter if accents else before
        read.append(kept)
        length += len(kept)
        missing = len(before) + len(found[0]) - len(kept)
        left_out += [length - accents] * missing
    return "".join([*read, text[at:]]).translate(_READ_AS), tuple(left_out)


def _shortened(
    text: str, left_out: tuple[int, ...], run: re.Pattern[str], kept: int
) -> tuple[str, tuple[int, ...]]:
    """The text without the middles of these runs, of which `kept` code points stay at either end;
    and what is left out of it now.

    No span begins or ends within a run of blanks, so that offsets at its ends stay right.
    """
    middles = [(found.start() + kept, found.end() - kept) for found in run.finditer(text)]
    if not middles:
        return text, left_out
    starts = [start for start, _ in middles]
    pieces, gone, at = [], [0], 0
    for start, end in middles:
        pieces.append(text[at:start])
        gone.append(gone[-1] + end - start)
        at = end
    cut = [start - gone[number] for number, start in enumerate(starts)]

    def moved(before: int) -> int:
        number = bisect_left(starts, before)
        inside = number and before <= middles[number - 1][1]
        return cut[number - 1] if inside else before - gone[number]

    lengths = (end - start for start, end in middles)
    new = chain.from_iterable(map(repeat, cut, lengths))
    return "".join([*pieces, text[at:]]), tuple(sorted([*map(moved, left_out), *new]))
