"""The enumerations of extraction as choices of a column."""

from __future__ import annotations

from extraction.annotations import EntityType, Kind, SpeakerType


def choices(enum: type[Kind] | type[SpeakerType] | type[EntityType]) -> list[tuple[str, str]]:
    return [(member.value, member.value.capitalize()) for member in enum]
