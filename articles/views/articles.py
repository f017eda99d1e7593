"""The list of articles, the page of one, and the permalinks of its quotations."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from articles.forms.filters import ArticleFilter
from articles.models import Article
from articles.presentation.cursor import article_page, carried, listing, page_request
from articles.presentation.markup import mentioned
from articles.presentation.markup import render as rendered
from articles.search.backends import backend
from articles.search.highlight import excerpts, highlights
from articles.search.query import parse
from newsroom.web.http import HtmxHttpRequest, render


@require_safe
def articles(request: HtmxHttpRequest) -> HttpResponse:
    form = ArticleFilter(request.GET)
    form.is_valid()
    narrowed = form.narrow(Article.objects.all())
    rows, previous, following = article_page(narrowed.for_listing(), page_request(request))
    if form.query.wanted:
        bodies = Article.objects.bodies([row.pk for row in rows])
        for row in rows:
            row.excerpts = excerpts(bodies[row.pk], form.query, backend().stemmer)  # type: ignore[attr-defined]
    context = {
        "form": form,
        "carried": carried(form.query),
        "query": form.query,
        "page": listing(request, rows, narrowed.count(), previous, following),
    }
    return render(request, "articles.html", context, partial="results")


@require_safe
def article(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Article.objects.for_reading(), pk=pk)
    mentions = list(found.mentions.for_reading())
    query = parse(request.GET.get("q", "")[:200])
    body = rendered(
        found.body,
        found.quotations.for_reading(),
        mentions,
        title=found.title,
        at=request.GET.get("at", ""),
        hits=highlights(found.body, query, backend().stemmer) if query.wanted else (),
    )
    context = {"article": found, "body": body, "mentioned": mentioned(mentions)}
    return render(request, "article.html", context, partial="state")


@require_safe
def quotation(request: HtmxHttpRequest, pk: int, start: int, end: int) -> HttpResponse:
    """Redirect to the article, at the quotation with these offsets or the nearest one."""
    found = get_object_or_404(Article, pk=pk)
    if not start < end <= len(found.body):
        raise Http404(f"This article has no characters {start} to {end}.")
    nearest = found.quotations.nearest_to(start, end)
    anchor = f"#q{nearest.start}-{nearest.end}" if nearest else ""
    words = f"?{urlencode({'q': request.GET['q']})}" if request.GET.get("q") else ""
    return redirect(found.get_absolute_url() + words + anchor)
