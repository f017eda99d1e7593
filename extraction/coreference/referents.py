"""The antecedent of an expression; whom “the elder” means, by the ages that the article gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extraction import confidence
from extraction.coreference.descriptions import age_of
from extraction.document import Chain


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
    chain = referent.chain if referent else namesakes[0]
    return Referent(chain, confidence.OF_TWO, f"two people are called {name}")


def elder(text: str, words: str, fitting: Sequence[Chain], *, older: bool) -> Referent | None:
    """“The elder brother”: of two people whose ages the article gives."""
    aged = {chain: age for chain in fitting if (age := age_of(text, chain)) is not None}
    if len(aged) != 2 or len(set(aged.values())) != 2:
        return None
    chain = (max if older else min)(aged, key=aged.__getitem__)
    return Referent(chain, confidence.BY_DESCRIPTION, f"“{words}” → {chain.name}: by age")
