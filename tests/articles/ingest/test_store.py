"""Processing and storing, with an extractor that says what the test needs."""

from __future__ import annotations

import pytest

from articles.ingest import process, run, store
from articles.ingest.run import Status
from articles.models import Article, Country, Entity, Mention, Quotation, Speaker
from extraction.annotations import Entity as FoundEntity
from extraction.annotations import EntityType, Extraction, Kind, Span, SpeakerType
from extraction.annotations import Quotation as FoundQuotation
from reading.draft import Draft
from tests.support.factories import FixedExtractor, make_article, mentioned, said
from tests.support.ingesting import TEXT, both, ingested, statuses

pytestmark = pytest.mark.django_db


def test_what_is_stored_of_a_quotation() -> None:
    article = process.process(make_article(TEXT), FixedExtractor(both))
    first, second = article.quotations.all()
    assert first.text == "We came, … and we saw."
    assert first.start == TEXT.index("We came")
    assert first.end == TEXT.index("and we saw.") + len("and we saw.")
    assert [part.of(TEXT) for part in first.content_spans] == ["We came,", "and we saw."]
    assert [Span(*pair).of(TEXT) for pair in first.source] == ["Ana Brel"]
    assert [Span(*pair).of(TEXT) for pair in first.cue] == ["said"]
    assert first.source_text == "Ana Brel"
    assert (first.kind, first.speaker_type, first.speaker_title) == ("direct", "person", "Envoy")
    assert first.speaker == Speaker.objects.get(type="person", names__key="ana brel")
    assert str(first.speaker_country) == "Norway"
    assert {country.code for country in first.about.all()} == {"RU", "US"}
    assert (first.confidence, first.reason) == (0.95, "named beside the cue")
    assert str(second.speaker) == "Ministry"
    assert second.speaker_country is None
    assert [mention.entity.name for mention in article.mentions.all()] == ["Ana Brel", "Oslo"]
    assert article.extractor_version == "fixed-1"
    assert article.processed_at is not None


def test_an_article_takes_its_provisional_speakers_along() -> None:
    speak("Brel")
    assert Speaker.objects.get().provisional
    Article.objects.all().delete()
    assert not Speaker.objects.exists()


def test_a_text_replaced_while_it_was_extracted_keeps_its_own_quotations() -> None:
    article = make_article("“Yes,” said Ana Brel.")
    found = Extraction((said(article.body, "Yes,", by="Ana Brel"),))
    Article.objects.filter(pk=article.pk).update(body="No.", content_hash=Article.hash_of("No."))
    store.store(article, found, "1")
    assert not Quotation.objects.exists()


def test_a_newer_extractor_replaces_the_machines_work_and_sweeps_up() -> None:
    article = process.process(make_article(TEXT), FixedExtractor(both))
    kept = Speaker.objects.get(names__key="ana brel")

    def newer(text: str) -> Extraction:
        return Extraction((said(text, "We came,", by="Ana Brel"),), (mentioned(text, "Ana Brel"),))

    outcomes = list(run.reprocess(process.outdated("fixed-2"), FixedExtractor(newer, "fixed-2")))
    assert statuses(outcomes) == [Status.UPDATED]
    article.refresh_from_db()
    assert article.extractor_version == "fixed-2"
    assert [quotation.speaker for quotation in article.quotations.all()] == [kept]
    assert list(Speaker.objects.all()) == [kept]
    assert [entity.name for entity in Entity.objects.all()] == ["Ana Brel"]
    assert list(run.reprocess(process.outdated("fixed-2"), FixedExtractor(newer, "fixed-2"))) == []


def test_ingesting_again_replaces_only_on_request_and_if_newer() -> None:
    draft = Draft("Title", TEXT)
    ingested([draft], FixedExtractor(both))
    newer = FixedExtractor(both, "fixed-2")
    assert statuses(ingested([draft], newer)) == [Status.SKIPPED]
    assert statuses(ingested([draft], newer, again=True)) == [Status.UPDATED]
    assert statuses(ingested([draft], newer, again=True)) == [Status.SKIPPED]


def test_a_newer_extractor_that_fails_takes_nothing_away() -> None:
    article = process.process(make_article(TEXT), FixedExtractor(both))

    def fail(text: str) -> Extraction:
        raise RuntimeError("worse than before")

    (outcome,) = run.reprocess(process.outdated("fixed-2"), FixedExtractor(fail, "fixed-2"))
    assert (outcome.status, outcome.reason) == (Status.FAILED, "RuntimeError: worse than before")
    article.refresh_from_db()
    assert (article.state, article.extractor_version) == (Article.State.DONE, "fixed-1")
    assert article.error == "RuntimeError: worse than before"
    assert article.quotations.count() == 2


def test_speakers_of_other_articles_stay() -> None:
    process.process(make_article(TEXT), FixedExtractor(both))
    other = process.process(make_article(TEXT + " Again."), FixedExtractor(both))
    assert Speaker.objects.count() == 2
    process.process(other, FixedExtractor(version="fixed-2"))
    assert Speaker.objects.count() == 2
    assert Entity.objects.count() == 2


@pytest.mark.parametrize("bad", [Span(3, 3), Span(5, 4), Span(-1, 4), Span(0, 1000)])
def test_a_span_outside_the_text_fails_and_stores_nothing(bad: Span) -> None:
    def extract(text: str) -> Extraction:
        good = said(text, "We came,", by="Ana Brel")
        return Extraction((good, FoundQuotation(Kind.DIRECT, (bad,), name="Ana Brel")))

    article = process.process(make_article(TEXT), FixedExtractor(extract))
    assert article.state == Article.State.FAILED
    assert "is no span of a text of" in article.error
    assert not Quotation.objects.exists()
    assert not Speaker.objects.exists()


def test_a_quotation_without_content_fails() -> None:
    extractor = FixedExtractor(lambda text: Extraction((FoundQuotation(Kind.DIRECT, ()),)))
    article = process.process(make_article(TEXT), extractor)
    assert article.state == Article.State.FAILED
    assert article.error.startswith("ValueError: A quotation without content")


def test_an_article_deleted_while_it_is_extracted_stays_deleted() -> None:
    article = make_article(TEXT)

    def extract(text: str) -> Extraction:
        Article.objects.all().delete()
        return both(text)

    process.process(article, FixedExtractor(extract))
    assert not Article.objects.exists()
    assert not Quotation.objects.exists()


def test_the_same_quotation_twice_is_stored_once() -> None:
    twice = FixedExtractor(lambda text: Extraction((said(text, "Never,"), said(text, "Never,"))))
    assert process.process(make_article(TEXT), twice).quotations.count() == 1


# ── resolving ─────────────────────────────────────────────────────────────────────────────


def speak(by: str | None, **fields: object) -> None:
    """Process an article in which a person of this name speaks."""
    body = f"“Yes,” said {by} for the {Article.objects.count()}. time."
    extractor = FixedExtractor(lambda text: Extraction((said(text, "Yes,", by=by, **fields),)))  # type: ignore[arg-type]
    assert process.process(make_article(body), extractor).state == Article.State.DONE


def test_spellings_of_one_name_are_one_speaker() -> None:
    for name in ("José Mujica", "Jose Mujica", "JOSÉ  MUJICA"):
        speak(name)
    assert [speaker.name for speaker in Speaker.objects.all()] == ["José Mujica"]


def test_a_person_is_not_the_organization_of_the_same_name() -> None:
    speak("Morgan Stanley")
    speak("Morgan Stanley", speaker_type=SpeakerType.ORGANIZATION)
    assert Speaker.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "kind"), [(None, SpeakerType.PERSON), (None, None), ("A source", SpeakerType.UNNAMED)]
)
def test_who_is_not_named_is_no_speaker(name: str | None, kind: SpeakerType | None) -> None:
    speak(name, speaker_type=kind)
    assert not Speaker.objects.exists()


def test_a_speakers_country_is_what_most_articles_say_and_is_not_forgotten() -> None:
    def country() -> str | None:
        return Speaker.objects.get().country_id

    speak("Ana Brel")
    assert country() is None
    speak("Ana Brel", speaker_country="NO")
    assert country() == "NO"
    speak("Ana Brel")
    assert country() == "NO"
    speak("Ana Brel", speaker_country="SE")
    assert country() == "NO"
    speak("Ana Brel", speaker_country="SE")
    assert country() == "SE"


def test_a_code_that_is_no_country_is_left_out() -> None:
    speak("Ana Brel", speaker_country="EU", about=("EU", "NO"))
    quotation = Quotation.objects.get()
    assert quotation.speaker_country is None
    assert list(quotation.about.all()) == [Country.objects.get(code="NO")]


def test_an_entitys_country_once_known_stays() -> None:
    text = "Oslo is in Oslo."
    countries = iter((None, "NO", None))

    def extract(text: str) -> Extraction:
        return Extraction((), (mentioned(text, "Oslo", EntityType.PLACE, next(countries)),))

    for number in range(3):
        process.process(make_article(f"{text} {number}"), FixedExtractor(extract))
    entity = Entity.objects.get()
    assert entity.country_id == "NO"
    assert Mention.objects.count() == 6


def test_entities_whose_names_have_one_key_are_one() -> None:
    text = "OSLO and Oslo"
    found = (
        FoundEntity(EntityType.PLACE, "OSLO", (Span(0, 4),)),
        FoundEntity(EntityType.PLACE, "Oslo", (Span(0, 4), Span(9, 13))),
    )
    process.process(make_article(text), FixedExtractor(lambda _: Extraction((), found)))
    assert Entity.objects.get().mentions.count() == 2


def test_a_name_of_nothing_but_marks_has_a_key() -> None:
    speak("…’")
    assert Speaker.objects.get().names.get().key
