"""Whom a pronoun or a description cannot be, by the names in its own clause and who asks before.

“He told Brel”, “he said Brel had left”: Brel did not speak (Chomsky 1981, Principle C).
"""

from __future__ import annotations

import re

from extraction.annotations import Span
from extraction.coreference.descriptions.unlinked import may_be_person
from extraction.coreference.narration.events import Event, Kind, Narration, is_description
from extraction.coreference.ranking.features import Anaphor
from extraction.coreference.speaking import in_clause
from extraction.document import Chain
from extraction.lexicon.speech_verbs import CUES
from extraction.text.patterns import any_of

ASKS = re.compile(
    r"\s(?:(?:[a-z]\w*ly|had|has|then|also|later)\s)?(?:asked|asks|inquired|pressed|questioned)\b"
    r"(?!\s(?:to|for|that|not)\b)(?P<whom>\s(?:[A-Z]|him\b|her\b))?"
)
# “Ek asked Brel whether he could leave”: who asks goes on
FOR_LEAVE = re.compile(
    r"\basked\s(?P<whom>[^.,;“”\"\n]{2,40}?)\s(?:if|whether)\s(?:he|she)\s(?:could|might|may)\b"
)
REACH = 80  # code points
# “In a letter read by his nephew, Ana Brel, he said”
READ_BY = re.compile(
    r"\b(?:letter|statement|message|remarks|speech|homily|sermon|note|address|words|testimony|tribute"
    r"|greeting|appeal|e-?mail)\s(?:[\w’'-]+\s){0,3}?"
    r"(?:read|delivered|conveyed|issued|relayed|released|passed|posted|published|given|sent)\s"
    r"(?:[\w’'-]+\s){0,4}?(?:by|through|via)\s(?P<whom>[^.;“”\"\n]{3,90}),\s\Z"
)
SUBJECTS = frozenset({"he", "she"})
SAYS = re.compile(rf"\s(?:[a-z]\w*ly\s)?{any_of(CUES)}\b")
# Up to the next mark; a stop behind a title ends nothing: “he told Sen. Brel”.
CLAUSE = re.compile(r"(?:[^.,;:()\[\]“”\"—–\n]|(?<=\b[A-Z][a-z])\.|(?<=\b[A-Z][a-z]{2})\.)*")


def excluded(narration: Narration, event: Event) -> frozenset[Chain]:
    """The people named in what the verb of a subject pronoun or of a described source governs.

    Or in a clause of the description.

    None of another event.  “He” of a reply is not the one who asked either.

    A name that two people have excludes nobody.
    """
    text = narration.document.text
    subject = event.kind is Kind.PRONOUN and event.span.of(text).lower() in SUBJECTS
    source = event.kind is Kind.DESCRIPTION and SAYS.match(text, event.span.end)
    if event.kind is Kind.DESCRIPTION and (clauses := _in_clauses(narration, event)):
        return clauses
    if not (subject or source):
        return frozenset()
    asking: frozenset[Chain] = frozenset()
    if subject:
        asking = _asking(narration, event) | _spoken_of(narration, event) | _reads(narration, event)
    clause = CLAUSE.match(text, event.span.end, event.span.end + REACH)
    end = clause.end() if clause else event.span.end
    return asking | frozenset(narration.named_within(Span(event.span.end, end)))


def _in_clauses(narration: Narration, event: Event) -> frozenset[Chain]:
    """“The owner of the shop that Ana Brel robbed”: not Ana Brel."""
    text = narration.document.text
    return frozenset(
        chain
        for chain in narration.named_within(event.span)
        if any(in_clause(text, m) for m in chain.mentions if event.span.contains(m.span))
    )


def _asking(narration: Narration, event: Event) -> frozenset[Chain]:
    """Who asks in the sentence before a reply: “Ek asked Brel why.  “…,” he said”: not Ek.

    In one paragraph only if it says who is asked; else the one who asks may go on.
    """
    said, document = narration.said_by(event.span.start), narration.document
    if not said:
        return frozenset()
    sentence = document.sentences.at(min(event.span.start, said[0].start))
    before = document.sentences.at(max(0, sentence.start - 2))
    if before.start >= sentence.start:
        return frozenset()
    if leave := FOR_LEAVE.search(document.text, *before):
        return frozenset(narration.named_within(Span(*leave.span("whom"))))
    parted = document.paragraph(before.start).end <= sentence.start
    return frozenset(
        chain
        for asks in ASKS.finditer(document.text, *before)
        if not narration.quoted.holds(asks.start()) and (asks["whom"] or parted)
        for chain in narration.named_within(
            Span(max(before.start, asks.start() - 25), asks.start())
        )
        if narration.ends_name(chain, asks.start())
    )


def _reads(narration: Narration, event: Event) -> frozenset[Chain]:
    """Who only reads another's words in front of “he said”."""
    start = narration.document.sentences.at(event.span.start).start
    found = READ_BY.search(narration.document.text, start, event.span.start)
    return frozenset(narration.named_within(Span(*found.span("whom")))) if found else frozenset()


def _spoken_of(narration: Narration, event: Event) -> frozenset[Chain]:
    """Of whom a person without a name speaks in the sentence before the words of “he”.

    “The defender believes Brel is right. “He is the best,” he said”: not Brel.
    """
    document, said = narration.document, narration.said_by(event.span.start)
    if not said:
        return frozenset()
    sentence = document.sentences.at(min(event.span.start, said[0].start))
    before = document.sentences.at(max(0, sentence.start - 2))
    if before.start >= sentence.start:
        return frozenset()
    return frozenset(
        chain
        for source, content in narration.said_within(before)
        if is_description(phrase := source.of(document.text)) and may_be_person(phrase)
        for span in content
        for chain in narration.named_within(span)
    )


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
