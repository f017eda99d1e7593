"""Whom “her husband” means: of two people with one family name, the other one."""

from __future__ import annotations

import re

from extraction.coreference.features import Anaphor
from extraction.document import Chain
from extraction.names import core

SPOUSE = re.compile(r"(?P<whose>his|her)\s(?:husband|wife|partner|spouse)", re.IGNORECASE)
GENDER_OF = {"his": "m", "her": "f"}


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
