"""Join what is one, and part what is not: quotations of an utterance, and copies of an article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from articles.corrections import copies as copy_decisions
from articles.corrections import utterances as utterance_decisions
from articles.corrections.changes import CannotCorrectError, Editor
from articles.forms.joining import TO_ARTICLE, TO_QUOTATION, JoinForm, Link
from articles.models import Article, Change, Quotation
from articles.views import copies, utterances
from articles.views.desk.editing import done, editor
from newsroom.web.http import HtmxHttpRequest


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be joined: its page by the name of the route, its rows, the decisions on it, and
    what is said when one was made.

    `show` answers with the page of a row and a form that has errors.
    """

    page: str
    rows: Callable[[], QuerySet[Any]]
    show: Callable[[HtmxHttpRequest, Any, JoinForm], HttpResponse]
    link: Link
    join: Callable[[Any, Any, Editor], Change]
    part: Callable[[Any, Editor], Change]
    joined: str
    parted: str


KINDS = {
    "utterance": Kind(
        "utterance", Quotation.objects.for_editing, utterances.show, TO_QUOTATION,
        utterance_decisions.join, utterance_decisions.part,
        "The quotes are one utterance now.", "The quote is apart from the others now.",
    ),
    "copies": Kind(
        "copies", Article.objects.all, copies.show, TO_ARTICLE,
        copy_decisions.join, copy_decisions.part,
        "The articles are one text now.", "The article is apart from its copies now.",
    ),
}  # fmt: skip


@require_POST
def part(request: HtmxHttpRequest, pk: int, what: str) -> HttpResponse:
    """Take a quotation out of its utterance, or an article out of its copies."""
    kind = KINDS[what]
    row = get_object_or_404(kind.rows(), pk=pk)
    try:
        change = kind.part(row, editor(request))
    except CannotCorrectError as error:
        messages.error(request, str(error))
        return redirect(kind.page, pk)
    return done(request, change, kind.parted, kind.page, pk=pk)


@require_POST
def join(request: HtmxHttpRequest, pk: int, what: str) -> HttpResponse:
    """Join an utterance, or the copies of an article, with another, given by its link."""
    kind = KINDS[what]
    row = get_object_or_404(kind.rows(), pk=pk)
    form = JoinForm(kind.link, request.POST)
    if form.is_valid():
        try:
            change = kind.join(row, form.cleaned_data["other"], editor(request))
        except CannotCorrectError as error:
            form.add_error("other", str(error))
        else:
            return done(request, change, kind.joined, kind.page, pk=pk)
    return kind.show(request, row, form)
