"""From names in articles to people in the newsroom, through the database."""

from __future__ import annotations

import datetime as dt

import pytest

from articles.corrections import speakers
from articles.corrections.changes import Editor
from articles.ingest import store
from articles.models import Article, Entity, Mention, Quotation, Speaker, SpeakerName, Tenure
from articles.resolution.candidates import TOO_MANY
from articles.resolution.matches import possible_matches
from articles.resolution.profiles import WIDELY, people_named_in
from extraction.annotations import Extraction, SpeakerType
from tests.support.factories import make_article, said, span
from tests.support.people import read, speak, speaker_of

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NAMES = "Ada Bo Carla Dan Edna Finn Greta Hugo Ines Jon".split()


# ── one name, and more than one person ────────────────────────────────────────────────────


@pytest.mark.every_database
def test_namesakes_of_two_countries_are_two() -> None:
    us = speaker_of(speak("John Smith", "US", "senator"))
    gb = speaker_of(speak("John Smith", "GB", "baker"))
    assert us != gb
    assert speaker_of(speak("John Smith", "US", "the senator")) == us
    unknown = speaker_of(speak("John Smith"))
    assert unknown not in (us, gb)
    assert unknown.provisional, "it could be either"


@pytest.mark.every_database
def test_who_could_be_two_is_offered_both() -> None:
    us, gb = (speaker_of(speak("John Smith", country)) for country in ("US", "GB"))
    unknown = speaker_of(speak("John Smith"))
    assert {speaker for speaker, _ in possible_matches(unknown)} == {us, gb}
    assert possible_matches(unknown, limit=1)[0][0] in (us, gb)


@pytest.mark.every_database
def test_what_speaks_for_a_candidate_goes_first() -> None:
    gb = speaker_of(speak("John Smith", "GB", "mayor"))
    us = speaker_of(speak("John Smith", "US", "senator"))
    unknown = speaker_of(speak("Smith", "US"))
    assert possible_matches(unknown) == [(us, "same country"), (gb, "another country or office")]


@pytest.mark.every_database
def test_too_many_namesakes_are_not_resolved() -> None:
    Speaker.objects.bulk_create(
        Speaker(name=f"{NAMES[i % 10]} Brel", type="person") for i in range(TOO_MANY + 1)
    )
    for speaker in Speaker.objects.all():
        speaker.save()
    assert speaker_of(speak("Brel")).provisional


# ── a family name alone ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("country", "title", "reason"),
    [
        (None, None, "the only Putin on file who fits"),
        ("RU", None, "the only Putin on file who fits: same country"),
        ("RU", "President", "the only Putin on file who fits: president, same country"),
    ],
)
def test_putin_is_the_one_on_file(country: str | None, title: str | None, reason: str) -> None:
    known = speaker_of(speak("Vladimir Putin", "RU", "Russian president"))
    quotation = speak("Putin", country, title)
    assert speaker_of(quotation) == known
    assert quotation.identity_reason == reason
    assert quotation.found_speaker == known
    assert list(known.names.values_list("name", flat=True)) == ["Vladimir Putin"]


@pytest.mark.every_database
def test_one_of_two_namesakes_only_where_their_office_says_so() -> None:
    ana = speaker_of(speak("Ana Brel", "NO", "president"))
    ida = speaker_of(speak("Ida Brel", "NO", "judge"))
    assert speaker_of(speak("Brel", "NO")).provisional
    quotation = speak("Brel", None, "President")
    assert speaker_of(quotation) == ana
    assert "president" in quotation.identity_reason
    assert ida.quotations.count() == 1


def test_a_lone_name_in_two_articles_is_two_and_in_one_it_is_one() -> None:
    text = "“Yes,” said Smith. “No,” said Smith."
    article = read(text, said(text, "Yes,", by="Smith"), said(text, "No,", by="Smith"))
    (first,) = set(Speaker.objects.all())
    assert first.only_in == article
    assert first.quotations.count() == 2
    second = speaker_of(speak("Smith"))
    assert second != first
    assert second.provisional


def test_lone_names_of_one_office_and_country_are_one() -> None:
    first = speaker_of(speak("Brel", "NO", "president"))
    assert first.provisional
    second = speaker_of(speak("Brel", "NO", "the President"))
    assert second == first
    assert not second.provisional, "two articles know this speaker"
    assert speaker_of(speak("Brel", "SE", "president")) != first
    assert speaker_of(speak("Brel", "NO", "judge")) != first


@pytest.mark.parametrize("second", ["vice president", "Vice-President", "deputy president"])
def test_an_acting_president_is_another_person(second: str) -> None:
    first = speaker_of(speak("Brel", "NO", "president"))
    assert speaker_of(speak("Brel", "NO", second)) != first
    assert speaker_of(speak("Brel", "NO", "president")) == first


def test_an_initial_of_a_common_name_needs_more_than_a_country() -> None:
    known = speaker_of(speak("John Smith", "NO", "judge"))
    assert speaker_of(speak("J. Smith", "NO")) != known
    assert speaker_of(speak("J. Smith", "NO", "judge")) == known


# ── the same article again ────────────────────────────────────────────────────────────────


@pytest.mark.every_database
def test_one_reading_does_not_decide_the_next() -> None:
    text = "“Yes,” said Ada Roe."

    def reading(title: str, country: str) -> Extraction:
        found = said(text, "Yes,", by="Ada Roe", title=title, speaker_country=country)
        return Extraction((found,))

    article = make_article(text)
    store.store(article, reading("minister", "PL"), "1")
    ada = Speaker.objects.get()
    store.store(article, reading("judge", "IT"), "2")
    assert Speaker.objects.get() == ada
    assert speaker_of(speak("Ada Roe", "PL", "minister")) != ada, "other articles do count"


# ── spellings ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("Xi Jinping", "Xi Jingping"),
        ("Xi Jinping", "Jinping Xi"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Kim Jong-un", "Jong-un Kim"),
        ("Kim Jong-un", "Jong Un Kim"),
        ("Lech Wałęsa", "Lech Walesa"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Mohammed Farouk", "Muhammad Farouk"),
        ("Joanne Rowling", "J.K. Rowling"),
        ("Donald Trump", "Donald J. Trump"),
        ("Al Sharpton", "Rev. Al Sharpton"),
    ],
)
def test_another_spelling_joins_and_is_remembered(first: str, later: str) -> None:
    """Whichever comes first; the third time the spelling alone is enough."""
    for one, two in ((first, later), (later, first)):
        Article.objects.all().delete()
        Speaker.objects.all().delete()
        speaker = speaker_of(speak(one, "CN", "president"))
        assert speaker_of(speak(two, "CN")) == speaker
        assert Speaker.objects.count() == 1
        assert speaker_of(speak(two, "CN")) == speaker
        assert speaker.name == one


def test_a_variant_without_evidence_is_another_person() -> None:
    speaker = speaker_of(speak("Xi Jinping", "CN"))
    other = speaker_of(speak("Xi Jingping", "US"))
    assert other != speaker
    assert not SpeakerName.objects.filter(speaker=speaker, name="Xi Jingping").exists()


# ── bodies ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.every_database
def test_a_body_is_known_by_its_name_and_parted_by_its_country() -> None:
    kind = SpeakerType.ORGANIZATION
    norway = speaker_of(speak("Ministry of Trade", "NO", speaker_type=kind))
    sweden = speaker_of(speak("Ministry of Trade", "SE", speaker_type=kind))
    assert norway != sweden
    assert speaker_of(speak("ministry of  trade", "SE", speaker_type=kind)) == sweden
    assert speaker_of(speak("Ministry of Trade", "NO", speaker_type=kind)) == norway
    group = speaker_of(speak("Ministry of Trade", "NO", speaker_type=SpeakerType.GROUP))
    assert group not in (norway, sweden)
    assert not Speaker.objects.exclude(only_in=None).exists(), "bodies are never provisional"


@pytest.mark.parametrize("name", ["Moscow", "Kremlin", "Russia", "the Russian government"])
def test_a_government_is_one_speaker_under_any_name(name: str) -> None:
    kind = SpeakerType.ORGANIZATION
    first = speaker_of(speak("Russia", "RU", speaker_type=kind))
    assert first.name == "Russia"
    assert speaker_of(speak(name, "RU", speaker_type=kind)) == first
    assert speaker_of(speak("Russian Railways", "RU", speaker_type=kind)) != first
    assert speaker_of(speak("Moscow", None, speaker_type=kind)).name == "Moscow"


def test_what_a_body_says_takes_no_country_from_other_articles() -> None:
    silent = speak("The Club", speaker_type=SpeakerType.ORGANIZATION)
    speak("The Club", "NO", speaker_type=SpeakerType.ORGANIZATION)
    silent.refresh_from_db()
    assert silent.speaker_country is None


# ── the holder of an office ───────────────────────────────────────────────────────────────


@pytest.fixture
def xi() -> Speaker:
    speaker = speakers.create("Xi Jinping", "person", Editor())
    for title, since, until in (
        ("Vice President", dt.date(2008, 3, 15), dt.date(2013, 3, 14)),
        ("President", dt.date(2013, 3, 15), dt.date(2026, 3, 10)),
    ):
        Tenure.objects.create(
            speaker=speaker, title=title, country_id="CN", since=since, until=until
        )
    return speaker


def leader(
    words: str, day: dt.date | None, title: str = "Chinese leader", country: str | None = "CN"
) -> Quotation:
    text = f"No. {Article.objects.count()}: “Yes,” said {words}."
    found = said(
        text, "Yes,", by=None, speaker_type=SpeakerType.UNNAMED, title=title,
        speaker_country=country, source=(span(text, words),),
    )  # fmt: skip
    return read(text, found, published_on=day).quotations.get()


@pytest.mark.parametrize("day", [dt.date(2013, 3, 15), dt.date(2025, 6, 9), dt.date(2026, 3, 10)])
def test_the_chinese_leader_of_the_day(xi: Speaker, day: dt.date) -> None:
    quotation = leader("the Chinese leader", day)
    assert speaker_of(quotation) == xi
    assert quotation.identity_reason == (
        f"“the Chinese leader” on {day:%-d %B %Y}, by the list of people"
    )


@pytest.mark.parametrize("day", [None, dt.date(2007, 1, 1), dt.date(2026, 3, 11)])
def test_nobody_led_on_any_other_day(xi: Speaker, day: dt.date | None) -> None:
    assert leader("the Chinese leader", day).speaker is None
    assert not Speaker.objects.exclude(pk=xi.pk).exists()


@pytest.mark.parametrize(
    ("words", "title", "country"),
    [
        ("a Chinese leader", "Chinese leader", "CN"),
        ("the former Chinese leader", "former Chinese leader", "CN"),
        ("the vice president", "vice president", "CN"),
        ("the Chinese official", "Chinese official", "CN"),
        ("the Norwegian leader", "Norwegian leader", "NO"),
        ("the leader", "leader", None),
        ("the pope", "pope", "CN"),
    ],
)
def test_other_words_mean_nobody_on_the_list(
    xi: Speaker, words: str, title: str, country: str | None
) -> None:
    assert leader(words, dt.date(2025, 6, 19), title, country).speaker is None


@pytest.mark.every_database
def test_of_two_holders_neither(xi: Speaker) -> None:
    other = speakers.create("Quan Meilin", "person", Editor())
    Tenure.objects.create(speaker=other, title="leader of the party", country_id="CN")
    assert leader("the Chinese leader", dt.date(2025, 6, 19)).speaker is None
    assert speaker_of(leader("the president", dt.date(2025, 6, 19), "president")) == xi


def test_an_office_counts_while_it_is_held(xi: Speaker) -> None:
    """The list says who “President Xi” is; after the last day it does not."""
    speak("Xi Mingze")
    late = speak("Xi", "CN", "president", day=dt.date(2030, 6, 19))
    assert speaker_of(late).provisional
    late.article.delete()
    assert speaker_of(speak("Xi", "CN", "president", day=dt.date(2025, 6, 19))) == xi


@pytest.mark.every_database
def test_whom_many_articles_name_is_no_company() -> None:
    articles = [make_article(f"It rained on day {n}.") for n in range(WIDELY + 1)]
    ana, bo = (Entity.objects.create(type="person", name=name, key=name) for name in ("ana", "bo"))
    town = Entity.objects.create(type="place", name="town", key="town")
    for article in articles:
        for entity in (ana, town) if article is articles[0] else (ana, ana, bo):
            Mention.objects.get_or_create(article=article, entity=entity, start=0, end=2)
    Mention.objects.create(article=articles[1], entity=bo, start=3, end=9)
    named = people_named_in([article.pk for article in articles])
    assert named == {article.pk: {"bo"} for article in articles[1:]}
    assert people_named_in([articles[0].pk]) == {}


@pytest.mark.every_database
def test_the_article_that_is_stored_counts_before_it_is_written() -> None:
    """At the limit, one more article that names a person makes that person widely named."""
    articles = [make_article(f"It rained on day {n}.") for n in range(WIDELY)]
    ana = Entity.objects.create(type="person", name="Ana", key="ana")
    for article in articles:
        Mention.objects.create(article=article, entity=ana, start=0, end=2)
    keys = [article.pk for article in articles]
    assert people_named_in(keys)[keys[0]] == {"ana"}
    new = make_article("It rains.")
    assert people_named_in(keys, without=new.pk, mentioned={("person", "bo")})[keys[0]] == {"ana"}
    assert people_named_in(keys, without=new.pk, mentioned={("person", "ana")}) == {}
    without = people_named_in(keys, without=keys[0], mentioned={("person", "ana")})
    assert without[keys[1]] == {"ana"}, "one of the twenty is not counted twice"
