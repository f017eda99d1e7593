"""Whose country people are of: leaders by name, others by the words beside it."""

from __future__ import annotations

import pytest

from extraction.confidence import LEAST_COUNTRY, LEAST_LIKELY_COUNTRY
from extraction.countries.article.dateline import dated_from, dateline_signs
from extraction.countries.evidence import (
    REASONS,
    Evidence,
    Verdict,
    judge,
    reason_of,
    sure,
    weighed,
    weights,
)
from extraction.countries.people.leaders import country_of_leader
from extraction.countries.signs.mentions import country_name
from extraction.countries.speakers.nationality import international_in
from extraction.countries.table import lines_of
from extraction.names import core
from extraction.pipeline import load


@pytest.mark.parametrize(
    ("name", "heads", "code"),
    [
        ("Vladimir Putin", [], "RU"),
        ("Putin", ["president"], "RU"),
        ("Donald J. Trump", ["nominee"], "US"),
        ("Recep Tayyip Erdoğan", [], "TR"),
        ("Gordon Brown", ["baker"], None),
        ("Brown", ["minister"], None),
        ("Eliud Kipchoge", ["runner"], "KE"),
        ("Justine Henin-Hardenne", [], "BE"),
        ("Justine Brel-Hardenne", [], None),
        ("Pedro Almodóvar", ["filmmaker"], "ES"),
        ("Pedro Almodóvar", ["clerk"], None),
        ("Ana Brel", ["president"], None),
    ],
)
def test_known_by_name_alone(name: str, heads: list[str], code: str | None) -> None:
    assert country_of_leader(name.split(), heads) == code


def test_every_line_of_the_table_names_a_country_once() -> None:
    lines = [line.split("\t") for line in lines_of("leaders.tsv")]
    assert all(len(line) == 3 and country_name(line[1]) for line in lines)
    assert len({line[0] for line in lines}) == len(lines)
    alone: dict[str, set[str]] = {}
    for _, code, family in lines:
        alone.setdefault(family, set()).add(code)
    alone.pop("")
    assert [family for family, codes in alone.items() if len(codes) > 1] == []


def test_every_known_person_is_in_one_table_with_one_country() -> None:
    lines = [line.split("\t") for line in lines_of("known_people.tsv")]
    assert all(len(line) == 2 and country_name(line[1]) for line in lines)
    keys = [core(line[0].split()) for line in lines]
    assert len(set(keys)) == len(keys)
    assert not set(keys) & {core(line.split("\t")[0].split()) for line in lines_of("leaders.tsv")}


@pytest.mark.parametrize(
    ("name", "heads", "code"),
    [
        ("Lasha Talakhadze", ["weightlifter"], "GE"),
        ("Lasha Talakhadze", ["plumber"], None),
        ("Saúl Álvarez", [], "MX"),
        ("Saul Alvarez", ["boxer"], "MX"),
        ("Alvarez", [], None),
        ("Thierry Henry", ["striker"], "FR"),
        ("Rivaldo", [], "BR"),
    ],
)
def test_people_known_by_their_whole_names(name: str, heads: list[str], code: str | None) -> None:
    assert country_of_leader(name.split(), heads) == code


@pytest.mark.model
def test_what_the_article_says_goes_first() -> None:
    text = (
        "“It never rains here,” said the Norwegian baker Gordon Brown.\n\n"
        "“It rains all day in Moscow,” said Putin on Monday."
    )
    countries = [q.speaker_country for q in load().extract(text).quotations]
    assert countries == ["NO", "RU"]


@pytest.mark.model
@pytest.mark.parametrize(
    ("introduced", "code"),
    [
        ("the Norwegian baker Ana Brel", "NO"),
        ("Ana Brel, a developer in Virginia, who lends money", "US"),
        ("Ana Brel, a baker who met a Norwegian", None),
        ("Ana Brel, a critic of Norway", None),
        ("Ana Brel, 43, of Meridian, Miss.", "US"),
        ("Ana Brel, who runs a plant in Trondheim", "NO"),
        ("Ana Brel, who was Obama’s chief election strategist", "US"),
        ("Ana Brel of the Rhine Institute, a research group in Bonn", "DE"),
        ("a spokesman for the Chilean foreign ministry, Ana Brel", "CL"),
        ("an Israeli blogger, Ana Brel", "IL"),
    ],
)
def test_a_country_beside_a_name(introduced: str, code: str | None) -> None:
    text = f"“The harbour will not be open before the spring,” said {introduced}."
    assert [q.speaker_country for q in load().extract(text).quotations] == [code]


@pytest.mark.model
@pytest.mark.parametrize("noun", ["a critic", "an opponent", "a long-time friend"])
def test_who_is_for_or_against_a_government_is_of_no_country(noun: str) -> None:
    text = (
        "“I vote in May,” said Ana Brel, a Danish-born German lawyer.\n\n“So do I,” said Ivan Ek, "
        f"{noun} of the Polish government."
    )
    assert [q.speaker_country for q in load().extract(text).quotations] == ["DE", None]


@pytest.mark.model
def test_a_candidate_is_at_home_where_the_dateline_is() -> None:
    text = (
        "Candidate kept off the stage.\n\nHEMPSTEAD, N.Y., Sept. 26 — Green candidate Ana Brel was "
        "turned away.\n\n“I shall come back with more people,” Brel said."
    )
    assert [q.speaker_country for q in load().extract(text).quotations] == ["US"]


SAID = "“The harbour will not be open before the spring,” said "


def spoken(text: str) -> list[str | None]:
    return [q.speaker_country for q in load().extract(text).quotations]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "code"),
    [
        # as the body they work for, which the article tells before
        (
            "The Northern Reef Institute, a research body in Bergen, closed. "
            f"{SAID}Ana Brel, a biologist at the institute.",
            "NO",
        ),
        (f"The Indian launch agency fell silent.\n\n{SAID}the agency.", "IN"),
        (f"An agency fell silent.\n\n{SAID}the agency.", None),
        # as those for whom they speak
        (
            f"David Cameron, the British prime minister, left.\n\n{SAID}Cameron’s spokesman.",
            "GB",
        ),
        # politicians and people in the street are at home where the article is
        (f"OSAKA, May 3 — It rained.\n\n{SAID}Ana Brel, a member of parliament.", "JP"),
        (f"OSAKA, May 3 — It rained.\n\n{SAID}Aiko Mori, a welder for 22 years.", "JP"),
        (f"In Arequipa, the market lay flat. {SAID}a woman with a broom.", "PE"),
        (f"In Osaka, it rained. {SAID}the government.", "JP"),
        # as the body that employs them, not where they sit
        (f"{SAID}Ana Brel, a clerk in New York for the Peru Tourist Board.", "PE"),
        (f"{SAID}Ana Brel, an analyst in London with Norway’s central bank.", "NO"),
        # “the ministry” as the full name that the article gives
        (f"Peru’s Health Ministry spoke.\n\n{SAID}the ministry.", "PE"),
        (f"{SAID}Ana Brel, a Kenyan-born German lawmaker.", "DE"),
        # what one teaches is no country, nor is an office that many countries have
        (f"In Arequipa, the market lay flat. {SAID}Ana Brel, a teacher of French.", "PE"),
        (f"{SAID}Ana Brel, an undersecretary for transport.", None),
        # a manager is no minister
        (f"Iceland agreed. {SAID}Ana Brel, the prime minister.", "IS"),
        (f"Iceland agreed. {SAID}Ana Brel, the senior vice president.", None),
        (f"Iceland agreed. {SAID}Ana Brel, a Brelco spokeswoman.", None),
        # two countries are no speaker's own
        (f"{SAID}the presidents of Peru and Chile.", None),
    ],
)
def test_whose_country_a_source_is_of(text: str, code: str | None) -> None:
    assert spoken(text) == [code]


OHIO = "Voters in Ohio and Florida, Republicans and Democrats, were asked by Obama and Trump.\n\n"
HOBART = "Crews from Launceston, Fremantle and Hobart lay off the Tasmanian coast.\n\n"
OSLO = "Oslo, Bergen, Narvik and Tromsø lie in Norway. Norwegian farmers and bakers said so.\n\n"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{OHIO}{SAID}Ana Brel.", "US"),
        (f"{OSLO}{SAID}Ana Brel.", "NO"),
        (f"{OHIO}{OSLO}{SAID}Ana Brel.", None),
        # a place of a British name, where all other places are Australian; and in Britain
        (f"{HOBART}{SAID}Ana Brel, a dentist from Kensington.", None),
        (f"It rained in Leeds and Bath. {SAID}Ana Brel, a dentist from Kensington.", "GB"),
        (f"{OHIO}{SAID}Ana Brel, a director of the World Bank.", None),
        # which Georgia, and whose attorney general it is
        (f"{OHIO}{SAID}Ana Brel, a baker in Georgia.", "US"),
        (f"{OSLO}{SAID}Ana Brel, a baker in Georgia.", "GE"),
        (f"{OHIO}{SAID}Attorney General Ana Brel.", "US"),
        (f"{OSLO}{SAID}Attorney General Ana Brel.", "NO"),
    ],
)
def test_people_are_at_home_where_the_whole_article_is(text: str, code: str | None) -> None:
    assert spoken(text)[-1] == code


SABAH = (
    "KOTA KINABALU — The ferry stayed in port for a third day.\n\n"
    "Fares of 40 ringgit were paid back at the gate.\n\n"
    "Traders from Tawau and Sandakan slept in the surau of the terminal.\n\n"
)


@pytest.mark.model
@pytest.mark.parametrize(
    ("said", "code"),
    [
        # at home where the article is, though no word says so
        ("Norliza Haron, who sells dried fish", "MY"),
        ("Datuk Rahim Yassin, the harbour master", "MY"),
        # a visitor is of the country that is given, wherever they are met
        ("the Dutch engineer Joost van der Meer", "NL"),
        ("Joost van der Meer, an engineer from Rotterdam", "NL"),
        # those who speak for an international body are of none
        ("Ingrid Solheim, the UN envoy for Malaysia", None),
        # what people work on is not their country
        ("Ingrid Solheim, a China expert in Oslo", "NO"),
        ("Ingrid Solheim of Oslo, who studies Japan", "NO"),
        # a national team is of its country
        ("former Australian wing Bruce Tolliver", "AU"),
        ("India captain Bruce Tolliver", "IN"),
    ],
)
def test_evidence_is_weighed_together(said: str, code: str | None) -> None:
    assert spoken(f"{SABAH}{SAID}{said}.") == [code]


def test_a_country_is_as_likely_as_its_evidence() -> None:
    weak = judge([Evidence("PE", "sentence", 0.5, "Tacna")])
    strong = judge([Evidence("PE", "own:demonym", 1.0, "Peruvian"), Evidence("CL", "sentence")])
    assert weak.code is None
    assert (strong.code, strong.reason) == ("PE", "described with “Peruvian”")
    assert 0.5 < strong.probability < 1.0


def test_an_article_plainly_at_home_may_quote_a_visitor() -> None:
    visitor = [Evidence("IN", "name:misfit"), Evidence("AT", "name"), Evidence("AT", "near")]
    home = [Evidence("IN", "article:forms", amount) for amount in (1.5, 3.0, 4.5)]
    once, often, always = (judge([*visitor, Evidence("AT", "article:share"), h]) for h in home)
    assert (once.code, often.code, always.code) == ("AT", "AT", "AT")
    assert often.probability - always.probability < 0.2


def test_every_weight_is_of_a_known_kind() -> None:
    kinds = {"article", "none", "opening", "own", "name"}
    single = {"abroad", "calling", "employer", "field", "holder", "leader", "near", "politician"}
    single |= {"intro", "origin", "paragraph", "said", "scene", "sentence", "topic"}
    assert {feature.partition(":")[0] for feature in weights()} <= kinds | single
    assert weights()["own:demonym"] > weights()["sentence"] > 0 > weights()["field"]


@pytest.mark.parametrize(
    ("phrase", "where"),
    [
        ("the Reporters Without Borders group", 4),
        ("Greenpeace", 0),
        ("the UNHCR spokeswoman", 4),
        ("a doctor with the Red Cross", None),
        ("head of the World Bank", 12),
        ("Israel’s ambassador to the UN", None),
        ("the Chilean foreign minister", None),
    ],
)
def test_international_bodies(phrase: str, where: int | None) -> None:
    assert international_in(phrase) == where


@pytest.mark.model
@pytest.mark.parametrize(
    ("dateline", "code"), [("MANILA, Philippines", "PH"), ("WASHINGTON", "US"), ("ABUJA", "NG")]
)
def test_a_senator_is_of_where_the_article_is_at_home(dateline: str, code: str) -> None:
    text = f"{dateline} (AP) — “The boats are late,” said Sen. Ana Brel at the hearing on Monday."
    assert [q.speaker_country for q in load().extract(text).quotations] == [code]


def test_a_country_is_sure_likely_or_left_out() -> None:
    certain, likely, unlikely = (
        Verdict("KE", probability, "described with “Kenyan”")
        for probability in (LEAST_COUNTRY, LEAST_LIKELY_COUNTRY, LEAST_LIKELY_COUNTRY - 0.01)
    )
    assert [sure(each) for each in (certain, likely, unlikely)] == ["KE", None, None]
    assert weighed(certain) == ("KE", LEAST_COUNTRY, "described with “Kenyan”")
    assert weighed(likely) == ("KE", LEAST_LIKELY_COUNTRY, "described with “Kenyan”")
    assert weighed(unlikely) is None
    assert weighed(Verdict(None, 0.9, "")) is None


@pytest.mark.parametrize(
    ("feature", "words", "reason"),
    [
        ("own:demonym", "Kenyan", "described with “Kenyan”"),
        ("article:forms", "Eldoret, Nakuru", "the article speaks of Eldoret, Nakuru"),
        ("name", "Ana Brel", "a name that is frequent there: Ana Brel"),
        ("employer", "Bank\nof Kenya", "described with “Bank of Kenya”"),
        ("sentence", "Nakuru", "introduced in a sentence with “Nakuru”"),
        ("unheard-of", "Nakuru", "“Nakuru”"),
    ],
)
def test_a_reason_says_what_it_is_read_from(feature: str, words: str, reason: str) -> None:
    assert reason_of(Evidence("KE", feature, 1.0, words)) == reason


def test_the_words_of_a_reason_are_few() -> None:
    reason = reason_of(Evidence("KE", "employer", 1.0, "chair of the board of " * 9))
    assert reason.endswith("of the …”")
    assert len(reason) < 100


def test_every_feature_with_words_has_a_reason() -> None:
    unworded = {"abroad", "field", "none"}
    assert {feature.partition(":")[0] for feature in weights()} - unworded <= REASONS.keys()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ISLAMABAD: The minister spoke.", {"PK"}),
        ("ISLAMABAD — The minister spoke.", {"PK"}),
        ("Bread lines\n\nNAIROBI: The minister spoke.", {"KE"}),
        ("Osh, 3 April (Agency) – The minister spoke.", {"KG"}),
        ("Kathmandu, April 14 The minister spoke.", {"NP"}),
        ("Bukavu – The minister spoke.", {"CD"}),
        ("Analysis – The minister spoke.\n\nBukavu – It rained.", {"CD"}),
        ("BREL FLATS, Nev. — The minister spoke.", {"US"}),
        ("BRELBY, Newfoundland — The minister spoke.", {"CA"}),
        ("BRELBY, a small place — The minister spoke.", set()),
        ("MARLOWE: The minister spoke.", set()),
        ("The minister spoke in Nairobi.", set()),
    ],
)
def test_an_article_is_dated_from_a_place(text: str, codes: set[str]) -> None:
    assert {sign.code for sign, _ in dateline_signs(text, dated_from(text))} == codes


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (
            "Norway’s fisheries ministry objected. “It is ours,” ministry aide Inger Solheim",
            "NO",
        ),
        ("Peru’s embassy objected. “It is ours,” the embassy’s spokesman José Quispe", "PE"),
    ],
)
def test_a_ministry_is_the_one_named_before(said: str, code: str) -> None:
    text = f"Canada claimed the bank on Monday. {said} said."
    assert {q.speaker_country for q in load().extract(text).quotations if q.name} == {code}
