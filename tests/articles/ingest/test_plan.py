"""Plans of what storing an article writes, made by hand without a database."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from articles.ingest.plan import Earlier, Plan, draft, make_plan
from articles.resolution.blocking import Block, stored_blocks
from articles.resolution.consequences import Affected, Spoken, Waiting, decide
from articles.resolution.entities import Mentions, resolve_entities
from articles.resolution.facts import FIRST_NEW, Additions, Candidate, Facts, Profile
from articles.resolution.resolver import names_in, resolve
from extraction.annotations import EntityType, Extraction, Kind, SpeakerType
from tests.support.factories import mentioned, said

BODY = "“We came,” Ana Brel said in Oslo. “And we saw,” Ana Brel added. “Never,” said the ministry."
BREL = Candidate(7, "Ana Brel", names=("Ana Brel",))


def facts_of(*speakers: Candidate, article: int = 1) -> Facts:
    """Facts in which these speakers are candidates under their names."""
    blocks: defaultdict[Block, list[int]] = defaultdict(list)
    for speaker in speakers:
        for name in speaker.names:
            for block in stored_blocks(name):
                blocks[block].append(speaker.key)
    return Facts(article, speakers={one.key: one for one in speakers}, blocks=blocks)


def planned(
    extraction: Extraction, facts: Facts, earlier: tuple[Earlier, ...] = (), body: str = BODY
) -> Plan:
    named = names_in(extraction, body)
    resolution = resolve(extraction.quotations, named, facts)
    rows = draft(body, extraction, resolution)
    return make_plan(rows, resolution.additions, Mentions(), earlier=earlier)


def two_by(name: str) -> Extraction:
    return Extraction((said(BODY, "We came,", by=name), said(BODY, "And we saw,", by=name)))


def test_a_new_name_is_one_new_speaker() -> None:
    plan = planned(two_by("Ana Brel"), facts_of())
    (speaker,) = plan.speakers
    assert (speaker.key, speaker.name, speaker.provisional) == (FIRST_NEW, "Ana Brel", False)
    assert [row.speaker for row in plan.quotations] == [FIRST_NEW, FIRST_NEW]
    assert plan.names == ((FIRST_NEW, "Ana Brel"),)


def test_a_family_name_alone_is_a_provisional_speaker() -> None:
    plan = planned(two_by("Brel"), facts_of())
    assert [speaker.provisional for speaker in plan.speakers] == [True]


def test_a_known_name_is_the_speaker_on_file() -> None:
    plan = planned(two_by("Ana Brel"), facts_of(BREL))
    assert plan.speakers == ()
    assert [row.speaker for row in plan.quotations] == [7, 7]


def test_a_merged_speaker_is_shown_as_the_one_it_was_merged_into() -> None:
    merged = Candidate(7, "Ana Brel", into=3, names=("Ana Brel",))
    root = Candidate(3, "Ana Brel-Holm", names=("Ana Brel-Holm",))
    facts = replace(facts_of(merged, root), profiles={3: Profile(("Ana Brel-Holm", "Ana Brel"))})
    plan = planned(two_by("Ana Brel"), facts)
    assert [(row.speaker, row.found_speaker) for row in plan.quotations] == [(3, 7), (3, 7)]


def test_a_family_name_alone_is_not_the_provisional_speaker_of_another_article() -> None:
    speaker = Candidate(7, "Brel", only_in=2, names=("Brel",))
    plan = planned(two_by("Brel"), facts_of(speaker))
    assert [row.speaker for row in plan.quotations] == [FIRST_NEW, FIRST_NEW]
    assert plan.promoted == frozenset()


def test_an_organization_is_found_by_its_whole_name() -> None:
    ministry = Candidate(9, "Ministry", SpeakerType.ORGANIZATION.value, names=("Ministry",))
    found = said(
        BODY, "Never,", by="Ministry", kind=Kind.DIRECT, speaker_type=SpeakerType.ORGANIZATION
    )
    plan = planned(Extraction((found,)), facts_of(ministry, BREL))
    assert [row.speaker for row in plan.quotations] == [9]


def test_quotations_found_again_keep_their_rows_and_others_go() -> None:
    plan = planned(two_by("Ana Brel"), facts_of(BREL))
    first = plan.quotations[0]
    earlier = (Earlier(40, first.place, 7, 7), Earlier(41, (0, 3, "gone"), 7, 7))
    again = planned(two_by("Ana Brel"), facts_of(BREL), earlier)
    assert (again.kept, again.removed) == ((40,), (41,))


def test_of_two_quotations_in_one_place_the_first_is_written() -> None:
    one = said(BODY, "We came,", by="Ana Brel")
    twin = said(BODY, "We came,", by="Bo Marsh")
    plan = planned(Extraction((one, twin)), facts_of(BREL))
    assert [row.speaker for row in plan.quotations] == [7]
    assert plan.speakers == (), "nobody is created for a quotation that is not written"


def test_words_that_no_country_has_are_left_out() -> None:
    found = said(BODY, "We came,", by="Ana Brel", speaker_country="XX", about=("NO", "XX", "NO"))
    (row,) = planned(Extraction((found,)), facts_of(BREL)).quotations
    assert (row.speaker_country, row.about) == (None, ("NO",))


def test_entities_are_created_once_and_get_their_country() -> None:
    found = [
        mentioned(BODY, "Ana Brel", country="NO"),
        mentioned(BODY, "Oslo", EntityType.PLACE, "NO"),
    ]
    existing = {(EntityType.PLACE.value, "oslo"): (5, None)}
    mentions = resolve_entities(found, existing)
    assert [(one.name, one.country) for one in mentions.new] == [("Ana Brel", "NO")]
    assert mentions.countries == ((5, "NO"),)
    assert mentions.existing == frozenset({5})
    assert len(mentions.mentions) == 3


def test_the_country_that_most_quotations_give_is_the_speakers() -> None:
    affected = Affected({7: BREL}, counted=((7, "NO", "NO", 1), (7, "SE", "SE", 3)))
    consequences, spoken = decide(affected, Additions(), [Spoken(BREL, "", None)])
    assert consequences.countries == {7: "SE"}
    assert [one.shown for one in spoken] == ["SE"], "a quotation without one shows the speaker’s"


def test_a_speaker_whose_last_quotation_went_is_silent() -> None:
    consequences, _ = decide(Affected({7: BREL}), Additions())
    assert consequences.silent == frozenset({7})


def test_a_full_name_takes_over_the_quotations_of_a_provisional_speaker() -> None:
    lone = Candidate(6, "Brel", only_in=2, names=("Brel",))
    envoy = Candidate(7, "Ana Brel", names=("Ana Brel",), country="NO")
    waiting = Waiting(
        lone, (Spoken(lone, "envoy", "NO"),), frozenset(), facts_of(envoy, lone, article=2)
    )
    affected = Affected({6: lone, 7: envoy}, waiting=(waiting,), article=(1, frozenset()))
    consequences, _ = decide(affected, Additions(), [Spoken(envoy, "envoy", "NO")])
    assert [(one.provisional, one.speaker.key) for one in consequences.handed_over] == [(6, 7)]
    assert 6 in consequences.silent
