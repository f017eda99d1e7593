"""A newsroom with a file of its index, for tests of what is in it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from articles.search.index import index_file, stored_words, vocabulary


@pytest.fixture
def filed(
    transactional_db: None, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A newsroom whose file has a set of each beginning, and pairs of all words."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(index_file, "SMALLEST", 1)
    monkeypatch.setattr(index_file, "ADDED", 1_000)
    build = SimpleNamespace(fault="", start=index_file.build, wait=index_file.build)
    monkeypatch.setattr(index_file, "builder", build)
    monkeypatch.setattr(stored_words, "MANY", 2)
    monkeypatch.setattr(vocabulary, "COMMON", 1_000)
