"""Whom names mean, and what follows, by facts made by hand: without a database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from articles.ingest.plan import Plan, draft, make_plan
from articles.models import Speaker, SpeakerName
from articles.resolution import consequences
from articles.resolution.blocking import NAME_LENGTH, stored_blocks, stored_name
from articles.resolution.consequences import Affected, Counted, Spoken, Waiting
from articles.resolution.entities import Mentions
from articles.resolution.facts import FIRST_NEW, Candidate, Facts, Profile, Tenure
from articles.resolution.resolver import Resolution, names_in, resolve
from extraction.annotations import Extraction, Quotation, SpeakerType
from tests.support.factories import mentioned, said, span

HERE, ELSEWHERE = 7, 3
TEXT = "“It rains,” said Ana Brel. “It snows,” said Brel, and Bo Li was there."


def facts(*speakers: Candidate, **fields: Any) -> Facts:
    """What a database with these speakers would say of their names."""
    known = [replace(one, names=one.names or (one.name,)) for one in speakers]
    blocks: dict[tuple[str, str], set[int]] = {}
    for one in known:
        for name in one.names:
            for block in stored_blocks(name):
                blocks.setdefault(block, set()).add(one.key)
    profiles = {
        root.key: Profile(tuple(n for one in known if one.root == root.key for n in one.names))
        for root in known
    }
    fields = {"profiles": profiles, **fields}
    return Facts(fields.pop("article", HERE), {one.key: one for one in known}, blocks, **fields)


def rains(by: str | None = "Ana Brel", **fields: Any) -> Quotation:
    return said(TEXT, "It rains,", by=by, **fields)


def snows(by: str | None = "Brel", **fields: Any) -> Quotation:
    return said(TEXT, "It snows,", by=by, **fields)


def resolved(
    known: Facts,
    *quotations: Quotation,
    beside: Iterable[str] = (),
    before: frozenset[int] = frozenset(),
) -> Resolution:
    found = Extraction(quotations, tuple(mentioned(TEXT, name) for name in beside))
    return resolve(quotations, names_in(found, TEXT), known, " on that day", before)


def planned(
    known: Facts,
    *quotations: Quotation,
    counted: Iterable[Counted] = (),
    waiting: Iterable[Waiting] = (),
) -> Plan:
    found = Extraction(quotations)
    resolution = resolved(known, *quotations)
    assert not resolution.missing
    rows = draft(TEXT, found, resolution)
    additions = resolution.additions
    speakers = {**known.speakers, **additions.speakers}
    people = {row.speaker: speakers[row.speaker] for row in rows.quotations if row.speaker}
    affected = Affected(people, tuple(counted), tuple(waiting), (HERE, frozenset()))
    decided = consequences.decide(affected, additions, rows.spoken)
    return make_plan(rows, additions, Mentions(), decided=decided)


# ── speakers ──────────────────────────────────────────────────────────────────────────────


def test_another_spelling_is_added_once_and_found_by_the_next_name() -> None:
    known = facts(
        Candidate(1, "Xi Jinping", country="CN"),
        profiles={1: Profile(("Xi Jinping",), countries=frozenset({"CN"}))},
    )
    quotations = (rains("Xi Jingping", speaker_country="CN"), snows("xi jingping"))
    plan = planned(known, *quotations)
    assert plan.names == ((1, "Xi Jingping"),)
    assert [row.speaker for row in plan.quotations] == [1, 1]


def test_a_provisional_speaker_of_another_article_becomes_known_beyond_it() -> None:
    """An office that one person holds at a time, and its country, name who “Brel” is."""
    known = facts(
        Candidate(1, "Brel", only_in=ELSEWHERE),
        profiles={1: Profile(("Brel",), frozenset({"president"}), frozenset({"NO"}))},
    )
    plan = planned(known, snows("Brel", title="president", speaker_country="NO"))
    assert plan.promoted == {1}
    assert [row.speaker for row in plan.quotations] == [1]
    other = planned(known, snows("Brel", title="judge", speaker_country="NO"))
    assert (other.promoted, len(other.speakers)) == (frozenset(), 1)


def test_of_two_who_fit_the_co_mentions_decide_and_must_be_loaded() -> None:
    known = facts(Candidate(1, "John Smith"), Candidate(2, "John Smith"))
    beside = ("Ana Brel", "Bo Li")
    undecided = resolved(known, rains("John Smith"), beside=beside)
    assert undecided.missing == {1, 2}
    loaded = replace(
        known,
        co_mentions={1: (), 2: ((ELSEWHERE, frozenset({"ana brel", "bo li"})),)},
    )
    found = resolved(loaded, rains("John Smith"), beside=beside)
    assert not found.missing
    assert [one and one.speaker.key for one in found.speakers] == [2]


def test_of_two_who_fit_the_one_named_before_stays() -> None:
    known = facts(Candidate(1, "John Smith"), Candidate(2, "John Smith"))
    found = resolved(known, rains("John Smith"), before=frozenset({2}))
    assert [one and one.speaker.key for one in found.speakers] == [2]
    nobody = resolved(known, rains("John Smith"))
    assert [one and one.speaker.key for one in nobody.speakers] == [FIRST_NEW]


@pytest.mark.parametrize(("country", "speaker"), [("NO", 1), ("SE", 2), ("DK", FIRST_NEW)])
def test_an_organization_is_the_one_of_its_country(country: str, speaker: int) -> None:
    kind = SpeakerType.ORGANIZATION
    known = facts(
        Candidate(1, "Ministry of Trade", kind.value, country="NO"),
        Candidate(2, "Ministry of Trade", kind.value, country="SE"),
    )
    found = rains("Ministry of Trade", speaker_type=kind, speaker_country=country)
    assert [row.speaker for row in planned(known, found).quotations] == [speaker]


def test_an_office_means_its_holder() -> None:
    text = "“Yes,” said the Chinese leader."
    found = said(text, "Yes,", speaker_type=SpeakerType.UNNAMED, title="Chinese leader",
                 speaker_country="CN", source=(span(text, "the Chinese leader"),))  # fmt: skip
    named = names_in(Extraction((found,)), text)
    known = facts(
        Candidate(1, "Xi Jinping"), Candidate(2, "Quan Meilin"),
        tenures=(Tenure(1, "President", "CN"), Tenure(2, "President", "NO")),
    )  # fmt: skip
    (holder,) = resolve([found], named, known, " on 9 June 2025").speakers
    assert holder is not None
    assert holder.speaker.key == 1
    assert holder.reason == "“the Chinese leader” on 9 June 2025, by the list of people"
    two = replace(known, tenures=(*known.tenures, Tenure(2, "leader of the party", "CN")))
    assert resolve([found], named, two).speakers == (None,)


def test_a_name_with_too_many_candidates_is_compared_with_the_same_names_only() -> None:
    known = facts(Candidate(1, "Ana Brel"), Candidate(2, "Ida Marsh"))
    assert [row.speaker for row in planned(known, snows("Brel")).quotations] == [1]
    crowded = replace(known, too_many=frozenset({"Brel"}))
    assert [row.speaker for row in planned(crowded, snows("Brel")).quotations] == [FIRST_NEW]


# ── what follows ──────────────────────────────────────────────────────────────────────────


def waits() -> Waiting:
    """A provisional speaker of another article, quoted there as president."""
    speaker = Candidate(9, "Brel", only_in=ELSEWHERE)
    spoken = (Spoken(speaker, "president", None, None),)
    return Waiting(speaker, spoken, frozenset(), facts(speaker, article=ELSEWHERE))


def test_a_full_name_takes_over_the_quotations_of_a_lone_one() -> None:
    plan = planned(facts(), rains(title="president", speaker_country="NO"), waiting=[waits()])
    (handed,) = plan.consequences.handed_over
    assert (handed.provisional, handed.speaker.key) == (9, FIRST_NEW)
    assert handed.reason == "the only Brel on file who fits: president"
    # Its quotations name no country; they show the speaker's.
    assert plan.consequences.shown == ((None, "NO", frozenset({FIRST_NEW})),)


def test_a_lone_name_of_another_office_waits_on() -> None:
    plan = planned(facts(), rains(title="judge", speaker_country="NO"), waiting=[waits()])
    assert plan.consequences.handed_over == ()
    assert plan.consequences.shown == ()


def test_a_lone_name_of_the_same_article_is_never_created() -> None:
    """“Brel” is read before “Ana Brel”; the full name then explains it."""
    first = said(TEXT, "It rains,", by="Brel", title="president")
    then = said(TEXT, "It snows,", by="Ana Brel", title="president")
    known = facts()
    lone = resolved(known, first, then).additions.speakers[FIRST_NEW]
    waiting = Waiting(lone, (Spoken(lone, "president", None),), frozenset(), known)
    plan = planned(known, first, then, waiting=[waiting])
    assert [one.name for one in plan.speakers] == ["Ana Brel"]
    assert {row.speaker for row in plan.quotations} == {FIRST_NEW + 1}
    assert plan.quotations[0].identity_reason == "the only Brel on file who fits"
    assert plan.names == ((FIRST_NEW + 1, "Ana Brel"),)


@pytest.mark.parametrize(
    ("counted", "country"),
    [
        ([], "SE"),
        ([(1, "NO", "NO", 1)], None),  # a tie keeps the country
        ([(1, "NO", "NO", 5)], None),
        ([(1, "DK", "DK", 5)], "DK"),
    ],
)
def test_the_country_is_that_of_most_quotations(counted: list[Counted], country: str) -> None:
    known = facts(Candidate(1, "Ana Brel", country="NO"))
    plan = planned(known, rains(speaker_country="SE"), counted=counted)
    assert plan.consequences.countries == ({1: country} if country else {})
    assert [row.speaker_country for row in plan.quotations] == ["SE"]


def test_a_fixed_country_stays_and_every_quotation_shows_it() -> None:
    known = facts(Candidate(1, "Ana Brel", country="NO", country_fixed=True))
    plan = planned(known, rains(speaker_country="SE"), counted=[(1, "SE", "SE", 4)])
    assert plan.consequences.countries == {}
    assert plan.consequences.shown == (("SE", "NO", frozenset({1})),)
    assert [(r.found_country, r.speaker_country) for r in plan.quotations] == [("SE", "NO")]


def test_before_decisions_are_laid_over_them_rows_show_what_was_found() -> None:
    known = facts(Candidate(1, "Ana Brel", country="NO", country_fixed=True))
    found = Extraction((rains(speaker_country="SE"),))
    resolution = resolved(known, *found.quotations)
    plan = make_plan(draft(TEXT, found, resolution), resolution.additions, Mentions())
    assert [row.speaker_country for row in plan.quotations] == ["SE"]
    assert plan.consequences.silent == frozenset()


def test_names_are_cut_to_what_the_database_stores() -> None:
    for model in (Speaker, SpeakerName):
        assert model._meta.get_field("name").max_length == NAME_LENGTH
    assert stored_name("a" * 300) == "a" * 300
    assert stored_name("a" * 301) == "a" * 299 + "…"
