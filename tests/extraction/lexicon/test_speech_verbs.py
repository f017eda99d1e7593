from __future__ import annotations

import re

import pytest

from extraction.annotations import Attribution, Span
from extraction.attribution.tagger.extents import led_in
from extraction.attribution.unclaimed.continuation import continue_attributions
from extraction.coreference.titles import title_after
from extraction.lexicon.speech_constructions import SPEECH_ACTS
from extraction.lexicon.speech_verbs import (
    AFTER_NAMES,
    AFTER_TITLES,
    CUES,
    LEAD_INS,
    OTHER_SPEECH_VERBS,
    REPORTING_VERBS,
    SPEECH_VERBS,
    TAG_VERBS,
    TOUCHING_VERBS,
    Verb,
    verb,
    verbs,
)
from extraction.text.quotation_marks import find_quoted_spans
from tests.support.documents import document, part


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("say said", ("say", "says", "said", "saying")),
        ("add", ("add", "adds", "added", "adding")),
        ("argue", ("argue", "argues", "argued", "arguing")),
        ("deny", ("deny", "denies", "denied", "denying")),
        ("stress", ("stress", "stresses", "stressed", "stressing")),
        ("echo", ("echo", "echoes", "echoed", "echoing")),
        ("admit admitted admitting", ("admit", "admits", "admitted", "admitting")),
    ],
)
def test_forms_follow_from_the_base(line: str, expected: tuple[str, ...]) -> None:
    assert verb(*line.split()) == Verb(*expected)
    assert verbs(f"\n    {line}\n") == {Verb(*expected)}


def test_a_verb_has_one_line() -> None:
    assert {v.base for v in REPORTING_VERBS}.isdisjoint(v.base for v in OTHER_SPEECH_VERBS)
    assert len({v.base for v in SPEECH_VERBS}) == len(SPEECH_VERBS)
    assert {v.base for v in TOUCHING_VERBS}.isdisjoint(v.base for v in SPEECH_VERBS)


def test_a_short_verb_doubles_its_last_consonant() -> None:
    short = re.compile(r"(?:qu|[^aeiou])*[aeiou][bcdfgklmnprstvz]")
    for each in TAG_VERBS:
        if short.fullmatch(each.base):
            assert not {f"{each.base}ed", f"{each.base}ing"} & set(each), each


def test_every_verb_is_a_cue_and_reporting_ones_are_more() -> None:
    for each in SPEECH_VERBS:
        assert {each.third, each.gerund} <= CUES
        assert each.past in CUES or each.base == "ask"
    pasts = {each.past for each in REPORTING_VERBS}
    assert AFTER_NAMES <= AFTER_TITLES <= pasts | {"says"}
    assert {each.gerund for each in REPORTING_VERBS} | {"said", "says"} >= LEAD_INS


def test_every_cue_introduces_a_quotation_behind_a_colon() -> None:
    for cue in sorted(CUES):
        text = f"Ana Brel {cue}: “It never rains here at all.”"
        made = document(text)
        continue_attributions(made)
        assert [(each.source[0].of(text), each.cue[0].of(text)) for each in made.attributions] == [
            ("Ana Brel", cue)
        ]


@pytest.mark.parametrize("word", sorted(LEAD_INS))
def test_every_lead_in_is_left_out_of_content(word: str) -> None:
    text = f"{word}, “It never rains here.”"
    content, _ = led_in(text, (Span(0, len(text)),), (), (), find_quoted_spans(text))
    assert [span.of(text) for span in content] == ["It never rains here."]


@pytest.mark.parametrize("word", sorted(AFTER_TITLES))
def test_a_title_ends_before_the_verb(word: str) -> None:
    text = f"Ana Brel, the head of the port {word} it rained"
    title = title_after(text, Span(0, 8))
    assert title is not None
    assert title.text == "head of the port"


@pytest.mark.parametrize("act", sorted(SPEECH_ACTS - {"deny"}))
def test_the_subject_of_an_act_speaks(act: str) -> None:
    text = f"Both ministers “strongly {act} the levy”, according to Ana Brel."
    start = text.index("“")
    reported = Attribution(
        (Span(start + 1, text.index("”")),), part(text, "Ana Brel"), part(text, "according to"), 0.9
    )
    made = document(text, reported)
    continue_attributions(made)
    assert "Both ministers" in [each.source[0].of(text) for each in made.attributions]
