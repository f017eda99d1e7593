"""An utterance: where it appears, where first, and what each appearance changed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from articles.forms.joining import TO_QUOTATION, JoinForm
from articles.models import Quotation
from articles.presentation.cursor import page_of
from articles.presentation.utterances import appearances
from articles.search.index.live_index import one_look
from newsroom.web.http import HtmxHttpRequest, render

PER_PAGE = 50


@require_safe
@one_look()
def utterance(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """The appearances of the utterance that a quotation belongs to, the first one first."""
    key = get_object_or_404(Quotation, pk=pk).utterance or pk
    if key != pk:
        return redirect("utterance", key)
    return _shown(request, key, JoinForm(TO_QUOTATION))


def show(request: HtmxHttpRequest, quotation: Quotation, form: JoinForm) -> HttpResponse:
    """The same page with a form that has errors."""
    return _shown(request, quotation.utterance_id, form, status=422)


def _shown(request: HtmxHttpRequest, key: int, form: JoinForm, status: int = 200) -> HttpResponse:
    rows = Quotation.objects.appearances_of(key)
    page = page_of(request, rows.for_listing().earliest_first(), PER_PAGE)
    first = rows.for_listing().earliest_first()[0]
    context = {
        "first": first,
        "appearances": appearances(first, list(page.object_list)),
        "numbered": page,
        "count": page.paginator.count,
        "speakers": rows.speaker_names(),
        "form": form,
    }
    return render(request, "utterance.html", context, status=status)
