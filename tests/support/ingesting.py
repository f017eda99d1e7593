"""What tests of ingesting and storing share: a text, what there is in it, and a run."""

from __future__ import annotations

from collections.abc import Iterable

from articles.ingest import run
from articles.ingest.run import Outcome, Status
from extraction.annotations import EntityType, Extraction, Kind, SpeakerType
from reading.draft import Draft, ReadingError
from tests.support.factories import FixedExtractor, mentioned, said, span

TEXT = "“We came,” Ana Brel said in Oslo, “and we saw.” “Never,” said the ministry."


def both(text: str) -> Extraction:
    """What there is to find in TEXT."""
    return Extraction(
        (
            said(
                text,
                "We came,",
                "and we saw.",
                by="Ana Brel",
                source=(span(text, "Ana Brel"),),
                cue=(span(text, "said"),),
                title="Envoy",
                speaker_country="NO",
                about=("RU", "US"),
                confidence=0.95,
                reason="named beside the cue",
            ),
            said(
                text,
                "Never,",
                by="Ministry",
                kind=Kind.MIXED,
                speaker_type=SpeakerType.ORGANIZATION,
            ),
        ),
        (
            mentioned(text, "Ana Brel", country="NO"),
            mentioned(text, "Oslo", EntityType.PLACE, "NO"),
        ),
    )


def ingested(
    items: Iterable[Draft | ReadingError], extractor: FixedExtractor, **options: bool
) -> list[Outcome]:
    return list(run.ingest(items, lambda: extractor, **options))


def statuses(outcomes: Iterable[Outcome]) -> list[Status]:
    return [outcome.status for outcome in outcomes]
