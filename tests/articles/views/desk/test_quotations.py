"""The editors' pages, as plain forms: what they change, and who may."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, reverse

from articles.corrections import quotations, speakers
from articles.corrections.changes import Editor
from articles.corrections.remarks import comment
from articles.models import Article, Change, Country, Decision, Quotation, Speaker, Subscription
from articles.search.answers.countries import pairs
from articles.urls import urlpatterns
from tests.support.factories import make_article
from tests.support.forms import edit, form_of, said_on
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
DESK = [pattern for pattern in urlpatterns if str(pattern.pattern).startswith("desk/")]


# ── who may ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("pattern", DESK, ids=lambda pattern: str(pattern.name))
def test_the_desk_is_for_editors(client: Client, pattern: URLPattern) -> None:
    quotation = make_quotation()
    change = quotations.check(quotation, Editor())
    assert change
    assert change.decision
    wire = Subscription.objects.create(kind="feed", address="https://news.example/feed")
    keys = {"quotation": quotation.pk, "decision": change.decision.pk, "revert": change.pk,
            "article": quotation.article_id, "speaker": quotation.speaker_id,
            "read": quotation.article_id, "subscription": wire.pk,
            "comment": comment(quotation, "She was abroad.", Editor()).pk}  # fmt: skip
    name = str(pattern.name)
    args = [keys[name.partition("-")[0]]] if "<int:pk>" in str(pattern.pattern) else []
    if name == "quotation-add":
        args = [quotation.article_id]
    url = reverse(name, args=args)
    before = Change.objects.count()
    for method in (client.get, client.post):
        response = method(url)
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("sign-in"))
    client.force_login(User.objects.create_user("reader"))
    assert client.get(url).status_code == client.post(url).status_code == 403
    assert Change.objects.count() == before


def test_who_was_signed_out_meanwhile_signs_in_and_comes_back(client: Client) -> None:
    quotation = make_quotation()
    url = reverse("quotation-check", args=[quotation.pk])
    place = "http://testserver/articles/1/?at=1-2&x=y"
    headers = {"HX-Request": "true", "HX-Current-URL": place}
    assert client.post(url, headers=headers).status_code == 401, "said beside the button"
    response = client.get(reverse("quotation-edit", args=[quotation.pk]), headers=headers)
    assert response["HX-Redirect"] == "/sign-in/?next=%2Farticles%2F1%2F%3Fat%3D1-2%26x%3Dy"


def test_readers_see_nothing_of_it(client: Client) -> None:
    quotation = make_quotation(confidence=0.2)
    assert quotation.speaker
    for path in (quotation.article.get_absolute_url(), quotation.speaker.get_absolute_url()):
        assert "/desk/" not in said_on(client, path)


def test_the_script_of_the_desk_is_for_editors(editor: Client) -> None:
    assert "desk.js" in said_on(editor, "/")
    assert "desk.js" not in said_on(Client(), "/")


@pytest.mark.every_database
def test_an_editor_signs_in_and_out(client: Client) -> None:
    User.objects.create_user("ana", password="a long enough one")
    form = {"username": "ana", "password": "wrong"}
    assert "correct username" in client.post("/sign-in/", form).content.decode()
    form["password"] = "a long enough one"
    response = client.post("/sign-in/?next=/speakers/", {**form, "next": "/speakers/"})
    assert response["Location"] == "/speakers/"
    assert "Signed in as" in said_on(client, "/")
    assert client.get("/sign-out/").url == "/"  # type: ignore[attr-defined]
    client.post("/sign-out/")
    assert "Signed in as" not in said_on(client, "/")


def test_nobody_is_led_to_another_site(editor: Client) -> None:
    quotation = make_quotation()
    url = reverse("quotation-check", args=[quotation.pk])
    response = editor.post(url, {"next": "https://example.org/"})
    assert response["Location"].startswith("/articles/")


@pytest.mark.parametrize("key", ["\0", "9" * 20])
def test_what_no_key_can_be_is_no_choice(editor: Client, key: str) -> None:
    quotation = make_quotation()
    assert quotation.speaker_id
    query = {"speaker": key, "by": key, "about": key, "outlet": key}
    assert editor.get("/", query).status_code == 200
    assert editor.get("/articles/", query).status_code == 200
    url = reverse("quotation-edit", args=[quotation.pk])
    form = {**form_of(editor, url), "country": key, "about": key, "why": key}
    assert editor.post(url, form).status_code == 422
    names = reverse("speaker-names", args=[quotation.speaker_id])
    assert editor.post(names, {"remove": key}).status_code == 302


@pytest.mark.parametrize("place", [":", "a\0b", "https://example.org/", "//example.org"])
def test_a_sent_form_returns_to_a_page_of_ours(editor: Client, place: str) -> None:
    quotation = make_quotation()
    response = editor.post(reverse("quotation-check", args=[quotation.pk]), {"next": place})
    assert response["Location"].startswith("/articles/")


# ── quotations ────────────────────────────────────────────────────────────────────────────


def test_a_new_speaker_is_on_every_page_at_once(editor: Client) -> None:
    make_quotation(by="Bo Li", country="IT", title="envoy")
    quotation = make_quotation("The ports stay shut", by="Ada Roe", country="PL", about=("RU",))
    former = quotation.speaker
    assert former
    response = edit(editor, quotation, speaker="Bo Li", why="He said it on air.")
    assert response.status_code == 302
    quotation.refresh_from_db()
    assert quotation.speaker
    assert quotation.speaker.name == "Bo Li"
    assert quotation.speaker_title == "", "the office was the other one's"
    assert quotation.speaker_country == Country.objects.get(pk="IT")
    assert "The ports stay shut" in said_on(editor, quotation.speaker.get_absolute_url())
    assert "The ports stay shut" not in said_on(editor, former.get_absolute_url())
    assert "The ports stay shut" in said_on(editor, "/?by=IT")
    assert "The ports stay shut" not in said_on(editor, "/?by=PL")
    card = editor.get(reverse("speaker-card", args=[former.pk]))
    assert "0 quotes" in card.content.decode()
    assert "max-age" not in card.get("Cache-Control", ""), "no browser may keep who said what"
    assert [(p.by, p.about) for p in pairs().rows] == [("IT", "RU")]
    change = Change.objects.get()
    assert (change.by_name, change.why) == ("ana", "He said it on air.")


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [
        ("title", "envoy", {"speaker_title": "envoy"}),
        ("country", "NO", {"speaker_country_id": "NO"}),
        ("kind", "indirect", {"kind": "indirect"}),
        ("words", "will stay", {"text": "will stay"}),
        ("speaker", "", {"speaker_id": None}),
    ],
)
def test_one_field_is_corrected(
    editor: Client, field: str, value: str, stored: dict[str, Any]
) -> None:
    quotation = make_quotation("We will stay")
    edit(editor, quotation, **{field: value})
    quotation.refresh_from_db()
    assert {name: getattr(quotation, name) for name in stored} == stored


@pytest.mark.every_database
def test_countries_spoken_about_are_ticked_and_added(editor: Client) -> None:
    quotation = make_quotation(about=("US", "RU"))
    edit(editor, quotation, about=["US"], about_more="NO")
    assert {country.pk for country in quotation.about.all()} == {"US", "NO"}


def test_saving_the_same_values_changes_nothing(editor: Client) -> None:
    quotation = make_quotation(about=("US",))
    response = edit(editor, quotation)
    assert response.status_code == 302
    assert not Change.objects.exists()
    assert not Decision.objects.exists()


def test_a_form_opened_long_ago_undoes_nobody(editor: Client) -> None:
    quotation = make_quotation()
    url = reverse("quotation-edit", args=[quotation.pk])
    opened = form_of(editor, url)
    quotations.correct(quotation, {"country": "NO"}, Editor())
    editor.post(url, {**opened, "title": "envoy"})
    quotation.refresh_from_db()
    assert (quotation.speaker_title, quotation.speaker_country_id) == ("envoy", "NO")


@pytest.mark.every_database
def test_words_that_are_not_in_the_article_are_refused(editor: Client) -> None:
    quotation = make_quotation("We will stay")
    response = edit(editor, quotation, words="We will not stay")
    assert response.status_code == 422
    assert "letter by letter" in response.content.decode()
    quotation.refresh_from_db()
    assert quotation.text == "We will stay"


def test_an_unknown_name_is_made_only_on_request(editor: Client) -> None:
    quotation = make_quotation()
    response = edit(editor, quotation, speaker="World Grain Council")
    assert response.status_code == 422
    assert "Nobody on file" in response.content.decode()
    edit(editor, quotation, speaker="World Grain Council", create="1", new_type="organization")
    quotation.refresh_from_db()
    assert quotation.speaker
    assert (quotation.speaker.name, quotation.speaker.type) == (
        "World Grain Council",
        "organization",
    )


def test_of_two_with_one_name_the_number_says_which(editor: Client) -> None:
    first, second = (speakers.create("John Smith", "person", Editor()) for _ in range(2))
    quotation = make_quotation()
    response = edit(editor, quotation, speaker="John Smith")
    assert response.status_code == 422
    assert f"(#{first.pk})" in response.content.decode()
    edit(editor, quotation, speaker=f"John Smith (#{second.pk})")
    quotation.refresh_from_db()
    assert quotation.speaker == second


def test_namesakes_have_their_number_in_the_filters(editor: Client) -> None:
    smiths = [speakers.create("John Smith", "person", Editor()) for _ in range(2)]
    for smith in smiths:
        quotations.correct(make_quotation(), {"speaker": smith}, Editor())
    html = said_on(editor, "/")
    assert all(f"John Smith (#{smith.pk})" in html for smith in smiths)


@pytest.mark.parametrize(
    ("nudge", "words"),
    [
        ("start-", "said We will stay"),
        ("start+", "will stay"),
        ("end-", "We will"),
        ("end+", "We will stay,” said"),
    ],
)
def test_an_edge_moves_by_a_word(editor: Client, nudge: str, words: str) -> None:
    quotation = make_quotation("We will stay")
    text = "Roe said We will stay,” said Roe."
    Article.objects.filter(pk=quotation.article_id).update(body=text)
    quotation.refresh_from_db()
    response = edit(editor, quotation, words="We will stay", near="9", nudge=nudge)
    assert response.status_code == 200
    assert response.context["form"]["words"].value() == words
    assert not Change.objects.exists()


def test_a_missed_quote_is_added_and_refused_twice(editor: Client) -> None:
    article = make_article("Roe said that it rains. “It pours,” said Li.")
    speakers.create("Bo Li", "person", Editor())
    url = reverse("quotation-add", args=[article.pk])
    data = {**form_of(editor, url), "words": "“It pours,”", "kind": "direct", "speaker": "Bo Li"}
    assert editor.post(url, data).status_code == 302
    quotation = article.quotations.get()
    assert (quotation.text, str(quotation.speaker)) == ("“It pours,”", "Bo Li")
    response = editor.post(url, data)
    assert response.status_code == 422
    assert "already" in response.content.decode()


def test_a_quote_without_a_speaker_is_added_only_on_request(editor: Client) -> None:
    article = make_article("Roe said that it rains. “It pours,” said Li.")
    url = reverse("quotation-add", args=[article.pk])
    data = {**form_of(editor, url), "words": "“It pours,”", "kind": "direct"}
    response = editor.post(url, data)
    assert response.status_code == 422
    assert "Add it without a speaker" in response.content.decode()
    assert not article.quotations.exists()
    assert editor.post(url, {**data, "unnamed": "1"}).status_code == 302
    assert article.quotations.get().speaker is None
    page = said_on(editor, reverse("article-history", args=[article.pk]))
    assert "“It pours,”" in page
    assert "““" not in page


def test_for_a_part_of_a_name_those_on_file_are_offered_first(editor: Client) -> None:
    speakers.create("Zakhar Brel", "person", Editor())
    quotation = make_quotation()
    page = edit(editor, quotation, speaker="zakh").content.decode()
    assert page.index("Take Zakhar Brel and save") < page.index("Create “zakh” and save")
    edit(editor, quotation, speaker="zakh", take="Zakhar Brel")
    quotation.refresh_from_db()
    assert str(quotation.speaker) == "Zakhar Brel"
    assert not Speaker.objects.filter(name="zakh").exists()


@pytest.mark.every_database
def test_changed_words_lead_to_their_new_place(editor: Client) -> None:
    quotation = make_quotation()
    article = quotation.article
    sent: list[tuple[str, str]] = [
        (reverse("quotation-edit", args=[quotation.pk]), "We will"),
        (reverse("quotation-add", args=[article.pk]), "in Geneva"),
    ]
    for url, words in sent:
        form = editor.get(url).content.decode().partition('id="quote-form"')[2]
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
        response = editor.post(url, {**hidden, **form_of(editor, url), "words": words,
                                     "kind": "direct", "speaker": "Ada Roe"})  # fmt: skip
        start = article.body.index(words)
        place = f"{article.get_absolute_url()}?at={start}-{start + len(words)}"
        assert response["Location"].split("#")[0] == place


def test_checking_rejecting_and_undoing(editor: Client) -> None:
    quotation = make_quotation(confidence=0.3)
    place = quotation.article.get_absolute_url()
    response = editor.post(reverse("quotation-check", args=[quotation.pk]), follow=True)
    assert "Confirmed" in response.content.decode()
    quotation.refresh_from_db()
    assert quotation.confidence == 1.0
    editor.post(reverse("quotation-reject", args=[quotation.pk]))
    assert not Quotation.objects.exists()
    change = Change.objects.first()
    assert change
    editor.post(reverse("revert", args=[change.pk]), {"next": place})
    assert Quotation.objects.get().text == quotation.text


def test_all_quotes_of_an_article_are_checked_at_once(editor: Client) -> None:
    quotation = make_quotation()
    url = reverse("article-check", args=[quotation.article_id])
    editor.post(url)
    assert Decision.objects.get().verdict == "checked"
    whole = Change.objects.get(part_of=None)
    editor.post(reverse("revert", args=[whole.pk]))
    assert not Decision.objects.standing().exists()
