"""Descriptions that say about how old a person is: “the teenager”, “the pensioner”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.coreference.descriptions.stated import age_of
from extraction.coreference.narration.events import AGED, Event, Narration
from extraction.coreference.nouns import gender_of_head, last_word
from extraction.coreference.ranking.features import Anaphor
from extraction.document import Chain

AGES = {
    "toddler": (1, 4),
    "schoolboy": (5, 18),
    "schoolgirl": (5, 18),
    "youngster": (5, 21),
    "teenager": (13, 19),
    "teen": (13, 19),
    "pensioner": (58, 120),
    "retiree": (50, 120),
    "septuagenarian": (70, 79),
    "octogenarian": (80, 89),
    "nonagenarian": (90, 99),
    "centenarian": (100, 120),
}
"""Years, the first and the last, of those who are called so."""


def by_age_said(anaphor: Anaphor, candidates: Sequence[Chain]) -> Chain | None:
    """The one candidate whose age the article gives and who may be called so."""
    text = anaphor.mind.text
    ages = AGES.get(last_word(anaphor.event.span.of(text)))
    if ages is None:
        return None
    known = {chain: age_of(text, chain) for chain in candidates if anaphor.fits(chain)}
    fitting = [c for c, age in known.items() if age is not None and ages[0] <= age <= ages[1]]
    return fitting[0] if len(fitting) == 1 else None


def of_no_such_age(text: str, chain: Chain, phrase: str) -> bool:
    """Whether the article gives an age at which nobody is called so."""
    ages, age = AGES.get(last_word(phrase)), age_of(text, chain)
    return ages is not None and age is not None and not ages[0] <= age <= ages[1]


def is_of_stranger(narration: Narration, event: Event) -> bool:
    """Whether “the 34-year-old” is one who came in without a name: “police held a 34-year-old man”.

    Nobody of that age is named, nor anybody later of whom the article says nothing else.
    """
    text, start = narration.document.text, event.span.start
    aged = AGED.search(event.span.of(text))
    if aged is None or not text.startswith(("The ", "the "), start):
        return False
    came = re.search(
        rf"\b[Aa]n?\s(?:[\w-]+\s){{0,2}}?{aged[1]}[ -]year[ -]old\s(?P<noun>[a-z]+)(?!,?\s[A-Z])",
        text[:start],
    )
    if came is None or narration.quoted.holds(came.start()):
        return False
    gender = gender_of_head(came["noun"])
    chains = [chain for chain in narration.document.chains if chain.full]
    named = [c for c in chains if c.mentions[0].span.start > came.end() and not c.heads]
    of_age = any(age_of(text, chain) == int(aged[1]) for chain in chains)
    return not of_age and not any(c.gender in (None, gender) or gender is None for c in named)
