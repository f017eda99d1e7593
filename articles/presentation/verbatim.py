"""The words of a quotation as pages print them: what was said, and the tag that interrupts it.

    “They’re going home,” Roe said. “I shan’t pretend that we kept them well.”

Everything between the outer marks is the article's, code point for code point, but for the glyph of
the marks, and for a long interruption, which is replaced by an ellipsis between closed marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from articles.models import Quotation
from extraction.annotations import Kind
from extraction.lexicon.glyphs import SHOWN_CLOSING, SHOWN_OPENING

# Code points of the longest interruption that is printed.
LONGEST_TAG = 160
# How `quoted_text` joins spans.
SEPARATORS = (" … ", "\n\n", " ")
LEFT_OUT = " … "
CLOSE, OPEN = "”", "“"


class Words(NamedTuple):
    """A stretch of a quotation; `said` is false for what interrupts it."""

    text: str
    said: bool = True


def shown_words(quotation: Quotation) -> str:
    """Return the words of a quotation in one line, with an ellipsis in place of each tag."""
    return "".join(each.text for each in spoken(quotation, tags=False))


def spoken(quotation: Quotation, *, tags: bool = True) -> list[Words]:
    """Return the stretches of a quotation, without quotation marks at its ends if it is `whole`.

    Without `tags`, an ellipsis is in place of each.

    A comma before “she said” is the article's and is left out at the end.  Words that begin within
    a sentence get an ellipsis.
    """
    found = list(_stretches(quotation, _gaps(quotation) if tags else []))
    first, last = found[0], found[-1]
    if not whole(quotation):
        text = first.text.lstrip()
        found[0] = Words(f"… {text}" if text[:1].islower() else text, first.said)
    else:
        if _marked(quotation.text.strip()) == (True, True):
            found[0] = first = Words(first.text.strip()[1:], first.said)
            last = first if len(found) == 1 else last
            found[-1] = last = Words(last.text.strip()[:-1], last.said)
        text = last.text.rstrip().removesuffix(",")
        found[-1] = Words(text or last.text, last.said)
        found[0] = Words(found[0].text.lstrip(), found[0].said)
    return found if any(each.text for each in found) else [Words(quotation.text)]


def whole(quotation: Quotation) -> bool:
    """Whether every word is the speaker's, so that the page can quote them all.

    Not if only one end has a quotation mark: the other one is then within the words.
    """
    opened, closed = _marked(quotation.text.strip())
    return quotation.kind == Kind.DIRECT and opened == closed


def quoted(quotation: Quotation) -> str:
    """Return the stretches of a quotation in one, in quotation marks if it is `whole`."""
    words = "".join(each.text for each in spoken(quotation))
    return f"{OPEN}{words}{CLOSE}" if whole(quotation) else words


def in_marks(text: str) -> str:
    """Return words in one pair of quotation marks, whether or not the article has them in one.

    Marks within are single, and one without its partner is left out.

    >>> in_marks("“It rains”"), in_marks("it “an end”"), in_marks("It rains,”")
    ('“It rains”', '“it ‘an end’”', '“It rains,”')
    >>> in_marks("“Yes” and “no”"), in_marks("“It rains and …")
    ('“‘Yes’ and ‘no’”', '“It rains and …”')
    """
    opened, closed = _marked(text)
    inside = text[1:-1]
    if opened and closed and not 0 <= inside.find(CLOSE) < inside.find(OPEN):
        text = inside
    elif opened and not closed and CLOSE not in text:
        text = text.removeprefix(OPEN)
    elif closed and not opened and OPEN not in text:
        text = text.removesuffix(CLOSE)
    return f"{OPEN}{text.replace(OPEN, '‘').replace(CLOSE, '’')}{CLOSE}"


def _marked(text: str) -> tuple[bool, bool]:
    """Whether each end is a quotation mark; a final apostrophe is one only if the first is."""
    opened = text[:1] in SHOWN_OPENING and len(text) > 1
    closed = text[-1:] in SHOWN_CLOSING and (opened or text[-1:] not in "’'")
    return opened, closed and len(text) > 1


def _stretches(quotation: Quotation, gaps: Sequence[str]) -> Iterator[Words]:
    """Yield what was said and what lies between, in order."""
    pieces = _pieces(quotation)
    if len(pieces) == 1:
        yield Words(quotation.text.strip())
        return
    marked = whole(quotation)
    for place, (text, separator) in enumerate(pieces):
        yield Words(text)
        if separator == LEFT_OUT:
            gap = gaps[place] if gaps else ""
            after = pieces[place + 1][0]
            yield Words(_tag(gap, text, after) if marked else gap or LEFT_OUT, said=False)
        elif separator:
            yield Words(separator)


def _pieces(quotation: Quotation) -> list[tuple[str, str]]:
    """Return the text of each span, and what joins it to the next in the text."""
    found: list[tuple[str, str]] = []
    text, at = quotation.text, 0
    spans = quotation.content or []
    if len(spans) == 1:
        return [(text, "")]
    for start, end in spans:
        piece, at = text[at : at + end - start], at + end - start
        if len(found) + 1 == len(spans):
            found.append((piece, ""))
            break
        separator = next((each for each in SEPARATORS if text.startswith(each, at)), "")
        found.append((piece, separator))
        at += len(separator)
    return found if found and at == len(text) else [(text, "")]


def _gaps(quotation: Quotation) -> list[str]:
    """Return the article's text between the spans; empty where the row came without it.

    A long interruption, or one of several paragraphs, is the empty string.
    """
    passage: str = getattr(quotation, "passage", None) or ""
    if not passage:
        return []
    start = quotation.start
    between = [
        passage[end - start : begin - start] for (_, end), (begin, _) in pairwise(quotation.content)
    ]
    return ["" if len(gap) > LONGEST_TAG or "\n" in gap.strip() else gap for gap in between]


def _tag(gap: str, before: str, after: str) -> str:
    """Return an interruption with the marks that close and open again the words around it."""
    core = gap or LEFT_OUT
    if core.lstrip()[:1] in SHOWN_CLOSING and core.strip():
        core = core.lstrip()[1:]
    if core.rstrip()[-1:] in SHOWN_OPENING and core.strip():
        core = core.rstrip()[:-1]
    close = "" if _marked(f"“{before}")[1] else CLOSE
    opened = "" if _marked(after)[0] else OPEN
    return f"{close}{core}{opened}"
