"""Text in, quotations and entities out: pure, without Django (see docs/architecture.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.without_clients import leave_out, send_no_telemetry

if TYPE_CHECKING:
    from extraction.pipeline import Extractor

leave_out()
send_no_telemetry()


def version() -> str:
    """The version of the models, the rules and what the newsroom taught, without loading them.

    Raises LearnedError if what was learned cannot be read.
    """
    from extraction import pipeline

    return pipeline.version()


def load() -> Extractor:
    """The extractor of this process.  The first call loads the models, which takes seconds;
    importing this package does not."""
    from extraction import pipeline

    pipeline.version()  # what was learned may have gone bad since the models were loaded
    return pipeline.load()
