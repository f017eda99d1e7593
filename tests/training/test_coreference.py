"""Weights of the resolver, learnt from a few articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from extraction.coreference.ranking.features import COLUMNS, Anaphor
from extraction.document import Chain
from training.coreference.corpora import read_own
from training.coreference.train import Text, read, train

OWN = Path(__file__).parents[2] / "training" / "own" / "who"


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    return list(read(list(read_own(OWN))[:2], 1.0))


@pytest.mark.model
def test_weights_for_descriptions_are_of_texts_that_others_read(texts: list[Text]) -> None:
    asked = []

    def nobody(
        anaphor: Anaphor, candidates: Sequence[Chain], rows: list[list[float]]
    ) -> Sequence[float]:
        asked.append(anaphor.event.span)
        return [0.0] * len(candidates) + [1.0]

    weights = train(texts, nobody)
    assert asked
    assert weights["hidden"].shape[0] == COLUMNS
    again = train(texts, nobody)
    assert all(np.array_equal(again[name], value) for name, value in weights.items())
    own = train(texts)
    assert not np.array_equal(own["out"], weights["out"]), "what they decide is in mind"
