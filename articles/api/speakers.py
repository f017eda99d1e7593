"""Speakers: the list, and one of them with names, titles and offices."""

from __future__ import annotations

from collections.abc import Collection

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from articles.api.answers import SpeakerList
from articles.api.lists import listed, site_of
from articles.api.parameters import page_and_filter, parameters, reject_parameters
from articles.forms.filters import SpeakerFilter
from articles.models import Speaker
from articles.search.answers.rankings import ranking_cursor
from articles.search.answers.speakers import TitleHeld, most_quoted, summarise_speaker
from articles.search.pages import PageRequest
from articles.serialization.shapes import TitleOfSpeaker, WholeSpeaker
from articles.serialization.stored import (
    counted_countries,
    day,
    office_of_speaker,
    stored_speaker,
)

router = Router(tags=["Speakers"])


@router.get(
    "/speakers",
    response=SpeakerList,
    operation_id="list_speakers",
    summary="List speakers",
    openapi_extra={"parameters": parameters(SpeakerFilter)},
)
def speakers(request: HttpRequest) -> SpeakerList:
    """Those who are quoted, most quoted first."""
    form, page = page_and_filter(
        request, SpeakerFilter, lambda form, cursor: ranking_cursor(cursor) is not None
    )
    found = most_quoted(page, _among(form))
    last = {key: day for key, _, day in found.page}
    site = site_of(request)
    rows = Speaker.objects.ranked(found.page)
    return {
        **listed(request, found.total, found.previous, found.next),
        "items": [
            stored_speaker(row, site, row.quotation_count, last[row.pk])  # type: ignore[attr-defined]
            for row in rows
        ],
    }


def _among(form: SpeakerFilter) -> Collection[int] | None:
    """Return the keys of those that pass every filter; None for no filter."""
    among = form.among()
    if not form.chosen_letter:
        return among
    under = set(Speaker.objects.keys_under(form.chosen_letter))
    return under if among is None else under.intersection(among)


@router.get(
    "/speakers/{int:key}",
    response=WholeSpeaker,
    operation_id="get_speaker",
    summary="Read a speaker",
)
def speaker(request: HttpRequest, key: int) -> WholeSpeaker:
    """One speaker. The key of a merged speaker gives the one that it was merged into."""
    reject_parameters(request)
    found = get_object_or_404(Speaker.objects.select_related("merged_into"), pk=key).root
    said = summarise_speaker(found.pk, PageRequest(0))
    quoted = most_quoted(PageRequest(1), [found.pk]).page
    return {
        **stored_speaker(found, site_of(request), said.total, quoted[0][2] if quoted else None),
        "names": [name.name for name in found.names.all()],
        "note": found.note,
        "titles": list(map(_title, said.titles)),
        "offices": [office_of_speaker(tenure) for tenure in found.tenures.all()],
        "about": counted_countries(said.about.values),
    }


def _title(held: TitleHeld) -> TitleOfSpeaker:
    return {
        "title": held.title,
        "first": day(held.first),
        "last": day(held.last),
        "quotation_count": held.count,
    }
