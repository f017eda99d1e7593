"""Who comes from elsewhere, whose “its” chief is, and bodies whose country is said once."""

from __future__ import annotations

from math import log1p

import pytest

from extraction.countries.article.article_signs import NAMED_AFTER, ArticleSigns
from extraction.countries.article.home import home_evidence
from extraction.countries.signs.signs import WORLDWIDE, signs_in
from extraction.countries.speakers.bodies import bodies
from extraction.countries.speakers.speaker_country import SpeakerCountries
from extraction.pipeline import document_of
from tests.support.accra import evidence

INTERNATIONAL = "none:international"


def features(paragraph: str) -> set[tuple[str, str]]:
    return {(each.code, each.feature) for each in evidence(paragraph)}


@pytest.mark.parametrize(
    ("paragraph", "owned"),
    [
        ("A firm in Bergen built it. “It is dry,” said its engineer, Ana Brel.", True),
        ("A firm in Bergen built it. “It is dry,” said Ana Brel, who runs it.", True),
        ("A firm in Bergen built it. Its chief engineer, Ana Brel, said: “It is dry.”", True),
        ("A firm in Bergen built it. “It is dry,” said an engineer, Ana Brel.", False),
        ("A firm in Bergen built it. “It is dry,” said Ana Brel, who wrote it.", False),
    ],
)
def test_its_chief_is_of_where_it_is(paragraph: str, owned: bool) -> None:
    assert (("NO", "topic") in features(paragraph)) is owned


@pytest.mark.parametrize(
    ("paragraph", "code"),
    [
        ("A Norwegian road firm built it, and Peru paid. “It is dry,” said {}.", "NO"),
        ("A firm from Bergen built it. Lima paid. “It is dry,” said {}.", "NO"),
        ("A bank in Bergen lent it. Lima paid. “It is dry,” said {}.", "PE"),
    ],
)
def test_the_firm_is_of_where_it_was_said_to_be(paragraph: str, code: str) -> None:
    for whose in ("the firm’s engineer, Ana Brel", "Ana Brel, the firm’s engineer"):
        assert (code, "topic") in features(paragraph.format(whose))


@pytest.mark.parametrize(
    ("paragraph", "code"),
    [
        ("Exiles from Minsk founded it in Bergen.\n\n“It is dry,” said its head, Ana Brel.", "BY"),
        ("Six Swiss hikers lay in Bergen.\n\n“It is dry,” said their leader, Dr Ana Brel.", "CH"),
        ("A ship lay in Bergen.\n\n“It is dry,” said its captain, Ana Brel.", None),
        ("A World Bank team is in Bergen.\n\n“It is dry,” said its head, Ana Brel.", ""),
        ("A World Bank team in Bergen waits. “It is dry,” said the team’s head, Ana Brel.", ""),
    ],
)
def test_its_chief_is_of_those_of_whom_the_paragraph_before_speaks(
    paragraph: str, code: str | None
) -> None:
    found = [each for each in sorted(features(paragraph)) if each[1] in ("topic", INTERNATIONAL)]
    assert [each[0] for each in found] == ([] if code is None else [code])


def test_a_firm_without_a_name_is_of_where_it_was_said_to_be() -> None:
    paragraph = "A Norwegian road firm built it. {} said it was dry."
    assert ("NO", "topic") in features(paragraph.format("The firm"))
    assert ("NO", "topic") not in features(paragraph.format("A visitor to the firm"))


def test_an_officer_of_an_international_body_is_not_of_where_its_office_is() -> None:
    said = "The World Bank said so. “It is dry,” said its head in Accra, Ana Brel."
    assert ("", "none:international") in features(said)


@pytest.mark.parametrize(
    ("described", "feature"),
    [
        ("Bergen captain Ana Brel", "own:club"),
        ("Bergen’s head coach, Ana Brel", "own:club"),
        ("Bergen mayor Ana Brel", "own:place"),
    ],
)
def test_a_club_tells_little_of_where_its_players_are_from(described: str, feature: str) -> None:
    kinds = {kind for code, kind in features(f"“It is dry,” said {described}.") if code == "NO"}
    assert {kind for kind in kinds if kind.startswith("own:")} == {feature}


@pytest.mark.parametrize(
    ("paragraph", "abroad"),
    [
        ("“It is dry,” said Ana Brel, the ambassador.", True),
        ("“It is dry,” said Ana Brel, a former ambassador to Fiji.", False),
        ("Ana Brel flew in for the fair. “It is dry,” she said.", True),
        ("The health minister, Ana Brel, flew in on Sunday. “It is dry,” she said.", False),
        ("Ana Brel was in Kumasi for the fair. “It is dry,” she said.", True),
        ("Ana Brel, who came from Bergen to count them, drove. “It is dry,” she said.", True),
        ("Ana Brel came from behind to win. “It is dry,” she said.", False),
        ("Ana Brel wrote a book on it. “It is dry,” she said.", False),
    ],
)
def test_who_is_sent_or_visits_is_rather_of_another_country(paragraph: str, abroad: bool) -> None:
    assert (("GH", "abroad") in features(paragraph)) is abroad


@pytest.mark.parametrize(
    ("said", "home"),
    [
        ("In Norway we would have waited. Here they dig", True),
        ("In Norway a road takes a year. In Ghana it takes a week", True),
        ("My sister in Norway builds them", True),
        ("We Norwegians build them in winter", True),
        ("Norway is my home, and there they wait", True),
        ("They build them in Norway", False),
        ("That was our second match in Norway", False),
        ("Our goats are fat, and it rains in Norway", False),
    ],
)
def test_who_compares_two_places_is_of_the_first(said: str, home: bool) -> None:
    found = features(f"Ana Brel looked at the road. “{said},” she said.")
    assert (("NO", "said:home") in found) is home
    assert ("GH", "said:home") not in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Norwegian drilling company Brelund digs.", "Brelund"),
        ("Oslo-based airline Brel Norse flies.", "Brel Norse"),
        ("Brelund, a Norwegian drilling company, digs.", "Brelund"),
        ("Brelund, one of Norway’s largest airlines, flies.", "Brelund"),
        ("Brelund, which is listed in Oslo, digs.", "Brelund"),
        ("The Norwegian minister Brelund digs.", None),
        ("Brelund, a guest of the Norwegian king, digs.", None),
    ],
)
def test_the_country_of_a_body_is_said_once(text: str, name: str | None) -> None:
    assert bodies(text, signs_in(text)) == ({name: "NO"} if name else {})


def test_who_works_for_a_body_is_of_its_country() -> None:
    found = features(
        "The Norwegian drilling company Brelund digs. “It is dry,” said Ana Holm of Brelund."
    )
    assert ("NO", "employer") in found
    asked = features(
        "The Norwegian bank Brelund lends. “It is dry,” said Ana Holm, an analyst at Brelund."
    )
    assert ("NO", "own:firm") in asked


def test_a_company_known_in_all_countries_is_a_weak_sign() -> None:
    (known,), (local,) = signs_in("to Microsoft"), signs_in("to Eskom")
    assert known.share < local.share == 1.0


@pytest.mark.parametrize(
    ("phrase", "share"),
    [("Toyota", 1.0), ("The BBC", 1.0), ("a driver of a Toyota", WORLDWIDE)],
)
def test_a_company_known_in_all_countries_speaks_for_its_own(phrase: str, share: float) -> None:
    article = ArticleSigns(document_of("It rained."))
    assert [sign.share for sign in article.signs_of(phrase)] == [share]


def test_several_such_companies_are_not_the_forms_of_a_home() -> None:
    def forms(text: str) -> float:
        found = home_evidence(text, signs_in(text), ())
        return max(each.amount for each in found if each.feature == "article:forms")

    known, local = forms("Microsoft and Intel paid."), forms("From Boston to Tulsa they paid.")
    assert known < log1p(1.0) < local == pytest.approx(log1p(2.0))


def test_a_country_in_capitals_is_no_other_form() -> None:
    def forms(text: str) -> float:
        found = home_evidence(text, signs_in(text), ())
        return max(each.amount for each in found if each.feature == "article:forms")

    assert forms("NORWAY waits. Norway is cold.") == pytest.approx(log1p(1.0))
    assert forms("NORWAY waits. In Bergen they met.") == pytest.approx(log1p(2.0))


SOUTH_AFRICAN = "Durban is hot. Soweto is dry. Pretoria waits. Johannesburg waits too."


@pytest.mark.parametrize(
    ("phrase", "share"),
    [
        ("a dentist from Kensington", NAMED_AFTER),
        ("a dentist of Tesco", 1.0),
        ("a dentist from Kensington, Britain", 1.0),
    ],
)
def test_a_place_may_be_a_namesake_where_all_signs_are_of_another_country(
    phrase: str, share: float
) -> None:
    article = ArticleSigns(document_of(SOUTH_AFRICAN))
    (*_, last) = article.signs_of(phrase)
    assert last.share == share


@pytest.mark.parametrize(
    ("clause", "employed"),
    [
        ("who buys for roasters in Bergen", True),
        ("who follows the trade for a bank in Bergen", True),
        ("who led the survey for a small laboratory in Bergen", True),
        ("whose group in Bergen has counted cars since May", True),
        ("whose company is based in Bergen", True),
        ("who worked for years in Bergen", False),
        ("who had asked for a room in Bergen", False),
        ("whose sister in Bergen has counted cars", False),
    ],
)
def test_who_works_for_a_body_is_of_where_it_is(clause: str, employed: bool) -> None:
    found = features(f"“It is dry,” said Ana Brel, {clause}.")
    assert (("NO", "employer") in found) is employed


@pytest.mark.parametrize(
    ("name", "foreign"),
    [
        ("Rupert Pemberton", True),
        ("Nigel Thackwray", True),
        ("Reinhard Oberhuber", True),
        ("Keiko Yamashita", False),
    ],
)
def test_where_names_tell_a_name_that_is_foreign_counts_against_home(
    name: str, foreign: bool
) -> None:
    text = (
        f"OSAKA, Japan — The road to Kobe was shut. “It is dry,” said {name}.\n\n"
        "Drivers in Nagoya wait, and the Diet in Tokyo waits with them."
    )
    document = document_of(text)
    resolved = list(document.sources.values())[-1]
    found = SpeakerCountries(document).evidence_of_resolved(resolved)
    assert (("JP", "name:foreign") in {(each.code, each.feature) for each in found}) is foreign


def test_a_place_that_ends_the_sentence_before_is_no_part_of_a_title() -> None:
    found = features("They sold trucks to Iraq. Vice-President Ana Brel said: “It is dry.”")
    assert not {feature for code, feature in found if code == "IQ" and "own:" in feature}
