"""Speakers: the list, one of them, and the card that says in brief who one is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from newsroom.http import HtmxHttpRequest, render

from articles.forms.correcting import SplitForm
from articles.forms.filters import SpeakerFilter
from articles.models import Speaker
from articles.views.paging import page_of

COMPANIONS = 12
SPEAKERS_PER_PAGE = 60


@require_safe
def speakers(request: HtmxHttpRequest) -> HttpResponse:
    form = SpeakerFilter(request.GET)
    form.is_valid()
    page = page_of(request, form.narrow(Speaker.objects.for_listing()), SPEAKERS_PER_PAGE)
    return render(request, "speakers.html", {"form": form, "page": page}, partial="results")


@require_safe
def speaker(request: HtmxHttpRequest, pk: int, slug: str) -> HttpResponse:
    """A speaker; one who was merged, or renamed, leads on – for now, since that can be undone."""
    found = get_object_or_404(
        Speaker.objects.select_related("country", "merged_into", "only_in"), pk=pk
    )
    if request.path != found.root.get_absolute_url():
        return redirect(found.root)
    quotations = found.quotations.all()
    context = {
        "speaker": found,
        "tenures": found.tenures.select_related("country"),
        "names": [name for name in found.names.all() if name.name != found.name],
        "merged": found.merged.all(),
        "split": SplitForm(found),
        "titles": list(quotations.titles_held()),
        "about": list(quotations.tally_countries_about()),
        "beside": Speaker.objects.quoted_beside(found)[:COMPANIONS],
        "page": page_of(request, quotations.for_listing().newest_first()),
    }
    return render(request, "speaker.html", context, partial="results")


@require_safe
def card(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Speaker.objects.select_related("country"), pk=pk)
    context = {
        "speaker": found,
        "titles": list(found.quotations.titles_held())[:3],
        "count": found.quotations.count(),
        "about": list(found.quotations.tally_countries_about())[:3],
    }
    return render(request, "speaker_card.html", context, partial="card")
