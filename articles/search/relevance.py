"""Order texts by relevance: Okapi BM25 (Robertson and Zaragoza 2009)."""

from __future__ import annotations

import math
from collections.abc import Mapping

from articles.search.highlight import occurrences
from articles.search.query import Term
from extraction.text.folding import fold_in_place

# How soon a repeated term counts for less, and how much the length of a text counts.
K1, B = 1.2, 0.75


def relevance(
    texts: Mapping[int, str], matches: Mapping[Term, int], size: int, language: str
) -> dict[int, float]:
    """Return the BM25 score of each text by its key.

    `matches` is how many of all `size` texts have each term.  Robertson and Zaragoza 2009, “The
    Probabilistic Relevance Framework”.
    """
    plain = {key: fold_in_place(text) for key, text in texts.items()}
    lengths = {key: text.count(" ") + 1 for key, text in texts.items()}
    average = sum(lengths.values()) / max(1, len(lengths))
    score = dict.fromkeys(texts, 0.0)
    for term, matching in matches.items():
        rare = math.log(1 + (size - matching + 0.5) / (matching + 0.5))
        for key, times in zip(plain, occurrences(term, plain.values(), language), strict=True):
            norm = K1 * (1 - B + B * lengths[key] / average)
            score[key] += rare * times * (K1 + 1) / (times + norm)
    return score
