"""Descriptions that say where a person is from: “the Italian”, of whom the article says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from extraction.annotations import Span
from extraction.coreference.nouns import last_word
from extraction.coreference.ranking.features import Anaphor
from extraction.coreference.titles import is_trade
from extraction.document import Chain, Document, Sense
from extraction.lexicon.people_met import MET, OF_ANY_NATION
from extraction.lexicon.roles import HEADS, STATE_OFFICES, TEAM_MEMBERS
from extraction.lexicon.trades import CRAFTS
from extraction.text.folding import plain
from extraction.text.intervals import overlapping

_WORDS = r"(?P<words>(?:[a-z][\w’'-]*\s){0,4}?)(?P<last>(?:[a-z][\w’'-]*)?),?\s?\Z"
_OWNS = re.compile(rf"[’']s?\s{_WORDS}")  # “Kenya’s Ana Brel”, “Norway’s minister, Ana Brel”
_OWNED = re.compile(r"[’'](?:s\s|\s)")
_OF = re.compile(rf"(?:\s{_WORDS}|,\s\Z)")  # “her Dutch counterpart, Luc Ek”, “the Dane, Luc Ek”
_FROM = re.compile(r",?\s(?:who\sis\s)?(?:of|from)\s(?:the\s)?\Z|,\san?\s\Z|\s\(\Z")
_ROLES = HEADS | TEAM_MEMBERS | CRAFTS | MET
FRONT = 60  # code points in front of a name in which its country stands
BEHIND = 24  # the same behind it


def of_nation(document: Document, phrase: Span) -> frozenset[str]:
    """The countries that a description names by its people: “the Dutchman”; ISO codes."""
    found = overlapping(document.countries, phrase)
    return frozenset(each.code for each in found if each.sense is Sense.DEMONYM)


def _owners(document: Document, phrase: Span) -> frozenset[str]:
    """The country whose minister a description means: “Turkey’s foreign minister”."""
    found = overlapping(document.countries, phrase)
    return frozenset(each.code for each in found if _OWNED.match(document.text, each.span.end))


def by_nation(document: Document, anaphor: Anaphor, candidates: Sequence[Chain]) -> Chain | None:
    """The one candidate of whom the article says that they are from where a description says."""
    said = of_nation(document, anaphor.event.span)
    if not said:
        return None
    fitting = [
        chain
        for chain in candidates
        if anaphor.fits(chain) and not said.isdisjoint(countries_of(document, chain))
    ]
    return fitting[0] if len(fitting) == 1 else None


def countries_of(document: Document, chain: Chain) -> Iterator[str]:
    """The countries that stand beside the names of a person as theirs.

    “Kenya’s Ana Brel”, “the Dutch rider Luc Ek”, “Ana Brel of Italy”, “Ana Brel, an Italian”.
    """
    text = document.text
    for mention in chain.mentions:
        start, end = mention.span
        for each in overlapping(document.countries, Span(max(0, start - FRONT), start)):
            pattern = _OF if each.sense is Sense.DEMONYM else _OWNS
            if (beside := pattern.fullmatch(text, each.span.end, start)) and _is_role(beside):
                yield each.code
        for each in overlapping(document.countries, Span(end, end + BEHIND)):
            if _FROM.fullmatch(text, end, each.span.start):
                yield each.code
    for span, title in chain.titles:
        near = Span(max(0, span.start - len(title.phrase) - 8), span.end + len(title.phrase) + 8)
        for each in overlapping(document.countries, near):
            if each.span.of(text) in title.phrase and title.head not in OF_ANY_NATION:
                yield each.code


def leads(chain: Chain, phrase: str) -> bool:
    """Whether “the Kenyan leader” may be a person for the office that the article gives them."""
    return last_word(phrase) == "leader" and any(
        title.head in STATE_OFFICES for _, title in chain.titles
    )


def _is_role(beside: re.Match[str]) -> bool:
    """Whether the words between a country and a name end in what a person is, or there are none.

    What one may be in any country is none: “France’s coach, Ana Brel”.
    """
    last = beside["last"]
    if plain(last) in OF_ANY_NATION:
        return False
    return not last or plain(last) in _ROLES or is_trade(f"the {last}")


def of_other_nation(
    document: Document, chain: Chain, phrase: Span, called: Collection[str] = ()
) -> bool:
    """Whether a description is of another country than each that a person is said to be of.

    “The Nigerian leader” and “Nigeria’s leader” are not “her Chadian counterpart, Idris Saleh”,
    nor whom the article already `called` “the Chadian”.
    """
    if not (said := of_nation(document, phrase) | _owners(document, phrase)):
        return False
    own = {*countries_of(document, chain), *called}
    return bool(own) and said.isdisjoint(own)
