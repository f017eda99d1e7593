"""Whom descriptions mean: by trade, by age, or as the one person spoken of just before."""

from __future__ import annotations

from typing import Any

import pytest

from extraction.annotations import EntityType, Span, SpeakerType
from extraction.coreference.descriptions.deeds import deeds_of
from extraction.coreference.descriptions.stated import spoken_of, trades
from extraction.coreference.narration.events import Event, Figure, Kind, Mind, Narration
from extraction.coreference.nouns import last_word
from extraction.coreference.ranking.features import Anaphor
from extraction.document import Chain, Mention, Title
from extraction.pipeline import load
from tests.support.documents import document

TWO_TRADES = (
    "Ruth Nalwembe, a bus driver, waited at the depot. Beside her Odette Vanrie, an electrician, "
    "drank tea.\n\n"
)


@pytest.mark.parametrize(
    ("phrase", "word"),
    [
        ("the fish seller with nine sacks", "seller"),
        ("the 61-year-old cellist, who", "cellist"),
        ("“the farmer”", "farmer"),
        ("the", "the"),
        ("", ""),
    ],
)
def test_the_noun_of_a_description(phrase: str, word: str) -> None:
    assert last_word(phrase) == word


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Ruth Nalwembe, a bus driver from Mbale, sat.", "Ruth Nalwembe", "driver"),
        ("Odette Vanrie, 44, an electrician, sat.", "Odette Vanrie", "electrician"),
        ("Here blogger Odette Vanrie sat.", "Odette Vanrie", "blogger"),
        ("Odette Vanrie is the cook of the ferry.", "Odette Vanrie", "cook"),
    ],
)
def test_what_the_article_calls_a_person(text: str, name: str, expected: str) -> None:
    start = text.index(name)
    mention = Mention(
        Span(start, start + len(name)), EntityType.PERSON, tuple(name.split()), None, False
    )
    assert expected in trades(text, Chain(mention.words, [mention]))


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (TWO_TRADES + "“The depot has no roof any more,” the driver said.", "roof",
         "Ruth Nalwembe"),
        (TWO_TRADES + "“The depot has no roof any more,” the electrician said.", "roof",
         "Odette Vanrie"),
        (  # nobody is called so
            TWO_TRADES + "“The depot has no roof any more,” the butcher said.", "roof", None,
        ),
        (  # new of the one spoken of
            "Odette Vanrie was sweeping the hall when the rain came in.\n\n"
            "“It has no roof any more,” the 52-year-old said.", "roof", "Odette Vanrie",
        ),
        (  # by where they are from
            "Odette Vanrie was sweeping the hall when the rain came in.\n\n"
            "“It has no roof any more,” the Belgian said.", "roof", "Odette Vanrie",
        ),
        (
            "Odette Vanrie was sweeping the hall when the rain came in.\n\n"
            "“It has no roof any more,” the New Zealander said.", "roof", "Odette Vanrie",
        ),
        (  # no paper whose name begins so
            "Odette Vanrie was sweeping the hall when the rain came in.\n\n"
            "“It has no roof any more,” the New Zealand Herald said.", "roof",
            "New Zealand Herald",
        ),
        (  # another age
            "Odette Vanrie, 31, was sweeping the hall when the rain came in.\n\n"
            "“It has no roof any more,” the 52-year-old said.", "roof", None,
        ),
        (
            "Odette Vanrie warned on Monday that the hall would fall.\n\n"
            "Speaking in the council, the Labour councillor said: “It has no roof any more.”",
            "roof", "Odette Vanrie",
        ),
        (  # by what each of them does
            "Odette Vanrie has baked on the quay since 2003. Ruth Nalwembe was waiting outside.\n\n"
            "“It has no roof any more,” the baker said.", "roof", "Odette Vanrie",
        ),
        (  # an office nobody else has
            "Odette Vanrie, whose embassy in Lima paid for the hall, flew in on Friday.\n\n"
            "“It has no roof any more,” said the ambassador.", "roof", "Odette Vanrie",
        ),
        (  # an attorney of the state accuses
            "Crown attorney Odette Vanrie rose. Ruth Nalwembe, a nurse, did not look at her.\n\n"
            "“It has no roof any more,” the prosecutor said.", "roof", "Odette Vanrie",
        ),
        (  # of two by age
            "Odette Vanrie, 61, and Ruth Nalwembe, 34, swept the hall.\n\n"
            "“It has no roof any more,” the older woman said.", "roof", "Odette Vanrie",
        ),
        (
            "Odette Vanrie, 61, and Ruth Nalwembe, 34, swept the hall.\n\n"
            "“It has no roof any more,” the younger sister said.", "roof", "Ruth Nalwembe",
        ),
        (
            "Odette Vanrie and Ruth Nalwembe, 34, swept the hall.\n\n"
            "“It has no roof any more,” the older woman said.", "roof", None,
        ),
        (  # an office in short
            "Odette Vanrie, chief financial officer, read the letter. Ruth Nalwembe listened.\n\n"
            "“It has no roof any more,” said the CFO.", "roof", "Odette Vanrie",
        ),
        (  # a reply
            "Ruth Nalwembe asked about the hall.\n\nOdette Vanrie looked up.\n\n"
            "“It has no roof any more,” was Vanrie’s reply.", "roof", "Odette Vanrie",
        ),
        (
            "Sen. Odette “Dot” Vanrie, who chairs the panel, came late. Ruth Nalwembe did not.\n\n"
            "“It has no roof any more,” the senator said.", "roof", "Odette “Dot” Vanrie",
        ),
    ],
)  # fmt: skip
def test_whom_a_description_means(text: str, words: str, name: str | None) -> None:
    found = [
        q for q in load().extract(text).quotations if any(words in s.of(text) for s in q.content)
    ]
    assert [q.name for q in found] == [name]


def spoken(words: str, gender: str | None, *figures: Figure, office: str = "") -> int | None:
    """The place of the figure that the words mean, each of a person with a full name."""
    made = document(f"{words} said so.")
    mind = Mind(Narration(made))
    mind.sentence = mind.opened = 1
    mind.paragraph = 1
    chains = [Chain(("Ana", f"Brel{n}")) for n in range(len(figures))]
    for chain in chains:
        chain.titles = [(Span(0, 0), Title(office, office, office))] if office else []
    mind.figures = dict(zip(chains, figures, strict=True))
    kind = Kind.PRONOUN if gender else Kind.DESCRIPTION
    event = Event(Span(0, len(words)), kind, gender=gender)
    anaphor = Anaphor(event, mind, {}, gender, None, frozenset(), None)
    found = spoken_of(anaphor, mind, chains)
    return chains.index(found) if found else None


SUBJECT: dict[str, Any] = {"sentence": 0, "paragraph": 0, "subject": True}


@pytest.mark.parametrize(
    ("words", "gender", "figures", "expected"),
    [
        ("He", "m", [Figure(order=1, **SUBJECT)], 0),
        # “Ek said that Brel would keep his rule.  He …”
        ("He", "m", [Figure(order=1, **SUBJECT), Figure(0, 0, 0, 2, by_pronoun=True)], None),
        # “Ek defended Brel.  He …”
        ("He", "m", [Figure(order=1, **SUBJECT), Figure(0, 0, 0, 2)], 0),
        ("He", "m", [Figure(order=1, **SUBJECT), Figure(order=2, **SUBJECT)], None),
        ("The 44-year-old", None, [Figure(order=1, **SUBJECT)], 0),
        ("The prime minister", None, [Figure(order=1, **SUBJECT)], None),
        ("His neighbour", None, [Figure(order=1, **SUBJECT)], None),
    ],
)
def test_the_one_person_spoken_of(
    words: str, gender: str | None, figures: list[Figure], expected: int | None
) -> None:
    assert spoken(words, gender, *figures) == expected


@pytest.mark.parametrize(
    ("words", "gender", "office", "expected"),
    [
        ("he", "m", "judge", 0),
        ("She", "f", "minister", 0),
        ("he", "m", "driver", 0),
        ("she", "f", "", 0),
        ("the driver", None, "", 0),
        ("the driver", None, "judge", None),  # whose trade is another
    ],
)
def test_a_pronoun_means_one_whose_trade_is_known_too(
    words: str, gender: str | None, office: str, expected: int | None
) -> None:
    assert spoken(words, gender, Figure(order=1, **SUBJECT), office=office) == expected


@pytest.mark.parametrize(
    ("noun", "words", "others"),
    [
        ("trader", "trades traded trading", "tradition"),
        ("planter", "plants planting plantations", "planet"),
        ("historian", "history histories", "historic"),
        ("teacher", "teaches taught", "team"),
        ("runner", "runs running ran", "rung"),
        ("widow", "", "wide"),
    ],
)
def test_what_a_doer_does(noun: str, words: str, others: str) -> None:
    deeds = deeds_of(noun)
    assert deeds >= set(words.split())
    assert deeds.isdisjoint(others.split())


@pytest.mark.model
@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("the source", SpeakerType.UNNAMED),
        ("this insider", SpeakerType.UNNAMED),
        ("the person", SpeakerType.UNNAMED),
        ("the committee chairmen", SpeakerType.GROUP),
        ("the two", SpeakerType.GROUP),
    ],
)
def test_who_has_no_name_is_nobody_named(source: str, kind: SpeakerType) -> None:
    text = (
        "Ruth Nalwembe wrote to the ministry on Monday. “It is a good day,” she said.\n\n"
        f"“We will wait for the bank before anything is signed,” {source} said."
    )
    she, other = load().extract(text).quotations
    assert she.name == "Ruth Nalwembe"
    assert (other.name, other.speaker_type) == (None, kind)
