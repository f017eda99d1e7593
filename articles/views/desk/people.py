"""Loading a list of people in the browser, as `manage.py load_people` does."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from articles.forms.people import PeopleForm
from articles.resolution.people_list import COLUMNS, load_rows
from newsroom.web.http import HtmxHttpRequest, render


@require_http_methods(["GET", "HEAD", "POST"])
def load_people(request: HtmxHttpRequest) -> HttpResponse:
    """The form; a list is loaded only if every row of it is valid."""
    sent = request.method == "POST"
    form = PeopleForm(request.POST, request.FILES) if sent else PeopleForm()
    if sent and form.is_valid():
        loaded = load_rows(form.rows)
        messages.success(
            request, f"The list is loaded: {loaded.created} new, {loaded.known} known before."
        )
        return redirect("people-list")
    context = {"form": form, "columns": COLUMNS}
    return render(request, "desk/people.html", context, status=422 if form.errors else 200)
