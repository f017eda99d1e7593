"""What the page of a speaker prints of the rows that are theirs, read by prepared queries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import F

from articles.models.countries import Country
from articles.models.speakers import Speaker, SpeakerName
from articles.models.tenures import Tenure
from extraction.annotations import SpeakerType
from newsroom.db.prepared import PreparedQuery

_speakers = PreparedQuery(lambda keys: Speaker.objects.filter(pk__in=keys).order_by())
_people = PreparedQuery(
    lambda keys: Speaker.objects.filter(pk__in=keys, type=SpeakerType.PERSON).order_by()
)
_merged = PreparedQuery(lambda keys: Speaker.objects.filter(merged_into__in=keys).order_by("name"))
_names = PreparedQuery(lambda keys: SpeakerName.objects.filter(speaker__in=keys).order_by("name"))
_tenures = PreparedQuery(
    lambda keys: Tenure.objects.filter(speaker__in=keys).order_by(
        F("since").desc(nulls_last=True), "title"
    )
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Other names of a speaker, those who were merged into them, and their offices on file."""

    names: list[SpeakerName]
    merged: list[Speaker]
    tenures: list[Tenure]


def speaker_with(pk: int) -> Speaker | None:
    """Return the speaker with a key, with their country; None if there is none."""
    found = _speakers([pk]) if pk < 2**63 else []
    return with_country(found[0]) if found else None


def speakers_with(keys: Collection[int]) -> dict[int, Speaker]:
    """Return those with these keys, by key, with their countries and whom they were merged into."""
    found = {row.pk: with_country(row) for row in _speakers(keys)}
    into = {row.merged_into_id for row in found.values()} - {None, *found}
    known = found | {row.pk: with_country(row) for row in _speakers(into)}
    for row in known.values():
        if row.merged_into_id in known:
            row.merged_into = known[row.merged_into_id]
    return found


def profile_of(speaker: Speaker) -> Profile:
    """Return what is on file of a speaker, in the order of the page."""
    key = [speaker.pk]
    names = [name for name in _names(key) if name.name != speaker.name]
    return Profile(names, _merged(key), [with_country(tenure) for tenure in _tenures(key)])


def people_beside(counts: Sequence[tuple[int, int]]) -> list[Speaker]:
    """Return people of (key, number of articles), in this order, with `shared_count`."""
    people = {person.pk: person for person in _people([key for key, _ in counts])}
    for key, count in counts:
        if key in people:
            people[key].shared_count = count  # type: ignore[attr-defined]
    return [people[key] for key, _ in counts if key in people]


def with_country[Row: (Speaker, Tenure)](row: Row) -> Row:
    """Give a row its country from memory, where countries are: they never change."""
    if code := row.country_id:
        row.country = Country.objects.known([code]).get(code)
    return row
