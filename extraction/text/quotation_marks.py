"""The spans of a text between quotation marks of any kind.

Marks are ambiguous: a straight mark opens or closes, `’` closes or is an apostrophe, `“` opens
in English and closes in German, and writers forget some.  So every mark gets a cost for each of
its readings, by its glyph and its neighbours, and the cheapest reading of the whole paragraph
wins: a Viterbi search whose states are stacks of open marks, cut to a few per step, which keeps
it linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from extraction.annotations import Span
from extraction.lexicon.glyphs import (
    BACKTICK,
    CLOSING_DOUBLE,
    CLOSING_SINGLE,
    CURLY_DOUBLE,
    GUILLEMETS,
    OPENING_A_LINE,
    OPENING_DOUBLE,
    OPENING_SINGLE,
    QUOTATION_GLYPHS,
    SINGLE,
    STRAIGHT_DOUBLE,
)
from extraction.text.patterns import any_character


class Style(StrEnum):
    """The family of the mark that opens a quoted span."""

    CURLY = "curly"
    STRAIGHT = "straight"
    LOW_HIGH = "low-high"
    GUILLEMET = "guillemet"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """Text between two marks: `span` with the marks, `inner` without them.

    `depth` is 0 unless another quoted span encloses this one.  `closed` is False where no mark
    closes it and it was mended, at the end of its paragraph or before the next opening mark.
    `continues` holds where it opens a paragraph right after a paragraph that ends in a quoted span
    left open: one quotation in many paragraphs.
    """

    span: Span
    inner: Span
    style: Style
    depth: int = 0
    closed: bool = True
    continues: bool = False


class _Mark(NamedTuple):
    """One mark and what each reading of it costs; a line's end has an empty `family`.

    `begins` holds where it stands between the end of a sentence and a capital: “… it. “So …”.
    """

    start: int
    end: int
    family: str = ""
    opens: float = 0.0
    closes: float = 0.0
    neither: float = 0.0
    begins: bool = False


class _Step(NamedTuple):
    """A link of the way back: what was done at a mark."""

    before: _Step | None
    action: str
    mark: _Mark


_State = dict[str, tuple[float, _Step | None]]

_FAMILY = {
    **dict.fromkeys(CURLY_DOUBLE, "c"),
    "„": "l",
    **dict.fromkeys([*STRAIGHT_DOUBLE, "``", "''"], "s"),
    **dict.fromkeys(GUILLEMETS, "g"),
    **dict.fromkeys(SINGLE, "q"),
}
_STYLE = {
    "c": Style.CURLY,
    "s": Style.STRAIGHT,
    "l": Style.LOW_HIGH,
    "g": Style.GUILLEMET,
    "q": Style.SINGLE,
}
_QUOTES = QUOTATION_GLYPHS | BACKTICK
_EVENT = re.compile(rf"{any_character(_QUOTES)}{{5,}}|``|''|{any_character(QUOTATION_GLYPHS)}|\n+")
_LEFT = "([{<—–-―/…¿¡*_|\u200e\u200f\ufeff\u200b"
_RIGHT = ".,;:!?)]}>—–-―/…*_|\u200e\u200f\u200b"
_OPENS_LINE = re.compile(rf"\s*{any_character(OPENING_A_LINE)}(?=[^\s])")
_BLANK = re.compile(r"[^\S\n]*(?:\n|\Z)")
_ELISION = re.compile(
    r"(?:\d\d\d?0?s?|em|til|till|tis|twas|twere|n|cause|cos|cuz|bout|round|nuff|neath|tude|er|im)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"\w[.!?…][ \xa0]\Z")
_CLIPPED = re.compile(r"(?:[sxz]|in|\bo|\bn|\ban|\bth|\bole?|\bwi)\Z", re.IGNORECASE)

_BEAM = 8
_DEPTH = 3
_COMMIT = 4000
_NEVER = 99.0


def find_quoted_spans(text: str) -> tuple[QuotedSpan, ...]:
    """All text between quotation marks, by start; those of depth 0 never overlap.

    Linear in the length of the text; any text will do.  A mark left open is mended at the end
    of its paragraph, and never shifts the reading of the next one.
    """
    quoted_spans: list[QuotedSpan] = []
    ended_open = -1
    for actions in _readings(text):
        for quoted_span in _quoted_spans(text, actions):
            if quoted_span.depth == 0:
                if quoted_span.inner.start == quoted_span.inner.end:
                    continue
                follows = ended_open >= 0 and _only_break(text, ended_open, quoted_span.span.start)
                if follows:
                    quoted_span = replace(quoted_span, continues=True)
                at_end = not quoted_span.closed and _ends_line(text, quoted_span.span.end)
                ended_open = quoted_span.span.end if at_end else -1
            quoted_spans.append(quoted_span)
    return tuple(sorted(quoted_spans, key=lambda s: (s.span.start, -s.span.end)))


def near(quoted_spans: Sequence[QuotedSpan], span: Span) -> list[QuotedSpan]:
    """Those of depth 0 that overlap a span; `quoted_spans` as `find_quoted_spans` gives them."""
    found = []
    index = bisect_left(quoted_spans, span.end, key=lambda quoted_span: quoted_span.span.start)
    while index:
        index -= 1
        quoted_span = quoted_spans[index]
        if quoted_span.depth == 0:
            if quoted_span.span.end <= span.start:
                break
            found.append(quoted_span)
    return found[::-1]


def _only_break(text: str, end: int, start: int) -> bool:
    """Whether nothing but blanks, with a line's end among them, lies between."""
    if start - end > 200:
        return False
    between = text[end:start]
    return not between.strip() and "\n" in between


def _ends_line(text: str, end: int) -> bool:
    return bool(_BLANK.match(text, end))


# ---------------------------------------------------------------- the marks and their costs
def _marks(text: str) -> Iterator[_Mark]:
    """Marks that may open or close, and the ends of lines, in text order."""
    for match in _EVENT.finditer(text):
        glyph, start, end = match[0], match.start(), match.end()
        if glyph[0] == "\n":
            yield _Mark(start, end)
            continue
        if len(glyph) > 2:  # an ornament
            continue
        before, after = _neighbour(text, start, -1), _neighbour(text, end, 1)
        family = _FAMILY[glyph]
        if family == "q":
            if before.isalnum() and after.isalnum():
                continue
            yield _single(text, glyph, start, before, after)
        else:
            yield _double(text, glyph, start, end, before, after)


def _neighbour(text: str, at: int, step: int) -> str:
    """The nearest character that is no quotation mark, at most four away; "" at an end."""
    for _ in range(4):
        index = at - 1 if step < 0 else at
        if not 0 <= index < len(text):
            return ""
        if text[index] not in _QUOTES:
            return text[index]
        at += step
    return "x"


def _context(before: str, after: str) -> tuple[float, float]:
    """What it costs to open and to close between these two characters."""
    wide_left = not before or before.isspace()
    wide_right = not after or after.isspace()
    left = wide_left or before in _LEFT
    right = wide_right or after in _RIGHT
    if wide_left and not wide_right:
        return (0.0, 4.0) if not right else (0.3, 2.5)
    if wide_right and not wide_left:
        return (4.0, 0.0) if not left else (2.5, 0.3)
    if left == right:
        return (0.8, 0.8) if wide_left else (2.0, 2.0)
    return (0.3, 3.0) if left else (3.0, 0.3)


def _double(text: str, glyph: str, start: int, end: int, before: str, after: str) -> _Mark:
    opens, closes = _context(before, after)
    neither = 3.0
    if glyph in OPENING_DOUBLE:
        opens, closes = min(opens, 1.0), closes + (1.2 if closes < 1 else 4.0)
        if glyph == "„":
            closes = _NEVER
    elif glyph in CLOSING_DOUBLE:
        opens, closes = opens + (1.2 if opens < 1 else 4.0), min(closes, 1.0)
    elif glyph == "``":
        closes = _NEVER
    elif glyph == "''":
        opens += 1.0
    elif text[start - 1 : start].isdigit():
        feet = re.search(r"\d['′’][ ]?\d{1,2}(?:\.\d)?\Z", text[max(0, start - 8) : start])
        return _Mark(start, end, "s", opens, closes + 2.0 * bool(feet), 0.0 if feet else 1.0)
    if min(opens, closes) < 1 < max(opens, closes):
        neither += 1.0  # its neighbours leave no doubt that it is a mark
    begins = (
        opens < 1 and after.isupper() and bool(_SENTENCE_END.search(text, max(0, start - 5), start))
    )
    return _Mark(start, end, _FAMILY[glyph], opens, closes, neither, begins)


def _single(text: str, glyph: str, start: int, before: str, after: str) -> _Mark:
    opens, closes = _context(before, after)
    directly = text[start - 1 : start] if start else ""
    if glyph in OPENING_SINGLE:
        closes, neither = (closes + 2.0 if glyph == "‘" else _NEVER), 4.0
    elif glyph in CLOSING_SINGLE:
        opens, neither = opens + 4.0, 4.0
    else:
        neither = 2.5
    if closes >= 2:  # it is right before a word: an opening mark or an elision
        if _ELISION.match(text, start + 1):
            opens, neither = opens + 1.5, 0.3
        elif glyph == "’":
            neither = 0.5
    elif directly.isdigit():
        feet = re.match(r"[ ]?\d", text[start + 1 : start + 3])
        closes, neither = (closes + 3.0, 0.0) if feet else (closes, 0.5)
    elif directly.isalpha():
        tail = text[max(0, start - 5) : start]
        goes_on = text[start + 1 : start + 2].isspace() and text[start + 2 : start + 3].isalnum()
        clipped = bool(_CLIPPED.search(tail))
        neither = 0.2 if clipped and goes_on else 0.6 if clipped else 2.0
    elif directly.isspace() or not directly:
        opens, closes, neither = opens + 0.5, closes + 2.0, 1.0
    return _Mark(start, start + 1, "q", opens, closes, neither)


# ---------------------------------------------------------------- the search
def _readings(text: str) -> Iterator[list[_Step]]:
    """The steps of the cheapest reading, one list for each run of paragraphs settled at once."""
    state: _State = {"": (0.0, None)}
    pending = 0
    for mark in _marks(text):
        state = _after(state, mark) if mark.family else _at_line_end(text, state, mark)
        pending += 1
        settled = len(state) == 1 and "" in state
        if settled or pending >= _COMMIT:
            stack, (_, step) = min(state.items(), key=lambda item: item[1][0])
            if settled:
                yield _unwind(step)
                state = {"": (0.0, None)}
                pending = 0
            elif pending >= _COMMIT:
                mend = _Mark(mark.end, mark.end)
                yield _unwind(_Step(step, "mend", mend) if stack else step)
                state, pending = {"": (0.0, None)}, 0
    end = _Mark(len(text), len(text))
    costs = {
        stack: (cost + _mending(stack, ""), _Step(step, "mend", end) if stack else step)
        for stack, (cost, step) in state.items()
    }
    yield _unwind(min(costs.values(), key=lambda pair: pair[0])[1])


def _unwind(step: _Step | None) -> list[_Step]:
    steps = []
    while step is not None:
        steps.append(step)
        step = step.before
    return steps[::-1]


def _after(state: _State, mark: _Mark) -> _State:
    """The states after one mark: it opened, closed, replaced an open mark, or was none."""
    found: _State = {}

    def reach(stack: str, cost: float, step: _Step | None) -> None:
        if stack not in found or cost < found[stack][0]:
            found[stack] = (cost, step)

    for stack, (cost, step) in state.items():
        reach(stack, cost + mark.neither, step)
        top = stack[-1:]
        if len(stack) < _DEPTH:
            nest = _nesting(stack, mark.family)
            reach(stack + mark.family, cost + mark.opens + nest, _Step(step, "open", mark))
        if top:
            mismatch = _mismatch(top, mark.family)
            if mismatch < _NEVER:
                reach(stack[:-1], cost + mark.closes + mismatch, _Step(step, "close", mark))
            if (top == "q") == (mark.family == "q"):
                again = 6.0 if top == "q" else 1.5 if mark.begins else 3.0
                reopened = _Step(step, "reopen", mark)
                reach(stack[:-1] + mark.family, cost + mark.opens + again, reopened)
    best = sorted(found.items(), key=lambda item: item[1][0])[:_BEAM]
    return dict(best)


def _nesting(stack: str, family: str) -> float:
    if not stack:
        return 0.0
    if family in stack:
        return 2.6
    return 0.0 if "q" in (stack[-1], family) else 0.6


def _mismatch(opened: str, closing: str) -> float:
    """What it costs that a mark of one family closes one of another."""
    if opened == closing or (opened == "l" and closing == "c"):
        return 0.0
    if "q" in (opened, closing):
        return _NEVER
    return 4.0 if "g" in (opened, closing) else 1.0


def _at_line_end(text: str, state: _State, line_end: _Mark) -> _State:
    """At a line's end an open quoted span is mended; a wrapped line may carry it on instead."""
    if len(state) == 1 and "" in state:
        return state
    at = line_end.start
    blank = line_end.end - at > 1 or bool(_BLANK.match(text, at + 1))
    opening = _OPENS_LINE.match(text, at)
    family = _FAMILY[opening[0][-1]] if opening else ""
    wraps = not blank and not opening
    after = text[at + 1 : at + 2]
    carry = 0.5 if after.islower() else 4.0 if text[at - 1 : at] in ".!?…" else 2.0
    found: _State = {}
    for stack, (cost, step) in state.items():
        mended = cost + _mending(stack, family)
        if "" not in found or mended < found[""][0]:
            found[""] = (mended, _Step(step, "mend", _Mark(at, at)) if stack else step)
        if stack and wraps:
            found[stack] = (cost + carry, step)
    if not wraps:
        return {"": found[""]}
    return found


def _mending(stack: str, next_family: str) -> float:
    """What it costs to leave these marks open at the end of a paragraph."""
    cost = 0.0
    for depth, family in enumerate(stack):
        goes_on = not depth and bool(next_family) and _mismatch(family, next_family) <= 1.0
        cost += (0.5 if goes_on else 2.5) if family != "q" else (2.5 if goes_on else 6.0)
    return cost


# ---------------------------------------------------------------- steps to quoted spans
def _quoted_spans(text: str, steps: list[_Step]) -> Iterator[QuotedSpan]:
    """The quoted spans that the steps open and close, by their ends."""
    stack: list[_Mark] = []
    for _, action, mark in steps:
        if action in ("close", "reopen") and stack:
            yield _quoted_span(text, stack.pop(), mark, len(stack), action == "close")
        if action in ("open", "reopen"):
            stack.append(mark)
        if action == "mend":
            while stack:
                yield _quoted_span(text, stack.pop(), mark, len(stack), False)


def _quoted_span(text: str, opening: _Mark, end: _Mark, depth: int, closed: bool) -> QuotedSpan:
    stop = end.start
    if not closed:
        while stop > opening.end and text[stop - 1].isspace():
            stop -= 1
    span = Span(opening.start, end.end if closed else stop)
    return QuotedSpan(span, Span(opening.end, stop), _STYLE[opening.family], depth, closed)
