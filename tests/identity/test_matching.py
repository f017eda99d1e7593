"""Rule by rule: what is enough to call two people one, and what speaks against it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity.matching import Person, match, weigh
from identity.names import Likeness


def person(
    *names: str, country: str = "", title: str | tuple[str, ...] = (), beside: str = ""
) -> Person:
    titles = (title,) if isinstance(title, str) else title
    return Person(names, frozenset(country.split()), frozenset(titles), frozenset(beside.split()))


def chosen(who: Person, *known: Person) -> int | None:
    return match(who, known).chosen


# ── a full name ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "facts",
    [
        {"country": "GB"},
        {"country": "GB US"},
        {"title": "baker"},
        {"title": ("the local baker", "chair")},
        {"beside": "a b"},
    ],
)
def test_of_a_common_name_something_must_agree(facts: dict[str, str]) -> None:
    known = person("John Smith", country="GB", title="baker", beside="a b c")
    assert chosen(person("John Smith"), known) is None
    assert chosen(person("John Smith", **facts), known) == 0
    assert chosen(person("Zebulon Smith"), person("Zebulon Smith")) == 0


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [("former chief", "former chief"), ("of the", "of the"), ("baker", "bakers"), ("US", "US")],
)
def test_words_that_say_nothing_are_no_office(mine: str, theirs: str) -> None:
    assert not weigh(person("Ana Brel", title=mine), person("Ana Brel", title=theirs)).office


def test_one_companion_is_chance() -> None:
    known = person("John Smith", beside="a b")
    assert not weigh(person("John Smith", beside="a c"), known).companions
    assert weigh(person("John Smith", beside="b c a"), known).companions


@pytest.mark.parametrize(
    ("country", "title", "beside", "conflict"),
    [
        ("SE", "", "", False),
        ("NO", "singer", "", False),
        ("", "singer", "", False),
        ("SE", "singer", "", True),
        ("SE", "judge", "", False),
        ("SE", "singer", "a b", False),
    ],
)
def test_of_a_rare_name_country_and_trade_speak_against_it_together(
    country: str, title: str, beside: str, conflict: bool
) -> None:
    known = person("Ana Brel", country="NO", title="judge", beside="a b")
    who = person("Ana Brel", country=country, title=title or (), beside=beside)
    assert weigh(who, known).conflict is conflict
    assert chosen(who, known) == (None if conflict else 0)


@pytest.mark.parametrize("name", ["John Smith", "Smith", "J. Smith"])
@pytest.mark.parametrize(
    ("country", "title", "beside", "conflict"),
    [
        ("US", "", "", True),
        ("US", "judge", "", True),
        ("US", "", "a b", False),
        ("", "singer", "", True),
        ("GB", "singer", "", False),
        ("", "singer", "a b", False),
        ("", "", "", False),
    ],
)
def test_of_any_other_name_each_of_them_does(
    name: str, country: str, title: str, beside: str, conflict: bool
) -> None:
    known = person("John Smith", country="GB", title="judge", beside="a b")
    who = person(name, country=country, title=title or (), beside=beside)
    assert weigh(who, known).conflict is conflict


def test_the_same_name_goes_before_a_variant_and_more_evidence_before_less() -> None:
    who = person("William Marsh", country="NO", title="judge")
    short = person("Will Marsh", country="NO", title="judge")
    assert chosen(who, short, person("William Marsh")) == 1
    assert chosen(who, person("William Marsh", country="NO"), person("William Marsh")) == 0
    assert chosen(who, person("William Marsh"), person("William Marsh")) is None


def test_any_of_their_names_will_do() -> None:
    known = person("Joanne Rowling", "Robert Galbraith")
    assert chosen(person("Robert Galbraith"), known) == 0


# ── a variant ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["Xi Jingping", "J. Xi", "X. Jinping"])
def test_a_variant_needs_something_that_agrees(name: str) -> None:
    known = person("Xi Jinping", country="CN", title="president")
    assert chosen(person(name), known) is None
    assert chosen(person(name, country="CN"), known) == 0
    assert chosen(person(name, title="the president"), known) == 0
    assert chosen(person(name, country="US", title="president"), known) is None


# ── a family name alone ───────────────────────────────────────────────────────────────────


def test_a_rare_name_with_one_candidate_is_that_person() -> None:
    assert chosen(person("Brel"), person("Ana Brel")) == 0
    assert chosen(person("Brel"), person("Ana Brel"), person("Una Marsh")) == 0
    assert chosen(person("Brel"), person("Ana Brel"), person("Ida Brel")) is None
    assert chosen(person("Brel", country="NO"), person("Ana Brel", country="SE")) is None


def test_of_two_who_bear_it_one_may_not_fit() -> None:
    ana, ida = person("Ana Brel", country="NO"), person("Ida Brel", country="SE")
    assert chosen(person("Brel", country="SE"), ana, ida) == 1
    assert chosen(person("Brel"), ana, ida) is None


@pytest.mark.parametrize(
    ("facts", "enough"),
    [
        ({}, False),
        ({"country": "GB"}, False),
        ({"title": "baker"}, False),
        ({"beside": "a b"}, False),
        ({"country": "GB", "title": "baker"}, True),
        ({"country": "GB", "beside": "a b"}, True),
        ({"title": "mayor"}, True),
    ],
)
def test_a_common_one_takes_two_things_or_an_office_of_one(
    facts: dict[str, str], enough: bool
) -> None:
    known = person("John Smith", country="GB", title=("baker", "mayor"), beside="a b")
    assert chosen(person("Smith", **facts), known) == (0 if enough else None)


@pytest.mark.parametrize("title", ["president", "former President", "prime minister", "pope"])
def test_an_office_of_one_picks_one_of_two(title: str) -> None:
    ana, ida = person("Ana Brel", title="judge"), person("Ida Brel", title=title)
    assert chosen(person("Brel", title=title), ana, ida) == 1
    ana, ida = person("Ana Brel"), person("Ida Brel", title="officer")
    assert chosen(person("Brel", title="officer"), ana, ida) is None


@pytest.mark.parametrize(
    ("facts", "enough"),
    [
        ({}, False),
        ({"country": "NO"}, False),
        ({"title": "president"}, False),
        ({"country": "NO", "title": "judge"}, False),
        ({"country": "NO", "title": "president"}, True),
        ({"title": "judge", "beside": "a b"}, True),
        ({"beside": "a b"}, False),
    ],
)
def test_two_of_them_take_an_office_of_one_and_its_country(
    facts: dict[str, str], enough: bool
) -> None:
    known = person("Brel", country="NO", title=("president", "judge"), beside="a b")
    assert chosen(person("Brel", **facts), known) == (0 if enough else None)


# ── what is said of it ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("who", "known", "reason"),
    [
        (person("Ana Brel"), person("Ana Brel", country="NO"), ""),
        (person("Brel"), person("Ana Brel"), "the only Brel on file who fits"),
        (
            person("Putin", country="RU", title="President"),
            person("Vladimir Putin", country="RU", title="Russian president"),
            "the only Putin on file who fits: president, same country",
        ),
        (
            person("Xi Jingping", country="CN", beside="a b"),
            person("Xi Jinping", country="CN", beside="a b"),
            "“Xi Jingping” is Xi Jinping: same country, named beside the same people",
        ),
    ],
)
def test_the_reason(who: Person, known: Person, reason: str) -> None:
    assert match(who, [known]).reason == reason


def test_rivals_are_all_who_might_be_meant() -> None:
    known = [person("Bo Li"), person("Ana Brel"), person("Ida Brel"), person("Brel", country="SE")]
    found = match(person("Brel", country="NO"), known)
    assert (found.chosen, found.rivals, found.reason) == (None, (1, 2), "")
    assert match(person("Marsh"), known).rivals == ()


# ── properties ────────────────────────────────────────────────────────────────────────────

people = st.builds(
    Person,
    st.sampled_from(
        ["Ana Brel", "Brel", "A. Brel", "John Smith", "Smith", "Jon Smith", "Xi Jinping", "Xi", ""]
    ).map(lambda name: (name,)),
    st.frozensets(st.sampled_from(["NO", "SE"]), max_size=2),
    st.frozensets(st.sampled_from(["president", "judge", "the", ""]), max_size=2),
    st.frozensets(st.sampled_from("abc"), max_size=3),
)


@given(people, people)
def test_evidence_has_no_side(left: Person, right: Person) -> None:
    mine, theirs = weigh(left, right), weigh(right, left)
    assert (mine.likeness, mine.agreeing) == (theirs.likeness, theirs.agreeing)


@given(people, st.lists(people, max_size=4))
def test_the_chosen_is_a_rival_who_fits(who: Person, known: list[Person]) -> None:
    found = match(who, known)
    assert found.chosen is None or found.chosen in found.rivals
    for index in found.rivals:
        evidence = weigh(who, known[index])
        assert not evidence.conflict
        assert evidence.likeness is not Likeness.DIFFERENT


@given(people, st.lists(people, max_size=3))
def test_twice_on_file_is_nobody(who: Person, known: list[Person]) -> None:
    twice = [*known, *known]
    assert match(who, twice).chosen is None


@given(people, st.lists(people, max_size=4))
def test_the_order_on_file_does_not_matter(who: Person, known: list[Person]) -> None:
    found, turned = match(who, known).chosen, match(who, known[::-1]).chosen
    assert (found is None) == (turned is None)
    if found is not None and turned is not None:
        assert found == len(known) - 1 - turned
