"""The commands with an extractor whose findings are known."""

from __future__ import annotations

import pytest

from tests.support.commands import found
from tests.support.factories import FixedExtractor


@pytest.fixture
def extractor(monkeypatch: pytest.MonkeyPatch) -> FixedExtractor:
    """Replaces the pipeline in what the commands load."""
    fixed = FixedExtractor(found)
    monkeypatch.setattr("extraction.load", lambda: fixed)
    return fixed
