"""What a speaker's own words say of home, and what others say of where the speaker came from.

“At home every child has a wetsuit”, says a coach who came from Bilbao: in an article that is all
about Dakar, he is no Senegalese.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extraction.annotations import Span
from extraction.countries.article.foreigners import FLED
from extraction.countries.evidence import NONE, Evidence
from extraction.countries.signs.signs import Sign, SignKind
from extraction.document import Chain, Document, ResolvedSource
from extraction.lexicon.roles import AT_HOME_BEHIND, ONES_OWN
from extraction.text.patterns import any_of

# “Back in Bulawayo”, “I grew up in Lyon”, “our army”: before a place in the speaker's words
AT_HOME = re.compile(
    r"\b(?:[Bb]ack\s(?:home|in|there)|[Aa]t\shome(?=,?\s(?:in|on|near)\s)|[Ww]here\sI(?:[’']m|\s(?:come|came|grew|was))|"
    r"I(?:[’']m|\s(?:am|was|come|came|grew\sup|live|was\sborn))\s(?:from|in|born)|"
    r"(?:[Mm]y|[Oo]ur)\s(?:own\s)?(?:country|city|village|town|home\s?town|island|government|"
    rf"people|state|side|valley|province|district|{any_of(ONES_OWN)}))\b"
)
# “In Kobe we have learned”
IN = re.compile(r"\bin\s$", re.IGNORECASE)
IN_WE = re.compile(r",?\s(?:we|I|our)\b")
# “My wife in Bergen”, “our board in Bergen”, “we Norwegians”
OURS_IN = re.compile(
    rf"\b(?:[Mm]y|[Oo]ur)\s(?:[a-z]+\s)?(?:{any_of(ONES_OWN | AT_HOME_BEHIND)})\sin\s(?:the\s)?$"
    r"|\b(?:[Ww]e|[Uu]s)\s$"
)
IS_HOME = re.compile(r"\s(?:is|was)\s(?:my|our)\s(?:own\s)?(?:home|country|homeland|mother)\b")
# “In Norway we would have waited.  Here they drill.”
HERE = re.compile(r"\b[Hh]ere\b")
HERE_IN = re.compile(r"\b[Hh]ere\sin\s(?:the\s)?$")
COMPARED = 0.6  # what the first of two places counts that are compared
# What is said by visitors alone
AWAY = re.compile(
    r"\b(?:[Bb]ack\s(?:home|there|in\s[A-Z])|[Ww]here\sI(?:[’']m\sfrom|\s(?:come|came)\sfrom|\sgrew\sup)|"
    r"(?:[Oo]n|[Bb]y)\sour\sside|[Ii]n\smy\s(?:own\s)?country|[Oo]ver\sthere)\b|\bAt\shome\b"
)
# “who came from Bilbao”, “who grew up on the coast of Fiji”: what stands right before the place
ORIGIN = re.compile(
    r"\b(?:(?:came|comes|coming|hails?|hailed|flew|flown|arrived|travell?ed|fled)\s(?:[a-z]+\s){0,3}from|"
    r"(?:grew\sup|raised|brought\sup|native)\s(?:in|on|near|of|outside))\s(?:[a-z]+\s){0,3}$"
)
# “who moved to Lima”, “came to Lima with a pair of scissors”: none of those who are from there
MOVED = re.compile(
    r"\b(?:(?:came|moved|emigrated|fled|escaped)\s(?:[a-z]+\s){0,3}to|arrived\sin|settled\sin|exiled?\sin)"
    r"\s(?:the\s)?$"
)
REACH = 2_000  # code points of a paragraph on either side of a name
FURTHEST = 60  # code points from the word of coming to the place


def words_of_home(
    document: Document, signs: Sequence[Sign], contents: Iterable[Span]
) -> Iterator[Evidence]:
    """What speaks for a country, or against all of the article, in the speaker's own words."""
    text = document.text
    for content in contents:
        if AWAY.search(text, content.start, content.end):
            yield Evidence(NONE, "none:away")
        own = list(within(signs, content))
        yield from (compared := list(_compared(text, own, content)))
        for sign in own:
            start = max(content.start, document.sentences.at(sign.span.start).start)
            before = text[start : sign.span.start]
            ours = not compared and IN.search(before) and IN_WE.match(text, sign.span.end)
            ours = ours or IS_HOME.match(text, sign.span.end)
            if ours or AT_HOME.search(before) or OURS_IN.search(before):
                yield Evidence(sign.code, "said:home", sign.share, sign.span.of(text))


def _compared(text: str, signs: Sequence[Sign], content: Span) -> Iterator[Evidence]:
    """“In Norway we wait, in Peru they drill”, “In Norway … Here …”: the first is home."""
    before = [text[max(content.start, sign.span.start - 13) : sign.span.start] for sign in signs]
    placed = [sign for sign, words in zip(signs, before, strict=True) if _is_in(sign, words)]
    far = [
        sign
        for sign, words in zip(signs, before, strict=True)
        if _is_in(sign, words) and not HERE_IN.search(words)
    ]
    if not far:
        return
    here = HERE.search(text, far[0].span.end, content.end)
    if here or len({sign.code for sign in placed}) > 1:
        amount = 1.0 if here else COMPARED
        yield Evidence(far[0].code, "said:home", amount * far[0].share, far[0].span.of(text))


def _is_in(sign: Sign, before: str) -> bool:
    return sign.kind is not SignKind.DEMONYM and bool(IN.search(before))


def coming(document: Document, signs: Sequence[Sign], chain: Chain) -> Iterator[Evidence]:
    """Where a person came from, and the countries that paragraphs with the name say more of.

    `signs` are those of the whole article outside of quotations.
    """
    text = document.text
    near: list[Sign] = []
    read = 0
    for name in (mention.span for mention in chain.mentions):
        sentence = document.sentences.at(name.start)
        for sign in within(signs, Span(name.end, max(name.end, sentence.end))):
            before = text[max(name.end, sign.span.start - FURTHEST) : sign.span.start]
            if FLED.search(before):
                yield Evidence(sign.code, "origin:fled", sign.share, sign.span.of(text))
            elif ORIGIN.search(before):
                yield Evidence(sign.code, "origin", sign.share, sign.span.of(text))
            elif MOVED.search(before):
                yield Evidence(sign.code, "abroad", sign.share)
        paragraph = document.paragraph(name.start)
        start = max(read, paragraph.start, name.start - REACH)
        read = max(start, min(paragraph.end, name.end + REACH))
        near += within(signs, Span(start, read))
    usual, here = _shares(signs), _shares(near)
    for sign in near:
        more = here[sign.code] - usual[sign.code]
        if more > 0:
            yield Evidence(sign.code, "paragraph", more, sign.span.of(text))


def _shares(signs: Iterable[Sign]) -> dict[str, float]:
    """What each country has of the signs."""
    amounts: defaultdict[str, float] = defaultdict(float)
    for sign in signs:
        amounts[sign.code] += sign.share
    total = sum(amounts.values())
    return {code: amount / total for code, amount in amounts.items()}


def within(signs: Sequence[Sign], span: Span) -> Iterator[Sign]:
    """The signs inside a span; those of the dateline stand at the start of the list."""
    low = bisect_left(signs, span.start, key=lambda sign: sign.span.start)
    high = bisect_right(signs, span.end, key=lambda sign: sign.span.end)
    yield from signs[low:high]


def contents_by_speaker(document: Document) -> dict[int, list[Span]]:
    """The contents of the attributions of each chain, or else of each source, by id."""
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for attribution in document.attributions:
        if attribution.source and (resolved := document.sources.get(attribution.source[0])):
            found[speaker_id(resolved)] += attribution.content
    return found


def speaker_id(resolved: ResolvedSource) -> int:
    return id(resolved.chain or resolved)
