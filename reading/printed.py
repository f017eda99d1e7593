"""A web page that a browser printed: the article between what is above, beside and below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reading import around, stubs
from reading.typeset import Paragraph

_SIGN = re.compile(r"\s+[|–—·-]\s+|\s*\|\s*")
# Words that an article has at least; what is left over by a wrong cut has fewer.
_LEAST_WORDS = 40
# So few words before “Comments”, and so many times more behind it, are a bar above an article.
_FEW_WORDS, _TIMES = 120, 3
# Words of a paragraph that is surely prose, and what prose has in common: points, and a ratio.
_PROSE, _PLACE, _ALIKE = 20, 4.0, 1.06
# A headline without its words in the title: how large, and how many words.
_LARGE, _LEAST_HEADLINE = 1.25, 4
# Words of a paywall's offer that may be below an article.
_OFFER = 60


def article(paragraphs: Sequence[Paragraph], title: str) -> tuple[list[str], bool]:
    """The paragraphs from the headline to the end of the article, and whether it is cut off.

    It is cut off where the page offers a subscription to read on.  All of it, but for what is
    surely none of its text, where there is no headline.
    """
    begin = _headline_at(paragraphs, title)
    if begin is None:
        kept = [each for each in paragraphs if not around.is_noise(each.text)]
    else:
        rest = paragraphs[begin:]
        kept = _without_others(rest[: _comments_at(rest)])
    texts = [each.text for each in kept]
    shown = stubs.without_offer(texts)
    behind = " ".join(texts[len(shown) :]).split()
    if 0 < len(behind) < _OFFER and stubs.may_be_beginning("".join(shown)):
        return shown, True
    return texts, False


def without_outlet(title: str) -> list[str]:
    """A title as browsers show it, whole and without what follows its signs, the longest first."""
    ends = [len(title), *(sign.start() for sign in reversed([*_SIGN.finditer(title)]))]
    return [title[:end] for end in ends if end]


def headline(paragraphs: Sequence[Paragraph], title: str) -> str:
    """The most of a title that is a paragraph of the page; empty if none is."""
    found = {_folded(each.text) for each in paragraphs}
    return next((each for each in without_outlet(title) if _folded(each) in found), "")


def largest(paragraphs: Sequence[Paragraph]) -> str:
    """The words in the largest letters above the first prose, if they are a headline's."""
    prose = next((at for at, each in enumerate(paragraphs) if _is_prose(each)), 0)
    if not prose:
        return ""
    heads = [each for each in paragraphs[:prose] if each.words >= _LEAST_HEADLINE]
    found = max(heads, key=lambda each: each.size, default=None)
    return found.text if found and found.size > _LARGE * paragraphs[prose].size else ""


def _headline_at(paragraphs: Sequence[Paragraph], title: str) -> int | None:
    """Where the title is the headline, in its largest letters."""
    sought = _folded(title)
    places = [at for at, each in enumerate(paragraphs) if sought and _folded(each.text) == sought]
    return max(places, key=lambda at: paragraphs[at].size, default=None)


def _without_others(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs without what is none of the text, and without lists of other articles."""
    prose = next((at for at, each in enumerate(paragraphs) if _is_prose(each)), len(paragraphs))
    kept: list[Paragraph] = []
    at, words = 0, 0
    while at < len(paragraphs):
        each = paragraphs[at]
        at += 1
        if words >= _LEAST_WORDS and around.leads_elsewhere(each.text):
            at = _goes_on_at(paragraphs, at, kept)
        elif not around.is_noise(each.text) and not (
            at <= prose and around.names_sections(each.text)
        ):
            kept.append(each)
            words += each.words
    return kept


def _comments_at(paragraphs: Sequence[Paragraph]) -> int:
    """Where what readers say begins: at its heading, else where they are asked to say more.

    A link to it above the article is none, nor a question within it.
    """
    last = max(
        (n for n, each in enumerate(paragraphs) if around.is_of_comments(each.text)), default=0
    )
    before = 0
    invited = len(paragraphs)
    for at, each in enumerate(paragraphs):
        if before >= _LEAST_WORDS and around.begins_comments(each.text):
            prose = sum(other.words for other in paragraphs[at:] if _is_prose(other))
            if before >= _FEW_WORDS or prose < _TIMES * before or last > at:
                return at
        elif before >= _LEAST_WORDS and invited > at and around.invites_comments(each.text):
            invited = at if last > at else invited
        before += each.words
    return invited


def _goes_on_at(paragraphs: Sequence[Paragraph], start: int, kept: Sequence[Paragraph]) -> int:
    """Where the article goes on behind a list of others, with the heading above that; else the end.

    What goes on is prose, in the place and size of prose before.
    """
    before = [each for each in kept if _is_prose(each)]
    places = Counter(round(each.left) for each in before)
    size = before[-1].size if before else 0.0
    for at in range(start, len(paragraphs)):
        each = paragraphs[at]
        alike = size / _ALIKE < each.size < size * _ALIKE
        if _is_prose(each) and alike and any(abs(each.left - left) < _PLACE for left in places):
            headed = at > start and paragraphs[at - 1].size > _ALIKE * size
            return at - 1 if headed else at
    return len(paragraphs)


def _is_prose(paragraph: Paragraph) -> bool:
    return paragraph.words >= _PROSE and paragraph.is_ended


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
