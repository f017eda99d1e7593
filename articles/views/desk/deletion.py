"""Deleting articles: the preview with its reason, for one article or several."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.corrections import deletion
from articles.corrections.changes import CannotCorrectError
from articles.forms.articles import DeletionForm
from articles.models import Article
from articles.views.desk.editing import done, editor
from newsroom.web.http import HtmxHttpRequest, render


@require_http_methods(["GET", "HEAD", "POST"])
def delete_articles(request: HtmxHttpRequest) -> HttpResponse:
    """What goes with the articles of `?id=…&id=…`, and the form that deletes them."""
    keys = _keys(request)
    if not keys:
        messages.info(request, "Tick the articles to delete first.")
        return redirect("articles")
    articles = list(Article.objects.with_pk_in(keys).for_listing())
    if not articles:
        raise Http404("There are no such articles, or they are deleted already.")
    form = DeletionForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            change = deletion.delete(articles, editor(request, form.cleaned_data["why"]))
        except CannotCorrectError as error:
            form.add_error(None, str(error))
        else:
            what = f"“{articles[0].title}” is" if len(articles) == 1 else f"{len(articles)} are"
            return done(request, change, f"{what} deleted.", "articles")
    context = {
        "form": form,
        "previews": [deletion.preview(article) for article in articles],
        "cancel": articles[0].get_absolute_url() if len(articles) == 1 else reverse("articles"),
        "missing": len(keys) - len(articles),
    }
    return render(request, "desk/delete.html", context, status=422 if form.errors else 200)


def _keys(request: HtmxHttpRequest) -> list[int]:
    given = request.GET.getlist("id")
    return list({int(key) for key in given if key.isascii() and key.isdigit() and len(key) < 19})
