"""A text for the commands that extract, and what there is to find in it."""

from __future__ import annotations

from extraction.annotations import EntityType, Extraction, Kind
from tests.support.factories import mentioned, said, span

TEXT = "“Yes,” said Ana Brel in Oslo. “No,” said Bo Lind."


def found(text: str) -> Extraction:
    """What there is to find in TEXT; a text that holds poison breaks the extractor."""
    if "poison" in text:
        raise RuntimeError("cannot digest this")
    if "Ana Brel" not in text:
        return Extraction()
    yes = said(
        text,
        "Yes,",
        by="Ana Brel",
        source=(span(text, "Ana Brel"),),
        cue=(span(text, "said"),),
        speaker_country="NO",
        about=("RU",),
        confidence=0.987654321,
    )
    no = said(text, "No,", kind=Kind.MIXED, speaker_type=None)
    return Extraction((yes, no), (mentioned(text, "Oslo", EntityType.PLACE, "NO"),))
