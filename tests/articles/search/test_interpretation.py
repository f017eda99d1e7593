"""Names, countries and offices among the words in the box."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from babel import Locale
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from articles.corrections.changes import Editor
from articles.corrections.speakers import merge
from articles.models import Speaker
from articles.search import country_words
from articles.search.called import all_called, speakers_called
from articles.search.country_words import (
    countries_beginning,
    country_called,
    country_in_other_letters,
)
from articles.search.interpretation import phrases, readings
from articles.search.meanings import Meanings, facets_without, kinds_called
from articles.search.offices import offices_called
from articles.search.own_words import Words
from articles.search.query import parse
from articles.search.readings import offers
from articles.search.selection import Selection
from articles.search.typed_dates import period_called
from extraction.annotations import Kind
from tests.support.listing import squeezed
from tests.support.quotations import make_quotation

pytestmark = pytest.mark.one_database

NAMES = {"brel": (1, 2), "ana brel": (1,), "roe": (3,), "jordan": (4,), "von der brel": (5,)}


def meaning(key: str) -> Meanings:
    code, period = country_called(key), period_called(key, dt.date(2026, 3, 4))
    days = tuple(day.isoformat() if day else "" for day in period or ())
    return Meanings(
        NAMES.get(key, ()), (code,) if code else (), offices_called(key), facets_without(key), days,
        kinds=kinds_called(key),
    )  # fmt: skip


def read(typed: str) -> list[str]:
    """The readings of what was typed, in short."""
    found = []
    for reading in readings(typed, meaning):
        chosen = [("", *pair) for pair in sorted(reading.values.items())]
        chosen += [("-", *pair) for pair in sorted(reading.excluded.items())]
        values = " ".join(f"{sign}{name}={'|'.join(map(str, keys))}" for sign, name, keys in chosen)
        found.append(f"{values}: {reading.rest}" if reading.rest else values)
    return found


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("roe", ["speaker=3"]),
        ("ROE’s", ["speaker=3"]),
        ("roe*", ["speaker=3"]),
        ("brel mediate", ["speaker=1: mediate", "speaker=2: mediate"]),
        ("Ana Brel mediate", ["speaker=1: mediate"]),
        ("von der brel", ["speaker=5"]),
        ("Mr Roe", ["speaker=3"]),
        ("ms. roe on trade", ["speaker=3: trade"]),
        ("trade not mr roe", ["-speaker=3: trade"]),
        ("dr trade", []),
        ("roe vs jordan", ["speaker=3|4"]),
        ("did roe say anything about ports", ["speaker=3: ports"]),
        ("senator china", ["about=CN office=senator", "by=CN office=senator"]),
        ("us on iran", ["about=IR by=US"]),
        ("U.S. about the uk", ["about=GB by=US"]),
        ("what has Roe said about the US", ["about=US speaker=3"]),
        ("who in Congress talked about China", ["about=CN office=senator|representative"]),
        ("quotes by Ana Brel", ["speaker=1"]),
        ("senators from poland on turkey", ["about=TR by=PL office=senator"]),
        ("russian foreign minister", ["by=RU office=foreign minister"]),
        ("the americans", ["about=US", "by=US"]),
        ("jordan water", ["speaker=4: water", "about=JO: water", "by=JO: water"]),
        ("-roe us", ["about=US: -roe", "by=US: -roe"]),
        ("roe “no deal”", ["speaker=3: “no deal”"]),
        ("roe on taxes", ["speaker=3: taxes"]),
        ("roe and the peace", ["speaker=3: peace"]),
        ("taxes from roe", ["speaker=3: taxes"]),
        ("peace in our time for roe", ["speaker=3: peace in our time"]),
        ("tell me what Roe said", ["speaker=3"]),
        ("not Roe", ["-speaker=3"]),
        ("iran not roe", ["about=IR -speaker=3"]),
        ("governor not grain", ["office=governor: not grain", "office=governor: -grain"]),
        ("ports not guns", [": ports -guns"]),
        ("bread but not butter tax", [": bread -“butter tax”"]),
        ("roe except wall street", ["speaker=3: except wall street", "speaker=3: -“wall street”"]),
        ("word for word roe", ["kind=direct speaker=3"]),
        ("roe paraphrased on iran", ["about=IR kind=indirect speaker=3"]),
        ("direct quotes by Ana Brel", ["kind=direct speaker=1"]),
        ("trade in her own words", ["kind=direct|mixed: trade"]),
        ("roe not partly quoted", ["speaker=3 -kind=mixed"]),
        ("prime minister Roe", ["office=prime minister speaker=3"]),
        ("roe 03/2025", ["dates=2025-03-01|2025-03-31 speaker=3"]),
        ("how often did roe mention ports", ["speaker=3: ports"]),
        ("peace but not by Ana Brel", ["-speaker=1: peace"]),
        ("ports without brel", ["-speaker=1|2: ports"]),
        ("Roe on Iran, not China", ["about=IR speaker=3 -about=CN"]),
        ("everyone but Roe on Iran", ["about=IR -speaker=3"]),
        ("anyone except for the senator about china", ["about=CN -office=senator"]),
        ("roe not about the US", ["speaker=3 -about=US"]),
        ("iran other than from russia", ["about=IR -by=RU"]),
        ("not roe or not brel", ["-speaker=1|2|3"]),
        ("nobody named", ["speaker=0"]),
        ("iran nobody named", ["about=IR speaker=0"]),
        ("unnamed sources on iran", ["about=IR speaker=0"]),
        ("no date", ["year=0"]),
        ("roe undated", ["speaker=3 year=0"]),
        ("no country", ["about=0", "by=0"]),
        ("roe about no country", ["about=0 speaker=3"]),
        ("not undated", ["-year=0"]),
        ("roe in 2025", ["dates=2025-01-01|2025-12-31 speaker=3"]),
        ("us on iran since june 2025", ["about=IR by=US dates=2025-06-01|"]),
        ("what did roe say last year", ["dates=2025-01-01|2025-12-31 speaker=3"]),
        ("roe or brel", ["speaker=3|1"]),
        ("roe and brel on iran", ["about=IR speaker=3|1"]),
        ("us or uk on china", ["about=CN by=US|GB"]),
        ("roe OR brel", ["speaker=3|1"]),
        ("not roe or brel", ["-speaker=3|1"]),
        ("roe yesterday", ["dates=2026-03-03|2026-03-03 speaker=3"]),
        ("last night", ["dates=2026-03-03|2026-03-03"]),
        ("roe since april", ["dates=2025-04-01| speaker=3"]),
        ("roe in march", ["dates=2026-03-01|2026-03-31 speaker=3"]),
        ("ports until friday", ["dates=|2026-02-27: ports"]),
        ("roe since last month", ["dates=2026-02-01| speaker=3"]),
        ("over the last two weeks", ["dates=2026-02-18|2026-03-04"]),
        ("past 30 days", ["dates=2026-02-02|2026-03-04"]),
        ("last december", ["dates=2025-12-01|2025-12-31"]),
        ("last wednesday", ["dates=2026-02-25|2026-02-25"]),
        ("until death", []),
        ("march on", []),
        ("british pm", ["by=GB office=prime minister"]),
    ],
)
def test_names_countries_and_offices_are_read(typed: str, first: list[str]) -> None:
    assert read(typed)[: len(first)] == first


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "peace talks",
        "“roe”",
        "-roe",
        "roe OR peace",
        "? !",
        "what did they say",
        "a",
        "not guilty",
        "gulf of mexico",
        "guinea pigs",
        "roe OR “no deal”",
        "june",
        "room 101",
        "without",
        "to be or not to be",
        "words of a song",
    ],
)
def test_what_is_no_name_has_no_reading(typed: str) -> None:
    assert read(typed) == []


@pytest.mark.parametrize(
    ("typed", "facet"),
    [("peace about the us", "about"), ("peace on US", "about"), ("peace from the us", "by")],
)
def test_a_country_behind_about_or_from_is_on_its_side_in_every_reading(
    typed: str, facet: str
) -> None:
    assert read(typed) == [f"{facet}=US: peace"]


def test_an_office_before_a_name_need_not_be_in_the_article() -> None:
    assert "speaker=3: ports" in read("prime minister Roe ports")


def test_names_are_words_again_in_other_readings() -> None:
    assert "speaker=3: iran" in read("roe iran")
    assert "about=IR: roe" in read("roe iran")


@given(st.lists(st.sampled_from("roe us on the senator “a b” -x OR china von brel".split(" "))))
def test_a_reading_says_something_and_keeps_every_other_word(typed: list[str]) -> None:
    for reading in readings(" ".join(typed), meaning):
        assert reading.values
        assert set(parse(reading.rest).unwanted) == set(parse(" ".join(typed)).unwanted)


def test_few_phrases_are_looked_up() -> None:
    assert phrases("what has Roe said about the US") == ["roe", "roe said about the us", "us"]
    assert len(phrases("w " + " ".join(f"word{n}" for n in range(20)))) <= 100


@pytest.mark.parametrize(
    ("word", "code"),
    [("us", "US"), ("U.S.", "US"), ("usa", "US"), ("uk", "GB"), ("britain", "GB"),
     ("Russian", "RU"), ("turkey", "TR"), ("Türkiye", "TR"), ("Poles", "PL"), ("peace", None),
     ("burma", "MM"), ("holland", "NL"), ("ivory coast", "CI"), ("Cabo Verdeans", "CV"),
     ("dprk", "KP"), ("N. Korea", "KP"), ("drc", "CD"), ("U.A.E.", "AE"), ("FYROM", "MK"),
     ("czechs", "CZ"), ("upper volta", "BF"), ("timor leste", "TL"), ("st. kitts", "KN")],
)  # fmt: skip
def test_a_country_has_many_words(word: str, code: str | None) -> None:
    assert country_called(word) == code


def test_countries_are_found_while_they_are_typed() -> None:
    assert countries_beginning("us")[0] == "US"
    assert countries_beginning("rus")[0] == "RU"
    assert set(countries_beginning("kor")) == {"KP", "KR"}
    assert countries_beginning("") == []


# ── what there is of them ─────────────────────────────────────────────────────────────────


def offered(typed: str, *, failing: bool = True) -> list[tuple[dict[str, tuple[object, ...]], str]]:
    found = offers(typed, Selection(words=Words.OWN), failing=failing)
    return [(dict(offer.values), offer.rest) for offer in found]


@pytest.mark.django_db
def test_readings_that_find_nothing_are_not_offered() -> None:
    quotation = make_quotation("We will mediate", "Ana Brel", country="US", about=("IR",))
    make_quotation("No", "Bo Brel", country="US")
    key = quotation.speaker_id
    assert offered("brel mediate") == [({"speaker": (key,)}, "mediate")]
    assert offered("brel mediating")[0][1] == "mediating"
    assert offered("us on iran")[0] == ({"by": ("US",), "about": ("IR",)}, "")
    assert offered("minister iran")[0] == ({"office": ("minister",), "about": ("IR",)}, "")
    assert offered("nobody here") == []


@pytest.mark.django_db
def test_where_nothing_has_the_words_the_name_alone_is_offered() -> None:
    make_quotation("We will mediate", "Ana Brel")
    (offer,) = offers("brel zebra", Selection(), failing=True)
    assert (offer.rest, offer.dropped, offer.count) == ("", "zebra", 1)
    assert offers("brel zebra", Selection(), failing=False) == []


@pytest.mark.django_db
def test_paraphrases_are_offered_where_there_are_no_own_words() -> None:
    make_quotation("that they would mediate between us", "Ana Brel", kind=Kind.INDIRECT)
    (offer,) = offers("brel mediate", Selection(words=Words.OWN), failing=True)
    assert (offer.count, offer.words) == (1, Words.ALL)


@pytest.mark.django_db
def test_the_other_filters_hold() -> None:
    make_quotation("We will mediate", "Ana Brel", country="US", about=("IR",))
    chosen = Selection({"about": frozenset({"CN"})})
    assert offers("brel mediate", chosen, failing=False) == []
    assert [o.count for o in offers("brel iran", chosen, failing=False)] == [1], "in place of China"


@pytest.mark.every_database
@pytest.mark.django_db
def test_the_most_quoted_of_a_name_is_first_and_merged_ones_are_one() -> None:
    other = make_quotation("One", "Ana Brel").speaker
    make_quotation("Two", "Bo Brel")
    most = make_quotation("Three", "Bo Brel").speaker
    assert other
    assert most
    assert [values["speaker"] for values, _ in offered("brel")] == [(most.pk,), (other.pk,)]
    merge(other, most, Editor())
    assert [values["speaker"] for values, _ in offered("ana brel")] == [(most.pk,)]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["ana", "Ana’s", "what did Ana say", "ana zebra"])
def test_a_first_name_offers_its_most_quoted_people(typed: str) -> None:
    make_quotation("One", "Ana Brel")
    (most, _) = [make_quotation(words, "Ana Roe").speaker_id for words in ("Two", "Three")]
    (lead, *_) = [make_quotation(words, "Ana Cole").speaker_id for words in ("Four", "Five", "Six")]
    make_quotation("Seven", "Ana")  # no more than a first name is known
    found = [values["speaker"] for values, _ in offered(typed, failing=True)]
    assert {(lead,), (most,)} < set(found)
    assert len(found) == 3


@pytest.mark.django_db
def test_a_family_name_is_before_a_first_name_and_what_means_more_is_none() -> None:
    family = make_quotation("One", "Bo Ana").speaker_id
    first = [make_quotation(f"No. {n}", f"Ana Roe{n}").speaker_id or 0 for n in "abcd"]
    make_quotation("No. e", "Ana Roea")
    named = [values["speaker"][0] for values, _ in offered("ana")]
    assert len(named) == 3
    assert family in named
    assert first[0] in named
    make_quotation("Two", "Chad Brel", about=("TD",))
    assert all("speaker" not in values for values, _ in offered("chad"))
    Speaker.objects.filter(pk__in=first).update(type="organization")
    assert [values["speaker"] for values, _ in offered("ana")] == [(family,)]


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "is_name"), [("mark", True), ("mark treaty", False)])
def test_a_first_name_that_is_a_word_counts_by_itself(typed: str, *, is_name: bool) -> None:
    make_quotation("The treaty is ours", "Mark Brel")
    assert bool(offered(typed)) is is_name


@pytest.mark.django_db
@pytest.mark.parametrize("failing", [True, False])
@pytest.mark.parametrize(
    ("typed", "rest"),
    [("brels", ""), ("Brels treaty", "treaty"), ("ana brels treaty", "treaty")],
)
def test_a_possessive_without_its_mark_names_whose_it_is(
    typed: str, rest: str, *, failing: bool
) -> None:
    key = make_quotation("The treaty is ours", "Ana Brel").speaker_id
    assert offered(typed, failing=failing) == [({"speaker": (key,)}, rest)]
    other = make_quotation("One", "Bo Brels").speaker_id
    assert ({"speaker": (key,)}, "") not in offered("brels")
    assert ({"speaker": (other,)}, "") in offered("brels")


@pytest.mark.django_db
def test_where_many_have_a_first_name_the_family_name_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("articles.search.called.MOST_NAMES", 3)
    for letter in "abcd":
        make_quotation(f"No. {letter}", f"Ana Roe{letter}")
    family = make_quotation("One", "Bo Ana").speaker_id
    assert family in all_called(["ana"], ["ana"]).by_name["ana"]


@pytest.mark.every_database
@pytest.mark.django_db
def test_part_of_a_name_names_a_person_and_no_organization() -> None:
    make_quotation("One", "Ursula van der Meer-Brel")
    for phrase in ("brel", "meer-brel", "van der meer-brel", "ursula van der meer-brel"):
        assert speakers_called([phrase]).get(phrase), phrase
    assert not speakers_called(["meer", "ursula"])


@pytest.mark.django_db
def test_an_offer_is_a_link_that_makes_the_reading_explicit(client: Client) -> None:
    quotation = make_quotation("We will mediate", "Ana Brel")
    html = squeezed(client.get("/?q=brel+mediate&sort=relevance").content.decode())
    assert "Or do you mean" in html
    url = f"?q=mediate&amp;sort=relevance&amp;speaker={quotation.speaker_id}"
    assert f'<a href="{url}"> by Ana Brel: mediate <span class="count">(1)</span></a>' in html
    page = client.get(f"/{url.replace('&amp;', '&')}").content.decode()
    assert "We will" in page
    assert "Remove the filter</span>Ana Brel" in squeezed(page)
    assert "Or do you mean" not in client.get("/?q=mediate").content.decode()


@pytest.mark.django_db
def test_a_name_left_out_is_a_link_beside_the_filters_that_hold(client: Client) -> None:
    brel = make_quotation("We mediate between ports", "Ana Brel").speaker_id
    make_quotation("Ports are closed", "Cy Roe", about=("IR",))
    html = squeezed(client.get("/?q=ports+not+brel&about=-CN").content.decode())
    url = f"?q=ports&amp;about=-CN&amp;speaker=-{brel}"
    assert f'<a href="{url}"> not by Ana Brel: ports <span class="count">(1)</span></a>' in html
    page = squeezed(client.get(f"/{url.replace('&amp;', '&')}").content.decode())
    assert "not Ana Brel" in page
    assert "between" not in page
    html = squeezed(client.get("/?q=brel,+not+on+iran").content.decode())
    assert "by Ana Brel, not about Iran <" in html
    assert "any of the words" not in html


@pytest.mark.django_db
def test_a_fuller_reading_with_paraphrases_comes_before_one_with_own_words() -> None:
    speaker = make_quotation(
        "that a trade war helps no one", "Ana Brel", kind=Kind.INDIRECT, about=("CN",)
    ).speaker
    assert speaker
    make_quotation("We met Brel", "Cy Poe", about=("CN",))
    found = offers("what did Brel say about China", Selection(words=Words.OWN), failing=True)
    fullest = {"speaker": (speaker.pk,), "about": ("CN",)}
    assert [(dict(offer.values), offer.rest, offer.words) for offer in found] == [
        (fullest, "", Words.ALL),
        ({"about": ("CN",)}, "Brel", Words.OWN),
    ]


@pytest.mark.parametrize(
    ("typed", "country", "languages"),
    [
        ("Иран", "IR", {"ru", "uk", "bg", "sr"}),
        ("Србија", "RS", {"ru", "uk", "bg", "sr"}),
        ("الصين", "CN", {"ar", "fa", "ur"}),
        ("アメリカ", "US", {"ja"}),
        ("이란", "IR", {"ko"}),
        ("ilan", None, set()),  # as 이란 is written in Latin letters
    ],
)
def test_countries_are_looked_up_in_languages_of_these_letters_alone(
    typed: str, country: str | None, languages: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: set[str] = set()

    def parse(language: str) -> Locale:
        read.add(language)
        return Locale.parse(language)

    country_words._in_script.cache_clear()
    monkeypatch.setattr(country_words, "Locale", SimpleNamespace(parse=parse))
    assert country_in_other_letters(typed) == country
    assert read == languages
