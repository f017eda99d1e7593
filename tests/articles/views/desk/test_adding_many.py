"""Many files and articles at once: limits, messages with their file, progress by batch."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from articles.forms import adding as forms
from articles.models import Article, Batch
from articles.views.desk import adding

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

URL = "/articles/add/"


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave articles waiting."""
    monkeypatch.setattr(adding, "process_article", SimpleNamespace(enqueue=lambda key: None))


def files(count: int, suffix: str = "txt") -> list[SimpleUploadedFile]:
    return [
        SimpleUploadedFile(f"story {n}.{suffix}", f"Nothing was said on day {n}.".encode())
        for n in range(count)
    ]


@pytest.mark.every_database
def test_a_hundred_and_ten_files_are_added(editor: Client) -> None:
    response = editor.post(URL, {"uploads": files(110)})
    assert response.status_code == 302
    assert Article.objects.count() == 110
    assert len(response["Location"]) < 100
    page = " ".join(editor.get(response["Location"]).content.decode().split())
    assert "0 of 110 articles read so far" in page
    assert "And 60 more" in page


def test_more_than_the_limit_are_named(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MOST_FILES", 3)
    page = editor.post(URL, {"uploads": files(5)}).content.decode()
    assert "3 files can be added at once" in page
    assert "story 3.txt, story 4.txt" in page
    assert Article.objects.count() == 3
    assert f"?batch={Batch.objects.get().pk}" in page


def test_a_table_of_many_articles_has_one_short_address(editor: Client) -> None:
    lines = "\n".join(json.dumps({"title": f"T {n}", "text": f"Day {n}."}) for n in range(60))
    response = editor.post(URL, {"uploads": SimpleUploadedFile("all.jsonl", lines.encode())})
    assert Article.objects.count() == 60
    assert len(response["Location"]) < 100
    more_articles(1140)
    Article.objects.filter(title="T 7").update(state="failed", error="It broke.")
    Article.objects.filter(title="T 8").update(state="done")
    page = " ".join(editor.get(response["Location"]).content.decode().split())
    assert "2 of 1,200 articles read so far. 1 could not be read." in page
    assert page.index("T 7") < page.index("T 0<")


def more_articles(number: int) -> None:
    """Put more articles into the batch, without the time that it takes to add them."""
    texts = [f"It rained on day {n}." for n in range(number)]
    rows = [Article(title=text, body=text, content_hash=Article.hash_of(text)) for text in texts]
    batch = Batch.objects.get()
    batch.articles += [row.pk for row in Article.objects.bulk_create(rows)]
    batch.save()


def test_every_message_names_its_file(editor: Client) -> None:
    first, second = files(2)
    editor.post(URL, {"uploads": [first]})
    first.seek(0)
    numbers = SimpleUploadedFile("numbers.txt", b"Date: 05/06/2026\n\nNothing happened.")
    page = editor.post(URL, {"uploads": [first]}).content.decode()
    assert "story 0.txt: This article is here already" in page
    first.seek(0)
    page = editor.post(URL, {"uploads": [first, second]}, follow=True).content.decode()
    assert "story 0.txt is here already" in page
    assert "numbers.txt, “" in editor.post(URL, {"uploads": [numbers]}).content.decode()


def test_an_upload_that_was_cut_short_is_sent_again(editor: Client) -> None:
    editor.post(URL, {"uploads": files(12)})
    response = editor.post(URL, {"uploads": files(14)})
    assert response.status_code == 302
    page = " ".join(editor.get(response["Location"]).content.decode().split())
    assert Article.objects.count() == 14
    assert "of 14 articles read so far" in page
    assert "story 9.txt is here already" in page
    assert "2 more are here already." in page
    page = editor.post(URL, {"uploads": files(14)}).content.decode()
    assert page.count("This article is here already") == 10
    assert "4 more are here already." in page


@pytest.mark.every_database
def test_a_title_for_several_files_is_not_lost_in_silence(editor: Client) -> None:
    page = editor.post(URL, {"uploads": files(2), "title": "Mine", "url": ""}, follow=True)
    assert "The title that you typed is not used: these are 2 articles" in page.content.decode()
    assert not Article.objects.filter(title="Mine").exists()


@pytest.mark.parametrize("batch", ["0", "99999999999999999999", "x", "-1", "１"])
def test_a_batch_that_is_none_shows_nothing(editor: Client, batch: str) -> None:
    page = editor.get("/articles/progress/", {"batch": batch})
    assert "No article is being read" in page.content.decode()
