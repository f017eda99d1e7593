from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.annotations import Attribution, Span, Spans
from extraction.text.quotation_marks import find_quoted_spans
from training import augment
from training.augment import Edit, augmented, edited
from training.corpus import Article
from training.silver import Name

TEXT = """WASHINGTON - “We will rebuild the bridge,” Sen. Ana Brel said on Monday.

“The river,” said Kiptoo, “is no ‘mere ditch’ to us.” Brel nodded.

The Liberals of Norway told NHK that the bridge was lost."""


def spans(text: str, *parts: str) -> Spans:
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


def word(text: str, start: str) -> Span:
    """The word with which `start` begins."""
    at = text.index(start)
    return Span(at, at + len(start.split()[0]))


def article() -> Article:
    golds = (
        ("“We will rebuild the bridge,”", "Sen. Ana Brel", "said"),
        ("“The river,”", "Kiptoo", "said Kiptoo"),
        ("that the bridge was lost", "The Liberals of Norway", "told"),
    )
    names = {"Ana Brel": "PERSON", "Kiptoo": "PERSON", "Liberals": "NORP", "Norway": "GPE"}
    return Article(
        "made-up",
        TEXT,
        tuple(
            Attribution(spans(TEXT, content), spans(TEXT, source), (word(TEXT, cue),))
            for content, source, cue in golds
        ),
        tuple(sorted(Name(*spans(TEXT, name)[0], label) for name, label in names.items())),
    )


def shown(one: Article) -> list[tuple[str, str, str]]:
    """Source, cue and content of each gold, letters only."""

    def letters(part: Spans) -> str:
        return re.sub(r"[^\w ]", "", " ".join(span.of(one.text) for span in part))

    return [(letters(g.source), letters(g.cue), letters(g.content)) for g in one.attributions]


def test_edits_move_all_spans() -> None:
    after = edited(article(), [Edit(0, 10, "OSLO"), Edit(0, 0, "By us\n")])
    assert after.text.startswith("By us\nOSLO - “We")
    assert shown(after) == shown(article())
    assert after.text[slice(*after.names[0][:2])] == "Ana Brel"


def test_a_span_takes_in_an_edit_that_it_cuts_and_one_deleted_is_gone() -> None:
    one = Article("a", "abcdef", (Attribution((Span(2, 6),), (Span(0, 2),)),))
    after = edited(one, [Edit(1, 3, "XYZ")])
    assert after.text == "aXYZdef"
    assert after.attributions == (Attribution((Span(1, 7),), (Span(0, 4),)),)
    assert edited(one, [Edit(0, 2, "")]).attributions == (Attribution((Span(0, 4),)),)


@given(st.data())
def test_spans_apart_from_all_edits_keep_their_text(data: st.DataObject) -> None:
    text = data.draw(st.text(alphabet="ab\n ", min_size=12, max_size=30))
    one = Article("a", text, (Attribution((Span(5, 8),)),))
    places = st.integers(0, 4) | st.integers(8, len(text))
    at = data.draw(st.lists(st.tuples(places, st.text(alphabet="xy", max_size=3)), max_size=4))
    after = edited(one, [Edit(place, place, new) for place, new in at if place != 5])
    assert after.attributions[0].content[0].of(after.text) == text[5:8]


def test_names_change_everywhere_alike() -> None:
    after = augment.elsewhere(article(), Random(3))
    assert "Brel" not in after.text
    assert "Kiptoo" not in after.text
    person = after.text[slice(*after.names[0][:2])]
    family = person.split()[-1]
    assert f"{family} nodded" in after.text
    assert after.attributions[0].source[0].of(after.text).endswith(person)


@pytest.mark.parametrize("seed", range(8))
def test_other_marks_are_read_as_the_old_ones_were(seed: int) -> None:
    after = augment.other_marks(article(), Random(seed))
    before = [s.inner.of(TEXT) for s in find_quoted_spans(TEXT) if s.depth == 0]
    now = [s.inner.of(after.text) for s in find_quoted_spans(after.text) if s.depth == 0]
    assert [len(s) for s in now] == [len(s) for s in before]
    assert shown(after) == shown(article())


def test_no_marks_leaves_none() -> None:
    assert not find_quoted_spans(augment.no_marks(article(), Random(1)).text)


def test_said_goes_before_a_name() -> None:
    after = article()
    for _ in range(9):
        after = augment.said_first(after, Random(1))
    assert "bridge,” said Sen. Ana Brel on Monday" in after.text
    assert shown(after) == shown(article())


@pytest.mark.parametrize(
    "change",
    [
        augment.dateline,
        augment.byline,
        augment.interruptions,
        augment.fewer_breaks,
        augment.wider_breaks,
    ],
)
@pytest.mark.parametrize("seed", range(5))
def test_layout_leaves_golds_as_they_were(
    change: Callable[[Article, Random], Article], seed: int
) -> None:
    after = change(article(), Random(seed))
    assert shown(after) == shown(article())


def test_the_present_tense_changes_cues_alone() -> None:
    after = augment.present_tense(article(), Random(1))
    assert after.text.count("says") == 2
    assert len(after.text) == len(TEXT)


def test_a_seed_gives_one_variant() -> None:
    for seed in range(20):
        assert augmented(article(), Random(seed)) == augmented(article(), Random(seed))
