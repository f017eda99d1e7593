"""The newsroom's pages and who may open them: what is read, and what editors change."""

from __future__ import annotations

from django.urls import path

from articles.api.routes import patterns
from articles.views import (
    account,
    api,
    articles,
    check,
    choosing,
    citation,
    clippings,
    compare,
    copies,
    countries,
    desk,
    exports,
    joining,
    jump,
    matrix,
    network,
    oembed,
    quotations,
    reporting,
    searches,
    speakers,
    utterances,
)
from newsroom.web.access import Access, open_to

# The permalink of a quotation: by its place, which outlives a new extraction.
QUOTE = "articles/<int:pk>/quotes/<int:start>-<int:end>/"
READ = [
    path("", quotations.quotations, name="quotations"),
    path("choose/<slug:name>/", choosing.choose, name="choose"),
    path("articles/", articles.articles, name="articles"),
    path("articles/progress/", desk.adding.progress, name="progress"),
    path("articles/<int:pk>/report/", reporting.report_quotation, name="report"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/copies/", copies.copies, name="copies"),
    path("articles/<int:pk>/changed/", copies.changed, name="copy-changes"),
    path(QUOTE, citation.quotation, name="quotation"),
    path(f"{QUOTE}place/", citation.place, name="quotation-place"),
    path(f"{QUOTE}picture.png", citation.quotation_picture, name="quotation-picture"),
    path(f"{QUOTE}embed/", citation.embed, name="quotation-embed"),
    path(f"{QUOTE}cite.<slug:form>", citation.citation_file, name="quotation-cite"),
    path("oembed/", oembed.oembed, name="oembed"),
    path("shared/<str:key>/", clippings.shared, name="clippings-shared"),
    path("shared/<str:key>/quotes.<str:suffix>", clippings.shared_file, name="shared-file"),
    path("speakers/", speakers.speakers, name="speakers"),
    path("speakers/<int:pk>/card/", speakers.card, name="speaker-card"),
    path("speakers/<int:pk>/<slug:slug>/", speakers.speaker, name="speaker"),
    path("countries/", countries.countries, name="countries"),
    path("countries/<str:code>/", countries.country, name="country"),
    path("who-talks-about-whom/", matrix.matrix, name="matrix"),
    path("who-talks-about-whom/people/", network.people, name="network"),
    path("utterances/<int:pk>/", utterances.utterance, name="utterance"),
    path("jump/", jump.jump, name="jump"),
    path("check/", check.check_words, name="check"),
    path("compare/", compare.compare_sides, name="compare"),
    path("subjects/", compare.subjects, name="subjects"),
]
EXPORTS = [
    path("quotes.<slug:suffix>", exports.quotations, name="quotations-export"),
    path("articles/<int:pk>/quotes.<slug:suffix>", exports.article, name="article-export"),
    path(
        "speakers/<int:pk>/<slug:slug>/quotes.<slug:suffix>",
        exports.speaker,
        name="speaker-export",
    ),
    path(
        "countries/<str:code>/<slug:side>/quotes.<slug:suffix>",
        exports.country,
        name="country-export",
    ),
]
EDIT = [
    path("articles/add/", desk.adding.add, name="add"),
    path("desk/", desk.queue.review_quotations, name="review"),
    path("desk/several/", desk.queue.decide_on_several, name="review-several"),
    path("desk/quotes/<int:pk>/skip/", desk.queue.skip_quotation, name="quotation-skip"),
    path("desk/quotes/<int:pk>/take/", desk.queue.take_quotation, name="quotation-take"),
    path("desk/quotes/<int:pk>/comments/", desk.comments.add_comment, name="quotation-comment"),
    path("desk/comments/<int:pk>/remove/", desk.comments.remove_comment, name="comment-remove"),
    path("desk/people/", desk.review.review_people, name="review-people"),
    path("desk/people/list/", desk.people.load_people, name="people-list"),
    path("desk/lost/", desk.review.review_lost, name="review-lost"),
    path("desk/to-mend/", desk.review.review_articles, name="review-articles"),
    path("desk/quotes/<int:pk>/", desk.quotations.edit_quotation, name="quotation-edit"),
    path("desk/quotes/<int:pk>/check/", desk.quotations.check_quotation, name="quotation-check"),
    path("desk/quotes/<int:pk>/reject/", desk.quotations.reject_quotation, name="quotation-reject"),
    path("desk/decisions/<int:pk>/", desk.history.decision_history, name="decision-history"),
    path("desk/decisions/<int:pk>/place/", desk.quotations.place_again, name="decision-place"),
    path("desk/articles/delete/", desk.deletion.delete_articles, name="articles-delete"),
    path("desk/articles/<int:pk>/", desk.articles.edit_article, name="article-edit"),
    path("desk/articles/<int:pk>/read-again/", desk.adding.read_again, name="read-again"),
    path("desk/articles/<int:pk>/check/", desk.quotations.check_article, name="article-check"),
    path("desk/articles/<int:pk>/quote/", desk.quotations.add_quotation, name="quotation-add"),
    path("desk/articles/<int:pk>/history/", desk.history.article_history, name="article-history"),
    path(
        "desk/articles/<int:pk>/open/", desk.presence.stay, {"what": "article"}, name="article-open"
    ),
    path(
        "desk/speakers/<int:pk>/open/", desk.presence.stay, {"what": "speaker"}, name="speaker-open"
    ),
    path(
        "desk/quotes/<int:pk>/open/",
        desk.presence.stay,
        {"what": "quotation"},
        name="quotation-open",
    ),
    path("desk/speakers/", desk.quotations.suggest_speakers, name="speaker-options"),
    path("desk/speakers/<int:pk>/", desk.speakers.edit_speaker, name="speaker-edit"),
    path("desk/speakers/<int:pk>/names/", desk.speakers.change_names, name="speaker-names"),
    path("desk/speakers/<int:pk>/merge/", desk.speakers.merge_speaker, name="speaker-merge"),
    path("desk/speakers/<int:pk>/split/", desk.speakers.split_speaker, name="speaker-split"),
    path("desk/speakers/<int:pk>/deny/", desk.speakers.deny_speaker, name="speaker-deny"),
    path("desk/speakers/<int:pk>/history/", desk.history.speaker_history, name="speaker-history"),
    path("utterances/<int:pk>/part/", joining.part, {"what": "utterance"}, name="utterance-part"),
    path("utterances/<int:pk>/join/", joining.join, {"what": "utterance"}, name="utterance-join"),
    path("articles/<int:pk>/copies/part/", joining.part, {"what": "copies"}, name="copy-part"),
    path("articles/<int:pk>/copies/join/", joining.join, {"what": "copies"}, name="copy-join"),
    path("desk/following/", desk.following.subscriptions, name="subscriptions"),
    path("desk/following/<int:pk>/", desk.following.items, name="subscription-items"),
    path("desk/following/<int:pk>/look/", desk.following.look_now, name="subscription-look"),
    path("desk/following/<int:pk>/pause/", desk.following.pause, name="subscription-pause"),
    path("desk/following/<int:pk>/remove/", desk.following.remove, name="subscription-remove"),
    path("desk/mine/", desk.history.my_work, name="my-work"),
    path("desk/history/", desk.history.history, name="history"),
    path("desk/changes/<int:pk>/revert/", desk.history.revert_change, name="revert"),
]

OWN = [
    path("account/", account.account, name="account"),
    path("account/searches/new/", searches.save, name="search-save"),
    path("account/searches/<int:pk>/stop/", searches.stop, name="search-stop"),
    path("account/searches/<int:pk>/resume/", searches.resume, name="search-resume"),
    path("account/searches/<int:pk>/remove/", searches.remove, name="search-remove"),
    path("clippings/", clippings.clipping_lists, name="clipping-lists"),
    path("clippings/<int:pk>/", clippings.clipping_list, name="clipping-list"),
    path("clippings/<int:pk>/change/", clippings.change_list, name="clipping-list-change"),
    path("clippings/<int:pk>/quotes.<str:suffix>", clippings.clippings_file, name="clippings-file"),
    path("clippings/quotes/<int:pk>/", clippings.change_clipping, name="clipping-change"),
    path(f"{QUOTE}clip/", clippings.clip, name="quotation-clip"),
    path("account/tokens/", account.make_token, name="token-make"),
    path("account/tokens/<int:pk>/revoke/", account.revoke_token, name="token-revoke"),
]
OPEN = [
    path("searches/stop/<str:token>/", searches.stop_by_mail, name="search-stop-by-mail"),
    path("api/", api.api, name="api"),
    path("api/v1/openapi.json", api.openapi, name="openapi"),
]

urlpatterns = [
    *open_to(Access.READERS, [*READ, *EXPORTS]),
    *open_to(Access.EDITORS, EDIT),
    *open_to(Access.SIGNED_IN, OWN),
    *open_to(Access.EVERYBODY, OPEN),
    *open_to(Access.PROGRAMS, patterns()),
]
