"""Descriptions of whom the article does not say that they are so: “the trader”, “the crowd”."""

from __future__ import annotations

import re

from extraction.annotations import Span
from extraction.coreference.descriptions import age_of, is_called, last_word
from extraction.coreference.narration import AGED, FRONT_END
from extraction.coreference.titles import head_noun
from extraction.document import Chain, Document, Sense
from extraction.lexicon.occupations import OCCUPATIONS
from extraction.lexicon.organizations import COLLECTIVE, DOCUMENTS, ORGANIZATION_WORDS, PAPERS
from extraction.lexicon.people_met import CHILDREN, NO_DOERS_BY_ENDING, OF_OTHERS
from extraction.lexicon.roles import (
    GENDER_OF_PEOPLE,
    HEADS,
    NATIVES,
    OFFICES,
    OFFICES_OF_MANY,
    PARTIES,
    POLITICIANS,
    POSTS,
    TEAM_MEMBERS,
)
from extraction.lexicon.trades import CRAFTS
from extraction.text.folding import plain

PEOPLE = frozenset(GENDER_OF_PEOPLE) | HEADS | TEAM_MEMBERS | OCCUPATIONS | frozenset(CRAFTS)
NO_PEOPLE = COLLECTIVE | DOCUMENTS | ORGANIZATION_WORDS | NO_DOERS_BY_ENDING
DOER = re.compile(r"[a-z-]+(?:man|woman|er|or|ist|ian|eer|ant|ess)")
NATIVE = re.compile(r"[A-Z][\w-]*(?:an|ese|lander|man|woman|i)")
WAS = re.compile(r"\b(?:former|ex|then|retired|outgoing|incoming|new|newly)\b", re.IGNORECASE)
KIN_BY_AGE = re.compile(r"\b(?:elder|older|younger)\b", re.IGNORECASE)
SPOKEN_OF_SO = (POLITICIANS - OFFICES) | (OFFICES - OFFICES_OF_MANY)
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
        native = noun in NATIVES or (noun not in PAPERS and bool(NATIVE.fullmatch(written)))
        native &= all(len(word) < 6 for word in front[1:-1])
        initials = written.isupper() and noun in HEADS
        return native or initials or noun in OFFICES | POSTS | POLITICIANS
    if noun in OF_OTHERS:
        return False
    noun = noun.rsplit("-", 1)[-1]
    doer = noun not in NO_PEOPLE and bool(DOER.fullmatch(noun))
    return doer or noun in PEOPLE or head_noun(phrase) is not None


def is_aged_or_former(phrase: str) -> bool:
    """“The 44-year-old”, “the ex-mayor”."""
    return bool(AGED.search(phrase) or WAS.search(phrase))


def may_be_new(phrase: str) -> bool:
    """Whether news may call one so whom it has just spoken of: “the 44-year-old”, “the MP”."""
    of_party = PARTIES & {plain(word) for word in phrase.split()}
    return is_aged_or_former(phrase) or bool(of_party) or last_word(phrase) in SPOKEN_OF_SO


def is_linked(text: str, chain: Chain, phrase: str) -> bool:
    """Whether the article says that a person is what a description calls them."""
    noun = last_word(phrase)
    said = is_called(text, chain, noun) or bool({noun, head_noun(phrase)} & chain.heads)
    return said or bool(AGED.search(phrase))


def too_young(text: str, chain: Chain, phrase: str) -> bool:
    """Whether a description is of a grown person and the article gives the age of a child."""
    age = age_of(text, chain)
    return age is not None and age < CHILD and last_word(phrase) not in CHILDREN


def of_other_nation(document: Document, chain: Chain, phrase: Span) -> bool:
    """Whether a description is of another country than each that a person's titles have.

    “The Nigerian leader” is not “her Chadian counterpart, Idris Saleh”.
    """
    demonyms = [each for each in document.countries if each.sense is Sense.DEMONYM]
    said = {each.code for each in demonyms if phrase.contains(each.span)}
    if not said:
        return False
    titles = " ".join(title.phrase for _, title in chain.titles)
    own = {each.code for each in demonyms if each.span.of(document.text) in titles}
    return bool(own) and not said & own
