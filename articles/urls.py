"""The newsroom's pages."""

from __future__ import annotations

from django.urls import path

from articles.views import adding, articles, countries, quotations, speakers

urlpatterns = [
    path("", quotations.quotations, name="quotations"),
    path("articles/", articles.articles, name="articles"),
    path("articles/add/", adding.add, name="add"),
    path("articles/progress/", adding.progress, name="progress"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/quotes/<int:start>-<int:end>/", articles.quotation, name="quotation"),
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/<int:pk>/card/", speakers.card, name="speaker-card"),
    path("speakers/<int:pk>/<slug:slug>/", speakers.speaker, name="speaker"),
    path("countries/", countries.countries, name="countries"),
    path("countries/<str:code>/", countries.country, name="country"),
    path("who-talks-about-whom/", countries.matrix, name="matrix"),
]
