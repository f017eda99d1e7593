"""Interviews whose questions and answers have neither labels nor marks.

Paragraphs that ask “you” alternate with paragraphs that speak of “I”: those are answers, of the
one person whom the words before the first question introduce.  If those say that a person was
interviewed, “we” will do for “I”, and one question for the others.  What explains to readers, and
asks “Who pays?” for them, is no interview.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extraction import confidence
from extraction.annotations import Attribution, Span
from extraction.document import Document
from extraction.lexicon.speech_constructions import INTERVIEWED
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import near

FEWEST_QUESTIONS = 3
FEWEST_MARKED = 2
"""The same of questions that are set in bold or italics."""
MOST_WORDS = 60
"""The most words of a question."""
MOST_PARAGRAPHS = 3
"""The most paragraphs of an answer."""
MOST_PARAGRAPHS_INTRODUCED = 6
"""The same, if the article says that it interviewed."""
_PARAGRAPH = re.compile(r"[^\n]+")
# “The locks in May. Image: Ana Brel”
_CAPTION = re.compile(
    r".{0,200}\b(?:Image|Photo|Picture|Photograph|Video|Audio)s?(?: by)?: .{2,60}"
)
_MARKED = re.compile(r"\s*(?P<mark>\*{1,3}|_{1,3}).+(?P=mark)\s*")
_ASKS = re.compile(r"\?[ \t\xa0*_”\"]*\Z")
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Mm]e|[Mm]ine|[Mm]yself)\b")
_OURS = re.compile(rf"{_FIRST_PERSON.pattern}|\b(?:[Ww]e|[Oo]urs?|[Uu]s)\b")
_SECOND_PERSON = re.compile(r"\b(?:you|yours?|yourself)\b", re.IGNORECASE)
_LABEL = re.compile(r"\s*[*_]{0,2}[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,3}:")
_MARKS = tuple('“"«‘')
_MET = re.compile(rf"(?P<he>\b[Hh]e |\b[Ss]he )?\b{any_of(INTERVIEWED)}\s[^,.!?\n]{{0,60}}\Z")
_MET_THEM = re.compile(rf"\b{any_of(INTERVIEWED)}\s(?:him|her)\b")
# “Ana Brel, who keeps the locks, spoke to Jon Ek”: who is described answers
_SAYS_SO = re.compile(
    rf"\b(?:{any_of(INTERVIEWED)}|[Ii]nterviews?|spoke|speaks|talked|talks|conversation|Q&A)\b"
)
_SPEAKS = re.compile(r",[^.!?\n]{1,90},\s(?:spoke|talked|speaks|talks)\s(?:to|with)\b")


def answers(document: Document) -> Iterator[Attribution]:
    """The answers of an interview without labels, in text order; their cues are question marks."""
    text = document.text
    paragraphs = [
        Span(*m.span())
        for m in _PARAGRAPH.finditer(text)
        if m[0].strip() and not _CAPTION.fullmatch(m[0])
    ]
    asking = [at for at, each in enumerate(paragraphs) if _is_question(document, each)]
    marked = all(_MARKED.fullmatch(paragraphs[at].of(text)) for at in asking)
    if len(asking) < (FEWEST_MARKED if marked else FEWEST_QUESTIONS) or not asking[0]:
        return
    yours = sum(bool(_SECOND_PERSON.search(paragraphs[at].of(text))) for at in asking)
    asked = _interviewed(document, paragraphs[asking[0]].start)
    source = () if asked is None else (asked,)
    says_so = _SAYS_SO.search(text, 0, paragraphs[asking[0]].start) is not None
    introduced = says_so and asked is not None
    most = MOST_PARAGRAPHS_INTRODUCED if introduced else MOST_PARAGRAPHS
    given = list(_given(paragraphs, asking, most))
    first = [words[0].of(text) for words in given if words]
    others = any(_LABEL.match(each) or each.lstrip().startswith(_MARKS) for each in first)
    mine = sum(bool((_OURS if introduced else _FIRST_PERSON).search(each)) for each in first)
    least = 1 if introduced else len(first) / 2
    if len(first) < len(given) or 2 * mine < len(first) or yours < least or others:
        return
    sure = confidence.LAYOUT if says_so else confidence.INHERITED
    for at, content in zip(asking, given, strict=True):
        mark = text.rindex("?", *paragraphs[at])
        stripped = tuple(_stripped(text, span) for span in content)
        yield Attribution(stripped, source, (Span(mark, mark + 1),), sure)


def _is_question(document: Document, paragraph: Span) -> bool:
    words = paragraph.of(document.text)
    asks = _ASKS.search(words) is not None and len(words.split()) <= MOST_WORDS
    return asks and not _LABEL.match(words) and not words.lstrip().startswith(_MARKS)


def _given(
    paragraphs: Sequence[Span], asking: Sequence[int], most: int
) -> Iterator[Sequence[Span]]:
    """The paragraphs of each answer; of the last one the first alone, and none if too many."""
    for at, following in zip(asking, [*asking[1:], None], strict=True):
        end = at + 2 if following is None else following
        found = paragraphs[at + 1 : end]
        yield found if len(found) <= most else ()


def _interviewed(document: Document, start: int) -> Span | None:
    """Whom the words before an interview introduce: the only person, or who is met or speaks."""
    text = document.text
    people = [
        span
        for span, label in document.names
        if label == "PERSON" and span.end <= start and not near(document.outer_spans, span)
    ]
    families: dict[str, Span] = {}
    for span in people:
        words = span.of(text).split()
        known = families.get(words[-1])
        if known is None or " " not in known.of(text):
            families[words[-1]] = span
    if len(families) == 1:
        return next(iter(families.values()))
    if meeting := _MET_THEM.search(text, 0, start):  # “… keeps the locks. We met her in May.”
        opening = [span for span in people if span.end <= meeting.start()]
        opening = [s for s in opening if document.sentences.at(s.start).start >= s.start - 1]
        if opening:
            return families[opening[-1].of(text).split()[-1]]
    before = {span: _MET.search(text, max(0, span.start - 90), span.start) for span in people}
    met = [span for span in families.values() if (found := before[span]) and not found["he"]]
    others = [span for span in families.values() if not before[span]]
    for meant in ([span for span in others if _SPEAKS.match(text, span.end)], met, others):
        if len(meant) == 1:
            return meant[0]
    return None


def _stripped(text: str, span: Span) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
