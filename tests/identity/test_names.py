"""How alike two names are, and that resolution finds those that are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nameparser import parse

from articles.models import Speaker
from articles.resolution.candidates import load_facts
from articles.resolution.facts import Additions, View
from articles.resolution.identify import identify
from extraction.annotations import SpeakerType
from extraction.names import _genders
from extraction.text.folding import key_of
from identity.matching import Person
from identity.names import Blocks, Likeness, _known_words, _parts, blocks_of, likeness, person_name

# Names, and words that are something else in a name.
WORDS = [name.capitalize() for name in list(_genders())[::50]]
WORDS += [word.capitalize() for word in sorted(_known_words())[::9]]

SAME, VARIANT, PART, DIFFERENT = (
    Likeness.SAME,
    Likeness.VARIANT,
    Likeness.PART,
    Likeness.DIFFERENT,
)

ONE = [
    # family name first, and both ways to write a given name of two syllables
    ("Kim Jong Un", "Kim Jong-un", SAME),
    ("Ban Ki-moon", "Ban Ki Moon", SAME),
    ("Quan Meilin", "Meilin Quan", SAME),
    ("Nguyen Phu Trong", "Trong", PART),
    ("Jean-Marie Roe", "Jean Marie Roe", SAME),
    # particles
    ("Ursula von der Leyen", "von der Leyen", PART),
    ("Ana de la Vega", "De La Vega", PART),
    ("Luiz Inácio Lula da Silva", "da Silva", PART),
    ("Abdel Fattah el-Sisi", "el-Sisi", PART),
    ("Mohammed bin Salman", "Mohammad bin Salman", VARIANT),
    # accents, other scripts, other transliterations
    ("Recep Tayyip Erdoğan", "RECEP TAYYIP ERDOGAN", SAME),
    ("Владимир Путин", "Vladimir Putin", SAME),
    ("Viktor Orbán", "Orban", PART),
    ("Anthony O’Neil", "Anthony O'Neil", SAME),
    ("Sergei Lavrov", "Sergey Lavrov", VARIANT),
    ("Dmitry Peskov", "Dmitri Peskov", VARIANT),
    # initials
    ("J. K. Rowling", "J.K. Rowling", SAME),
    ("JK Rowling", "J.K. Rowling", SAME),
    ("J.K. Rowling", "Joanne Kathleen Rowling", VARIANT),
    ("George H. W. Bush", "George H.W. Bush", SAME),
    ("Donald John Trump", "Donald J. Trump", SAME),
    ("Recep Tayyip Erdoğan", "Recep Erdogan", SAME),
    ("E. Davey", "Ed Davey", VARIANT),
    # titles in front, letters behind
    ("Prime Minister Ana Brel", "Ana Brel", SAME),
    ("Foreign Minister Sergei Lavrov", "Lavrov", PART),
    ("David Cameron", "Lord Cameron", PART),
    ("Jane Roe, PhD", "Dr. Jane Roe", SAME),
    ("Keir Starmer MP", "Sir Keir Starmer", SAME),
    ("Martin King, Jr.", "Martin King Jr", SAME),
    # short for something, which may be a woman’s name or a man’s
    ("Al Gore", "Albert Gore", VARIANT),
    ("Jack Roe", "John Roe", VARIANT),
    ("Chris Roe", "Christina Roe", VARIANT),
    ("Chris Roe", "Christopher Roe", VARIANT),
    ('Robert "Bob" Marsh', "Robert Marsh", SAME),
    # two family names
    ("Mary Smith-Jones", "Mary Smith Jones", VARIANT),
    ("Gabriel García Márquez", "Márquez", PART),
]

TWO = [
    ("Eric Trump", "Ivanka Trump"),
    ("Marine Le Pen", "Jean-Marie Le Pen"),
    ("Xi Jinping", "Xi Zhongxun"),
    ("Kim Jong Un", "Kim Jong Il"),
    ("Kim Jong-un", "Kim Yo-jong"),
    ("Li Wang", "Linda Wang"),
    ("Li Wang", "Liang Wang"),
    ("George W. Bush", "George H. W. Bush"),
    ("John Adam Smith", "John Alan Smith"),
    ("D. Trump", "Melania Trump"),
    ("Martin King Jr.", "Martin King Sr."),
    ("John Roe II", "John Roe III"),
    ("Daniel Roe", "Daniela Roe"),
    ("Maria Roe", "Mario Roe"),
    ("Louis Roe", "Louise Roe"),
    ("Andrew Roe", "Andrea Roe"),
    ("Robert Roe", "William Roe"),
    ("Harold Roe", "Henry Roe"),
    ("Ana Brel", "Ada Brel"),
    ("Mohammed bin Salman", "Salman"),
    ("Putin", "Lavrov"),
]


@pytest.mark.parametrize(("left", "right", "expected"), ONE)
def test_names_of_one(left: str, right: str, expected: Likeness) -> None:
    a, b = person_name(left), person_name(right)
    assert likeness(a, b) is expected
    assert likeness(b, a) is expected


def test_blanks_and_hyphens_within_a_given_name_are_nothing() -> None:
    names = [person_name(f"Kim {given}") for given in ("Jong Un", "Jong-un", "Jongun")]
    names += [person_name(f"{given} Kim") for given in ("Jong Un", "Jong-un", "Jongun")]
    assert {likeness(a, b) for a in names for b in names} == {SAME}


@pytest.mark.parametrize(("left", "right"), TWO)
def test_names_of_two(left: str, right: str) -> None:
    a, b = person_name(left), person_name(right)
    assert likeness(a, b) is DIFFERENT
    assert likeness(b, a) is DIFFERENT


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=3))
def test_ordinary_names_are_taken_apart_as_nameparser_does(words: list[str]) -> None:
    name = " ".join(words)
    found = parse(name)
    parts = (found.given, found.middle, found.family, found.suffix, found.nickname)
    assert _parts(name) == parts


@pytest.mark.django_db
@pytest.mark.parametrize(("full", "other", "expected"), ONE)
def test_the_database_finds_all_who_are_alike(full: str, other: str, expected: Likeness) -> None:
    """Not only are they alike: a name that comes in meets the other one on file."""
    on_file = Speaker.objects.create(name=full, type="person", country_id="NO")
    view = View(load_facts([(SpeakerType.PERSON, other)], None), Additions())
    assert identify(Person((other,), frozenset({"NO"})), view).rivals, (
        f"{on_file} is not even compared with {other}"
    )


@pytest.mark.parametrize(
    ("name", "lone", "common"),
    [
        ("Putin", True, False),
        ("President Putin", True, False),
        ("de Blasio", True, False),
        ("Smith", True, True),
        ("Mr. Kim", True, True),
        ("John Smith", False, True),
        ("Sen. John Q. Smith Jr.", False, True),
        ("Zebulon Smith", False, False),
        ("John Zhelezin", False, False),
        ("Wei Zhang", False, True),
        ("Zhang Wei", False, True),
    ],
)
def test_how_much_a_name_says(name: str, lone: bool, common: bool) -> None:
    parsed = person_name(name)
    assert (parsed.lone, parsed.common) == (lone, common)


@pytest.mark.parametrize(
    ("name", "generation", "nickname"),
    [
        ("Martin King Jr.", "jr", ""),
        ("Robert Lee III", "iii", ""),
        ("Robert “Bob” Marsh", "", "bob"),
        ("Robert (Bob) Marsh", "", "bob"),
        ("Jane Roe, PhD", "", ""),
    ],
)
def test_generation_and_nickname(name: str, generation: str, nickname: str) -> None:
    parsed = person_name(name)
    assert (parsed.generation, parsed.nickname) == (generation, nickname)


# ── any text ─────────────────────────────────────────────────────────────────────

words = st.sampled_from(
    "Ana ana Ána Jong Jong-un Un Kim Xi Li Bill William Bob “Bob” (Bob) J. J J.K. K. de la van bin "
    "el-Sisi O’Neil Dr. Sen. President Jr. III , PhD Smith Smith-Jones Jones Márquez García "
    "Zelensky Zelenskyy Путин 习近平 Mohammed Muhammad Daniel Daniela ' - … 🙂".split()
)
names = st.lists(words, max_size=5).map(" ".join)
texts = st.text(max_size=40)


@given(names, names)
def test_likeness_has_no_side(left: str, right: str) -> None:
    a, b = person_name(left), person_name(right)
    assert likeness(a, b) is likeness(b, a)


@given(names | texts)
def test_a_name_is_itself(name: str) -> None:
    assert likeness(person_name(name), person_name(name)) is SAME


@given(names | texts)
def test_no_text_is_too_odd_to_be_looked_up_and_kept(name: str) -> None:
    key, blocks = key_of(name), blocks_of(name)
    assert bool(key) == bool(name)
    assert max(len(key), len(blocks.first), len(blocks.last)) <= 300
    assert max(len(blocks.by_given), len(blocks.by_family)) <= 310


@given(st.text(min_size=1, max_size=3).map(lambda piece: piece * 400))
def test_no_name_is_too_long_for_its_columns(name: str) -> None:
    key, blocks = key_of(name), blocks_of(name)
    assert max(len(key), len(blocks.first), len(blocks.last)) <= 300
    assert max(len(blocks.by_given), len(blocks.by_family)) <= 310


@given(names.filter(lambda name: any(map(str.isalnum, name))))
def test_case_and_blanks_make_no_other_key(name: str) -> None:
    assert key_of(name.upper().replace(" ", "  ")) == key_of(name)


def test_a_slip_at_the_end_of_either_name_keeps_a_block() -> None:
    def shared(left: Blocks, right: Blocks) -> bool:
        return left.by_given == right.by_given or left.by_family == right.by_family

    right = blocks_of("Vladimir Zelensky")
    assert shared(blocks_of("Vladimir Zelenskyy"), right)
    assert shared(blocks_of("Vladmir Zelensky"), right)
    assert not shared(blocks_of("Ana Brel"), right)
