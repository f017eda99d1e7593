"""Two people who speak in turn: who asks, and who answers."""

from __future__ import annotations

import pytest

from extraction.annotations import Attribution
from extraction.attribution.continuation import continue_attributions
from extraction.attribution.exchanges import part_exchanges
from extraction.document import Document
from tests.support.documents import document, part, said, tagged

COURT = (
    "“Where is the pump, then?” the judge asked.\n\n"
    "“It is in the mail,” said Mr Oduya.\n\n“Since March?”\n\n“It is a slow mail, my lady.”"
)


def exchanged(text: str, *given: Attribution) -> Document:
    made = document(text, *given)
    part_exchanges(made)
    continue_attributions(made)
    return made


def test_a_second_question_is_of_who_asked_the_first() -> None:
    fused = Attribution(
        part(COURT, "It is in the mail,")
        + part(COURT, "Since March?")
        + part(COURT, "It is a slow mail, my lady."),
        part(COURT, "Mr Oduya"),
        part(COURT, "said"),
    )
    found = exchanged(COURT, tagged(COURT, "Where is the pump, then?", "the judge", "asked"), fused)
    assert said(found) == [
        ("the judge", "Where is the pump, then?"),
        ("Mr Oduya", "It is in the mail,"),
        ("the judge", "Since March?"),
        ("Mr Oduya", "It is a slow mail, my lady."),
    ]


@pytest.mark.parametrize("after", ["“It has to come.”", "“It was sent. It has to come.”"])
def test_an_answer_may_go_on(after: str) -> None:
    text = f"“Where is it?” the judge asked.\n\n“In the mail,” said Mr Oduya.\n\n{after}"
    found = exchanged(
        text,
        tagged(text, "Where is it?", "the judge", "asked"),
        tagged(text, "In the mail,", "Mr Oduya", "said"),
    )
    assert [who for who, _ in said(found)] == ["the judge", "Mr Oduya", "Mr Oduya"]


def test_words_of_a_paragraph_before_are_not_of_the_cue_behind() -> None:
    text = (
        "Mr Oduya repeated it: “The mail is slow.” “It was never quick.”\n\n"
        "The post office said two vans stood idle."
    )
    fused = Attribution(
        part(text, "It was never quick.") + part(text, "two vans stood idle"),
        part(text, "The post office"),
        part(text, "said"),
    )
    assert said(exchanged(text, fused))[-1] == ("The post office", "two vans stood idle")
