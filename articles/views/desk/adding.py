"""Adding articles: the form and the progress of their processing."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from articles.forms.adding import AddForm
from articles.ingest import claims
from articles.ingest.again import Arrival, Effect
from articles.ingest.save import save_draft
from articles.models import Article, Outlet
from articles.tasks import process_article
from articles.views.desk.editing import editor
from newsroom.web.http import HtmxHttpRequest, render
from reading import ReadingError

FOLLOWED = 200
ENDED = {Article.State.DONE, Article.State.FAILED}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HtmxHttpRequest) -> HttpResponse:
    form = AddForm(request.POST, request.FILES) if request.method == "POST" else AddForm()
    added = _save(request, form) if form.is_bound else []
    if added and not form.errors:
        return redirect(_progress_url(added))
    context = {
        "form": form,
        "outlets": Outlet.objects.all(),
        "added": added,
        "progress_url": _progress_url(added),
    }
    return render(request, "add.html", context, status=422 if form.errors else 200)


def _save(request: HtmxHttpRequest, form: AddForm) -> list[Article]:
    """Save the drafts of the form, and enqueue those that are new."""
    form.full_clean()
    added = {}
    for field, draft in form.to_save():
        try:
            article, arrival = save_draft(draft, editor=editor(request))
        except ReadingError as error:
            form.add_error(None, str(error))
            continue
        if arrival.is_new:
            process_article.enqueue(article.pk)
        elif arrival.effect is not Effect.NONE:
            _report(request, article, arrival)
        elif article.pk not in added:
            form.refuse_known(field, article)
            continue
        added[article.pk] = article
    return list(added.values())


def _report(request: HtmxHttpRequest, article: Article, arrival: Arrival) -> None:
    """Say what a text that was there already brought, with a way to undo it."""
    change = str(arrival.change.pk) if arrival.change else ""
    what = f"“{article.title}” was here already; {arrival.effect.value}: {arrival.what}."
    messages.success(request, what, extra_tags=change)


def _progress_url(articles: list[Article]) -> str:
    keys = ",".join(str(article.pk) for article in articles)
    return f"{reverse('progress')}?ids={keys}"


@require_safe
def progress(request: HtmxHttpRequest) -> HttpResponse:
    """The progress, which htmx polls; a single article that is done redirects to its page."""
    articles = list(Article.objects.with_pk_in(_keys(request)).for_listing().order_by("pk"))
    ended = [article for article in articles if article.state in ENDED]
    if len(articles) == 1 and articles[0].state == Article.State.DONE:
        url = articles[0].get_absolute_url()
        return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
    context = {
        "articles": articles,
        "ended": len(ended),
        "unended": len(articles) - len(ended),
        "again": request.get_full_path(),
    }
    return render(request, "progress.html", context, partial="progress")


@require_POST
def read_again(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Retry an article that failed or was set aside."""
    article = get_object_or_404(Article, pk=pk)
    claims.retry(article)
    process_article.enqueue(pk)
    return redirect(_progress_url([article]))


def _keys(request: HttpRequest) -> list[int]:
    keys = request.GET.get("ids", "").split(",")[:FOLLOWED]
    return [int(key) for key in keys if key.isascii() and key.isdigit() and len(key) < 19]
