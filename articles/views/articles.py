"""The list of articles and the page of one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles.forms.filters import ArticleFilter
from articles.models import Article, Quotation
from articles.presentation.charts.strip import strip
from articles.presentation.copies import EVERY_COPY, copies_switch, group_of, with_copies
from articles.presentation.cursor import carried, listing, page_request
from articles.presentation.dates import dates
from articles.presentation.facets import without
from articles.presentation.markup import render as rendered
from articles.presentation.named import links, mentioned
from articles.presentation.orders import orders
from articles.presentation.parts import Part, chosen_part, parts_of
from articles.search.backends import backend
from articles.search.highlight import excerpts, highlights
from articles.search.index.live_index import one_look
from articles.search.query import parse
from newsroom.web.http import HtmxHttpRequest, render

# Matches of a search, and quotations, that the page of an article marks.
MOST_HITS = 2_000
MOST_QUOTES = 600


@require_safe
@one_look()
def articles(request: HtmxHttpRequest) -> HttpResponse:
    form = ArticleFilter(request.GET)
    form.is_valid()
    every = request.GET.get("copies") == EVERY_COPY
    rows, previous, following = form.page(page_request(request), once=not every)
    with_copies(rows)
    appearances = form.count()
    count = appearances if every else form.count_texts(appearances)
    if form.query.wanted:
        bodies = Article.objects.bodies([row.pk for row in rows])
        for row in rows:
            row.excerpts = excerpts(bodies[row.pk], form.query, backend().stemmer)  # type: ignore[attr-defined]
    context = {
        "form": form,
        "carried": carried(form.query),
        "query": form.query,
        "page": listing(request, rows, count, previous, following),
        "once": copies_switch(request.GET, count, appearances),
        "with_dates": without(request.GET, "undated"),
        "orders": orders(request.GET, form.SORTS, form.order),
        "dates": dates(request.GET, form.left_out, undated="1"),
    }
    return render(request, "articles.html", context, partial="results")


@require_safe
def article(request: HtmxHttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Article.objects.for_reading(), pk=pk)
    at = request.GET.get("at", "")
    part = chosen_part(parts_of(found), request.GET.get("part", ""), at)
    mentions = list(found.mentions.for_reading().overlapping(part.start, part.end))
    hits = _hits(found.body, part, request.GET.get("q", ""))
    quotations, left_out = _quotations(found, part, at)
    names = links(mentions, quotations)
    body = rendered(
        found.body,
        quotations,
        mentions,
        title=found.title,
        at=at,
        hits=hits[:MOST_HITS],
        part=(part.start, part.end),
        numbers=found.quotations.numbers() if part.count > 1 else None,
        links=names,
    )
    context = {
        "article": found,
        "body": body,
        "part": part,
        "also_in": found.appearances.elsewhere(),
        "strip": strip(body.notes, part.start, part.end),
        "copies": group_of(found),
        "mentioned": mentioned(mentions, names),
        "most_hits": MOST_HITS if len(hits) > MOST_HITS else None,
        "most_quotes": MOST_QUOTES if left_out else None,
    }
    return render(request, "article.html", context, partial="state")


def _quotations(found: Article, part: Part, at: str) -> tuple[list[Quotation], bool]:
    """Return the first quotations of a part, the one at the span `at` among them, and whether
    there are more."""
    rows = found.quotations.for_reading().overlapping(part.start, part.end)
    first = list(rows[: MOST_QUOTES + 1])
    more, start = len(first) > MOST_QUOTES, at.partition("-")[0]
    if more and start.isdecimal() and int(start[:9]) > first[-1].start:
        first = list(rows.beginning_at(int(start[:9]))[:MOST_QUOTES])
    return first[:MOST_QUOTES], more


def _hits(body: str, part: Part, words: str) -> list[tuple[int, int]]:
    """Return the spans of a part that match a search."""
    query = parse(words[:200])
    if not query.wanted:
        return []
    found = highlights(body[part.start : part.end], query, backend().stemmer)
    return [(part.start + start, part.start + end) for start, end in found]
