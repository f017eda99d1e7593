"""The other lists of the review: unresolved speakers, lost decisions, articles to mend."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from articles.forms.desk import label_of
from articles.forms.quotations import PlaceForm
from articles.models import Article, Decision, Speaker
from articles.presentation.cursor import page_of
from articles.resolution.matches import possible_matches
from articles.search.answers.queue import doubtful_count
from newsroom.web.http import HtmxHttpRequest, render

PER_PAGE = 15


def progress(doubtful: int | None = None) -> dict[str, int]:
    """How many are left in each list, and how many people have decided."""
    return {
        "doubtful": doubtful_count() if doubtful is None else doubtful,
        "people": Speaker.objects.provisional().count(),
        **Decision.objects.per_progress(),
        "to_mend": Article.objects.to_mend().count(),
    }


@require_safe
def review_people(request: HtmxHttpRequest) -> HttpResponse:
    page = page_of(request, Speaker.objects.provisional(), PER_PAGE)
    people = [
        (speaker, [(label_of(other), other, why) for other, why in possible_matches(speaker)])
        for speaker in page
    ]
    context = {"what": "people", "page": page, "listed": people, **progress()}
    return render(request, "desk/review.html", context)


@require_safe
def review_lost(request: HtmxHttpRequest) -> HttpResponse:
    return lost_page(request)


def lost_page(request: HtmxHttpRequest, wrong: PlaceForm | None = None) -> HttpResponse:
    """The lost decisions; one whose new words were refused keeps them, with the reason."""
    page = page_of(request, Decision.objects.lost(), PER_PAGE)
    context = {"what": "lost", "page": page, "wrong": wrong, **progress()}
    return render(request, "desk/review.html", context, status=422 if wrong else 200)


@require_safe
def review_articles(request: HtmxHttpRequest) -> HttpResponse:
    page = page_of(request, Article.objects.to_mend(), PER_PAGE)
    context = {"what": "articles", "page": page, **progress()}
    return render(request, "desk/review.html", context)
