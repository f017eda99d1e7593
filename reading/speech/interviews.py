"""Who answers in an interview, and questions in bold with their answers below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reading import bylines
from reading.bylines import PRESS
from reading.patterns import late

_INTERVIEW = late(
    r"\b(?:(?i:interview(?:s|ed)?)|Q ?(?:&|and|\+) ?A"
    r"|(?i:conversation|talk(?:s|ed|ing)?|questions|answers"
    r"|(?:sat|sits) down|speak(?:s|ing)?|spoke|asked|testimony|deposition))"
    r"(?: (?i:with|to|of|for|from))?:? (?:(?:the|our|an?|former|acting|[a-z]+) )*"
    r"(?P<who>[^\W\d_a-z][\w’'-]*(?: (?:(?:de|da|van|von|der|al|bin)\b|[^\W\d_a-z][\w’'.-]*))+)",
)
_INTERVIEWED = late(r"interview|Q ?(?:&|and|\+) ?A", re.IGNORECASE)
_TWO_NAMES = late(r"[^\W\d_a-z][\w’'-]+(?: (?:de|da|van|von|der|al|bin|[^\W\d_a-z][\w’'.-]*))+")
# A label that a paragraph has already: “Q: …”, “Ana Brel: …”.
_LABELLED = late(r"[^\W\d_a-z][\w .’'-]{0,40}:(?:\s|\Z)")
_QUESTION = late(r"\?[\"'”’»)]*\Z")
_LEAST_QUESTIONS = 2
# Paragraphs above the first question.
_LONGEST_TOP = 6


def with_labels(paragraphs: Sequence[str], bold: Sequence[bool], title: str = "") -> list[str]:
    """The paragraphs of an interview with “Q: ” before what is asked and “A: ” before answers.

    What is asked is bold and has an answer right below, which is not, and the heading names who
    answers.  All other paragraphs come back unchanged: bold questions of an explainer are its own.
    """
    asked = [
        is_bold and bool(_QUESTION.search(words))
        for words, is_bold in zip(paragraphs, bold, strict=True)
    ]
    if sum(asked) < _LEAST_QUESTIONS or any(map(_LABELLED.match, paragraphs)):
        return [*paragraphs]
    first = asked.index(True)
    answered = all(
        at + 1 < len(asked) and not bold[at + 1] for at, is_asked in enumerate(asked) if is_asked
    )
    if not answered or first > _LONGEST_TOP or not interviewed([title, *paragraphs[:first]]):
        return [*paragraphs]
    marks = ("Q: " if here else "A: " if above else "" for here, above in _pairs(asked))
    return [f"{mark}{words}" for mark, words in zip(marks, paragraphs, strict=True)]


def _pairs(asked: Sequence[bool]) -> Iterable[tuple[bool, bool]]:
    """For each paragraph whether it asks, and whether the one above does."""
    return zip(asked, [False, *asked], strict=False)


def interviewed(top: Iterable[str]) -> str:
    """Who the lines above an interview say is interviewed; empty if they do not."""
    found = (_INTERVIEW.search(line) for line in top)
    return next((_answers(match) for match in found if match), "")


def _answers(interview: re.Match[str]) -> str:
    """Who answers; empty where two people talk, for either may.

    Who talks to a paper does: “Ana Brel talks to The Gazette”.
    """
    who, before = interview["who"].strip("."), interview.string[: interview.start()]
    names = [name for name in _TWO_NAMES.findall(before) if not _is_paper(name)]
    if _INTERVIEWED.match(interview[0]) or not names:
        return "" if _is_paper(who) else bylines.author(who)
    return names[0] if _is_paper(who) and len(names) == 1 else ""


def _is_paper(name: str) -> bool:
    return name.startswith("The ") or bool(PRESS.search(name))
