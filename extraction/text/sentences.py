"""Sentences and their subjects, guessed by orthography: there is no parse."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extraction.annotations import Span
from extraction.lexicon import words
from extraction.lexicon.abbreviations import ABBREVIATIONS, IN_NARRATION
from extraction.lexicon.speech_verbs import TAKING_OBJECTS
from extraction.text.boundaries import CAPITAL, abbreviated, boundary
from extraction.text.quotation_marks import QuotedSpan

SENTENCE_END = boundary(
    closing="”\"’')]", begins="[“\"‘'(\\[]?[A-Z0-9]", abbreviations=IN_NARRATION
)
"""Where sentences end for what needs them roughly, in one pass: coreference and countries."""

TAKES_OBJECT = TAKING_OBJECTS | words(
    """of in to with by for from against about on at over between than like under including behind
    near through toward towards into and or as my his her their our despite without upon
    versus vs"""
)
LINKING = re.compile(r"[\w’'.\-]+")
CLAUSE = frozenset({"but", "because", "while", "when", "although", "though", "if", "so"})
CAME_FROM = re.compile(
    r"\b(?:c[ao]mes?|[Tt]here (?:was|were|is|are)\b[^.,;]{0,40})\s(?:\w+\s)?from\s"
    r"(?:[\w’'.\-]+\s){0,4}\Z"
)
LAST_WORD = re.compile(r"\w+\Z")
REACH = 1500
"""Code points to either side of a position, at most, that its sentence has."""
_BOUNDARY = boundary(closing='"”’»)]', begins=r"[\"“‘«(\[]*[^\W_a-z]")
_ABBREVIATED = abbreviated(ABBREVIATIONS, initial=CAPITAL)


class Sentences:
    """The sentences of a text; a stop between quotation marks ends none.

    A sentence never crosses a line's end.
    """

    def __init__(self, text: str, quoted_spans: Sequence[QuotedSpan]) -> None:
        self.text = text
        inner = [s.inner for s in quoted_spans if s.depth == 0]
        starts = [span.start for span in inner]
        borders = [0]
        for match in _BOUNDARY.finditer(text):
            at = bisect_right(starts, match.start()) - 1
            inside = at >= 0 and match.end() <= inner[at].end
            if match[0][0] == "\n" or not (inside or self._abbreviates(match.start())):
                borders.append(match.end())
        self._borders = [*borders, len(text)]

    def _abbreviates(self, stop: int) -> bool:
        return bool(_ABBREVIATED.search(self.text, max(0, stop - 6), stop + 1))

    def at(self, position: int) -> Span:
        """The sentence a position lies in, blanks at its end among it; cut if it is endless."""
        index = max(0, bisect_right(self._borders, position) - 1)
        index = min(index, len(self._borders) - 2)
        start, end = self._borders[index], self._borders[index + 1]
        return Span(max(start, position - REACH), min(end, position + REACH))


def is_subject(text: str, name: Span) -> bool:
    """Whether no preposition or object-taking verb precedes a name in its sentence.

    That from which words came speaks: “Criticism came from Ana Brel.”
    """
    # With the first letter of the name: a stop ends a sentence if a capital follows.
    before = text[max(0, name.start - 60) : name.start + 1]
    clause = SENTENCE_END.split(before)[-1][:-1]
    return not _takes_object(clause) or CAME_FROM.search(clause) is not None


def _takes_object(before: str) -> bool:
    """Whether what comes next is the object of one of the last five words, as far as they link."""
    if not before[-1:].isspace():
        return False
    for word in reversed(before.split()[-5:]):
        last = LAST_WORD.search(word)
        if last and last[0].lower() in TAKES_OBJECT:
            return True
        if word in CLAUSE or not LINKING.fullmatch(word):
            return False
    return False
