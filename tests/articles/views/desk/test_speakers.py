"""The editors’ pages beside quotations: speakers, articles, what is to review, history."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.corrections import quotations
from articles.corrections.changes import Editor
from articles.ingest.store import store
from articles.models import Appearance, Article, Change, Decision, Outlet, Quotation, Speaker
from extraction.annotations import Extraction
from tests.support.factories import FixedExtractor, make_article, said
from tests.support.forms import edit, form_of, said_on
from tests.support.listing import squeezed
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


# ── speakers ──────────────────────────────────────────────────────────────────────────────


def test_merging_shows_first_what_moves_and_can_be_undone(editor: Client) -> None:
    one = make_quotation("It rains", by="Ada Roe", country="PL").speaker
    other = make_quotation("It pours", by="Adela Roe-Marsh", country="IT").speaker
    assert one
    assert other
    url = reverse("speaker-merge", args=[one.pk])
    preview = squeezed(editor.get(url, {"into": "Adela Roe-Marsh"}).content.decode())
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
    response = editor.post(url, {"to": "John Smith", "create": "1", "quotes": [quotation.pk]})
    quotation.refresh_from_db()
    assert quotation.speaker
    assert quotation.speaker != mine
    assert response["Location"] == quotation.speaker.get_absolute_url()
    assert "Choose the quotes" in editor.post(url, {"to": "X"}).content.decode()


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
    for typed in ("Roe " * 100, "– – –"):
        refused = editor.post(names, {"alias": typed})
        assert refused.status_code == 422
        assert f'value="{typed}"' in refused.content.decode(), "what was typed is kept"
    editor.post(names, {"alias": "A. Roe"})
    editor.post(names, {"remove": "Adda Roe"})
    assert {n.name for n in speaker.names.all()} == {"Ada Roe", "A. Roe"}
    assert "the name shown" in said_on(
        editor, editor.post(names, {"remove": "Ada Roe"})["Location"]
    )


# ── articles ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.every_database
def test_a_new_text_keeps_decisions_or_shows_them_as_lost(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extraction.load", FixedExtractor)
    quotation = make_quotation("We will stay", by="Ada Roe")
    article = quotation.article
    quotations.correct(quotation, {"title": "envoy"}, Editor())
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
    refused = editor.post(place, {"words": "We shall go"})
    assert refused.status_code == 422
    assert "letter by letter" in refused.content.decode()
    assert "We shall go</textarea>" in refused.content.decode(), "what was typed stays"
    editor.post(place, {"words": "We shall stay"})
    assert article.quotations.get().speaker_title == "envoy"
    whole = Change.objects.filter(action="article").last()
    assert whole
    editor.post(reverse("revert", args=[whole.pk]))
    article.refresh_from_db()
    assert "We will stay" in article.body


def test_a_lost_decision_can_be_let_go(editor: Client) -> None:
    quotation = make_quotation("We will stay")
    quotations.check(quotation, Editor())
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


def test_a_date_that_was_not_read_is_shown_mended_and_brought_back(editor: Client) -> None:
    article = make_article(unread_date="05/06/2025")
    for path in (article.get_absolute_url(), "/desk/to-mend/"):
        assert "Date not read: “05/06/2025” is 5 June 2025 or 6 May 2025." in said_on(editor, path)
    url = reverse("article-edit", args=[article.pk])
    assert "“05/06/2025” is 5 June 2025 or 6 May 2025. Set the date." in said_on(editor, url)
    editor.post(url, {**form_of(editor, url), "published_on": "2025-06-05"})
    article.refresh_from_db()
    assert (str(article.published_on), article.unread_date) == ("2025-06-05", "")
    assert "every date was read" in said_on(editor, "/desk/to-mend/")
    editor.post(reverse("revert", args=[Change.objects.get().pk]))
    article.refresh_from_db()
    assert (article.published_on, article.unread_date) == (None, "05/06/2025")


@pytest.mark.every_database
def test_notes_are_shown_to_readers_and_taken_out_by_editors(
    editor: Client, client: Client
) -> None:
    article = make_article(notes="It is only the beginning.\nIt may be several articles.")
    html = said_on(client, article.get_absolute_url())
    assert "<p>It is only the beginning.</p>" in html
    assert "<p>It may be several articles.</p>" in html
    assert "It may be several articles." in said_on(editor, "/desk/to-mend/")
    url = reverse("article-edit", args=[article.pk])
    editor.post(url, {**form_of(editor, url), "notes": "\r\n It may be several articles. \r\n"})
    article.refresh_from_db()
    assert article.notes == "It may be several articles."


def test_an_outlet_is_taken_off_by_who_was_shown_it_and_put_back(editor: Client) -> None:
    article = make_article("It rains.", outlet=Outlet.objects.create(name="The Gazette"))
    make_appearance(article, "Bay Herald", url="https://herald.example/a")
    page = article.get_absolute_url()
    assert "Also in Bay Herald , Original" in words_of(said_on(editor, page))
    url = reverse("article-edit", args=[article.pk])
    form = form_of(editor, url)
    # What comes in while the form is open is neither taken off nor emptied.
    make_appearance(article, "The Wire")
    Article.objects.update(author="Mira Talvik")
    editor.post(url, {**form, "also_in": []})
    article.refresh_from_db()
    assert article.author == "Mira Talvik"
    html = said_on(editor, page)
    assert "Bay Herald" not in words_of(html)
    assert "Also in The Wire" in words_of(html)
    editor.post(reverse("revert", args=[Change.objects.get().pk]))
    assert "Bay Herald" in words_of(said_on(editor, page))


def words_of(html: str) -> str:
    """The text of a page's article, in one line."""
    main = html[html.index("<article") : html.index("</article>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def make_appearance(article: Article, outlet: str, **fields: Any) -> Appearance:
    row = Outlet.objects.create(name=outlet)
    return Appearance.objects.create(article=article, outlet=row, **fields)


def test_queries_of_the_desk_do_not_grow(editor: Client) -> None:
    def queries(quoted: int) -> dict[str, int]:
        # Articles that are no copies of each other: a copy's page looks up its group.
        said_by = (
            f"“Yes {n},” said Ada Roe{chr(97 + n)} at {quoted} and {quoted}." for n in range(12)
        )
        text = " ".join(said_by)
        article = make_article(text)
        found = [said(text, f"Yes {n},", by=f"Ada Roe{chr(97 + n)}") for n in range(quoted)]
        store(article, Extraction(tuple(found)), "1")
        quotations.check_all(article, Editor())
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
    # In a transaction, as here, the queue reads an index of its own.
    assert many.pop("review") <= 24
    # Opening a form notes who has it open, in savepoints of its own.
    assert many.pop("edit") <= 26
    assert max(many.values()) <= 16


# ── review and history ────────────────────────────────────────────────────────────────────


def test_the_least_certain_comes_first_and_goes_once_checked(editor: Client) -> None:
    surer = make_quotation("It rains", confidence=0.6)
    least = make_quotation("It pours", confidence=0.2)
    make_quotation("It is dry", confidence=0.95)
    page = editor.get("/desk/")
    assert [e.quotation for e in page.context["entries"]] == [least, surer]
    html = page.content.decode()
    assert "20% sure" in html
    assert "Right after the quote." in html
    editor.post(reverse("quotation-check", args=[least.pk]))
    page = editor.get("/desk/")
    assert [e.quotation for e in page.context["entries"]] == [surer]
    assert "1 quote decided by people" in page.content.decode()


@pytest.mark.every_database
def test_who_a_family_name_may_mean_is_offered(editor: Client) -> None:
    make_quotation(by="John Smith", country="GB")
    make_quotation(by="Smith", country=None, title="baker")
    html = said_on(editor, "/desk/people/")
    assert "Smith" in html
    assert "John Smith" in html
    provisional = Speaker.objects.get(name="Smith")
    assert f"/desk/speakers/{provisional.pk}/merge/?into=John%20Smith" in html


@pytest.mark.every_database
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


@pytest.mark.every_database
def test_corrections_are_gold_that_the_scorer_reads(
    editor: Client, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    from django.core.management import CommandError, call_command

    from evaluation.gold import read_corpus

    body = "“It pours,” said Bo Li.\n\nRoe said that it rains."
    article = make_article(body)
    source = (body.index("Bo Li"), body.index("Bo Li") + 5)
    found = [
        said(body, "“It pours,”", by="Bo Li", source=(source,), speaker_country="IT"),
        said(body, "that it rains", by="Roe"),
    ]
    store(article, Extraction(tuple(found)), "fixed-1")
    first = article.quotations.order_by("start")[0]
    quotations.check(first, Editor())
    call_command("export_corrections", tmp_path / "none")
    assert not (tmp_path / "none").exists(), "an empty folder would be refused the next time"
    assert "No article" in capsys.readouterr().out
    call_command("export_corrections", tmp_path / "some", partial=True)
    (gold,) = read_corpus(tmp_path / "some")
    assert gold.text == body
    (attribution,) = gold.attributions
    assert [span.of(body) for span in attribution.content] == ["“It pours,”"]
    assert [span.of(body) for span in attribution.source] == ["Bo Li"]
    assert attribution.speaker
    assert attribution.speaker.name == "Bo Li"
    (line,) = (tmp_path / "some" / "names.jsonl").read_text("utf-8").splitlines()
    row = json.loads(line)
    decision = Decision.objects.get(quotation=first)
    assert row["decided_at"] == decision.decided_at.isoformat()
    assert row["speaker_decided"]
    quotations.check_all(article, Editor())
    call_command("export_corrections", tmp_path / "all")
    (gold,) = read_corpus(tmp_path / "all")
    assert len(gold.attributions) == 2
    with pytest.raises(CommandError, match="not empty"):
        call_command("export_corrections", tmp_path / "all")
