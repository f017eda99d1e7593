"""Who introduces a quoted span that the tagger left unclaimed: words before a colon, a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction import confidence
from extraction.annotations import Attribution, Span, Spans
from extraction.attribution.lone_paragraphs import family_named, person_in
from extraction.attribution.repairs.source import SAYING
from extraction.attribution.repairs.topics import is_topic
from extraction.attribution.subjects import first_noun, names_in, subject
from extraction.document import Document
from extraction.lexicon import capitalized
from extraction.lexicon.occupations import OCCUPATIONS
from extraction.lexicon.roles import HEADS
from extraction.lexicon.written_words import INSCRIBED, SIGNS, SUNG, SUPPOSING
from extraction.names import CAP
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import QuotedSpan

_POINT = re.compile(
    r"[\s•*·▪–—>-]*(?:\d{1,2}[.)]\s)?(?:\d\d?[:.h]\d\d(?: ?[ap]\.?m\.?)?(?:[ \xa0]*[:–—-])?\s+)?"
)
_BULLET = re.compile(r"\s*(?:[•*·▪–—-]+|\d{1,2}[.)])\s*(?=\S)")
# “A woman of 40, who fled:” opens a point
_UNNAMED = re.compile(
    r"(?P<name>(?:An?|One|Another)(?: [a-z][\w-]*){1,3}?)(?:,| who\b)?[^:“”\"\n]*:"
)
# “For Ana Brel it is simple: “…””
_FOR = re.compile(rf"For (?P<name>{CAP}(?: {CAP}){{1,3}})(?:,? (?=(?:it|this|there)\b)| (?=the\b))")
# “She was so upset that I changed my answer: “…””: another clause begins
_CLAUSE = re.compile(r"\b(?:that|who|which|whose|where|when|and|but|as|so|I|he|she|we|they|it)\b")
# Words that are whole sentences
WHOLE = re.compile(r"[^\w\s]*[^\W_a-z].*[.!?…][’'”\")]*\Z", re.DOTALL)
# “Ana Brel again: “…””, “Brel at 9:15: “…””
_LATER = r",? (?:again|later|today|now|too|also|once more|earlier)"
_AGAIN = re.compile(rf"{_LATER}:\Z")
_BESIDE_LABEL = re.compile(rf"(?:{_LATER}|,? (?:at|on|in) [^,:“”\"\n]{{2,20}}(?::\d\d)?)?:|,| \(")
# “Key quotes from Ana Brel's speech:”
_QUOTES_FROM = re.compile(
    r"(?:(?:The|Some|More|Key|Main|Selected|Best|Top|Other|Memorable) ){0,2}(?:[a-z]+ )?"
    r"(?:[Qq]uot(?:es|ations)|[Ee]xcerpts|[Ee]xtracts|[Hh]ighlights) (?:from|by|of) "
    rf"(?P<gap>(?:[^:“”\"\n]{{0,60}}? )??)(?P<name>{CAP}(?: {CAP}){{0,5}})"
    r"(?:[’']s?\b[^:“”\"\n]*| (?:on|at|in|to|during) [^:“”\"\n]*)?\Z"
)
# “Quotes from fans of Ana Brel:”, “Extracts from a letter to Ana Brel:”
_BESIDE_OTHERS = re.compile(
    r"(?:(?<!speech )(?<!interview )(?<!address )(?<!statement )(?<!letter )(?<!book )"
    r"(?<!diary )(?<!evidence )(?<!words )(?<!remarks )(?<!testimony )(?<!memoirs )\b(?:of|by|with)"
    r"|\b(?:to|about|on|against|for)) \Z"
)
# “Teacher Ana Brel, who fled:”
_TRADES = OCCUPATIONS | HEADS
_TRADE = re.compile(
    rf"(?:[A-Za-z][a-z-]+[ \xa0])??{any_of(_TRADES | capitalized(_TRADES))}[ \xa0](?={CAP}[ \xa0,])"
)
_DESCRIBED = re.compile(rf"(?P<name>{CAP}(?: {CAP}){{1,3}})(?:, who|,? \(?(?:aged )?[1-9]\d\b)")

_OF_NOBODY = re.compile(
    rf"\b(?:{any_of(INSCRIBED | SIGNS | SUNG)})\b(?! of)"
    rf"|\A\W*(?:For example, )?(?:{any_of(SUPPOSING)})\b",
    re.IGNORECASE,
)


def introduced(document: Document, quoted_span: QuotedSpan) -> Attribution | None:
    """By the words before a colon or “said,”, in this paragraph or at the end of the one before."""
    text = document.text
    end = quoted_span.span.start
    while end > 0 and quoted_span.span.start - end < 10 and text[end - 1].isspace():
        end -= 1
    sentence = document.sentences.at(end - 1)
    saying = list(SAYING.finditer(text, sentence.start, end))
    comma = text[end - 1 : end] == "," and any(cue.end() == end - 1 for cue in saying[-1:])
    if text[end - 1 : end] != ":" and not comma:
        return None
    quotes_from = _QUOTES_FROM.match(text, sentence.start, end - 1)
    if quotes_from and not _BESIDE_OTHERS.search(quotes_from["gap"]):
        content, name = words_between(document, quoted_span), Span(*quotes_from.span("name"))
        return Attribution(content, (name,), (), confidence.INTRODUCED)
    if not saying:
        label = _labelled(document, quoted_span, end - 1)
        return label or _acting(document, quoted_span, Span(sentence.start, end - 1))
    cue = Span(*saying[-1].span())
    found = subject(text, cue, sentence, document.quoted, document.names) or first_noun(
        text, sentence, cue.start, document.quoted, document.names
    )
    if found is None or found.overlaps(cue):
        return None
    return Attribution(
        words_between(document, quoted_span), (found,), (cue,), confidence.INTRODUCED
    )


def points(document: Document) -> Iterator[Attribution]:
    """Points of lists that open with their speaker, and “Ana Brel again: “…””, in text order."""
    text = document.text
    for quoted_span in document.outer_spans:
        before = text[max(0, quoted_span.span.start - 3) : quoted_span.span.start].rstrip(" \xa0")
        if not before.endswith(":"):
            continue
        colon = text.rindex(":", 0, quoted_span.span.start)
        paragraph = document.paragraph(colon)
        again = _AGAIN.search(text, max(paragraph.start, colon - 30), colon + 1)
        if again or _BULLET.match(text, paragraph.start, colon):
            found = _labelled(document, quoted_span, colon)
            if found is not None:
                yield found


def _acting(document: Document, quoted_span: QuotedSpan, clause: Span) -> Attribution | None:
    """By the person whom the clause before a colon is about: “Brel was blunter: “…””."""
    inner = quoted_span.inner.of(document.text).strip()
    paragraph = document.paragraph(quoted_span.span.start)
    if not WHOLE.match(inner) or not paragraph.contains(clause):
        return None
    for_whom = _FOR.match(document.text, *clause)
    found = Span(*for_whom.span("name")) if for_whom else person_in(document, clause, clause.end)
    if found is None or is_inscribed(document, clause):
        return None
    if not for_whom and _CLAUSE.search(document.text, found.end, clause.end):
        return None
    content = words_between(document, quoted_span)
    return Attribution(content, (found,), (), confidence.SPOKEN_OF_BEFORE)


def _labelled(document: Document, quoted_span: QuotedSpan, colon: int) -> Attribution | None:
    """A point of a list that opens with its speaker: “• Ana Brel, whose house fell: “…””."""
    text = document.text
    point = _POINT.match(text, document.paragraph(colon).start)
    opening = point.end() if point else colon
    name = _name_at(document, opening, colon)
    end = document.paragraph(quoted_span.span.end).end
    if name is None or is_topic(document, name) or text[quoted_span.span.end : end].strip():
        return None
    cue = Span(colon, colon + 1)
    return Attribution(words_between(document, quoted_span), (name,), (cue,), confidence.INTRODUCED)


def _name_at(document: Document, start: int, colon: int) -> Span | None:
    """The person whom a label opens with, alone or with a description up to its colon."""
    if start >= colon:
        return None
    trade = _TRADE.match(document.text, start, colon)
    start = trade.end() if trade else start
    people = names_in(document.names, Span(start, start + 1))
    if people and people[0][1] == "PERSON" and people[0][0].start == start:
        name: Span | None = people[0][0]
    else:
        name = family_named(document, Span(start, colon))
    if name is not None:
        beside = _BESIDE_LABEL.match(document.text, name.end, colon + 1)
        return name if beside and (beside[0][-1] != ":" or beside.end() > colon) else None
    described = _DESCRIBED.match(document.text, start, colon)
    if described is None and start > document.paragraph(start).start:
        described = _UNNAMED.match(document.text, start, colon + 1)
    return Span(*described.span("name")) if described else None


def words_between(document: Document, quoted_span: QuotedSpan) -> Spans:
    """The words between marks, without the blanks that French puts beside its own."""
    words = quoted_span.inner.of(document.text)
    start = quoted_span.inner.start + len(words) - len(words.lstrip())
    return (Span(start, start + len(words.strip())),)


def is_inscribed(document: Document, narration: Span) -> bool:
    """Whether the last sentence of some narration is of a sign, a song or something supposed."""
    last = document.sentences.at(narration.start + len(narration.of(document.text).rstrip()) - 1)
    start = max(last.start, narration.start)
    return _OF_NOBODY.search(Span(start, narration.end).of(document.text)) is not None
