"""Articles that are copies of one text: the list of them, and what each changed of the first."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from articles.corrections.changes import CannotCorrectError
from articles.corrections.copies import join, part
from articles.forms.copies import JoinArticleForm
from articles.models import Article
from articles.presentation.copies import changes, members
from articles.presentation.cursor import page_of
from articles.views.desk.editing import done, editor
from newsroom.web.http import HtmxHttpRequest, render

PER_PAGE = 50


@require_safe
def copies(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """The articles that are copies of one with this one, the first one first."""
    key = get_object_or_404(Article.objects.defer("body"), pk=pk).group_id
    if key != pk:
        return redirect("copies", key)
    return render(request, "copies.html", _listed(request, key, JoinArticleForm()))


def _listed(request: HtmxHttpRequest, key: int, form: JoinArticleForm) -> dict[str, Any]:
    rows = Article.objects.copies_of(key)
    listed = rows.for_listing().earliest_first()
    page = page_of(request, listed, PER_PAGE)
    first = listed[0]
    return {
        "first": first,
        "members": members(first, list(page.object_list)),
        "numbered": page,
        "count": page.paginator.count,
        "outlets": len(rows.outlets()),
        "form": form,
    }


@require_safe
def changed(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """What an article changed of the first of its copies."""
    article = get_object_or_404(Article.objects.for_reading(), pk=pk)
    first = Article.objects.copies_of(article.group_id).for_reading().earliest_first()[0]
    if first.pk == pk:
        return redirect("copies", article.group_id)
    context = {"article": article, "first": first, "changes": changes(first, article)}
    return render(request, "copy.html", context)


@require_POST
def part_article(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Take an article out of its copies."""
    article = get_object_or_404(Article, pk=pk)
    try:
        change = part(article, editor(request))
    except CannotCorrectError as error:
        messages.error(request, str(error))
        return redirect("copies", pk)
    return done(request, change, "The article is apart from its copies now.", "copies", pk=pk)


@require_POST
def join_article(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """Join the copies of an article with those of another one, given by its link."""
    article = get_object_or_404(Article, pk=pk)
    form = JoinArticleForm(request.POST)
    if form.is_valid():
        try:
            change = join(article, form.cleaned_data["other"], editor(request))
        except CannotCorrectError as error:
            form.add_error("other", str(error))
        else:
            return done(request, change, "The articles are one text now.", "copies", pk=pk)
    return render(request, "copies.html", _listed(request, article.group_id, form), status=422)
