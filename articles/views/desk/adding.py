"""Adding articles: the form and the progress of their processing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect
from pyroaring import BitMap

from articles.forms.adding import NAMED, AddForm
from articles.ingest import claims
from articles.ingest.again import Arrival, Effect
from articles.ingest.save import save_draft
from articles.models import Article, Batch, Outlet
from articles.search.backends import backend
from articles.tasks import process_article
from articles.views.desk.editing import editor
from newsroom.web.http import HtmxHttpRequest, render
from reading import Draft, ReadingError

# Articles that the page of a batch lists; it counts the others.
LISTED = 50
ENDED = {Article.State.DONE, Article.State.FAILED}


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HtmxHttpRequest) -> HttpResponse:
    form = AddForm(request.POST, request.FILES) if request.method == "POST" else AddForm()
    added = _save(request, form) if form.is_bound else []
    for note in form.notes if added else ():
        messages.info(request, note)
    if added and not form.errors:
        return redirect(_batch_url(added))
    context = {
        "form": form,
        "outlets": Outlet.objects.all(),
        "added": added,
        "progress_url": _batch_url(added) if added else "",
    }
    return render(request, "add.html", context, status=422 if form.errors else 200)


def _save(request: HtmxHttpRequest, form: AddForm) -> list[Article]:
    """Save the drafts of the form, and enqueue those that are new."""
    form.full_clean()
    added: dict[int, Article] = {}
    known: list[tuple[str, Draft, Article]] = []
    for field, draft in form.to_save():
        try:
            article, arrival = save_draft(draft, editor=editor(request))
        except ReadingError as error:
            form.refuse(field, draft, str(error))
            continue
        if arrival.is_new:
            process_article.enqueue(article.pk)
        elif arrival.effect is not Effect.NONE:
            _report(request, article, arrival, draft.file)
        elif article.pk not in added:
            known.append((field, draft, article))
            continue
        added[article.pk] = article
    if added:
        return [*added.values(), *_said_known(request, known)]
    for field, draft, article in known[:NAMED]:
        form.refuse_known(field, draft, article)
    for field, count in Counter(field for field, _, _ in known[NAMED:]).items():
        form.add_error(field, f"{count:,} more are here already.")
    return []


def _said_known(
    request: HtmxHttpRequest, known: Sequence[tuple[str, Draft, Article]]
) -> list[Article]:
    """The articles that were here already beside new ones, as of an upload that is sent again."""
    for _, draft, article in known[:NAMED]:
        messages.info(request, f"{draft.file or 'The text'} is here already: “{article.title}”.")
    if len(known) > NAMED:
        messages.info(request, f"{len(known) - NAMED:,} more are here already.")
    return [article for _, _, article in known]


def _report(request: HtmxHttpRequest, article: Article, arrival: Arrival, file: str) -> None:
    """Say what a text that was there already brought, with a way to undo it."""
    change = str(arrival.change.pk) if arrival.change else ""
    what = f"“{article.title}” was here already; {arrival.effect.value}: {arrival.what}."
    messages.success(request, f"{file}: {what}" if file else what, extra_tags=change)


def _batch_url(articles: list[Article]) -> str:
    batch = Batch.objects.all().make(article.pk for article in articles)
    return f"{reverse('progress')}?batch={batch.pk}"


@require_safe
def progress(request: HtmxHttpRequest) -> HttpResponse:
    """The progress, which htmx polls; a single article that is done redirects to its page."""
    keys = _keys(request)
    rows = Article.objects.with_pk_in(backend().keys(BitMap(keys)))
    articles = list(rows.for_listing().failed_first()[:LISTED])
    counts: Mapping[str, int] = Counter(article.state for article in articles)
    if len(articles) == LISTED:
        counts = rows.count_by_state()
    total = sum(counts.values())
    if total == 1 and articles[0].state == Article.State.DONE:
        url = articles[0].get_absolute_url()
        return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
    ended = sum(counts.get(state, 0) for state in ENDED)
    context = {
        "articles": articles,
        "total": total,
        "more": total - len(articles),
        "failed": counts.get(Article.State.FAILED, 0),
        "ended": ended,
        "unended": total - ended,
        "again": request.get_full_path(),
    }
    return render(request, "progress.html", context, partial="progress")


@require_POST
def read_again(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Retry an article that failed or was set aside."""
    article = get_object_or_404(Article, pk=pk)
    claims.retry(article)
    process_article.enqueue(pk)
    return redirect(f"{reverse('progress')}?ids={article.pk}")


def _keys(request: HttpRequest) -> list[int]:
    """The keys of the articles of a batch, or of those that an address names."""
    batch = request.GET.get("batch", "")
    if _is_key(batch):
        return Batch.objects.all().keys(int(batch))
    return [int(key) for key in request.GET.get("ids", "").split(",")[:LISTED] if _is_key(key)]


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text[:11]) < 2**32 and len(text) < 11
