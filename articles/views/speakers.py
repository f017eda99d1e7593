"""The list of speakers, the page of one, and the speaker's card."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from articles.forms.desk import SplitForm
from articles.forms.filters import QuotationFilter, SpeakerFilter
from articles.models import Country, Speaker, Tenure
from articles.models.listed import listed
from articles.models.profiles import people_beside, profile_of, speaker_with
from articles.presentation.charts.months import Months, Office, months
from articles.presentation.cursor import OLDEST, Listing, listing, page_of, page_request
from articles.presentation.orders import letters, orders
from articles.presentation.switches import appearances_switch, once, words_switch
from articles.presentation.utterances import with_appearances
from articles.search.answers.speakers import (
    SpeakerSummary,
    TitleHeld,
    counts_of,
    most_quoted,
    quoted_of,
    summarise_speaker,
)
from articles.search.answers.timeline import times
from articles.search.index.live_index import one_look
from articles.search.own_words import Words
from articles.search.pages import PageRequest
from articles.search.selection import Selection
from articles.views.countries import Named, countries_of
from newsroom.web.http import HtmxHttpRequest, render

COMPANIONS = 12
COUNTRIES_DRAWN = 5
SPEAKERS_PER_PAGE = 60


@require_safe
@one_look()
def speakers(request: HtmxHttpRequest) -> HttpResponse:
    form = SpeakerFilter(request.GET)
    form.is_valid()
    context = {"form": form, "letters": letters(request.GET, form.chosen_letter)}
    context |= _by_name(request, form) if form.chosen_letter else _by_quotes(request, form)
    return render(request, "speakers.html", context, partial="results")


def _by_quotes(request: HtmxHttpRequest, form: SpeakerFilter) -> dict[str, Any]:
    found = most_quoted(page_request(request, SPEAKERS_PER_PAGE), form.among())
    rows = Speaker.objects.ranked(found.page)
    return {"page": listing(request, rows, found.total, found.previous, found.next)}


def _by_name(request: HtmxHttpRequest, form: SpeakerFilter) -> dict[str, Any]:
    keys = quoted_of(Speaker.objects.keys_under(form.chosen_letter), form.among())
    page = page_of(request, keys, SPEAKERS_PER_PAGE)
    rows = Speaker.objects.ranked(counts_of(page.object_list))
    return {"page": Listing(rows, len(keys)), "numbered": page}


@require_safe
@one_look()
def speaker(request: HtmxHttpRequest, pk: int, slug: str) -> HttpResponse:
    """The page of a speaker.  A merged or renamed one redirects, with 302: both can be undone."""
    found = _speaker(pk)
    if request.path != found.root.get_absolute_url():
        return redirect(found.root)
    order = OLDEST if request.GET.get("sort") == OLDEST else QuotationFilter.NEWEST
    words = Words.named(request.GET.get("words"))
    said = summarise_speaker(
        found.pk, page_request(request), COMPANIONS, words=words, once=once(request.GET)
    )
    about = countries_of(said.about)
    profile = profile_of(found)
    rows = with_appearances(listed(said.page.keys))
    context = {
        "speaker": found,
        "tenures": profile.tenures,
        "names": profile.names,
        "merged": profile.merged,
        "split": SplitForm(found) if request.user.has_perm("articles.correct") else None,
        "switch": words_switch(words, request.GET, said.words),
        "once": appearances_switch(request.GET, said.total, said.appearances, said.several),
        "orders": orders(request.GET, QuotationFilter.SORTS[:2], order),
        "order": order,
        "likely": _likely(found, said),
        "titles": said.titles,
        "about": about,
        "chart": _months(request.GET, found, words, about, _offices(profile.tenures, said.titles)),
        "beside": people_beside(said.beside),
        "looked_at": said.looked_at,
        "page": listing(request, rows, said.total, said.page.previous, said.page.next),
    }
    return render(request, "speaker.html", context)


def _speaker(pk: int) -> Speaker:
    found = speaker_with(pk)
    if found is None:
        raise Http404(f"There is no speaker {pk}.")
    return found


def _months(
    params: QueryDict, speaker: Speaker, words: Words, about: Sequence[Named],
    offices: Iterable[Office],
) -> Months | None:  # fmt: skip
    """Return the picture of a speaker's quotations over time; None if they are of one month."""
    own = frozenset({speaker.pk})
    selection = Selection({"speaker": own}, words=words, once=once(params))
    shown = about[:COUNTRIES_DRAWN]
    counted = times(selection, "about", [named.value for named in shown])
    if counted is None:
        return None
    kept = {name: str(params[name]) for name in ("words", "appearances") if params.get(name)}
    fields = {"speaker": str(speaker.pk), **kept}
    rows = [("All", fields), *((named.label, {**fields, "about": named.value}) for named in shown)]
    return months(counted, rows, offices, speaker.dated_events)


def _offices(tenures: Iterable[Tenure], titles: Iterable[TitleHeld]) -> list[Office]:
    """Return the offices on file, or else those that articles give with dates."""
    on_file = [Office(each.title, each.since, each.until) for each in tenures]
    return on_file or [Office(held.title, held.first, held.last) for held in titles if held.first]


def _likely(speaker: Speaker, said: SpeakerSummary) -> Country | None:
    """Return the country that articles make likely, of a speaker who has none."""
    code = "" if speaker.country_id else said.likely_country
    return Country.objects.known([code]).get(code) if code else None


@require_safe
def card(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    found = _speaker(pk)
    return render(request, "speaker_card.html", card_of(found), partial="card")


def card_of(found: Speaker) -> dict[str, Any]:
    """What the card of a speaker prints."""
    said = summarise_speaker(found.pk, PageRequest(0), listed=3)
    return {
        "speaker": found,
        "likely": _likely(found, said),
        "titles": said.titles[:3],
        "count": said.total,
        "about": countries_of(said.about),
    }
