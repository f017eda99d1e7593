"""Whom a description means beside people of another trade, and beside two of one trade."""

from __future__ import annotations

import pytest

from extraction.annotations import EntityType, Span
from extraction.coreference.descriptions.stated import fields_of, has_namesake, of_other_trade
from extraction.coreference.narration.events import Event, Figure, Kind, Mind, Narration
from extraction.coreference.ranking import ranker
from extraction.coreference.ranking.features import Anaphor
from extraction.document import Chain, Mention, Title
from extraction.learned import NOTHING
from extraction.lexicon.trades import COMPATIBLE, CRAFTS
from extraction.pipeline import load
from tests.support.documents import document


@pytest.mark.parametrize(
    ("called", "phrase", "expected"),
    [
        ("a bus driver", "the butcher", True),
        ("a bus driver", "the driver", False),
        ("a bus driver", "the official", False),
        ("a bus driver", "the 52-year-old", False),
        ("a bus driver", "the Norwegian", False),
        ("a bus driver", "the former teacher", False),
        ("a surgeon", "the doctor", False),
        ("a surgeon", "the nurse", True),
        ("a marine biologist", "the scientist", False),
        ("a judge", "the lawyer", True),
        ("a senator", "the politician", False),
        ("a senator", "the businessman", False),
        ("the mayor", "the architect", True),
        ("a friend of the family", "the architect", False),
        ("a baker and a cook", "the cook", False),
    ],
)
def test_a_description_of_another_trade(called: str, phrase: str, expected: bool) -> None:
    text = f"Ruth Nalwembe, {called}, waited."
    chain = Chain(("Ruth", "Nalwembe"), [_mention("Ruth Nalwembe")])
    assert of_other_trade(text, chain, phrase) is expected


def test_a_doctor_of_anything_may_have_a_trade() -> None:
    text = "Dr Ruth Nalwembe waited."
    chain = Chain(("Ruth", "Nalwembe"), [_mention("Ruth Nalwembe", 3)])
    chain.titles = [(Span(0, 2), Title("Dr", "Dr", "dr"))]
    assert not of_other_trade(text, chain, "the banker")


def _mention(name: str, start: int = 0) -> Mention:
    span = Span(start, start + len(name))
    return Mention(span, EntityType.PERSON, tuple(name.split()), None, False)


def test_a_craft_that_fits_others_is_compatible_with_them_alone() -> None:
    assert fields_of("visitor") == frozenset()
    assert not fields_of("butcher") & fields_of("baker")
    assert fields_of("fisherman") & fields_of("skipper")
    assert all(fields_of(noun) for noun in CRAFTS.union(*COMPATIBLE))


@pytest.mark.parametrize(
    ("words", "paragraph", "last", "expected"),
    [
        ("the driver", 0, None, True),
        ("the driver", 1, None, False),  # spoken of later
        ("the driver", 0, 0, False),  # spoke last
        ("her driver", 0, None, False),
        ("the cook", 0, None, False),
    ],
)
def test_one_of_two_drivers(words: str, paragraph: int, last: int | None, expected: bool) -> None:
    text = f"{words} said so. Ana Brel, a driver, and Ida Falk, a driver, came."
    mind = Mind(Narration(document(text)))
    names = ("Ana Brel", "Ida Falk")
    chains = [Chain(tuple(name.split()), [_mention(name, text.index(name))]) for name in names]
    mind.figures = {chains[0]: Figure(paragraph=0), chains[1]: Figure(paragraph=paragraph)}
    mind.speakers = [] if last is None else [chains[last]]
    event = Event(Span(0, len(words)), Kind.DESCRIPTION)
    anaphor = Anaphor(event, mind, {}, None, "driver", frozenset(), None)
    assert has_namesake(anaphor, chains, 0) is expected
    assert not has_namesake(anaphor, chains, 2), "nobody is chosen"


def test_descriptions_have_weights_of_their_own() -> None:
    assert ranker.of(NOTHING, described=True) is ranker.load(ranker.DESCRIPTIONS)
    assert ranker.of(NOTHING, described=False) is ranker.load(ranker.WEIGHTS)
    assert ranker.load(ranker.DESCRIPTIONS) is not ranker.load(ranker.WEIGHTS)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (  # hypernym
            "Transport Minister Orla Feeney visited the bridge on Tuesday with the "
            "engineer Paulo Reis.\n\n"
            "“It will reopen before the winter,” the official said.",
            "winter", "Orla Feeney",
        ),
        (  # hypernym
            "Ines Calado, a marine biologist at the institute, has counted the seals "
            "since 1998. The boat belongs to Rui Falk, a fisherman.\n\n"
            "“There are fewer of them every spring,” said the scientist.",
            "spring", "Ines Calado",
        ),
        (  # age
            "Jonas Ekdal, 29, won the race in the rain. Second was Pieter Vroom, 35.\n\n"
            "“I could not feel my hands,” the 29-year-old said.",
            "hands", "Jonas Ekdal",
        ),
        (  # native
            "Mira Solberg finished the tour with a concert in Leeds.\n\n"
            "“We were tired, but nobody wanted to leave,” the Norwegian said.",
            "tired", "Mira Solberg",
        ),
        (  # contradiction
            "Ruth Abara, a teacher, found the letters. Her brother Chidi Abara, a "
            "plumber, read them aloud.\n\n"
            "“They were never posted,” the butcher said.",
            "posted", None,
        ),
        (  # contradiction
            "Ilse Brandt, a surgeon, and Kofi Mensah, an ambulance driver, reached the "
            "crash first.\n\n"
            "“The door would not open,” the pilot said.",
            "door", None,
        ),
        (  # contradiction
            "Dina Haddad, the mayor, cut the ribbon. Her deputy, Sami Khoury, held the "
            "scissors.\n\n"
            "“It took us eleven years,” the architect said.",
            "eleven", None,
        ),
        (  # two of one trade
            "Lena Pohl, a bus driver, and Marek Zima, a bus driver from the same depot, "
            "were called as witnesses.\n\n"
            "“The brakes had failed before,” the driver said.",
            "brakes", None,
        ),
        (  # two of one trade
            "Carla Nunes, a lawyer for the tenants, spoke first. Otto Lind, a lawyer for "
            "the landlord, left early.\n\n"
            "“We will be back in court,” the lawyer said.",
            "court", None,
        ),
        (  # plural
            "Hanne Moe, a driver, struck at dawn with forty others.\n\n"
            "“Nobody asked us about the new shifts,” the drivers said.",
            "shifts", None,
        ),
        (  # a driver
            "Hanne Moe, a tram driver, waited at the gate for the inspectors.\n\n"
            "“They never come on time,” a driver said.",
            "on time", None,
        ),
        (  # former
            "President Lars Holm met his predecessor, the former president Eva Dahl, at "
            "the airport.\n\n"
            "“I wish him luck with the budget,” the former president said.",
            "luck", "Eva Dahl",
        ),
        (  # former
            "Governor Alba Reyes signed the order at noon.\n\n"
            "“It is a mistake that we will pay for,” the former governor said.",
            "mistake", None,
        ),
        (  # someone
            "Nadia Pirzada, who has grown apples near the river for thirty years, walked "
            "between the trees.\n\n"
            "“The frost took every flower,” the grower said.",
            "frost", "Nadia Pirzada",
        ),
        (  # someone
            "Ada Nwosu, a carpenter, built the stage in a week. The money came from Leo "
            "Barth, a dentist.\n\n"
            "“I never saw a drawing of it,” the carpenter said.",
            "drawing", "Ada Nwosu",
        ),
        (  # someone
            "Yusuf Adan, an imam in the old town, and Greta Holst, a pastor, prayed "
            "together on Friday.\n\n"
            "“People were afraid to come,” the pastor said.",
            "afraid", "Greta Holst",
        ),
        (  # hypernym
            "Dr. Paula Vink, a cardiologist, looked after the boy for two years.\n\n"
            "“He asked me every day when he could go home,” the doctor said.",
            "every day", "Paula Vink",
        ),
        (  # hypernym
            "Teresa Coll, a sprinter, trains alone. Her flatmate Ivo Brand, a waiter, "
            "times her laps.\n\n"
            "“I count the steps, not the seconds,” the athlete said.",
            "steps", "Teresa Coll",
        ),
        (  # age
            "Abel Tesfay, 61, has kept bees since he was a boy. His son Daniel, 30, sells "
            "the honey.\n\n"
            "“You have to listen to them,” the 61-year-old said.",
            "listen", "Abel Tesfay",
        ),
        (  # contradiction
            "Judge Ellen Strand read the verdict for two hours while Viktor Ross, a "
            "broker, looked at the floor.\n\n"
            "“My client will appeal,” the lawyer said.",
            "appeal", None,
        ),
        (  # two of one trade
            "Rosa Lima, a nurse, and Bea Kranz, a nurse on the same ward, had warned of "
            "the shortage.\n\n"
            "“We were four for fifty beds,” the nurse said.",
            "beds", None,
        ),
        (  # plural
            "Olga Petrov, a miner, has worked underground since 2009.\n\n"
            "“We heard the roof before we saw it,” the miners said.",
            "roof", None,
        ),
        (  # former
            "Mayor Stefan Vogt thanked Helga Brandl, a former mayor, for her advice.\n\n"
            "“The bridge was planned in my time,” the former mayor said.",
            "my time", "Helga Brandl",
        ),
        (  # someone
            "Priya Nair, a bus conductor, saw the fire first. Tomas Berg, a student, "
            "called for help.\n\n"
            "“It went up like paper,” the student said.",
            "paper", "Tomas Berg",
        ),
    ],
)  # fmt: skip
def test_whom_a_description_means(text: str, words: str, name: str | None) -> None:
    found = [
        q for q in load().extract(text).quotations if any(words in s.of(text) for s in q.content)
    ]
    assert [q.name for q in found] == [name]
