"""Whole sentences between marks, behind narration about things: who spoke last speaks on.

““…,” said Ek.  The bridge was built in 1962.  “It was never meant for lorries.”  It is to close.”
"""

from __future__ import annotations

import re

from extraction import confidence
from extraction.annotations import Attribution, Span
from extraction.attribution.clauses.introductions import words_between
from extraction.attribution.layouts.labelled import is_signed
from extraction.attribution.subjects import first_noun, names_in
from extraction.document import Document
from extraction.lexicon.organizations import PLURAL_SOURCES
from extraction.lexicon.reported_words import MESSAGES
from extraction.lexicon.roles import GENDER_OF_PEOPLE, HEADS, PERSONS_SOUGHT, TEAM_MEMBERS
from extraction.text.folding import plain
from extraction.text.intervals import overlapping
from extraction.text.quotation_marks import QuotedSpan

LONGEST = 700
"""Code points of narration through which a speaker is remembered."""
LEAST = 3
"""Words of narration; two quotations with nothing between them may be of two people."""
_WORD = re.compile(r"\w+")
_OF = frozenset({"at", "from", "in", "of", "on", "with"})
_OTHERS = (
    HEADS | TEAM_MEMBERS | GENDER_OF_PEOPLE.keys() | PERSONS_SOUGHT | PLURAL_SOURCES | MESSAGES
)


def speaks_on(
    document: Document, quoted_span: QuotedSpan, last: Attribution | None
) -> Attribution | None:
    """By who spoke last, if nobody else is named, acts or writes in the narration since.

    `last` is the attribution that claims words nearest before the quoted span.  Who only signs
    their words (“…” – Ana Brel) does not speak on.
    """
    if last is None or not last.source or _is_signed(document, last):
        return None
    ends = [span.end for span in (*last.content, *last.source, *last.cue)]
    start = max((end for end in ends if end <= quoted_span.span.start), default=0)
    narration = Span(start, quoted_span.span.start)
    words = narration.of(document.text)
    if not start or len(words) > LONGEST or len(_WORD.findall(words)) < LEAST:
        return None
    if words.rstrip().endswith(":") or _another(document, narration, last):
        return None
    origin = last.carried_from if last.carried_from is not None else last.content[0].start
    sure = min(last.confidence, confidence.SPOKEN_OF_BEFORE)
    content = words_between(document, quoted_span)
    return Attribution(content, last.source, (), sure, carried_from=origin)


def _is_signed(document: Document, last: Attribution) -> bool:
    alone = not last.cue and last.carried_from is None
    return is_signed(document.text, last) or (alone and last.source[0] > last.content[-1])


def _another(document: Document, narration: Span, last: Attribution) -> bool:
    """Whether narration names another person than the source, or is of people or a message."""
    text = document.text
    known = {word for span in last.source for word in span.of(text).split()}
    for name, label in names_in(document.names, narration):
        said = overlapping(document.outer_spans, name)
        if label == "PERSON" and not said and not known & set(name.of(text).split()):
            return True
    position = narration.start
    while position < narration.end:
        sentence = document.sentences.at(position)
        end = min(sentence.end, narration.end)
        if sentence.start >= narration.start and _is_of_others(document, Span(sentence.start, end)):
            return True
        position = max(end, position + 1)
    return False


def _is_of_others(document: Document, sentence: Span) -> bool:
    """Whether the subject of a sentence is people or a message: “Many in Lom”, “A note”."""
    noun = first_noun(document.text, sentence, sentence.end, document.quoted, document.names)
    if noun is None:
        return False
    words = [plain(word) for word in noun.of(document.text).split()]
    several = len(words) > 1 and words[1] in _OF  # “many in Lom”, but not “many clues”
    head = words[0] if several else words[-1]
    return head in _OTHERS or head.removesuffix("s") in _OTHERS
