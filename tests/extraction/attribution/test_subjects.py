from __future__ import annotations

import pytest

from extraction.annotations import Span
from extraction.attribution.subjects import antecedent, subject, with_given_name
from extraction.document import Name
from extraction.text.quotation_marks import find_quoted_spans
from extraction.text.sentences import Sentences


def span(text: str, part: str) -> Span:
    start = text.rindex(part)
    return Span(start, start + len(part))


def names(text: str, *people: str) -> list[Name]:
    return sorted((span(text, person), "PERSON") for person in people)


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("It rained. Ana Brel left. He stayed.", "Brel", "Ana Brel left. "),
        ("Mr. Brel left the U.S. Senate. He stayed.", "left", "Mr. Brel left the U.S. Senate. "),
        ("“It rained. We left,” she said. He stayed.", "said", "“It rained. We left,” she said. "),
        ("“It rained.” He stayed.", "stayed", "He stayed."),
        ("It rained\nHe stayed", "stayed", "He stayed"),
    ],
)
def test_sentences(text: str, part: str, expected: str) -> None:
    assert Sentences(text, find_quoted_spans(text)).at(span(text, part).start).of(text) == expected


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Ana Brel opened the dam, saying “it will stand”.", "saying", "Ana Brel"),
        ("In Santiago, Ana Brel opened the dam, saying “it will stand”.", "saying", "Ana Brel"),
        ("The minister opened the dam and said: “It will stand.”", "said", "The minister"),
        ("It was, as Ana Brel once described it, “a gift”.", "described", "Ana Brel"),
        ("The report went on. It continued: “It will stand.”", "continued", "It"),
        ("After saying it was “a gift”, she left.", "saying", "she"),
        ("But he opened the dam, adding: “It will stand.”", "adding", "he"),
        (
            "Ana Brel left, but when asked if she feared the bull replied: “No.”",
            "replied",
            "Ana Brel",
        ),
        ("Ana Brel, pressed by a guest on the dam again answered: “No.”", "answered", "Ana Brel"),
        ("Ana Brel asked whether the mayor said “no”.", "said", "the mayor"),
        ("opened, saying “it will stand”", "saying", None),
        ("", "", None),
    ],
)
def test_the_subject_of_a_cue(text: str, cue: str, expected: str | None) -> None:
    quoted_spans = find_quoted_spans(text)
    at = span(text, cue)
    sentence = Sentences(text, quoted_spans).at(at.start)
    quoted = [s.span for s in quoted_spans]
    people = names(text, "Ana Brel") if "Ana Brel" in text else []
    found = subject(text, at, sentence, quoted, people)
    assert (found.of(text) if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("remarks from Chile’s President Ana Brel, who said", "Chile’s President Ana Brel"),
        ("remarks from Ana Brel, the minister for water, who said", "Ana Brel"),
        ("it came from the minister who said", "the minister"),
        ("remarks from Sen. Ana Brel of Osk, who said", "Sen. Ana Brel"),
        ("remarks from Governor Ana Brel of New Marn, who said", "Governor Ana Brel"),
        ("Ana Brel from Osk, who said", "Ana Brel"),
        ("Ana Brel in the Marn, who said", "Ana Brel"),
        ("Ana Brel of Osk who said", "Ana Brel"),
        ("Ana Brel met the mayor of Osk, who said", "the mayor of Osk"),
        ("Ana Brel met farmers who said", "farmers"),
        ("who said", None),
        ("It was said by the Dutch envoy in Osk, who left.", "the Dutch envoy in Osk"),
        ("The owner of a bar in Osk, who left.", "The owner of a bar in Osk"),
        ("She told officials of the Osk, who left.", "officials of the Osk"),
        ("It was won by Osk, who left.", "Osk"),
        ("Ana Brel met a man in Osk, who left.", "a man in Osk"),
    ],
)
def test_the_antecedent_of_a_relative(text: str, expected: str | None) -> None:
    sentence = Span(0, len(text))
    people = names(text, "Ana Brel") if "Ana Brel" in text else []
    places = [place for place in ("New Marn", "Osk", "Marn") if place in text][:1]
    found_names = [*people, *((span(text, place), "GPE") for place in places)]
    found = antecedent(text, span(text, "who"), sentence, found_names)
    assert (found.of(text) if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("said Maria Brel", "Maria Brel"), ("In Oslo Brel", "Brel"), ("maria Brel", "Brel")],
)
def test_a_family_name_takes_the_given_name_before_it(text: str, expected: str) -> None:
    assert with_given_name(text, span(text, "Brel")).of(text) == expected
