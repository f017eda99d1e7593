"""Plain statements that the tagger leaves out: “The company maintains that its ponds held.”"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extraction import confidence
from extraction.annotations import Attribution, Span
from extraction.attribution.subjects import noun_before
from extraction.document import Document
from extraction.lexicon.comment_clauses import STATING_THAT
from extraction.text.intervals import IntervalIndex
from extraction.text.patterns import any_of
from extraction.text.quotation_marks import near

LEAST_WORDS = 3
_STATES = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bis )(?<!\bare )(?<!\bbeen )(?<!\bbe )(?<!\bbeing )"
    rf"\b(?P<cue>{any_of(STATING_THAT)}) that (?=\w)"
    r"|(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bbeing )\b(?P<asked>asked|asks) (?=(?:whether|if) )"
)
_RELATIVE = re.compile(r"\b(?:who|which|that)\b")
# A phrase in front of the subject: “In May, the company said that …”
_BEFORE_SUBJECT = re.compile(
    r"[\W\d]*(?:(?!(?:If|Unless|Whether|Who|What|When|Where)\b)[^,;:]{1,60},\s)?"
    r"(?:(?:[Bb]ut|[Aa]nd|[Yy]et|[Ss]o|[Ww]hile)\s)?"
)


def add_plain_statements(document: Document) -> None:
    """Add an attribution for each sentence “X maintains that P”, “X asked whether P”.

    That is where none has a part of the sentence behind the verb, or the verb for its cue.
    """
    taken = IntervalIndex(
        (span, each) for each in document.attributions for span in (*each.content, *each.cue)
    )
    added = [each for each in _statements(document) if not _is_taken(taken, each)]
    if added:
        found = [*document.attributions, *added]
        document.attributions = sorted(found, key=lambda each: (each.content, each.source))


def _is_taken(taken: IntervalIndex[Attribution], statement: Attribution) -> bool:
    spans = (*statement.content, *statement.cue)
    return any(taken.overlapping(span) for span in spans)


def _statements(document: Document) -> Iterator[Attribution]:
    text = document.text
    for match in _STATES.finditer(text):
        cue = Span(*match.span("cue" if match["cue"] else "asked"))
        sentence = document.sentences.at(cue.start)
        said = Span(match.end(), sentence.start + len(sentence.of(text).rstrip(" \xa0\n.…")))
        if said.end - said.start < 2 or "\n" in said.of(text) or said.of(text).endswith("?"):
            continue
        if len(said.of(text).split()) < LEAST_WORDS or near(document.outer_spans, cue):
            continue
        source = noun_before(text, cue, sentence, document.quoted, document.names)
        if source is None or _RELATIVE.search(text, *source):
            continue
        if _BEFORE_SUBJECT.fullmatch(text, sentence.start, source.start):
            yield Attribution((said,), (source,), (cue,), confidence.INTRODUCED)
