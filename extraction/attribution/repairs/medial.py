"""Paraphrases whose tag stands within the sentence: “The weir, Ana Brel said, would leak.”

The tagger gives what follows the tag alone; its subject in front was said as well.  And of a
relative clause (“the strike, which unions say will last a week, began at dawn”) it gives the rest.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extraction.annotations import Attribution, Span
from extraction.document import Document
from extraction.lexicon import capitalized
from extraction.lexicon.comment_clauses import FRONTING, NO_SUBJECTS, OPENING_SUBJECTS
from extraction.lexicon.common_verbs import AUXILIARIES, COMMON_PRESENTS, IRREGULAR
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import near

LEAST_RELATIVE = 3
"""Words of what a relative clause says, up to its comma."""
_VERB = (
    rf"(?:(?:also|now|still|never|only|already|no longer|\w+ly)[ \xa0])?"
    rf"(?:{any_of(AUXILIARIES | IRREGULAR | COMMON_PRESENTS)}|[a-z]+ed|n[’']t)\b"
)
# “The weir, Ana Brel said, would leak”, “It leaked, Ana Brel said, and nobody saw it”
_OPENS_WITH_VERB = re.compile(_VERB)
_GOES_ON = re.compile(rf"{_VERB}|(?:and|but|or|so|because|that|than|as)\b")
# “The rules, Ana Brel said, change every week”: a noun phrase, and a verb in a form of its own
_NOUN = re.compile(
    rf"(?!(?:{any_of(capitalized(FRONTING))}|\w+ly|\w+day)\b)"
    r"(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Tt]hese|[Tt]hose|[Mm]any|[Mm]ost|[Ss]ome|[A-Z])"
    r"[\w’'-]*(?:[ \xa0][\w’'-]+){0,5}\Z"
)
_BARE_VERB = re.compile(
    rf"(?!(?:{any_of(OPENING_SUBJECTS | NO_SUBJECTS | FRONTING)}|it|we|you|no|every|each|all|people"
    r"|\w+ly|\w+ing)\b)[a-z]+\b"
)
# “It was, Ana Brel said, a leak”
_UNFINISHED = re.compile(rf"\b{any_of(AUXILIARIES)}(?: not)?\Z")
# “The park, which, Ana Brel said, is closed”: not all of it is said
_CUT = re.compile(r"\b(?:who|which|that|where|when|and|but|or|because|as)\Z")
# What is said holds under it alone
_CONDITION = re.compile(r"(?:If|Unless|Although|Though|Because|Until|Even (?:if|though))\b")
_LEAD = re.compile(
    r"[\s*•·>\[(–—-]*"
    r"(?:(?:But|And|Yet|However|Meanwhile|Still|Nevertheless|Instead|Then|So)\b,?[ \xa0])?"
)
_LISTENER = re.compile(r"(?:[ \xa0][^,.;:?!“”\"«»\n]{1,60})?,[ \xa0](?:that[ \xa0])?")
_IN_RELATIVE = re.compile(r",[ \xa0](?:which|that|who)[ \xa0]\Z")
_RELATIVE_ENDS = re.compile(rf",[ \xa0](?={_VERB})")


def with_front(document: Document, attribution: Attribution) -> Attribution:
    """With the subject in front of the tag, and without what follows a relative clause."""
    if not attribution.source or not attribution.cue:
        return attribution
    if ended := _ended(document, attribution):
        return ended
    attribution = _behind_topic(document, attribution)
    text, first = document.text, attribution.content[0]
    tag = Span(
        min(attribution.source[0].start, attribution.cue[0].start),
        max(attribution.source[-1].end, attribution.cue[-1].end),
    )
    if tag.end > first.start or near(document.outer_spans, Span(tag.start, first.start + 1)):
        return attribution
    sentence = document.sentences.at(tag.start)
    if not sentence.contains(first) or not _LISTENER.fullmatch(text, tag.end, first.start):
        return attribution
    lead = _LEAD.match(text, sentence.start)
    front = Span(lead.end() if lead else sentence.start, tag.start - 2)
    if text[front.end : tag.start] not in (", ", ",\xa0") or front.start >= front.end:
        return attribution
    if near(document.outer_spans, front) or _CUT.search(text, *front):
        return attribution
    if not (
        _GOES_ON.match(text, first.start)
        or (_NOUN.match(text, *front) and _BARE_VERB.match(text, first.start))
        or _UNFINISHED.search(text, *front)
        or _CONDITION.match(text, front.start)
    ):
        return attribution
    return replace(attribution, content=(front, *attribution.content))


def _behind_topic(document: Document, attribution: Attribution) -> Attribution:
    """“The weir, engineers” of “The weir, engineers warned, could leak”: no comma ends it."""
    text, (source, *rest), cue = document.text, attribution.source, attribution.cue[0]
    comma = text.rfind(", ", *source)
    first = attribution.content[0]
    opens = _LEAD.match(text, document.sentences.at(source.start).start)
    if comma < 0 or rest or source.end + 1 != cue.start or not opens or opens.end() != source.start:
        return attribution
    if "," in text[source.start : comma] or not _OPENS_WITH_VERB.match(text, first.start):
        return attribution
    if not _LISTENER.fullmatch(text, attribution.cue[-1].end, first.start):
        return attribution  # “The family, neighbours and friends asked that it close”
    return replace(attribution, source=(Span(comma + 2, source.end),))


def _ended(document: Document, attribution: Attribution) -> Attribution | None:
    """What a relative clause says, without the verb of the sentence behind it."""
    text, (first, *rest) = document.text, attribution.content
    start = attribution.source[0].start
    if rest or attribution.cue[-1].end + 1 != first.start or near(document.outer_spans, first):
        return None
    if not _IN_RELATIVE.search(text, max(0, start - 12), start):
        return None
    end = _RELATIVE_ENDS.search(text, *first)
    if end is None or len(text[first.start : end.start()].split()) < LEAST_RELATIVE:
        return None
    return replace(attribution, content=(Span(first.start, end.start()),))
