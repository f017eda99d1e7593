"""An utterance: where it appears, where first, and what each appearance changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from articles.corrections.changes import CannotCorrectError
from articles.corrections.utterances import join, part
from articles.forms.utterances import JoinForm
from articles.models import Quotation
from articles.presentation.cursor import page_of
from articles.presentation.utterances import appearances
from articles.views.desk.editing import done, editor
from newsroom.web.http import HtmxHttpRequest, render

PER_PAGE = 50


@require_safe
def utterance(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """The appearances of the utterance that a quotation belongs to, the first one first."""
    key = get_object_or_404(Quotation, pk=pk).utterance or pk
    if key != pk:
        return redirect("utterance", key)
    return render(request, "utterance.html", _listed(request, key, JoinForm()))


def _listed(request: HtmxHttpRequest, key: int, form: JoinForm) -> dict[str, Any]:
    rows = Quotation.objects.appearances_of(key)
    page = page_of(request, rows.for_listing().earliest_first(), PER_PAGE)
    first = rows.for_listing().earliest_first()[0]
    return {
        "first": first,
        "appearances": appearances(first, list(page.object_list)),
        "numbered": page,
        "count": page.paginator.count,
        "speakers": rows.speaker_names(),
        "form": form,
    }


@require_POST
def part_quotation(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Make a quotation an utterance of its own."""
    row = get_object_or_404(Quotation.objects.for_editing(), pk=pk)
    try:
        change = part(row, editor(request))
    except CannotCorrectError as error:
        messages.error(request, str(error))
        return redirect("utterance", pk)
    return done(request, change, "The quote is apart from the others now.", "utterance", pk=pk)


@require_POST
def join_quotation(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Join the utterance of a quotation with that of another one, given by its link."""
    row = get_object_or_404(Quotation.objects.for_editing(), pk=pk)
    form = JoinForm(request.POST)
    if form.is_valid():
        try:
            change = join(row, form.cleaned_data["other"], editor(request))
        except CannotCorrectError as error:
            form.add_error("other", str(error))
        else:
            return done(request, change, "The quotes are one utterance now.", "utterance", pk=pk)
    context = _listed(request, row.utterance or row.pk, form)
    return render(request, "utterance.html", context, status=422)
