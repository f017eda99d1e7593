"""Articles that are copies of one text, as pages print them: where, since when, what changed."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.http import QueryDict

from articles.models import Appearance, Article, Quotation
from articles.presentation.comparison import Segment
from articles.presentation.differences import Stretch, word_differences
from articles.presentation.facets import narrowed, without
from articles.presentation.utterances import compared
from articles.utterances.pairs import Wording, refused, same_utterance
from extraction.annotations import Kind

# The value of `copies` that lists every copy of a text.
EVERY_COPY = "every"


@dataclass(frozen=True, slots=True)
class Group:
    """The copies of an article: how many there are in all, the first one, and in how many outlets
    besides the article's own."""

    key: int
    size: int
    outlets: int
    first: Article


@dataclass(frozen=True, slots=True)
class QuoteChanges:
    """What a copy made of the quotations of the first one: (first, copy) of those that it changed,
    those that it left out, those that it has beside them, and how many are the same."""

    same: int
    changed: tuple[tuple[Quotation, Quotation], ...]
    left_out: tuple[Quotation, ...]
    added: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a group; `changes` is None for the first one."""

    article: Article
    also_in: tuple[str, ...]
    changes: QuoteChanges | None


def group_of(article: Article) -> Group | None:
    """Return the copies of an article, None if it is alone."""
    if article.group is None:
        return None
    rows = Article.objects.in_groups([article.group])
    outlets = rows.outlets() - {article.outlet_id}
    first = rows.select_related("outlet").defer("body").earliest_first()[0]
    return Group(article.group, rows.count(), len(outlets), first)


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """How many other articles are copies of one, and in how many other outlets."""

    articles: int
    outlets: int


def with_copies(rows: Sequence[Article]) -> list[Article]:
    """Give each article that has copies its `copies`, in one query."""
    groups = {row.group for row in rows if row.group is not None}
    places = Article.objects.all().places_of_groups(groups) if groups else {}
    for row in rows:
        if row.group in places:
            size, outlets = places[row.group]
            row.copies = AlsoIn(size - 1, len(outlets - {row.outlet_id}))  # type: ignore[attr-defined]
    return list(rows)


@dataclass(frozen=True, slots=True)
class CopiesSwitch:
    """Copies of a text once, or all: how many articles there are of both, and the other page."""

    once: bool
    url: str
    listed: int
    articles: int


def copies_switch(params: QueryDict, listed: int, articles: int) -> CopiesSwitch | None:
    """Return the switch of a list of `listed` out of `articles`; None if no text has copies."""
    if params.get("copies") == EVERY_COPY:
        return CopiesSwitch(False, without(params, "copies"), articles, articles)
    if listed == articles:
        return None
    return CopiesSwitch(True, narrowed(params, copies=EVERY_COPY), listed, articles)


def members(first: Article, rows: Sequence[Article]) -> list[Member]:
    """Return articles of a group beside the first of them, in three queries."""
    keys = {first.pk, *(row.pk for row in rows)}
    also = Appearance.objects.all().outlets_of(keys)
    said: dict[int, list[Quotation]] = {key: [] for key in keys}
    for quotation in Quotation.objects.in_articles(keys).by_utterance():
        said[quotation.article_id].append(quotation)
    return [
        Member(
            row,
            tuple(also.get(row.pk, ())),
            None if row.pk == first.pk else quote_changes(said[first.pk], said[row.pk]),
        )
        for row in rows
    ]


def quote_changes(first: Sequence[Quotation], copy: Sequence[Quotation]) -> QuoteChanges:
    """Return what a copy changed: quotations are the same by their words, or by utterance.

    An article may have the same words twice; each is the same as one of the other article.  The
    articles are one text, so nearly the same words of one speaker, or of nobody who is named in one
    of the two, were changed, also where they are no utterance: without a date, or where one says
    “not” or another number.
    """
    same, left, added = _matched(list(first), list(copy), attrgetter("text"))
    others, left, added = _matched(left, added, attrgetter("utterance_id"))
    for is_alike in (same_utterance, refused):
        found, left, added = _alike(left, added, is_alike)
        others += found
    others.sort(key=lambda pair: (pair[1].start, pair[1].pk))
    changed = tuple(pair for pair in others if pair[0].text != pair[1].text)
    count = len(same) + len(others) - len(changed)
    return QuoteChanges(count, changed, tuple(left), tuple(added))


def _matched(
    first: list[Quotation], copy: list[Quotation], key: Callable[[Quotation], str | int]
) -> tuple[list[tuple[Quotation, Quotation]], list[Quotation], list[Quotation]]:
    """Return pairs of quotations with one key, and what is left of either side."""
    waiting: dict[str | int, deque[Quotation]] = defaultdict(deque)
    for quotation in first:
        waiting[key(quotation)].append(quotation)
    pairs, added = [], []
    for quotation in copy:
        alike = waiting[key(quotation)]
        if alike:
            pairs.append((alike.popleft(), quotation))
        else:
            added.append(quotation)
    left = {quotation.pk for rest in waiting.values() for quotation in rest}
    return pairs, [quotation for quotation in first if quotation.pk in left], added


def _alike(
    first: list[Quotation], copy: list[Quotation], is_alike: Callable[[Wording, Wording], bool]
) -> tuple[list[tuple[Quotation, Quotation]], list[Quotation], list[Quotation]]:
    """Return pairs of quotations with nearly the same words that may be of one speaker."""
    waiting = [(quotation, Wording.of(quotation.text)) for quotation in first]
    pairs, added = [], []
    for quotation in copy:
        words = Wording.of(quotation.text)
        found = next(
            (
                each
                for each in waiting
                if _may_be_one(each[0], quotation) and is_alike(each[1], words)
            ),
            None,
        )
        if found:
            waiting.remove(found)
            pairs.append((found[0], quotation))
        else:
            added.append(quotation)
    return pairs, [quotation for quotation, _ in waiting], added


def _may_be_one(one: Quotation, other: Quotation) -> bool:
    speakers = {one.speaker_id, other.speaker_id}
    paraphrased = {one.kind == Kind.INDIRECT, other.kind == Kind.INDIRECT}
    return len(paraphrased) == 1 and (None in speakers or len(speakers) == 1)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a copy changed of the first one: its quotations word by word, and its text."""

    quotes: QuoteChanges
    segments: tuple[tuple[Quotation, tuple[Segment, ...]], ...]
    text: tuple[Stretch, ...]

    @property
    def is_text_changed(self) -> bool:
        return any(each.side != "same" for each in self.text)


def changes(first: Article, copy: Article) -> Changes:
    """Return what a copy changed."""
    said = [list(row.quotations.for_listing().order_by("start", "pk")) for row in (first, copy)]
    quotes = quote_changes(*said)
    segments = tuple((new, tuple(compared(old.text, new.text))) for old, new in quotes.changed)
    return Changes(quotes, segments, tuple(word_differences(first.body, copy.body)))
