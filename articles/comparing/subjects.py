"""The subjects of a selection: terms that it has more than quotations in general do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.comparing.sample import SAMPLE, Texts, newest_of
from articles.comparing.sides import Words, counted
from articles.comparing.terms import distinctive, in_any_news, subjects_in, terms_of
from articles.search.answers.tally import tally
from articles.search.index.index import Index
from articles.search.index.live_index import current_index
from articles.search.selection import Selection

MOST = 24


@dataclass(frozen=True, slots=True)
class Subjects:
    """The terms of a selection of `total` quotes, the clearest first."""

    words: Words
    total: int


def subjects_of(selection: Selection) -> Subjects:
    """Return the key terms of a selection, against as many quotations of the rest of the archive.

    Where the rest is small, quotations of any news are in their place.
    """
    with current_index() as live:
        index = live.index
        words = live.quotations_with(selection.query)
        count = tally(index, once=selection.once)
        sample = newest_of(index, selection, words, count)
        background = [key for key in _spread(index, 2 * SAMPLE) if key not in sample.rows][:SAMPLE]
        total = count.size(index.select(selection, words))
    texts = Texts(sample.rows)
    own = texts.terms(sample.keys, subjects=True)
    others = subjects_in(Texts(background).by_key.values())
    others.counts.update(in_any_news(own, len(sample.keys), SAMPLE - len(background)))
    sought = terms_of(term.text for term in selection.query.wanted).counts
    for term in sought:
        del own.counts[term]
    chosen = own.searches(distinctive(own, others, MOST))
    terms = counted(selection, chosen, sample, texts)
    return Subjects(Words(terms, len(sample.keys), sample.fields), total)


def _spread(index: Index, most: int) -> Sequence[int]:
    """Return the keys of up to `most` quotations, at even distances in the archive."""
    step = max(1, len(index.every) // most)
    return list(index.every[::step])[:most]
