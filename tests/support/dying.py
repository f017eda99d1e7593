"""Work for a process of a pool, without models: one text kills it."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path

from extraction.annotations import Extraction
from extraction.workers import Results, Text


def prepare(weights: Path | None) -> None:
    """Load nothing."""


def extract(texts: Sequence[Text]) -> Results:
    if any(text == "POISON" for text, _ in texts):
        os.kill(os.getpid(), signal.SIGKILL)
    return [Extraction() for _ in texts]
