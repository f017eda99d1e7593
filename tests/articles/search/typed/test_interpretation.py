"""Names, countries and offices among the words in the box."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from articles.search.offices import offices_called
from articles.search.query import parse
from articles.search.typed import country_words
from articles.search.typed.country_words import (
    countries_beginning,
    country_called,
    country_in_other_letters,
)
from articles.search.typed.interpretation import readings
from articles.search.typed.meanings import Meanings, facets_without, kinds_called
from articles.search.typed.pieces import phrases
from articles.search.typed.typed_dates import period_called

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
