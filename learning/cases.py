"""Articles with what editors decided on them, read once up to the chains of their people."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.tagged import held_out, read_tagged
from extraction.annotations import Extraction, Spans
from extraction.document import Document
from extraction.learned import Learned, using
from extraction.pipeline import completed, joined

HELD_BACK = 0.25
"""The share of the decisions, the last ones, that nothing is learned from."""
ALWAYS = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided about one quotation: `name` is None where nobody is named.

    `rejected`: it is no quotation.  `source` are the words of the source, if there are any.
    """

    content: Spans
    source: Spans
    name: str | None
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class DecidedArticle:
    """A text with decisions, and when the last of them was made."""

    text: str
    decided: tuple[Decided, ...]
    at: dt.datetime = ALWAYS

    @property
    def speakers(self) -> int:
        """The number of decisions that give a name."""
        return sum(each.name is not None for each in self.decided)


@dataclass(frozen=True, slots=True)
class Case:
    """An article with its document, which is kept pickled: completing a document changes it."""

    article: DecidedArticle
    pickled: bytes = field(repr=False)

    def document(self) -> Document:
        found: Document = pickle.loads(self.pickled)  # noqa: S301 - made by `read`
        return found

    def extraction(self, learned: Learned) -> Extraction:
        """What is extracted with this."""
        with using(learned):
            return completed(self.document())


def read(articles: Iterable[DecidedArticle]) -> Iterator[Case]:
    """The cases of articles, without those whose text the stages read with other offsets."""
    known = list(articles)
    for article, document in zip(known, joined(each.text for each in known), strict=True):
        if document.text == article.text:
            yield Case(article, pickle.dumps(document))


def shipped(folder: Path) -> tuple[list[DecidedArticle], list[DecidedArticle]]:
    """Our own articles: those that may be learned from, and those that are kept apart.

    Raises CorpusError if there are none.
    """
    parts: tuple[list[DecidedArticle], list[DecidedArticle]] = ([], [])
    for article in read_tagged(folder):
        decided = tuple(Decided(q.content, q.source, q.name) for q in article.quotations)
        parts[held_out(article.id)].append(DecidedArticle(article.text, decided))
    return parts


def by_time(
    articles: Sequence[DecidedArticle],
) -> tuple[list[DecidedArticle], list[DecidedArticle]]:
    """The earlier articles, and the last ones with HELD_BACK of the decisions that give a name."""
    ordered = sorted(articles, key=lambda article: article.at)
    wanted = HELD_BACK * sum(article.speakers for article in ordered)
    later: list[DecidedArticle] = []
    while ordered and sum(article.speakers for article in later) < wanted:
        later.insert(0, ordered.pop())
    return ordered, later
