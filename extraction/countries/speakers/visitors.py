"""Signs that a speaker is from elsewhere than the article, and to whom “its” owner belongs.

“Its chief engineer, Ana Brel, was in Kolkata for a fair”: she is of where the firm is that the
sentence before speaks of, and she visits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from extraction.annotations import Span
from extraction.countries.article.foreigners import people_of
from extraction.countries.evidence import NONE, Evidence
from extraction.countries.signs.signs import PLACES, Sign, signs_in
from extraction.countries.speakers.belonging import within
from extraction.countries.speakers.nationality import international_in
from extraction.document import Chain, Document
from extraction.lexicon.organizations import BODIES_OF_A_COUNTRY
from extraction.lexicon.roles import DIPLOMATS, POLITICIANS
from extraction.lexicon.speech_verbs import SUBJECT_BEFORE
from extraction.text.patterns import any_of

DIPLOMAT = re.compile(rf"\b{any_of(DIPLOMATS)}\b", re.IGNORECASE)
FORMER = re.compile(r"\b(?:former|retired|ex)\b", re.IGNORECASE)
# “who flew in for the fair”, “was in town”, “on a visit”
VISITING = re.compile(
    r"\b(?:was|were|is|are|had\sbeen|has\sbeen)\s(?:in\s(?:the\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+)?|here|there)"
    r"\s(?:for|on|to)\b|\b(?:flew|flown|flies|came|sailed)\s(?:in|over|down|up)\b|\bin\stown\b"
    r"|\bvisit(?:ing|ed|s|or|ors)\b|\bon\s(?:an?|her|his|their)\s(?:\w+\s)?(?:visit|tour|holiday|trip)\b"
    r"|\b(?:had\s)?c[ao]me\s(?:over\s|down\s|up\s)?from\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)?\sto\s[a-z]"
    r"|\b(?:tourists?|holidaymakers?|backpackers?|expatriates?|expats?|touring)\b"
)
# “its”, “their”, “the firm’s”
OWNERS = rf"[Ii]ts|[Tt]heir|[Tt]he\s(?:{any_of(BODIES_OF_A_COUNTRY)})[’']s"
# “its chief engineer, Ana Brel”, “Ana Brel, who heads it”
OWNED_BEFORE = re.compile(
    rf"(?:^|[\s“\"])(?:{OWNERS})\s(?:[a-zà-ÿ-]+\s){{0,5}}?[a-zà-ÿ-]+(?:\s(?:in|for)\s(?:the\s)?[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)?(?:,\s(?:(?!The\s)[A-Z][a-z]+\.?\s)?|\s)\Z"
)
THEIR = re.compile(r"\W*their\b", re.IGNORECASE)
OWNED = re.compile(rf"(?:{OWNERS})\s")
OWNED_BEHIND = re.compile(
    rf",\s(?:{OWNERS})\s[a-z]|,\swho\s(?:heads|leads|runs|chairs|owns|manages|founded|represents|directs|edits|speaks\sfor)\s(?:it|them)\b|,\swhom\s(?:it|they)\b"
)
# “‘They wait,’ said Ana Brel, its head”: what may stand before the name in a paragraph of its own
QUOTED = re.compile(r"[“\"][^“”\"\n]*[”\"]")
BODY = re.compile(rf"[Tt]he\s(?P<noun>{any_of(BODIES_OF_A_COUNTRY)})(?:[’']s\s|\Z)")
IS_A_BODY = re.compile(rf"[Tt]he\s{any_of(BODIES_OF_A_COUNTRY)}(?:[’']s\s|\Z)")
ANY_COMPANY = frozenset({"company", "firm", "group", "business"})
OF_A_BODY = 0.8  # what it counts that “its” officer is of an international body
SPOKEN = re.compile(rf"[“\"][^“”\"\n]*[”\"]\s(?:{any_of(SUBJECT_BEFORE)}\b\s?)?")
LEAD = " “\"‘'"  # what may stand in front of the first words of a paragraph
LONGEST_BODY = 24  # code points behind a name in which “, the firm’s” stands
# “docked at Bergen”: where something happens; but not “a firm in Bergen”
WHERE = re.compile(
    rf"(?<!\w)(?!{any_of(BODIES_OF_A_COUNTRY)}\s)[\w’-]+\s(?:in|at|near|to|off|on|outside|around|into|for)\s(?:the\s)?\Z"
)
SHORT = 30  # code points before a place
REACH = 80  # code points before a name
FURTHEST = 160  # code points behind a name in which a visit is spoken of


def away_from(document: Document, home: str | None, chain: Chain, phrases: Sequence[str]) -> bool:
    """Whether a person is sent or comes to the country in which the article is at home."""
    if home is None:
        return False
    if any(DIPLOMAT.search(phrase) and not _elsewhere(phrase, home) for phrase in phrases):
        return True
    if chain.heads & POLITICIANS:
        return False  # a minister flies in from the capital
    first = chain.mentions[0].span
    end = min(document.sentences.at(first.start).end, first.end + FURTHEST)
    quoted = next((q.start for q in document.quoted if first.end <= q.start < end), end)
    return bool(VISITING.search(document.text, first.end, max(first.end, quoted)))


def _elsewhere(phrase: str, home: str) -> bool:
    """Whether a phrase names another country: “our ambassador to Fiji”, “a former envoy”."""
    return bool(FORMER.search(phrase)) or any(sign.code != home for sign in signs_in(phrase))


def owner(
    document: Document, narrated: Sequence[Sign], names: Iterable[Span]
) -> Iterator[Evidence]:
    """The countries of the body that “its” chief is of, by what is said last before.

    `narrated` are the signs outside of quotations, `names` where the person is spoken of.
    """
    text = document.text
    for span in names:
        before = OWNED_BEFORE.search(text, max(0, span.start - REACH), span.start)
        owned = OWNED.match(text, span.start) or OWNED_BEHIND.match(text, span.end)
        if not before and not owned:
            continue
        start = before.start() if before else span.start
        words = text[start : span.end + LONGEST_BODY]
        if described := list(described_body(text, narrated, start, words)):
            yield from described
            return
        near = list(within(narrated, before_it := _before(document, start)))
        if not near and international_in(QUOTED.sub("", before_it.of(text))) is not None:
            yield Evidence(NONE, "none:international", OF_A_BODY)
        opening = text[document.paragraph(start).start : start]
        if not near and not SPOKEN.sub("", opening).strip(LEAD):
            paragraph = document.paragraph_before(start)
            if international_in(QUOTED.sub("", paragraph.of(text))) is not None:
                yield Evidence(NONE, "none:international", OF_A_BODY)
            else:
                near = list(_last(text, list(within(narrated, paragraph)), words))
        total = sum(sign.share for sign in near)
        for sign in near:
            yield Evidence(sign.code, "topic", sign.share / total, sign.span.of(text))
        return


def _last(text: str, signs: Sequence[Sign], words: str) -> Sequence[Sign]:
    """The sign of those whose “leader” is spoken of: the people, or what is said last.

    None where something happens: “a ship with a crew of Norwegians lay in Bergen”.
    """
    people = [sign for sign in signs if people_of(text, sign)] if THEIR.match(words) else []
    of_it = [sign for sign in signs if sign.kind not in PLACES or not _is_where(text, sign)]
    return (people or of_it)[-1:]


def _is_where(text: str, sign: Sign) -> bool:
    start = sign.span.start
    return WHERE.search(text, max(0, start - SHORT), start) is not None


def described_body(
    text: str, narrated: Sequence[Sign], start: int, words: str
) -> Iterator[Evidence]:
    """The country of “the firm” in `words`, as it was last described: “a firm from Bergen”.

    `narrated` are the signs outside of quotations, `start` is where the words stand.
    """
    if sign := _described(text, narrated, start, words):
        line = text.rfind("\n", 0, sign.span.start) + 1
        if international_in(text[max(line, sign.span.start - REACH) : sign.span.start]) is not None:
            yield Evidence(NONE, "none:international", OF_A_BODY)  # “a WHO team in Bergen”
            return
        yield Evidence(sign.code, "topic", sign.share, sign.span.of(text))


def _described(text: str, narrated: Sequence[Sign], start: int, words: str) -> Sign | None:
    body = BODY.search(words)
    if body is None:
        return None
    nouns = ANY_COMPANY if body["noun"] in ANY_COMPANY else {body["noun"]}
    behind = re.compile(rf"(?:[’']s|-based)?\s(?:[a-z][\w-]*\s){{0,3}}?{any_of(nouns)}\b")
    before = re.compile(rf"\b{any_of(nouns)},?\s(?:based\s)?(?:from|in|of|at)\s(?:the\s)?\Z")
    end = bisect_right(narrated, start, key=lambda sign: sign.span.end)
    for sign in reversed(narrated[:end]):
        if behind.match(text, sign.span.end) or before.search(
            text, max(0, sign.span.start - REACH), sign.span.start
        ):
            return sign
    return None


def _before(document: Document, position: int) -> Span:
    """The sentence up to a position with the one before it, of one paragraph."""
    paragraph = document.paragraph(position).start
    sentence = document.sentences.at(position).start
    last = document.sentences.at(max(paragraph, sentence - 2)).start
    return Span(max(paragraph, min(last, sentence)), position)
