"""Full names that nobody who is quoted has."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.support.listing import squeezed
from tests.support.quotations import make_quotation

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def page(client: Client, typed: str) -> str:
    return squeezed(client.get("/", {"q": typed}).content.decode())


@pytest.mark.parametrize(
    "typed",
    [
        "robert quokka",  # one of the first name
        "wanda roe",  # one of the family name
        "robert van quokka",
        "Abdel Roe",
        "robert quokka-brel",
        "wanda quokka",  # nobody at all
    ],
)
def test_a_name_that_nobody_quoted_has_is_said_so(client: Client, typed: str) -> None:
    make_quotation("We stay", "Robert Roe")
    html = page(client, typed)
    assert "Nobody called “" in html
    assert typed in html
    assert "Or do you mean" not in html


@pytest.mark.parametrize(
    "typed",
    [
        "robert roe",
        "roe",
        "roe treaty",  # a subject that is said
        "robert treaty",
        "robert rose",  # a slip
        "minister quokka",
        "poland quokka",
        "what did robert quokka",
        "quokkapost roe",  # no given name
        '"robert quokka"',
        "robert -quokka",
    ],
)
def test_what_is_no_full_name_is_not(client: Client, typed: str) -> None:
    make_quotation("A treaty", "Robert Roe", about=("PL",))
    assert "Nobody called" not in page(client, typed)


def test_articles_that_have_the_name_are_linked_and_a_first_name_alone_is_not_offered(
    client: Client,
) -> None:
    make_quotation("Robert is late", "Ada Roe")
    make_quotation("We stay", "Bo Li", title="envoy of Robert Quokka")
    html = page(client, "robert geneva")
    assert "2 articles</a> have these words" not in html
    assert ">robert<" not in html.replace(" ", "")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("javier milei", "Xavier Roe"),  # both words are other ones then
        ("gerry damz", "Ferry Roe"),
        ("olaf scholz", "Olafs Roe"),
        ("wanda quilk", "Victor Quilp"),  # a given name is not left out of a name
    ],
)
def test_a_slip_in_a_word_beside_another_that_is_none_is_not_offered(
    client: Client, typed: str, name: str
) -> None:
    make_quotation("A mile of dams, a school", "Ada Li")
    make_quotation("We stay", name)
    assert f"by {name}" not in page(client, typed)


def test_consonants_in_other_letters_are_no_word_that_differs_in_one(client: Client) -> None:
    make_quotation("We stay", "Wim Roe")
    make_quotation("We stay", "Ben Obama")
    html = page(client, "أوباما")
    assert "by Ben Obama" in html
    assert "by Wim Roe" not in html


@pytest.mark.parametrize(
    ("typed", "is_said"), [("Нельсон Куокка", False), ("Куокка Роэ", False), ("Нельсон", True)]
)
def test_a_part_of_a_name_in_other_letters_is_not_offered(
    client: Client, typed: str, *, is_said: bool
) -> None:
    make_quotation("We stay", "Nelson Roe")
    assert ("by Nelson Roe" in page(client, typed)) == is_said


def test_a_sound_that_many_names_have_is_shown_as_a_guess(client: Client) -> None:
    make_quotation("We stay", "Ana Macklewain")
    html = page(client, "马克龙尔")
    assert "by Ana Macklewain" not in html or "No name surely sounds like" in html
    html = page(client, "Макрон")
    assert "No name surely sounds like “" in html
    assert "by Ana Macklewain" in html


@pytest.mark.parametrize(
    ("to", "leads"),
    [("roe", False), ("monroe", True), ("mon", True), ("bo m", True), ("onr", False)],
)
def test_the_jump_box_leads_to_nobody_for_letters_within_a_word(
    client: Client, to: str, *, leads: bool
) -> None:
    make_quotation("We stay", "Bo Monroe")
    response = client.get("/jump/", {"to": to})
    assert (response.status_code == 302) == leads
    assert leads or "<span>Bo Monroe</span>" in response.content.decode()
