"""Readers say that a quote is wrong: one click, a word if they like, no account."""

from __future__ import annotations

import re
import time

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from articles.corrections.remarks import report
from articles.forms.remarks import ReportForm
from articles.models import Calls
from articles.views.permalinks import quotation_at
from newsroom.web.http import client_address

# Reports that are taken from one address in a minute.
MOST = 5
PLACE = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)


@require_POST
def report_quotation(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a quotation of an article first in Review, and lead to its page.

    `quote` is its place, “start-end”; `note` is what the reader says of it.
    """
    place = PLACE.fullmatch(request.POST.get("quote", ""))
    if place is None:
        raise Http404("No quote is named: “quote” is its first and last character, as 12-40.")
    quotation = quotation_at(pk, int(place[1]), int(place[2]))
    form = ReportForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["note"])))
    elif _too_many(request):
        messages.error(
            request, f"No more than {MOST} reports a minute are taken. Try again in a minute."
        )
    else:
        report(quotation, form.cleaned_data["note"], request.user)
        messages.success(request, "Thank you: an editor looks at this quote first.")
    return redirect(f"{quotation.get_absolute_url()}#report")


def _too_many(request: HttpRequest) -> bool:
    """Count a report; whether it is one too many of this minute."""
    caller = f"report {client_address(request) or 'unknown'}"
    return Calls.objects.add_one(caller[:60], int(time.time()) // 60) > MOST
