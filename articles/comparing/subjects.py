"""The subjects of a selection: terms that it has more than quotations in general do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from articles.comparing.sides import SAMPLE, KeyTerm, counted
from articles.comparing.terms import Terms, distinctive, terms_of
from articles.models import Quotation
from articles.search.index import Index
from articles.search.live_index import current_index
from articles.search.selection import Selection
from articles.search.tally import tally

MOST = 24


@dataclass(frozen=True, slots=True)
class Subjects:
    """Key terms, the clearest first, of `read` quotations of a selection, out of `total`."""

    terms: tuple[KeyTerm, ...]
    read: int
    total: int


def subjects_of(selection: Selection) -> Subjects:
    """Return the key terms of a selection, against as many quotations of the whole archive.

    Where the selection is the whole archive, its most frequent terms.
    """
    with current_index() as live:
        index = live.index
        words = live.quotations_with(selection.query)
        listed = tally(index, once=selection.once).listed(index.select(selection, words))
        keys = index.newest(listed, SAMPLE)
        background = [key for key in _spread(index, 2 * SAMPLE) if key not in listed][:SAMPLE]
    own = terms_of(Quotation.objects.texts(keys).values())
    others = terms_of(Quotation.objects.texts(background).values()) if background else Terms()
    chosen = distinctive(own, others, MOST) if others.counts else _frequent(own.counts)
    terms = counted(selection, [own.search_for(term) for term in chosen])
    return Subjects(terms, len(keys), len(listed))


def _frequent(counts: Counter[str]) -> list[str]:
    return [term for term, count in counts.most_common(MOST) if count > 1]


def _spread(index: Index, most: int) -> Sequence[int]:
    """Return the keys of up to `most` quotations, at even distances in the archive."""
    step = max(1, len(index.every) // most)
    return list(index.every[::step])[:most]
