"""Articles that are copies of one text: the list of them, and what each changed of the first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from articles.forms.joining import TO_ARTICLE, JoinForm
from articles.models import Article
from articles.presentation.copies import changes, members
from articles.presentation.cursor import page_of
from newsroom.web.http import HtmxHttpRequest, render

PER_PAGE = 50


@require_safe
def copies(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """The articles that are copies of one with this one, the first one first."""
    key = get_object_or_404(Article.objects.defer("body"), pk=pk).group_id
    if key != pk:
        return redirect("copies", key)
    return _shown(request, key, JoinForm(TO_ARTICLE))


def show(request: HtmxHttpRequest, article: Article, form: JoinForm) -> HttpResponse:
    """The same page with a form that has errors."""
    return _shown(request, article.group_id, form, status=422)


def _shown(request: HtmxHttpRequest, key: int, form: JoinForm, status: int = 200) -> HttpResponse:
    rows = Article.objects.copies_of(key)
    listed = rows.for_listing().earliest_first()
    page = page_of(request, listed, PER_PAGE)
    first = listed[0]
    context = {
        "first": first,
        "members": members(first, list(page.object_list)),
        "numbered": page,
        "count": page.paginator.count,
        "outlets": len(rows.outlets()),
        "undated": rows.undated().count(),
        "form": form,
    }
    return render(request, "copies.html", context, status=status)


@require_safe
def changed(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    """What an article changed of the first of its copies."""
    article = get_object_or_404(Article.objects.for_reading(), pk=pk)
    first = Article.objects.copies_of(article.group_id).for_reading().earliest_first()[0]
    if first.pk == pk:
        return redirect("copies", article.group_id)
    context = {"article": article, "first": first, "changes": changes(first, article)}
    return render(request, "copy.html", context)
