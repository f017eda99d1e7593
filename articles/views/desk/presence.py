"""Who else has a form open: noted with the page of a form, and reported by it every half minute."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib.auth.models import User
from django.db import OperationalError
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from articles.models import OpenForm
from newsroom.db.locks import briefly
from newsroom.web.http import HtmxHttpRequest, render


def others(request: HtmxHttpRequest, what: str, key: int) -> dict[str, Any]:
    """Note that the form is open; return what `parts/others.html` prints.

    Where nothing can be written just now the form opens all the same.
    """
    opened = request.method == "GET"
    with suppress(OperationalError), briefly():
        OpenForm.objects.all().report(_me(request), what, key, opened=opened)
    found = list(OpenForm.objects.all().on(what, key).by_others(_me(request)))
    return {
        "others": found,
        "others_key": ",".join(str(each.pk) for each in found),
        "open_url": reverse(f"{what}-open", args=[key]),
    }


def closed(request: HtmxHttpRequest, what: str, key: int) -> None:
    """Note that the form was saved."""
    OpenForm.objects.all().close(_me(request), what, key)


@require_POST
def stay(request: HtmxHttpRequest, pk: int, what: str) -> HttpResponse:
    """Answer the report of a form: with who else has it open, if that has changed."""
    context = others(request, what, pk)
    if request.POST.get("known", "") == context["others_key"]:
        return HttpResponse(status=204)
    return render(request, "parts/others.html", context)


def _me(request: HtmxHttpRequest) -> User:
    """The editor: nobody else comes here."""
    assert isinstance(request.user, User)
    return request.user
