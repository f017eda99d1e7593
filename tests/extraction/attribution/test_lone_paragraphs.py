"""Paragraphs that are one quotation, behind or before one about a single person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extraction.annotations import Span
from extraction.attribution.unclaimed.continuation import continue_attributions
from extraction.document import Document, Name
from tests.support.documents import document, part, said, tagged

LONE = "“I count the lifeboats in my sleep now.”"


def named(text: str, *people: str) -> Document:
    names: list[Name] = sorted((span, "PERSON") for p in people for span in part(text, p))
    made = document(text, names=names)
    continue_attributions(made)
    return made


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"Odette Vanrie is already looking for another ship.\n\n{LONE}", "Odette Vanrie"),
        (f"Odette Vanrie kept the list.\n\nIt is in chalk.\n\n{LONE}", "Odette Vanrie"),
        (f"Port captain Odette Vanrie had counted them.\n\n{LONE}", "Odette Vanrie"),
        (f"Odette Vanrie sailed.\n\nShe retires in May.\n\n{LONE}", "She"),
        (f"{LONE}\n\nOdette Vanrie sells nets on the quay.", "Odette Vanrie"),
        (f"Testimony of Odette Vanrie, 44, before the harbour board:\n\n{LONE}", "Odette Vanrie"),
        (f"Ostend — Statement of the purser, Odette Vanrie:\n\n{LONE}", "Odette Vanrie"),
        (f"Diary of Odette Vanrie:\n\n{LONE[:-1]} He said, ‘How many?’”", "Odette Vanrie"),
        (f"By our reporter in Ostend\n\n{LONE}\n\nOdette Vanrie sells nets.", "Odette Vanrie"),
        (f"From the desk of Odette Vanrie, mate, Ostend Lines.\n\n{LONE}", "Odette Vanrie"),
        (f"A message from port captain Odette Vanrie\n\n{LONE}", "Odette Vanrie"),
        (f"STATEMENT BY Odette Vanrie (44)\n\n{LONE}", "Odette Vanrie"),
    ],
)
def test_who_is_spoken_of_speaks(text: str, source: str) -> None:
    (found,) = named(text, "Odette Vanrie").attributions
    assert [span.of(text) for span in found.source] == [source]
    assert found.confidence < 0.7


@pytest.mark.parametrize(
    "text",
    [
        f"Odette Vanrie sat by Ruth Nalwembe in the bus.\n\n{LONE}",
        f"The crew is fond of Odette Vanrie.\n\n{LONE}",
        f"The ship is old.\n\nThe quay is older.\n\nSo is the sea.\n\n{LONE}",
        "Odette Vanrie left.\n\nShe will retire.\n\n“She counts the lifeboats, you know.”",
    ],
)
def test_nobody_known_speaks_where_it_is_not_plain(text: str) -> None:
    people = [name for name in ("Odette Vanrie", "Ruth Nalwembe") if name in text]
    assert [who for who, _ in said(named(text, *people))] == [""]


def test_sources_lie_in_the_text() -> None:
    text = f"Odette Vanrie is already looking for another ship.\n\n{LONE}"
    (found,) = named(text, "Odette Vanrie").attributions
    assert found.source == (Span(0, len("Odette Vanrie")),)


def test_a_name_in_apposition_acts() -> None:
    text = (
        "A member of the old Bread and Dignity party, Odette Vanrie, held up a loaf. "
        "“I can close my hand around it.”"
    )
    assert said(named(text, "Odette Vanrie"))[0][0] == "Odette Vanrie"


def test_what_nobody_keeps_claims_no_paragraph() -> None:
    text = f"Odette Vanrie keeps the list. Was it long?\n\n{LONE}"
    weak = replace(tagged(text, LONE.strip("“”"), "it", "Was"), confidence=0.1)
    made = document(text, weak, names=[(Span(0, len("Odette Vanrie")), "PERSON")])
    continue_attributions(made)
    assert "Odette Vanrie" in [who for who, _ in said(made)]


@pytest.mark.parametrize(
    "opening",
    [
        "Works minister Odette Vanrie",
        "His old rival, Odette Vanrie,",
        "Opposition MP Odette Vanrie",
    ],
)
def test_an_office_in_lower_case_before_a_name_acts_as_the_person(opening: str) -> None:
    text = f"The quay was wet. {opening} was more careful. {LONE}"
    (found,) = named(text, "Odette Vanrie").attributions
    assert [span.of(text) for span in found.source] == ["Odette Vanrie"]


def test_a_family_name_known_from_above_acts() -> None:
    text = f"Odette Vanrie keeps the list. It was long. Vanrie shrugs. {LONE}"
    assert said(named(text, "Odette Vanrie")) == [("Vanrie", LONE.strip("“”"))]
