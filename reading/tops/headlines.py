"""Articles in a text that have a headline and a byline or a day each, and no rule between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from reading.header import Header
from reading.patterns import late
from reading.pieces import Line, Piece, iter_lines
from reading.tops import parts
from reading.tops.naming import is_ended, is_person, is_post
from reading.tops.stating import BYLINE, Top, bare, states

# Lines that are short enough to state who wrote an article, or when.
_SHORT_LINE = late(r"\n(?P<words>[^\n]{4,90}+)(?=\n)")
# A quick look, for few of these are a day.
_YEAR = late(r"\d{4}")
_LONGEST_STATING, _LONGEST_HEADLINE, _LEAST_WORDS = 90, 140, 2
# Items of lists are no headlines.
_ITEM = late(r"[-–—•*>]|\d{1,2}[.)] ")
# Lines below a headline that state who wrote the article, or when.
_MOST_STATING = 4
# Lines from a paper to the headline below it and its day.
_FROM_PAPER = 2

# A line with words, and what it states.
type _Line = tuple[Line, Top | None]


class Further(NamedTuple):
    """Where a further article may begin, its headline, and whether it has a writer and a day."""

    start: int
    headline: str
    is_full: bool


def further(text: str, article: Piece) -> list[Further]:
    """The headlines in the text of an article that have a byline or a day of their own.

    Above and below each are as many words as an article has.  An article that states nothing has
    none, and without a day none that only have a day: further ones look like the first.
    """
    head, (begins, end) = article.header, article.spans[-1]
    if not head.title or not (head.author or head.published_on or head.outlet):
        return []
    short = (bare(line["words"].strip()) for line in _SHORT_LINE.finditer(text, begins, end))
    likely = (words for words in short if _YEAR.search(words) or BYLINE.match(words))
    if not any(_is_anchor(words, _stated(words)) for words in likely):
        return []
    lines = [(line, _stated(line.words)) for line in iter_lines(text[:end], begins) if line.words]
    found: list[Further] = []
    last = 0
    for at in range(1, len(lines)):
        if each := _article_at(lines, at, head):
            # A paper above its day looks like a headline.
            near = bool(found) and at - last == _FROM_PAPER
            is_paper = near and each.is_full and not found[-1].is_full
            start = found.pop().start if is_paper else each.start
            found.append(each._replace(start=start))
            last = at
    bounds = [begins, *(each.start for each in found), end]
    long = [parts.is_long(text, *span) for span in pairwise(bounds)]
    return [each for each, *sides in zip(found, long, long[1:], strict=False) if all(sides)]


def articles(text: str, article: Piece, others: Sequence[Further]) -> list[Piece]:
    """The article and the others in it, if each has a title, a writer and a day; else none."""
    if not others or not all(each.is_full for each in others):
        return []
    first = others[0].start
    spans = [(start, start + len(text[start : min(end, first)].rstrip()))
             for start, end in article.spans]  # fmt: skip
    bounds = [*(each.start for each in others), article.spans[-1][1]]
    found = [Piece(article.header, tuple(spans))]
    found += [piece for span in pairwise(bounds) if (piece := parts.piece(text, span))]
    return (
        found if len(found) == len(bounds) and all(_is_full(each.header) for each in found) else []
    )


def _is_full(header: Header) -> bool:
    return bool(header.title and header.author and header.published_on)


def _stated(words: str) -> Top | None:
    """What a line states, if that is a writer or a day."""
    top = Top()
    if len(words) > _LONGEST_STATING or not states(top, bare(words)):
        return None
    return top if top.names or top.published_on or top.updated_on else None


def _is_anchor(words: str, top: Top | None) -> bool:
    """Whether a line is a day, or surely a byline."""
    return bool(top and (top.published_on or top.updated_on or BYLINE.match(words)))


def _article_at(lines: Sequence[_Line], at: int, head: Header) -> Further | None:
    """The article whose headline is a line, by the lines that follow it and the one before it."""
    (headline, own), (above, before) = lines[at], lines[at - 1]
    words = bare(headline.words)
    if own or not _is_headline(words):
        return None
    if not before and not is_ended(bare(above.words)):
        return None
    below = _stating(lines, at + 1)
    if not below and (below := _stating(lines, at + 2)):
        between, _ = lines[at + 1]
        if is_person(name := bare(between.words)):
            below.append((between, Top(names=name)))
        elif not _has_both(below):
            return None
    anchors = [top for line, top in below if _is_anchor(bare(line.words), top)]
    if not anchors:
        return None
    tops = [top for _, top in below] + ([before] if before else [])
    names = any(top.names for top in tops)
    dated = any(top.published_on or top.updated_on for top in tops)
    if not names and not head.published_on:
        return None
    start = above.start if before else headline.start
    return Further(start, words, names and dated)


def _is_headline(words: str) -> bool:
    return (
        len(words) <= _LONGEST_HEADLINE
        and words.count(" ") + 1 >= _LEAST_WORDS
        and not (is_ended(words) and words[-1] not in "!?…")
        and not words[:1].islower()
        and not _ITEM.match(words)
        and not is_post(words)
    )


def _stating(lines: Sequence[_Line], at: int) -> list[tuple[Line, Top]]:
    """The lines from a place on that state who wrote an article, or when."""
    found: list[tuple[Line, Top]] = []
    for line, top in lines[at : at + _MOST_STATING]:
        words = bare(line.words)
        if not top and found and is_person(words):
            top = Top(names=words)
        if top:
            found.append((line, top))
        elif not found or not is_post(words):
            break
    return found


def _has_both(stating: Sequence[tuple[Line, Top]]) -> bool:
    tops = [top for _, top in stating]
    return any(top.names for top in tops) and any(top.published_on for top in tops)
