"""Whom a pronoun or a description cannot be, and who speaks of the names in a source."""

from __future__ import annotations

import pytest

from extraction.annotations import EntityType, Span, SpeakerType
from extraction.coreference.names.chains import join_mentions
from extraction.coreference.names.mentions import find_mentions
from extraction.coreference.sources.resolve import resolve_sources
from extraction.coreference.speaking import beside, is_nameless
from extraction.document import Mention
from extraction.pipeline import load
from tests.support.documents import document, part, tagged


def name_of(text: str, words: str) -> str | None:
    found = [
        q for q in load().extract(text).quotations if any(words in s.of(text) for s in q.content)
    ]
    assert len(found) == 1
    return found[0].name


def resolved(text: str, source: str, *names: str) -> tuple[SpeakerType | None, str | None]:
    """What a source is resolved to, in a text where these people were found."""
    tags = [(span, "PERSON") for name in names for span in part(text, name)]
    made = document(text, tagged(text, "The dam holds", source, ""), names=tags)
    for stage in (find_mentions, join_mentions, resolve_sources):
        stage(made)
    found = made.source_of(made.attributions[0])
    return found.type, found.name


def test_the_end_of_a_pair_is_not_one_person() -> None:
    text = "Where Ana Brel and Luc Ek appeared, Orb said, “The dam holds.”"
    assert resolved(text, "and Luc Ek", "Ana Brel", "Luc Ek") == (SpeakerType.GROUP, None)
    assert resolved(text, "Luc Ek", "Ana Brel", "Luc Ek") == (SpeakerType.PERSON, "Luc Ek")


@pytest.mark.model
def test_a_name_in_a_description_is_not_the_person_described() -> None:
    text = (
        "The spot stars an Abraham Orbeck impersonator. Mr. Abraham Orbeck, an actor, ran the town."
        " “It will be high,” the Orbeck actor said."
    )
    assert name_of(text, "t will be high") is None


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name"),
    [
        (  # whom a pronoun speaks to is another
            "Donald Achter sat down with Sam Hanniger on Monday. Hanniger asked how high the dam "
            "would be. “It will be high,” he told Hanniger.", "Donald Achter",
        ),
        (  # also behind a title, a doer of the sentence before
            "Donald Achter met Luc Orbeck on Monday. Orbeck had waited for hours. “It will be "
            "high,” he told Dr. Orbeck.", "Donald Achter",
        ),
        (  # who goes on is nobody whom the clause names
            "Sam Hanniger asked Achter how high the dam would be.\n\n“It will be high,” he told "
            "Hanniger, to cheers from the hall.", "Achter",
        ),
        (  # a name within a source is not who spoke before
            "Bernard Salter is running. Salter won in May, and Salter won again.\n\nChris Coveney, "
            "state director for Salter, said the campaign has just opened its office and has more "
            "volunteers since Salter won.\n\n“It will be high,” he said.", "Chris Coveney",
        ),
        (  # who came in without a name goes on
            "Paul Achter won again. A party official said he had doubts about Achter. He had asked "
            "not to be named, he said. “It will be high,” he said.", None,
        ),
        (
            "Paul Achter won again. Achter thanked his voters. An aide to the governor said he had "
            "doubts. “It will be high,” he said.", None,
        ),
        (  # unless another is the subject since, or was asked
            "A sailor said he had seen the ship. Ruben Achter, who runs the port, disagreed. He "
            "said there was no ship. “It will be high,” he said.", "Ruben Achter",
        ),
        (
            "Ruben Achter runs the port. A sailor asked Achter about the ship. He said he knew "
            "nothing. “It will be high,” he said.", "Ruben Achter",
        ),
        (  # nor is a description whom its clause names
            "Donald Achter met the tycoon Sam Hanniger on Monday. “It will be high,” the tycoon "
            "told the Osk Ledger when asked about Donald Achter.", "Sam Hanniger",
        ),
        (
            "It was Sam Achter who drew the crowds, and not the other front-runner, Ruth Linder. "
            "The front-runner said front-runner Linder “thinks it will be high”.", "Sam Achter",
        ),
        (  # who asks does not reply
            "Sam Hanniger opened the dam. Last month the Ledger’s Donald Achter asked Hanniger "
            "whether it would last.\n\n“It will be high,” he said.", "Sam Hanniger",
        ),
        (
            "Sam Hanniger opened the dam. Hanniger did not smile when Donald Achter asked how it "
            "had gone.\n\n“It will be high,” he said.", "Sam Hanniger",
        ),
        (
            "Sam Hanniger opened the dam on Monday. Donald Achter later pressed Hanniger on the "
            "costs. “It will be high,” he said.", "Sam Hanniger",
        ),
        (  # unless he asks himself in the same paragraph
            "Sam Hanniger slept. Donald Achter asked why the dam was late. “It will be high,” he "
            "told the minister.", "Donald Achter",
        ),
        (  # a deputy has not the office, and the office of a firm only who is said to have it
            "President Ben Orambe opened the factory of Rideco on Monday. Orambe praised the "
            "workers. The firm’s vice president said, “It will be high.”", None,
        ),
        (
            "President Ben Orambe named Ruth Linder to lead the agency. Orambe adviser David "
            "Ploughman took a job at Rideco a few months before its vice president boasted about "
            "“a roof that will be high” for all.", None,
        ),
        (
            "President Ben Orambe met Vice President Ruth Linder. Orambe praised the workers. The "
            "vice president said, “It will be high.”", "Ruth Linder",
        ),
    ],
)  # fmt: skip
def test_whom_the_grammar_leaves(text: str, name: str | None) -> None:
    assert name_of(text, "t will be high") == name


def mention(text: str, span: Span) -> Mention:
    words = tuple(span.of(text).split())
    return Mention(span, EntityType.PERSON, words, None, text.startswith("’s", span.end))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Ana Brel, an aide to Luc Ek", ["Luc Ek"]),
        ("Luc Ek’s aide, Ana Brel", ["Luc Ek"]),
        ("Luc Ek adviser Ana Brel", ["Luc Ek"]),
        ("Ana Brel, whose brother Luc Ek left", ["Luc Ek"]),
        ("former Luc Ek speechwriter Ana Brel", ["Luc Ek"]),
        ("Luc Ek impersonator Ana Brel", ["Luc Ek"]),
        ("longtime Luc Ek fund raiser Ana Brel", ["Luc Ek"]),
        ("the Luc Ek super fan Ana Brel", ["Luc Ek"]),
        ("Luc Ek ghostwriter Ana Brel", ["Luc Ek"]),
        ("Ana Brel and Luc Ek", []),
        ("Ana Brel, the writer, and Luc Ek", []),
        ("a spokesman for Ana Brel’s son", []),
    ],
)
def test_names_in_a_source_that_only_describe(source: str, expected: list[str]) -> None:
    text = f"“No,” said {source}."
    named = [name for name in ("Ana Brel", "Luc Ek") if name in text]
    spans = sorted(span for name in named for span in part(text, name))
    starts = set(beside(text, part(text, source), [mention(text, span) for span in spans]))
    assert [span.of(text) for span in spans if span.start in starts] == expected


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("One delegate", True),
        ("a party official", True),
        ("One", True),
        ("another", False),
        ("A report", False),
        ("an agency", False),
        ("The delegate", False),
        ("onerous work", False),
    ],
)
def test_one_person_without_a_name(front: str, expected: bool) -> None:
    assert is_nameless(front) is expected
