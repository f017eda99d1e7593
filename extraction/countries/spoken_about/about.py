"""Which countries a quotation speaks about.

Those it names, and those it plainly refers to: if the words alone name none, the sentence
they are embedded in, and for “such a move” or “this attack” the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction.annotations import Attribution, Span, Spans
from extraction.countries.signs.places import find_places
from extraction.countries.signs.senses import NEWSPAPER, acts, is_a_place, speaks_about
from extraction.document import CountryMention, Document
from extraction.lexicon.speech_verbs import SUBJECT_BEFORE
from extraction.text.intervals import overlapping
from extraction.text.patterns import any_of
from extraction.text.sentences import SENTENCE_END

QUOTED = re.compile(r'[“"][^“”"\n]*[”"]')
POINTING = re.compile(
    r"\b(?:such\s+an?|this|that|these|those)\s+(?:\w+\s+)?(?:move|step|attack|strike|strikes|action|"
    r"actions|decision|intervention|invasion|war|deal|agreement|plan|proposal|vote|law|measure|"
    r"measures|sanctions|country|nation|government|regime|policy|treaty|tariffs|ban|offer|mistake|"
    r"failure|crisis|conflict|massacre|coup|crackdown)\b|"
    r"\b(?:such\s+a\s+move|the\s+country|the\s+two\s+countries|both\s+countries|their\s+government)\b",
    re.IGNORECASE,
)
# Where the article is at home, if the speaker has no country.
THIS_COUNTRY = re.compile(
    r"\bthis\s(?:country|nation)\b(?!\s(?:of|that|where|which)\b)", re.IGNORECASE
)
# The speaker's own country; “his country” counts only if no other is named.
OUR_COUNTRY = re.compile(
    r"\b(?:my|our|this)\s(?:own\s)?(?:country|homeland|nation)\b(?!\s(?:of|that|where|which)\b)",
    re.IGNORECASE,
)
OUR_STATE = re.compile(
    r"\b(?:our|my)\s(?:own\s|national\s|federal\s|sovereign\s)?"
    r"(?:government|territor(?:y|ies)|territorial|sovereignty|"
    r"sovereign|borders?|soil|army|armed\sforces|military|navy|troops|soldiers|democracy|society|economy|constitution|"
    r"parliament|citizens|airspace|(?:territorial\s)?waters|independence|republic|homeland|countrymen|nation[’']s|currency|(?:north|south|east|west)(?!\s[a-z]*(?:wing|gate|stand|side|door)\b))\b"
    r"|\bthis\s(?:government|administration)\b",
    re.IGNORECASE,
)
THE_COUNTRY = re.compile(
    r"\b(?:the|this)\s(?:whole\s|entire\s)?(?:country|nation)\b(?!\s(?:of|that|where|which)\b)",
    re.IGNORECASE,
)
# What only the speaker's own country is called so without its name.
THE_STATE = re.compile(
    r"\b[Tt]he\s(?:central|federal|national)\sgovernment\b(?!\s(?:of|in)\s(?:the\s)?[A-Z])"
)
OWN_COUNTRY = re.compile(
    r"\b(?:my|our|his|her|this)\s(?:own\s)?(?:country|homeland|nation)\b", re.IGNORECASE
)
SPEAKS = re.compile(rf"(?:[’']s)?\s+(?:[\w’'-]+\s+){{0,4}}?[A-Z][a-z]+\s+{any_of(SUBJECT_BEFORE)}")
# “Germany, which called …”: between a country and the words that it says itself
SPEAKS_ITSELF = re.compile(
    rf",?\s(?:which|who)\s(?:has\s|had\s)?(?:called|described|branded|termed|{any_of(SUBJECT_BEFORE)})\b"
)
OF_A_CLAUSE = re.compile(r"[,;]\s(?:and\s|but\s)?(?:the\s)?\Z")
REACH = 400  # code points back, at most, to the sentence before


def find_countries_spoken_about(document: Document) -> None:
    """Find the countries that each attribution speaks about."""
    document.about = [
        about_of(document, attribution, attribution.content)
        for attribution in document.attributions
    ]


def about_of(document: Document, attribution: Attribution, content: Spans) -> tuple[str, ...]:
    """`about` for the content of an attribution, or for a part of it."""
    own = _own_country(document, document.source_of(attribution).span)
    if own is None and any(THIS_COUNTRY.search(document.text, *span) for span in content):
        own = document.home
    return about(document.text, content, document.countries, own, attribution.source)


def _own_country(document: Document, speaker: Span) -> str | None:
    """The country that “our country” means; a likely one is enough for it."""
    likely = document.weighed_countries.get(speaker)
    return document.speaker_countries.get(speaker) or (likely.code if likely else None)


def about(
    text: str,
    content: Spans,
    countries: Sequence[CountryMention],
    speaker_country: str | None,
    source: Spans = (),
) -> tuple[str, ...]:
    """ISO codes of the countries spoken about, by first mention, each once.

    `countries` are those of the whole text.  The speaker's own counts if the words name it,
    or “our country”, “our borders”, “the country” where no other is named; those that tell who
    speaks, in `source`, do not.
    """
    found = [
        (c.span.start, c.code)
        for span in content
        for c in overlapping(countries, span)
        if span.contains(c.span) and speaks_about(text, c)
    ]
    found += [pair for span in content for pair in _acting(text, span)]
    named = [code for _, code in sorted(found)]
    spoken = " ".join(span.of(text) for span in content)
    ours = (OUR_COUNTRY if named else OWN_COUNTRY).search(spoken) or OUR_STATE.search(spoken)
    if speaker_country and ours:
        named.append(speaker_country)
    if not named:
        around = _around(text, content, countries)
        named = [
            c.code
            for c in around
            if c.code != speaker_country
            and not any(c.span.overlaps(span) for span in source)
            and not _clause_before(text, c, content, source)
            and not NEWSPAPER.match(text, c.span.end)
        ]
    if not named and speaker_country and (THE_COUNTRY.search(spoken) or THE_STATE.search(spoken)):
        named = [speaker_country]
    return tuple(dict.fromkeys(named))


def _clause_before(text: str, mention: CountryMention, content: Spans, source: Spans) -> bool:
    """Whether a country is in another clause: “played against Peru, Brel said the win was …”.

    Or it is the one that speaks: “Germany, which called the vote “unfair””.
    """
    between = text[mention.span.end : max(mention.span.end, content[0].start)]
    if SPEAKS_ITSELF.match(between):
        return True
    return any(
        mention.span.end < span.start < content[0].start and OF_A_CLAUSE.search(text, 0, span.start)
        for span in source
    )


def _acting(text: str, content: Span) -> Iterator[tuple[int, str]]:
    """States and cities that act, with their countries."""
    for found, code, file in find_places(content.of(text)):
        span = Span(content.start + found.start, content.start + found.end)
        if file == "places.tsv" and acts(text, span) and is_a_place(text, span):
            yield span.start, code


def _around(
    text: str, content: Spans, countries: Sequence[CountryMention]
) -> Iterator[CountryMention]:
    """Countries that words without a country of their own plainly refer to."""
    embedded = _embedded(text, content)
    pointing = POINTING.search(" ".join(span.of(text) for span in content))
    if not embedded and not pointing:
        return
    sentence = _sentence(text, content[0])
    if embedded:
        narrated = Span(sentence.start, content[0].start)
        others = [Span(*each.span()) for each in QUOTED.finditer(text, *narrated)]
        yield from (
            c
            for c in overlapping(countries, narrated)
            if narrated.contains(c.span)
            and _object(text, c)
            and not any(other.contains(c.span) for other in others)
        )
    if pointing:
        before = _sentence(text, Span(max(0, sentence.start - 2), max(0, sentence.start - 1)))
        if sentence.start - before.start < REACH:
            yield from (
                c
                for c in overlapping(countries, before)
                if before.contains(c.span) and not _subject(text, c, before)
            )


def _sentence(text: str, span: Span) -> Span:
    """The sentence around the start of a span."""
    low, high = max(0, span.start - 600), min(len(text), span.start + 600)
    start = low
    for match in SENTENCE_END.finditer(text, low, span.start):
        start = match.end()
    following = SENTENCE_END.search(text, span.start, high)
    return Span(start, following.end() if following else high)


def _embedded(text: str, content: Spans) -> bool:
    """Whether the words are a part of a sentence: “… that Iran had “not asked us””."""
    start = content[0].start
    before = text[max(0, start - 40) : start].rstrip(" “\"‘'«„")
    first = content[0].of(text).lstrip("“\"‘'«„ ")[:1]
    return first.islower() and bool(before) and before[-1].isalnum()


def _object(text: str, mention: CountryMention) -> bool:
    """Not the one who speaks: a country within a title in front of a name is the speaker's."""
    return not SPEAKS.match(text[mention.span.end : mention.span.end + 80])


def _subject(text: str, mention: CountryMention, sentence: Span) -> bool:
    """The first words of a sentence of narration: who worries, not what about."""
    return mention.span.start - sentence.start < 4
