"""Which office a description has, where several offices have one noun.

“Osk's justice minister” is not the First Minister, nor “the chief executive of Holm Bank” that of
Brel Trust.
"""

from __future__ import annotations

import re

from extraction.coreference.ranking.features import SAME_HEAD
from extraction.coreference.titles import head_noun
from extraction.document import Chain
from extraction.lexicon.departments import DEPARTMENTS, OF_ONE_BODY, WORDS_OF_OFFICES
from extraction.text.folding import plain

ALIKE = 4  # letters that a place and its adjective have in common: Kenya, Kenyan
_WORD = re.compile(r"[^\W\d_][\w-]*")


def is_of_another_office(chain: Chain, phrase: str) -> bool:
    """Whether a person has offices with the noun of a description, and each is plainly another."""
    head = head_noun(phrase)
    if head is None:
        return False
    heads = SAME_HEAD.get(head, {head})
    held = [_parts(title.phrase, head) for _, title in chain.titles if title.head in heads]
    said = _parts(phrase, head)
    return bool(held and said) and all(its and said.isdisjoint(its) for its in held)


def _parts(phrase: str, head: str) -> frozenset[str]:
    """What tells an office apart: the department, or the beginnings of the name of a body."""
    found = _WORD.findall(phrase)
    if head not in OF_ONE_BODY:
        return DEPARTMENTS.intersection(map(plain, found))
    names = (plain(word) for word in found if word[0].isupper())
    return frozenset(name[:ALIKE] for name in names if name not in {head} | WORDS_OF_OFFICES)
