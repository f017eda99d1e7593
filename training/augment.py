"""Data augmentation: variants of an article with what a corpus of one country lacks.

Every variant is a list of edits of the text; `edited` moves all spans with them, so a variant is
annotated like its original.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from random import Random
from typing import NamedTuple

from extraction.annotations import Attribution, Span, Spans
from extraction.text.quotation_marks import QuotedSpan, find_quoted_spans
from training import wordlists
from training.corpus import Article
from training.silver import Name

_TITLE = re.compile(
    r"\b(?:Sens?\.|Senator|Reps?\.|Gov\.|Governor|Secretary|Mayor|President)(?= [A-Z])"
)
_PRONOUN = re.compile(r"(?:he|she|they|we|i|it|who|you|that|which)\b", re.IGNORECASE)
_PAIRS = ('""', "‘’", "''", "«»", "„“", "“”")
_PAIR_WEIGHTS = (6, 3, 2, 1, 1, 3)


class Edit(NamedTuple):
    """Replace the characters from `start` to `end` by `text`; `start == end` inserts."""

    start: int
    end: int
    text: str


def augmented(article: Article, random: Random) -> Article:
    """A variant of the article, reproducible by the state of the random generator."""
    for chance, change in _CHANGES:
        if random.random() < chance:
            article = change(article, random)
    return article


# ---------------------------------------------------------------- edits
def edited(article: Article, edits: Iterable[Edit]) -> Article:
    """The article after the edits; of two that overlap only the earlier or longer one is made."""
    made: list[Edit] = []
    for edit in sorted(set(edits), key=lambda e: (e.start, e.end > e.start, -e.end, e.text)):
        if not made or edit.start >= made[-1].end:
            made.append(edit)
    if not made:
        return article
    parts: list[str] = []
    at = 0
    for edit in made:
        parts += (article.text[at : edit.start], edit.text)
        at = edit.end
    parts.append(article.text[at:])
    return moved(article, "".join(parts), _mapping(made))


def _mapping(edits: list[Edit]) -> Callable[[Span], Span]:
    """Map a span of the old text to the new one; a span that cuts an edit grows to include it."""
    starts, ends = [e.start for e in edits], [e.end for e in edits]
    shifts = [0]
    for edit in edits:
        shifts.append(shifts[-1] + len(edit.text) - (edit.end - edit.start))

    def start_of(offset: int) -> int:
        done = bisect_right(ends, offset)
        within = done < len(edits) and starts[done] < offset
        return (starts[done] if within else offset) + shifts[done]

    def end_of(offset: int) -> int:
        begun = bisect_left(starts, offset)
        within = begun > 0 and ends[begun - 1] > offset
        return (ends[begun - 1] if within else offset) + shifts[begun]

    return lambda span: Span(start_of(span.start), end_of(span.end))


def moved(article: Article, text: str, where: Callable[[Span], Span]) -> Article:
    """The article over another text, its spans mapped by `where`; empty spans are dropped."""

    def all_of(spans: Spans) -> Spans:
        found = (where(span) for span in spans)
        return tuple(sorted(span for span in found if span.start < span.end))

    golds = (
        Attribution(all_of(gold.content), all_of(gold.source), all_of(gold.cue))
        for gold in article.attributions
    )
    names = (Name(*where(Span(n.start, n.end)), n.label) for n in article.names)
    return replace(
        article,
        text=text,
        attributions=tuple(gold for gold in golds if gold.content),
        names=tuple(sorted(name for name in names if name.start < name.end)),
        unsure=all_of(article.unsure),
    )


# ---------------------------------------------------------------- who and where
def elsewhere(article: Article, random: Random) -> Article:
    """Replace people, places, parties and offices, each consistently throughout the article."""
    words: dict[str, str] = {}
    whole: dict[str, str] = {}
    for name in article.names:
        shown = article.text[name.start : name.end]
        if name.label == "PERSON":
            _rename(shown, words, random)
        elif shown not in whole:
            whole[shown] = _replacement(shown, name.label, random)
    edits = [
        Edit(n.start, n.end, whole[shown])
        for n in article.names
        if (shown := article.text[n.start : n.end]) in whole
    ]
    edits += _renamed(article.text, words)
    titles = {title: random.choice(wordlists.TITLES) for title in _TITLE.findall(article.text)}
    edits += [Edit(*m.span(), titles[m[0]]) for m in _TITLE.finditer(article.text)]
    return edited(article, edits)


def _rename(shown: str, words: dict[str, str], random: Random) -> None:
    parts = [part for part in shown.split() if part[0].isupper() and part.isalpha()]
    for position, part in enumerate(parts):
        if len(part) > 2 and part not in words:
            given = position == 0 and len(parts) > 1
            words[part] = random.choice(wordlists.GIVEN if given else wordlists.FAMILY)


def _renamed(text: str, words: dict[str, str]) -> Iterator[Edit]:
    """Edits for every occurrence of the words, unless they also occur in lower case."""
    lower = set(re.findall(r"[a-z]+", text))
    known = [word for word in words if word.lower() not in lower]
    if known:
        for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, known))})\b", text):
            yield Edit(*match.span(), words[match[0]])


def _replacement(shown: str, label: str, random: Random) -> str:
    if label in ("GPE", "LOC"):
        return random.choice(wordlists.PLACES) if random.random() < 0.8 else shown
    if label == "NORP":
        people = random.choice(wordlists.PEOPLES)
        plural = shown.endswith("s") and not people.endswith(("ese", "sh", "ch", "i"))
        return people + "s" * plural
    return random.choice(wordlists.ORGANIZATIONS) if random.random() < 0.6 else shown


# ---------------------------------------------------------------- marks
def other_marks(article: Article, random: Random) -> Article:
    """Change the quotation marks: straight, British single, guillemets, low and high."""
    outer = random.choices(_PAIRS, _PAIR_WEIGHTS)[0]
    inner = random.choice(('""', "“”")) if outer in ("‘’", "''") else "‘’"
    edits: list[Edit] = []
    for quoted_span in find_quoted_spans(article.text):
        edits += _with_marks(quoted_span, inner if quoted_span.depth % 2 else outer)
    return edited(article, edits)


def no_marks(article: Article, random: Random) -> Article:
    """Remove all quotation marks, as in transcripts."""
    edits: list[Edit] = []
    for quoted_span in find_quoted_spans(article.text):
        edits += _with_marks(quoted_span, ("", ""))
    return edited(article, edits)


def _with_marks(quoted_span: QuotedSpan, marks: str | tuple[str, str]) -> Iterator[Edit]:
    yield Edit(quoted_span.span.start, quoted_span.inner.start, marks[0])
    if quoted_span.closed:
        yield Edit(quoted_span.inner.end, quoted_span.span.end, marks[1])


# ---------------------------------------------------------------- wording
def said_first(article: Article, random: Random) -> Article:
    """`…,” X said` becomes `…,” said X`, as British and African papers write."""
    for gold in article.attributions:
        if random.random() < 0.7 and (place := _name_then_said(article.text, gold)):
            article = _swapped(article, *place)
    return article


def _name_then_said(text: str, gold: Attribution) -> tuple[Span, Span] | None:
    if len(gold.source) != 1 or len(gold.cue) != 1:
        return None
    source, cue = gold.source[0], gold.cue[0]
    follows = text[source.end : cue.start] == " " and cue.of(text) in ("said", "says", "added")
    marked = text[max(0, source.start - 2) : source.start] in ("” ", '" ', "’ ", "' ")
    if follows and marked and not _PRONOUN.match(source.of(text)):
        return source, cue
    return None


def _swapped(article: Article, left: Span, right: Span) -> Article:
    """The article with two neighbouring spans exchanged and the text between them kept."""
    text, gap = article.text, right.start - left.end
    forward, back = (right.end - right.start) + gap, (left.end - left.start) + gap

    def where(span: Span) -> Span:
        if left.contains(span):
            return Span(span.start + forward, span.end + forward)
        if right.contains(span):
            return Span(span.start - back, span.end - back)
        return span

    swapped = right.of(text) + text[left.end : right.start] + left.of(text)
    return moved(article, text[: left.start] + swapped + text[right.end :], where)


def present_tense(article: Article, random: Random) -> Article:
    """`said` becomes `says`, wherever it is a cue."""
    cues = [span for gold in article.attributions for span in gold.cue]
    edits = [
        Edit(span.start, span.start + 4, "says")
        for span in cues
        if article.text[span.start : span.start + 5].rstrip(" .,:;") == "said"
    ]
    return edited(article, edits)


# ---------------------------------------------------------------- layout
def dateline(article: Article, random: Random) -> Article:
    """A place and an agency, or a date from a page's header, glued to the first paragraph."""
    place, day = random.choice(wordlists.PLACES), random.randint(1, 28)
    month, agency = random.choice(wordlists.MONTHS), random.choice(wordlists.AGENCIES)
    head = random.choice(
        (
            f"{place.upper()} ({agency}) — ",
            f"{place.upper()}, {month} {day} ({agency}) - ",
            f"{place} – ",
            f"date 20{random.randint(10, 29)}-{random.randint(1, 12):02}-{day:02} ",
            f"{month} {day}, 20{random.randint(10, 29)} ",
        )
    )
    named = {place: "GPE", place.upper(): "GPE", agency: "ORG"}
    return _headed(article, head, named)


def byline(article: Article, random: Random) -> Article:
    """A first line with an author's name, and perhaps a place and a date."""
    author = f"{random.choice(wordlists.GIVEN)} {random.choice(wordlists.FAMILY)}"
    outlet = random.choice(wordlists.ORGANIZATIONS)
    place = random.choice(wordlists.PLACES)
    line = random.choice((f"By {author}", f"{author}, {outlet}", f"By {author} in {place}"))
    return _headed(article, f"{line}\n\n", {author: "PERSON", outlet: "ORG", place: "GPE"})


def _headed(article: Article, head: str, named: dict[str, str]) -> Article:
    """The article below a head in which these names have these labels."""
    after = edited(article, [Edit(0, 0, head)])
    found = [Name(head.index(n), head.index(n) + len(n), k) for n, k in named.items() if n in head]
    return replace(after, names=(*sorted(found), *after.names)) if article.names else after


def interruptions(article: Article, random: Random) -> Article:
    """Insert subheads, questions and page furniture between paragraphs."""
    within = [span for gold in article.attributions for span in gold.content]
    breaks = [
        match.end()
        for match in re.finditer(r"\n+", article.text)
        if not any(span.start < match.end() < span.end for span in within)
    ]
    lines = wordlists.QUESTIONS if random.random() < 0.5 else wordlists.BOILERPLATE
    chosen = random.sample(breaks, min(len(breaks), random.randint(1, 4)))
    return edited(article, [Edit(at, at, random.choice(lines) + "\n\n") for at in chosen])


def fewer_breaks(article: Article, random: Random) -> Article:
    """Join some or all paragraphs, unless a quotation mark is open at the end."""
    unclosed = [s.span for s in find_quoted_spans(article.text) if not s.closed or s.continues]
    share = random.choice((0.3, 0.6, 1.0))
    edits = []
    for match in re.finditer(r"\s*\n\s*", article.text):
        near = any(span.start <= match.end() and match.start() <= span.end for span in unclosed)
        if not near and match.start() and random.random() < share:
            edits.append(Edit(*match.span(), " "))
    return edited(article, edits)


def wider_breaks(article: Article, random: Random) -> Article:
    """A blank line after each paragraph, or none."""
    gap = random.choice(("\n", "\n\n", "\r\n\r\n", "\n  \n"))
    found = re.finditer(r"[^\S\n]*(?:\n[^\S\n]*)+", article.text)
    return edited(article, [Edit(*match.span(), gap) for match in found])


_CHANGES: tuple[tuple[float, Callable[[Article, Random], Article]], ...] = (
    (0.45, elsewhere),
    (0.15, said_first),
    (0.1, present_tense),
    (0.2, other_marks),
    (0.02, no_marks),
    (0.1, wider_breaks),
    (0.06, fewer_breaks),
    (0.12, interruptions),
    (0.15, dateline),
    (0.08, byline),
)
