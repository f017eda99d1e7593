"""Whom an article plainly calls something: its age, its country, its lead, who follows whom."""

from __future__ import annotations

import pytest

from extraction.annotations import EntityType, Span
from extraction.coreference.descriptions.appointed import called_in_court
from extraction.document import Chain, Mention
from extraction.pipeline import load


def names(text: str) -> list[str | None]:
    return [q.name for q in load().extract(text).quotations if q.kind != "indirect"]


@pytest.mark.parametrize(
    ("called", "who"),
    [
        ("the teenager", "Tom Ek"),
        ("the schoolboy", "Tom Ek"),
        ("the pensioner", "Ana Brel"),
        ("the octogenarian", None),
    ],
)
def test_a_description_is_the_one_of_such_an_age(called: str, who: str | None) -> None:
    text = (
        "Ana Brel, 71, pulled the cord when a hat flew off. Tom Ek, 15, ran along the track.\n\n"
        f"“It was my uncle’s hat,” {called} said."
    )
    assert names(text) == [who]


@pytest.mark.parametrize(
    ("called", "who"),
    [
        ("the Kenyan", "Ana Brel"),
        ("the Dutchman", "Luc Ek"),
        ("the Norwegian", "Ida Falk"),
        ("the Dane", None),
    ],
)
def test_a_native_is_whom_the_article_says_to_be_from_there(called: str, who: str | None) -> None:
    text = (
        "Kenya’s Ana Brel met the Dutch rider Luc Ek in Lyon. Ida Falk of Norway came late.\n\n"
        f"“The road was wet,” {called} said."
    )
    assert names(text) == [who]


def test_a_minister_of_one_country_is_not_that_of_another() -> None:
    text = (
        "Norway’s climate minister, Ana Brel, called it a start. “It is late,” she said.\n\n"
        "Her Finnish counterpart, Luc Ek, wanted more. “We have too many,” the Finnish minister "
        "said."
    )
    assert names(text) == ["Ana Brel", "Luc Ek"]


def test_she_goes_on_from_a_native_who_won_before() -> None:
    text = (
        "Ana Brel won the race in Oska, ahead of Kenya’s Ida Falk.\n\n“I heard drums,” Brel said."
        "\n\nThe Kenyan had won last year. “My shoes were new,” she said."
    )
    assert names(text) == ["Ana Brel", "Ida Falk"]


@pytest.mark.parametrize("called", ["the farmer", "the Scottish farmer"])
def test_the_lead_calls_the_person_of_the_next_paragraph(called: str) -> None:
    text = (
        "A Scottish farmer has got back a dog that he lost in a storm.\n\n"
        "Tom Ek had given her lead away. “I saw her on the ridge,” he said.\n\n"
        "Ana Brel, a vet, found her well. “She lived on hare,” she said.\n\n"
        f"“She sleeps in the shed again,” {called} said."
    )
    assert names(text)[-1] == "Tom Ek"


@pytest.mark.parametrize(
    "behind",
    [
        "Ana Brel, a vet, found him on the ridge. “He had no coat,” she said.",
        "Ana Brel heard him from her window. “He had no coat,” she said.",
    ],
)
def test_who_meets_the_person_of_the_lead_is_another(behind: str) -> None:
    text = (
        f"A farmer was lost in a storm for two days.\n\n{behind}\n\n“It was cold,” the farmer said."
    )
    assert names(text) == ["Ana Brel", None]


@pytest.mark.parametrize(
    ("follows", "called", "who"),
    [
        ("takes over from", "the incoming chief", "Tom Ek"),
        ("replaced", "the outgoing chief", "Luc Holm"),
        ("is to succeed", "the new chief", "Tom Ek"),
        ("is replacing", "the former chief", "Luc Holm"),
    ],
)
def test_who_follows_whom(follows: str, called: str, who: str | None) -> None:
    text = (
        f"Col. Tom Ek {follows} Col. Luc Holm at the port police of Oska.\n\n"
        f"Ana Brel asked for boats. “We have none,” she said.\n\n“I cannot swim,” {called} said."
    )
    assert names(text) == ["Ana Brel", who]


@pytest.mark.parametrize(
    ("follows", "called", "who"),
    [
        ("Ana Brel was replaced by Tom Ek at the port.", "the new chief", "Tom Ek"),
        ("Ana Brel was replaced by Tom Ek at the port.", "the outgoing chief", "Ana Brel"),
        ("Ana Brel, who is 60, will be succeeded by Tom Ek.", "the incoming chief", "Tom Ek"),
        ("Ana Brel, a judge, replaces Tom Ek at the port.", "the incoming chief", "Ana Brel"),
        ("Ana Brel left. She replaced Tom Ek at the port.", "the former chief", "Tom Ek"),
        ("Ana Brel replaced Tom Ek with Luc Holm at the port.", "the new chief", "Luc Holm"),
    ],
)
def test_who_follows_whom_is_told_by_the_verb(follows: str, called: str, who: str) -> None:
    assert names(f"{follows}\n\n“I cannot swim,” {called} said.") == [who]


@pytest.mark.parametrize(
    "follows",
    [
        "Ana Brel has refused to replace Tom Ek at the port.",
        "Ana Brel, whose brother replaced Tom Ek at the port, was glad.",
        "Luc Holm met Ana Brel. He succeeds Tom Ek at the port.",
        "Ana Brel met him. He succeeds Tom Ek at the port.",
    ],
)
def test_nobody_follows_where_the_article_does_not_say_so(follows: str) -> None:
    text = f"{follows}\n\n“I cannot swim,” the new chief said."
    (reason,) = (q.reason for q in load().extract(text).quotations if q.kind == "direct")
    assert "by who follows whom" not in reason


@pytest.mark.parametrize(
    ("role", "called"),
    [
        ("France’s coach, Tom Ek", "the Frenchman"),
        ("The French manager, Tom Ek", "the Frenchman"),
        ("Norway’s ambassador Tom Ek", "the Norwegian"),
    ],
)
def test_a_coach_or_an_envoy_may_be_of_another_country(role: str, called: str) -> None:
    text = f"{role}, an Englishman, was calm.\n\n“We were slow,” {called} said."
    assert names(text) == [None]


@pytest.mark.parametrize("called", ["driver", "sailor", "rider"])
def test_who_speaks_of_the_one_person_named_is_another(called: str) -> None:
    text = f"Karl Boe was hit by a van on Monday. “He came from nowhere,” the {called} said."
    assert names(text) == [None]


@pytest.mark.parametrize(
    ("whom", "called"),
    [
        ("his family", True),
        ("the accused man", True),
        ("Osk in parliament", False),
        ("the fishing towns of the bay", False),
    ],
)
def test_who_represents_a_person_is_a_lawyer(whom: str, *, called: bool) -> None:
    mention = Mention(Span(0, 8), EntityType.PERSON, ("Ida", "Falk"))
    found = called_in_court(f"Ida Falk, who represents {whom}, spoke.", Chain(("Ida",), [mention]))
    assert ("lawyer" in found) is called


@pytest.mark.parametrize(
    ("office", "title"), [("mayor", "Mayor"), ("president", "President"), ("governor", "Gov.")]
)
def test_who_has_an_office_has_not_just_won_it(office: str, title: str) -> None:
    text = (
        f"{title} Tove Lind lost to Per Moe. “I shall sleep,” the outgoing {office} said. "
        f"“I shall not,” the {office}-elect said."
    )
    assert names(text) == ["Tove Lind", None]


@pytest.mark.parametrize(
    ("called", "who"), [("the mayor-elect", "Ana Brel"), ("the outgoing mayor", "Tom Ek")]
)
def test_who_has_won_an_office_from_who_has_it(called: str, who: str) -> None:
    text = (
        "Ana Brel was elected mayor of Oska on Sunday by one vote over Tom Ek, the mayor since "
        f"2011.\n\n“It was a secret,” {called} said."
    )
    assert names(text) == [who]


def test_who_follows_whom_in_a_place() -> None:
    text = (
        "Nandini Shenoy on Thursday took over as commissioner of Dharwad from P. Kamath, who had "
        "asked to be moved.\n\n“The stick is for the third floor,” the outgoing officer said."
    )
    assert names(text) == ["P. Kamath"]


@pytest.mark.parametrize(
    ("won", "called"),
    [
        ("Ana Brel won the race for governor of Oska", "the governor-elect"),
        ("Ana Brel was elected mayor of Oska", "the mayor-elect"),
        ("The council appointed Ana Brel as treasurer", "the new treasurer"),
        ("Ana Brel took over as coach of Oska", "the coach"),
    ],
)
def test_who_has_won_an_office_is_called_by_it(won: str, called: str) -> None:
    text = (
        f"{won} on Sunday, after Tom Ek had not stood again.\n\n“I shall open a window,” {called} "
        "said.\n\nEk stayed at home. “My wife was glad,” he said."
    )
    assert names(text) == ["Ana Brel", "Tom Ek"]


@pytest.mark.parametrize(
    ("called", "who"), [("the accused", "Tom Ek"), ("the defence lawyer", "Ana Brel")]
)
def test_who_stands_in_court_is_called_so(called: str, who: str) -> None:
    text = (
        "Tom Ek, 34, is accused of a theft. Ana Brel, for the defence, asked for time.\n\n"
        f"“Count them again,” {called} said."
    )
    assert names(text) == [who]


@pytest.mark.parametrize("called", ["the guard", "the brewer", "the farmer", "the buyer"])
def test_a_trade_of_nobody_is_not_the_speaker_of_another_paragraph(called: str) -> None:
    text = (
        "Ana Brel sang in the choir for 44 years. “I cried,” she said.\n\n"
        f"“It stopped at noon,” {called} said."
    )
    assert names(text) == ["Ana Brel", None]


@pytest.mark.parametrize(
    ("called", "who"), [("the Frenchwoman", "Ana Brel"), ("his mum", "Ana Brel")]
)
def test_a_description_tells_a_gender(called: str, who: str) -> None:
    text = f"Ana Brel opened the door for Tom Ek. “Come in,” {called} said, and he did."
    assert names(text) == [who]


@pytest.mark.parametrize(
    "credit",
    [
        "(Photo: Jan Uhl)",
        "Photograph by Jan Uhl/The Beacon",
        "Ana Brel with a net. (Jan Uhl/The Beacon)",
        "Picture courtesy of Jan Uhl",
        "Reporting by Jan Uhl; editing by Ida Falk",
    ],
)
def test_who_took_the_picture_does_not_speak(credit: str) -> None:
    text = (
        "Ana Brel has mended nets for 51 years. “My hands told me,” she said.\n\n"
        f"{credit}\n\n“I shall come back,” the 72-year-old said."
    )
    assert "Jan Uhl" not in names(text)


@pytest.mark.parametrize("trade", ["Soprano", "Weaver", "Hotelier", "Carpenter", "Shepherd"])
def test_a_trade_in_front_is_no_part_of_a_name(trade: str) -> None:
    text = (
        f"{trade} Mai Hession could not watch. “I looked at the bog,” she said. "
        f"“It was late,” the {trade.lower()} added."
    )
    assert set(names(text)) == {"Mai Hession"}


@pytest.mark.parametrize(
    ("named", "noun"),
    [
        ("Budget airline Gulf Breeze will order jets.", "the airline"),
        ("Crews have joined the Gulf Breeze union.", "the union"),
        ("Gulf Breeze, a small charity, will feed them.", "the charity"),
    ],
)
def test_a_body_is_what_the_article_calls_it(named: str, noun: str) -> None:
    text = f"{named} The Osk Council is late.\n\n“We have no time,” {noun} said."
    assert names(text) == ["Gulf Breeze"]


def test_a_body_is_called_by_a_word_of_its_name_that_is_nobodys() -> None:
    text = (
        "The Oska High Court Bar Association called for a judge to lead it. “An inquiry by cousins "
        "is none,” the bar said."
    )
    assert names(text) == ["Oska High Court Bar Association"]


@pytest.mark.parametrize("called", ["the park warden", "the ferry driver", "the new guard"])
def test_who_has_spoken_before_is_not_called_by_something_new(called: str) -> None:
    text = (
        "Ana Brel fought her council. “He wears a coat,” she said.\n\n"
        "Tom Ek cycles past each day. “I wave to him,” he said.\n\n"
        f"“It is not for me to say,” {called} said."
    )
    assert names(text) == ["Ana Brel", "Tom Ek", None]


def test_a_conductor_is_no_cellist() -> None:
    text = (
        "Ana Brel fell into the pit. “I sang on,” she said.\n\nTom Ek, a conductor, saw her "
        "coming. “I gave her a beat,” he said.\n\n“It was a good cello,” the cellist said."
    )
    assert names(text)[-1] is None


def test_a_person_alone_is_called_by_something_new_in_the_next_paragraph() -> None:
    text = (
        "Ana Brel walked out of her premiere, saying that she could not bear to see the end.\n\n"
        "“I know who dies,” the actress said."
    )
    assert names(text) == ["Ana Brel"]


@pytest.mark.parametrize("place", ["POKHARA: ", "ŁÓDŹ – ", "OSKA – "])
def test_the_lead_behind_a_dateline_calls_the_next_person(place: str) -> None:
    text = (
        f"{place}A German trekker who lost her passport got it back from a yak.\n\n"
        "Ana Brel, 29, had left it in a jacket. “The yak ate the jacket,” she said.\n\n"
        "Tom Ek found it in the snow. “It was chewed,” he said.\n\n"
        "“Page nine was empty,” the German said."
    )
    assert names(text)[-1] == "Ana Brel"


def test_who_runs_a_shop_is_no_chief() -> None:
    text = (
        "State tourism chief Datuk Seri Ana Brel has apologised. “The cave has been told,” Brel "
        "said.\n\nTom Ek, who runs a tea shop, gained by it. “They came for buns,” Ek said.\n\n"
        "“We will draw a map,” the tourism chief said."
    )
    assert names(text) == ["Ana Brel", "Tom Ek", "Ana Brel"]


@pytest.mark.parametrize(
    ("named", "noun", "body"),
    [
        ("Pump maker Nordvand will move 200 jobs to Oska.", "the company", "Nordvand"),
        ("Kahama Gold, which owns the pit, has helped.", "the company", "Kahama Gold"),
        ("FK Morava dismissed Tom Ek on Sunday.", "the club", "FK Morava"),
        ("Pump maker Nordvand will move 200 jobs to Oska.", "the union", None),
        (
            "Surgeons at the Galil Medical Center have taken it out.",
            "the hospital",
            "Galil Medical Center",
        ),
    ],
)
def test_firms_and_clubs_that_look_like_people(named: str, noun: str, body: str | None) -> None:
    assert names(f"{named}\n\n“It is a hard day,” {noun} said.") == [body]


@pytest.mark.parametrize("name", ["Mossie Lenihan", "Ana Brel"])
def test_a_td_is_called_so(name: str) -> None:
    text = f"{name} TD said no. “It is about people,” {name.split()[1]} said."
    assert names(text)[-1] == name


def test_a_person_of_a_county_is_no_county() -> None:
    text = "Ana Brel TD rode the bus to Kerry. “It was empty,” the Kerry TD said."
    assert names(text) != ["Kerry"]


@pytest.mark.parametrize("trade", ["Stablemaster", "Gamekeeper", "Shopkeeper"])
def test_a_doer_in_front_is_no_part_of_a_name(trade: str) -> None:
    text = f"{trade} Ryuji Okabe was not amused. “He had nothing to catch,” Okabe said."
    assert names(text) == ["Ryuji Okabe"]
