"""Who comes into an office and who leaves it: “the incoming chief”, “the outgoing mayor”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extraction.annotations import Span
from extraction.coreference.features import Anaphor
from extraction.coreference.narration import Narration
from extraction.coreference.titles import head_noun
from extraction.document import Chain

_BETWEEN = r"[^.!?“”\"\n]{0,90}?"
_TITLES = r"(?:[\w’'.-]+\s){0,5}?"
COMES_FOR = re.compile(
    rf"{_BETWEEN}\b(?:(?:will|is\sto|was\schosen\sto|was\snamed\sto|has|had)\s)?"
    r"(?:(?:takes?|took|taking)\sover\s(?:as\s[^.!?“”\"\n]{3,60}?\s)?from"
    rf"|replac(?:e[sd]?|ing)|succe(?:ed(?:s|ed|ing)?))\s{_TITLES}\Z"
)
# “He succeeds Ana Brel”, of whom the sentence before speaks
PRONOUN = re.compile(
    r"(?:\A|[.!?\n]\s*)(?:He|She)\s(?:will\s)?(?:takes?\sover\sfrom|took\sover\sfrom|replaces?d?|succeed(?:s|ed)?)"
    rf"\s{_TITLES}\Z"
)
COMING = re.compile(r"\b(?:new|newly|incoming|successor)\b")
GOING = re.compile(r"\b(?:outgoing|departing|former|ex|predecessor|previous|old)\b")
REACH = 160  # code points from one name to the other


def by_succession(narration: Narration, anaphor: Anaphor) -> Chain | None:
    """Who comes or goes, of the one pair of whom the article says that one follows the other."""
    phrase = anaphor.event.span.of(anaphor.mind.text)
    comes, goes = COMING.search(phrase), GOING.search(phrase)
    if bool(comes) is bool(goes) or head_noun(phrase) is None:
        return None
    before = anaphor.event.span.start
    pairs = {pair for at, pair in _pairs(narration) if at < before}
    found = {pair[0] if comes else pair[1] for pair in pairs}
    if len(found) != 1:
        return None
    chain = found.pop()
    return chain if anaphor.fits(chain) else None


def _pairs(narration: Narration) -> Iterator[tuple[int, tuple[Chain, Chain]]]:
    """Who comes and for whom, with the place of the second name."""
    text = narration.document.text
    names: Sequence[tuple[Span, Chain]] = [
        (event.span, event.chain)
        for event in narration.events
        if event.mention and event.chain and event.chain.solid
    ]
    for (first, who), (second, whom) in pairwise(names):
        if who is whom or second.start - first.end > REACH:
            continue
        if COMES_FOR.fullmatch(text, first.end, second.start) or PRONOUN.search(
            text, first.end, second.start
        ):
            yield second.start, (who, whom)
