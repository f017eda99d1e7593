"""Many texts at once, in this process or as the work of one of a pool (`workers.py`)."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import extraction
from extraction.annotations import Extraction

logger = logging.getLogger(__name__)

# A text with its author, and what became of it.
type Text = tuple[str, str]
type Results = list[Extraction | Exception]


class Extractor(Protocol):
    """What `extraction.load()` gives."""

    @property
    def version(self) -> str: ...

    def extract(self, text: str, author: str = "") -> Extraction: ...

    def extract_many(
        self, texts: Iterable[str], authors: Iterable[str] = ...
    ) -> Iterator[Extraction]: ...


def extract_each(texts: Sequence[Text], extractor: Extractor) -> Results:
    """What the extractor makes of each text with its author, or why it could not.

    All at once, because that is faster; one by one where one of them breaks the batch.
    """
    try:
        bodies, authors = [text for text, _ in texts], [author for _, author in texts]
        return list(extractor.extract_many(bodies, authors))
    except Exception:  # noqa: BLE001 - found again below, with the text it belongs to
        logger.debug("A batch of %d texts failed; extracting one by one", len(texts))
    results: Results = []
    for text, author in texts:
        try:
            results.append(extractor.extract(text, author))
        except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
            results.append(error)
    return results


def prepare() -> None:
    """Load the models, once a process."""
    extraction.load()


def extract(texts: Sequence[Text]) -> Results:
    """What this process's extractor finds in each text."""
    return extract_each(texts, extraction.load())
