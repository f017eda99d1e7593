"""Text in, quotations and entities out: pure, without Django (see docs/architecture.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extraction.pipeline import Extractor


def version() -> str:
    """The version of the models and rules, without loading them."""
    from extraction import pipeline

    return pipeline.VERSION


def load() -> Extractor:
    """The extractor of this process.  The first call loads the models, which takes seconds;
    importing this package does not."""
    from extraction import pipeline

    return pipeline.load()
