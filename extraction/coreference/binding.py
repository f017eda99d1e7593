"""Whom a pronoun cannot be, by the names behind it in its own clause (Chomsky 1981, Principle C).

“He told Brel”, “he said Brel had left”: Brel did not speak.
"""

from __future__ import annotations

import re

from extraction.annotations import Span
from extraction.coreference.features import Anaphor
from extraction.coreference.narration import Event, Kind, Narration
from extraction.document import Chain

REACH = 80  # code points
SUBJECTS = frozenset({"he", "she"})
# Up to the next mark; a stop behind a title ends nothing: “he told Sen. Brel”.
CLAUSE = re.compile(r"(?:[^.,;:()\[\]“”\"—–\n]|(?<=\b[A-Z][a-z])\.|(?<=\b[A-Z][a-z]{2})\.)*")


def excluded(narration: Narration, event: Event) -> frozenset[Chain]:
    """The people named in what a subject pronoun's verb governs; none of another event.

    A name that two people have excludes nobody.
    """
    text = narration.document.text
    if event.kind is not Kind.PRONOUN or event.span.of(text).lower() not in SUBJECTS:
        return frozenset()
    clause = CLAUSE.match(text, event.span.end, event.span.end + REACH)
    end = clause.end() if clause else event.span.end
    return frozenset(narration.named_within(Span(event.span.end, end)))


def goes_on_nameless(anaphor: Anaphor) -> bool:
    """“One delegate said …. He was tired, he said”: the delegate, if nobody is the subject since.

    Within one paragraph.
    """
    mind, at = anaphor.mind, anaphor.mind.nameless
    subject = anaphor.event.span.of(mind.text).lower() in SUBJECTS
    if not at or not subject or at.paragraph != mind.paragraph:
        return False
    if at.gender not in (None, anaphor.gender) or any(mind.speakers[at.speeches :]):
        return False
    figures = (figure for chain, figure in mind.figures.items() if anaphor.fits(chain))
    since = [figure for figure in figures if figure.order > at.order]
    return not any(figure.subject and not figure.by_pronoun for figure in since)
