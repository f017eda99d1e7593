"""The list of quotations: its order, filters, counts, places, and one quotation."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from django.http import QueryDict
from django.test import Client

from articles.presentation.dates import dates
from extraction.annotations import Kind
from tests.support.listing import counts_on, fill, squeezed, words_on
from tests.support.quotations import make_quotation, make_quotations

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

HTMX = {"HX-Request": "true", "HX-Target": "results"}


@pytest.mark.every_database
def test_quotes_are_newest_first_and_undated_ones_last(client: Client) -> None:
    make_quotation("Undated")
    make_quotation("Older", published_on=dt.date(2026, 1, 1))
    make_quotation("Newer", published_on=dt.date(2026, 1, 2))
    assert words_on(client.get("/").content.decode()) == ["Newer", "Older", "Undated"]


FILTERS = [
    ("", {"One", "Two", "Three"}),
    ("by=PL", {"One", "Two"}),
    ("by=PL&by=IT", {"One", "Two", "Three"}),
    ("about=US", {"One", "Three"}),
    ("about=CN", {"One"}),
    ("about=US&about=CN", {"One", "Three"}),
    ("by=PL&about=US", {"One"}),
    ("kind=mixed", {"Two"}),
    ("q=one", {"One"}),
    ("q=TW*", {"Two"}),
    ("q=o*", set()),
    ("q=-one+-two", {"Three"}),
    ("year=2026&q=two", {"Two"}),
    ("year=1999", set()),
    ("since=2026-02-01", {"Two", "Three"}),
    ("until=2026-02-01", {"One", "Two"}),
    ("since=2026-02-01&until=2026-02-01", {"Two"}),
    ("q=nowhere", set()),
    ("by=-PL", {"Three"}),
    ("about=-CN", {"Two", "Three"}),
    ("about=US&about=-CN", {"Three"}),
    ("about=none", {"Two"}),
    ("about=none&about=CN", {"One", "Two"}),
    ("about=-none", {"One", "Three"}),
    ("by=PL&by=-PL", {"Three"}),
    ("kind=-direct&q=-three", {"Two"}),
    ("year=none", set()),
    ("year=-2026", set()),
    ("office=foreign+minister&by=IT", {"Three"}),
    ("office=-minister", set()),
    ("office=none", set()),
    # What makes no sense filters nothing.
    ("by=XX", {"One", "Two", "Three"}),
    ("speaker=abc", {"One", "Two", "Three"}),
    ("kind=shouted", {"One", "Two", "Three"}),
    ("since=yesterday", {"One", "Two", "Three"}),
    ("by=-XX", {"One", "Two", "Three"}),
    ("by=-", {"One", "Two", "Three"}),
    ("kind=none", {"One", "Two", "Three"}),
    ("year=02026", {"One", "Two", "Three"}),
    ("page=99", {"One", "Two", "Three"}),
    ("page=x", {"One", "Two", "Three"}),
]


@pytest.mark.every_database
def test_filters(client: Client) -> None:
    make_quotation("One", about=("US", "CN"), published_on=dt.date(2026, 1, 1))
    make_quotation("Two", kind=Kind.MIXED, published_on=dt.date(2026, 2, 1))
    make_quotation("Three", "Bo Li", country="IT", about=("US",), published_on=dt.date(2026, 3, 1))
    for query, found in FILTERS:
        assert set(words_on(client.get(f"/?{query}").content.decode())) == found, query


LONG = "Nobody will ever leave again"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Own", "Mixed"}),
        ("words=own", {"Own", "Mixed"}),
        ("words=nonsense", {"Own", "Mixed"}),
        ("words=all", {"Own", "Mixed", LONG}),
        ("words=every", {"Own", "Mixed", LONG, "It was over"}),
        # A kind in an address means what it always meant.
        ("kind=indirect", {LONG, "It was over"}),
        ("kind=direct&words=own", {"Own"}),
    ],
)
def test_own_words_come_first(client: Client, query: str, found: set[str]) -> None:
    make_quotation("Own")
    make_quotation("Mixed", kind=Kind.MIXED)
    make_quotation(LONG, kind=Kind.INDIRECT)
    make_quotation("It was over", kind=Kind.INDIRECT)
    html = client.get(f"/?{query}").content.decode()
    assert set(words_on(html)) == found
    assert counts_on(html, "kind") == {"Word for word": 1, "Partly quoted": 1, "Paraphrased": 2}


def test_the_switch_says_how_many_quotes_there_are_of_each(client: Client) -> None:
    make_quotation("Own")
    make_quotation(LONG, kind=Kind.INDIRECT)
    make_quotation("It was over", kind=Kind.INDIRECT)
    own = squeezed(client.get("/?by=PL").content.decode())
    assert "1 quote found in own words" in own
    assert re.search(r'href="\?by=PL" aria-current="true">Own words <span class="count">1<', own)
    assert re.search(r'href="\?by=PL&amp;words=all">All, with paraphrases <span.*?>2<', own)
    everything = squeezed(client.get("/?by=PL&words=all").content.decode())
    assert "1 paraphrase of four words or fewer left out" in everything
    assert 'name="words" value="all"' in everything, "other filters keep it"
    assert "switch" not in client.get("/?kind=direct").content.decode(), "the kinds say it"


def test_paraphrases_alone_are_offered(client: Client) -> None:
    quotation = make_quotation("It was over", kind=Kind.INDIRECT)
    assert quotation.speaker
    for path in ("/", quotation.speaker.get_absolute_url()):
        html = squeezed(client.get(path).content.decode())
        assert "1 is a paraphrase" in html
        assert words_on(client.get(f"{path}?words=every").content.decode()) == ["It was over"]


def test_counts_of_countries_are_what_their_links_list(client: Client) -> None:
    make_quotation("Own", about=("US",))
    make_quotation(LONG, about=("US",), kind=Kind.INDIRECT)
    for path in ("/countries/", "/who-talks-about-whom/", "/countries/pl/"):
        for words, count in (("", 1), ("words=all", 2)):
            html = squeezed(client.get(f"{path}?{words}").content.decode())
            link = re.search(r'href="(/\?by=PL[^"]*)">(?:<span>.*?</span> <span[^>]*>)?(\d)', html)
            assert link, path
            assert int(link[2]) == count
            assert len(words_on(client.get(unescape(link[1])).content.decode())) == count


def test_quotes_without_a_date_are_not_passed_over_in_silence(client: Client) -> None:
    make_quotation("Undated")
    make_quotation("Other", "Bo Li", country="IT")
    make_quotation("Older", published_on=dt.date(2025, 1, 1))
    make_quotation("Newer", published_on=dt.date(2026, 1, 2))
    for filters in ("since=2026-01-01", "year=2026", "until=2026-12-31&since=2026-01-01"):
        html = squeezed(client.get(f"/?by=PL&{filters}").content.decode())
        assert "1 undated left out<" in html
        assert '<a href="?by=PL&amp;year=none">show' in html
    html = squeezed(client.get("/?by=PL&year=none").content.decode())
    assert words_on(html) == ["Undated"]
    assert "left out" not in html
    bars = squeezed(client.get("/").content.decode())
    assert '<a href="?year=none" title="undated: 2">' in bars
    assert "2 quotes without a date" in bars


@pytest.mark.every_database
def test_the_oldest_come_first_on_request(client: Client) -> None:
    make_quotation("Undated")
    first = dt.date(2026, 1, 1)
    make_quotations(
        {"words": f"Day {n}", "published_on": first + dt.timedelta(n)} for n in range(26)
    )
    html = client.get("/?sort=oldest").content.decode()
    assert words_on(html) == [f"Day {n}" for n in range(25)]
    following = unescape(re.findall(r'rel="next" href="(.*?)"', squeezed(html))[0])
    assert words_on(client.get(f"/{following}").content.decode()) == ["Day 25", "Undated"]
    speaker = make_quotation("Undated too").speaker
    assert speaker
    profile = client.get(f"{speaker.get_absolute_url()}?sort=oldest").content.decode()
    assert words_on(profile)[:2] == ["Day 0", "Day 1"]


def test_presets_of_dates_keep_the_other_filters() -> None:
    params = QueryDict("by=PL&since=2025-01-01&year=2024&after=x")
    week, _, year = dates(params, today=dt.date(2026, 3, 9)).presets
    assert week.url == "?by=PL&since=2026-03-02"
    assert year.url == "?by=PL&since=2025-03-09"
    chosen = dates(QueryDict("since=2026-03-02"), today=dt.date(2026, 3, 9)).presets
    assert [preset.chosen for preset in chosen] == [True, False, False]


def test_filters_by_speaker_and_outlet(client: Client) -> None:
    one = make_quotation("One", outlet="The Post")
    two = make_quotation("Two", "Bo Li", outlet="The Wire")
    assert words_on(client.get(f"/?speaker={one.speaker_id}").content.decode()) == ["One"]
    assert words_on(client.get(f"/?outlet={two.article.outlet_id}").content.decode()) == ["Two"]


def test_counts_obey_every_filter_but_their_own(client: Client) -> None:
    make_quotation("One", about=("US",))
    make_quotation("Two", about=("CN",))
    make_quotation("Three", "Bo Li", country="IT", about=("US",))
    html = client.get("/?by=PL&about=US").content.decode()
    assert counts_on(html, "by") == {"Poland": 1, "Italy": 1}
    assert counts_on(html, "about") == {"United States": 1, "China": 1}
    assert counts_on(html, "speaker") == {"Ada Roe": 1}


def test_a_count_is_what_choosing_it_gives(client: Client) -> None:
    fill(12)
    html = client.get("/?by=PL").content.decode()
    for label, count in counts_on(html, "about").items():
        code = {"United States": "US", "China": "CN"}[label]
        assert len(words_on(client.get(f"/?by=PL&about={code}").content.decode())) == count


def test_a_chosen_value_stays_on_show_when_nothing_has_it(client: Client) -> None:
    make_quotation("One", about=("US",))
    make_quotation("Two", "Bo Li", country="IT")
    html = client.get("/?by=IT&about=US").content.decode()
    assert counts_on(html, "by") == {"Poland": 1, "Italy": 0}
    assert "No quote passes all of these filters" in html
    assert "Take one of them off above" in html


def test_words_alone_that_nothing_fits_are_called_words(client: Client) -> None:
    make_quotation("One")
    html = squeezed(client.get("/?q=nowhere").content.decode())
    assert "No quote fits these words." in html
    assert "Try fewer words or others, or" in html


def test_what_has_no_value_is_a_choice_with_its_count(client: Client) -> None:
    make_quotation("One", by=None, country=None, title=None)
    make_quotation("Two", about=("US",), outlet="Post", published_on=dt.date(2026, 1, 1))
    html = client.get("/").content.decode()
    assert counts_on(html, "speaker") == {"Ada Roe": 1, "nobody named": 1}
    assert counts_on(html, "office") == {"minister": 1, "foreign minister": 1, "no office": 1}
    assert counts_on(html, "by") == {"Poland": 1, "from no known country": 1}
    assert counts_on(html, "about") == {"United States": 1, "about no country": 1}
    assert counts_on(html, "outlet") == {"Post": 1, "no outlet": 1}
    assert counts_on(html, "year") == {"2026": 1, "no date": 1}
    assert counts_on(client.get("/?about=US").content.decode(), "by") == {"Poland": 1}


def test_a_value_left_out_stays_on_show_with_a_chip(client: Client) -> None:
    one = make_quotation("One", about=("US",))
    make_quotation("Two", "Bo Li", country="IT")
    html = client.get(f"/?speaker=-{one.speaker_id}&about=-none").content.decode()
    assert counts_on(html, "speaker") == {"not Ada Roe": 1}
    assert counts_on(html, "about") == {"not “about no country”": 1}
    html = squeezed(html)
    assert f'value="-{one.speaker_id}" checked' in html
    chips = {"not Ada Roe": "about=-none", "not “about no country”": f"speaker=-{one.speaker_id}"}
    for chip, kept in chips.items():
        assert re.search(rf'href="[?]{kept}"[^>]*><span[^>]*>[^<]*</span>{chip}<', html)


def test_every_value_can_be_left_out_without_javascript(client: Client) -> None:
    make_quotation("One", about=("US",))
    html = squeezed(client.get("/").content.decode())
    assert 'form="filters" name="about" value="-US" title="Leave out United States"' in html


def test_chips_take_one_filter_away(client: Client) -> None:
    make_quotation("One", about=("US",))
    html = squeezed(client.get("/?by=PL&about=US&q=one&page=1").content.decode())
    chips = {
        label: url
        for url, label in re.findall(r'class="chip" href="(.*?)".*?</span>(.*?)<span', html)
    }
    assert chips == {
        "from Poland": "?about=US&amp;q=one",
        "about United States": "?by=PL&amp;q=one",
        "one": "?by=PL&amp;about=US",
    }


def test_dates_the_wrong_way_round_are_named(client: Client) -> None:
    html = client.get("/?since=2026-02-01&until=2026-01-01").content.decode()
    assert "swap the two dates" in html


def test_htmx_gets_the_results_alone_under_a_tidy_url(client: Client) -> None:
    make_quotation("One")
    response = client.get("/?by=PL&q=&since=&until=", headers=HTMX)
    html = response.content.decode()
    assert html.strip().startswith('<div id="results"')
    assert "<h1" not in html
    assert response["HX-Push-Url"] == "/?by=PL"
    assert "HX-Request" in response["Vary"]
    assert "<h1" in client.get("/?by=PL").content.decode()


@pytest.mark.every_database
def test_quotes_are_paged(client: Client) -> None:
    fill(30)
    first = client.get("/?by=PL&by=IT&by=JP").content.decode()
    assert len(words_on(first)) == 25
    older = unescape(re.findall(r'rel="next" href="(.*?)"', squeezed(first))[0])
    assert older.startswith("?by=PL&by=IT&by=JP&after=")
    make_quotation("Newest of all", published_on=dt.date(2030, 1, 1), country="PL")
    second = client.get(f"/{older}").content.decode()
    assert len(words_on(second)) == 5, "a place in the list stays where it is"
    assert not set(words_on(first)) & set(words_on(second))
    newer = unescape(re.findall(r'rel="prev" href="(.*?)"', squeezed(second))[0])
    assert words_on(client.get(f"/{newer}").content.decode()) == words_on(first)
    assert "Newest of all" in words_on(client.get("/?by=PL&by=IT&by=JP").content.decode())


def test_a_quotation_says_who_where_when_and_what_is_in_doubt(client: Client) -> None:
    make_quotation(
        "We stay",
        about=("US",),
        confidence=0.3,
        outlet="The Post",
        published_on=dt.date(2026, 2, 3),
    )
    html = client.get("/").content.decode()
    for text in ("Ada Roe", "foreign minister", "Poland", "The Post", "3 February 2026",
                 "United States", "check speaker"):  # fmt: skip
        assert text in html


def test_a_quotation_without_a_speaker_says_so(client: Client) -> None:
    make_quotation("We stay", by=None)
    assert "Speaker not found" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("since=2026-99-99", "From: “2026-99-99” is no date; write it as 2026-03-31."),
        ("by=PL&by=ZZ", "Speaker’s country: “ZZ” is not one of the available choices."),
        ("kind=-loud", "Kind: “loud” is not one of the available choices."),
        ("year=abc", "Year: “abc” is not one of the available choices."),
        ("outlet=99999", "Outlet: “99999” is not one of the available choices."),
        ("speaker=" + "9" * 60, "Speaker: “" + "9" * 39 + "…” is not one of"),
    ],
)
def test_a_filter_that_makes_no_sense_is_named_with_its_value(
    client: Client, query: str, said: str
) -> None:
    make_quotation()
    response = client.get(f"/?{query}")
    assert response.status_code == 200
    assert said in unescape(squeezed(response.content.decode()))
