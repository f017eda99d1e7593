"""What tells a country without naming it: cities, institutions, words, names of people."""

from __future__ import annotations

import pytest

from extraction.countries.people.name_origins import origins, runs
from extraction.countries.signs.cities import find_cities
from extraction.countries.signs.places import FILES, SHARED
from extraction.countries.signs.signs import SignKind, signs_in
from extraction.countries.signs.words import CURRENCIES, find_words
from extraction.countries.table import COUNTRIES, lines_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a farmer from Bobo-Dioulasso", ["BF"]),
        ("the Gabès district", ["TN"]),
        ("At Kayanza, women walked. In Lobatse nobody did.", ["BI", "BW"]),
        ("two villages in Šalčininkai", ["LT"]),
        ("power cuts in Jahra", ["KW"]),
        ("a girl called Sofia Bergama", []),
        ("the teacher Ann Walsall", []),
    ],
)
def test_cities_are_written_like_places(text: str, expected: list[str]) -> None:
    codes = [code for sign in signs_in(text) for code in [sign.code] if sign.share > 0.5]
    assert codes == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a baker from Perth in Scotland", "GB"),
        ("a baker from Perth, Scotland, said", "GB"),
        ("a baker from Perth, Norway and Peru", "AU"),
        ("a baker from Perth in July", "AU"),
    ],
)
def test_a_place_is_in_the_country_that_stands_behind(text: str, code: str) -> None:
    assert signs_in(text)[0].code == code


def test_a_city_with_namesakes_is_shared_by_size() -> None:
    ((_, shares),) = find_cities("a fire in Georgetown on Monday")
    assert dict(shares)["GY"] > dict(shares)["US"] > 0
    assert sum(share for _, share in shares) == pytest.approx(1.0)


def test_every_city_has_countries_and_people() -> None:
    for line in [*lines_of("cities.tsv"), *lines_of("provinces.tsv")]:
        name, *cells = line.split("\t")
        assert name
        assert cells, name
        assert all(cell[:2] in COUNTRIES and int(cell[3:]) > 0 for cell in cells), name


def test_every_word_is_found_with_its_countries() -> None:
    for line in lines_of("words.tsv"):
        code, words = line.split("\t")
        assert code in COUNTRIES
        for word in words.split("|"):
            found = list(find_words(f"they spoke of {word} again"))
            assert any(code in codes for _, codes in found), word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a fee of 3,000 lek", ["AL"]),
        ("14 million kip a wagon", ["LA"]),
        ("900 won the prize, and 40 marks by a teacher", []),
    ],
)
def test_money_called_like_other_things_counts_behind_an_amount(
    text: str, expected: list[str]
) -> None:
    assert [sign.code for sign in signs_in(text)] == expected


def test_a_word_of_many_countries_is_shared_and_who_has_it_most_keeps_most() -> None:
    found = {sign.code: sign.share for sign in signs_in("paid 500 CFA francs")}
    assert found["SN"] > found["TG"] > 0
    assert sum(found.values()) == pytest.approx(1.0)


def test_every_shared_name_is_of_several_countries_and_found_as_theirs() -> None:
    single = {name for file in FILES for line in lines_of(file) for name in _names(line)}
    for line in lines_of(SHARED):
        name, codes = line.split("\t")
        owners = set(codes.split())
        assert len(owners) > 1, name
        assert owners <= COUNTRIES.keys(), name
        assert name not in single
        signs = signs_in(f"They spoke of {name} again.")
        assert {sign.code for sign in signs} == owners, name
        assert sum(sign.share for sign in signs) == pytest.approx(1.0), name


def _names(line: str) -> list[str]:
    return line.split("\t")[1].split("|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("of the House of Representatives of Fiji", "FJ"),
        ("of the Daily Mirror in Colombo", "LK"),
        ("of the Shura Council, Qatar", "QA"),
        ("of Fiji’s House of Representatives", "FJ"),
        ("of the Ghanaian Communist Party", "GH"),
        ("of the Legislative Assembly, in July", None),
    ],
)
def test_a_shared_name_is_that_of_the_place_beside_it(text: str, expected: str | None) -> None:
    first, *others = (sign for sign in signs_in(text) if sign.kind is SignKind.INSTITUTION)
    assert (first.code if first.share == 1.0 else None) == expected
    assert bool(others) == (expected is None)


def test_longer_signs_hold_those_inside_them() -> None:
    text = "the High Court of Tamil Nadu paid 500 rand in Port Elizabeth"
    kinds = [(sign.span.of(text), sign.kind) for sign in signs_in(text)]
    assert kinds == [
        ("Tamil Nadu", SignKind.PLACE),
        ("rand", SignKind.WORD),
        ("Port Elizabeth", SignKind.PLACE),
    ]


def test_runs_mark_the_ends_of_a_name() -> None:
    assert {"<", "<o", "ola>", "bola"} & set(runs("Bola")) == {"<", "ola>", "bola"}


@pytest.mark.parametrize(
    ("name", "likely", "unlikely"),
    [
        ("Katarzyna Wiśniewska", "PL", "JP"),
        ("Hiroko Matsushita", "JP", "PL"),
        ("Giorgi Maisuradze", "GE", "NG"),
        ("Chukwuemeka Onwuachi", "NG", "FI"),
        ("Nguyen Thi Huong", "VN", "BR"),
    ],
)
def test_names_look_like_where_they_come_from(name: str, likely: str, unlikely: str) -> None:
    fits = origins(name.split())
    assert fits[likely] > 0.5 > fits.get(unlikely, 0.0)


def test_a_name_without_letters_has_no_origin() -> None:
    assert origins(["—", "7"]) == {}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("sold at Sh3,200 a bag", {"KE", "TZ", "UG"}),
        ("want R1,900 a month", {"ZA"}),
        ("a fine of N214m", {"NG"}),
        ("a ticket for LE20", {"EG"}),
        ("took the R40 to the M25", set()),
        ("an N95 mask in room P53", set()),
    ],
)
def test_the_letters_before_an_amount_tell_whose_money_it_is(text: str, codes: set[str]) -> None:
    assert {sign.code for sign in signs_in(text)} == codes


def test_no_amount_is_a_word_of_the_table_too() -> None:
    for letters in CURRENCIES:
        signs = signs_in(f"paid {letters} 4,000 for it")
        assert len({(s.span, s.code) for s in signs}) == len(signs), letters


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a fire in Toledo", {"US", "ES"}),
        ("a clinic in Durham", {"US", "GB"}),
        ("a shop in Newcastle", {"AU", "GB", "ZA"}),
        ("a senator of the Frente Amplio", {"CL", "UY"}),
        ("hit by a boda boda", {"KE", "TZ", "UG"}),
        ("a train of the Green Line", set()),
    ],
)
def test_what_two_countries_have_is_a_sign_of_both(text: str, codes: set[str]) -> None:
    found = {sign.code for sign in signs_in(text)}
    assert codes <= found
    assert codes or not found


def test_names_that_arab_countries_share_fit_all_of_them() -> None:
    fits = origins(["Sameh", "Abdel-Ghaffar"])
    assert min(fits[code] for code in ("EG", "SA", "YE")) > 0.3


def test_a_book_of_records_is_no_brewery() -> None:
    assert [sign.code for sign in signs_in("an editor of Guinness World Records")] == ["GB"]


@pytest.mark.parametrize(
    ("post", "countries"),
    [
        ("Commissioner of Police", {"NG", "IN", "KE", "JM"}),
        ("Inspector-General of Police", {"NG", "GH", "MY"}),
        ("head teacher", {"UG", "GB", "KE"}),
        ("Sheriff", {"US", "GB"}),
    ],
)
def test_a_post_that_several_countries_have_is_a_sign_of_none_alone(
    post: str, countries: set[str]
) -> None:
    (found,) = find_words(f"They met the {post} there")
    assert countries <= set(found[1])
