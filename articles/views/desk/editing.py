"""What the views of the desk share: the editor, the message and the redirect."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from articles.corrections.changes import Editor
from articles.forms.begun import BegunForm
from articles.models import Change, Quotation
from newsroom.db.locks import single_writer
from newsroom.web.http import HtmxHttpRequest


def editor(request: HtmxHttpRequest, why: str = "") -> Editor:
    return Editor(request.user, why or request.POST.get("why", "").replace("\0", "")[:500])


def done(
    request: HtmxHttpRequest, change: Change | None, message: str, to: Any, **kwargs: Any
) -> HttpResponseRedirect:
    """Redirect to the page the editor came from, with a message that can undo the change."""
    if change is None:
        messages.info(request, "Nothing was changed.")
    else:
        messages.success(request, message, extra_tags=str(change.pk))
    return HttpResponseRedirect(back_to(request, resolve_url(to, **kwargs)))


def back_to(request: HtmxHttpRequest, default: str) -> str:
    """The `next` of the form if it is a path of this site, else `default`."""
    target = request.POST.get("next", "")
    is_path = target.startswith("/") and target.isprintable()
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if is_path and ours else default


def place_of(quotation: Quotation) -> str:
    """The URL of the quotation on the page of its article, with its note in focus."""
    url = quotation.article.get_absolute_url()
    return f"{url}?at={quotation.start}-{quotation.end}#{quotation.anchor}"


def focus_on_error(form: Form) -> None:
    """Have the browser focus the first field with an error."""
    wrong = next((name for name in form.fields if name in form.errors), None)
    if wrong is not None:
        form.fields[wrong].widget.attrs["autofocus"] = True


def saving(request: HtmxHttpRequest) -> AbstractContextManager[None]:
    """Have no other writer between reading what a form is compared with and storing it."""
    return single_writer() if request.method == "POST" else nullcontext()


def saved(form: BegunForm, message: str = "Saved.") -> str:
    """Say that a form was saved, and which changes of another editor stay beside it."""
    if not form.merged:
        return message
    kept = ", ".join(form.field_label(name).lower() for name in form.merged)
    return f"{message} What another editor changed meanwhile is kept: {kept}."
