"""The history of changes, and their reverting."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from articles.corrections.changes import CannotCorrectError
from articles.corrections.revert import revert
from articles.models import Article, Change, Decision, Speaker
from articles.models.decisions import ChangeQuerySet
from articles.presentation.cursor import page_of
from articles.tasks import process_article
from articles.views.desk.editing import back_to, done, editor, place_of
from newsroom.web.http import HtmxHttpRequest, render


def _page(
    request: HtmxHttpRequest, changes: ChangeQuerySet, of: str, link: str = ""
) -> HttpResponse:
    context = {"page": page_of(request, changes.for_listing()), "of": of, "link": link}
    return render(request, "desk/history.html", context)


@require_safe
def history(request: HtmxHttpRequest) -> HttpResponse:
    return _page(request, Change.objects.all().whole(), "")


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
    return _page(request, changes, f"“{decision.words[:120]}”", shown.get_absolute_url())


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
    return _to_its_place(made, response)


def _to_its_place(change: Change, response: HttpResponseRedirect) -> HttpResponseRedirect:
    """Lead to the quotation that a change is on, where the response leads to its article."""
    quotation = change.decision.quotation if change.decision else None
    if quotation is None or urlsplit(response.url).path != quotation.article.get_absolute_url():
        return response
    return HttpResponseRedirect(place_of(quotation))
