"""Articles: the list, one to read, and the permalink of a quotation in it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe
from newsroom.http import HtmxHttpRequest, render

from articles.forms.filters import ArticleFilter
from articles.models import Article
from articles.rendering import mentioned
from articles.rendering import render as rendered
from articles.views.paging import page_of


@require_safe
def articles(request: HtmxHttpRequest) -> HttpResponse:
    form = ArticleFilter(request.GET)
    form.is_valid()
    page = page_of(request, form.narrow(Article.objects.all()).for_listing().newest_first())
    return render(request, "articles.html", {"form": form, "page": page}, partial="results")


@require_safe
def article(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Article.objects.for_reading(), pk=pk)
    mentions = found.mentions.all()
    body = rendered(
        found.body,
        found.quotations.all(),
        mentions,
        title=found.title,
        at=request.GET.get("at", ""),
    )
    context = {"article": found, "body": body, "mentioned": mentioned(mentions)}
    return render(request, "article.html", context, partial="state")


@require_safe
def quotation(request: HtmxHttpRequest, pk: int, start: int, end: int) -> HttpResponse:
    """Opens the article at the quotation that is there, or that now comes nearest to it."""
    found = get_object_or_404(Article, pk=pk)
    if not start < end <= len(found.body):
        raise Http404(f"This article has no characters {start} to {end}.")
    nearest = found.quotations.nearest_to(start, end)
    anchor = f"#q{nearest.start}-{nearest.end}" if nearest else ""
    return redirect(found.get_absolute_url() + anchor)
