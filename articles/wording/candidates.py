"""Quotations that may have pasted words, found by the words that are rare.

Each passage of the text has its own candidates, so that a quotation within a paragraph is found
by its own words.  The archive's full-text index gives the quotations with a word; common words are
in memory already.  Only quotations with one of the rarest words are looked at closely: so many
at most, however large the archive is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from pyroaring import BitMap

from articles.search.index.live_index import current_index
from articles.search.query import Form, Term
from extraction.text.folding import fold_in_place
from extraction.text.spelling import spellings

# Words of a passage: a longer sentence is divided.
LONGEST_PASSAGE = 40
# Words that are looked up, over all passages; of each passage the longest, which are rare.
LOOKED_UP, LOOKED_UP_EACH = 60, 8
# Quotations whose words are counted, over all passages, and of each passage at least.
COUNTED, COUNTED_EACH = 24_000, 3_000
# Quotations that are compared word by word, over all passages and of each at least; further ones
# only as far as they have as much of the passage as the best, as copies of a wire text do.
COMPARED, COMPARED_EACH, MOST_COPIES = 120, 20, 500
AS_MUCH = 0.8

_END = re.compile(r"[.!?…]+[\"”’»)\]]*\s+|[\n\"“”„«»]+|;\s")
_TOKEN = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True)
class Rows:
    """The quotations with a word, and what finding it is worth."""

    keys: BitMap
    worth: float


def candidates(text: str) -> tuple[list[int], set[int]]:
    """Return the keys of quotations that share rare words with a text, the most first.

    Beside them, those of which copies may have been left out: they have no more in common with any
    passage than some that were left out.
    """
    passages = list(_passages(text))
    if not passages:
        return [], set()
    looked_up = _looked_up(passages)
    with current_index() as live:
        every = len(live.index.every)
        terms = [Term(Form.WORD, other) for word in looked_up for other in spellings(word)]
        found = dict(zip(terms, live.quotations_having_each(terms), strict=True))
    rows = {}
    for word in looked_up:
        having = [found[Term(Form.WORD, other)] for other in spellings(word)]
        keys = having[0] if len(having) == 1 else BitMap.union(*having)
        if keys:
            rows[word] = Rows(keys, math.log((every + 1) / len(keys)) + 0.1)
    chosen: dict[int, float] = {}
    whole: set[int] = set()
    for passage in passages:
        those = [rows[word] for word in passage if word in rows]
        best, left_out = _best(those, len(passages))
        whole.update(key for key, score in best if score > left_out)
        for key, score in best:
            chosen[key] = max(score, chosen.get(key, 0))
    return sorted(chosen, key=lambda key: (-chosen[key], key)), chosen.keys() - whole


def _passages(text: str) -> Iterator[list[str]]:
    """Yield the distinct words of each sentence or quoted stretch, as the index has them."""
    for sentence in _END.split(fold_in_place(text)):
        words = list(dict.fromkeys(_TOKEN.findall(sentence)))
        for start in range(0, len(words), LONGEST_PASSAGE):
            yield words[start : start + LONGEST_PASSAGE]


def _looked_up(passages: Sequence[Sequence[str]]) -> list[str]:
    """Return the words to look up: of each passage the longest, in turn until there are enough."""
    each = [sorted(passage, key=lambda word: (-len(word), word)) for passage in passages]
    if len(passages) > 1:
        each = [words[:LOOKED_UP_EACH] for words in each]
    words: dict[str, None] = {}
    for turn in range(max(map(len, each))):
        for passage in each:
            if turn < len(passage) and len(words) < LOOKED_UP:
                words[passage[turn]] = None
    return list(words)


def _best(rows: Sequence[Rows], passages: int) -> tuple[list[tuple[int, float]], float]:
    """Return (key, worth of the words it has), most first, and the worth of copies left out."""
    rarest_first = sorted(rows, key=lambda row: len(row.keys))
    pool = _pool(rarest_first, max(COUNTED_EACH, COUNTED // passages))
    if not pool:
        return [], 0
    keys = np.array(pool.to_array(), np.int64)
    worth = np.zeros(len(keys))
    for row in rows:
        worth[np.searchsorted(keys, np.array((row.keys & pool).to_array(), np.int64))] += row.worth
    order = np.lexsort((keys, -worth))
    most = max(COMPARED_EACH, COMPARED // passages)
    alike = int((worth >= AS_MUCH * worth.max()).sum())
    kept = order[: max(most, min(alike, MOST_COPIES))]
    left_out = float(worth[order[len(kept)]]) if alike > len(kept) else 0
    return list(zip(keys[kept].tolist(), worth[kept].tolist(), strict=True)), left_out


def _pool(rows: Sequence[Rows], most: int) -> BitMap:
    """Return up to `most` quotations with one of the rarest words, or with several common ones.

    The rows come with the rarest first.  The common words count too where there are rare ones: a
    rare word may be the one that is misspelt.
    """
    pool = BitMap()
    rare = 0
    for row in rows:
        if len(pool) + len(row.keys) > most:
            break
        pool |= row.keys
        rare += 1
    common = rows[rare:]
    shared = BitMap()
    for size in range(2, len(common) + 1):
        full = True
        for some in combinations(common[: size + 2], size):
            shared = BitMap.intersection(*(row.keys for row in some))
            if len(pool) + len(shared) <= most:
                pool |= shared
                full = False
        if not full:
            break
    return pool or shared[-most:]
