"""Texts that no newspaper prints and an archive holds: none raises, none takes for ever."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction import pipeline
from extraction.annotations import EntityType, Extraction, Span
from extraction.coreference.names import chains as people
from extraction.document import Chain, Document, Mention
from extraction.names import fit
from extraction.pipeline import Extractor, load
from extraction.text.chunks import CHUNK, LONGEST_RUN, without_long_runs
from extraction.text.view import TextView
from tests.support.growth import ratio
from tests.support.paths import ROOT
from tests.support.sizes import sized

PROSE = "“It rained all night,” said Ana Brel, a farmer in Norway. The well is full again.\n\n"
SIZE = sized(5_000, 16_000)
# How many times the time of as much prose; each of these took minutes once.
MORE = 2
LONG = {
    "a word without an end": "AaBb",
    "marks without an end": "“",
    "a line without a stop": "ANA: it rains\nANA: " + "hello there " * (SIZE // 12),
}
LENGTH = sized(150, 500)
PART = sized(2_000, CHUNK)  # code points of a chunk
UNITS = (
    "Ana Brel ", "ANA: It rains.\n", "— Ana Brel\n", "“", "‘a ", "“a ‘b “c ", "«a» ", "(a ", ". ",
    "said ", "he said she said ", "according to Ana Brel, ", "Ana, who said, who ", "Brel’s ",
    "Moscow warned ", "President ", "Sen. Brel, R-Ohio, ", "of the ministry of ", "Norway, Peru ",
    "its prime minister, ", "a-b-", "\n", "\xa0", "\u200b", "\u202e", "a\u0301", "😀 ", "I said I ",
    "Q: it\nA: it\n",
)  # fmt: skip
FRAMES = (
    "{}",
    "“{}” said Ana Brel.",
    "“It rains,” said {}",
    "Ana Brel said {}",
    "ANA: {}\nBO: it\n",
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load()


def repeated(unit: str, size: int = SIZE) -> str:
    return (unit * (size // len(unit) + 1))[:size]


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("unit", LONG.values(), ids=list(LONG))
def test_a_long_text_takes_no_longer_than_as_much_prose(extractor: Extractor, unit: str) -> None:
    took = ratio(
        lambda: extractor.extract(repeated(unit)),
        lambda: extractor.extract(repeated(PROSE)),
        limit=MORE,
    )
    assert took < MORE


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_no_text_raises_and_no_span_leaves_it(extractor: Extractor, unit: str) -> None:
    texts = [frame.format(repeated(unit, LENGTH)) for frame in FRAMES]
    for text, found in zip(texts, extractor.extract_many(texts), strict=True):
        assert all(0 <= start < end <= len(text) for start, end in spans_of(found))


def spans_of(extraction: Extraction) -> list[Span]:
    said = [s for q in extraction.quotations for s in (*q.content, *q.source, *q.cue)]
    return said + [span for entity in extraction.entities for span in entity.mentions]


@pytest.mark.model
@pytest.mark.slow
def test_the_text_around_a_run_without_blanks_is_found(extractor: Extractor) -> None:
    picture = "iVBORw0KGgo" * 100
    text = f"“It rained all night,” said Ana Brel. {picture} “The well is full,” said Bo Li."
    found = extractor.extract(text).quotations
    assert [q.name for q in found] == ["Ana Brel", "Bo Li"]
    assert [q.content[0].of(text) for q in found] == ["It rained all night,", "The well is full,"]


def test_only_a_run_longer_than_any_word_is_passed_over() -> None:
    word, run = "a" * LONGEST_RUN, "b" * (LONGEST_RUN + 1)
    assert without_long_runs(f"{word} {word}\n") == f"{word} {word}\n"
    assert (
        without_long_runs(f"x {run} {word}\n{run}")
        == f"x {' ' * len(run)} {word}\n{' ' * len(run)}"
    )


@pytest.mark.model
@pytest.mark.slow
def test_a_text_of_many_chunks_is_read_as_each_would_be(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extraction.text.chunks.CHUNK", PART)
    text = repeated(PROSE, 3 * PART)
    found = extractor.extract(text)
    said = [q for q in found.quotations if q.content[-1].end < 3 * PART - len(PROSE)]
    assert len(said) >= 3 * PART // len(PROSE) - 2
    assert {q.name for q in said} == {"Ana Brel"}
    assert {q.content[0].of(text) for q in said} == {"It rained all night,"}
    (ana,) = [entity for entity in found.entities if entity.name == "Ana Brel"]
    assert {span.of(text) for span in ana.mentions} == {"Ana Brel"}


GROWTH = """
import resource, sys
from extraction.pipeline import load

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

extractor, unit = load(), sys.argv[1]
grown = []
for size in map(int, sys.argv[2:]):
    before = peak()
    extractor.extract((unit * size)[:size])
    grown.append(peak() - before)
print(grown[-1] // 1024)
"""


@pytest.mark.full
@pytest.mark.model
@pytest.mark.slow
def test_a_long_text_takes_hardly_more_memory_than_a_chunk() -> None:
    """Three chunks take hardly more than one, in a process of its own."""
    command = [sys.executable, "-c", GROWTH, PROSE, str(CHUNK), str(3 * CHUNK)]
    ran = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    assert int(ran.stdout) < 150  # MB, where spaCy's names of six chunks at once take 500


@given(st.lists(st.integers(0, 2 * CHUNK), max_size=60))
def test_texts_go_together_as_far_as_they_fit(sizes: list[int]) -> None:
    texts = [(TextView(" " * size), str(at)) for at, size in enumerate(sizes)]
    groups = list(pipeline._batches(texts))
    assert [each for some in groups for each in some] == texts
    for some in groups:
        assert len(some) == 1 or sum(len(view.text) for view, _ in some) <= CHUNK
        assert len(some) <= pipeline.BATCH


NAMES = st.lists(
    st.sampled_from("Ana Bo Brel Brell Brels Li Liu de Marsh J. Jr Sen Cole Coles".split()),
    min_size=1,
    max_size=3,
).map(tuple)


@given(st.lists(NAMES, min_size=1, max_size=8), NAMES)
def test_all_chains_that_a_name_may_join_are_compared(
    names: list[tuple[str, ...]], other: tuple[str, ...]
) -> None:
    chains = people._ByWord()
    for words in names:
        chain = Chain(words)
        chain.add(mention(words))
        chains.add(chain)
    new = mention(other)
    fitting = [c for c in chains if fit(other, c.words) or (new.full and people._reverse(new, c))]
    like = chains.like(new)
    assert set(fitting) <= set(like)
    assert like == [chain for chain in chains if chain in like]


def mention(words: tuple[str, ...]) -> Mention:
    return Mention(Span(0, len(" ".join(words))), EntityType.PERSON, words)


def test_a_name_is_compared_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def counting(short: tuple[str, ...], full: tuple[str, ...]) -> int:
        nonlocal compared
        compared += 1
        return fit(short, full)

    monkeypatch.setattr(people, "fit", counting)
    rng = random.Random(7)
    letters = "bdfgklmnprst"

    def word() -> str:
        return "".join(rng.choice(letters) + rng.choice("aeiou") for _ in range(4)).title()

    pairs = [(word(), word()) for _ in range(400)]
    text = ". ".join(" ".join(words) for words in pairs)
    found = []
    at = 0
    for words in pairs:
        name = " ".join(words)
        start = text.index(name, at)
        at = start + len(name)
        found.append(Mention(Span(start, at), EntityType.PERSON, words))
    made = Document(text)
    made.mentions = found
    people.join_mentions(made)
    assert len(made.chains) == 400
    assert compared < 10 * 400


@pytest.mark.parametrize(
    "thing", ["India ink", "a Norway spruce", "Panama hats", "Greek yogurt", "Benin bronzes"]
)
def test_a_thing_named_after_a_country_is_no_sign_of_it(thing: str) -> None:
    entities = load().extract(f"She brought {thing} to the market in Osk.").entities
    assert not {entity.country for entity in entities} & {"BJ", "GR", "IN", "NO", "PA"}
