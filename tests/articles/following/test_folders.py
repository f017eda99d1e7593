"""Following folders: files that are new or have changed become articles, once."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from articles.following import folders
from articles.following.run import Look
from articles.models import Article, Item, Outlet, Subscription
from tests.articles.following.test_feeds import look

pytestmark = pytest.mark.django_db

TWO = "\n".join(
    f'{{"title": "Rain {day}", "text": "On day {day} it rained, said Mira Talvik."}}'
    for day in (1, 2)
)


def put(folder: Subscription, name: str, text: str, age: float = 60) -> Path:
    """Write a file as if it was written so many seconds ago."""
    file = Path(folder.address) / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, "utf-8")
    written = time.time() - age
    os.utime(file, (written, written))
    return file


def test_files_become_articles_once(folder: Subscription) -> None:
    put(folder, "rain.txt", "It rains, said Mira Talvik.")
    put(folder, "sub/snow.txt", "It snows, said Jonas Feld.")
    assert [look(folder).taken for _ in range(2)] == [2, 0]
    assert {item.url for item in Item.objects.all()} == {"rain.txt", "sub/snow.txt"}
    put(folder, "sun.txt", "The sun shines, said Ana Brel.")
    assert look(folder).taken == 1
    assert Article.objects.count() == 3


def test_the_outlet_is_that_of_files_that_state_none(folder: Subscription) -> None:
    folder.outlet = Outlet.objects.create(name="The Gazette")
    folder.save()
    put(folder, "a.txt", "It rains, said Mira Talvik.")
    put(folder, "b.txt", "Outlet: The Post\nTitle: Snow\n\nIt snows, said Jonas Feld.")
    look(folder)
    outlets = Article.objects.order_by("body").values_list("outlet__name", flat=True)
    assert list(outlets) == ["The Gazette", "The Post"]


def test_each_article_of_a_file_is_an_item(folder: Subscription) -> None:
    put(folder, "two.jsonl", TWO)
    assert look(folder).taken == 2
    put(folder, "two.jsonl", TWO.replace("rained,", "rained a lot,"), age=30)
    assert look(folder).taken == 2
    assert Article.objects.count() == Item.objects.count() == 2


def test_a_file_that_was_written_again_is_a_new_version(folder: Subscription) -> None:
    put(folder, "rain.txt", "It rains, said Mira Talvik.")
    look(folder)
    put(folder, "rain.txt", "It rains no more, said Mira Talvik.", age=30)
    assert look(folder).taken == 1
    assert Article.objects.get().body == "It rains no more, said Mira Talvik."


def test_a_file_that_may_still_be_written_waits(
    folder: Subscription, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "SETTLES", 3600)
    put(folder, "rain.txt", "It rains, said Mira Talvik.", age=7200)
    put(folder, "future.txt", "It will rain, said Mira Talvik.", age=-7200)
    put(folder, "snow.txt", "It snows, sa", age=0)
    assert look(folder).taken == 2
    assert not Item.objects.with_keys([Item.key_of("snow.txt")]).exists()
    put(folder, "snow.txt", "It snows, said Jonas Feld.", age=7200)
    assert look(folder).taken == 1


def test_what_cannot_be_read_is_counted_with_its_reason(folder: Subscription) -> None:
    put(folder, "a.pdf", "%PDF-1.7 no pdf")
    put(folder, "b.txt", "It rains, said Mira Talvik.")
    put(folder, "c.png", "no picture")
    assert look(folder).taken == 1
    assert "a.pdf" in Item.objects.refused().get().reason
    assert folder.note == (
        "1 file of another kind was not read: 1 .png. 1 of the new texts has no date. 1 could not "
        "be read: the list of items says why."
    )


def test_many_files_go_on_at_the_next_look(
    folder: Subscription, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "FILES", 2)
    for number in range(3):
        put(folder, f"{number}.txt", f"It rained on day {number}, said Mira Talvik.")
    assert [look(folder).taken for _ in range(3)] == [2, 1, 0]


def test_a_link_that_leads_out_is_not_followed(folder: Subscription, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("It is secret, said Jonas Feld.")
    os.utime(secret, (1, 1))
    (Path(folder.address) / "link.txt").symlink_to(secret)
    assert look(folder) == Look(folder)
    assert folder.note == "1 file of another kind was not read: 1 behind a link out of the folder."
    assert not Item.objects.exists()
    assert not Article.objects.exists()


def test_a_file_that_becomes_a_link_out_after_it_was_found_is_refused(
    folder: Subscription, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("It is secret, said Jonas Feld.")
    os.utime(secret, (1, 1))
    link = Path(folder.address) / "link.txt"
    link.symlink_to(secret)
    monkeypatch.setattr("reading.find", lambda *_: iter([link]))
    assert look(folder) == Look(folder)
    assert "is a link to a file outside of the folder" in Item.objects.get().reason
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("/etc", "/etc is not in a folder that may be followed"),
        ("{}/../../other", "is not in a folder that may be followed"),
        ("{}/missing", "missing is no folder of this server"),
        ("{}/rain.txt", "rain.txt is no folder"),
    ],
)
def test_only_folders_that_settings_name_are_followed(
    folder: Subscription, tmp_path: Path, address: str, error: str
) -> None:
    (tmp_path.parent / "other").mkdir(exist_ok=True)
    put(folder, "rain.txt", "It rains.")
    Subscription.objects.update(address=address.format(folder.address))
    folder.refresh_from_db()
    assert error in look(folder).error
    assert not Item.objects.exists()


def test_a_folder_that_is_a_link_leads_nowhere_else(
    folder: Subscription, tmp_path: Path, settings: Any
) -> None:
    settings.FOLLOW_FOLDERS = [folder.address]
    (tmp_path / "out").mkdir()
    link = Path(folder.address) / "link"
    link.symlink_to(tmp_path / "out")
    Subscription.objects.update(address=str(link))
    assert "not in a folder that may be followed" in look(folder).error


def test_a_name_that_is_no_text_is_no_trouble(folder: Subscription) -> None:
    file = os.fsencode(folder.address) + b"/r\xe9gion.txt"
    Path(os.fsdecode(file)).write_text("It rains, said Mira Talvik.")
    os.utime(file, (1, 1))
    assert look(folder).taken == 1
    assert Item.objects.get().url == "r\N{REPLACEMENT CHARACTER}gion.txt"
    assert look(folder).taken == 0
