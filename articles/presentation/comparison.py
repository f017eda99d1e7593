"""The words of a quotation beside pasted ones, as a page marks what differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.models import Quotation, Speaker
from articles.wording.alignment import Piece, Step
from articles.wording.check import Answer, Hit, Match
from articles.wording.verdicts import Verdict
from articles.wording.words import Word
from extraction.lexicon.glyphs import SHOWN_OPENING

# Quotations of one wording that a page lists, and speakers that it names.
LISTED, NAMED = 25, 8

NOBODY = "a speaker that was not found"

LABELS = {
    Verdict.EXACT: "Word for word",
    Verdict.NEARLY: "Nearly the same words",
    Verdict.PARTS: "Parts of it",
    Verdict.CLOSE: "The closest",
}
# What a page says of a quotation within the pasted text.
QUOTED = {
    **LABELS,
    Verdict.PARTS: "Parts of it only",
    Verdict.CLOSE: "Nothing like it",
    Verdict.NOTHING: "Nothing like it",
}
_IN_SUMMARY = {
    Verdict.EXACT: "word for word",
    Verdict.NEARLY: "in nearly these words",
    Verdict.PARTS: "in parts",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a quotation: `text` is verbatim, and `pasted` is what stood in its place.

    A `shared` piece is in the pasted words too.  Either text may be empty where they differ.
    """

    text: str
    pasted: str = ""
    shared: bool = False
    differs: bool = False

    @property
    def apart(self) -> str:
        """A blank before what was pasted alone, since the text begins behind the word before."""
        return " " if self.pasted and not self.text else ""


@dataclass(frozen=True, slots=True)
class Mouth:
    """A speaker that articles give words to, and in how many of them.

    Without a `speaker`, `name` is the wording of the source.
    """

    speaker: Speaker | None
    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit as a page prints it; `more` quotations are not listed.

    `whole` is true if the quotation was pasted from end to end, so that shared words need no mark;
    `marked` if the page puts quotation marks around it.
    """

    label: str
    segments: tuple[Segment, ...]
    whole: bool
    marked: bool
    first: Quotation
    articles: int
    mouths: tuple[Mouth, ...]
    quotations: tuple[Quotation, ...]
    more: int


def summary(answer: Answer) -> str:
    """Return in how many wordings the archive has the pasted words, and how nearly."""
    if answer.verdict <= Verdict.CLOSE:
        return "Nothing like it is in the archive"
    counts = Counter(hit.match.verdict for hit in answer.hits)
    parts = [
        f"{counts[verdict]} {words}" for verdict, words in _IN_SUMMARY.items() if counts[verdict]
    ]
    return f"In the archive: {', '.join(parts)}"


def quoted(answer: Answer) -> list[tuple[str, str]]:
    """Return the quotations within the pasted text, and what there is of each."""
    return [(words, QUOTED[verdict]) for words, verdict in answer.quoted]


def shown(answer: Answer, text: str) -> list[Shown]:
    """Return the hits of an answer; `text` is what was pasted."""
    return [_shown(hit, text) for hit in answer.hits]


def _shown(hit: Hit, text: str) -> Shown:
    listed = hit.quotations[:LISTED]
    return Shown(
        LABELS[hit.match.verdict],
        tuple(segments(hit.match, text)),
        hit.match.verdict >= Verdict.NEARLY
        and hit.match.alignment.theirs == (0, len(hit.match.theirs)),
        hit.first.kind == "direct" and hit.match.text[:1] not in SHOWN_OPENING,
        hit.first,
        hit.articles,
        tuple(_mouths(hit.quotations)[:NAMED]),
        listed,
        len(hit.quotations) - len(listed),
    )


def _mouths(quotations: Sequence[Quotation]) -> list[Mouth]:
    """Return who is quoted, in most articles first; on a tie, the first published first."""
    named = {(row.speaker_id, "" if row.speaker else row.source_text): row for row in quotations}
    articles = Counter(
        key
        for key, _ in dict.fromkeys(
            ((row.speaker_id, "" if row.speaker else row.source_text), row.article_id)
            for row in quotations
        )
    )
    return [
        Mouth(row.speaker, row.speaker.name if row.speaker else row.source_text or NOBODY, count)
        for key, count in articles.most_common()
        for row in [named[key]]
    ]


def segments(match: Match, pasted: str) -> Iterator[Segment]:
    """Yield a quotation's text in pieces, in order; together they are the text.

    In what is only part of it, words that differ are not set against each other.
    """
    side_by_side = match.verdict >= Verdict.NEARLY
    text, at = match.text, 0
    for piece in match.alignment.pieces:
        theirs = _between(match.theirs, piece.theirs)
        if theirs is None:
            if side_by_side and piece.step is Step.CHANGED:
                yield Segment("", _text(pasted, match.mine, piece), differs=True)
            continue
        start, end = theirs
        if start > at:
            yield Segment(text[at:start])
        at = end
        if piece.step is Step.SAME:
            yield Segment(text[start:end], shared=True)
        else:
            mine = _text(pasted, match.mine, piece) if side_by_side else ""
            shared = not side_by_side and piece.step is Step.SPELT
            yield Segment(text[start:end], mine, shared=shared, differs=side_by_side)
    if at < len(text):
        yield Segment(text[at:])


def _between(words: Sequence[Word], span: tuple[int, int]) -> tuple[int, int] | None:
    """Return where words `[start, end)` are in their text; None for no words."""
    start, end = span
    return (words[start].start, words[end - 1].end) if end > start else None


def _text(pasted: str, mine: Sequence[Word], piece: Piece) -> str:
    place = _between(mine, piece.mine)
    return pasted[slice(*place)] if place else ""
