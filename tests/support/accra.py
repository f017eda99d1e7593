"""An article from Accra, and all evidence of the country of its last speaker."""

from __future__ import annotations

from extraction.countries.evidence import Evidence
from extraction.countries.speakers.speaker_country import SpeakerCountries
from extraction.pipeline import document_of

ACCRA = (
    "ACCRA, Ghana — The road to Kumasi was shut on Monday, and so was that to Tamale.\n\n"
    "{paragraph}\n\nDrivers in Kumasi wait. Ghana waits with them."
)


def evidence(paragraph: str) -> list[Evidence]:
    """All evidence of the last speaker in an article from Accra."""
    document = document_of(ACCRA.format(paragraph=paragraph))
    resolved = list(document.sources.values())[-1]
    return SpeakerCountries(document).evidence_of_resolved(resolved)
