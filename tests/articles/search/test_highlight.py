"""Stems, by which what was found is marked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer

from articles.search.highlight import _stemmer

ENDINGS = ("ational", "ization", "fulness", "ousness", "ically", "ness", "ing", "ed", "s", "")
WORDS = [f"{start}{end}" for start in ("relat", "organ", "hope", "nerv", "poli") for end in ENDINGS]


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("restless")
def test_many_threads_stem_at_once() -> None:
    alone = snowballstemmer.stemmer("english")
    expected = [alone.stemWord(word) for word in WORDS]
    for _ in range(20):
        _stemmer.cache_clear()
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(stemmed, range(8)))
        assert found == [expected] * 8


def stemmed(_: int) -> list[str]:
    stem = _stemmer("english")
    return [stem(word) for word in WORDS]
