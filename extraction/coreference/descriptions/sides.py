"""Whose coach, leader or ambassador a description means: “Italy’s coach” is not that of Wales."""

from __future__ import annotations

import re
from collections.abc import Set

from extraction.annotations import Span
from extraction.coreference.ranking.features import SAME_HEAD
from extraction.coreference.titles import head_noun
from extraction.document import Chain, Document, Sense, Title
from extraction.lexicon.departments import ENVOYS, OF_ONE_SIDE, WORDS_OF_CLUBS, WORDS_OF_RANK
from extraction.lexicon.parties import PARTY_NAMES
from extraction.text.folding import plain
from extraction.text.intervals import overlapping
from extraction.text.patterns import any_of

ALIKE = 3  # letters that two names of a side begin with: Man Utd, Manchester
_NAME = re.compile(
    r"(?<![\w’'-])(?P<name>[^\W\d_a-z]\w*(?:-[^\W\d_a-z]\w*)*)(?![\w-])(?P<owns>[’'](?:s\b)?)?"
)
_LETTERS = re.compile(r"\b[A-Z]{2,}\b")  # the UNHCR chief may be the UN refugee chief
_PLURALS = {word.capitalize() for word in WORDS_OF_CLUBS}
_PARTY = {name: number for number, names in enumerate(PARTY_NAMES) for name in names}
_PARTY_NAME = re.compile(rf"\b{any_of(_PARTY)}\b")


def is_of_another(document: Document, chain: Chain, phrase: Span) -> bool:
    """Whether a person stands for a side, a party or a state, and a description for another."""
    return (
        is_of_another_side(document, chain, phrase)
        or _is_of_another_party(chain, phrase.of(document.text))
        or _is_of_another_state(document, chain, phrase)
    )


def _is_of_another_party(chain: Chain, phrase: str) -> bool:
    """“The Lib Dem leader” of whom the article calls “Labour leader”."""
    said = _parties(phrase)
    held = {party for _, title in chain.titles for party in _parties(title.phrase)}
    return bool(said and held) and said.isdisjoint(held)


def _parties(phrase: str) -> set[int]:
    return {_PARTY[found] for found in _PARTY_NAME.findall(phrase)}


def _is_of_another_state(document: Document, chain: Chain, phrase: Span) -> bool:
    """“The Russian ambassador”, “Russia’s ambassador” of whom the article calls that of Ukraine."""
    if head_noun(phrase.of(document.text)) not in ENVOYS:
        return False
    said = {each.code for each in overlapping(document.countries, phrase)}
    held = [
        each.code
        for span, title in chain.titles
        if title.head in ENVOYS
        for each in overlapping(document.countries, _around(span, title))
        if each.span.of(document.text) in title.phrase
    ]
    return bool(said and held) and said.isdisjoint(held)


def _around(span: Span, title: Title) -> Span:
    """A name with room for a title in front of it and behind it."""
    room = len(title.phrase) + 8
    return Span(max(0, span.start - room), span.end + room)


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
