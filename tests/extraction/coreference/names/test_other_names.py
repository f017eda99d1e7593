"""Nicknames, pen names and names of the stage: one person by all of them."""

from __future__ import annotations

import pytest

from extraction.annotations import Span
from extraction.coreference.names.other_names import other_names
from extraction.pipeline import load


def names(text: str) -> list[str | None]:
    return [q.name for q in load().extract(text).quotations if q.kind == "direct"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Rafael Ibarra, whom the whole of the port knows as Chispa, built a boat at nine.\n\n"
            "“A boat is a promise,” Chispa said.",
            "Rafael Ibarra",
        ),
        (
            "Lena Vraag, the skipper everyone calls Bora, would not leave the quay. "
            "“The wind has no timetable,” Bora grumbled.",
            "Lena Vraag",
        ),
        (
            "Abdi Warsan Hirey of the water ministry, nicknamed Dhagaweyn, denied it. "
            "“There were holes in the pipes,” Dhagaweyn claimed.",
            "Abdi Warsan Hirey",
        ),
        (
            "Police arrested Dmitri Kolar, better known as Yastreb, on Monday. "
            "“I was feeding the hens,” Yastreb told the court.",
            "Dmitri Kolar",
        ),
        (
            "Marisol Quiñones, alias La Paloma, walked out of prison on Friday. "
            "“I owe nothing to anybody,” La Paloma said at the gate.",
            "Marisol Quiñones",
        ),
        (
            "Anna Lindqvist, who writes under the name of Maja Frost, won the prize. "
            "“I wrote it on a bus,” Frost told reporters.",
            "Anna Lindqvist",
        ),
        (
            "The shop belongs to Nadia Ferrante, whom her customers call the Duchess. "
            "“I sell thread,” the Duchess said.",
            "Nadia Ferrante",
        ),
        (
            "The goalkeeper, Hugo Batista Neves (Huguinho to everyone at the club), saved two. "
            "“I guessed,” Huguinho said.",
            "Hugo Batista Neves",
        ),
        (
            "Moussa Keita-Diarra, the Leopard of Kayes, threw his rival on Sunday.\n\n"
            "“I only leaned on him,” said the Leopard, wiping his neck.",
            "Moussa Keita-Diarra",
        ),
        (
            "Tunde Okafor was called Bear by the children. “They meant it kindly,” Bear said.",
            "Tunde Okafor",
        ),
        (
            "Safiya Barre Guled, 66, went on reading. “He is very near,” Mama Safiya said.",
            "Safiya Barre Guled",
        ),
    ],
)
def test_one_person_by_all_names(text: str, name: str) -> None:
    assert names(text) == [name]


def test_an_artist_keeps_the_name_that_comes_first() -> None:
    text = (
        "Chispa, whose real name is Rafael Ibarra, sings in the port. “A song is a boat,” Chispa "
        "said. “It leaks,” Ibarra added later."
    )
    assert set(names(text)) == {"Chispa"}


def test_another_name_is_no_part_of_a_third_persons() -> None:
    text = (
        "Lee Ma-ri, who goes by Mary, opened the shop. “It is small,” Mary said. Mary Holm, a "
        "customer, was first. “I came for tea,” Holm said."
    )
    assert names(text) == ["Lee Ma-ri", "Mary Holm"]


def test_whom_one_calls_uncle_is_nobody_who_is_named_later() -> None:
    text = "Mama Rosa runs the kitchen. “Eat,” Mama Rosa said. Her neighbour is Rosa Lind."
    assert names(text) == ["Mama Rosa"]


@pytest.mark.parametrize(
    "text",
    [
        "Luc Holm, 54, called Brussels a joke.",
        "Ned Brel, known as Labour’s fixer, left.",
        "Ana Brel, also known as a poet, won.",
        "Ana Brel, whom Osk voters know as their mayor, won.",
        "Ana Brel, the University of Osk, and others wrote. The University is shut.",
        "Jon Tarr, known as Minister, resigned.",
        "Jon Tarr, best known as Doctor Pohl in the series “Harbour”, came.",
        "Jon Tarr met Ana Ek, nicknamed Duke, at the gate.",
        "Ana Brel, known as Tom Reiss in the ring, won. Tom Reiss, a judge, lost.",
        "Ana Brel, known as Mara Quill, won. They met Mara Quill, 54, at home.",
    ],
)
def test_what_is_no_other_name(text: str) -> None:
    people = [Span(0, text.index(",")) if "," in text[:12] else Span(0, len("Jon Tarr"))]
    met = text.find("Ana Ek")
    people += [Span(met, met + 6)] if met > 0 else []
    assert [each.owner for each in other_names(text, people)] in ([], people[1:])


@pytest.mark.parametrize(
    ("whole", "said"),
    [
        ("Joko Suyanto", "Pak Joko"),
        ("Ketevan Lomidze", "Bebia Ketevan"),
        ("Saraswati Devi Iyer", "Saraswati Amma"),
        ("Rosalba Ortiz Pinto", "Tía Rosalba"),
        ("Akosua Frimpong", "Nana Akosua"),
    ],
)
def test_what_elders_are_called_is_no_other_name(whole: str, said: str) -> None:
    text = f"{whole} has kept bees above the dam since 1999.\n\n“The hill is steeper,” {said} said."
    assert names(text) == [whole]


def test_a_name_that_opens_with_such_a_word_stays_whole() -> None:
    text = (
        "Nana Yaw Boateng met Kofi Yaw Asante in Kumasi. “He was late,” Nana Yaw said.\n\n"
        "“I was early for me,” Asante said.\n\n"
        "North Korean foreign minister Pak Yong-il left. “We have said all,” Pak Yong-il said."
    )
    assert names(text) == ["Nana Yaw Boateng", "Kofi Yaw Asante", "Pak Yong-il"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ana Brel, who called Pohl a thief, won. “I am no thief,” Pohl said.", "Jan Pohl"),
        ("It was Ana Brel that knew Pohl best. “She rang me,” Pohl said.", "Jan Pohl"),
        ("Mayor Ana Brel, Jan Pohl to her left, waved. “It rained,” Pohl said.", "Jan Pohl"),
        ("Ana Brel, whom Pohl called Sunday, won. “I rang,” Pohl said.", "Jan Pohl"),
        ("Ana Brel, who heads the mill, known as Kolva, left. “We pay,” Kolva said.", "Kolva"),
        ("Ana Brel, founder of a firm, known as Kolva, left. “We pay,” Kolva said.", "Kolva"),
    ],
)
def test_whom_a_person_calls_is_another(text: str, said: str) -> None:
    assert names(f"{text} Jan Pohl, a grocer, went home.") == [said]


def test_a_nickname_of_two_is_of_neither() -> None:
    text = (
        "Ned Brel, nicknamed Duke, sails. Rob Ekman, also nicknamed Duke, mills. “I hate boats,” "
        "Duke said."
    )
    assert names(text) == ["Duke"]


def test_who_is_introduced_has_no_name_of_an_elder() -> None:
    text = (
        "Mae Jordan, a nurse, met Jordan Ekström, a vet. “I nurse,” Mae Jordan said. “I heal,” "
        "Ekström said."
    )
    assert names(text) == ["Mae Jordan", "Jordan Ekström"]
