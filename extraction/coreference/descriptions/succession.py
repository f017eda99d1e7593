"""Who comes into an office and who leaves it: “the incoming chief”, “the outgoing mayor”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extraction.annotations import Span
from extraction.coreference.narration.events import Narration
from extraction.coreference.nouns import last_word
from extraction.coreference.ranking.features import Anaphor
from extraction.coreference.titles import head_noun
from extraction.document import Chain
from extraction.lexicon.roles import TEAM_MEMBERS

_TITLES = r"(?:(?!(?:by|said|says)\s)[\w’'.-]+\s){0,5}?"
_OFFICE = r"(?:\sas\s[^.!?“”\"\n]{3,60}?)?"
# “Ana Brel, 40, a judge of Osk,”, “Ana Brel, who”, “Ana Brel on Monday”
_WHO = (
    r"(?:,\s(?!who(?:se|m)\b)[^.!?“”\"\n;]{1,60},|,\swho|\son\s\w+day)?\s"
    r"(?:(?:will|is\sto|(?:was|were|is|has\sbeen)\s(?:chosen|named|elected|appointed)\sto|has|had"
    r"|is)\s)?"
)
_FOLLOWS = (
    rf"(?:(?:takes?|took|taken|taking)\sover{_OFFICE}\sfrom"
    r"|replac(?:e[sd]?|ing)|succe(?:ed(?:s|ed|ing)?))"
)
COMES_FOR = re.compile(rf"{_WHO}{_FOLLOWS}\s{_TITLES}\Z")
# “Ana Brel will be succeeded by Tom Ek”: who goes is named first
GOES_FOR = re.compile(
    r"(?:,\s(?!who(?:se|m)\b)[^.!?“”\"\n;]{1,60},|,\swho)?\s"
    r"(?:(?:will|would|is|was|to|has|had|later|then|now|been|be|being)\s){1,4}"
    rf"(?:replaced|succeeded){_OFFICE}\sby\s{_TITLES}\Z"
)
# “He succeeds Ana Brel”, of whom the sentence before speaks
PRONOUN = re.compile(
    r"[.!?\n]\s*(?P<pronoun>He|She)\s(?:will\s|is\sto\s|has\s)?"
    rf"{_FOLLOWS}\s{_TITLES}\Z"
)
# “The mayor replaced Tom Ek with Ida Falk”: who replaces is neither
WITH_ANOTHER = re.compile(r"[^.!?“”\"\n]{0,60}?\s(?:with|by)\s[^\W\d_a-z]")
# “The club would replace the coach, Tom Ek”
REPLACED = re.compile(
    r"\b(?:replac(?:e[sd]?|ing)|succe(?:ed(?:s|ed|ing)?)|sack(?:s|ed|ing)?|oust(?:s|ed|ing)?"
    rf"|dismiss(?:es|ed|ing)?)\s{_TITLES}\Z"
)
COMING = re.compile(r"\b(?:new|newly|incoming|successor)\b")
GOING = re.compile(r"\b(?:outgoing|departing|former|ex|predecessor|previous|old)\b")
FORMERLY = re.compile(r"\b(?:former|ex)\b")
REACH = 160  # code points from one name to the other


def by_succession(narration: Narration, anaphor: Anaphor) -> Chain | None:
    """Who comes or goes, of the one pair of whom the article says that one follows the other."""
    phrase = anaphor.event.span.of(anaphor.mind.text)
    comes, goes = COMING.search(phrase), GOING.search(phrase)
    # a former striker is one for life
    member = last_word(phrase) in TEAM_MEMBERS and not FORMERLY.search(phrase)
    office = head_noun(phrase) or member
    if bool(comes) is bool(goes) or not office:
        return None
    before = anaphor.event.span.start
    pairs = {pair for at, pair in _pairs(narration) if at < before}
    found = {pair[0] if comes else pair[1] for pair in pairs}
    if len(found) != 1:
        return None
    chain = found.pop()
    return chain if anaphor.fits(chain) else None


def is_replaced(text: str, chain: Chain, phrase: str) -> bool:
    """Whether “the new chief” would be one who is replaced: “the board sacked Brel”."""
    if not COMING.search(phrase) or GOING.search(phrase):
        return False
    starts = [mention.span.start for mention in chain.mentions]
    return any(REPLACED.search(text, max(0, start - REACH), start) for start in starts)


def _pairs(narration: Narration) -> Iterator[tuple[int, tuple[Chain, Chain]]]:
    """Who comes and for whom, with the place of the second name."""
    document, text = narration.document, narration.document.text
    names: Sequence[tuple[Span, Chain]] = [
        (event.span, event.chain)
        for event in narration.events
        if event.mention and event.chain and event.chain.solid
    ]
    for index, ((first, who), (second, whom)) in enumerate(pairwise(names)):
        if who is whom or second.start - first.end > REACH:
            continue
        between = Span(first.end, second.start)
        if GOES_FOR.fullmatch(text, *between):
            yield second.start, (whom, who)
        elif COMES_FOR.fullmatch(text, *between):
            third = names[index + 2] if index + 2 < len(names) else None
            if not (another := WITH_ANOTHER.match(text, second.end)):
                yield second.start, (who, whom)
            elif third and third[0].start == another.end() - 1:
                yield third[0].start, (third[1], whom)
        elif pronoun := PRONOUN.search(text, *between):
            above = document.sentences.at(first.start)
            alone = index == 0 or names[index - 1][0].start < above.start
            gender = "m" if pronoun["pronoun"] == "He" else "f"
            if alone and who.gender in (None, gender):
                yield second.start, (who, whom)
