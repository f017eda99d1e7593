"""Readings of the words in the box that are offered beside what is found."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.corrections.changes import Editor
from articles.corrections.speakers import merge
from articles.models import Speaker
from articles.search.own_words import Words
from articles.search.selection import Selection
from articles.search.typed.called import all_called, speakers_called
from articles.search.typed.readings import offers
from extraction.annotations import Kind
from tests.support.listing import squeezed
from tests.support.quotations import make_quotation

pytestmark = pytest.mark.one_database


def offered(typed: str, *, failing: bool = True) -> list[tuple[dict[str, tuple[object, ...]], str]]:
    found = offers(typed, Selection(words=Words.OWN), failing=failing)
    return [(dict(offer.values), offer.rest) for offer in found]


@pytest.mark.django_db
def test_readings_that_find_nothing_are_not_offered() -> None:
    quotation = make_quotation("We will mediate", "Ana Brel", country="US", about=("IR",))
    make_quotation("No", "Bo Brel", country="US")
    key = quotation.speaker_id
    assert offered("brel mediate") == [({"speaker": (key,)}, "mediate")]
    assert offered("brel mediating")[0][1] == "mediating"
    assert offered("us on iran")[0] == ({"by": ("US",), "about": ("IR",)}, "")
    assert offered("minister iran")[0] == ({"office": ("minister",), "about": ("IR",)}, "")
    assert offered("nobody here") == []


@pytest.mark.django_db
def test_where_nothing_has_the_words_the_name_alone_is_offered() -> None:
    make_quotation("We will mediate", "Ana Brel")
    (offer,) = offers("brel zebra", Selection(), failing=True)
    assert (offer.rest, offer.dropped, offer.count) == ("", "zebra", 1)
    assert offers("brel zebra", Selection(), failing=False) == []


@pytest.mark.django_db
def test_paraphrases_are_offered_where_there_are_no_own_words() -> None:
    make_quotation("that they would mediate between us", "Ana Brel", kind=Kind.INDIRECT)
    (offer,) = offers("brel mediate", Selection(words=Words.OWN), failing=True)
    assert (offer.count, offer.words) == (1, Words.ALL)


@pytest.mark.django_db
def test_the_other_filters_hold() -> None:
    make_quotation("We will mediate", "Ana Brel", country="US", about=("IR",))
    chosen = Selection({"about": frozenset({"CN"})})
    assert offers("brel mediate", chosen, failing=False) == []
    assert [o.count for o in offers("brel iran", chosen, failing=False)] == [1], "in place of China"


@pytest.mark.every_database
@pytest.mark.django_db
def test_the_most_quoted_of_a_name_is_first_and_merged_ones_are_one() -> None:
    other = make_quotation("One", "Ana Brel").speaker
    make_quotation("Two", "Bo Brel")
    most = make_quotation("Three", "Bo Brel").speaker
    assert other
    assert most
    assert [values["speaker"] for values, _ in offered("brel")] == [(most.pk,), (other.pk,)]
    merge(other, most, Editor())
    assert [values["speaker"] for values, _ in offered("ana brel")] == [(most.pk,)]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["ana", "Ana’s", "what did Ana say", "ana zebra"])
def test_a_first_name_offers_its_most_quoted_people(typed: str) -> None:
    make_quotation("One", "Ana Brel")
    (most, _) = [make_quotation(words, "Ana Roe").speaker_id for words in ("Two", "Three")]
    (lead, *_) = [make_quotation(words, "Ana Cole").speaker_id for words in ("Four", "Five", "Six")]
    make_quotation("Seven", "Ana")  # no more than a first name is known
    found = [values["speaker"] for values, _ in offered(typed, failing=True)]
    assert {(lead,), (most,)} < set(found)
    assert len(found) == 3


@pytest.mark.django_db
def test_a_family_name_is_before_a_first_name_and_what_means_more_is_none() -> None:
    family = make_quotation("One", "Bo Ana").speaker_id
    first = [make_quotation(f"No. {n}", f"Ana Roe{n}").speaker_id or 0 for n in "abcd"]
    make_quotation("No. e", "Ana Roea")
    named = [values["speaker"][0] for values, _ in offered("ana")]
    assert len(named) == 3
    assert family in named
    assert first[0] in named
    make_quotation("Two", "Chad Brel", about=("TD",))
    assert all("speaker" not in values for values, _ in offered("chad"))
    Speaker.objects.filter(pk__in=first).update(type="organization")
    assert [values["speaker"] for values, _ in offered("ana")] == [(family,)]


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "is_name"), [("mark", True), ("mark treaty", False)])
def test_a_first_name_that_is_a_word_counts_by_itself(typed: str, *, is_name: bool) -> None:
    make_quotation("The treaty is ours", "Mark Brel")
    assert bool(offered(typed)) is is_name


@pytest.mark.django_db
@pytest.mark.parametrize("failing", [True, False])
@pytest.mark.parametrize(
    ("typed", "rest"),
    [("brels", ""), ("Brels treaty", "treaty"), ("ana brels treaty", "treaty")],
)
def test_a_possessive_without_its_mark_names_whose_it_is(
    typed: str, rest: str, *, failing: bool
) -> None:
    key = make_quotation("The treaty is ours", "Ana Brel").speaker_id
    assert offered(typed, failing=failing) == [({"speaker": (key,)}, rest)]
    other = make_quotation("One", "Bo Brels").speaker_id
    assert ({"speaker": (key,)}, "") not in offered("brels")
    assert ({"speaker": (other,)}, "") in offered("brels")


@pytest.mark.django_db
def test_where_many_have_a_first_name_the_family_name_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("articles.search.typed.called.MOST_NAMES", 3)
    for letter in "abcd":
        make_quotation(f"No. {letter}", f"Ana Roe{letter}")
    family = make_quotation("One", "Bo Ana").speaker_id
    assert family in all_called(["ana"], ["ana"]).by_name["ana"]


@pytest.mark.every_database
@pytest.mark.django_db
def test_part_of_a_name_names_a_person_and_no_organization() -> None:
    make_quotation("One", "Ursula van der Meer-Brel")
    for phrase in ("brel", "meer-brel", "van der meer-brel", "ursula van der meer-brel"):
        assert speakers_called([phrase]).get(phrase), phrase
    assert not speakers_called(["meer", "ursula"])


@pytest.mark.django_db
def test_an_offer_is_a_link_that_makes_the_reading_explicit(client: Client) -> None:
    quotation = make_quotation("We will mediate", "Ana Brel")
    html = squeezed(client.get("/?q=brel+mediate&sort=relevance").content.decode())
    assert "Or do you mean" in html
    url = f"?q=mediate&amp;sort=relevance&amp;speaker={quotation.speaker_id}"
    assert f'<a href="{url}"> by Ana Brel: mediate <span class="count">(1)</span></a>' in html
    page = client.get(f"/{url.replace('&amp;', '&')}").content.decode()
    assert "We will" in page
    assert "Remove the filter</span>Ana Brel" in squeezed(page)
    assert "Or do you mean" not in client.get("/?q=mediate").content.decode()


@pytest.mark.django_db
def test_a_name_left_out_is_a_link_beside_the_filters_that_hold(client: Client) -> None:
    brel = make_quotation("We mediate between ports", "Ana Brel").speaker_id
    make_quotation("Ports are closed", "Cy Roe", about=("IR",))
    html = squeezed(client.get("/?q=ports+not+brel&about=-CN").content.decode())
    url = f"?q=ports&amp;about=-CN&amp;speaker=-{brel}"
    assert f'<a href="{url}"> not by Ana Brel: ports <span class="count">(1)</span></a>' in html
    page = squeezed(client.get(f"/{url.replace('&amp;', '&')}").content.decode())
    assert "not Ana Brel" in page
    assert "between" not in page
    html = squeezed(client.get("/?q=brel,+not+on+iran").content.decode())
    assert "by Ana Brel, not about Iran <" in html
    assert "any of the words" not in html


@pytest.mark.django_db
def test_a_fuller_reading_with_paraphrases_comes_before_one_with_own_words() -> None:
    speaker = make_quotation(
        "that a trade war helps no one", "Ana Brel", kind=Kind.INDIRECT, about=("CN",)
    ).speaker
    assert speaker
    make_quotation("We met Brel", "Cy Poe", about=("CN",))
    found = offers("what did Brel say about China", Selection(words=Words.OWN), failing=True)
    fullest = {"speaker": (speaker.pk,), "about": ("CN",)}
    assert [(dict(offer.values), offer.rest, offer.words) for offer in found] == [
        (fullest, "", Words.ALL),
        ({"about": ("CN",)}, "Brel", Words.OWN),
    ]


@pytest.mark.every_database
@pytest.mark.django_db
def test_an_outlet_is_read_by_its_name() -> None:
    said = make_quotation("We will mediate", "Ana Brel", outlet="The Harbour Post")
    other = make_quotation("We will mediate too", "Ana Brel", outlet="Tide")
    post, tide = said.article.outlet_id, other.article.outlet_id
    by = said.speaker_id
    assert offered("brel in the harbour post") == [({"speaker": (by,), "outlet": (post,)}, "")]
    assert offered("harbour post")[0] == ({"outlet": (post,)}, "")
    assert offered("tide") == [({"outlet": (tide,)}, "")]
    assert offered("Tide mediate")[0] == ({"outlet": (tide,)}, "mediate")
    assert offered("tide mediate") == [], "without its capital it is any word"
    (offer, *_) = offers("brel not harbour post", Selection(), failing=True)
    assert offer.excluded == {"outlet": (post,)}


@pytest.mark.django_db
def test_who_articles_call_so_is_read_by_the_title() -> None:
    leader = make_quotation("We will mediate", "Ana Brel", title="Liberal Democrat leader")
    make_quotation("No", "Bo Roe", title="former Lib Dem leader")
    mayor = make_quotation("Never", "Cy Poe", title="London mayor", country="GB")
    for typed in ("lib dem leader", "liberal democrat leader"):
        assert offered(typed)[0] == ({"speaker": (leader.speaker_id,)}, ""), typed
    (offer, *_) = offers("lib dem leader mediate", Selection(), failing=True)
    assert (offer.rest, offer.titled) == ("mediate", "lib dem leader")
    (offer, *_) = offers("lib dem leader zebra", Selection(), failing=True)
    assert (offer.values, offer.dropped) == ({"speaker": (leader.speaker_id,)}, "zebra")
    assert offered("mayor of London")[0] == ({"speaker": (mayor.speaker_id,)}, "")
    assert offered("british mayor")[0] == ({"office": ("mayor",), "by": ("GB",)}, "")


@pytest.mark.django_db
def test_what_is_written_beside_a_name_is_no_word() -> None:
    said = make_quotation("We will mediate", "Ana Brel")
    assert offered("Hon. foreign minister mediate")[0] == (
        {"office": ("foreign minister",)}, "mediate"
    )  # fmt: skip
    for typed in ("Rt Hon Ana Brel", "Ana Brel MP", "Smt Brel", "Shri Brel"):
        assert offered(typed)[0] == ({"speaker": (said.speaker_id,)}, ""), typed


@pytest.mark.django_db
def test_who_is_left_out_is_not_offered_without_the_words() -> None:
    make_quotation("We will mediate", "Ana Brel")
    make_quotation("No", "Bo Roe")
    assert offered("zebra not brel") == []


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "count"), [("Ana Zebra", 0), ("ana zebra", 1), ("Ana Brel", 1)])
def test_a_full_name_is_not_answered_by_another_person_of_the_first_name(
    typed: str, count: int
) -> None:
    make_quotation("One", "Ana Brel")
    assert len(offered(typed)) == count


@pytest.mark.every_database
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "typed", "rest"),
    [
        ("Ana Quarrell-Roe", "quarrell", ""),
        ("Ana Quarrell-Roe", "quarrell treaty", "treaty"),
        ("Ana-Lia Quarrell-Roe", "Quarrell’s treaty", "treaty"),
        ("Andrés Ibáñez Roe", "ibanez", ""),
        ("Andrés Manuel Ibáñez Roe", "what did Ibáñez say", ""),
    ],
)
def test_a_word_within_a_name_names_who_has_it(name: str, typed: str, rest: str) -> None:
    key = make_quotation("The treaty is ours", name).speaker_id
    make_quotation("The treaty is theirs", "Bo Quarrells")
    assert offered(typed)[0] == ({"speaker": (key,)}, rest)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["quarrel", "maria", "roe zebra"])
def test_a_part_of_a_word_or_a_middle_name_names_nobody(typed: str) -> None:
    make_quotation("The treaty is ours", "Ana Maria Quarrell-Brel")
    assert offered(typed) == []


@pytest.mark.django_db
def test_a_word_within_a_name_is_read_beside_what_has_the_word() -> None:
    key = make_quotation("The treaty is ours", "Ana Quarrell-Roe").speaker_id
    make_quotation("Quarrell left", "Bo Li")
    assert offered("quarrell", failing=False) == [({"speaker": (key,)}, "")]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["g w roe", "G.W. Roe", "gw roe", "G Roe", "george w roe"])
def test_initials_name_who_has_them_all(typed: str) -> None:
    key = make_quotation("We stay", "George W. Roe").speaker_id
    make_quotation("No", "Bo Roe")
    assert offered(typed)[0] == ({"speaker": (key,)}, "")


@pytest.mark.django_db
def test_rows_of_one_party_are_one_offer(client: Client) -> None:
    rows = [
        make_quotation(words, name) for words, name in (("A", "Brel"), ("B", "Li"), ("C", "Poe"))
    ]
    Speaker.objects.filter(pk__in=[row.speaker_id for row in rows[:2]]).update(
        name="Free Party", type="organization"
    )
    for row in rows[:2]:
        assert row.speaker
        row.speaker.refresh_from_db()
        row.speaker.save()
    html = squeezed(client.get("/", {"q": "free party"}).content.decode())
    assert '> by Free Party <span class="count">(2)</span>' in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "outlets"),
    [("xbc", "XBC News or XBC Sport"), ("xbc news", "XBC News"), ("daily", "")],
)
def test_the_initials_of_outlets_are_read(client: Client, typed: str, outlets: str) -> None:
    for outlet in ("XBC News", "XBC Sport", "Daily Post", "Xbcs Weekly"):
        make_quotation("We stay", outlet=outlet)
    html = squeezed(client.get("/", {"q": typed}).content.decode())
    assert (f"> in {outlets} <" in html) == bool(outlets)
    assert "> in Daily" not in html
