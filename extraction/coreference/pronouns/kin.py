"""Whose people are: “her husband” has her family name, and “Brel's lawyer” is not Brel."""

from __future__ import annotations

import re
from functools import lru_cache

from extraction.coreference.narration.events import Mind, Narration
from extraction.coreference.nouns import last_word
from extraction.coreference.ranking.features import Anaphor
from extraction.document import Chain
from extraction.lexicon.roles import RELATED_TO_OTHERS
from extraction.names import core
from extraction.text.patterns import PATTERNS

SPOUSE = re.compile(r"(?P<whose>his|her)\s(?:husband|wife|partner|spouse)", re.IGNORECASE)
OWNED = re.compile(r"(?:his|her)\s", re.IGNORECASE)
GENDER_OF = {"his": "m", "her": "f"}
NEAR = 1_200
"""Code points in front of “the lawyer” in which it is looked for whose lawyer that is."""


def spouse(anaphor: Anaphor) -> Chain | None:
    """The one other person with the family name of the one of whom “his” or “her” is.

    That is the last of that gender who was spoken of.
    """
    mind = anaphor.mind
    found = SPOUSE.fullmatch(anaphor.event.span.of(mind.text).split(",")[0].strip())
    if found is None:
        return None
    own = GENDER_OF[found["whose"].lower()]
    of_gender = [chain for chain in mind.figures if chain.gender == own]
    if not of_gender:
        return None
    whose = max(of_gender, key=lambda chain: mind.figures[chain].order)
    same = [
        chain
        for chain in mind.figures
        if chain is not whose
        and core(chain.words)[-1:] == core(whose.words)[-1:]
        and chain.gender != own
    ]
    return same[0] if len(same) == 1 and whose.full else None


def owns(mind: Mind, chain: Chain, phrase: str) -> bool:
    """Whether “his lawyer” would be the lawyer's own: of whom “his” is, or the one in mind."""
    if not OWNED.match(phrase) or last_word(phrase) not in RELATED_TO_OTHERS:
        return False
    figure = mind.figures[chain]
    last = figure.order == mind.order and figure.by_pronoun and figure.possessive
    return last or len(mind.figures) == 1


@lru_cache(maxsize=PATTERNS)
def _of_whom(noun: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b[Hh](?:is|er)|(?P<whose>[’']s?))\s(?:[a-z][\w’'-]*\s){{0,3}}?{re.escape(noun)}\b"
        rf"|\b{re.escape(noun)}\s(?P<of>for|of|to)\s"
    )


def is_of_person(narration: Narration, noun: str, before: int) -> bool:
    """Whether a noun was last of a person: “Ana Brel's lawyer came. …,” said the lawyer.

    Also “her lawyer” and “a lawyer for Ana Brel”.
    """
    text = narration.document.text
    start = max(0, before - NEAR)
    for found in reversed(list(_of_whom(noun).finditer(text, start, before))):
        if narration.quoted.holds(found.start()):
            continue
        if found["whose"]:
            people = narration.document.chains
            return any(narration.ends_name(chain, found.start()) for chain in people)
        whose = narration.named_at(found.end()) if found["of"] else None
        return not found["of"] or (whose is not None and whose.solid)  # no place taken for one
    return False
