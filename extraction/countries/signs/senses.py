"""Whether words that name a country, or a place in one, speak about that country.

They do not where they name a newspaper (“the Jamaica Observer”), a language (“in Spanish”), a
person or a club (“Chelsea have won”), or a body that does nothing (“in the House of Lords”).
"""

from __future__ import annotations

import re

from extraction.annotations import Span
from extraction.countries.signs.mentions import AGAINST, PLACE, STRONG_BEFORE, SUBJECT_VERB
from extraction.document import CountryMention, Sense
from extraction.lexicon import capitalized
from extraction.lexicon.organizations import PAPERS
from extraction.text.patterns import any_of

NEWSPAPER = re.compile(rf"\s(?:\w+\s)?{any_of(capitalized(PAPERS))}\b")
_SPEAKING = re.compile(
    r"[ -](?:speak(?:ing|ers?)|language|lessons?|grammar|dictionary|versions?|translations?|"
    r"subtitles)\b|-born\b"
)
_SPOKEN = re.compile(
    r"\b(?:in|into|from|speaks?|spoke|spoken|speaking|learn(?:s|ed|ing)?|teach(?:es|ing)?|taught|"
    r"stud(?:y|ies|ied)|understands?|fluent|good|bad|broken|my|your|his|her|their|no|some|little)\s\Z",
    re.IGNORECASE,
)
_NO_NOUN = re.compile(
    r"\s*(?:\Z|[^\w\s]|(?:and|or|but|so|to|at|on|in|for|from|by|before|after|when|with|as|than|too|because|then|is|was)\b)"
)
_LANGUAGE = re.compile(r"\w*(?:ish|ese|ian|ch|ic|an|ani|ali|man|ew|i|ai)\Z")
_THE = re.compile(r"\b[Tt]he\s\Z")
_IN_A_NAME = re.compile(r"(?P<word>[^\W\d_a-z][\w’'.-]*)[ \xa0]\Z")
_BEFORE_PLACES = frozenset(
    "And But If When While Since As Although That The So Now Then Because Only Even Maybe Perhaps"
    " Today Yes No Why How What Until Where Once North South East West New".split()
)
# A noun behind a seat of power, which is not what is acted on
_OF_A_NOUN = re.compile(
    r"\s(?!(?:and|or|but|to|for|on|in|at|of|over|with|by|from|that|is|was|not|as|about|into|when|"
    r"if|has|had|will|again|too|because|before|after|yesterday|today|tomorrow|this|last|itself|once|"
    r"twice|here|there|now|then|often|never|years|months|weeks|[a-z]+ly|officials?|leaders?)\b)"
    r"[a-z]+(?:[\s.,;:”\"’]|\Z)"
)
_SPORT = re.compile(
    r"\b(?:clubs?|striker|midfielder|defender|goalkeeper|manager|coach|squad|premiership|premier"
    r"\sleague|transfer|fixtures?|champions\sleague|season|kick-off|innings|playoffs?)\b",
    re.IGNORECASE,
)
_NEAR = 400
"""Code points beside a city in which words of sport make it a club."""


def speaks_about(text: str, mention: CountryMention) -> bool:
    """Whether a mention within quoted words speaks about its country."""
    span = mention.span
    if NEWSPAPER.match(text, span.end):
        return False
    if mention.sense is Sense.SEAT:
        return acts(text, span) or _is_acted_on(text, span)
    return mention.sense is not Sense.DEMONYM or not is_language(text, span)


def acts(text: str, span: Span) -> bool:
    """Whether a place or a body is the subject of a verb: “Texas will sue”, not “in Texas”."""
    before = text[max(0, span.start - 40) : span.start]
    return bool(SUBJECT_VERB.match(text, span.end)) and not PLACE.search(_THE.sub("", before))


def is_a_place(text: str, span: Span) -> bool:
    """Whether the name of a place is not that of a person or of a club."""
    before = _IN_A_NAME.search(text, max(0, span.start - 30), span.start)
    if before and before["word"] not in _BEFORE_PLACES:
        return False
    return not _SPORT.search(text, max(0, span.start - _NEAR), span.end + _NEAR)


def _is_acted_on(text: str, span: Span) -> bool:
    """“We warned the Kremlin”; not “the ways of the Kremlin”."""
    if _OF_A_NOUN.match(text, span.end):
        return False  # “what we call the CIA triad”
    before = _THE.sub("", text[max(0, span.start - 40) : span.start])
    if re.search(r"\b(?:of|on|to|from|for|as|in|by)\s+\Z", before):
        return False
    return bool(STRONG_BEFORE.search(before) or AGAINST.search(before))


def is_language(text: str, span: Span) -> bool:
    """“in Spanish”, “Spanish-speaking”; not “in Spanish ports”."""
    if not _LANGUAGE.match(span.of(text)):
        return False
    if _SPEAKING.match(text, span.end):
        return True
    before = text[max(0, span.start - 20) : span.start]
    return bool(_SPOKEN.search(before) and _NO_NOUN.match(text, span.end))
