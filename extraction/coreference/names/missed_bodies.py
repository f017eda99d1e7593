"""Bodies that the recogniser misses, found by the words of their names: “Potters’ Union”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.annotations import Span
from extraction.document import Name
from extraction.lexicon import capitalized
from extraction.lexicon.honorifics import NOT_NAMES
from extraction.lexicon.organizations import NAMED_OF, NAMED_WITH
from extraction.names import CAP
from extraction.text.folding import plain
from extraction.text.intervals import CharacterMask
from extraction.text.patterns import any_of, one_of

BODY = "ORG"
ENDS = (".", "!", "?", "”", '"')  # of a line that is no headline
NAMING = frozenset({"PERSON", BODY, "GPE", "LOC", "FAC", "NORP"})
_OF = (
    rf"(?:[ \xa0](?:of|for)[ \xa0](?:the[ \xa0])?{CAP}"
    rf"(?:(?:,|[ \xa0]and|[ \xa0]of|[ \xa0]&)?[ \xa0]{CAP}){{0,3}})"
)
# “Osk School District”, “Potters’ Union of Osk”; it begins with no word of more than 60 code points
_WITH = re.compile(
    rf"(?<![\w’'-])(?=\S{{1,60}}[ \xa0])(?:{CAP}[’']?[ \xa0]){{1,4}}"
    rf"{any_of(capitalized(NAMED_WITH))}(?![\w’'-]){_OF}?"
)
# “Ministry of Health and Sport”
_NAMED_OF = re.compile(one_of(sorted(capitalized(NAMED_OF)), not_after=("’", "'", "-")) + _OF)
_OWNED = re.compile(r"[’']s[ \xa0]")


def bodies_missed(text: str, names: Sequence[Name]) -> list[Name]:
    """The names, with bodies that have no label, or of which a part has another one.

    Those found come last.
    """
    found = list(_found(text))
    around = CharacterMask(len(text), found)
    whole = {span for span, label in names if label == BODY and around.touches(span)}
    found = [span for span in found if all(_is_part(each, span) for each in whole)]
    around = CharacterMask(len(text), found)
    kept = [each for each in names if each[1] not in NAMING or not around.touches(each[0])]
    return kept + [(span, BODY) for span in found]


def _is_part(label: Span, found: Span) -> bool:
    """Whether a body with a label is apart from one that is found, or its beginning."""
    begins = found.start - label.start in (0, len("the "))
    return not label.overlaps(found) or (begins and label.end < found.end)


def _found(text: str) -> Iterator[Span]:
    first = text.strip().split("\n", 1)[0]
    headline = 0 if first.endswith(ENDS) else text.find(first) + len(first)
    end = 0
    matches = [*_WITH.finditer(text, headline), *_NAMED_OF.finditer(text, headline)]
    for match in sorted(matches, key=lambda each: each.span()):
        start = match.start()
        while (word := text[start : match.end()].split()[0]) and plain(word) in NOT_NAMES:
            start += len(word) + 1
        if owned := _OWNED.search(text, start, match.end()):
            start = owned.end()
        if len(text[start : match.end()].split()) > 1 and start >= end:
            end = match.end()
            yield Span(start, end - (text[end - 1] == "."))
