"""The subjects of a selection: terms that it has more than quotations in general do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from articles.comparing.sample import SAMPLE, Texts, newest_of
from articles.comparing.sides import Words, counted
from articles.comparing.terms import Terms, distinctive, terms_of
from articles.search.index import Index
from articles.search.live_index import current_index
from articles.search.selection import Selection
from articles.search.tally import tally

MOST = 24


@dataclass(frozen=True, slots=True)
class Subjects:
    """The terms of a selection of `total` quotes, the clearest first."""

    words: Words
    total: int


def subjects_of(selection: Selection) -> Subjects:
    """Return the key terms of a selection, against as many quotations of the whole archive.

    Where the selection is the whole archive, its most frequent terms.
    """
    with current_index() as live:
        index = live.index
        words = live.quotations_with(selection.query)
        count = tally(index, once=selection.once)
        found = index.select(selection, words)
        sample = newest_of(index, selection, words, count)
        background = [key for key in _spread(index, 2 * SAMPLE) if key not in found][:SAMPLE]
        total = count.size(found)
    texts = Texts(sample.rows)
    own = terms_of(texts.of(sample.keys))
    others = terms_of(Texts(background).of(background)) if background else Terms()
    chosen = distinctive(own, others, MOST) if others.counts else _frequent(own.counts)
    terms = counted(selection, own.searches(chosen), sample, texts)
    return Subjects(Words(terms, len(sample.keys), sample.fields), total)


def _frequent(counts: Counter[str]) -> list[str]:
    return [term for term, count in counts.most_common(MOST) if count > 1]


def _spread(index: Index, most: int) -> Sequence[int]:
    """Return the keys of up to `most` quotations, at even distances in the archive."""
    step = max(1, len(index.every) // most)
    return list(index.every[::step])[:most]
