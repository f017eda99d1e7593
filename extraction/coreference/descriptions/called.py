"""Whom alone an article describes as some words do: by trade, by age, by country."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extraction.coreference.descriptions.ages import by_age_said, of_no_such_age
from extraction.coreference.descriptions.appointed import won_offices
from extraction.coreference.descriptions.nations import by_nation, leads, of_other_nation
from extraction.coreference.descriptions.offices import is_of_another_office
from extraction.coreference.descriptions.sides import is_of_another
from extraction.coreference.descriptions.stated import by_trade, of_other_trade
from extraction.coreference.descriptions.succession import is_replaced
from extraction.coreference.descriptions.unlinked import BARE, OF_ANYBODY, is_linked, too_young
from extraction.coreference.narration.events import Kind
from extraction.coreference.nouns import ELECT, last_word
from extraction.coreference.ranking.features import SAME_HEAD, Anaphor, may_hold
from extraction.document import Chain, Document
from extraction.lexicon.roles import OFFICES, POSTS

NOT_TRADES = OF_ANYBODY | OFFICES | POSTS

_THIRD_PERSON = re.compile(r"\b(?:(?:he|him|his)|(?P<woman>she|hers?))\b", re.IGNORECASE)


def so_called(document: Document, anaphor: Anaphor, candidates: Sequence[Chain]) -> Chain | None:
    """The one candidate of whom the article says what a description does; None of a pronoun."""
    if anaphor.event.kind is not Kind.DESCRIPTION:
        return None
    return (
        by_nation(document, anaphor, candidates)
        or by_trade(anaphor, document.text, candidates)
        or by_age_said(anaphor, candidates)
    )


def countryman(
    anaphor: Anaphor, candidates: Sequence[Chain], likeliest: Chain | None, held: Sequence[Chain]
) -> Chain | None:
    """“The Kenyan”: who alone is said to be one, in place of the likeliest; None of a pronoun.

    Nobody else than who alone holds the office that is named, but for “the Kenyan leader”.
    """
    if anaphor.event.kind is not Kind.DESCRIPTION:
        return None
    document, span = anaphor.mind.narration.document, anaphor.event.span
    chain = by_nation(document, anaphor, candidates)
    if chain is likeliest or chain is None:
        return None
    return chain if len(held) != 1 or leads(chain, span.of(anaphor.mind.text)) else None


def may_be_called(document: Document, anaphor: Anaphor, chain: Chain) -> bool:
    """Whether nothing that the article says of a person speaks against a description."""
    text, description = document.text, anaphor.event.span
    phrase = description.of(text)
    return (
        may_hold(chain, phrase)
        and not _has_already(text, chain, phrase)
        and not is_of_another_office(chain, phrase)
        and not is_of_another(document, chain, description)
        and not of_other_trade(text, chain, phrase)
        and not too_young(text, chain, phrase)
        and not is_replaced(text, chain, phrase)
        and not of_no_such_age(text, chain, phrase)
        and not of_other_nation(document, chain, description, anaphor.mind.nations[chain])
    )


def _has_already(text: str, chain: Chain, phrase: str) -> bool:
    """Whether “the mayor-elect” would be a person who has the office and has not just won it."""
    if not ELECT.search(phrase):
        return False
    office = last_word(phrase)
    heads = SAME_HEAD.get(office, {office})
    held = [title.phrase for _, title in chain.titles if title.head in heads]
    won = any(map(ELECT.search, held)) or office in won_offices(text, chain)
    return bool(held) and not won


def is_bystander(anaphor: Anaphor, chain: Chain) -> bool:
    """Whether “the driver” or the like speaks of the person, who is hardly called so."""
    phrase = anaphor.event.span.of(anaphor.mind.text).strip()
    trade = BARE.fullmatch(phrase) is not None and last_word(phrase) not in NOT_TRADES
    return trade and speaks_of(anaphor, chain)


def speaks_of(anaphor: Anaphor, chain: Chain) -> bool:
    """Whether who is described speaks of the person, whom nothing links to the description.

    “Tom Ek was hit by a van.  “He came from nowhere,” the driver said.”: nobody else is “he”.
    """
    if is_linked(anaphor.mind.narration.document, chain, anaphor.event.span):
        return False
    mind = anaphor.mind
    said = mind.narration.said_by(anaphor.event.span.start)
    found = _THIRD_PERSON.search(" ".join(span.of(mind.text) for span in said))
    if found is None:
        return False
    gender = "f" if found["woman"] else "m"
    return [each for each in mind.figures if each.gender in (gender, None)] == [chain]
