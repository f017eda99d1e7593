"""What attributes quoted spans takes time by the length of a text, not by its square."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extraction.annotations import Attribution, EntityType, Span
from extraction.attribution.clauses.own_clauses import give_to_own_clauses
from extraction.attribution.clauses.separate import separate_clauses
from extraction.attribution.tags import apply_tags
from extraction.attribution.unclaimed.continuation import continue_attributions
from extraction.attribution.unclaimed.turns import take_turns
from extraction.coreference.descriptions.stated import age_of, is_called
from extraction.document import Chain, Document, Mention
from tests.support.documents import document
from tests.support.growth import growth
from tests.support.sizes import sized

TURN = (
    "“It is late on the weir,” said Ana Brel.\n\n“It is.”\n\n“Who keeps it, Ek?” asked Tom Ek.\n\n"
)
CLAUSES = "Ana Brel said it was “a shame” and Tom Ek said he “had no bell”; Ana Brel said so.\n\n"
LINE = "He said: “It is late on the weir tonight.” “It is, and the bell is gone.” They left. "
STAGES = [apply_tags, separate_clauses, give_to_own_clauses, continue_attributions, take_turns]
SIZE = sized(100, 300)  # times


def made(unit: str, times: int) -> Document:
    """Many quotations, each claimed with a source and a cue, and a name in each unit."""
    text = unit * times
    found = document(text)
    people = [Span(at, at + 8) for at in range(len(text)) if text.startswith("Ana Brel", at)]
    found.names = [(span, "PERSON") for span in people]
    found.attributions = [
        Attribution((each.inner,), (Span(at, at + 3),), (Span(at + 4, at + 7),), 0.9)
        for number, each in enumerate(found.outer_spans)
        if number % 3 and (at := max(0, each.span.start - 12)) >= 0
    ]
    return found


@pytest.mark.parametrize("unit", [TURN, CLAUSES, LINE, TURN.replace("\n\n", " ")])
@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_takes_time_by_the_length_of_a_text(
    stage: Callable[[Document], None], unit: str
) -> None:
    ready = {times: made(unit, times) for times in (SIZE, 8 * SIZE)}

    def work(times: int) -> None:
        before = ready[times].attributions
        stage(ready[times])
        ready[times].attributions = before

    assert growth(work, SIZE) < 2.5


def test_what_a_person_is_called_is_read_once_from_all_mentions() -> None:
    name = "Ana Brel (44), a keeper of the weir. "
    words = ("Ana", "Brel")

    def asked(times: int) -> None:
        text = name * times
        spans = (Span(at, at + 8) for at in range(0, len(text), len(name)))
        chain = Chain(words, [Mention(span, EntityType.PERSON, words) for span in spans])
        for _ in range(times):
            assert is_called(text, chain, "keeper")
            assert age_of(text, chain) == 44

    assert growth(asked, SIZE) < 2.5


def test_a_mention_more_is_read_too() -> None:
    text, words = "Ana Brel. Ana Brel (44), a keeper.", ("Ana", "Brel")
    chain = Chain(words, [Mention(Span(0, 8), EntityType.PERSON, words)])
    assert not is_called(text, chain, "keeper")
    assert age_of(text, chain) is None
    chain.add(Mention(Span(10, 18), EntityType.PERSON, words))
    assert is_called(text, chain, "keeper")
    assert age_of(text, chain) == 44
