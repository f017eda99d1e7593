"""What titles, descriptions and the jump box say of the filters."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from articles.models import Speaker
from extraction.annotations import SpeakerType
from tests.support.listing import squeezed
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Quotes"),
        ("speaker={speaker}&about=IR&since=2025-01-01", "Ada Brel on Iran since 2025"),
        ("by=US&by=PL&about=IR", "Quotes from United States or Poland about Iran"),
        ("office=senator&q=mediate", "Quotes as senator with mediate"),
        ("about=-IR&year=none", "Quotes (not about Iran) (no date)"),
        ("since=2025-02-03&until=2025-12-31&outlet={outlet}",
         "Quotes in The Post since 3 February 2025 until 2025"),
        ("kind=direct", "Quotes (word for word)"),
    ],
)  # fmt: skip
def test_a_title_says_what_was_asked(client: Client, query: str, title: str) -> None:
    made = make_quotation(
        "We will mediate", "Ada Brel", country="US", about=("IR",), title="senator",
        outlet="The Post", published_on=dt.date(2025, 3, 4),
    )  # fmt: skip
    make_quotation("No", "Bo Li", country="PL", about=("IR",))
    query = query.format(speaker=made.speaker_id, outlet=made.article.outlet_id)
    html = client.get(f"/?{query}").content.decode()
    assert f"<title>{title} · Newsroom</title>" in html
    described = re.findall(r'name="description"\s+content="(.*?)"', html, re.DOTALL)
    assert len(described) == 1
    assert described[0].startswith(f"{title}, ")
    assert described[0].endswith("in own words") is ("kind" not in query)
    every = squeezed(client.get("/?words=all").content.decode())
    assert 'content="Quotes, 2 in all, with paraphrases"' in every


@pytest.mark.parametrize(
    ("query", "of"),
    [("", ""), ("speaker={speaker}", "Ada Brel"), ("about=IR&q=a", "quotes about Iran with a"),
     ("by=-IR", "quotes (not from Iran)"), ("year=2025&sort=oldest", "quotes in 2025")],
)  # fmt: skip
def test_subjects_and_the_network_say_of_what_they_are(client: Client, query: str, of: str) -> None:
    made = make_quotation("We stay", "Ada Brel", about=("IR",), published_on=dt.date(2025, 3, 4))
    query = query.format(speaker=made.speaker_id)
    subjects = client.get(f"/subjects/?{query}").content.decode()
    assert f"<title>Subjects{f' of {of}' if of else ''} · Newsroom</title>" in subjects
    network = client.get(f"/who-talks-about-whom/people/?{query}").content.decode()
    assert f"<title>Who talks about whom: people{f' ({of})' if of else ''} · Newsroom" in network


@pytest.mark.parametrize(
    ("path", "title"),
    [("/?q=stay", "Quotes with stay"), ("/articles/?q=stay", "Articles with stay"),
     ("/speakers/?q=roe", "Speakers called roe")],
)  # fmt: skip
def test_a_part_that_is_swapped_has_the_title_of_its_page(
    client: Client, path: str, title: str
) -> None:
    make_quotation()
    assert f"<title>{title} · Newsroom</title>" in client.get(path).content.decode()
    part = client.get(path, headers={"HX-Request": "true", "HX-Target": "results"})
    assert part.content.decode().count(f"<title>{title} · Newsroom</title>") == 1


def test_a_speaker_over_time_and_a_printable_list_say_of_whom(client: Client) -> None:
    made = make_quotation("We stay", "Ada Brel", about=("IR",))
    compared = client.get(f"/compare/?speaker={made.speaker_id}").content.decode()
    assert "<title>Ada Brel over time · Newsroom</title>" in squeezed(compared)
    response = client.get(f"/quotes.html?speaker={made.speaker_id}&about=IR")
    listed = response.getvalue().decode()
    assert "<title>Quotes, Ada Brel, about Iran, " in squeezed(listed)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/speakers/?q=roe&type=person&country=PL&letter=R",
         "Speakers called roe, people, from Poland, under R"),
        ("/countries/?since=2025-01-01", "Countries since 2025"),
        ("/who-talks-about-whom/?since=2025-02-03&until=2026-12-31",
         "Who talks about whom since 3 February 2025 until 2026"),
    ],
)  # fmt: skip
def test_pages_of_speakers_and_countries_say_what_they_are_narrowed_to(
    client: Client, path: str, title: str
) -> None:
    make_quotation()
    assert f"<title>{title} · Newsroom</title>" in squeezed(client.get(path).content.decode())


def test_each_page_is_described(client: Client) -> None:
    made = make_quotation(
        "We stay", "Ada Brel", outlet="The Post", published_on=dt.date(2025, 3, 4)
    )
    article = made.article
    for path, words in (
        (
            article.get_absolute_url(),
            f"Who is quoted in “{article.title}”, 4 March 2025 in The Post",
        ),
        (made.get_absolute_url(), "We stay"),
        (f"/compare/?speaker={made.speaker_id}", "What Ada Brel said, over time and by subject"),
        ("/subjects/?by=none", "Subjects of quotes (from no known country), what is frequent"),
        ("/check/?words=we+go", "“we go” · Check a quote: whether articles here have it"),
        ("/articles/?q=stay", "Articles with stay: where and when"),
        (f"/utterances/{made.utterance_id}/", "Where “"),
    ):
        html = squeezed(client.get(path).content.decode())
        described = re.findall(r'name="description" content="(.*?)"', html)
        assert len(described) == 1
        assert words in re.sub(r"[\u2066-\u2069]", "", described[0]), path


def jumped(client: Client, words: str) -> str:
    return client.get("/jump/", {"to": words}).headers.get("Location", "")


@pytest.mark.parametrize(
    ("words", "country"),
    [("us", "us"), ("uk", "gb"), ("usa", "us"), ("britain", "gb"), ("Russian", "ru"),
     ("turkey", "tr"), ("u.s.", "us"), ("pl", "pl"), ("united sta", "us"),
     ("the netherlands", "nl"), ("cote divoire", "ci"), ("Moscow", "ru"),
     ("deutschland", "de"), ("ceylon", "lk"), ("washington", "us"), ("Washington, D.C.", "us"),
     ("brussels", "be")],
)  # fmt: skip
def test_the_jump_box_finds_a_country_first(client: Client, words: str, country: str) -> None:
    for text, speaker in (
        ("One", "Augustus Usher"),
        ("Two", "Turkey Hill"),
        ("Three", "Brussels Sun"),
    ):
        make_quotation(text, speaker, country="US", about=("BE",))
    assert jumped(client, words) == f"/countries/{country}/"


@pytest.mark.parametrize(
    ("words", "speaker"),
    [("usher augustus", "augustus-usher"), ("Usher, Augustus", "augustus-usher"),
     ("mr usher", "augustus-usher"), ("President Augustus Usher", "augustus-usher"),
     ("the foreign minister usher", "augustus-usher"),
     ("imf", "international-monetary-fund"), ("The Car Union", "car-union"), ("car", "car-union")],
)  # fmt: skip
def test_the_jump_box_finds_a_speaker_by_any_form_of_the_name(
    client: Client, words: str, speaker: str
) -> None:
    make_quotation("One", "Augustus Usher")
    for name in ("International Monetary Fund", "Car Union"):
        make_quotation("Two", name)
        Speaker.objects.filter(name=name).update(type=SpeakerType.ORGANIZATION)
    assert jumped(client, words).endswith(f"/{speaker}/")
    offers = client.get("/", {"q": words}).context["offers"]
    assert any("by " in offer.meant for offer in offers) is (words != "car")


@pytest.mark.parametrize(
    ("words", "found"),
    [("ushr", "Augustus Usher"), ("augustas usher", "Augustus Usher"), ("isreal", "Israel"),
     ("hilary usher", "Hillary Usher")],
)  # fmt: skip
def test_the_jump_box_offers_names_that_are_spelt_nearly_so(
    client: Client, words: str, found: str
) -> None:
    for name in ("Augustus Usher", "Hillary Usher", "Bo Hilary"):
        make_quotation("One", name)
    answer = client.get("/jump/", {"to": words})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "Perhaps you mean:" in page
    assert f"<span>{found}</span>" in page


def test_the_jump_box_goes_to_the_exact_and_most_quoted(client: Client) -> None:
    for words in ("One", "Two", "Three"):
        make_quotation(words, "Boliana Lindt")
    named = make_quotation("Four", "Bo Li").speaker
    make_quotation("Five", "Cy Li")
    most = make_quotation("Six", "Cy Li").speaker
    assert most
    assert named
    assert jumped(client, "li") == most.get_absolute_url()
    assert jumped(client, "bo li") == named.get_absolute_url()
    assert "/boliana-lindt/" in jumped(client, "lin")
    assert jumped(client, "zebra") == ""
    page = client.get("/jump/?to=zebra").content.decode()
    assert "No speaker and no country is called “zebra”" in page
    part = client.get("/jump/?to=li", headers={"HX-Request": "true", "HX-Target": "jump-options"})
    names = re.findall(r"<span>(.*?)</span>", part.content.decode())
    assert names[:3] == ["Cy Li", "Bo Li", "Boliana Lindt"]
