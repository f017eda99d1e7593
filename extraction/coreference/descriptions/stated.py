"""What an article says a person is, beside the name, and whom a description means by that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from extraction.annotations import EntityType, Span
from extraction.coreference.descriptions.appointed import called_in_court, won_offices
from extraction.coreference.descriptions.deeds import does
from extraction.coreference.narration.events import (
    AGED,
    NO_STRANGER,
    Figure,
    Kind,
    Mind,
    Narration,
)
from extraction.coreference.nouns import ELECT, last_word
from extraction.coreference.ranking.features import FORMER, SAME_HEAD, Anaphor, contradicted
from extraction.coreference.short_offices import is_short_for_office
from extraction.coreference.titles import head_noun, is_trade
from extraction.document import Chain, Document, Mention, Sense
from extraction.lexicon.common_verbs import AUXILIARIES, NOUNS_IN_LY, PASSING
from extraction.lexicon.reported_words import STATEMENTS
from extraction.lexicon.roles import (
    CALLED_BESIDES,
    CALLED_BY_HONORIFIC,
    GENDER_OF_PEOPLE,
    NATIVES,
    NO_DOERS,
    OFFICES_OF_MANY,
)
from extraction.lexicon.speech_constructions import RECALLING, SPOKEN
from extraction.lexicon.speech_verbs import AFTER_DESCRIPTIONS, CUES
from extraction.lexicon.trades import COMPATIBLE, CRAFTS
from extraction.text.folding import KNOWN, plain
from extraction.text.intervals import overlapping
from extraction.text.patterns import PATTERNS, any_of

STOPS = rf"\b(?:{any_of(AFTER_DESCRIPTIONS)}|who|which|that|and|of)\b"
DESCRIBED = rf"(?:[A-Z]\.|(?!{STOPS})[^\n.;:“”\"]){{3,90}}\.?"
APPOSED = re.compile(
    rf"(?:,\s\d{{1,3}})?,\s(?P<as>(?:an?|of|from)\s{DESCRIBED}|who\s(?:is|was|lives|works|runs|owns|heads|"
    rf"leads|teaches|farms|serves|served|represents|represented)\s{DESCRIBED})"
)
OF_PLACE = re.compile(rf"\s(?P<as>of\s(?:the\s)?[A-Z]{DESCRIBED})")
# “A spokesman for the Chilean foreign ministry, Ana Brel, said”
IN_FRONT = re.compile(
    r"(?:^|[.!?”\"’]\s|\b(?:said|by)\s)(?P<as>(?:[Aa]n?|[Tt]he|[A-Z]\w+[’']s)\s[^.,;:“”\"\n]{5,90}),\s$"
)
# “Ana Brel, a fish seller with …”, “Ana Brel is the cook of …”, “Ana Brel (42), the cook”
IS_A = re.compile(
    r"(?:,?\s\(?\d{1,3}\)?)?(?:,|\s(?:is|was|works\sas|,\swho\sis))\s(?:an?|the|our|their)\s([^\n.;:“”\"]{3,60})"
)
ANONYMOUS = re.compile(
    r"\banonym(?:ity|ously)\b|\b(?:not|declined|refused) to be (?:named|identified|quoted)\b"
    r"|\bnot (?:being )?authori[sz]ed to (?:speak|talk|comment|discuss)\b"
)
HONORIFIC = re.compile(r"\b(\w+)\.?[ \xa0]\Z")
BARE_TRADE = re.compile(r"(?:^|[\s“\"‘])([A-Za-z][a-z-]{3,})\s$")  # “fish seller Ana Brel”
# “At the school the headmaster, Ana Brel, …”
IN_APPOSITION = re.compile(
    r"(?:^|\s)(?:[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur)\s(?:[\w’'-]+\s){0,3}?(?P<noun>[a-z-]{4,}),\s(?:[A-Z]\w*\.?\s)?$"
)
PROSECUTING = re.compile(
    r"\b(?:[Cc]rown|[Dd]istrict|[Ss]tate|[Cc]ounty|U\.?S\.?) (?:attorney|Attorney|counsel)\b"
)
INDEFINITE = re.compile(r"[Aa]n?\s")
INTRODUCED = 500  # code points from a description back to who comes in without a name
WITHOUT_NAME = frozenset({"source", "person", "insider", "narrator"})
"""Nouns for those whom an article gives no name.

Of 12 such sources of PolNeAR train (`training/coreference/polnear_names.json`) none had one."""
# “She remembers the old man saying”, “Ek recalled, the girl had said”
OF_ANOTHER = re.compile(rf"\b{any_of(RECALLING)},?\s\Z|\b{any_of(CUES)},\s\Z")
OWNED = re.compile(r"(?:his|her|its|their|\S+[’']s)\s", re.IGNORECASE)
OFFICE_IN_SHORT = re.compile(r"(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|\S+[’']s)[ \xa0][A-Z]{2,4}")
OWN_WORDS = re.compile(
    rf"[’']s?[ \xa0](?:\w+[ \xa0])?{any_of(SPOKEN | STATEMENTS)}"
    r"(?:[ \xa0](?:to|on|in|at|about|after|issued|released|posted|sent)[ \xa0][^,;“”\"]{2,60})?"
    r"\s*\Z",
    re.IGNORECASE,
)
# “Brel himself”, “Brel was”, “Brel cynically”: behind a name, and no noun of which it is a part
BESIDE_NAME = re.compile(
    r"(?:himself|herself|itself|and|or|jr|sr)\b"
    rf"|(?:{any_of(AUXILIARIES | PASSING)}|(?!{any_of(NOUNS_IN_LY)}\b)[a-z]+ly"
    r"|earlier|later|yesterday|today|tonight|afterwards?|again)\Z",
    re.IGNORECASE,
)
AGE = re.compile(r"(?:,\s|\s\()(?:aged?\s)?(\d{1,3})\b")


def descriptions(text: str, chain: Chain) -> Iterator[str]:
    """The descriptions of a person beside the name, before and behind."""
    for mention in chain.mentions:
        start, end = mention.span
        for pattern in (APPOSED, OF_PLACE):
            if match := pattern.match(text, end):
                yield match["as"]
        line = text.rfind("\n", 0, start) + 1
        front = IN_FRONT.search(text[max(line, start - 110) : start])
        if front and (head_noun(front["as"]) or is_trade(front["as"])):
            yield front["as"]


def trades(text: str, chain: Chain) -> set[str]:
    """The nouns for what a person is: the heads of titles and of descriptions."""
    found = chain.heads | _beside_name(text, chain, len(chain.mentions))
    if any(PROSECUTING.search(title.phrase) for _, title in chain.titles):
        found.add("prosecutor")
    return found - {""}


@lru_cache(maxsize=256)  # asked for at each pronoun that may be theirs
def _beside_name(text: str, chain: Chain, mentions: int) -> frozenset[str]:
    """The nouns for a person beside the name, at that many mentions: a chain only grows."""
    found = won_offices(text, chain) | called_in_court(text, chain)
    for mention in chain.mentions[:mentions]:
        if match := IS_A.match(text, mention.span.end):
            found.add(last_word(match[1]))
        line = text.rfind("\n", 0, mention.span.start) + 1
        if honorific := HONORIFIC.search(
            text, max(line, mention.span.start - 12), mention.span.start
        ):
            found.add(CALLED_BY_HONORIFIC.get(plain(honorific[1]), ""))
        before = BARE_TRADE.search(text[max(line, mention.span.start - 24) : mention.span.start])
        craft = before and (is_trade(before[1]) or plain(before[1]) in CRAFTS)
        if before and (before[1].islower() or craft):
            found.add(plain(before[1]))
        front = text[max(line, mention.span.start - 60) : mention.span.start]
        apposed = IN_APPOSITION.search(front)
        if apposed and text.startswith(",", mention.span.end):
            found.add(plain(apposed["noun"]))
    found.update(last_word(phrase) for phrase in descriptions(text, chain))
    return frozenset(found)


def by_trade(anaphor: Anaphor, text: str, candidates: Sequence[Chain]) -> Chain | None:
    """The one candidate whom the article calls what the description says."""
    phrase = anaphor.event.span.of(text)
    words = tuple(sorted(SAME_HEAD.get(word := last_word(phrase), {word})))
    fitting = [
        chain
        for chain in candidates
        if anaphor.fits(chain) and not contradicted(chain, phrase)
        # “the teacher” is “a schoolteacher”
        if any(_is_called(trade, words) for trade in _called(text, chain, phrase))
    ]
    if not fitting and (doer := last_word(phrase)) not in NO_DOERS:
        without = [c for c in candidates if anaphor.fits(c) and not c.heads]
        fitting = [chain for chain in without if does(text, chain, doer)]
    return fitting[0] if len(fitting) == 1 else None


def _called(text: str, chain: Chain, phrase: str) -> set[str]:
    """What a person is called; of “the mayor-elect” what they won, of a former one the rest."""
    if ELECT.search(phrase):
        return won_offices(text, chain)
    return trades(text, chain) - (won_offices(text, chain) if FORMER.search(phrase) else set())


def is_called(text: str, chain: Chain, noun: str) -> bool:
    """Whether the article calls a person what a noun says."""
    words = tuple(sorted(SAME_HEAD.get(noun, {noun})))
    return any(_is_called(trade, words) for trade in trades(text, chain))


def _is_called(trade: str, words: tuple[str, ...]) -> bool:
    """Whether what a person is ends in one of some nouns; a woman is no man."""
    other = trade.endswith("woman") and not any(word.endswith("woman") for word in words)
    return trade.endswith(words) and not other


def has_namesake(anaphor: Anaphor, candidates: Sequence[Chain], chosen: int) -> bool:
    """Whether another is called as the chosen one is, and both were last in one paragraph.

    “Ana Brel, a driver, and Ida Falk, a driver, came.”  Who “the driver” is, is open, unless one of
    them spoke last.  `chosen` is a place among the candidates, or behind them if that is nobody.
    """
    figures, speakers = anaphor.mind.figures, anaphor.mind.speakers
    text, phrase = anaphor.mind.text, anaphor.event.span.of(anaphor.mind.text)
    chain = candidates[chosen] if chosen < len(candidates) else None
    if chain not in figures or speakers[-1:] == [chain] or OWNED.match(phrase):
        return False
    paragraph, noun = figures[chain].paragraph, last_word(phrase)
    near = [each for each, figure in figures.items() if figure.paragraph == paragraph]
    words = tuple(sorted(SAME_HEAD.get(noun, {noun})))
    called = [
        each
        for each in near
        if each in candidates
        and any(_is_called(trade, words) for trade in _called(text, each, phrase))
    ]
    return chain in called and len(called) > 1


@lru_cache(maxsize=PATTERNS)
def _indefinite(noun: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Aa]n?|[Aa]nother)\s(?:[\w’'-]+\s){{0,3}}{re.escape(noun)}\b")


def introduced(narration: Narration, phrase: Span) -> bool:
    """Whether a description takes up a person without a name: “A boy asked a guard. The guard …”.

    “The source” always does.  Else there is nobody's name between, and no more than a paragraph.
    """
    text = narration.document.text
    noun = last_word(phrase.of(text))
    if noun in WITHOUT_NAME:
        return True
    if not noun or not phrase.of(text).lower().startswith("the "):
        return False
    before = narration.document.paragraph_before(phrase.start)
    start = max(before.start, phrase.start - INTRODUCED)
    found = list(_indefinite(noun).finditer(text[start : phrase.start]))
    if not found:
        return False
    at = start + found[-1].start()
    if NO_STRANGER.search(text[max(0, at - 12) : at]) or narration.quoted.holds(at):
        return False
    return not narration.named.touches(Span(at, phrase.start))


def wants_no_name(document: Document, source: Span) -> bool:
    """“The manager, who spoke on condition of anonymity”: nobody whom the article names."""
    sentence = document.sentences.at(source.start)
    return (
        ANONYMOUS.search(document.text, source.start, min(sentence.end, source.end + 90))
        is not None
    )


def holder_in_short(chains: Sequence[Chain], phrase: str) -> Chain | None:
    """Who alone has the office that a phrase ends in the short form of: “the CTO”, “the CJI”."""
    if not OFFICE_IN_SHORT.fullmatch(phrase):
        return None
    short = phrase.split()[-1]
    held = [
        c for c in chains if any(is_short_for_office(short, title.text) for _, title in c.titles)
    ]
    return held[0] if len(held) == 1 else None


def whose_words(text: str, source: Span) -> Span:
    """Whose reply or statement it is: “…,” was Ana Brel's reply."""
    owned = OWN_WORDS.search(source.of(text))
    return Span(source.start, source.start + owned.start()) if owned else source


def spoken_of(anaphor: Anaphor, mind: Mind, candidates: Sequence[Chain]) -> Chain | None:
    """The subject of the sentence before, if nobody else is spoken of since."""
    phrase = anaphor.event.span.of(mind.text)
    figures = [(mind.figures[c], c) for c in candidates if c in mind.figures and anaphor.fits(c)]
    led = last_word(phrase) not in GENDER_OF_PEOPLE  # “the woman” is often another
    subjects = [
        (figure.order, c)
        for figure, c in figures
        if (figure.subject or (led and figure.led == figure.sentence)) and c.solid
    ]
    if not subjects or OWNED.match(phrase) or head_noun(phrase) in OFFICES_OF_MANY:
        return None
    order, chain = max(subjects, key=lambda each: each[0])
    latest = mind.figures[chain]
    if latest.sentence == mind.sentence and OF_ANOTHER.search(
        mind.text, max(0, anaphor.event.span.start - 40), anaphor.event.span.start
    ):
        return None
    just_before = mind.paragraph == latest.paragraph + 1 and mind.sentence == mind.opened
    if mind.paragraph != latest.paragraph and not just_before:
        return None
    others = [
        figure
        for figure, other in figures
        if other is not chain and (other.solid or figure.speeches)
    ]
    if any(_rivals(figure, latest) for figure in others):
        return None
    beside = [each for each in others if each.sentence == latest.sentence and each.by_pronoun]
    if anaphor.gender and beside:  # “Ek said that Brel would keep his word. He …”
        return None
    strangers = (mind.stranger.get(gender) for gender in {anaphor.gender, None})
    if any(found and found[1] > order for found in strangers):
        return None
    described = anaphor.event.kind is Kind.DESCRIPTION
    return chain if not described or _may_be(mind.text, chain, phrase) else None


def _rivals(figure: Figure, latest: Figure) -> bool:
    """Whether another person is in mind as well: as a subject, or later."""
    later = figure.order > latest.order and figure.sentence > latest.sentence
    return later or (figure.paragraph == latest.paragraph and figure.subject)


def _may_be(text: str, chain: Chain, phrase: str) -> bool:
    """Whether nothing that the article calls a person speaks against a description."""
    if AGED.search(phrase):
        return not of_other_age(text, chain, phrase)
    native = phrase.split()[-1].istitle()  # “the Dutchman”, not “the SSP”
    return native or last_word(phrase) in CALLED_BESIDES or not trades(text, chain)


def of_other_trade(text: str, chain: Chain, phrase: str) -> bool:
    """Whether a description says a trade that nothing which the article calls a person allows.

    A former one may be theirs: “the former teacher” is the mayor.
    """
    noun = last_word(phrase)
    fields = fields_of(noun)
    if not fields or FORMER.search(phrase) or is_called(text, chain, noun):
        return False
    called = trades(text, chain)
    known = [found for trade in called - _by_degree(called) if (found := fields_of(trade))]
    return bool(known) and all(fields.isdisjoint(found) for found in known)


def is_of_like_trade(text: str, chain: Chain, noun: str) -> bool:
    """Whether a person is called by a trade that goes with a noun: the sprinter, “the athlete”."""
    fields = fields_of(noun)
    return any(not fields.isdisjoint(fields_of(trade)) for trade in trades(text, chain))


def _by_degree(called: Set[str]) -> frozenset[str]:
    """The trade that an honorific says of anybody with the degree: Dr Brel, a banker."""
    return frozenset({"doctor"} if "dr" in called else ())


@lru_cache(maxsize=KNOWN)
def fields_of(noun: str) -> frozenset[str | int]:
    """The places of the groups of COMPATIBLE that have a noun, and a craft by itself."""
    found = {place for place, group in enumerate(COMPATIBLE) if noun in group}
    return frozenset(found) | frozenset({noun} & CRAFTS)


def of_other_age(text: str, chain: Chain, phrase: str) -> bool:
    """Whether the article gives a person another age than a description has."""
    aged = AGED.search(phrase)
    if aged is None:
        return False
    ages = _ages(text, chain, len(chain.mentions))
    return bool(ages) and aged[1] not in ages


def age_of(text: str, chain: Chain) -> int | None:
    """The age in years that the article gives a person, if it gives one."""
    ages = _ages(text, chain, len(chain.mentions))
    return int(*ages) if len(ages) == 1 else None


@lru_cache(maxsize=256)
def _ages(text: str, chain: Chain, mentions: int) -> frozenset[str]:
    found = [AGE.match(text, mention.span.end) for mention in chain.mentions[:mentions]]
    return frozenset(match[1] for match in found if match)


def _is_said_native(document: Document, word: str) -> bool:
    """Whether the article calls a person so behind their name: “Ana Brel, a Breton who …”."""
    said = re.compile(rf",\san?\s(?:[a-z-]+\s)?{re.escape(word)}(?=,|\s[a-z])")
    ends = (mention.span.end for chain in document.chains for mention in chain.mentions)
    return any(said.match(document.text, end) for end in ends)


def is_native(document: Document, front: Span, mention: Mention) -> bool:
    """“The Dutchman”, “the 24-year-old Tyrolean”: called by where a person is from."""
    phrase = front.of(document.text)
    words = phrase.split()
    if mention.span.end < front.end or words[0].lower() != "the":
        return False
    alone = len(mention.words) == 1
    if alone and (AGED.search(phrase) or words[-1].endswith(("man", "woman"))):
        return True
    if alone and mention.type is not EntityType.PERSON and _is_said_native(document, words[-1]):
        return True
    demonyms = [
        each.span
        for each in overlapping(document.countries, mention.span)
        if each.sense is Sense.DEMONYM and each.span.end == mention.span.end
    ]
    whole = any(len(span.of(document.text).split()) == len(words) - 1 for span in demonyms)
    ends = words[-1].endswith(("an", "i", "er"))  # “the New Zealander”
    return whole and (ends or plain(words[-1]) in NATIVES)
