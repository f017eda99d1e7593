"""An utterance is listed once, with its outlets; its page has every appearance; people decide."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.test import Client

from articles.models import Appearance, Outlet, Quotation
from extraction.annotations import Kind
from tests.articles.utterances.test_store import printed
from tests.support.listing import counts_on, squeezed, words_on
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

SAID = "We will not open the northern bridge before the winter, whatever the ministry says"
CHANGED = SAID.replace("winter", "spring")


def syndicated() -> list[Quotation]:
    """One utterance in three outlets, and another quotation."""
    rows = [
        make_quotation(words, outlet=outlet, published_on=dt.date(2026, month, day), about=about)
        for words, outlet, month, day, about in (
            (SAID, "Post", 2, 27, ("RU",)), (CHANGED, "Gazette", 3, 1, ("RU", "US")),
            (SAID, "Herald", 3, 2, ()), ("Four green apples", "Post", 3, 3, ()),
        )
    ]  # fmt: skip
    for row in rows:
        row.refresh_from_db()
    return rows


def page(client: Client, path: str) -> str:
    return squeezed(client.get(path).content.decode())


def test_a_list_has_an_utterance_once_with_its_outlets(client: Client) -> None:
    first, *_ = syndicated()
    html = page(client, "/")
    assert words_on(html) == ["Four green apples", SAID]
    assert "Also in Gazette, Herald" in html
    assert f'href="/utterances/{first.pk}/"' in html
    assert "listed and counted once: 2, printed 4 times" in html
    every = page(client, "/?appearances=every")
    assert words_on(every) == ["Four green apples", SAID, CHANGED, SAID]
    assert "Every appearance of a quote is listed and counted" in every


@pytest.mark.parametrize("switch", ["", "&appearances=every"])
def test_counts_beside_facets_are_those_of_the_lists(client: Client, switch: str) -> None:
    syndicated()
    html = page(client, f"/?kind=direct{switch}")
    outlets = counts_on(html, "outlet")
    assert outlets == {"Post": 2, "Gazette": 1, "Herald": 1}
    for name in ("outlet", "about", "year", "by", "speaker"):
        for label, count in counts_on(html, name).items():
            values = {
                **{one.name: str(one.pk) for one in Outlet.objects.all()},
                "Russia": "RU",
                "United States": "US",
                "about no country": "none",
                "Poland": "PL",
                "2026": "2026",
                "Ada Roe": str(Quotation.objects.all()[0].speaker_id),
            }
            narrowed = page(client, f"/?kind=direct{switch}&{name}={values[label]}")
            assert len(words_on(narrowed)) == count, (name, label)
    assert counts_on(html, "about")["Russia"] == (2 if switch else 1)


def test_the_first_of_what_is_chosen_stands_for_an_utterance(client: Client) -> None:
    syndicated()
    gazette = Outlet.objects.get(name="Gazette")
    assert words_on(page(client, f"/?outlet={gazette.pk}")) == [CHANGED]
    assert words_on(page(client, "/?since=2026-03-01")) == ["Four green apples", CHANGED]


def test_the_pages_of_speakers_and_countries_agree_with_their_exports(client: Client) -> None:
    first, *_ = syndicated()
    assert first.speaker
    for path, export in (
        (first.speaker.get_absolute_url(), f"{first.speaker.get_absolute_url()}quotes.jsonl"),
        ("/countries/pl/", "/countries/pl/by/quotes.jsonl"),
        ("/", "/quotes.jsonl"),
    ):
        for query in ("", "?appearances=every"):
            lines = b"".join(client.get(f"{export}{query}")).splitlines()
            records = [json.loads(line) for line in lines]
            assert len(records) == (4 if query else 2)
            assert {record["utterance_id"] for record in records} >= {first.pk}
            listed = page(client, f"{path}{query}").partition('class="half half-about"')[0]
            assert words_on(listed) == [record["text"] for record in records], path


def test_feeds_and_tables_have_both_ids(client: Client) -> None:
    first, second, *_ = syndicated()
    table = b"".join(client.get("/quotes.csv?appearances=every")).decode("utf-8-sig")
    assert f"{second.pk},{first.pk}," in table
    feed = client.get("/quotes.atom").content.decode()
    assert f'rel="related" href="http://testserver/utterances/{first.pk}/"' in feed.replace(
        f'href="http://testserver/utterances/{first.pk}/" rel="related"',
        f'rel="related" href="http://testserver/utterances/{first.pk}/"',
    )
    assert f"quotes/{first.pk}</id>" in feed


def test_its_page_has_every_appearance_with_what_each_changed(client: Client) -> None:
    first, second, third, other = syndicated()
    Appearance.objects.create(article=third.article, outlet=Outlet.objects.create(name="Echo"))
    html = page(client, f"/utterances/{first.pk}/")
    assert "3 appearances, first on" in html
    assert html.count("<article") == 3
    assert 'first:</span>winter</del> <ins class="differs">' in html
    assert html.count("<del>") == 1
    assert "The same article also in Echo" in html
    assert "Not the same" not in html
    assert client.get(f"/utterances/{second.pk}/")["Location"] == f"/utterances/{first.pk}/"
    assert "1 appearance" in page(client, f"/utterances/{other.pk}/")
    assert client.get("/utterances/999/").status_code == 404
    assert "Also in Echo, Gazette, Herald" in page(client, "/")


def test_the_same_words_of_two_are_disputed_and_say_so(client: Client) -> None:
    first = printed()
    printed(by="Bo Li", days=1)
    html = page(client, "/")
    assert words_on(html) == [SAID]
    assert 'class="doubt">disputed</span> Also given to Bo Li' in html
    html = page(client, f"/utterances/{first.pk}/")
    assert "Disputed: articles give these words to Ada Roe and to Bo Li" in html


def test_an_editor_parts_joins_and_undoes_it(editor: Client) -> None:
    first, second, third, other = syndicated()
    path = f"/utterances/{first.pk}/"
    assert "Not the same" in page(editor, path)
    answer = editor.post(f"/utterances/{second.pk}/part/")
    assert answer["Location"] == f"/utterances/{second.pk}/"
    assert "2 appearances" in page(editor, path)
    assert (
        "alone already"
        in editor.post(f"/utterances/{second.pk}/part/", follow=True).content.decode()
    )
    wrong = editor.post(f"/utterances/{other.pk}/join/", {"other": "/speakers/1/"})
    assert wrong.status_code == 422
    assert "leads to no quote" in wrong.content.decode()
    link = f"http://testserver{third.get_absolute_url()}"
    joined = editor.post(
        f"/utterances/{other.pk}/join/", {"other": link, "why": "Same."}, follow=True
    )
    assert "3 appearances" in squeezed(joined.content.decode())
    history = page(editor, "/desk/history/")
    assert "Joined two quotes" in history
    assert "Parted a quote from others" in history


def test_readers_decide_nothing(client: Client) -> None:
    first, *_ = syndicated()
    for what in ("part", "join"):
        assert client.post(f"/utterances/{first.pk}/{what}/")["Location"].startswith("/sign-in/")


@pytest.mark.every_database
def test_the_page_of_a_paraphrase_has_no_quotation_marks(client: Client) -> None:
    row = make_quotation(SAID, kind=Kind.INDIRECT)
    html = page(client, f"/utterances/{row.pk}/").partition("<main")[2].partition('class="cite"')[0]
    assert SAID in html
    assert "“" not in html
    assert "paraphrased" in html
