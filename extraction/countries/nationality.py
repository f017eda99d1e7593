"""The country of a person or institution, read from the phrase that describes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extraction.annotations import Span
from extraction.countries.leaders import country_of_camp
from extraction.countries.mentions import candidates, is_in_person_name, which_georgia
from extraction.countries.places import IN_STATE, STATES, find_places
from extraction.lexicon.roles import OF_OTHER_COUNTRIES
from extraction.text.folding import KNOWN
from extraction.text.patterns import any_of, one_of

# What is American unless the phrase names another country.
AMERICAN = re.compile(
    r"\b(?:(?:Rep|Sen|Gov|Del|Reps|Sens|Dels)\.(?:\s|$)|[DRI]-[A-Z][a-z]*\.?|the\s(?:House|Senate)\b"
    r"|(?:House|Senate|Congressional)\s(?:Speaker|Majority|Minority|Intelligence|Judiciary|Oversight"
    r"|Republican|Democrat|GOP|Benghazi|Committee)|House\sspeaker\b|Congressm[ae]n\b|Congresswom[ae]n\b"
    r"|Assembly(?:man|woman)\b|(?<!Social\s)(?<!Christian\s)(?<!Liberal\s)(?<!Free\s)(?<!New\s)(?:Democratic|Republican)\s(?:National|Party|presidential|nominee"
    r"|senator|Sen\b|lawmaker|candidate|congress(?:man|woman)|strategist|pollster|consultant"
    r"|operative|leader|governor|incumbent|donor|[vV]oter|activist|challenger|rival|hopeful"
    r"|representative|convention|primary|front-?runner|vice)s?\b|Tea\sParty\b|[sS]uper\sPAC"
    r"|Libertarian\sParty|Supreme\sCourt\sJustice|Attorney\sGeneral|Secretary\sof\sState\b"
    r"|Ways\sand\sMeans|Armed\sServices\sCommittee|Army\sCorps|National\sGuard|Marine\sCorps"
    r"|Washington\b)"
    rf"|,\s{STATES}"
)
OTHER_PARTIES = ("Social", "Christian", "Liberal", "Free", "Sweden", "Irish")
PARTISANS = re.compile(
    one_of(
        ("Democrat", "Republican", "Libertarian"),
        not_after=[rf"{word}\s" for word in OTHER_PARTIES],
    )
    + r"s?(?!\s(?:Union|Forces|League))\b"
)
NOT_OWN = re.compile(
    r"\b(?:to|on|about|against|with|covering|specialising\s+in"
    rf"|{any_of(OF_OTHER_COUNTRIES)}\s+of)\s+(?:the\s+)?$"
)


@lru_cache(maxsize=KNOWN)
def country_in(phrase: str, *, abroad: bool = False) -> str | None:
    """The country of a person or institution from the phrase that describes it.

    Reads more than `find_countries`: capitals and big cities as places, known bodies, the camp
    of a known leader, American offices and parties.  A country that a person is sent to or speaks
    on is not their own.  `abroad`, an attorney general is no American.

    >>> country_in("Norway’s ambassador to Fiji"), country_in("mayor of Istanbul")
    ('NO', 'TR')
    """
    found = sorted(_named(phrase), key=lambda pair: (pair[0].start, -pair[0].end))
    for span, code in found:
        if not NOT_OWN.search(phrase[: span.start]):
            return code
    if found:
        return None
    if not abroad and (AMERICAN.search(phrase) or PARTISANS.search(phrase)):
        return "US"
    return country_of_camp(phrase)


def _named(phrase: str) -> Iterator[tuple[Span, str]]:
    for span, code, _ in candidates(phrase):
        if not is_in_person_name(phrase, span):
            code = which_georgia(phrase) if span.of(phrase).startswith("Georgia") else code
            yield span, "US" if IN_STATE.match(phrase, span.end) else code
    yield from find_places(phrase)
