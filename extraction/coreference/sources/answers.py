"""Who answers: a retort behind a question is never of the one who asked.

““Did it?” Mr Ek asked.  “It did,” the witness replied.”: the witness is not Mr Ek.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extraction import confidence
from extraction.annotations import Attribution, Span, SpeakerType
from extraction.coreference.ranking.features import contradicted
from extraction.document import Chain, Document, ResolvedSource
from extraction.lexicon.speech_constructions import RETORTS
from extraction.text.patterns import any_of

_RETORT = re.compile(rf"{any_of(RETORTS)}\b", re.IGNORECASE)
_PRONOUNS = {"he": "m", "she": "f"}


def give_answers(
    document: Document, resolved: dict[Span, ResolvedSource]
) -> dict[Span, ResolvedSource]:
    """The sources, of answers that would be of who has just asked those of the other person.

    Where not one other person alone is named beside them, the answer is nobody's.
    """
    given = dict(resolved)
    for before, answer in pairwise(document.attributions):
        if not (before.source and answer.source and answer.content):
            continue
        if not _asks(document.text, before):
            continue
        asker, found = given[before.source[0]].chain, given[answer.source[0]]
        if asker is None or found.chain is not asker or found.mention is not None:
            continue
        if _is_retort(document, before, answer) or _was_asked(document, before, answer, asker):
            given[answer.source[0]] = _of_other(document, before, answer, found)
    return given


def _is_retort(document: Document, before: Attribution, answer: Attribution) -> bool:
    """Whether it opens a paragraph behind that of the question, and its verb is a retort."""
    text = document.text
    if not any(_RETORT.search(cue.of(text)) for cue in answer.cue):
        return False
    paragraph = document.paragraph(answer.content[0].start)
    opens = not text[paragraph.start : answer.content[0].start].strip("“\"'‘ \xa0")
    last = document.paragraph_before(answer.content[0].start)
    return opens and any(span.overlaps(last) for span in before.content)


def _was_asked(document: Document, before: Attribution, answer: Attribution, asker: Chain) -> bool:
    """““Are you proud?” Brel asked Ivan Ek. “Very,” he said.”: right behind who was asked."""
    tag = Span(before.content[-1].end, max(before.content[-1].end, answer.content[0].start))
    if not document.paragraph(tag.start).contains(tag):
        return False
    others = [chain for chain in _named_in(document, tag) if chain is not asker]
    return len(others) == 1 and not document.text[tag.start : tag.end].count("\n")


def _asks(text: str, attribution: Attribution) -> bool:
    said = attribution.content
    return bool(said) and said[-1].of(text).rstrip("”\"'’ ").endswith("?")


def _of_other(
    document: Document, before: Attribution, answer: Attribution, found: ResolvedSource
) -> ResolvedSource:
    phrase = answer.source[0].of(document.text)
    others = [
        chain
        for chain in _near(document, before)
        if chain is not found.chain and not _contradicts(chain, phrase)
    ]
    if len(others) != 1:
        return ResolvedSource(SpeakerType.UNNAMED, certainty=confidence.UNRESOLVED, span=found.span)
    reason = f"“{phrase.strip()}” → {others[0].name}: answers the words before"
    return replace(
        found,
        name=others[0].name,
        chain=others[0],
        certainty=confidence.BY_TRADE,
        reason=reason,
    )


def _contradicts(chain: Chain, phrase: str) -> bool:
    gender = _PRONOUNS.get(phrase.strip().lower())
    if gender:
        return chain.gender not in (None, "", gender)
    return contradicted(chain, phrase)


def _near(document: Document, before: Attribution) -> list[Chain]:
    """The people named outside of quotations in the paragraph of the words before, or ahead."""
    paragraph = document.paragraph(before.content[0].start)
    here = _named_in(document, paragraph)
    return (
        here if len(here) > 1 else _named_in(document, document.paragraph_before(paragraph.start))
    )


def _named_in(document: Document, scope: Span) -> list[Chain]:
    return [
        chain
        for chain in document.chains
        if any(scope.contains(m.span) and not _is_quoted(document, m.span) for m in chain.mentions)
    ]


def _is_quoted(document: Document, span: Span) -> bool:
    return any(quoted.contains(span) for quoted in document.quoted)
