"""Direct quotations are parted where they come to speak about other countries."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.annotations import Attribution, Kind, Span
from extraction.countries.signs.mentions import find_countries
from extraction.countries.spoken_about.about import find_countries_spoken_about
from extraction.countries.spoken_about.parting import part_by_countries
from extraction.document import Document, ResolvedSource
from extraction.pipeline import load
from extraction.text.quotation_marks import find_quoted_spans
from tests.support.growth import growth

pytestmark = pytest.mark.model
CHAD = "We owe Chad the water of seven dry summers"
KENYA = "Kenya still owes us cement for the lower dam"
RAIN = "It has not rained in this valley for two years"


def said(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The words of each quotation, as the spans give them, and what it is about."""
    return [
        (" | ".join(span.of(text) for span in found.content), found.about)
        for found in load().extract(text).quotations
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"“{CHAD},” said Ana Brel, a farmer. “{KENYA}.”",
        f'"{CHAD}," Ana Brel said. "{KENYA}."',
        f"“{CHAD},” Ana Brel told reporters on Monday. “{KENYA}.”",
        f"``{CHAD},'' said Ana Brel. ``{KENYA}.''",
        f"‘{CHAD},’ said Ana Brel. ‘{KENYA}.’",
        f"Ana Brel said: “{CHAD}.\n\n“{KENYA}.”",
        f'Ana Brel said: "{CHAD}. "{KENYA}."',
    ],
)
def test_parts_about_other_countries_are_quotations(text: str) -> None:
    found = load().extract(text).quotations
    assert [(CHAD in words, KENYA in words, about) for words, about in said(text)] == [
        (True, False, ("TD",)),
        (False, True, ("KE",)),
    ]
    assert {(each.source, each.name, each.kind) for each in found} == {
        (found[0].source, "Ana Brel", Kind.DIRECT)
    }


@pytest.mark.parametrize(
    "paraphrase",
    [
        "Brel said that Chad would need the water of two dry summers.",
        "Chad would need the water of two dry summers, Ana Brel said.",
        "Ana Brel said: Chad would need the water of two dry summers.",
        "Chad would need the water of two dry summers, Brel said.\n\nEmpty wells",
        "The summer will take the water of two dams in Chad, Brel said.",
    ],
)
def test_a_paragraph_between_marks_is_apart_from_the_paraphrase_before_it(paraphrase: str) -> None:
    (before, chad), (words, kenya) = said(f"{paraphrase}\n\n“{KENYA}.”")
    assert "Chad" in before
    assert (chad, words, kenya) == (("TD",), f"{KENYA}.", ("KE",))


def test_a_part_about_no_country_is_one() -> None:
    text = f"“{CHAD},” said Ana Brel. “{RAIN}.”"
    assert said(text) == [(f"{CHAD},", ("TD",)), (f"{RAIN}.", ())]


@pytest.mark.parametrize(
    "text",
    [
        f"“{CHAD},” said Ana Brel. “And Chad owes us cement for the lower dam.”",
        f"“{CHAD},” said Ana Brel. “Seven dry summers.”",
        f"“{CHAD},” said Ana Brel, “and {KENYA}.”",
        f"“{CHAD}. {KENYA},” said Ana Brel.",
        f"“{RAIN},” said Ana Brel. “My well is dry, and so is my bucket.”",
        f"Ana Brel said that {CHAD.lower().replace('chad', 'Chad')}. “{KENYA},” she said.",
    ],
)
def test_what_speaks_about_the_same_or_is_one_sentence_is_not_parted(text: str) -> None:
    joined = [about for words, about in said(text) if CHAD[10:] in words or RAIN in words]
    assert len(joined) == 1
    assert len(said(text)) == (2 if text.startswith("Ana") else 1)


words = st.sampled_from(
    [CHAD, KENYA, RAIN, "“", "”", '"', ". ", ",” said Ana Brel. “", "\n\n“", "…", " said Ana Brel"]
)


@given(st.lists(words, min_size=2, max_size=9).map("".join))
def test_parts_are_of_the_text_in_order_and_apart(text: str) -> None:
    for found in load().extract(text).quotations:
        assert found.content
        for span in (*found.content, *found.source, *found.cue):
            assert 0 <= span.start < span.end <= len(text)
        assert all(one.end <= other.start for one, other in pairwise(found.content))


def test_work_grows_with_the_paragraphs_of_a_quotation() -> None:
    def part(size: int) -> None:
        text = "Brel said: " + "\n\n".join(f"“{(CHAD, RAIN)[n % 2]}." for n in range(size)) + "”"
        quoted_spans = find_quoted_spans(text)
        document = Document(text, quoted_spans=quoted_spans, countries=find_countries(text))
        source = Span(0, 4)
        content = tuple(quoted_span.inner for quoted_span in quoted_spans)
        document.attributions = [Attribution(content, (source,))]
        document.sources = {source: ResolvedSource(None, span=source)}
        find_countries_spoken_about(document)
        part_by_countries(document)
        assert len(document.attributions) == size

    assert growth(part, 100) < 2.5
