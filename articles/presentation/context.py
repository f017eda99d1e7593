"""The text around a quotation, cut between words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.models import Quotation

WORD, LAST_WORD = re.compile(r"\A\S+(?=\s)"), re.compile(r"(?<=\s)\S+\Z")


@dataclass(frozen=True, slots=True)
class Context:
    """A stretch of an article: before a quotation, its words, behind it.

    `start` is the offset of the first code point; `begins` and `ends` say whether the stretch has
    the beginning and the end of the article.
    """

    start: int
    before: str
    words: str
    after: str
    begins: bool
    ends: bool


def context_of(quotation: Quotation, width: int) -> Context:
    """Return the whole words in `width` code points on both sides of a quotation."""
    body = quotation.article.body
    first, last = max(quotation.start - width, 0), min(quotation.end + width, len(body))
    before, after = body[first : quotation.start], body[quotation.end : last]
    if first and not body[first - 1].isspace():
        before = WORD.sub("", before, count=1)
    if last < len(body) and not body[last].isspace():
        after = LAST_WORD.sub("", after)
    before, after = before.lstrip() if first else before, after.rstrip()
    start = quotation.start - len(before)
    words = body[quotation.start : quotation.end]
    return Context(start, before, words, after, first == 0, last == len(body))
