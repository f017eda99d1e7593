"""Did anyone say this?  Pasted words → quotations that have them, in whole, nearly or in part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from heapq import nlargest

from articles.models import Quotation
from articles.models.listed import texts as texts_of
from articles.wording.alignment import FUNCTION_WORD, Alignment, Comparison, Piece, Step
from articles.wording.candidates import candidates
from articles.wording.verdicts import FEWEST_WORDS, Judged, Verdict, judge
from articles.wording.words import FUNCTION_WORDS, Word, words_of, written_in
from extraction.lexicon.glyphs import SEARCH_CLOSING, SEARCH_OPENING
from extraction.text.quotation_marks import find_quoted_spans

# Pasted words that are compared; behind them none is.
MOST_WORDS = 400
# Different wordings that are compared word by word, and that an answer has.
WORDINGS, HITS = 24, 12
MARKS = frozenset(SEARCH_OPENING) | frozenset(SEARCH_CLOSING) | frozenset("'’‘")
# Those that are merely close, where there is nothing better.
CLOSEST = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A wording that quotations share, beside the pasted words.

    `mine` are the pasted words, or those of one quotation in them; `theirs` are the words of
    `text`, a quotation.  `keys` are the quotations that are the same where the two texts meet.
    """

    judged: Judged
    alignment: Alignment
    mine: Sequence[Word]
    theirs: Sequence[Word]
    text: str
    keys: tuple[int, ...]

    @property
    def verdict(self) -> Verdict:
        return self.judged.verdict


@dataclass(frozen=True, slots=True)
class Hit:
    """A match with its quotations, the first that was published first, the undated last."""

    match: Match
    quotations: tuple[Quotation, ...]

    @property
    def first(self) -> Quotation:
        return self.quotations[0]

    @property
    def articles(self) -> int:
        return len({quotation.article_id for quotation in self.quotations})


@dataclass(frozen=True, slots=True)
class Answer:
    """What the archive has of pasted words, the best first.

    `words` are those that were compared, `left_out` counts those that were not.  `quoted` are the
    quotations within the pasted text, each with the best verdict on it.  `more` is true if further
    quotations may have the words of one that is shown.
    """

    words: Sequence[Word]
    hits: tuple[Hit, ...] = ()
    quoted: tuple[tuple[str, Verdict], ...] = ()
    left_out: int = 0
    more: bool = False

    @property
    def verdict(self) -> Verdict:
        return max((hit.match.verdict for hit in self.hits), default=Verdict.NOTHING)


def check(text: str) -> Answer:
    """Return what the archive has of these words; nothing for fewer than `FEWEST_WORDS`."""
    every = words_of(text)
    words = every[:MOST_WORDS]
    left_out = len(every) - len(words)
    if len(words) < FEWEST_WORDS:
        return Answer(words)
    text = text[: words[-1].end]
    keys, with_more = candidates(text)
    texts = texts_of(keys)
    parts = list(_parts(text, words))
    by_part = [
        [_with_asides_judged(match, text) for match in found]
        for found in matches(parts, [(key, texts[key]) for key in keys if key in texts])
    ]
    shown = _shown(by_part)
    rows = Quotation.objects.for_comparing([key for match in shown for key in match.keys])
    hits = (
        Hit(match, _in_order(rows[key] for key in match.keys if key in rows)) for match in shown
    )
    quoted = (
        (text[part[0].start : part[-1].end], _best(found))
        for part, found in zip(parts[1:], by_part[1:], strict=True)
    )
    kept = tuple(hit for hit in hits if hit.quotations)
    more = any(not with_more.isdisjoint(hit.match.keys) for hit in kept)
    return Answer(words, kept, tuple(quoted), left_out, more)


def matches(parts: Sequence[Sequence[Word]], texts: Iterable[tuple[int, str]]) -> list[list[Match]]:
    """Return, for each part of a text, what of (key, text) of quotations is like it.

    The first part is the whole text.
    """
    comparisons = [Comparison(part) for part in parts]
    found: list[list[Match]] = [[] for _ in parts]
    for theirs, text, keys in _most_alike(parts[0], texts):
        for comparison, matched in zip(comparisons, found, strict=True):
            if (match := _compare(comparison, theirs, text, keys)) is not None:
                matched.append(match)
    return found


def _with_asides_judged(match: Match, text: str) -> Match:
    """Return a match in which pasted words at an ellipsis are an aside only between marks.

    “We stay,” she said, “and wait” has the words of “We stay, … and wait”; without the marks, what
    is between the two parts is put into the speaker's mouth.
    """
    if match.verdict is not Verdict.EXACT:
        return match
    pieces = tuple(
        replace(piece, step=Step.CHANGED)
        if piece.step is Step.ASIDE and not _is_set_off(match.mine, piece, text)
        else piece
        for piece in match.alignment.pieces
    )
    if pieces == match.alignment.pieces:
        return match
    alignment = Alignment(pieces)
    return replace(match, alignment=alignment, judged=judge(alignment, match.mine, match.theirs))


def _is_set_off(mine: Sequence[Word], aside: Piece, text: str) -> bool:
    """Whether marks close before an aside and open behind it."""
    start, end = aside.mine
    between = (
        text[mine[place - 1].end : mine[place].start] if 0 < place < len(mine) else ""
        for place in (start, end)
    )
    return start == end or all(not MARKS.isdisjoint(each) for each in between)


def _best(found: Iterable[Match]) -> Verdict:
    return max((match.verdict for match in found), default=Verdict.NOTHING)


def _parts(text: str, words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Yield the words of a text, and those of each quotation in it."""
    yield words
    for start, end in (quoted.inner for quoted in find_quoted_spans(text) if quoted.closed):
        part = [word for word in words if start <= word.start and word.end <= end]
        if FEWEST_WORDS <= len(part) < len(words):
            yield part


def _compare(
    comparison: Comparison, theirs: Sequence[Word], text: str, keys: Sequence[int]
) -> Match | None:
    """Return how words compare with a quotation's; None if they have nothing in common."""
    alignment = comparison.with_text(theirs)
    if alignment is None:
        return None
    judged = judge(alignment, comparison.mine, theirs)
    if judged.verdict is Verdict.NOTHING:
        return None
    return Match(judged, alignment, comparison.mine, theirs, text, tuple(keys))


def _most_alike(
    words: Sequence[Word], texts: Iterable[tuple[int, str]]
) -> Iterator[tuple[Sequence[Word], str, list[int]]]:
    """Yield (words, text, keys) of the wordings that share most words, in any order."""
    wordings: dict[tuple[str, ...], tuple[str, list[int]]] = {}
    for key, text in texts:
        wordings.setdefault(tuple(written_in(text)), (text, []))[1].append(key)
    mine = {form for word in words for form in (word.written, word.key)}
    weight = _weight(mine)

    def alike(wording: tuple[str, ...]) -> float:
        theirs = set(wording)
        return _weight(mine & theirs) ** 2 / min(weight, _weight(theirs))

    for wording in nlargest(WORDINGS, wordings, key=alike):
        text, keys = wordings[wording]
        yield words_of(text), text, keys


def _weight(words: Set[str]) -> float:
    return len(words) - (1 - FUNCTION_WORD) * len(words & FUNCTION_WORDS)


def _shown(by_part: Iterable[Iterable[Match]]) -> Sequence[Match]:
    """Return the matches of an answer, best first: a wording once, under its best verdict.

    Wordings that are the same where they meet the pasted words are one.  Those that are merely
    close are shown only by themselves.
    """
    best: dict[tuple[int, ...], Match] = {}
    for match in sorted((match for found in by_part for match in found), key=_rank):
        best.setdefault(match.keys, match)
    united: dict[tuple[str, ...], Match] = {}
    for match in best.values():
        met = tuple(word.key for word in match.theirs[slice(*match.alignment.theirs)])
        known = united.setdefault(met, match)
        if known is not match:
            united[met] = replace(known, keys=(*known.keys, *match.keys))
    found = sorted(united.values(), key=_rank)
    better = [match for match in found if match.verdict > Verdict.CLOSE]
    return better[:HITS] or found[:CLOSEST]


def _rank(match: Match) -> tuple[float, ...]:
    judged = match.judged
    return -judged.verdict, -judged.shared * judged.likeness**2, -len(match.keys), match.keys[0]


def _in_order(rows: Iterable[Quotation]) -> tuple[Quotation, ...]:
    def when(quotation: Quotation) -> tuple[dt.date, int]:
        return quotation.article.published_on or dt.date.max, quotation.pk

    return tuple(sorted(rows, key=when))
