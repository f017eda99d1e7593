"""Whose coach, captain or chief a description means: “Italy’s coach” is not that of Wales."""

from __future__ import annotations

import re
from collections.abc import Set

from extraction.annotations import Span
from extraction.coreference.ranking.features import SAME_HEAD
from extraction.coreference.titles import head_noun
from extraction.document import Chain, Document, Sense
from extraction.lexicon.departments import OF_ONE_SIDE, WORDS_OF_CLUBS, WORDS_OF_RANK
from extraction.text.folding import plain
from extraction.text.intervals import overlapping

ALIKE = 3  # letters that two names of a side begin with: Man Utd, Manchester
_NAME = re.compile(r"(?<![\w’'-])(?P<name>[^\W\d_a-z][\w-]*)(?P<owns>[’'](?:s\b)?)?")
_LETTERS = re.compile(r"\b[A-Z]{2,}\b")  # the UNHCR chief may be the UN refugee chief
_PLURALS = {word.capitalize() for word in WORDS_OF_CLUBS}


def is_of_another_side(document: Document, chain: Chain, phrase: Span) -> bool:
    """Whether a person leads one side, by each title, and a description means who leads another.

    Nicknames say nothing: “the Gunners boss”, “the United boss”; nor does where one is from: “the
    Italian coach”.
    """
    text = phrase.of(document.text)
    head = head_noun(text)
    if head not in OF_ONE_SIDE or _LETTERS.search(text):
        return False
    people = [
        each.span for each in overlapping(document.countries, phrase) if each.sense is Sense.DEMONYM
    ]
    said = {
        plain(found["name"])
        for found in _NAME.finditer(document.text, *phrase)
        if not any(span.overlaps(Span(*found.span())) for span in people)
        and (found["owns"] or found["name"] in _PLURALS or not found["name"].endswith("s"))
    } - WORDS_OF_RANK
    heads = SAME_HEAD.get(head, {head})
    titles = [title.phrase for _, title in chain.titles if title.head in heads]
    held = [{plain(each["name"]) for each in _NAME.finditer(title)} for title in titles]
    return bool(said and held) and all(_is_another(said, names - WORDS_OF_RANK) for names in held)


def _is_another(said: Set[str], held: Set[str]) -> bool:
    """Whether two sets of names are of two sides: without a word or a beginning in common."""
    if said <= WORDS_OF_CLUBS and not held & WORDS_OF_CLUBS:
        return False  # “the United boss” of Newcastle
    return bool(held) and not any(a[:ALIKE] == b[:ALIKE] for a in said for b in held)
