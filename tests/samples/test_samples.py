"""The sample articles beside what a person found in them: tests/gold/samples/<stem>.json.

A gold file has `quotes` and `not_quotes`, the other quoted spans between marks.  The `text` of a
quote is verbatim; that of a split one is a list, and that of a mixed one is the text between
the marks.  `country` is the speaker's, `about` what the quote names, capitals and adjectives
included, in the words around the marks too.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

import pytest

from extraction.annotations import Kind, SpeakerType
from extraction.countries.table import COUNTRIES
from extraction.text.quotation_marks import find_quoted_spans
from reading import Draft, read
from tests.support.paths import GOLD, ROOT

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
STEMS = [path.stem for path in SAMPLES]

# What is said without marks: the turns of a transcript.
TURN = re.compile(r"^[A-Z]+: (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """A quotation that a person found; `parts` in text order."""

    parts: tuple[str, ...]
    kind: Kind
    speaker: str | None
    speaker_type: SpeakerType
    title: str | None
    country: str | None
    about: tuple[str, ...]


def gold_quotes(stem: str) -> list[GoldQuote]:
    quotes = []
    for found in json.loads((GOLD / "samples" / f"{stem}.json").read_text("utf-8"))["quotes"]:
        text = found.pop("text")
        quotes.append(
            GoldQuote(
                parts=(text,) if isinstance(text, str) else tuple(text),
                kind=Kind(found.pop("kind")),
                speaker_type=SpeakerType(found.pop("speaker_type")),
                about=tuple(found.pop("about")),
                **found,
            )
        )
    return quotes


def all_quotes() -> list[tuple[str, GoldQuote]]:
    return [(stem, quote) for stem in STEMS for quote in gold_quotes(stem)]


@cache
def sample(stem: str) -> Draft:
    (draft,) = read(ROOT / "samples" / f"{stem}.txt")
    assert isinstance(draft, Draft)
    return draft


def test_each_sample_has_its_gold() -> None:
    assert sorted(path.stem for path in (GOLD / "samples").glob("*.json")) == STEMS
    assert 10 <= len(STEMS) <= 12


def test_the_headers_are_read() -> None:
    drafts = list(map(sample, STEMS))
    assert [stem for stem in STEMS if not sample(stem).outlet] == [
        "jordan-river-water",
        "tacna-earthquake-relief",
    ]
    assert [stem for stem in STEMS if not sample(stem).published_on] == ["tacna-earthquake-relief"]
    assert len({draft.outlet for draft in drafts if draft.outlet}) == 4
    assert all(draft.url.startswith("https://example.com/") for draft in drafts if draft.url)
    assert all(350 <= len(draft.body.split()) <= 800 for draft in drafts)


@pytest.mark.parametrize("stem", STEMS)
def test_gold_is_verbatim_and_unambiguous(stem: str) -> None:
    text = (ROOT / "samples" / f"{stem}.txt").read_bytes().decode()
    for quote in gold_quotes(stem):
        assert [text.count(part) for part in quote.parts] == [1] * len(quote.parts), quote
        starts = [sample(stem).body.index(part) for part in quote.parts]
        assert starts == sorted(starts), quote


@pytest.mark.parametrize("stem", STEMS)
def test_all_text_between_marks_is_accounted_for(stem: str) -> None:
    body = sample(stem).body
    between = [
        quoted_span.inner.of(body)
        for quoted_span in find_quoted_spans(body)
        if quoted_span.depth == 0
    ]
    quotes = gold_quotes(stem)
    turns = TURN.findall(body)
    marked = [part for quote in quotes if quote.kind != Kind.INDIRECT for part in quote.parts]
    assert all(part in between or part in turns for part in marked)
    others = json.loads((GOLD / "samples" / f"{stem}.json").read_text("utf-8"))["not_quotes"]
    assert all(words in between for words in others)
    listed = [*marked, *others]
    assert [words for words in between if not any(words in known for known in listed)] == []


def test_gold_makes_sense() -> None:
    for stem, quote in all_quotes():
        codes = [*quote.about, *([quote.country] if quote.country else [])]
        assert set(codes) <= set(COUNTRIES), (stem, quote)
        assert len(set(quote.about)) == len(quote.about), (stem, quote)
        named = quote.speaker_type in {SpeakerType.PERSON, SpeakerType.ORGANIZATION}
        assert bool(quote.speaker) == named, (stem, quote)
        if quote.speaker_type is SpeakerType.PERSON and quote.speaker:
            assert quote.speaker.split()[-1] in sample(stem).body, (stem, quote)


def test_there_is_enough_to_look_at() -> None:
    quotes = all_quotes()
    assert len(quotes) >= 110
    cells = {
        (quote.country, about) for _, quote in quotes if quote.country for about in quote.about
    }
    abroad = {(country, about) for country, about in cells if country != about}
    assert len(abroad) >= 40
    assert min(len({cell[0] for cell in abroad}), len({cell[1] for cell in abroad})) >= 10
    people = {(quote.speaker, stem) for stem, quote in quotes if quote.speaker_type == "person"}
    times = Counter(name for name, _ in people)
    assert len([name for name, count in times.items() if 2 <= count <= 5]) >= 8
    assert {quote.kind for _, quote in quotes} == set(Kind)
    assert {quote.speaker_type for _, quote in quotes} == set(SpeakerType)
