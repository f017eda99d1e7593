"""The antecedent of an expression; whom “the elder” means, by the ages that the article gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extraction import confidence
from extraction.coreference.descriptions.stated import age_of
from extraction.coreference.narration.events import Event, Mind, Narration
from extraction.document import Chain
from extraction.lexicon.people_met import ELDER_KIN, YOUNGER_KIN
from extraction.text.patterns import any_of

KIN_NEAR = 160  # code points from one name to the other
# “her daughter Ana Brel”, “his uncle, Jan Brel”, “her elder sister, Ana Brel”
KIN = re.compile(
    rf"\b(?:his|her)\s(?:[a-z-]+\s)?(?:(?P<older>{any_of(ELDER_KIN)}|(?:elder|older)\s\w+)"
    rf"|{any_of(YOUNGER_KIN)}|younger\s\w+),?\s\Z"
)
ELDER = re.compile(
    r"the (elder|older|younger)(?: (?:one|man|woman|brother|sister|sibling|of the two))?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Referent:
    """The antecedent of an expression, how sure it is (0 to 1), and why, for a reporter."""

    chain: Chain
    certainty: float
    reason: str


def by_age(
    text: str, name: str, namesakes: Sequence[Chain], referent: Referent | None, *, older: bool
) -> Referent:
    """“The elder Brel”: by the ages of those who are called so, or neither for sure."""
    ages = {chain: age_of(text, chain) for chain in namesakes}
    known = [age for age in ages.values() if age is not None]
    if len(known) == len(set(known)) == len(ages):
        wanted = max(known) if older else min(known)
        chain = next(chain for chain, age in ages.items() if age == wanted)
        return Referent(chain, confidence.BY_DESCRIPTION, f"“{name}” → {chain.name}: by age")
    if kin := _by_kin(text, namesakes, older=older):
        return Referent(kin, confidence.BY_DESCRIPTION, f"“{name}” → {kin.name}: by kin")
    chain = referent.chain if referent else namesakes[0]
    return Referent(chain, confidence.OF_TWO, f"two people are called {name}")


def _by_kin(text: str, namesakes: Sequence[Chain], *, older: bool) -> Chain | None:
    """The parent or the child of two, of whom the article says so: “Ana Brel and her son Jan”."""
    if len(namesakes) != 2:
        return None
    for whose, other in (namesakes, namesakes[::-1]):
        for mention in other.mentions:
            front = text[max(0, mention.span.start - KIN_NEAR) : mention.span.start]
            found = KIN.search(front)
            before = whose.last_before(mention.span.start)
            if found is None or not 0 <= mention.span.start - before < KIN_NEAR:
                continue
            elder = other if found["older"] else whose
            return elder if older else next(each for each in namesakes if each is not elder)
    return None


def elder(text: str, words: str, fitting: Sequence[Chain], *, older: bool) -> Referent | None:
    """“The elder brother”: of two people whose ages the article gives."""
    aged = {chain: age for chain in fitting if (age := age_of(text, chain)) is not None}
    if len(aged) != 2 or len(set(aged.values())) != 2:
        return None
    chain = (max if older else min)(aged, key=aged.__getitem__)
    return Referent(chain, confidence.BY_DESCRIPTION, f"“{words}” → {chain.name}: by age")


def just_named(narration: Narration, event: Event, index: int) -> Referent | None:
    """The one of two who stands with the whole name before, in the same paragraph.

    `index` is the place of the event among those of the narration.
    """
    name = event.span.of(narration.document.text)
    start = narration.document.paragraph(event.span.start).start
    named = [
        each.chain
        for each in narration.events[:index]
        if each.span.start >= start and each.chain in event.namesakes
        if each.mention and each.mention.full and not each.mention.possessive
    ]
    if len(set(named)) != 1 or len(name.split()) > 1 or named[0] is None:
        return None
    reason = f"“{name}” → {named[0].name}: named just before"
    return Referent(named[0], confidence.BY_DESCRIPTION, reason)


def only_named(narration: Narration, event: Event, mind: Mind) -> Referent | None:
    """The one of two whom the article has named so far, with the whole name before it alone."""
    named = [chain for chain in event.namesakes if chain in mind.figures and chain.full]
    if len(named) != 1:
        return None
    full = [mention.span.start for mention in named[0].mentions if mention.full]
    if not full or full[0] >= event.span.start:
        return None
    reason = f"“{event.span.of(narration.document.text)}” → {named[0].name}: named so far"
    return Referent(named[0], confidence.BY_DESCRIPTION, reason)


def described_so(words: str, chain: Chain) -> Referent:
    """Whom alone the article describes as some words do."""
    return Referent(chain, confidence.BY_TRADE, f"“{words.strip()}” → {chain.name}: described so")


def why_likely(words: str, chain: Chain, mind: Mind) -> str:
    """The reason of who is likely by the ranker, for a reporter."""
    speaks = bool(mind.speakers) and mind.speakers[-1] is chain
    why = "speaker of the quote before" if speaks else "person whom it fits best"
    return f"“{words.strip()}” → {chain.name}: {why}"
