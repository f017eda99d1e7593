"""The enumerations of extraction as choices of a column, with the labels that readers see."""

from __future__ import annotations

from extraction.annotations import EntityType, Kind, SpeakerType

KIND_LABELS = {
    Kind.DIRECT: "Word for word",
    Kind.MIXED: "Partly quoted",
    Kind.INDIRECT: "Paraphrased",
}


def choices(enum: type[SpeakerType] | type[EntityType]) -> list[tuple[str, str]]:
    return [(member.value, member.value.capitalize()) for member in enum]


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.value, KIND_LABELS[kind]) for kind in Kind]
