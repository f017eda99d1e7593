"""The editors' pages, as plain forms: what they change, and who may."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse

from articles.corrections import people, quotes
from articles.corrections.history import Editor
from articles.extraction.annotations import Extraction
from articles.models import Article, Change, Country, Decision, Quotation, Speaker
from articles.search.found import pairs
from articles.storing import store
from articles.urls import urlpatterns
from tests.factories import FixedExtractor, make_article, said
from tests.quotations import make_quotation

pytestmark = pytest.mark.django_db
DESK = [pattern for pattern in urlpatterns if str(pattern.pattern).startswith("desk/")]


def form_of(client: Client, url: str) -> dict[str, Any]:
    """What a browser would send of the first form of a page that has a field named words."""
    form = client.get(url).context["form"]
    data: dict[str, Any] = {}
    for field in form:
        value = field.value()
        data[field.html_name] = "" if value is None else value
        if field.field.show_hidden_initial:
            data[field.html_initial_name] = data[field.html_name]
    data["about"] = [getattr(country, "pk", country) for country in data.get("about") or []]
    return data


def edit(client: Client, quotation: Quotation, **values: Any) -> Any:
    url = reverse("quotation-edit", args=[quotation.pk])
    return client.post(url, {**form_of(client, url), **values})


def said_on(client: Client, path: str) -> str:
    return client.get(path, follow=True).content.decode()


# ── who may ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("pattern", DESK, ids=lambda pattern: str(pattern.name))
def test_the_desk_is_for_editors(client: Client, pattern: URLPattern) -> None:
    quotation = make_quotation()
    change = quotes.check(quotation, Editor())
    assert change
    assert change.decision
    keys = {"quotation": quotation.pk, "decision": change.decision.pk, "revert": change.pk,
            "article": quotation.article_id, "speaker": quotation.speaker_id,
            "read": quotation.article_id}  # fmt: skip
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
    response = client.post(url, headers=headers)
    assert response["HX-Redirect"] == "/sign-in/?next=%2Farticles%2F1%2F%3Fat%3D1-2%26x%3Dy"


def test_readers_see_nothing_of_it(client: Client) -> None:
    quotation = make_quotation(confidence=0.2)
    assert quotation.speaker
    for path in (quotation.article.get_absolute_url(), quotation.speaker.get_absolute_url()):
        assert "/desk/" not in said_on(client, path)


def test_an_editor_signs_in_and_out(client: Client) -> None:
    User.objects.create_user("ana", password="a long enough one")
    told = {"username": "ana", "password": "wrong"}
    assert "correct username" in client.post("/sign-in/", told).content.decode()
    told["password"] = "a long enough one"
    response = client.post("/sign-in/?next=/speakers/", {**told, "next": "/speakers/"})
    assert response["Location"] == "/speakers/"
    assert "Signed in as" in said_on(client, "/")
    assert client.get("/sign-out/").status_code == 405
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
    asked = {"speaker": key, "by": key, "about": key, "outlet": key}
    assert editor.get("/", asked).status_code == 200
    assert editor.get("/articles/", asked).status_code == 200
    url = reverse("quotation-edit", args=[quotation.pk])
    form = {**form_of(editor, url), "country": key, "about": key, "why": key}
    assert editor.post(url, form).status_code == 422
    names = reverse("speaker-names", args=[quotation.speaker_id])
    assert editor.post(names, {"remove": key}).status_code == 302


@pytest.mark.parametrize("place", [":", "a\0b", "https://example.org/", "//example.org"])
def test_whoever_sends_a_form_returns_to_a_page_of_ours(editor: Client, place: str) -> None:
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
    assert [(p.by, p.about) for p in pairs()] == [("IT", "RU")]
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


def test_countries_spoken_about_are_ticked_and_added(editor: Client) -> None:
    quotation = make_quotation(about=("US", "RU"))
    edit(editor, quotation, about=["US"], about_more="NO")
    assert {country.pk for country in quotation.about.all()} == {"US", "NO"}


def test_saving_what_stands_changes_nothing(editor: Client) -> None:
    quotation = make_quotation(about=("US",))
    response = edit(editor, quotation)
    assert response.status_code == 302
    assert not Change.objects.exists()
    assert not Decision.objects.exists()


def test_a_form_opened_long_ago_undoes_nobody(editor: Client) -> None:
    quotation = make_quotation()
    url = reverse("quotation-edit", args=[quotation.pk])
    opened = form_of(editor, url)
    quotes.correct(quotation, {"country": "NO"}, Editor())
    editor.post(url, {**opened, "title": "envoy"})
    quotation.refresh_from_db()
    assert (quotation.speaker_title, quotation.speaker_country_id) == ("envoy", "NO")


def test_words_that_are_not_in_the_article_are_refused(editor: Client) -> None:
    quotation = make_quotation("We will stay")
    response = edit(editor, quotation, words="We will not stay")
    assert response.status_code == 422
    assert "letter by letter" in response.content.decode()
    quotation.refresh_from_db()
    assert quotation.text == "We will stay"


def test_a_name_nobody_bears_is_made_only_when_asked(editor: Client) -> None:
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
    first, second = (people.create("John Smith", "person", Editor()) for _ in range(2))
    quotation = make_quotation()
    response = edit(editor, quotation, speaker="John Smith")
    assert response.status_code == 422
    assert f"(#{first.pk})" in response.content.decode()
    edit(editor, quotation, speaker=f"John Smith (#{second.pk})")
    quotation.refresh_from_db()
    assert quotation.speaker == second


def test_namesakes_have_their_number_in_the_filters(editor: Client) -> None:
    smiths = [people.create("John Smith", "person", Editor()) for _ in range(2)]
    for smith in smiths:
        quotes.correct(make_quotation(), {"speaker": smith}, Editor())
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
    people.create("Bo Li", "person", Editor())
    url = reverse("quotation-add", args=[article.pk])
    data = {**form_of(editor, url), "words": "“It pours,”", "kind": "direct", "speaker": "Bo Li"}
    assert editor.post(url, data).status_code == 302
    quotation = article.quotations.get()
    assert (quotation.text, str(quotation.speaker)) == ("“It pours,”", "Bo Li")
    response = editor.post(url, data)
    assert response.status_code == 422
    assert "already" in response.content.decode()


def test_checking_rejecting_and_undoing(editor: Client) -> None:
    quotation = make_quotation(confidence=0.3)
    place = quotation.article.get_absolute_url()
    response = editor.post(reverse("quotation-check", args=[quotation.pk]), follow=True)
    assert "Checked" in response.content.decode()
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


# ── speakers ──────────────────────────────────────────────────────────────────────────────


def test_merging_shows_first_what_moves_and_can_be_undone(editor: Client) -> None:
    one = make_quotation("It rains", by="Ada Roe", country="PL").speaker
    other = make_quotation("It pours", by="Adela Roe-Marsh", country="IT").speaker
    assert one
    assert other
    url = reverse("speaker-merge", args=[one.pk])
    preview = editor.get(url, {"into": "Adela Roe-Marsh"}).content.decode()
    assert "1 quote in 1 article moves to Adela Roe-Marsh" in preview
    assert "Poland" in preview
    assert "Italy" in preview
    assert not Change.objects.exists(), "a link must not merge"
    editor.post(url, {"into": "Adela Roe-Marsh"})
    response = editor.get(one.get_absolute_url())
    assert (response.status_code, response["Location"]) == (302, other.get_absolute_url())
    page = said_on(editor, other.get_absolute_url())
    assert "It rains" in page
    assert "It pours" in page
    assert "Ada Roe" in page
    editor.post(reverse("revert", args=[Change.objects.get().pk]))
    assert editor.get(one.get_absolute_url()).status_code == 200
    assert "It rains" not in said_on(editor, other.get_absolute_url())


@pytest.mark.parametrize(("into", "why"), [("Ada Roe", "already"), ("Nobody", "Nobody on file")])
def test_a_merge_that_makes_no_sense_says_why(editor: Client, into: str, why: str) -> None:
    speaker = make_quotation(by="Ada Roe").speaker
    assert speaker
    response = editor.post(reverse("speaker-merge", args=[speaker.pk]), {"into": into})
    assert response.status_code == 422
    assert why in response.content.decode()


def test_quotes_are_split_off_to_a_namesake(editor: Client) -> None:
    make_quotation("It rains", by="John Smith")
    mine = make_quotation("It pours", by="John Smith").speaker
    quotation = Quotation.objects.get(text="It rains")
    mine = quotation.speaker
    assert mine
    url = reverse("speaker-split", args=[mine.pk])
    response = editor.post(url, {"to": "John Smith", "new": "on", "quotes": [quotation.pk]})
    quotation.refresh_from_db()
    assert quotation.speaker
    assert quotation.speaker != mine
    assert response["Location"] == quotation.speaker.get_absolute_url()
    assert "choose" in said_on(editor, editor.post(url, {"to": "X"})["Location"]).casefold()


def test_a_speaker_is_renamed_and_found_by_both_names(editor: Client) -> None:
    speaker = make_quotation(by="Adda Roe", country=None).speaker
    assert speaker
    url = reverse("speaker-edit", args=[speaker.pk])
    data = {**form_of(editor, url), "name": "Ada Roe", "country": "PL", "wikidata": "Q42"}
    assert editor.post(url, {**data, "wikidata": "42"}).status_code == 422
    response = editor.post(url, data)
    page = said_on(editor, response["Location"])
    assert "Ada Roe" in page
    assert "Adda Roe" in page
    assert "wiki/Q42" in page
    assert Quotation.objects.get().speaker_country_id == "PL"
    for typed in ("ada", "adda"):
        assert "Ada Roe" in said_on(editor, f"/desk/speakers/?speaker={typed}")
    names = reverse("speaker-names", args=[speaker.pk])
    editor.post(names, {"alias": "A. Roe"})
    editor.post(names, {"remove": "Adda Roe"})
    assert {n.name for n in speaker.names.all()} == {"Ada Roe", "A. Roe"}
    assert "the name shown" in said_on(
        editor, editor.post(names, {"remove": "Ada Roe"})["Location"]
    )


# ── articles ──────────────────────────────────────────────────────────────────────────────


def test_a_new_text_keeps_decisions_or_shows_them_as_lost(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("articles.extraction.load", FixedExtractor)
    quotation = make_quotation("We will stay", by="Ada Roe")
    article = quotation.article
    quotes.correct(quotation, {"title": "envoy"}, Editor())
    url = reverse("article-edit", args=[article.pk])
    moved = "A word more. " + article.body
    editor.post(url, {**form_of(editor, url), "body": moved.replace("\n", "\r\n")})
    quotation = article.quotations.get()
    assert (quotation.text, quotation.speaker_title) == ("We will stay", "envoy")
    assert moved[quotation.start : quotation.end] == "We will stay"
    editor.post(url, {**form_of(editor, url), "body": "“We shall stay,” said Roe."})
    assert not article.quotations.exists()
    assert "We will stay" in said_on(editor, reverse("review-lost"))
    decision = Decision.objects.get()
    place = reverse("decision-place", args=[decision.pk])
    assert "letter by letter" in said_on(
        editor, editor.post(place, {"words": "We"[:1] + "x"})["Location"]
    )
    editor.post(place, {"words": "We shall stay"})
    assert article.quotations.get().speaker_title == "envoy"
    whole = Change.objects.filter(action="article").last()
    assert whole
    editor.post(reverse("revert", args=[whole.pk]))
    article.refresh_from_db()
    assert "We will stay" in article.body


def test_a_lost_decision_can_be_let_go(editor: Client) -> None:
    quotation = make_quotation("We will stay")
    quotes.check(quotation, Editor())
    decision = Decision.objects.get()
    Decision.objects.update(lost=True)
    editor.post(reverse("decision-place", args=[decision.pk]), {"drop": "1"})
    assert not Decision.objects.lost().exists()
    assert Change.objects.count() == 2


def test_an_article_keeps_a_text_that_only_lost_its_line_ends(editor: Client) -> None:
    article = make_article("One line.\r\nTwo lines.", title="Old")
    url = reverse("article-edit", args=[article.pk])
    editor.post(url, {**form_of(editor, url), "title": "New"})
    article.refresh_from_db()
    assert (article.title, article.body) == ("New", "One line.\r\nTwo lines.")


def test_queries_of_the_desk_do_not_grow(editor: Client) -> None:
    text = " ".join(f"“Yes {n},” said Ada Roe{chr(97 + n)}." for n in range(12))

    def queries(quoted: int) -> dict[str, int]:
        article = make_article(f"{text} {quoted}")
        found = [said(text, f"Yes {n},", by=f"Ada Roe{chr(97 + n)}") for n in range(quoted)]
        store(article, Extraction(tuple(found)), "1")
        quotes.check_all(article, Editor())
        quotation = article.quotations.all()[0]
        assert quotation.speaker
        taken = {}
        for name, path in {
            "article": article.get_absolute_url(),
            "edit": reverse("quotation-edit", args=[quotation.pk]),
            "review": "/desk/",
            "options": "/desk/speakers/?speaker=ada",
            "merge": reverse("speaker-merge", args=[quotation.speaker.pk]),
            "history": "/desk/history/",
        }.items():
            with CaptureQueriesContext(connection) as captured:
                assert editor.get(path).status_code == 200
            taken[name] = len(captured)
        return taken

    few, many = queries(2), queries(12)
    assert {name: taken for name, taken in many.items() if taken > few[name] + 2} == {}
    assert max(many.values()) <= 16


# ── review and history ────────────────────────────────────────────────────────────────────


def test_the_least_certain_comes_first_and_goes_once_checked(editor: Client) -> None:
    surer = make_quotation("It rains", confidence=0.6)
    least = make_quotation("It pours", confidence=0.2)
    make_quotation("It is dry", confidence=0.95)
    page = editor.get("/desk/")
    assert list(page.context["page"]) == [least, surer]
    html = page.content.decode()
    assert "20% sure" in html
    assert "Right after the quote." in html
    editor.post(reverse("quotation-check", args=[least.pk]))
    page = editor.get("/desk/")
    assert list(page.context["page"]) == [surer]
    assert "1 quote decided by people" in page.content.decode()


def test_who_a_family_name_may_mean_is_offered(editor: Client) -> None:
    make_quotation(by="John Smith", country="GB")
    make_quotation(by="Smith", country=None, title="baker")
    html = said_on(editor, "/desk/people/")
    assert "Smith" in html
    assert "John Smith" in html
    provisional = Speaker.objects.get(name="Smith")
    assert f"/desk/speakers/{provisional.pk}/merge/?into=John%20Smith" in html


def test_history_tells_who_what_and_why_and_brings_back(editor: Client) -> None:
    quotation = make_quotation(title="minister")
    edit(editor, quotation, title="envoy", why="As of March.")
    change = Change.objects.get()
    for url in (
        reverse("history"),
        reverse("article-history", args=[quotation.article_id]),
        reverse("decision-history", args=[change.decision_id]),
    ):
        html = said_on(editor, url)
        assert all(word in html for word in ("ana", "minister", "envoy", "As of March."))
    editor.post(reverse("revert", args=[change.pk]))
    quotation.refresh_from_db()
    assert quotation.speaker_title == "minister"
    html = said_on(editor, reverse("history"))
    assert "Reverted by ana" in html
    assert len(re.findall(r"<li id=\"change-", html)) == 2


def test_corrections_are_gold_that_the_scorer_reads(
    editor: Client, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    from django.core.management import CommandError, call_command

    from articles.evaluation.gold import read_corpus

    body = "“It pours,” said Bo Li.\n\nRoe said that it rains."
    article = make_article(body)
    source = (body.index("Bo Li"), body.index("Bo Li") + 5)
    found = [
        said(body, "“It pours,”", by="Bo Li", source=(source,), speaker_country="IT"),
        said(body, "that it rains", by="Roe"),
    ]
    store(article, Extraction(tuple(found)), "fixed-1")
    first = article.quotations.order_by("start")[0]
    quotes.check(first, Editor())
    call_command("export_corrections", tmp_path / "none")
    assert "No article" in capsys.readouterr().out
    call_command("export_corrections", tmp_path / "some", partial=True)
    (gold,) = read_corpus(tmp_path / "some")
    assert gold.text == body
    (attribution,) = gold.attributions
    assert [span.of(body) for span in attribution.content] == ["“It pours,”"]
    assert [span.of(body) for span in attribution.source] == ["Bo Li"]
    assert attribution.speaker
    assert attribution.speaker.name == "Bo Li"
    quotes.check_all(article, Editor())
    call_command("export_corrections", tmp_path / "all")
    (gold,) = read_corpus(tmp_path / "all")
    assert len(gold.attributions) == 2
    with pytest.raises(CommandError, match="not empty"):
        call_command("export_corrections", tmp_path / "all")
