"""Descriptions of whom the article does not say that they are so: “the trader”, “the crowd”."""

from __future__ import annotations

import re

from extraction.annotations import Span
from extraction.coreference.descriptions.ages import AGES
from extraction.coreference.descriptions.deeds import does
from extraction.coreference.descriptions.nations import countries_of, of_nation
from extraction.coreference.descriptions.stated import age_of, is_called, is_of_like_trade
from extraction.coreference.narration.events import AGED, Event, Mind
from extraction.coreference.nouns import FRONT_END, last_word
from extraction.coreference.titles import head_noun
from extraction.document import Chain, Document
from extraction.lexicon.occupations import OCCUPATIONS
from extraction.lexicon.organizations import COLLECTIVE, DOCUMENTS, ORGANIZATION_WORDS, PAPERS
from extraction.lexicon.people_met import CHILDREN, GENDER_BESIDES, NO_DOERS_BY_ENDING, OF_OTHERS
from extraction.lexicon.roles import (
    CALLED_BESIDES,
    GENDER_OF_PEOPLE,
    HEADS,
    NATIVES,
    OFFICES,
    OFFICES_OF_MANY,
    PARTIES,
    PARTISANS,
    POLITICIANS,
    POSTS,
    TEAM_MEMBERS,
)
from extraction.lexicon.trades import CRAFTS, WIDER
from extraction.text.folding import plain

PEOPLE = (
    frozenset(GENDER_OF_PEOPLE)
    | frozenset(GENDER_BESIDES)
    | frozenset(AGES)
    | HEADS
    | TEAM_MEMBERS
    | OCCUPATIONS
    | frozenset(CRAFTS)
)
NO_PEOPLE = COLLECTIVE | DOCUMENTS | ORGANIZATION_WORDS | NO_DOERS_BY_ENDING
DOER = re.compile(r"[a-z-]+(?:man|woman|er|or|ist|ian|eer|ant|ess)")
NATIVE = re.compile(r"[A-Z][\w-]*(?:an|ese|lander|man|woman|i)")
WAS = re.compile(r"\b(?:former|ex|then|retired|outgoing|incoming|new|newly)\b", re.IGNORECASE)
KIN_BY_AGE = re.compile(r"\b(?:elder|older|younger)\b", re.IGNORECASE)
SPOKEN_OF_SO = (POLITICIANS - OFFICES) | (OFFICES - OFFICES_OF_MANY)
BARE = re.compile(
    r"[Tt]he\s(?!former\b|ex-|retired\b|veteran\b|outgoing\b)(?:[a-z’'-]+\s){0,2}[a-z][a-z’'-]+"
)
OF_ANYBODY = CALLED_BESIDES | POLITICIANS | frozenset({"leader", "executive", "witness"})
CHILD = 14
"""Years, below which nobody has a trade."""


def may_be_person(phrase: str) -> bool:
    """Whether a description may be of one person: “the trader”, “the St Lucian”, “the 44-year-old”.

    Not “the crowd”, “the order released on Friday”, “the Daily Courier”; nor “the judge”, unless
    the article says who that is.
    """
    if is_aged_or_former(phrase) or KIN_BY_AGE.search(phrase):
        return True
    front = FRONT_END.split(phrase.strip(), maxsplit=1)[0].split()
    written, noun = front[-1].strip(",.’'”\"") if front else "", last_word(phrase)
    if written[:1].isupper():
        native = is_native_noun(written) and all(len(word) < 6 for word in front[1:-1])
        initials = written.isupper() and noun in HEADS
        return native or initials or noun in OFFICES | POSTS | POLITICIANS | PARTISANS
    if noun in OF_OTHERS:
        return False
    noun = noun.rsplit("-", 1)[-1]
    doer = noun not in NO_PEOPLE and bool(DOER.fullmatch(noun))
    return doer or noun in PEOPLE or head_noun(phrase) is not None


def is_native_noun(written: str) -> bool:
    """“Dutchman”, “American”, “Swede”: what one person is called by where they are from."""
    noun = plain(written)
    return noun in NATIVES or (noun not in PAPERS and bool(NATIVE.fullmatch(written)))


def is_aged_or_former(phrase: str) -> bool:
    """“The 44-year-old”, “the ex-mayor”."""
    return bool(AGED.search(phrase) or WAS.search(phrase))


def may_be_new(phrase: str) -> bool:
    """Whether news may call one so whom it has just spoken of: “the 44-year-old”, “the MP”."""
    of_party = PARTIES & {plain(word) for word in phrase.split()}
    return is_aged_or_former(phrase) or bool(of_party) or last_word(phrase) in SPOKEN_OF_SO


def is_linked(document: Document, chain: Chain, description: Span) -> bool:
    """Whether the article says that a person is what a description calls them."""
    text, phrase = document.text, description.of(document.text)
    noun = last_word(phrase)
    said = is_called(text, chain, noun) or bool({noun, head_noun(phrase)} & chain.heads)
    nation = of_nation(document, description)
    said |= bool(nation) and not nation.isdisjoint(countries_of(document, chain))
    aged = AGED.search(phrase)
    return said or (aged is not None and age_of(text, chain) in (None, int(aged[1])))


def too_young(text: str, chain: Chain, phrase: str) -> bool:
    """Whether a description is of a grown person and the article gives the age of a child."""
    age = age_of(text, chain)
    return age is not None and age < CHILD and last_word(phrase) not in CHILDREN


def is_another(mind: Mind, chain: Chain, event: Event) -> bool:
    """Whether “the guard” is hardly a person who has spoken in an earlier paragraph.

    The article does not call them so, and has called them by name when they spoke.  The first
    words that it quotes may be theirs of whom it has reported before.
    """
    document, figure = mind.narration.document, mind.figures.get(chain)
    if figure is None or not figure.speeches or figure.paragraph == mind.paragraph:
        return False
    said, description = mind.narration.said_by(event.span.start), event.span
    if said and document.quoted and document.quoted[0].end > said[0].start:
        return False
    phrase = description.of(document.text)
    noun = last_word(phrase)
    if not BARE.fullmatch(phrase.strip()) or noun in OF_ANYBODY:
        return False
    known = is_linked(document, chain, description) or does(document.text, chain, noun)
    return not (known or (noun in WIDER and is_of_like_trade(document.text, chain, noun)))
