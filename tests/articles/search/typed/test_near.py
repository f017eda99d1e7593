"""What is near a search that finds nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pyroaring import BitMap

from articles.search.backends import backend
from articles.search.own_words import Words
from articles.search.selection import NONE, Selection
from articles.search.typed.near import near
from articles.search.typed.readings import offers
from extraction.annotations import Kind
from tests.support.growth import ratio
from tests.support.listing import squeezed, words_on
from tests.support.quotations import make_quotation, make_quotations

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def offered(typed: str, selection: Selection | None = None) -> list[str]:
    return [offer.rest for offer in near(typed, selection or Selection(words=Words.OWN))]


@pytest.mark.every_database
@pytest.mark.parametrize(
    ("said", "typed", "offer"),
    [
        ("They destabilise the region", "destabilize", "destabilise"),
        ("They destabilize the region", "destabilise region", "destabilize region"),
        ("Our neighbours labour on", "neighbors labor", "neighbours labour"),
        ("A new theatre", "theater*", "theatre"),
        ("They destabilise the region", '"destabilize the region"', '"destabilise the region"'),
        ("The government fell", "goverment", "government"),  # a letter left out
        ("The government fell", "governnment", "government"),  # one added
        ("The government fell", "govermnent fell", "government fell"),  # two moved
        ("The sanction stays", "saction", "sanction"),
        ("The government fell", "ogvernment", "government"),
        ("The infrastructure of ports", "infrustracture", "infrastructure"),
        ("Café owners left", "caffe", "cafe"),
        ("The ports stay shut", "-ports goverment", None),
        ("The ports stay shut", "zebra", None),
        ("A cat sat", "cta", None),  # too short to be a slip
        ("A pose is struck", "the pope", None),
        ("The quest goes on", "queens", None),
    ],
)
def test_other_spellings_are_offered(said: str, typed: str, offer: str | None) -> None:
    make_quotation(said)
    assert offered(typed)[:1] == ([offer] if offer else [])


@pytest.mark.parametrize(
    ("typed", "country"),
    [("pope", None), ("child", None), ("ditch", None), ("trench", None), ("chad", None),
     ("polend", "PL"), ("irsael", "IL"), ("rusia", "RU"), ("kenyaa", "KE")],
)  # fmt: skip
def test_a_word_is_a_slip_for_a_country_only_where_it_is_no_other(
    typed: str, country: str | None
) -> None:
    make_quotation("We stay", "Victor Cha", about=("PL", "CL", "NL", "FR", "IL", "RU", "KE"))
    assert [offer.values.get("about") for offer in near(typed, Selection())][:1] == (
        [(country,)] if country else []
    )


def test_where_nothing_is_near_the_page_counts_the_articles(client: Client) -> None:
    make_quotation("We stay")
    found = [squeezed(client.get("/", {"q": q}).content.decode()) for q in ("geneva", "quokkas")]
    assert ">1 article</a> has these words" in found[0]
    assert "No article has these words either" in found[1]


def test_a_country_without_quotes_is_named(client: Client) -> None:
    make_quotation("We stay", about=("PL",))
    page = squeezed(client.get("/", {"q": "fyrom"}).content.decode())
    assert 'None is by or about <a href="/countries/mk/">North Macedonia</a>.' in page
    assert "None is by or about" not in client.get("/", {"q": "quokkas"}).content.decode()


@pytest.mark.parametrize("typed", ["Брел", "Брелл", "брэль", "Μπρελ Brel", "брел"])
def test_a_name_in_other_letters_is_read_as_it_sounds(typed: str) -> None:
    key = make_quotation("We stay", "Ana Brel").speaker_id
    found = [*offers(typed, Selection(), failing=True), *near(typed, Selection())]
    assert {"speaker": (key,)} in [dict(offer.values) for offer in found]


@pytest.mark.parametrize(
    ("typed", "names", "values", "rest"),
    [
        ("ماركو", ["Ana Marko"], {"speaker": (0,)}, ""),
        ("آنا ماركو", ["Ana Marko"], {"speaker": (0,)}, ""),
        ("马尔科", ["Bo Malk", "Ana Marko"], {"speaker": (1,)}, ""),
        ("安娜·马尔科", ["Ana Marko"], {"speaker": (0,)}, ""),
        ("מרקו", ["Ana Marko"], {"speaker": (0,)}, ""),
        ("मार्को stay", ["Ana Marko"], {"speaker": (0,)}, "stay"),
        ("マルコ Poland", ["Ana Marko"], {"speaker": (0,), "about": ("PL",)}, ""),
        ("波兰", ["Ana Marko"], {"about": ("PL",)}, ""),
        ("about بولندا", ["Ana Marko"], {"about": ("PL",)}, ""),
        ("silesia", ["Ana Marko"], {"about": ("PL",)}, ""),
        ("marko in Silesia", ["Ana Marko"], {"speaker": (0,), "about": ("PL",)}, ""),
        ("sept 2031", ["Ana Marko"], {"year": (NONE,)}, ""),
        ("marko since 2031", ["Ana Marko"], {"speaker": (0,), "year": (NONE,)}, ""),
    ],
)
def test_what_words_are_only_likely_to_mean_is_offered(
    typed: str, names: list[str], values: dict[str, tuple[int | str, ...]], rest: str
) -> None:
    """A name in other letters sounds so, a region is in a country, what has no date may be then."""
    keys = [make_quotation("We stay", name, about=("PL",)).speaker_id for name in names]
    wanted = dict(values)
    if "speaker" in wanted:
        wanted["speaker"] = tuple(keys[int(n)] or 0 for n in wanted["speaker"])
    found = offers(typed, Selection(), failing=True)
    assert (wanted, rest) in [(dict(offer.values), offer.rest) for offer in found]


@pytest.mark.every_database
def test_a_guess_is_shown_as_one(client: Client) -> None:
    make_quotation("We stay", "Ana Marko", about=("PL",))
    pages = {
        q: squeezed(client.get("/", {"q": q}).content.decode())
        for q in ("マルコ", "silesia", "may 2031", "フィジー", "may 2031 fiji")
    }
    assert "sounds like “マルコ”" in pages["マルコ"]
    assert "looked for by their sound" in pages["マルコ"]
    assert "for “silesia”" in pages["silesia"]
    assert "none is dated “may 2031”" in pages["may 2031"]
    assert 'None is by or about <a href="/countries/fj/">Fiji</a>' in pages["フィジー"]
    make_quotation("We leave", "Ana Marko")
    assert "sounds like" not in client.get("/", {"q": "leave"}).content.decode()


@pytest.mark.parametrize(
    ("typed", "is_offered"),
    [
        ("quilk sanctions", True),  # a subject that other quotes have
        ("quilk francis", False),  # a first name at the end is part of a name
        ("quilk zebras", False),  # and so is what no quote has
        ("quilk", True),
    ],
)
def test_a_slip_and_a_word_less_together_are_no_answer(typed: str, *, is_offered: bool) -> None:
    speaker = make_quotation("We stay", "Victor Quilp").speaker_id
    make_quotation("The sanctions hurt, Francis wrote", "Ada Roe")
    found = near(typed, Selection())
    assert any(offer.values == {"speaker": (speaker,)} for offer in found) == is_offered


def test_where_all_is_dated_the_page_says_that_nothing_is_from_then(client: Client) -> None:
    make_quotation("We stay", published_on=dt.date(2026, 3, 4))
    page = squeezed(client.get("/", {"q": "february 2031"}).content.decode())
    assert "None is dated in February 2031." in page
    make_quotation("We met yesterday", published_on=dt.date(2026, 3, 4))
    page = squeezed(client.get("/", {"q": "met yesterday"}).content.decode())
    assert "None that fits is dated on " in page
    assert "We met yesterday" in page


@pytest.mark.parametrize(
    ("to", "found"), [("マルコ", "Ana Marko"), ("آنا ماركو", "Ana Marko"), ("波兰", "Poland"),
                      ("silesia", "Poland")],
)  # fmt: skip
def test_the_jump_box_reads_other_letters_and_regions(client: Client, to: str, found: str) -> None:
    make_quotation("We stay", "Ana Marko", about=("PL",))
    assert f"<span>{found}</span>" in client.get("/jump/", {"to": to}).content.decode()


@pytest.mark.parametrize("typed", ["hilary brel", "hillery brel", "hillaryy brel"])
def test_a_misspelt_first_name_is_a_slip_beside_the_family_name(typed: str) -> None:
    key = make_quotation("Hilary, hillery and hillaryy", "Hillary Brel").speaker_id
    (offer, *_) = near(typed, Selection())
    assert (dict(offer.values), offer.rest) == ({"speaker": (key,)}, "")
    assert not any("hillary" in rest for rest in offered("hilary zebra"))


@pytest.mark.parametrize("typed", ["spokesman ports", "minister ports"])
def test_an_office_is_no_slip(typed: str) -> None:
    make_quotation("They have spoken of ports, a sinister ministry", title=None)
    assert not any("spoken" in rest or "ministry" in rest for rest in offered(typed))


def test_several_slips_are_mended_at_once() -> None:
    make_quotation("The government signed an agreement")
    assert offered("goverment agreemnt")[0] == "government agreement"


def test_a_misspelt_name_is_offered_as_the_speaker() -> None:
    speaker = make_quotation("We will mediate", "Maria Zakharenko").speaker
    assert speaker
    (offer, *_) = near("zakarenko mediate", Selection(words=Words.OWN))
    assert (dict(offer.values), offer.rest) == ({"speaker": (speaker.pk,)}, "mediate")


@pytest.mark.parametrize(
    ("typed", "offer"),
    [
        ("nicholas sarkozi", "Nicolas Sarkozy"),  # the word sarkozi ends as sarkozy does
        ("nicolas sarkozi", "Nicolas Sarkozy"),
        ("nicolas sarkosy", "Nicolas Sarkozy"),
        ("robert kilroy silk", "Robert Kilroy-Silk"),
        ("kilroy silk", "Robert Kilroy-Silk"),
        ("kilroy-silk europe", "Robert Kilroy-Silk"),
        ("kofi anan", "Kofi-Ata Annan"),
        ("hilary annan", "Hillary Annan"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(client: Client, typed: str, offer: str) -> None:
    names = ("Nicolas Sarkozy", "Robert Kilroy-Silk", "Kofi-Ata Annan", "Bo Hilary")
    make_quotations({"words": "We saw Sarkozy and Hillary", "by": name} for name in names)
    make_quotation("No", "Hillary Annan")
    html = squeezed(client.get("/", {"q": typed}).content.decode())
    assert f"> by {offer} <" in html


def test_words_of_asking_are_left_out_beside_a_phrase(client: Client) -> None:
    make_quotation("They had weapons of mass destruction")
    typed = "who said “weapons of mass destruction”?"
    html = squeezed(client.get("/", {"q": typed}).content.decode())
    assert '> “weapons of mass destruction” <span class="count">(1)</span>' in html


def test_what_is_left_out_stays_left_out_in_every_offer(client: Client) -> None:
    make_quotation("A wall")
    make_quotation("A fence")
    html = squeezed(client.get("/", {"q": "roe zebra -wall"}).content.decode())
    assert "> by Ada Roe: -wall <" in html
    assert "without “zebra”" in html


def test_words_are_left_out_where_nobody_is_named(client: Client) -> None:
    make_quotation("The ports stay shut")
    make_quotation("Guns for the fleet")
    html = squeezed(client.get("/", {"q": "ports not guns"}).content.decode())
    offers = html.partition("Or do you mean")[2].partition("</nav>")[0]
    assert offers.count("<li>") == 1
    assert "> ports -guns <" in offers


def test_paraphrases_of_who_is_named_are_offered_beside_the_words(client: Client) -> None:
    make_quotation("Taxes for Roe", by="Bo Li")
    make_quotation("that taxes on grain would rise", kind=Kind.INDIRECT)
    html = squeezed(client.get("/", {"q": "roe taxes"}).content.decode())
    assert "1 quote found in own words" in html
    assert "> by Ada Roe: taxes <" in html
    assert "(1, with paraphrases)" in html


def test_any_of_the_words_says_which_are_in_paraphrases_alone(client: Client) -> None:
    make_quotation("The ports stay shut")
    make_quotation("that guns were on the quay", kind=Kind.INDIRECT)
    html = squeezed(client.get("/", {"q": "ports guns"}).content.decode())
    assert "> ports <" in html
    assert "without “guns”" in html


def test_every_way_to_go_on_is_offered_once_the_fullest_first(client: Client) -> None:
    make_quotation("We will mediate", country="US", title="senator")
    make_quotation("Taxes for Roe", by=None, country=None, title=None)
    html = squeezed(client.get("/", {"q": "us senators on taxes for “zebra”"}).content.decode())
    offers = html.partition("Or do you mean")[2].partition("</nav>")[0]
    links = [link.partition("</a>")[0].partition(">")[2] for link in offers.split("<a ")[1:]]
    assert len(set(links)) == len(links)
    assert links[0].startswith(" by a senator from United States <")
    assert "without taxes for “zebra”" in offers


def test_any_of_the_words_is_offered_without_the_common_ones() -> None:
    for n in range(12):
        make_quotation(f"Number {n}")
    make_quotation("The ports stay shut, number one")
    make_quotation("A treaty, number two")
    (offer,) = near("number ports treaty zebra", Selection())
    assert (offer.rest, offer.count, offer.dropped, offer.any_of) == (
        "ports OR treaty", 2, "zebra", 2,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "search"),
    [
        ("what did Zed say about ports", "ports"),
        ("u.s. ports treaty", "ports OR treaty"),
        ("Roe’s treaty zebra", "treaty"),
        ("said about", "said"),
    ],
)
def test_any_of_the_words_leaves_out_those_that_say_nothing(typed: str, search: str) -> None:
    for text in (
        "The ports stay shut",
        "A treaty",
        "What we said",
        "He’s here",
        "U and s",
        "Quiet",
    ):
        make_quotation(text)
    assert search in offered(typed)


def test_what_other_filters_leave_out_is_offered() -> None:
    make_quotation("The ports stay shut", about=("US",))
    (*_, offer) = near("ports", Selection({"about": frozenset({"CN"})}))
    assert (offer.rest, offer.count, offer.unfiltered) == ("ports", 1, True)


def test_spellings_in_paraphrases_are_offered_where_there_are_no_others() -> None:
    make_quotation("that they destabilise the whole region", kind=Kind.INDIRECT)
    (offer,) = near("destabilize", Selection(words=Words.OWN))
    assert offer.words is Words.ALL


def test_only_words_of_quotations_exist_and_only_words_of_names_name() -> None:
    make_quotation("The Café is OPEN", "Ana Brel")
    assert set(backend().existing(["cafe", "open", "opens", "brel", "the"])) == {
        "cafe", "open", "the",
    }  # fmt: skip
    assert backend().existing([]) == []
    assert backend().existing(["op", "ope"]) == []
    make_quotation("Two", "Bo Meer-Roe")
    named = backend().naming(
        ["ana", "brel", "ana brel", "meer", "meer-roe", "roe", "bo roe", "cafe"]
    )
    assert set(named) == {"ana", "brel", "ana brel", "roe"}
    assert backend().naming([]) == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="its own index")
def test_a_word_of_all_quotations_is_looked_up_like_one_of_none() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_quotations_words (rowid, text) WITH RECURSIVE n(i) AS "
            "(SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) SELECT i, 'harbour' FROM n"
        )
    assert backend().existing(["harbour", "lighthouse"]) == ["harbour"]

    def looked_up(word: str) -> None:
        for _ in range(20):
            backend().existing([word])

    assert ratio(lambda: looked_up("harbour"), lambda: looked_up("lighthouse"), limit=4) < 4


def test_the_page_offers_what_is_near_and_the_closest_quotes(client: Client) -> None:
    day = dt.date(2026, 1, 2)
    make_quotation("We need a treaty that binds both our nations", published_on=day)
    make_quotation("They destabilise the region")
    html = squeezed(client.get("/?q=a+treaty+which+binds+both+nations").content.decode())
    assert "No quote has all of these words. The closest:" in html
    assert words_on(html) == ["We need a treaty that binds both our nations"]
    assert "/check/?words=a+treaty+which+binds+both+nations" in html
    html = squeezed(client.get("/?q=destabilize&by=PL").content.decode())
    assert '<a href="?q=destabilise&amp;by=PL"> destabilise <span class="count">(1)</span>' in html
    found = client.get("/?q=destabilise&by=PL").content.decode()
    assert "The closest:" not in found
    assert "Or do you mean" not in found


def test_the_shortest_beginning_is_looked_up_only_where_longer_ones_have_nothing_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_up: list[str] = []
    kind = type(backend())
    before = kind.some_beginning

    def some_beginning(self: Any, beginnings: list[str], most: int) -> list[BitMap]:
        looked_up.extend(beginnings)
        return before(self, beginnings, most)

    monkeypatch.setattr(kind, "some_beginning", some_beginning)
    make_quotation("The harbourmaster left")
    assert "harbourmaster" in offered("harboormister")
    assert min(looked_up, key=len) == "harb"
    make_quotation("The hardliners left")
    offered("harzoormister")
    assert min(looked_up, key=len) == "har"
