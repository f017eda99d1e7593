"""Saving, processing and storing, with an extractor that says what the test needs."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable

import pytest
from django.db import connection

from articles import ingest, processing, saving, storing
from articles.extraction.annotations import Entity as FoundEntity
from articles.extraction.annotations import (
    EntityType,
    Extraction,
    Kind,
    Span,
    SpeakerType,
)
from articles.extraction.annotations import (
    Quotation as FoundQuotation,
)
from articles.ingest import Outcome, Status
from articles.models import Article, Country, Entity, Mention, Outlet, Quotation, Speaker
from articles.reading.draft import Draft, ReadingError
from tests.factories import FixedExtractor, make_article, mentioned, said, span

pytestmark = pytest.mark.django_db

TEXT = "“We came,” Ana Brel said in Oslo, “and we saw.” “Never,” said the ministry."


def both(text: str) -> Extraction:
    """What there is to find in TEXT."""
    return Extraction(
        (
            said(
                text,
                "We came,",
                "and we saw.",
                by="Ana Brel",
                source=(span(text, "Ana Brel"),),
                cue=(span(text, "said"),),
                title="Envoy",
                speaker_country="NO",
                about=("RU", "US"),
                confidence=0.9,
                reason="named beside the cue",
            ),
            said(
                text,
                "Never,",
                by="Ministry",
                kind=Kind.MIXED,
                speaker_type=SpeakerType.ORGANIZATION,
            ),
        ),
        (
            mentioned(text, "Ana Brel", country="NO"),
            mentioned(text, "Oslo", EntityType.PLACE, "NO"),
        ),
    )


def run(
    items: Iterable[Draft | ReadingError], extractor: FixedExtractor, **options: bool
) -> list[Outcome]:
    return list(ingest.ingest(items, lambda: extractor, **options))


def statuses(outcomes: Iterable[Outcome]) -> list[Status]:
    return [outcome.status for outcome in outcomes]


# ── saving ────────────────────────────────────────────────────────────────────────────────


def test_a_draft_is_kept_as_it_came() -> None:
    body = "  Verbatim,\r\n\r\nwith blanks and “marks” 🙂.\n"
    day = dt.date(2025, 6, 19)
    ((saved, created),) = saving.save_drafts(
        [Draft("A title", body, day, "The Outlet", "An Author", "https://example.org/a")]
    )
    assert created
    article = Article.objects.get()
    assert article == saved
    assert (article.title, article.body, article.published_on) == ("A title", body, day)
    assert (str(article.outlet), article.author) == ("The Outlet", "An Author")
    assert article.url == "https://example.org/a"
    assert article.state == Article.State.PENDING


def test_the_same_text_is_saved_once() -> None:
    first, second = saving.save_drafts([Draft("One", "The text."), Draft("Two", "The text.\n")])
    assert first[0] == second[0]
    assert (first[1], second[1]) == (True, False)
    assert Article.objects.get().title == "One"


def test_what_is_too_long_for_its_column_is_cut_and_said_to_be() -> None:
    article, _ = saving.save_draft(Draft("T" * 600, "Text.", outlet="O" * 300, author="A" * 400))
    assert (len(article.title), article.title[-1]) == (500, "…")
    assert Outlet.objects.get().name == "O" * 199 + "…"
    assert len(article.author) == 300


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "not a url", "ftp://example.org/", "https://example.org/" + "a" * 2000],
)
def test_only_addresses_that_a_browser_may_follow_are_kept(url: str) -> None:
    article, _ = saving.save_draft(Draft("Title", "Text.", url=url))
    assert article.url == ""


def test_half_a_character_is_refused_with_its_place() -> None:
    with pytest.raises(ReadingError, match=r"“Odd” has half a character at 12 \(U\+D83D"):
        saving.save_draft(Draft("Odd", "Hm \ud83d", offset=9))


@pytest.mark.django_db(transaction=True)
def test_two_threads_that_save_the_same_text_end_with_one_article() -> None:
    drafts = [Draft("Title", f"Text {number}.", outlet="The Outlet") for number in range(8)]
    barrier = threading.Barrier(2)
    results: list[list[Outcome]] = []
    errors: list[Exception] = []

    def work() -> None:
        try:
            barrier.wait()
            results.append(run(drafts, FixedExtractor(both_or_nothing)))
        except Exception as error:  # noqa: BLE001 - the main thread must see it
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert Article.objects.count() == 8
    assert not Article.objects.exclude(state=Article.State.DONE).exists()
    assert Outlet.objects.count() == 1
    assert not [
        outcome for result in results for outcome in result if outcome.reason.startswith("I")
    ]


def both_or_nothing(text: str) -> Extraction:
    return both(text) if text == TEXT else Extraction()


# ── ingesting ─────────────────────────────────────────────────────────────────────────────


def test_ingesting_twice_adds_once_and_extracts_once() -> None:
    extractor = FixedExtractor(both)
    drafts = [Draft("Title", TEXT)]
    assert statuses(run(drafts, extractor)) == [Status.ADDED]
    assert run(drafts, extractor) == [Outcome(Status.SKIPPED, "Title", "already there")]
    assert extractor.calls == [TEXT]
    assert Quotation.objects.count() == 2


def test_the_same_text_twice_in_one_batch_is_added_once() -> None:
    extractor = FixedExtractor(both)
    outcomes = run([Draft("Title", TEXT), Draft("Title", TEXT)], extractor)
    assert sorted(statuses(outcomes)) == [Status.ADDED, Status.SKIPPED]
    assert extractor.calls == [TEXT]


def test_no_model_is_loaded_for_nothing() -> None:
    run([Draft("Title", TEXT)], FixedExtractor(both))

    def load() -> FixedExtractor:
        raise AssertionError("loaded")

    assert statuses(ingest.ingest([Draft("Title", TEXT)], load)) == [Status.SKIPPED]


def test_a_bad_one_never_stops_the_others() -> None:
    def extract(text: str) -> Extraction:
        if "poison" in text:
            raise RuntimeError("cannot digest this")
        return Extraction((said(text, "Fine"),))

    drafts: list[Draft | ReadingError] = [
        Draft("A", "Fine, a."),
        Draft("B", "poison"),
        ReadingError("c.pdf is encrypted; save it without a password."),
        Draft("D", "Half \ud83d a character."),
        Draft("", "Fine, but without a title."),
        Draft("F", "Fine, f."),
    ]
    outcomes = run(drafts, FixedExtractor(extract))
    assert {(o.title, o.status) for o in outcomes if o.status is Status.ADDED} == {
        ("A", Status.ADDED),
        ("F", Status.ADDED),
    }
    reasons = [o.reason for o in outcomes if o.status is Status.FAILED]
    assert len(reasons) == 4
    assert "c.pdf is encrypted; save it without a password." in reasons
    assert "RuntimeError: cannot digest this" in reasons
    bad = Article.objects.get(title="B")
    assert (bad.state, bad.error) == (Article.State.FAILED, "RuntimeError: cannot digest this")
    assert Quotation.objects.count() == 2


def test_what_failed_is_tried_again_when_it_comes_again() -> None:
    def fail(text: str) -> Extraction:
        raise RuntimeError("not today")

    draft = Draft("Title", TEXT)
    assert statuses(run([draft], FixedExtractor(fail))) == [Status.FAILED]
    assert statuses(run([draft], FixedExtractor(both))) == [Status.UPDATED]
    article = Article.objects.get()
    assert (article.state, article.error) == (Article.State.DONE, "")


def test_more_than_a_batch() -> None:
    drafts = [Draft(f"T{number}", f"Text {number}.") for number in range(processing.BATCH * 2 + 1)]
    assert statuses(run(drafts, FixedExtractor())) == [Status.ADDED] * len(drafts)
    assert Article.objects.filter(state=Article.State.DONE).count() == len(drafts)


# ── storing ───────────────────────────────────────────────────────────────────────────────


def test_what_is_stored_of_a_quotation() -> None:
    article = processing.process(make_article(TEXT), FixedExtractor(both))
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
    assert (first.confidence, first.reason) == (0.9, "named beside the cue")
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
    storing.store(article, found, "1")
    assert not Quotation.objects.exists()


def test_a_newer_extractor_replaces_the_machines_work_and_sweeps_up() -> None:
    article = processing.process(make_article(TEXT), FixedExtractor(both))
    kept = Speaker.objects.get(names__key="ana brel")

    def newer(text: str) -> Extraction:
        return Extraction((said(text, "We came,", by="Ana Brel"),), (mentioned(text, "Ana Brel"),))

    outcomes = list(ingest.reprocess(FixedExtractor(newer, "fixed-2")))
    assert statuses(outcomes) == [Status.UPDATED]
    article.refresh_from_db()
    assert article.extractor_version == "fixed-2"
    assert [quotation.speaker for quotation in article.quotations.all()] == [kept]
    assert list(Speaker.objects.all()) == [kept]
    assert [entity.name for entity in Entity.objects.all()] == ["Ana Brel"]
    assert list(ingest.reprocess(FixedExtractor(newer, "fixed-2"))) == []


def test_ingesting_again_replaces_only_when_asked_and_newer() -> None:
    draft = Draft("Title", TEXT)
    run([draft], FixedExtractor(both))
    newer = FixedExtractor(both, "fixed-2")
    assert statuses(run([draft], newer)) == [Status.SKIPPED]
    assert statuses(run([draft], newer, again=True)) == [Status.UPDATED]
    assert statuses(run([draft], newer, again=True)) == [Status.SKIPPED]


def test_a_newer_extractor_that_fails_takes_nothing_away() -> None:
    article = processing.process(make_article(TEXT), FixedExtractor(both))

    def fail(text: str) -> Extraction:
        raise RuntimeError("worse than before")

    (outcome,) = ingest.reprocess(FixedExtractor(fail, "fixed-2"))
    assert (outcome.status, outcome.reason) == (Status.FAILED, "RuntimeError: worse than before")
    article.refresh_from_db()
    assert (article.state, article.extractor_version) == (Article.State.DONE, "fixed-1")
    assert article.error == "RuntimeError: worse than before"
    assert article.quotations.count() == 2


def test_speakers_of_other_articles_stay() -> None:
    processing.process(make_article(TEXT), FixedExtractor(both))
    other = processing.process(make_article(TEXT + " Again."), FixedExtractor(both))
    assert Speaker.objects.count() == 2
    processing.process(other, FixedExtractor(version="fixed-2"))
    assert Speaker.objects.count() == 2
    assert Entity.objects.count() == 2


@pytest.mark.parametrize("bad", [Span(3, 3), Span(5, 4), Span(-1, 4), Span(0, 1000)])
def test_a_span_outside_the_text_fails_and_stores_nothing(bad: Span) -> None:
    def extract(text: str) -> Extraction:
        good = said(text, "We came,", by="Ana Brel")
        return Extraction((good, FoundQuotation(Kind.DIRECT, (bad,), name="Ana Brel")))

    article = processing.process(make_article(TEXT), FixedExtractor(extract))
    assert article.state == Article.State.FAILED
    assert "is no span of a text of" in article.error
    assert not Quotation.objects.exists()
    assert not Speaker.objects.exists()


def test_a_quotation_without_content_fails() -> None:
    extractor = FixedExtractor(lambda text: Extraction((FoundQuotation(Kind.DIRECT, ()),)))
    article = processing.process(make_article(TEXT), extractor)
    assert article.state == Article.State.FAILED
    assert article.error.startswith("ValueError: A quotation without content")


def test_an_article_deleted_while_it_is_extracted_stays_deleted() -> None:
    article = make_article(TEXT)

    def extract(text: str) -> Extraction:
        Article.objects.all().delete()
        return both(text)

    processing.process(article, FixedExtractor(extract))
    assert not Article.objects.exists()
    assert not Quotation.objects.exists()


def test_the_same_quotation_twice_is_stored_once() -> None:
    twice = FixedExtractor(lambda text: Extraction((said(text, "Never,"), said(text, "Never,"))))
    assert processing.process(make_article(TEXT), twice).quotations.count() == 1


# ── resolving ─────────────────────────────────────────────────────────────────────────────


def speak(by: str | None, **fields: object) -> None:
    """Process an article in which somebody of this name speaks."""
    body = f"“Yes,” said {by} for the {Article.objects.count()}. time."
    extractor = FixedExtractor(lambda text: Extraction((said(text, "Yes,", by=by, **fields),)))  # type: ignore[arg-type]
    assert processing.process(make_article(body), extractor).state == Article.State.DONE


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
        processing.process(make_article(f"{text} {number}"), FixedExtractor(extract))
    entity = Entity.objects.get()
    assert entity.country_id == "NO"
    assert Mention.objects.count() == 6


def test_entities_whose_names_have_one_key_are_one() -> None:
    text = "OSLO and Oslo"
    found = (
        FoundEntity(EntityType.PLACE, "OSLO", (Span(0, 4),)),
        FoundEntity(EntityType.PLACE, "Oslo", (Span(0, 4), Span(9, 13))),
    )
    processing.process(make_article(text), FixedExtractor(lambda _: Extraction((), found)))
    assert Entity.objects.get().mentions.count() == 2


def test_a_name_of_nothing_but_marks_has_a_key() -> None:
    speak("…’")
    assert Speaker.objects.get().names.get().key
