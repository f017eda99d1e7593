from __future__ import annotations

import pytest

from extraction.annotations import Attribution, Kind, Span
from extraction.attribution.kinds import kind_of
from tests.support.documents import document, tagged


@pytest.mark.parametrize(
    ("text", "pieces", "cue", "kind"),
    [
        ("“It will stand,” said Brel.", ["It will stand,"], "said", Kind.DIRECT),
        ("“It will” and “it must,” said Brel.", ["“It will” and “it must,”"], "said", Kind.DIRECT),
        ("Brel said it “will stand”.", ["it “will stand”"], "said", Kind.MIXED),
        ("Brel said it will stand.", ["it will stand"], "said", Kind.INDIRECT),
        ("BREL: It will stand.", ["It will stand."], ":", Kind.DIRECT),
        ("‘It will stand,’ said Brel.", ["It will stand,"], "said", Kind.DIRECT),
    ],
)
def test_kinds(text: str, pieces: list[str], cue: str, kind: Kind) -> None:
    def span(piece: str) -> Span:
        return Span(text.index(piece), text.index(piece) + len(piece))

    attribution = Attribution(tuple(map(span, pieces)), (), (span(cue),))
    assert kind_of(document(text), attribution) is kind


def test_what_stands_behind_a_letter_and_a_stop_is_direct() -> None:
    text = "A. White, I think."
    made = document(text, tagged(text, "White, I think.", "A", "."))
    assert kind_of(made, made.attributions[0]) is Kind.DIRECT
