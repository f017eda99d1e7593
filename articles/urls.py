"""The newsroom's pages and who may open them: what is read, and what editors change."""

from __future__ import annotations

from django.urls import path

from articles.views import articles, choosing, countries, jump, quotations, speakers
from articles.views.desk import adding, history, review
from articles.views.desk import articles as texts
from articles.views.desk import quotations as correcting
from articles.views.desk import speakers as people
from newsroom.web.access import Access, open_to

READ = [
    path("", quotations.quotations, name="quotations"),
    path("choose/<slug:name>/", choosing.choose, name="choose"),
    path("articles/", articles.articles, name="articles"),
    path("articles/progress/", adding.progress, name="progress"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/quotes/<int:start>-<int:end>/", articles.quotation, name="quotation"),
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/<int:pk>/card/", speakers.card, name="speaker-card"),
    path("speakers/<int:pk>/<slug:slug>/", speakers.speaker, name="speaker"),
    path("countries/", countries.countries, name="countries"),
    path("countries/<str:code>/", countries.country, name="country"),
    path("who-talks-about-whom/", countries.matrix, name="matrix"),
    path("jump/", jump.jump, name="jump"),
]
EDIT = [
    path("articles/add/", adding.add, name="add"),
    path("desk/", review.review_quotations, name="review"),
    path("desk/people/", review.review_people, name="review-people"),
    path("desk/lost/", review.review_lost, name="review-lost"),
    path("desk/quotes/<int:pk>/", correcting.edit_quotation, name="quotation-edit"),
    path("desk/quotes/<int:pk>/check/", correcting.check_quotation, name="quotation-check"),
    path("desk/quotes/<int:pk>/reject/", correcting.reject_quotation, name="quotation-reject"),
    path("desk/decisions/<int:pk>/", history.decision_history, name="decision-history"),
    path("desk/decisions/<int:pk>/place/", correcting.place_again, name="decision-place"),
    path("desk/articles/<int:pk>/", texts.edit_article, name="article-edit"),
    path("desk/articles/<int:pk>/read-again/", adding.read_again, name="read-again"),
    path("desk/articles/<int:pk>/check/", correcting.check_article, name="article-check"),
    path("desk/articles/<int:pk>/quote/", correcting.add_quotation, name="quotation-add"),
    path("desk/articles/<int:pk>/history/", history.article_history, name="article-history"),
    path("desk/speakers/", correcting.suggest_speakers, name="speaker-options"),
    path("desk/speakers/<int:pk>/", people.edit_speaker, name="speaker-edit"),
    path("desk/speakers/<int:pk>/names/", people.change_names, name="speaker-names"),
    path("desk/speakers/<int:pk>/merge/", people.merge_speaker, name="speaker-merge"),
    path("desk/speakers/<int:pk>/split/", people.split_speaker, name="speaker-split"),
    path("desk/speakers/<int:pk>/history/", history.speaker_history, name="speaker-history"),
    path("desk/history/", history.history, name="history"),
    path("desk/changes/<int:pk>/revert/", history.revert_change, name="revert"),
]

urlpatterns = [
    *open_to(Access.READERS, READ),
    *open_to(Access.EDITORS, EDIT),
]
