"""Articles deleted, brought back, and gone for good."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from articles.clippings import lists
from articles.corrections import deletion, quotations, speakers
from articles.corrections.changes import CannotCorrectError, Editor
from articles.corrections.revert import revert
from articles.ingest.save import save_draft, save_drafts
from articles.models import (
    Article,
    Change,
    ClippingList,
    Decision,
    DeletedArticle,
    Entity,
    Mention,
    Quotation,
    Speaker,
)
from articles.search.backends import backend
from newsroom.ops.backups import back_up
from newsroom.web.access import Access
from reading.draft import Draft, ReadingError
from tests.support.factories import make_article
from tests.support.quotations import make_quotation
from tests.support.routes import routes

pytestmark = pytest.mark.django_db
EDITOR = Editor(why="The court ordered it.")
WORDS = "Zanzibar owes us a lighthouse"
SPEAKER = "Quintilla Vexley"


@pytest.fixture
def doomed() -> Quotation:
    """A quotation that an editor corrected, by a speaker whom no other article quotes."""
    made = make_quotation(WORDS, SPEAKER, outlet="The Gazette", title="envoy")
    quotations.correct(made, {"title": "former envoy"}, Editor(why="She resigned."))
    made.refresh_from_db()
    return made


def every_row() -> dict[str, list[Any]]:
    """All rows but those of the history, of deleted articles and of the change log."""
    kinds: list[type[models.Model]] = [Article, Quotation, Mention, Entity, Speaker, Decision]
    return {kind.__name__: list(kind._default_manager.order_by("pk").values()) for kind in kinds}


def test_a_deleted_article_comes_back_as_it_was(doomed: Quotation) -> None:
    before, history = every_row(), list(Change.objects.order_by("pk").values())
    change = deletion.delete([doomed.article], EDITOR)
    assert not Article.objects.exists()
    assert not Quotation.objects.exists()
    assert not Speaker.objects.filter(name=SPEAKER).exists()
    assert not Entity.objects.exists()
    assert [row.subject for row in Change.objects.all()] == [doomed.article.title]
    assert change.why == EDITOR.why
    assert change.after["deleted"]["label"] == "1 quote, 1 decision"

    again = revert(change, Editor(why="It was overturned."))
    assert every_row() == before
    assert list(Change.objects.order_by("pk").values())[: len(history)] == history
    revert(again, EDITOR)
    assert not Article.objects.exists()
    last = Change.objects.first()
    assert last
    revert(last, EDITOR)
    assert every_row() == before


def test_a_speaker_who_was_quoted_again_meanwhile_is_not_on_file_twice(doomed: Quotation) -> None:
    change = deletion.delete([doomed.article], EDITOR)
    since = make_quotation("The tide is out", SPEAKER).speaker
    revert(change, EDITOR)
    assert list(Speaker.objects.filter(name=SPEAKER)) == [since]
    assert {q.speaker for q in Quotation.objects.all()} == {since}


def test_what_the_preview_says_is_what_goes(doomed: Quotation, editor: Client) -> None:
    make_quotation("We stay", "Ada Roe")
    path = f"/desk/articles/delete/?id={doomed.article_id}"
    html = " ".join(editor.get(path).content.decode().split())
    for said in ("1 quote goes", "1 decision", SPEAKER, doomed.article.title):
        assert said in html
    assert "Ada Roe" not in html
    refused = editor.post(path, {"why": " "})
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    assert Article.objects.count() == 2
    page = editor.post(path, {"why": "Double."}, follow=True).content.decode()
    assert "is deleted." in page
    assert "Undo" in page
    assert list(Article.objects.values_list("pk", flat=True)) != [doomed.article_id]
    assert editor.get(path).status_code == 404


def test_several_go_and_come_back_together(doomed: Quotation, editor: Client) -> None:
    other = make_article()
    path = f"/desk/articles/delete/?id={doomed.article_id}&id={other.pk}&id=999999999"
    assert "1 of the chosen is deleted already" in " ".join(
        editor.get(path).content.decode().split()
    )
    editor.post(path, {"why": "A syndicated mistake."})
    assert not Article.objects.exists()
    whole = Change.objects.all().whole().get()
    assert editor.post(f"/desk/changes/{whole.pk}/revert/").status_code == 302
    assert Article.objects.count() == 2


def test_no_page_shows_anything_of_a_deleted_article(
    doomed: Quotation, client: Client, admin_client: Client
) -> None:
    """Every route that readers may open, with the keys of the rows, and lists searched."""
    make_quotation("We stay", "Ada Roe")
    reader = User.objects.create_user("rea")
    kept = ClippingList.objects.create(owner=reader, name="Mine")
    lists.add(doomed, kept, "Look into it")
    kept.share()
    article, place = doomed.article, doomed.get_absolute_url()
    client.force_login(reader)
    paths = [
        *(route.path for route in routes() if route.access in {Access.READERS, Access.SIGNED_IN}),
        *(f"{path}?q={word}" for path in ("/", "/articles/", "/speakers/", "/jump/", "/check/")
          for word in ("zanzibar", "lighthouse", "vexley")),
        kept.get_absolute_url(), kept.get_shared_url(),
        f"{kept.get_absolute_url()}quotes.csv", f"{kept.get_absolute_url()}quotes.docx",
        *(f"/quotes.{suffix}" for suffix in ("csv", "jsonl", "xml", "atom")),
        *(f"/api/v1/{name}" for name in ("articles", "quotations", "speakers", "countries",
                                         f"articles/{article.pk}")),
        article.get_absolute_url(), f"{article.get_absolute_url()}quotes.csv", place,
        *(f"{place}{rest}" for rest in ("picture.png", "embed/", "cite.bib", "place/")),
        f"/oembed/?url=http://testserver{place}",
    ]  # fmt: skip
    secrets = ("lighthouse", "vexley", article.title.lower())

    def shown() -> list[str]:
        found = []
        for path in paths:
            response = client.get(path)
            text = response.getvalue().decode(errors="replace").lower()
            found += [path for secret in secrets if secret in text and f"q={secret}" not in path]
        return found

    assert len(shown()) > 10, "before, they show it"
    deletion.delete([article], EDITOR)
    assert shown() == []
    history = admin_client.get("/desk/history/").content.decode()
    assert article.title in history
    assert "lighthouse" not in history


@pytest.mark.parametrize("rest", ["", "quotes.csv", "quotes/9-38/", "quotes/9-38/picture.png"])
def test_its_address_answers_410(doomed: Quotation, client: Client, rest: str) -> None:
    path = f"{doomed.article.get_absolute_url()}{rest}"
    deletion.delete([doomed.article], EDITOR)
    response = client.get(path)
    assert response.status_code == 410
    assert "was deleted" in response.content.decode()
    assert "Bring it back" not in response.content.decode()
    assert client.get("/articles/999999/").status_code == 404


def test_the_api_answers_410(doomed: Quotation, client: Client) -> None:
    path = f"/api/v1/articles/{doomed.article_id}"
    assert client.get(path).status_code == 200
    deletion.delete([doomed.article], EDITOR)
    response = client.get(path)
    assert response.status_code == 410
    assert response["Content-Type"] == "application/problem+json"
    assert client.get("/api/v1/articles/999999").status_code == 404


def test_an_editor_brings_it_back_from_its_address(doomed: Quotation, editor: Client) -> None:
    path = doomed.article.get_absolute_url()
    change = deletion.delete([doomed.article], EDITOR)
    assert "Bring it back" in editor.get(path).content.decode()
    back = editor.post(f"/desk/changes/{change.pk}/revert/", {"next": path}, follow=True)
    assert back.status_code == 200
    assert SPEAKER in back.content.decode()


def test_a_clipping_says_that_its_article_was_deleted(doomed: Quotation) -> None:
    kept = ClippingList.objects.create(owner=User.objects.create_user("rea"), name="Mine")
    clipping = lists.add(doomed, kept, "Mine to keep")
    change = deletion.delete([doomed.article], EDITOR)
    clipping.refresh_from_db()
    assert (clipping.article, clipping.note) == (None, "Mine to keep")
    assert WORDS not in str([clipping.kept, clipping.anchors])
    revert(change, EDITOR)
    clipping.refresh_from_db()
    assert clipping.quotation == doomed
    assert clipping.kept["words"] == doomed.text


def test_its_text_is_not_added_again_unless_an_administrator_allows_it(
    doomed: Quotation, admin_client: Client
) -> None:
    draft = Draft("Another title", doomed.article.body)
    deletion.delete([doomed.article], EDITOR)
    with pytest.raises(ReadingError, match=r"was deleted on .* by manage.py: “The court ordered"):
        save_draft(draft)
    saved, refused = save_drafts([Draft("New", "A text of its own."), draft])
    assert isinstance(saved, tuple)
    assert isinstance(refused, ReadingError)
    deletion.purge(DeletedArticle.objects.get())
    with pytest.raises(ReadingError, match="administrator"):
        save_draft(draft)
    path = f"/admin/articles/deletedarticle/{DeletedArticle.objects.get().pk}/delete/"
    assert admin_client.post(path, {"post": "yes"}).status_code == 302
    assert save_draft(draft)[1].is_new


def test_after_thirty_days_nothing_is_left(doomed: Quotation) -> None:
    change = deletion.delete([doomed.article], EDITOR)
    assert deletion.purge_due() == 0
    DeletedArticle.objects.update(purge_at=timezone.now() - dt.timedelta(seconds=1))
    assert deletion.purge_due() == 1
    assert deletion.purge_due() == 0
    with pytest.raises(CannotCorrectError, match="deleted for good"):
        revert(change, EDITOR)
    assert DeletedArticle.objects.get().rows == ""
    assert Change.objects.get().subject == doomed.article.title


def test_a_split_whose_articles_were_deleted_cannot_be_reverted(doomed: Quotation) -> None:
    assert doomed.speaker
    to = speakers.create("Quintilla Vexley", "person", EDITOR)
    change = speakers.split(doomed.speaker, [doomed], to, EDITOR)
    deletion.delete([doomed.article], EDITOR)
    with pytest.raises(CannotCorrectError, match="deleted"):
        revert(Change.objects.get(pk=change.pk), EDITOR)


def command(*arguments: str) -> str:
    out = StringIO()
    call_command("delete_article", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_deletes_all_or_none(doomed: Quotation) -> None:
    key = str(doomed.article_id)
    with pytest.raises(CommandError, match="999999 is no article; nothing was deleted"):
        command(key, "999999", "--reason", "Wrong")
    with pytest.raises(CommandError, match="--reason is empty"):
        command(key, "--reason", " ")
    assert Article.objects.exists()
    assert command(key, "--reason", "Wrong") == f"{key}: deleted.\n"
    assert DeletedArticle.objects.get().rows


@pytest.mark.django_db(transaction=True)
def test_a_takedown_leaves_no_word_and_says_which_backups_have_it(
    doomed: Quotation, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    if connection.vendor == "sqlite":
        (tmp_path / "backups.jsonl").write_text(
            f'{{"file": "{tmp_path}/b", "made_at": "{timezone.now().isoformat()}"}}\n'
        )
    else:
        back_up(tmp_path / "b")
    key = str(doomed.article_id)
    said = command(key, "--reason", "Order 12/2026", "--now")
    assert f"{key}: deleted for good." in said
    assert f"Not gone from the backup {tmp_path}/b" in said
    assert not backend().faults()
    assert backend().existing(["lighthouse"]) == []
    with pytest.raises(CommandError, match="no article"):
        command(key, "--reason", "Again", "--now")


@pytest.mark.django_db(transaction=True)
def test_what_was_deleted_before_can_be_taken_down(doomed: Quotation) -> None:
    deletion.delete([doomed.article], EDITOR)
    assert "deleted for good" in command(str(doomed.article_id), "--reason", "Order", "--now")
    assert DeletedArticle.objects.get().purged_at


def test_the_back_office_leads_to_the_same_page(doomed: Quotation, admin_client: Client) -> None:
    path = f"/desk/articles/delete/?id={doomed.article_id}"
    one = admin_client.get(f"/admin/articles/article/{doomed.article_id}/delete/")
    many = admin_client.post(
        "/admin/articles/article/",
        {"action": "delete_selected", "_selected_action": [str(doomed.article_id)]},
    )
    assert (one["Location"], many["Location"]) == (path, path)
