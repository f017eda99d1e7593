from __future__ import annotations

import pytest

from extraction.annotations import Attribution, Span
from extraction.coreference.names.recognition import correct_names
from extraction.countries.signs.mentions import find_country_mentions
from tests.support.documents import document, part


@pytest.mark.parametrize(
    ("text", "names", "source", "expected"),
    [
        # a place that a paragraph is dated from
        ("OSLO (AP) — Ana Brel left.", {"OSLO": "GPE", "Ana Brel": "PERSON"}, "",
         [("Ana Brel", "PERSON")]),
        ("OSLO - Ana Brel left.", {"OSLO": "ORG", "Ana Brel": "PERSON"}, "",
         [("Ana Brel", "PERSON")]),
        ("OSLO (Wire) -- Ana Brel left.", {"Wire": "ORG", "Ana Brel": "PERSON"}, "",
         [("Ana Brel", "PERSON")]),
        ("VELM: Ana Brel left.", {"VELM": "GPE", "Ana Brel": "PERSON"}, "",
         [("Ana Brel", "PERSON")]),
        ("EK: Ana Brel left.", {"EK": "PERSON", "Ana Brel": "PERSON"}, "",
         [("EK", "PERSON"), ("Ana Brel", "PERSON")]),
        # ranks in capitals, taken for bodies
        ("DCI Ana Brel left. DI Brel was late.", {"DCI": "ORG", "Ana Brel": "PERSON",
         "DI Brel": "ORG"}, "", [("Ana Brel", "PERSON"), ("DI Brel", "PERSON")]),
        ("The DCI left. Ana Brel was late.", {"DCI": "ORG", "Ana Brel": "PERSON"}, "",
         [("DCI", "ORG"), ("Ana Brel", "PERSON")]),
        # a firm behind what it makes or does, taken for a people or a person
        ("Toy maker Plinko lost.", {"Plinko": "NORP"}, "", [("Plinko", "ORG")]),
        ("Insurer Castellan lost.", {"Insurer Castellan": "PERSON"}, "", [("Castellan", "ORG")]),
        ("An online exchange Koinsafe lost.", {"Koinsafe": "PERSON"}, "", [("Koinsafe", "ORG")]),
        ("“No,” said online pharmacy Pillenfix.", {}, "online pharmacy Pillenfix",
         [("Pillenfix", "ORG")]),
        ("Retailer Ana Brel lost.", {"Ana Brel": "PERSON"}, "", [("Ana Brel", "PERSON")]),
        # bodies by the first and last words of their names
        ("Grupo Brel lost.", {"Grupo Brel": "PERSON"}, "", [("Grupo Brel", "ORG")]),
        ("Hizb al-Brel lost.", {"Hizb al-Brel": "PERSON"}, "", [("Hizb al-Brel", "ORG")]),
        ("El Correo de Brel lost.", {"El Correo de Brel": "PERSON"}, "",
         [("El Correo de Brel", "ORG")]),
        ("Velt Rovers lost.", {"Velt Rovers": "PERSON"}, "", [("Velt Rovers", "ORG")]),
        # a ship and a house
        ("He sailed the Astrid in May. The Astrid sank.", {"Astrid": "PERSON"}, "",
         [("Astrid", "PRODUCT")]),
        ("A nurse at the Mira Delk clinic left.", {"Mira Delk": "PERSON"}, "",
         [("Mira Delk", "PRODUCT")]),
        ("Mira Delk left the Delk clinic.", {"Mira Delk": "PERSON", "Delk": "PERSON"}, "",
         [("Mira Delk", "PERSON"), ("Delk", "PERSON")]),
        ("He left the Delk campaign.", {"Delk": "PERSON"}, "", [("Delk", "PERSON")]),
        # a seat of power
        ("Whitehall warned Ana Brel.", {"Whitehall": "PERSON", "Ana Brel": "PERSON"}, "",
         [("Whitehall", "GPE"), ("Ana Brel", "PERSON")]),
        # a person, behind a word of kin
        ("Her mother, Graz, left.", {"Graz": "GPE"}, "", [("Graz", "PERSON")]),
        ("Her mother city Graz left.", {"Graz": "GPE"}, "", [("Graz", "GPE")]),
        ("She loves Mother Russia.", {"Russia": "GPE"}, "", [("Russia", "GPE")]),
        # a source that the recogniser missed
        ("“No,” said Ana Brel.", {}, "Ana Brel", [("Ana Brel", "PERSON")]),
        ("“No,” said Brel. Ana Brel left.", {"Ana Brel": "PERSON"}, "Brel",
         [("Ana Brel", "PERSON"), ("Brel", "PERSON")]),
        ("“No,” said Moss. Ana Brel left.", {"Ana Brel": "PERSON"}, "Moss",
         [("Ana Brel", "PERSON")]),
        ("“No,” said Energy Ministry.", {}, "Energy Ministry", [("Energy Ministry", "ORG")]),
        # two people, taken for a body
        ("Ana Brel and Luc Ek met. Beside Ek, Brel spoke.",
         {"Ana Brel": "PERSON", "Luc Ek": "PERSON", "Ek, Brel": "ORG"}, "",
         [("Ana Brel", "PERSON"), ("Luc Ek", "PERSON"), ("Ek", "PERSON"), ("Brel", "PERSON")]),
        ("Ana Brel met Ek, Brel.", {"Ana Brel": "PERSON", "Ek, Brel": "ORG"}, "",
         [("Ana Brel", "PERSON"), ("Ek, Brel", "ORG")]),
        # a given name, taken for a people
        ("“No,” said German Brel. German Brel left.", {"German": "NORP", "Brel": "PERSON"}, "",
         [("German Brel", "PERSON")]),
        ("The German Brel left. German Brel left.", {"German": "NORP", "Brel": "PERSON"}, "",
         [("German", "NORP"), ("Brel", "PERSON")]),
        ("German Brel left.", {"German": "NORP", "Brel": "PERSON"}, "",
         [("German", "NORP"), ("Brel", "PERSON")]),
        # a later part of a name, taken for a people or an organization
        ("Rui Valadares Prado left. “No,” said Valadares.",
         {"Rui Valadares Prado": "PERSON", "Valadares.": "NORP"}, "Valadares.",
         [("Rui Valadares Prado", "PERSON"), ("Valadares.", "PERSON")]),
        ("Rasha El Fadlan left. “No,” El-Fadlan said.",
         {"Rasha El Fadlan": "PERSON", "El-Fadlan": "ORG"}, "El-Fadlan",
         [("Rasha El Fadlan", "PERSON"), ("El-Fadlan", "PERSON")]),
        ("Ana Brel left. “No,” the Kesh said.", {"Ana Brel": "PERSON", "Kesh": "NORP"}, "Kesh",
         [("Ana Brel", "PERSON"), ("Kesh", "NORP")]),
        # a name that its particle tells
        ("Rasha el-Qadari left.", {"Rasha el-Qadari": "GPE"}, "", [("Rasha el-Qadari", "PERSON")]),
        ("Port el-Qadari is a town.", {"Port el-Qadari": "GPE"}, "", [("Port el-Qadari", "GPE")]),
        # organizations by what is short for them
        ("The Wool Growers’ Union of Mbaro (WGUM) met.", {"Mbaro": "GPE"}, "",
         [("Wool Growers’ Union of Mbaro", "ORG"), ("WGUM", "ORG")]),
        ("The union of Mbaro (see Map) met.", {"Mbaro": "GPE"}, "", [("Mbaro", "GPE")]),
        ("The Kesh Dairy Farmers Union met. “No,” the KDFU said.",
         {"The Kesh Dairy Farmers Union": "ORG"}, "the KDFU",
         [("The Kesh Dairy Farmers Union", "ORG"), ("KDFU", "ORG")]),
        ("The Kesh Dairy Farmers Union met. “No,” the UNO said.",
         {"The Kesh Dairy Farmers Union": "ORG"}, "the UNO",
         [("The Kesh Dairy Farmers Union", "ORG"), ("UNO", "ORG")]),
        # a person whom the recogniser took for a people or a body
        ("“No,” said Sandhu. Gurpreet Sandhu left.", {"Sandhu": "NORP"}, "Sandhu",
         [("Sandhu", "PERSON"), ("Gurpreet Sandhu", "PERSON")]),
        ("“No,” said Navy. The Royal Navy left.", {"Navy": "ORG"}, "Navy", [("Navy", "ORG")]),
        ("“No,” said Haruka-san.", {"Haruka-san": "ORG"}, "Haruka-san",
         [("Haruka-san", "PERSON")]),
        # a body that the recogniser took for a person
        ("Oil giant Velmar fell. Velmar sued.", {"Velmar": "PERSON"}, "",
         [("Velmar", "ORG"), ("Velmar", "ORG")]),
        ("Shares in Velmar Deep fell.", {"Velmar Deep": "PERSON"}, "", [("Velmar Deep", "ORG")]),
        ("Velmar shareholders met.", {"Velmar": "PERSON"}, "", [("Velmar", "ORG")]),
        ("The Velmar, it said, had met.", {"Velmar": "PERSON"}, "", [("Velmar", "ORG")]),
        ("Velmar sued. Group Velmar met.", {"Velmar": "PERSON", "Group Velmar": "ORG"}, "",
         [("Velmar", "ORG"), ("Group Velmar", "ORG")]),
        ("The airline Velmar flew. “No,” said Ana Brel. Velmar is late.",
         {"Velmar": "ORG", "Ana Brel. Velmar": "PERSON"}, "",
         [("Velmar", "ORG"), ("Ana Brel. Velmar", "PERSON"), ("Velmar", "ORG")]),
        # and people who stay people
        ("The Velmar campaign met.", {"Velmar": "PERSON"}, "", [("Velmar", "PERSON")]),
        ("Retail giant Ana Velmar left.", {"Ana Velmar": "PERSON"}, "",
         [("Ana Velmar", "PERSON")]),
        ("The club Velmar left. Mr Velmar laughed.", {"Velmar": "PERSON"}, "",
         [("Velmar", "PERSON")]),
        ("Ana Velmar left the firm Velmar founded.", {"Ana Velmar": "PERSON"}, "",
         [("Ana Velmar", "PERSON")]),
        # a name behind a long title
        ("“No,” said Chairman of the Railway Steering Committee Lou Keoman.",
         {"the Railway Steering Committee Lou Keoman": "ORG"},
         "Chairman of the Railway Steering Committee Lou Keoman",
         [("Lou Keoman", "PERSON"), ("Railway Steering Committee", "ORG")]),
        ("“No,” said Commander of the Northern Fleet Ana Brel.", {},
         "Commander of the Northern Fleet Ana Brel", [("Ana Brel", "PERSON")]),
        ("Leader of the Opposition Ana Brel said so.", {"the Opposition Ana Brel": "ORG"},
         "Leader of the Opposition Ana Brel", [("Ana Brel", "PERSON")]),
        ("“No,” said the Secretary of the United Wool Growers.", {},
         "the Secretary of the United Wool Growers", []),
        ("“No,” said Tuesday.", {}, "Tuesday", []),
        # what stands for a body in brackets stands for it elsewhere
        ("“No,” said VCNA. It was the Velm Central News Agency (VCNA).", {"VCNA": "PERSON"}, "VCNA",
         [("VCNA", "ORG"), ("Velm Central News Agency", "ORG"), ("VCNA", "ORG")]),
        # a person behind an office whose family name is a person's
        ("Mr Brel, or Ambassador Hamdu Brel, left.", {"Brel": "PERSON", "Hamdu Brel": "ORG"}, "",
         [("Brel", "PERSON"), ("Hamdu Brel", "PERSON")]),
        ("Mr Brel, or the firm Hamdu Brel, left.", {"Brel": "PERSON", "Hamdu Brel": "ORG"}, "",
         [("Brel", "PERSON"), ("Hamdu Brel", "ORG")]),
        # a nickname and the family name behind it
        ("“No,” said Tobo. Samuel 'Tobo' Adeyeka left.", {}, "Tobo", [("Tobo", "PERSON")]),
        ("“No,” said Demirel. Samuel “the Fox” Demirel left.", {"Demirel": "ORG"}, "Demirel",
         [("Demirel", "PERSON")]),
        ("“No,” said Tobo. The film 'Tobo' Adeyeka left.", {"Tobo": "ORG"}, "Tobo",
         [("Tobo", "ORG")]),
        # a label is not what it says
        ("VELM-OSTER: Final words.", {"VELM-OSTER: Final": "ORG"}, "", [("VELM-OSTER", "ORG")]),
        ("Brel: Ana was late.", {"Brel: Ana": "PERSON"}, "", [("Brel", "PERSON")]),
        ("It was Mass:Velm again.", {"Mass:Velm": "ORG"}, "", [("Mass:Velm", "ORG")]),
    ],
)  # fmt: skip
def test_names_of_the_recogniser_are_corrected(
    text: str, names: dict[str, str], source: str, expected: list[tuple[str, str]]
) -> None:
    tags = [(Span(*part(text, name)[0]), label) for name, label in names.items()]
    attributions = [Attribution((), part(text, source), ())] if source else []
    made = document(text, *attributions, names=tags)
    find_country_mentions(made)
    correct_names(made)
    assert sorted((span.of(text), label) for span, label in made.names) == sorted(expected)
