"""Employers that a clause behind a name tells: “Ana Brel, who buys for roasters in Bergen”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.annotations import Span
from extraction.countries.evidence import Evidence
from extraction.countries.signs.signs import Sign, SignKind
from extraction.countries.speakers.belonging import within
from extraction.document import Chain, Document
from extraction.lexicon.organizations import BODIES_OF_A_COUNTRY
from extraction.lexicon.roles import WORKING
from extraction.text.patterns import any_of

# “who follows the industry for a bank in Bergen”, “whose group in Bergen has followed it”
WORKS_FOR = re.compile(
    rf",?\swho\s(?:has\s|had\s|is\s|was\s)?{any_of(WORKING)}\s(?:[\w’-]+\s){{0,4}}?for\s(?:an?\s|the\s)?"
    r"(?!(?:[\w’-]+\s){0,2}?(?:years|decades|months|weeks|days|hours|time)\s)(?:[\w’-]+\s){1,4}?"
    r"(?:based\s)?in\s(?:the\s)?\Z"
)
WHOSE_BODY = re.compile(
    rf",?\swhose\s(?:[a-z-]+\s){{0,2}}?(?:{any_of(BODIES_OF_A_COUNTRY)}|family|laboratory|team)\s"
    r"(?:is\s|was\s)?(?:based\s)?in\s(?:the\s)?\Z"
)
FURTHEST = 120  # code points from a name to the place


def employers(document: Document, narrated: Sequence[Sign], chain: Chain) -> Iterator[Evidence]:
    """The countries of those for whom a person works, as a clause behind the name says.

    `narrated` are the signs outside of quotations.
    """
    for name in (mention.span for mention in chain.mentions):
        end = min(document.sentences.at(name.start).end, name.end + FURTHEST)
        for sign in within(narrated, Span(name.end, max(name.end, end))):
            before = document.text[name.end : sign.span.start]
            if sign.kind is not SignKind.DEMONYM and (
                WORKS_FOR.match(before) or WHOSE_BODY.match(before)
            ):
                yield Evidence(sign.code, "employer", sign.share, sign.span.of(document.text))
                break
