"""All stages over documents made by hand: no model is loaded."""

from __future__ import annotations

import re

import pytest

from extraction.annotations import EntityType, Extraction, Kind, Span, SpeakerType
from extraction.confidence import calibrated
from extraction.document import Document, WeighedCountry
from extraction.pipeline import STAGES
from extraction.results import extraction_of
from tests.support.documents import document, part, tagged


def completed(made: Document) -> Extraction:
    for stage in STAGES:
        stage(made)
    return extraction_of(made)


def test_stages_complete_a_document() -> None:
    text = (
        "“Chile has sent us nothing,” said Peru’s water minister, Ana Brel, on Monday. "
        "“We will wait for it.”"
    )
    content, later = "Chile has sent us nothing,", "We will wait for it."
    names = [(span, "PERSON") for span in part(text, "Ana Brel")]
    made = document(text, tagged(text, content, "Ana Brel", "said"), names=names)
    extraction = completed(made)
    first, second = extraction.quotations
    assert [span.of(text) for q in extraction.quotations for span in q.content] == [content, later]
    assert (first.kind, first.speaker_type, first.name) == (
        Kind.DIRECT, SpeakerType.PERSON, "Ana Brel",
    )  # fmt: skip
    assert (first.title, first.speaker_country, first.about) == ("water minister", "PE", ("CL",))
    assert first.confidence == round(calibrated(0.9, Kind.DIRECT, named=True), 4)
    assert (second.name, second.title, second.about) == ("Ana Brel", "water minister", ())
    assert second.confidence < first.confidence
    assert second.reason.startswith("carried on from the quote before")
    assert [(e.type, e.name, e.country) for e in extraction.entities] == [
        (EntityType.COUNTRY, "Chile", "CL"),
        (EntityType.COUNTRY, "Peru", "PE"),
        (EntityType.PERSON, "Ana Brel", "PE"),
    ]


def test_an_unnamed_source_has_its_description_for_a_title() -> None:
    text = "“We will wait for it,” said a senior ministry official who smiled."
    source = "a senior ministry official who smiled"
    made = document(text, tagged(text, "We will wait for it,", source, "said"))
    (quotation,) = completed(made).quotations
    assert (quotation.speaker_type, quotation.name) == (SpeakerType.UNNAMED, None)
    assert quotation.title == "senior ministry official"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("one of the jilted bidders", "one of the jilted bidders"),
        ("one senior official", "senior official"),
        ("his", None),
        ("Mr", None),
        ("nobody", None),
        ("by the group", None),
    ],
)
def test_words_that_describe_nobody_are_no_title(source: str, expected: str | None) -> None:
    text = f"“We will wait for it,” said {source} on Monday."
    made = document(text, tagged(text, "We will wait for it,", source, "said"))
    (quotation,) = completed(made).quotations
    assert quotation.name is None
    assert quotation.title == expected


@pytest.mark.parametrize(
    ("described", "title"),
    [
        ("a poet. Brel, the daughter of a miner from Osk", "poet"),
        (
            "a researcher at the Osk Institute of Weirs and Dams and lead author of its study",
            "researcher at the Osk Institute of Weirs and Dams",
        ),
    ],
)
def test_a_title_is_an_office_and_no_story(described: str, title: str) -> None:
    text = f"“We will wait for it,” said Ana Brel, {described}, on Monday."
    names = [(Span(*match.span()), "PERSON") for match in re.finditer("(?:Ana )?Brel", text)]
    given = tagged(text, "We will wait for it,", "Ana Brel", "said")
    found = completed(document(text, given, names=names))
    assert found.quotations[0].title == title


def test_abbreviations_and_full_names_are_one_entity() -> None:
    text = "The Marn River Commission (MRC) met. The MRC left. University of Peru came."
    tags = ["Marn River Commission", "MRC", "University of Peru"]
    names = [(span, "ORG") for tag in tags for span in part(text, tag)]
    entities = completed(document(text, names=sorted(names))).entities
    assert [(e.type, e.name) for e in entities] == [
        (EntityType.ORGANIZATION, "Marn River Commission"),
        (EntityType.ORGANIZATION, "University of Peru"),
    ]


def test_a_text_without_anything_has_nothing() -> None:
    assert completed(document("")) == Extraction((), ())


def test_a_likely_country_is_given_apart_from_a_sure_one() -> None:
    text = "“We will wait for it,” said Ana Brel."
    made = completed_document(text)
    (source,) = made.sources
    for code, sure, likely in (("KE", "KE", None), ("KE", None, "KE")):
        made.speaker_countries[source] = sure
        made.weighed_countries[source] = WeighedCountry(code, 0.58, "the article speaks of Nakuru")
        (quotation,) = extraction_of(made).quotations
        assert (quotation.speaker_country, quotation.likely_country) == (sure, likely)
        assert quotation.country_probability == 0.58
        assert quotation.country_reason == "the article speaks of Nakuru"
    made.weighed_countries.clear()
    (quotation,) = extraction_of(made).quotations
    assert (quotation.likely_country, quotation.country_probability) == (None, None)


def completed_document(text: str) -> Document:
    names = [(span, "PERSON") for span in part(text, "Ana Brel")]
    made = document(text, tagged(text, "We will wait for it,", "Ana Brel", "said"), names=names)
    for stage in STAGES:
        stage(made)
    return made
