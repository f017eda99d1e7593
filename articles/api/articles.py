"""Articles: the list with the filters of the page, one of them, and adding one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router
from ninja.decorators import decorate_view
from ninja.responses import Status

from articles.api.answers import AddedArticle, ArticleList
from articles.api.bodies import takes_json
from articles.api.gate import ApiRequest
from articles.api.incoming import NewArticle, add
from articles.api.lists import listed, site_of
from articles.api.parameters import page_and_filter, parameters, reject_parameters
from articles.forms.filters import ArticleFilter
from articles.models import Article
from articles.search.answers.rankings import ranking_cursor
from articles.search.pages import article_cursor
from articles.serialization.shapes import WholeArticle
from articles.serialization.stored import listed_article, whole_article

router = Router(tags=["Articles"])

# Seconds after which it is worth asking whether an article is read.
SOON = 2


@router.get(
    "/articles",
    response=ArticleList,
    operation_id="list_articles",
    summary="List articles",
    openapi_extra={"parameters": parameters(ArticleFilter)},
)
def articles(request: HttpRequest) -> ArticleList:
    """The articles that pass every filter, newest first, without their texts."""
    form, page = page_and_filter(request, ArticleFilter, _is_cursor)
    rows, previous, following = form.page(page)
    site = site_of(request)
    return {
        **listed(request, form.count(), previous, following),
        "items": [listed_article(row, site) for row in rows],
        "undated_left_out": form.left_out,
    }


def _is_cursor(form: ArticleFilter, cursor: str) -> bool:
    by_quotes = form.order == form.MOST_QUOTES
    return (ranking_cursor if by_quotes else article_cursor)(cursor) is not None


@router.get(
    "/articles/{int:key}",
    response=WholeArticle,
    operation_id="get_article",
    summary="Read an article",
)
def article(request: HttpRequest, key: int) -> WholeArticle:
    """One article with its text, quotations and entities, as `extract --text` prints it."""
    reject_parameters(request)
    found = get_object_or_404(Article.objects.for_reading(), pk=key)
    quotations, mentions = found.quotations.for_reading(), found.mentions.for_reading()
    return whole_article(found, quotations, mentions, site_of(request))


@router.post(
    "/articles",
    response={200: AddedArticle, 201: AddedArticle, 202: AddedArticle},
    operation_id="add_article",
    summary="Add an article",
)
@decorate_view(takes_json)
def add_article(
    request: ApiRequest, new: NewArticle, response: HttpResponse
) -> Status[AddedArticle]:
    """Add an article, as the form does. 201: it is new and read. 202: it is new, and its
    quotations are not found yet; ask again at `Location`. 200: its text was here already."""
    reject_parameters(request)
    found, arrival = add(new, request.caller)
    site = site_of(request)
    response["Location"] = f"{site}{request.path}/{found.pk}"
    ended = found.state in {Article.State.DONE, Article.State.FAILED}
    if not ended:
        response["Retry-After"] = str(SOON)
    record: AddedArticle = {
        "id": found.pk,
        "page": site + found.get_absolute_url(),
        "state": found.state,
        "effect": arrival.effect.value,
        "changed": arrival.what,
        "notes": found.cautions,
    }
    return Status((201 if ended else 202) if arrival.is_new else 200, record)
