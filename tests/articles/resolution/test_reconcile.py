"""What follows once quotations change hands: late names, countries, rows nobody needs."""

from __future__ import annotations

import pytest

from articles.corrections import quotations, speakers
from articles.corrections.changes import Editor
from articles.ingest import process
from articles.models import Quotation, Speaker, SpeakerName, Tenure
from extraction.annotations import Extraction, SpeakerType
from tests.support.factories import FixedExtractor, said
from tests.support.people import read, speak, speaker_of

pytestmark = pytest.mark.django_db


# ── the full name comes later ─────────────────────────────────────────────────────────────


def test_every_lone_name_that_fits_is_given_over() -> None:
    early = [
        speak("Putin"),
        speak("Putin", None, "President"),
        speak("Putin", "RU", "Mr. President"),
        speak("Putin", "US", "president"),
    ]
    late = speaker_of(speak("Vladimir Putin", "RU", "president"))
    assert [speaker_of(q) == late for q in early] == [True, True, True, False]
    assert [q.identity_reason for q in early] == [
        "the only Putin on file who fits",
        "the only Putin on file who fits: president",
        "the only Putin on file who fits: president, same country",
        "",
    ]
    assert early[3].speaker
    assert early[3].speaker.only_in == early[3].article
    assert Speaker.objects.count() == 2


def test_a_lone_name_that_waits_is_no_candidate() -> None:
    known = speaker_of(speak("Vladimir Putin", "RU", "president"))
    assert speaker_of(speak("Putin", "US")).provisional
    assert speaker_of(speak("Putin")) == known


def test_of_two_later_namesakes_the_first_has_it() -> None:
    early = speak("Brel")
    ana = speaker_of(speak("Ana Brel", "NO"))
    assert speaker_of(early) == ana
    speak("Ida Brel", "NO")
    assert speaker_of(early) == ana
    assert speaker_of(speak("Brel")).provisional


def test_a_common_name_that_waited_is_not_given_to_the_first_who_comes() -> None:
    early = speak("Smith", "GB")
    speak("John Smith", "GB", "baker")
    assert speaker_of(early).provisional
    assert Speaker.objects.count() == 2


def test_decisions_about_a_lone_name_go_along() -> None:
    early = speak("Putin", None, "President")
    quotations.correct(early, {"kind": "indirect"}, Editor())
    late = speaker_of(speak("Vladimir Putin", "RU", "president"))
    assert speaker_of(early) == late
    assert early.kind == "indirect"
    assert early.decision.found_speaker == late


# ── reading again ─────────────────────────────────────────────────────────────────────────


def test_reading_again_keeps_rows_and_speakers() -> None:
    for _ in range(2):
        speak("John Smith", "GB")
    text = "“Yes,” said John Smith. “No,” said Brel. “Well,” said Ana Marsh. “So,” said EU."
    found = (
        said(text, "Yes,", by="John Smith"),
        said(text, "No,", by="Brel"),
        said(text, "Well,", by="Ana Marsh"),
        said(text, "So,", by="EU", speaker_type=SpeakerType.ORGANIZATION),
    )
    article = read(text, *found)
    rows = list(article.quotations.values_list("pk", "speaker", "found_speaker"))
    speakers = set(Speaker.objects.values_list("pk", "name", "only_in"))
    names = set(SpeakerName.objects.values_list("pk", "name"))
    for version in ("2", "3"):
        process.process(article, FixedExtractor(lambda _: Extraction(found), version))
        assert list(article.quotations.values_list("pk", "speaker", "found_speaker")) == rows
        assert set(Speaker.objects.values_list("pk", "name", "only_in")) == speakers
        assert set(SpeakerName.objects.values_list("pk", "name")) == names


def test_a_quotation_that_is_gone_takes_its_speaker_along_unless_an_editor_changed_it() -> None:
    text = "“Yes,” said Ana Brel. “No,” said Bo Marsh. “So,” said Ida Roe."
    found = (
        said(text, "Yes,", by="Ana Brel"),
        said(text, "No,", by="Bo Marsh"),
        said(text, "So,", by="Ida Roe"),
    )
    article = read(text, *found)
    speakers.edit(Speaker.objects.get(name="Bo Marsh"), {"note": "Known."}, Editor())
    Tenure.objects.create(speaker=Speaker.objects.get(name="Ida Roe"), title="envoy")
    process.process(article, FixedExtractor(version="2"))
    assert not article.quotations.exists()
    assert {speaker.name for speaker in Speaker.objects.all()} == {"Bo Marsh", "Ida Roe"}


# ── countries ─────────────────────────────────────────────────────────────────────────────


def test_what_is_known_of_a_person_fills_in_and_what_is_fixed_wins() -> None:
    silent, named = speak("Ana Brel"), speak("Ana Brel", "SE")
    speak("Ana Brel", "NO")
    speak("Ana Brel", "NO")

    def shown() -> list[str | None]:
        rows = [Quotation.objects.get(pk=quotation.pk) for quotation in (silent, named)]
        return [row.speaker_country_id for row in rows]

    assert shown() == ["NO", "SE"]
    speakers.edit(speaker_of(silent), {"country": "DK"}, Editor())
    assert shown() == ["DK", "DK"]
    assert speak("Ana Brel", "FI").found_country_id == "FI"
    assert set(Quotation.objects.values_list("speaker_country", flat=True)) == {"DK"}


def test_what_an_editor_decided_for_one_quotation_stays() -> None:
    quotation = speak("Ana Brel", "NO")
    quotations.correct(quotation, {"country": "IS"}, Editor())
    speakers.edit(speaker_of(quotation), {"country": "DK"}, Editor())
    quotation.refresh_from_db()
    assert quotation.speaker_country_id == "IS"
    assert speak("Ana Brel").speaker_country_id == "DK"


# ── merged ────────────────────────────────────────────────────────────────────────────────


def test_a_merged_name_shows_whom_it_became_also_where_it_is_alone() -> None:
    one, other = speaker_of(speak("Ana Brel")), speaker_of(speak("Una Marsh"))
    speakers.merge(one, other, Editor())
    for name in ("Ana Brel", "Brel"):
        quotation = speak(name)
        assert (quotation.speaker, quotation.found_speaker) == (other, one), name
    assert speak("Marsh").found_speaker == other
    assert Speaker.objects.count() == 2
