"""Who is introduced by what stands before, and names that several countries share."""

from __future__ import annotations

import pytest

from extraction.countries.article.article_signs import ArticleSigns
from extraction.countries.evidence import NONE
from extraction.countries.signs.signs import signs_in
from extraction.countries.speakers.speaker_country import SpeakerCountries
from extraction.pipeline import document_of, load
from tests.support.accra import ACCRA, evidence


@pytest.mark.parametrize(
    ("paragraph", "feature"),
    [
        ("A firm in Bergen lent a plough. “It is dry,” said Ana Brel.", "intro:one"),
        ("Two drivers from Bergen slept there. “It is dry,” said Ana Brel.", "intro:one"),
        ("The ground belongs to a Bergen builder. “It is dry,” said Ana Brel.", "intro:one"),
        ("Hoteliers in Bergen were sad. “It is dry,” said Ana Brel.", "intro:one"),
        ("Young bakers from Bergen came. “It is dry,” said Ana Brel.", "intro:one"),
        ("The hoteliers of Bergen were sad. “It is dry,” said Ana Brel.", "intro:one"),
        ("Business in Bergen was slow. “It is dry,” said Ana Brel.", None),
        ("In Bergen, roads are wet. “It is dry,” said Ana Brel.", "intro:place"),
        ("Across the sea, in Bergen, they wait. “It is dry,” said Ana Brel.", "intro:place"),
        ("The plough was made near Bergen. “It is dry,” said Ana Brel.", None),
        ("A man from Bergen was tried. “It is dry,” said Judge Ana Brel.", None),
        ("Two men from Bergen were held. Police spokeswoman Ana Brel said it was dry.", None),
        ("A Bergen firm lent it. “It is dry,” said Ana Brel, the village mayor.", None),
        (
            "A police boat from Bergen came. “It is deep,” said Ana Brel, of the police.",
            "intro:one",
        ),
        ("“A firm in Bergen lent it,” said Efua Ofori. “It is dry,” said Ana Brel.", None),
    ],
)
def test_the_sentences_before_introduce_a_speaker(paragraph: str, feature: str | None) -> None:
    found = {each.feature for each in evidence(paragraph) if each.code == "NO"}
    assert {each for each in found if each.startswith("intro:")} == ({feature} - {None})


@pytest.mark.parametrize(
    ("paragraph", "international"),
    [
        ("An officer of the World Bank said so. “It is dry,” said Ana Brel.", True),
        ("The World Bank said so. “It is dry,” said its officer, Ana Brel.", True),
        ("The World Bank said so. “It is dry,” said Ana Brel.", False),
        ("A firm in Bergen told the World Bank. “It is dry,” said its officer, Ana Brel.", False),
    ],
)
def test_who_is_introduced_with_an_international_body_is_of_no_country(
    paragraph: str, international: bool
) -> None:
    found = {(each.code, each.feature) for each in evidence(paragraph)}
    assert ((NONE, "none:international") in found) is international


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Drivers in Tacna blocked the road.\n\n“It is dear,” said Ana Brel.", {"PE"}),
        ("Drivers blocked the road from Tacna.\n\n“It is dear,” one said.", {"PE"}),
        ("Drivers blocked the road.\n\n“It is dear,” said Ana Brel.", set()),
        ("Drivers in Tacna wait.\n\nA firm in Bergen pays. “It is dear,” said Ana Brel.", set()),
    ],
)
def test_who_is_mentioned_first_without_another_country_is_of_the_scene(
    text: str, told: set[str]
) -> None:
    document = document_of(text)
    (resolved,) = document.sources.values()
    found = SpeakerCountries(document).evidence_of_resolved(resolved)
    assert {each.code for each in found if each.feature == "scene"} == told


def test_a_guest_who_is_introduced_is_not_of_where_the_article_is_at_home() -> None:
    paragraph = "The scene was built by a firm from Graz. “It floats,” said Reinhard Pichl."
    found = load().extract(ACCRA.format(paragraph=paragraph))
    assert [quotation.speaker_country for quotation in found.quotations] == ["AT"]


@pytest.mark.parametrize(
    ("paragraph", "owned"),
    [
        ("A firm in Bergen built it. “It is dry,” said the firm’s buyer, Ana Brel.", True),
        ("A firm in Bergen built it. “It is dry,” its spokeswoman said.", True),
        ("A firm in Bergen built it. “It is dry,” the spokeswoman said.", False),
        ("A firm in Bergen built it.\n\n“It is dry,” said Ana Brel, its buyer.", True),
        (
            "A firm in Bergen built it.\n\nNobody came. “It is dry,” said Ana Brel, its buyer.",
            False,
        ),
    ],
)
def test_whose_buyer_someone_is_stands_before(paragraph: str, owned: bool) -> None:
    assert (("NO", "topic") in {(e.code, e.feature) for e in evidence(paragraph)}) is owned


@pytest.mark.parametrize(
    ("paragraph", "political"),
    [
        ("Oslo, which paid, is angry. “It is dry,” said Senator Ana Brel.", True),
        ("It is as in Oslo. “It is dry,” said Senator Ana Brel.", False),
    ],
)
def test_a_senator_is_of_the_capital_that_opens_the_paragraph(
    paragraph: str, political: bool
) -> None:
    assert (("NO", "topic") in {(e.code, e.feature) for e in evidence(paragraph)}) is political


@pytest.mark.parametrize(
    ("town", "code"), [("Bogotá", "CO"), ("Guadalajara, in Jalisco,", "MX"), ("Tucumán", "AR")]
)
def test_money_of_several_countries_is_that_of_the_place(town: str, code: str) -> None:
    text = (
        f"Drivers in {town} blocked the road. Each had paid 900 pesos.\n\n“It is dear,” said one."
    )
    signs = ArticleSigns(document_of(text)).signs
    pesos = {sign.code: sign.share for sign in signs if sign.span.of(text) == "pesos"}
    assert sum(pesos.values()) == pytest.approx(1.0)
    assert max(pesos, key=lambda each: pesos[each]) == code
    plain = {sign.code: sign.share for sign in signs_in("900 pesos")}
    assert pesos[code] > 1.5 * plain[code]


def test_a_name_is_no_sign_of_countries_that_share_one_word() -> None:
    text = "Drivers in Bogotá paid 900 pesos each.\n\n“It is dear,” said Hernando Brel."
    assert ArticleSigns(document_of(text)).candidates == {"CO"}


@pytest.mark.parametrize(
    ("party", "codes"),
    [
        ("Democrats", {"US"}),
        ("Senate Democrats", {"US"}),
        ("New Democrats", {"CA"}),
        ("Free Democrats", {"DE"}),
    ],
)
def test_democrats_are_american_only_without_another_word(party: str, codes: set[str]) -> None:
    assert {sign.code for sign in signs_in(f"a call by the {party} for an inquiry")} == codes


def test_social_and_christian_democrats_are_of_many_countries() -> None:
    for party in ("Social Democrats", "Christian Democrats"):
        signs = signs_in(f"a call by the {party} for an inquiry")
        assert len(signs) > 5
        assert "US" not in {sign.code for sign in signs}


@pytest.mark.parametrize(
    ("town", "code"), [("Lerida", "ES"), ("Cracow", "PL"), ("Poona", "IN"), ("Majunga", "MG")]
)
def test_towns_are_known_by_their_older_names(town: str, code: str) -> None:
    assert [sign.code for sign in signs_in(f"a baker from {town}")] == [code]


@pytest.mark.parametrize(
    ("region", "code"),
    [("Speyside", "GB"), ("Connemara", "IE"), ("Karoo", "ZA"), ("Cotswolds", "GB")],
)
def test_regions_without_a_town_are_signs(region: str, code: str) -> None:
    assert [sign.code for sign in signs_in(f"rain over the {region} for a week")] == [code]


def test_a_language_is_no_sign_of_a_country() -> None:
    assert signs_in("The lies were told in English, to a Spanish-speaking crowd.") == []
    assert [sign.code for sign in signs_in("They were told in English pubs.")] == ["GB"]


def test_an_officer_of_the_bloc_is_of_no_country() -> None:
    text = (
        "ATHENS — Greece asked for help.\n\n“We come,” the bloc’s commissioner, Maarten Ek, said."
    )
    assert load().extract(text).quotations[0].speaker_country is None


@pytest.mark.parametrize(
    ("cities", "code"),
    [
        (("Lahore", "Peshawar", "Quetta"), "PK"),
        (("Delhi", "Lucknow", "Patna"), "IN"),
    ],
)
def test_a_name_of_bodies_of_two_countries_is_of_that_of_the_article(
    cities: tuple[str, str, str], code: str
) -> None:
    text = f"From {cities[0]} to {cities[1]} and {cities[2]} the PTI found no rain."
    shares = {s.code: s.share for s in ArticleSigns(document_of(text)).signs_of("PTI reporter")}
    assert shares.keys() == {"IN", "PK"}
    assert shares[code] > 0.7


@pytest.mark.parametrize(
    ("paragraph", "introduced"),
    [
        ("Two hikers from Bergen were saved.\n\n“It is dry,” said Ana Brel, 28.", True),
        ("A Norwegian baker came.\n\n“It is dry,” said Ana Brel, who has an oven.", True),
        ("A Norwegian baker came.\n\n“It is dry,” said police chief Ana Brel.", False),
        ("A Norwegian baker came.\n\nIn Lima, “it is dry,” said Ana Brel, 28.", False),
        ("A Norwegian baker met Efua Ofori.\n\n“It is dry,” said Ana Brel, 28.", False),
        ("The road to Bergen is shut.\n\n“It is dry,” said Ana Brel, 28.", False),
    ],
)
def test_who_is_named_behind_a_paragraph_on_some_people_is_one_of_them(
    paragraph: str, introduced: bool
) -> None:
    found = {(each.code, each.feature) for each in evidence(paragraph)}
    assert (("NO", "intro:before") in found) is introduced
