"""Order texts by relevance: Okapi BM25 (Robertson and Zaragoza 2009)."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

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
    plain = list(map(fold_in_place, texts.values()))
    lengths = np.array([text.count(" ") + 1 for text in texts.values()], float)
    norm = K1 * (1 - B + B * lengths / (lengths.sum() / max(1, len(lengths))))
    score = np.zeros(len(plain))
    for term, matching in matches.items():
        rare = math.log(1 + (size - matching + 0.5) / (matching + 0.5))
        times = np.array(occurrences(term, plain, language), float)
        score += rare * times * (K1 + 1) / (times + norm)
    return dict(zip(texts, score.tolist(), strict=True))
