from __future__ import annotations

import re
from collections.abc import Sequence
from time import process_time

import pytest

from extraction.annotations import EntityType, Span
from extraction.coreference.names.mentions import find_mentions
from extraction.document import Mention, Name
from extraction.pipeline import document_of
from tests.support.documents import document


def mentions_of(text: str, *names: Name) -> Sequence[Mention]:
    made = document(text, names=names)
    find_mentions(made)
    return made.mentions


def test_a_title_makes_a_person_of_a_capitalised_word() -> None:
    text = "Mr. Zorbin spoke."
    (mention,) = mentions_of(text)
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
        ("Major-Gen Ira Vance", (0, 19), ["Ira Vance"]),
        ("Det Ch Insp Mary Holt", (0, 21), ["Mary Holt"]),
        ("Rear-Admiral Jon Pell", (0, 21), ["Jon Pell"]),
        ("Novelist Mary Holt", (0, 18), ["Mary Holt"]),
        ("Weaver Mary Holt", (0, 16), ["Mary Holt"]),
        ("Weaver Holt", (0, 11), ["Weaver Holt"]),
        ("Mason Mary Holt", (0, 15), ["Mason Mary Holt"]),
        ("Balloonist Mary Holt", (0, 20), ["Mary Holt"]),
        ("Muleteer Mary Holt", (0, 18), ["Mary Holt"]),
        ("Baker Holt", (0, 10), ["Baker Holt"]),
        ("Mary Holt MP’s", (0, 14), ["Mary Holt"]),
        ("Mary Holt Q.C.", (0, 14), ["Mary Holt"]),
        ("Mary Holt PhD", (0, 13), ["Mary Holt"]),
        ("Mary Holt Jr.", (0, 13), ["Mary Holt Jr."]),
        ("MARY HOLT SC", (0, 12), ["MARY HOLT SC"]),  # “SC” may be a name in a label
        ("Male MPs", (0, 8), []),
        ("Rebel Councillors", (0, 17), []),
        ("Gregor. Rivals", (0, 14), ["Gregor"]),
        ("Mary Holt. Holt", (0, 15), ["Mary Holt", "Holt"]),
        ("Mohd. Holt", (0, 10), ["Mohd. Holt"]),
        ("J. Holt", (0, 7), ["J. Holt"]),
        ("Mary Fellows", (0, 12), ["Mary Fellows"]),
        ("SAILORS Holt", (0, 12), ["Holt"]),  # an article opens with capitals
        ("PENSIONER Mary Holt", (0, 19), ["Mary Holt"]),
        ("MARY Holt", (0, 9), ["MARY Holt"]),
        ("MARY HOLT", (0, 9), ["MARY HOLT"]),
        ("MGR Holt", (0, 8), ["MGR Holt"]),
        ("June Holt", (0, 9), ["June Holt"]),
        ("“APRIL HOLT", (1, 11), ["APRIL HOLT"]),
        ("On May Holt", (3, 11), ["May Holt"]),
        ("when Omar Said said", (5, 14), ["Omar Said"]),
        ("Mona Said, 58, said", (0, 9), ["Mona Said"]),
        ("Rose Were, 44, said", (0, 9), ["Rose Were"]),
        ("the deputy, Amos Can, said", (12, 20), ["Amos Can"]),
        ("Ana Brel Said Nothing", (0, 13), ["Ana Brel"]),
        ("Born Ana Lucia Brel in Lima", (0, 19), []),
        ("Chief Executive Officer (CEO) Ana Brel", (30, 38), ["Ana Brel"]),
        ("Ida Falk (née Brel)", (14, 18), []),
        ("Ida Falk, born Ida Maria Brel", (15, 29), []),
        ("Max Born", (0, 8), ["Max Born"]),
        ("Last June Holt", (5, 14), ["Holt"]),
        ("1 August Holt", (2, 13), ["Holt"]),
        ("June Monday", (0, 11), []),
        ("Cape Holt", (0, 9), []),
        ("Fort Mary Holt", (0, 14), []),
        ("Mt. Holt", (0, 8), []),
        ("Loch Holt", (0, 9), []),
        ("Mary Fort", (0, 9), ["Mary Fort"]),
        ("Port", (0, 4), ["Port"]),
    ],
)
def test_what_is_left_of_a_span_tagged_as_a_person(
    text: str, span: tuple[int, int], expected: list[str]
) -> None:
    assert [m.name for m in mentions_of(text, (Span(*span), "PERSON"))] == expected


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("We met Author Oriane Tselmeg there. Ms Tselmeg smiled.", ["Ms Tselmeg"],
         ["Oriane Tselmeg", "Tselmeg"]),
        ("a letter from Uzo Tamuno-Reyes, and", ["Uzo"], ["Uzo Tamuno-Reyes"]),
        ("and chemist Ndella Brimah-Oko wrote", ["Brimah-Oko"], ["Ndella Brimah-Oko"]),
        ("when Senator Brimah-Oko wrote", ["Brimah-Oko"], ["Brimah-Oko"]),
        ("Yesterday Brimah wrote", ["Brimah"], ["Brimah"]),
        ("Amelzine Joseph loves her school.", ["Joseph"], ["Amelzine Joseph"]),
        ("The school is loved by Amelzine Joseph.", ["Joseph"], ["Amelzine Joseph"]),
        ("Surprisingly Joseph left", ["Joseph"], ["Joseph"]),
        ("Instead Joseph left", ["Joseph"], ["Joseph"]),
        ("Salt was sold.\nSome salt Joseph left", ["Joseph"], ["Joseph"]),
        ("It was Md. Ruhan Ameen Sarder who rang.", ["Md. Ruhan", "Ameen Sarder"],
         ["Md. Ruhan Ameen Sarder"]),
        ("asked Basel al-Qadari and left", ["Basel al-Qadari"], ["Basel al-Qadari"]),
        ("asked Odile d’Aubry and left", ["Odile d’Aubry"], ["Odile d’Aubry"]),
        ("asked Berta Lund, née Skov, and left", ["Berta Lund", "née Skov"], ["Berta Lund"]),
        ("asked Wim van der Laak and left", ["Laak"], ["Wim van der Laak"]),
        ("then Achieng’ Otukwe left", ["Achieng"], ["Achieng’ Otukwe"]),
        ("then Achiela’ Otukwe left", ["Achiela"], ["Achiela"]),
        ("asked if Ida Said could", ["Ida"], ["Ida Said"]),
        ("for Ida May, who left", ["Ida"], ["Ida May"]),
        ("asked Tran Thi An why", ["Tran Thi An"], ["Tran Thi An"]),
        ("for the Ana Brel Reading Programme, which", ["Ana Brel"], ["Ana Brel"]),
        ("Otto Brel left. Some Brel Prints", ["Otto Brel", "Brel Prints"[:4]], ["Otto Brel"]),
        ("the widow, Vekia Tjozo, 61, left", [], ["Vekia Tjozo"]),
        ("the widow Tsila Rekoto-Bao, a nurse, left", [], ["Tsila Rekoto-Bao"]),
    ],
)  # fmt: skip
def test_a_name_is_found_whole(text: str, found: list[str], expected: list[str]) -> None:
    text = f"Ferry stops\n\n{text}"
    names = [(Span(at := text.find(name), at + len(name)), "PERSON") for name in found]
    assert [m.name for m in mentions_of(text, *names)] == expected


def test_a_family_name_in_the_headline_is_kept() -> None:
    text = "Olan Delk Runs the Yard\n\nHis sister Mara Delk left. Olan slept."
    names = [
        (Span(m.start(), m.end()), "PERSON") for m in re.finditer(r"(?:Mara|Olan)(?: Delk)?", text)
    ]
    assert [m.span.of(text) for m in mentions_of(text, *names)] == [
        "Olan Delk",
        "Mara Delk",
        "Olan",
    ]


def test_the_name_in_an_opening_sentence_is_no_headline() -> None:
    text = "The sky is wide, but Enok Mafora has counted its birds.\n\nMafora is old."
    assert [m.name for m in mentions_of(text, (Span(21, 32), "PERSON"))] == [
        "Enok Mafora",
        "Mafora",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lantern newspaper said so.", ["Lantern"]),
        ("It was told to the Harbour Post daily.", ["Harbour Post"]),
        ("Local newspaper stands were shut.", []),
        ("A newspaper said so.", []),
        ("On Monday newspaper shops were shut.", []),
    ],
)
def test_a_newspaper_is_named_in_front_of_the_word(text: str, expected: list[str]) -> None:
    assert [m.name for m in mentions_of(text)] == expected


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "The band has played with Mel B. Attila Shaw, its drummer, rang her.\n\nMel B sang.",
            ["Mel B", "Attila Shaw", "Mel B"],
        ),
        ("It was the day of George W. Bush, who spoke.", ["George W. Bush"]),
        ("“The cable is cut,” said ʻEpeli Moala, the governor.", ["ʻEpeli Moala"]),
    ],
)
def test_letters_and_signs_in_names(text: str, people: list[str]) -> None:
    mentions = document_of(text).mentions
    assert [m.span.of(text) for m in mentions if m.type is EntityType.PERSON] == people


@pytest.mark.parametrize(
    "unit",
    ["A. B. C. D. ", "Ana Brel met Mel B. Rob met Mel C. ", "Ana Brel, the Bear of Osk, ran. "],
)
def test_a_long_list_of_names_takes_time_by_its_length(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        names = [
            (Span(*m.span()), "PERSON") for m in re.finditer(r"[A-Z]\w*\.?(?: [A-Z]\w*\.?)+", text)
        ]
        made = document(text)
        made.names = names
        start = process_time()
        find_mentions(made)
        return process_time() - start

    seconds(1_000)
    assert seconds(40_000) < 12 * max(seconds(10_000), 0.05)
