"""Who is meant, on texts whose names are given by hand: no model is loaded."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.annotations import EntityType, Span, SpeakerType
from extraction.coreference.chains import join_people
from extraction.coreference.mentions import find_mentions
from extraction.coreference.pronouns import Salience
from extraction.coreference.sources import Sources, capitalised_sources
from extraction.document import ResolvedSource

NAMES = re.compile(r"\{(\w+):([^}]*)\}")
LABELS = {"P": "PERSON", "O": "ORG", "G": "GPE", "N": "NORP"}


def parse(marked: str) -> tuple[str, list[tuple[Span, str]], list[Span]]:
    """`{P:Ana Brel}` is a name as a recogniser tags it, `<she>` a source, both without marks."""
    text, spans, sources = "", [], []
    opened = None
    for part in re.split(r"(\{\w:[^}]*\}|<|>)", marked):
        if name := NAMES.fullmatch(part):
            spans.append((Span(len(text), len(text) + len(name[2])), LABELS[name[1]]))
            text += name[2]
        elif part == "<":
            opened = len(text)
        elif part == ">":
            assert opened is not None
            sources.append(Span(opened, len(text)))
        else:
            text += part
    return text, spans, sources


def who(marked: str, author: str = "") -> list[ResolvedSource]:
    text, spans, sources = parse(marked)
    spans += [(s, "PERSON") for s in capitalised_sources(text, sources, spans)]
    mentions = find_mentions(text, spans)
    chains = join_people(text, mentions)
    quoted = [Span(*m.span()) for m in re.finditer(r"“[^”]*”", text)]
    resolver = Sources(text, mentions, chains, Salience(text, chains, quoted, sources), author)
    return [resolver.who(source) for source in sources]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # a full name and its parts
        ("<{P:Ana Brel}> spoke. “No,” said <{P:Brel}>.", ["Ana Brel", "Ana Brel"]),
        ("“No,” said <{P:Brel}>. Later <{P:Ana Brel}> left.", ["Ana Brel", "Ana Brel"]),
        ("<{P:Quan Meilin}> spoke. “No,” <{P:Quan}> said.", ["Quan Meilin", "Quan Meilin"]),
        ("<{P:Joost de Wit}> spoke. “No,” <{P:De Wit}> said.", ["Joost de Wit", "Joost de Wit"]),
        ("<{P:Ana Brel}> spoke. “No,” said <{O:Brel}>.", ["Ana Brel", "Ana Brel"]),
        ("<{P:Ana Brel}> spoke. “No,” said <BREL>.", ["Ana Brel", "Ana Brel"]),
        ("<{P:Ana Valderrama}> spoke. “No,” <Valderama> said.", ["Ana Valderrama"] * 2),
        ("<Sen. {P:Ana Brel}> spoke. “No,” said <Sen. {P:Brel}>.", ["Ana Brel", "Ana Brel"]),
        ("<Robert C. “Bobby” {P:Marsh}> spoke. “No,” <{P:Marsh}> said.",
         ["Robert C. “Bobby” Marsh"] * 2),
        # two people with one family name
        ("{P:Paul Brel} met <{P:Ana Brel}>. “No,” said <Mr. {P:Brel}>.", ["Ana Brel", "Paul Brel"]),
        ("<{P:Ana Vasseur}-Roy> spoke. “No,” <she> said.", ["Ana Vasseur-Roy"] * 2),
        # pronouns
        ("<{P:Maria Brel}> met {P:Sergei Moss}. “No,” <she> said. “Yes,” <he> said.",
         ["Maria Brel", "Maria Brel", "Sergei Moss"]),
        ("<{P:Maria Brel}> spoke. “No.”\n\n{P:Sergei Moss} left.\n\n“Yes,” <she> said.",
         ["Maria Brel", "Maria Brel"]),
        ("“It rains,” <{P:Sergei Moss}> said of {P:Viktor Adeyo}. <He> added: “It pours.”",
         ["Sergei Moss", "Sergei Moss"]),
        ("“No,” <she> said.", [None]),
        # descriptions
        ("<Sen. {P:Ana Brel}> came. “No,” said <the senator>.", ["Ana Brel", "Ana Brel"]),
        ("<{P:Ana Brel}, the governor of Upper Marn>, came. “No,” said <the governor>.",
         ["Ana Brel", "Ana Brel"]),
        ("<The company’s chief executive, {P:Ana Brel},> said", ["Ana Brel"]),
        # not the name in it
        ("<a spokesman for {P:Ana Brel}> said", [None]),
        ("<{P:Brel}’s campaign> said", ["Brel’s campaign"]),
        ("<officials in {G:Accra}> said", [None]),
        ("<{P:Ana Brel} and {P:Paul Moss}> said", [None]),
        ("<{G:Accra} and {G:Lima}> said", [None]),
        # relative pronouns
        ("remarks from President {P:Sergei Moss}, <who> said, “Maybe.”", ["Sergei Moss"]),
        # organizations
        ("<The {O:Marn River Commission}> met. <The commission> said no.",
         ["Marn River Commission"] * 2),
        ("<{G:Canberra}> warned that", ["Canberra"]),
    ],
)  # fmt: skip
def test_who(marked: str, expected: list[str | None]) -> None:
    assert [found.name for found in who(marked)] == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<{P:Ana Brel}> said", SpeakerType.PERSON),
        ("<officials> said", SpeakerType.GROUP),
        ("<Both leaders> said", SpeakerType.GROUP),
        ("<{N:Republicans}> said", SpeakerType.GROUP),
        ("<a senior official> said", SpeakerType.UNNAMED),
        ("<the {O:World Bank}> said", SpeakerType.ORGANIZATION),
        ("<the ministry> said", SpeakerType.ORGANIZATION),
        ("<the report> said", None),
    ],
)
def test_type(marked: str, expected: SpeakerType | None) -> None:
    assert who(marked)[0].type is expected


def test_the_columnist_is_the_author() -> None:
    assert [w.name for w in who("“No,” <I> said.", author="Ana Brel")] == ["Ana Brel"]
    note = "“No,” <I> said.\n\n{P:Ana Brel} is a writer in Bern."
    assert [w.name for w in who(note)] == ["Ana Brel"]
    assert [w.name for w in who("“No,” <I> said.")] == [None]


def test_a_reason_a_reporter_understands() -> None:
    found = who("“It rains,” said <{P:Maria Brel}>. “It pours,” <she> added.")
    assert found[1].reason == "“she” → Maria Brel: speaker of the quote before"


def test_a_title_makes_a_person_of_a_capitalised_word() -> None:
    text = "Mr. Zorbin spoke."
    (mention,) = find_mentions(text, [])
    assert (mention.type, mention.span.of(text), mention.gender) == (
        EntityType.PERSON, "Zorbin", "m",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("President Ana Brel’s", (0, 20), ["Ana Brel"]),
        ("Ana Brel\nBERN", (0, 13), ["Ana Brel", "BERN"]),
        ("Ana Brel Foundation", (0, 19), []),
        ("Tuesday", (0, 7), []),
    ],
)
def test_what_is_left_of_a_span_tagged_as_a_person(
    text: str, span: tuple[int, int], expected: list[str]
) -> None:
    assert [m.name for m in find_mentions(text, [(Span(*span), "PERSON")])] == expected


@given(
    st.text(alphabet="Ana Brel.,’“” \n{}Mr", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=6),
)
def test_any_text_and_any_tags(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span(min(p), max(p)) for p in pairs if max(p) <= len(text) and min(p) < max(p)]
    mentions = find_mentions(text, [(span, "PERSON") for span in spans])
    for mention, following in pairwise(mentions):
        assert mention.span.end <= following.span.start
    chains = join_people(text, mentions)
    resolver = Sources(text, mentions, chains, Salience(text, chains, [], spans))
    for span in spans:
        resolver.who(span)
