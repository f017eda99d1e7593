"""Who the lead of an article is about, whom the next paragraph names: “A farmer … Ana Brel …”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.annotations import Span
from extraction.coreference.descriptions import trades
from extraction.coreference.features import Anaphor
from extraction.coreference.narration import Narration
from extraction.coreference.nations import of_nation
from extraction.coreference.nouns import gender_of_phrase, last_word
from extraction.datelines import dateline_end
from extraction.document import Chain
from extraction.text.sentences import is_subject

_LEAD = re.compile(
    r"(?:[A-Z][A-Z .’'-]{2,}:\s)?An?\s(?P<phrase>(?:[\w’'-]+\s){0,3}?(?P<noun>[a-z][\w’'-]+))"
    r"(?=,|\s(?:who|from|in|has|had|is|was|have|says?|said|told|won|will|may|[a-z]{3,}ed)\b)"
)
_OBJECT = re.compile(
    r"\b(?:him|them)\b|\bher(?=[ \xa0]?[.,;]|[ \xa0](?:[a-z]{3,}ing|in|on|at|from)\b)"
)
_OPENS = 24  # code points from the start of a paragraph to the name that it opens with


def by_lead(narration: Narration, anaphor: Anaphor, candidates: Sequence[Chain]) -> Chain | None:
    """The person whom the paragraph behind the lead is about, called as the lead calls somebody.

    Only the first whom the article names, in a sentence that says neither another trade of them
    nor “him”; also by the country of the lead: “A British climber …”, “the Briton”.
    """
    document, text = narration.document, narration.document.text
    lead = _lead(narration)
    if lead is None:
        return None
    phrase = anaphor.event.span.of(text)
    noun = last_word(phrase) == last_word(text[slice(*lead)])
    nation = of_nation(document, anaphor.event.span) & of_nation(document, lead)
    if not noun and not nation:
        return None
    chain = _introduced_behind(narration, lead)
    if chain is None or chain not in candidates or not anaphor.fits(chain):
        return None
    said = gender_of_phrase(text[slice(*lead)])
    return chain if chain.gender is None or said in (None, chain.gender) else None


def _lead(narration: Narration) -> Span | None:
    """The person without a name with whom an article opens."""
    text = narration.document.text
    start = len(text) - len(text.lstrip())
    line = narration.document.paragraph(start)
    found = _LEAD.match(text, dateline_end(text, line.start, line.end), line.end)
    return Span(*found.span("phrase")) if found else None


def _introduced_behind(narration: Narration, lead: Span) -> Chain | None:
    document, text = narration.document, narration.document.text
    named = (event for event in narration.events if event.chain and event.chain.solid)
    first = next(named, None)
    if first is None or first.chain is None or first.mention is None:
        return None
    paragraph = document.paragraph(first.span.start)
    behind = document.paragraph_before(first.span.start).start
    if behind > lead.start or lead.start >= paragraph.start or first.mention.possessive:
        return None
    opens = first.span.start - paragraph.start < _OPENS and is_subject(text, first.span)
    sentence = document.sentences.at(first.span.start)
    if not opens or _OBJECT.search(text, first.span.end, sentence.end):
        return None
    called = trades(text, first.chain)
    return None if called and last_word(text[slice(*lead)]) not in called else first.chain
