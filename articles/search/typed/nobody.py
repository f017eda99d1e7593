"""Full names that nobody who is quoted has: “nelson mandela”, where one Nelson Roe is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.search.index.live_index import current_index
from articles.search.offices import offices_called
from articles.search.query import Form, Term, bare_words
from articles.search.typed.called import WORDS_TOO
from articles.search.typed.country_words import country_called
from articles.search.typed.query_words import FILLERS, HONORIFICS, JOINING
from articles.search.typed.readings import Offer
from extraction.names import is_given
from extraction.text.folding import ascii_key, fold_in_place

# Words of a full name.
FEWEST, MOST = 2, 4
_NAME = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?")
_WORD = re.compile(r"[^\W\d_]+")


def called_by_nobody(typed: str, offered: Sequence[Offer]) -> str:
    """Return what was typed if it is a full name, and all that is offered lacks a part of it.

    One of its words is a given name, or all have capitals, and those that are left out are in no
    quotation, or are given names: another word is a subject.
    """
    parts = bare_words(typed)
    if not (FEWEST <= len(parts) <= MOST and all(free and _may_be_name(p) for p, free in parts)):
        return ""
    words = [fold_in_place(part) for part, _ in parts]
    named = [offer for offer in offered if offer.values]
    capitals = all(part[:1].isupper() for part, _ in parts)
    if any(not offer.dropped and not offer.any_of for offer in offered):
        return ""
    given = {word for word in words if is_given(word) and word not in WORDS_TOO}
    if not (given or (capitals and any("speaker" in offer.values for offer in named))):
        return ""
    dropped = " ".join(offer.dropped for offer in named or offered)
    lost = set(_WORD.findall(fold_in_place(dropped))) - JOINING
    if words[0] not in given and words[-1] not in lost and not capitals:
        return ""  # “harbourpost clinton”: a given name that is a family name too
    unsaid = _unsaid(lost - given)
    return typed.strip() if (lost or not offered) and lost <= given | unsaid else ""


def _may_be_name(text: str) -> bool:
    """Whether a word can be one of a name: no word of asking, no title, no country."""
    key = ascii_key(text)
    if not _NAME.fullmatch(text) or key in FILLERS | JOINING | HONORIFICS:
        return False
    return not (country_called(key) or offices_called(key))


def _unsaid(words: set[str]) -> set[str]:
    """Return those of these words that no quotation has."""
    terms = [Term(Form.WORD, word) for word in sorted(words)]
    with current_index() as live:
        rows = live.quotations_having_each(terms)
    return {term.text for term, keys in zip(terms, rows, strict=True) if not keys}


def of_the_name(typed: str, offered: Sequence[Offer]) -> list[Offer]:
    """Return the offers by a speaker, and those with the last of its words, not “john” alone."""
    last = _WORD.findall(fold_in_place(typed))[-1:]
    return [
        offer
        for offer in offered
        if "speaker" in offer.values or _WORD.findall(fold_in_place(offer.rest))[-1:] == last
    ]
