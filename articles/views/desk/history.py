"""The history of changes, and their reverting."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from articles.corrections.changes import CannotCorrectError
from articles.corrections.revert import revert
from articles.forms.history import HistoryFilter
from articles.models import Article, Assignment, Change, Comment, Decision, Speaker
from articles.models.decisions import ChangeQuerySet
from articles.presentation.cursor import page_of
from articles.presentation.verbatim import in_marks
from articles.tasks import process_article
from articles.views.desk.editing import back_to, done, editor, place_of
from newsroom.web.http import HtmxHttpRequest, render


def _page(
    request: HtmxHttpRequest, changes: ChangeQuerySet, of: str, link: str = ""
) -> HttpResponse:
    form = HistoryFilter(request.GET)
    form.is_valid()
    page = page_of(request, form.narrow(changes).for_listing())
    context = {"page": page, "of": of, "link": link, "form": form}
    return render(request, "desk/history.html", context)


@require_safe
def history(request: HtmxHttpRequest) -> HttpResponse:
    return _page(request, Change.objects.all().whole(), "")


@require_safe
def my_work(request: HtmxHttpRequest) -> HttpResponse:
    """What the editor changed today, what they have taken, and what they said."""
    today = timezone.make_aware(dt.datetime.combine(timezone.localdate(), dt.time.min))
    changes = Change.objects.all().by_user(request.user).since(today)
    context = {
        "page": page_of(request, changes.whole().for_listing()),
        "counts": changes.per_action(),
        "taken": Assignment.objects.all().of(int(request.user.pk or 0)).count(),
        "skipped": len(request.session.get("skipped", [])),
        "comments": Comment.objects.all().by_user(request.user).latest_first(),
        "mine": True,
    }
    return render(request, "desk/history.html", context)


@require_safe
def article_history(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article, pk=pk)
    changes = Change.objects.all().on_article(article)
    return _page(request, changes, article.title, article.get_absolute_url())


@require_safe
def speaker_history(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    speaker = get_object_or_404(Speaker, pk=pk)
    changes = Change.objects.all().on_speaker(speaker)
    return _page(request, changes, speaker.name, speaker.get_absolute_url())


@require_safe
def decision_history(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(Decision.objects.select_related("quotation", "article"), pk=pk)
    shown = decision.quotation or decision.article
    changes = Change.objects.all().on_decision(decision)
    return _page(request, changes, in_marks(decision.words[:120]), shown.get_absolute_url())


@require_POST
def revert_change(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    change = get_object_or_404(Change, pk=pk)
    try:
        made = revert(change, editor(request))
    except CannotCorrectError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(back_to(request, "/"))
    if change.article is not None and change.decision is None and "body" in made.after:
        process_article.enqueue(change.article.pk)
    response = done(request, made, "Brought back as it was before.", "history")
    return _to_its_place(made, _to_what_is_left(made, response))


def _to_what_is_left(change: Change, response: HttpResponseRedirect) -> HttpResponseRedirect:
    """Lead elsewhere if the response leads to the page of a speaker who went with the change."""
    try:
        page = resolve(urlsplit(response.url).path)
    except Resolver404:
        return response
    if page.url_name != "speaker" or Speaker.objects.all().with_pk(page.kwargs["pk"]):
        return response
    return redirect(change.speaker) if change.speaker else redirect("history")


def _to_its_place(change: Change, response: HttpResponseRedirect) -> HttpResponseRedirect:
    """Lead to the quotation that a change is on, where the response leads to its article."""
    quotation = change.decision.quotation if change.decision else None
    if quotation is None or urlsplit(response.url).path != quotation.article.get_absolute_url():
        return response
    return HttpResponseRedirect(place_of(quotation))
