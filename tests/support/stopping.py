"""Runs a command of `manage.py` that is stopped in the middle (`test_stopping.py`).

    python -m tests.support.stopping SIGNAL WORD ingest FOLDER

The signal goes to the whole group of processes, as Ctrl-C in a terminal does, when the text that
begins with WORD is extracted: in this process, or in one of a pool.  Nothing is found in any text.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from extraction.annotations import Extraction
from extraction.workers import Results, Text

SIGNAL, WORD = "STOPPED_BY", "STOPPED_AT"


def main() -> None:
    os.environ[SIGNAL], os.environ[WORD] = sys.argv[1:3]
    import extraction
    from extraction import workers
    from newsroom import console

    extraction.load = Nothing  # type: ignore[assignment]
    workers.prepare, workers.extract = prepare, extract
    console.main(["manage.py", *sys.argv[3:]])


class Nothing:
    """An extractor that finds nothing."""

    version = "nothing-1"

    def extract(self, text: str, author: str = "") -> Extraction:
        return nothing_in(text)

    def extract_many(
        self, texts: Iterable[str], authors: Iterable[str] = ()
    ) -> Iterator[Extraction]:
        return map(nothing_in, texts)


def nothing_in(text: str) -> Extraction:
    if text.split()[0] == os.environ[WORD]:
        os.killpg(0, int(os.environ[SIGNAL]))
    return Extraction()


def prepare(weights: Path | None) -> None:
    """Load nothing."""


def extract(texts: Sequence[Text]) -> Results:
    return [nothing_in(text) for text, _ in texts]


if __name__ == "__main__":
    main()
