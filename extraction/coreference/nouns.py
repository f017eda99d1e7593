"""The noun that a description turns on, and the gender that it tells: “the Frenchwoman”."""

from __future__ import annotations

import re

from extraction.coreference.titles import head_noun
from extraction.lexicon.honorifics import GENDER_OF_TITLE
from extraction.lexicon.people_met import GENDER_BESIDES, NO_MEN
from extraction.lexicon.roles import GENDER_OF_PEOPLE
from extraction.text.folding import plain

FRONT_END = re.compile(r",|;|\(|—|–|\s(?:who|whom|which|that|of|for|at|from|in|on|with|to|about)\s")
ELECT = re.compile(r"-(?:elect|designate)\b")
_BEHIND_NOUN = re.compile(r"-(?:elect|designate|of-[a-z]+|to-be)\Z")  # “the mum-of-three”
_SHORTEST_MAN = 6  # letters: “barman”, but not “Oman”


def last_word(phrase: str) -> str:
    """The noun that a description ends in: “seller” of “fish seller with nine sacks”.

    >>> last_word("the president-elect"), last_word("the mum-of-three from Osk")
    ('president', 'mum')
    """
    front = FRONT_END.split(f"{phrase} ", maxsplit=1)[0].split()
    return _BEHIND_NOUN.sub("", plain(front[-1].strip(",.’'”\""))) if front else ""


def gender_of_head(word: str | None) -> str | None:
    """The gender that a role noun tells: “spokeswoman”, “grandfather”."""
    return GENDER_OF_PEOPLE.get(word) or GENDER_OF_TITLE.get(word) if word else None


def gender_of_phrase(phrase: str) -> str | None:
    """The gender that the noun of a description tells.

    >>> gender_of_phrase("the Frenchwoman"), gender_of_phrase("the barman of the inn")
    ('f', 'm')
    >>> gender_of_phrase("the German")
    """
    if found := gender_of_head(head_noun(phrase)):
        return found
    noun = last_word(phrase)
    if noun in GENDER_BESIDES:
        return GENDER_BESIDES[noun]
    if noun.endswith("woman"):
        return "f"
    man = noun.endswith("man") and len(noun) >= _SHORTEST_MAN and noun not in NO_MEN
    return "m" if man else None
