"""Whom alone an article describes as some words do: by trade, by age, by country."""

from __future__ import annotations

from collections.abc import Sequence

from extraction.coreference.ages import by_age_said, of_no_such_age
from extraction.coreference.descriptions import by_trade, of_other_trade
from extraction.coreference.features import Anaphor, may_hold
from extraction.coreference.narration import Kind
from extraction.coreference.nations import by_nation, of_other_nation
from extraction.coreference.offices import is_of_another_office
from extraction.coreference.unlinked import too_young
from extraction.document import Chain, Document


def so_called(document: Document, anaphor: Anaphor, candidates: Sequence[Chain]) -> Chain | None:
    """The one candidate of whom the article says what a description does; None of a pronoun."""
    if anaphor.event.kind is not Kind.DESCRIPTION:
        return None
    return (
        by_trade(anaphor, document.text, candidates)
        or by_age_said(anaphor, candidates)
        or by_nation(document, anaphor, candidates)
    )


def may_be_called(document: Document, anaphor: Anaphor, chain: Chain) -> bool:
    """Whether nothing that the article says of a person speaks against a description."""
    text, description = document.text, anaphor.event.span
    phrase = description.of(text)
    return (
        may_hold(chain, phrase)
        and not is_of_another_office(chain, phrase)
        and not of_other_trade(text, chain, phrase)
        and not too_young(text, chain, phrase)
        and not of_no_such_age(text, chain, phrase)
        and not of_other_nation(document, chain, description)
    )
