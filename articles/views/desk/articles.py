"""Corrections of articles: their metadata and their text."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from articles.corrections import articles
from articles.corrections.changes import CannotCorrectError, Editor
from articles.forms.articles import ArticleForm
from articles.models import Article, Change, Outlet
from articles.tasks import process_article
from articles.views.desk.editing import done, editor, saved, saving
from articles.views.desk.presence import closed, others
from newsroom.web.http import HtmxHttpRequest, render


@require_http_methods(["GET", "HEAD", "POST"])
def edit_article(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    with saving(request):
        article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
        form = ArticleForm(article, request.POST or None)
        change = _saved(article, form, editor(request)) if form.is_bound else None
    if form.is_bound and not form.errors:
        if change is not None and "body" in change.after:
            process_article.enqueue(article.pk)
        closed(request, "article", pk)
        return done(request, change, saved(form), article)
    context = {
        "article": article,
        "form": form,
        "outlets": Outlet.objects.all(),
        **others(request, "article", pk),
        "latest": Change.objects.all().on_metadata_of(article).last() if form.clashes else None,
    }
    return render(request, "desk/article.html", context, status=422 if form.errors else 200)


def _saved(article: Article, form: ArticleForm, editor: Editor) -> Change | None:
    """Store what a form changed, if it is valid; what is wrong with it is added to its errors."""
    if not form.is_valid():
        return None
    try:
        return articles.edit(article, form.values(), editor)
    except CannotCorrectError as error:
        form.add_error("body", str(error))
        return None
