"""Whom a description in a paragraph means that is about one person: “…,” said the new owner.

News says in a paragraph who speaks, and calls them by something else behind the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction import confidence
from extraction.annotations import Span
from extraction.coreference.descriptions.stated import WITHOUT_NAME
from extraction.coreference.descriptions.unlinked import is_aged_or_former, is_native_noun
from extraction.coreference.narration.events import Event, Narration
from extraction.coreference.nouns import FRONT_END, last_word
from extraction.coreference.ranking.features import Anaphor, contradicted
from extraction.coreference.titles import head_noun
from extraction.document import Chain
from extraction.lexicon.roles import (
    GENDER_OF_PEOPLE,
    HEADS,
    OFFICES,
    POSTS,
    RELATED_TO_OTHERS,
    TEAM_MEMBERS,
)
from extraction.text.sentences import is_subject

OWNED = re.compile(
    r"(?:his|her|its|their)\s|.*[’']s?\s|(?:the|an?) (?:other|second)\b", re.IGNORECASE
)
OF_PLACE = re.compile(r"[Tt]he\s(?:[A-Z][\w’'-]+\s){1,2}(?:man|woman)")
APPOSED = re.compile(r", (?:an?|the|who|[a-z]+ (?:of|at|with)) ")
"""What introduces a person who may speak next: “it worries Ek, the mayor of Lom. “…,” he said.”"""
OPENS = 60  # code points from the start of a sentence to its subject
BY_GIVEN_NAME = 2  # the most that a given name tells of a gender
OTHERS = RELATED_TO_OTHERS | frozenset(GENDER_OF_PEOPLE) | WITHOUT_NAME
"""Whom a paragraph brings in beside the person that it is about."""


def speaker_of_paragraph(
    anaphor: Anaphor, candidates: Sequence[Chain]
) -> tuple[Chain, float] | None:
    """The one person whom the paragraph has named so far, if they spoke in it, and how sure it is.

    Less sure is who states something right before, where others are named too.  Of “the
    44-year-old”, “the ex-striker”, “the politician”, but no office that one has at a time (“the
    prime minister”), nor one who belongs to another (“her lawyer”).
    """
    mind = anaphor.mind
    phrase = anaphor.event.span.of(mind.text).strip()
    if not mind.narration.sources.holds(anaphor.event.span.start) or not _may_be_new(phrase):
        return None
    at = anaphor.event.span.start
    paragraph = mind.narration.document.paragraph(at)
    here = [*dict.fromkeys(mind.narration.named_within(Span(paragraph.start, at)))]
    figures = mind.figures.items()
    here = here or [chain for chain, figure in figures if figure.paragraph == mind.paragraph]
    alone = len(here) == 1
    here = here if alone else _stating(anaphor)
    if len(here) != 1 or here[0] not in candidates:
        return None
    leads = mind.figures[here[0]].subject or mind.speakers[-1:] == here
    if not leads or contradicted(here[0], phrase):
        return None
    return here[0], confidence.OF_PARAGRAPH if alone else confidence.UNLINKED


def _stating(anaphor: Anaphor) -> list[Chain]:
    """Who makes the statement right before a quotation whose tag describes a person.

    “Ek said Brel would come.  “It would help,” said the 30-year-old.”
    """
    mind, narration = anaphor.mind, anaphor.mind.narration
    sentences, said = narration.document.sentences, narration.said_by(anaphor.event.span.start)
    if not said or said[0].start > anaphor.event.span.start or not mind.speakers:
        return []
    last = mind.speakers[-1]
    sentence = sentences.at(said[0].start)
    before = sentences.at(max(0, sentence.start - 2))
    if last is None or before.start >= sentence.start:
        return []
    spoke = any(
        before.contains(m.span) and narration.sources.holds(m.span.start) for m in last.mentions
    )
    noun = last_word(anaphor.event.span.of(mind.text))
    another = re.search(rf"\b{re.escape(noun)}\b", before.of(mind.text), re.IGNORECASE)
    return [last] if spoke and not another else []


def _may_be_new(phrase: str) -> bool:
    """Whether a description may be of a person who was not called so before."""
    front = FRONT_END.split(phrase, maxsplit=1)[0]
    noun = last_word(phrase)
    if OF_PLACE.fullmatch(front.strip()):  # “the Osk man”
        return True
    if OWNED.match(front) or head_noun(phrase) in OTHERS or noun in OTHERS:
        return False
    if is_aged_or_former(front) or is_native_noun(front.split()[-1]):
        return True
    return noun in (HEADS | TEAM_MEMBERS) - OFFICES - POSTS and front.split()[-1].islower()


def only_person(anaphor: Anaphor) -> list[Chain]:
    """The one person in mind, though the given name is of the other gender elsewhere.

    Nobody, if a title or a pronoun before tells the gender.
    """
    people = [chain for chain in anaphor.mind.figures if chain.full]
    if len(people) != 1 or anaphor.fits(people[0]):
        return []
    by_name = max(people[0].genders.values(), default=0) <= BY_GIVEN_NAME
    votes = anaphor.votes.get(people[0])
    return people if by_name and not (votes and votes[people[0].gender or ""]) else []


def subject_before(
    narration: Narration, event: Event, candidates: Sequence[Chain]
) -> tuple[Chain, float] | None:
    """Whom the sentence before a quotation names as its subject, and how sure it is.

    Sure with a full name of that gender, though others are named: “Brel beat Ek and Holm. “…,” he
    said.”, “Brel said he had met Ek. He added: “…””.  Else who is named alone.
    """
    said = narration.said_by(event.span.start)
    if not said:
        return None
    position = min(said[0].start, event.span.start)
    named = _named_before(narration, position)
    sentence = narration.document.sentences.at(position)
    here = narration.named_within(Span(sentence.start, max(sentence.start, event.span.start)))
    if not named or named[0] not in candidates or any(here):
        return None
    chain = named[0]
    if chain.gender and chain.gender == event.gender and chain.full and chain.solid:
        return chain, confidence.BY_DESCRIPTION
    alone = len(named) == 1 and said[0].start < event.span.start
    return (chain, confidence.SPOKEN_OF) if alone else None


def _named_before(narration: Narration, position: int) -> list[Chain]:
    """Whom the sentence before that of a position names, the subject first.

    None where it has no subject with a name, or introduces another person.
    """
    document = narration.document
    sentence = document.sentences.at(position)
    before = document.sentences.at(max(0, sentence.start - 2))
    named = [*dict.fromkeys(narration.named_within(before))]
    if before.start >= sentence.start or not named:
        return []
    mention = next(m for m in named[0].mentions if m.span.start >= before.start)
    subject = is_subject(document.text, mention.span) and not mention.possessive
    if not subject or mention.span.start >= before.start + OPENS:
        return []
    later = (m for chain in named[1:] for m in chain.mentions if before.contains(m.span))
    return [] if any(APPOSED.match(document.text, m.span.end) for m in later) else named
