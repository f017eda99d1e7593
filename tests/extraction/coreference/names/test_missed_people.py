from __future__ import annotations

from itertools import pairwise

import pytest

from extraction.annotations import Attribution, EntityType, Span
from extraction.coreference.names.missed_people import people_missed
from extraction.countries.signs.mentions import find_country_mentions
from extraction.pipeline import load
from tests.support.documents import document, part


@pytest.mark.parametrize(
    ("text", "names", "source", "people"),
    [
        # an age behind the name
        ("Vekko Tjozar, 58, of Kesh, was out.", {"Vekko Tjozar": "ORG"}, "", ["Vekko Tjozar"]),
        ("Every March Vekko Tjozar (58) walks.", {}, "", ["Vekko Tjozar"]),
        ("The Vekko Union, 58, is old.", {"Vekko Union": "ORG"}, "", []),
        ("Costa Rica, 58, is old.", {"Costa Rica": "GPE"}, "", []),
        ("He met fans of Vekko Tjozar, 58, there.", {"Vekko Tjozar": "ORG"}, "", []),
        # “he said”, and nobody else
        ("Vekko Tjozar came with ninety goats. “All thirst,” he said.", {}, "he",
         ["Vekko Tjozar"]),
        ("Vekko Tjozar came.\n\nIt was late.\n\n“All thirst,” he said.", {}, "he",
         ["Vekko Tjozar"]),
        ("Vekko Tjozar met Ana Brel. “All thirst,” he said.", {"Ana Brel": "PERSON"}, "he",
         ["Ana Brel"]),
        ("Vekko Tjozar sang. Dekku Ossal sang. “All thirst,” he said.", {}, "he", []),
        ("Anna Tjozar came with ninety goats. “All thirst,” he said.", {}, "he", []),
        ("It rained on Vekko Tjozar again. “All thirst,” he said.", {}, "he", []),
        ("Vekko Tjozar, as they call it, is shut. “All thirst,” he said.", {}, "he", []),
        ("Vekko Tjozar came with ninety goats. “All thirst,” it said.", {}, "it", []),
        # a role in front, in a source
        ("“No,” anti-war campaigner Vekko Tjozar said.", {"Vekko Tjozar": "ORG"},
         "anti-war campaigner Vekko Tjozar", ["Vekko Tjozar"]),
        ("“No,” newspaper Vekko Tjozar said.", {"Vekko Tjozar": "ORG"}, "newspaper Vekko Tjozar",
         []),
        # a role in front, anywhere
        ("It rained on magistrate Vekko Tjozar.", {"Vekko Tjozar": "ORG"}, "", ["Vekko Tjozar"]),
        ("It rained on the poet Vekko Tjozar.", {"Vekko": "GPE"}, "", ["Vekko Tjozar"]),
        ("It rained on newspaper Vekko Tjozar.", {"Vekko Tjozar": "ORG"}, "", []),
        ("It rained on sponsor Vekko Tjozar.", {"Vekko Tjozar": "ORG"}, "", []),
        # a day in front without a comma
        ("On Monday Vekko Tjozar came with goats. “All thirst,” he said.", {}, "he",
         ["Vekko Tjozar"]),
        ("In March Vekko Tjozar, who herds goats, left.", {}, "", ["Vekko Tjozar"]),
        ("After long years Vekko Tjozar came. “All thirst,” he said.", {}, "he", ["Vekko Tjozar"]),
        ("In 2019 Vekko Tjozar came with goats. “All thirst,” he said.", {}, "he",
         ["Vekko Tjozar"]),
        ("But Vekko Tjozar came with goats. “All thirst,” he said.", {}, "he",
         ["Vekko Tjozar"]),
        ("Our former Vekko Tjozar governor came. “All thirst,” he said.", {}, "he", []),
        ("In Vekko Tjozar came no rain. “All thirst,” he said.", {}, "he", []),
        # a ruler
        ("“No,” Queen Tjozar told a crowd.", {"Queen Tjozar": "WORK_OF_ART"}, "Queen Tjozar",
         ["Tjozar"]),
        ("“No,” King Group said.", {"King Group": "ORG"}, "King Group", []),
        # by their own account
        ("She asked to be called Jebba. Jebba left.", {}, "", ["Jebba", "Jebba"]),
        ("He gave his name only as Tjozar, and left.", {}, "", ["Tjozar"]),
        ("A driver who identified himself as Vekko Tjozar left.", {}, "", ["Vekko Tjozar"]),
        ("A man identified only as Tjozar.", {}, "", ["Tjozar"]),
        ("It rained.\nJebba, the school’s driver, is out.", {"Jebba": "GPE"}, "", ["Jebba"]),
        ("It rained on her foreman, Jebba, again.", {}, "", ["Jebba"]),
        ("It rained on one of their lawyers, Jebba, again.", {}, "", ["Jebba"]),
        ("It rained on its lawyer, Jebba, again.", {}, "", []),
        ("It rained.\nJebba, a county capital, is out.", {"Jebba": "GPE"}, "", []),
        ("It rained.\nJebba, the carmaker, is out.", {"Jebba": "ORG"}, "", []),
        ("A former commander known as Jebba left.", {"Jebba": "GPE"}, "", ["Jebba"]),
        ("The man, better known as Jebba, left.", {}, "", ["Jebba"]),
        ("A singer who is known to her fans as Jebba left.", {}, "", ["Jebba"]),
        ("A town known as Jebba is there.", {"Jebba": "GPE"}, "", []),
        ("She wants to be named only by Jebba here.", {"Jebba": "GPE"}, "", ["Jebba"]),
        ("The bridge wants to be called Jebba Bank.", {}, "", []),
        ("“He gave his name as Tjozar.”", {}, "", []),
        ("The town is named Jebba.", {}, "", []),
        # how the name looks
        ("“No,” said Conor O’Velm.", {"Conor O’Velm": "ORG"}, "", ["Conor O’Velm"]),
        ("It was Ramón Velm-Oster, they say.", {"Ramón Velm-Oster": "ORG"}, "",
         ["Ramón Velm-Oster"]),
        ("The chief, C. D. Velmage, left.", {"C. D. Velmage": "NORP"}, "", ["C. D. Velmage"]),
        ("The firm Coca-Cola West left.", {"Coca-Cola West": "ORG"}, "", []),
        # what stands right behind: “who has”, or what no company is
        ("Vekko Tjozar, who represents Kesh, left.", {"Vekko Tjozar": "ORG"}, "",
         ["Vekko Tjozar"]),
        ("“No,” said Vekko Tjozar, who has a boat.", {}, "", ["Vekko Tjozar"]),
        ("Vekko Tjozar, who have won twice, left.", {"Vekko Tjozar": "ORG"}, "", []),
        ("Vekko Tjozar, captain of the side, left.", {"Vekko Tjozar": "ORG"}, "",
         ["Vekko Tjozar"]),
        ("Vekko Tjozar, chairwoman of the board, left.", {"Vekko Tjozar": "ORG"}, "",
         ["Vekko Tjozar"]),
        ("Vekko Tjozar, the deputy mayor, left.", {"Vekko Tjozar": "GPE"}, "", ["Vekko Tjozar"]),
        ("Vekko Tjozar, a nurse in Kesh, said no.", {"Vekko Tjozar": "GPE"}, "",
         ["Vekko Tjozar"]),
        ("Vekko Tjozar, an insurer in Kesh, said no.", {"Vekko Tjozar": "ORG"}, "", []),
        ("Vekko Tjozar, maker of boats, left.", {"Vekko Tjozar": "ORG"}, "", []),
        ("Interestingly Tjozar, the deputy mayor, left.", {}, "", []),
        ("Le Tjozar, the deputy mayor, met Ana Le Tjozar.", {"Ana Le Tjozar": "PERSON"}, "",
         ["Ana Le Tjozar"]),
        # behind one of several
        ("“No,” said one of their lawyers, Vekko Tjozar. Ek left.", {"Vekko Tjozar": "GPE"}, "",
         ["Vekko Tjozar"]),
        ("One of the young drivers, Vekko Tjozar, left.", {"Vekko Tjozar": "ORG"}, "",
         ["Vekko Tjozar"]),
        ("It was one of its former teachers, Tjozar.", {"Tjozar": "ORG"}, "", ["Tjozar"]),
        ("One of our nurses, Vekko Tjozar, left.", {}, "", ["Vekko Tjozar"]),
        ("It met one of her sisters, Jebba.", {"Jebba": "GPE"}, "", ["Jebba"]),
        ("It met one of its suppliers, Jebba.", {"Jebba": "ORG"}, "", []),
        # a given name that was left out
        ("It was Amparo Velm Oster, they say.", {"Velm Oster": "PERSON"}, "",
         ["Amparo Velm Oster"]),
        ("As Velm left, they say.", {"Velm": "PERSON"}, "", ["Velm"]),
        ("The Steve Irwin Paul Velm led.", {"Paul Velm": "PERSON"}, "", ["Paul Velm"]),
    ],
)  # fmt: skip
def test_people_whom_the_article_treats_as_people(
    text: str, names: dict[str, str], source: str, people: list[str]
) -> None:
    tags = [(Span(*part(text, name)[0]), label) for name, label in names.items()]
    attributions = [Attribution((), part(text, source), ())] if source else []
    made = document(text, *attributions, names=tags)
    find_country_mentions(made)
    found = people_missed(made, tags)
    assert [span.of(text) for span, label in found if label == "PERSON"] == people
    spans = sorted(span for span, _ in found)
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Her foreman, Pitoyo, wants a crane. “It lifts nine tonnes,” he said.", "Pitoyo"),
        (
            "TAEAN — Violinist Gal Da-in has not spoken to her brother since he sold the cello.\n\n"
            "“It was mine,” Gal said on Sunday.\n\nThe brother, Gal Min-su, runs a restaurant.",
            "Gal Da-in",
        ),
        ("Thanwi, an engineer with a provincial road office, did sums. “Nine,” he said.", "Thanwi"),
        ("Magistrate Enoch arap Soi was not amused. “Sit,” the magistrate said.", "Enoch arap Soi"),
        ("Reuben and Marama Pukeroa-Lyle run the mill. “We grind,” said Reuben. Marama "
         "nodded.", "Reuben Pukeroa-Lyle"),
    ],
)  # fmt: skip
def test_people_told_by_a_role_the_shape_of_a_name_or_a_namesake(text: str, name: str) -> None:
    assert load().extract(text).quotations[0].name == name


@pytest.mark.parametrize(
    "text",
    [
        "The ship's builder, Hovdal, was late. “We will deliver,” it said.",
        "The port's operator, Maersk, filed on Monday. “We filed,” it said.",
        "Perlo, an interpreter of short scripts, is free. “It runs,” its makers say.",
        "Intalo, the leader in chips, rose by a tenth. “We rose,” it said.",
        "The Lake Mid-winter fair and the Blue Co-op sang. “We sang,” it said.",
    ],
)
def test_companies_and_compounds_are_no_people(text: str) -> None:
    assert not [e for e in load().extract(text).entities if e.type is EntityType.PERSON]
