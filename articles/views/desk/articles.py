"""Corrections of articles: their metadata and their text."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from articles.corrections import articles
from articles.corrections.changes import CannotCorrectError
from articles.forms.articles import ArticleForm
from articles.models import Article, Outlet
from articles.tasks import process_article
from articles.views.desk.editing import done, editor
from newsroom.web.http import HtmxHttpRequest, render


@require_http_methods(["GET", "HEAD", "POST"])
def edit_article(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    form = ArticleForm(article, request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            change = articles.edit(article, form.values(), editor(request))
        except CannotCorrectError as error:
            form.add_error("body", str(error))
        else:
            if change is not None and "body" in change.after:
                process_article.enqueue(article.pk)
            return done(request, change, "Saved.", article)
    context = {"article": article, "form": form, "outlets": Outlet.objects.all()}
    return render(request, "desk/article.html", context, status=422 if form.errors else 200)
