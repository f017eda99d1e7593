"""To whom sources refer, in texts whose names are given by hand: no model is loaded."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.annotations import Attribution, Span, SpeakerType
from extraction.coreference.names.chains import join_mentions
from extraction.coreference.names.mentions import find_mentions
from extraction.coreference.names.recognition import correct_names
from extraction.coreference.sources.resolve import resolve_sources
from extraction.document import ResolvedSource
from tests.support.documents import document

NAMES = re.compile(r"\{(\w+):([^}]*)\}")
LABELS = {"P": "PERSON", "O": "ORG", "G": "GPE", "N": "NORP"}


def parse(marked: str) -> tuple[str, list[tuple[Span, str]], list[Span]]:
    """`{P:Ana Brel}` is a name as a recogniser tags it, `<she>` a source, both without marks."""
    text, spans, sources = "", [], []
    opened = None
    for part in re.split(r"(\{\w:[^}]*\}|<|>)", marked):
        if name := NAMES.fullmatch(part):
            spans.append((Span(len(text), len(text) + len(name[2])), LABELS[name[1]]))
            text += name[2]
        elif part == "<":
            opened = len(text)
        elif part == ">":
            assert opened is not None
            sources.append(Span(opened, len(text)))
        else:
            text += part
    return text, spans, sources


def who(marked: str, author: str = "") -> list[ResolvedSource]:
    text, names, sources = parse(marked)
    attributions = [Attribution((), (source,), ()) for source in sources]
    made = document(text, *attributions, names=names, author=author)
    for stage in (correct_names, find_mentions, join_mentions, resolve_sources):
        stage(made)
    return [made.sources[source] for source in sources]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # a full name and its parts
        ("<{P:Ana Brel}> spoke. “No,” said <{P:Brel}>.", ["Ana Brel", "Ana Brel"]),
        ("“No,” said <{P:Brel}>. Later <{P:Ana Brel}> left.", ["Ana Brel", "Ana Brel"]),
        ("<{P:Quan Meilin}> spoke. “No,” <{P:Quan}> said.", ["Quan Meilin", "Quan Meilin"]),
        ("<{P:Joost de Wit}> spoke. “No,” <{P:De Wit}> said.", ["Joost de Wit", "Joost de Wit"]),
        ("<{P:Ana Brel}> spoke. “No,” said <{O:Brel}>.", ["Ana Brel", "Ana Brel"]),
        ("<{P:Ana Brel}> spoke. “No,” said <BREL>.", ["Ana Brel", "Ana Brel"]),
        ("<{P:Ana Brel MP}> spoke. “No,” said <{O:Ana Brel}>.", ["Ana Brel", "Ana Brel"]),
        ("“No,” said <{P:Ana Brel} QC>.", ["Ana Brel"]),
        ("“No,” said <Lantern newspaper>.", ["Lantern"]),
        # what stands between a name and its verb
        ("<{P:Ana Brel} was> quick. “No,” <{P:Brel} only> said.", ["Ana Brel", "Ana Brel"]),
        ("<{P:Ana Brel} cynically> spoke. “No,” <{P:Brel} would> say.", ["Ana Brel", "Ana Brel"]),
        ("<{O:Velmar} later> spoke.", ["Velmar"]),
        ("<The {P:Brel} ally> spoke. <The {P:Brel} aide> spoke.", [None, None]),
        ("“No,” said <the {O:Lantern} daily>.", ["Lantern"]),
        ("“No,” said <{O:Unions}>. <{O:Groups}> spoke.", [None, None]),
        ("“No,” said <the {O:Bank}>.", ["Bank"]),
        ("“No,” said <the {O:MEP}>.", [None]),
        ("“No,” said <Rebel MPs>. <{P:Male MPs}> spoke.", [None, None]),
        ("<{P:Ana Valderrama}> spoke. “No,” <Valderama> said.", ["Ana Valderrama"] * 2),
        ("<Sen. {P:Ana Brel}> spoke. “No,” said <Sen. {P:Brel}>.", ["Ana Brel", "Ana Brel"]),
        ("<Robert C. “Bobby” {P:Marsh}> spoke. “No,” <{P:Marsh}> said.",
         ["Robert C. “Bobby” Marsh"] * 2),
        ("<The harbour master ({P:Ana Brel})> spoke.", ["Ana Brel"]),
        # tagged as an organization
        ("{O:Sol Min-ah}, the novelist, spoke. “No,” <{O:Sol}> said.", ["Sol Min-ah"]),
        # a label of which the recogniser sees two
        ("<{O:ANA} {G:BREL}>: No.\n\n<{G:BREL}>: Never.", ["ANA BREL", "ANA BREL"]),
        # a given name alone
        ("{P:Tong Meilin}, 34, spoke. “No,” <{G:Tong}> said.", ["Tong Meilin"]),
        # two people with one family name
        ("{P:Paul Brel} met <{P:Ana Brel}>. “No,” said <Mr. {P:Brel}>.", ["Ana Brel", "Paul Brel"]),
        ("<{P:Ana Vasseur}-Roy> spoke. “No,” <she> said.", ["Ana Vasseur-Roy"] * 2),
        # pronouns
        ("<{P:Maria Brel}> met {P:Sergei Moss}. “No,” <she> said. “Yes,” <he> said.",
         ["Maria Brel", "Maria Brel", "Sergei Moss"]),
        ("<{P:Maria Brel}> spoke. “No.”\n\n{P:Sergei Moss} left.\n\n“Yes,” <she> said.",
         ["Maria Brel", "Maria Brel"]),
        ("“It rains,” <{P:Sergei Moss}> said of {P:Viktor Adeyo}. <He> added: “It pours.”",
         ["Sergei Moss", "Sergei Moss"]),
        ("“No,” <she> said.", [None]),
        # descriptions
        ("<Sen. {P:Ana Brel}> came. “No,” said <the senator>.", ["Ana Brel", "Ana Brel"]),
        ("<{P:Ana Brel}, the governor of Upper Marn>, came. “No,” said <the governor>.",
         ["Ana Brel", "Ana Brel"]),
        ("<The company’s chief executive, {P:Ana Brel},> said", ["Ana Brel"]),
        ("<{P:Joost Moss}> came. “No,” said <the {O:Dutchman}>.", ["Joost Moss", "Joost Moss"]),
        ("<{P:Ana Tolman}> came. “No,” said <the tired {P:Tolman}>.", ["Ana Tolman"] * 2),
        ("<{O:Inspector General of} {G:Marn} Police {P:Ana Brel}> said", ["Ana Brel"]),
        # not the name in it
        ("<a spokesman for {P:Ana Brel}> said", [None]),
        ("<{P:Brel}’s campaign> said", ["Brel’s campaign"]),
        ("<officials in {G:Accra}> said", [None]),
        ("<{P:Ana Brel} and {P:Paul Moss}> said", [None]),
        ("<{G:Accra} and {G:Lima}> said", [None]),
        # relative pronouns
        ("remarks from President {P:Sergei Moss}, <who> said, “Maybe.”", ["Sergei Moss"]),
        ("The {O:World Health Organization} met. “No,” said <WHO chief {P:Ana Brel}>.",
         ["Ana Brel"]),
        ("The {O:Marn Council} paid {P:Jon Ek}. “No,” said <Which? director {P:Ana Brel}>.",
         ["Ana Brel"]),
        # organizations
        ("<The {O:Marn River Commission}> met. <The commission> said no.",
         ["Marn River Commission"] * 2),
        ("<{G:Canberra}> warned that", ["Canberra"]),
    ],
)  # fmt: skip
def test_who(marked: str, expected: list[str | None]) -> None:
    assert [found.name for found in who(marked)] == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<{P:Ana Brel}> said", SpeakerType.PERSON),
        ("<officials> said", SpeakerType.GROUP),
        ("<Both leaders> said", SpeakerType.GROUP),
        ("<{N:Republicans}> said", SpeakerType.GROUP),
        ("<a senior official> said", SpeakerType.UNNAMED),
        ("<the {O:World Bank}> said", SpeakerType.ORGANIZATION),
        ("<the ministry> said", SpeakerType.ORGANIZATION),
        ("<the report> said", None),
    ],
)
def test_type(marked: str, expected: SpeakerType | None) -> None:
    assert who(marked)[0].type is expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # the name behind a whole description
        ("“No,” said <the head of {O:Blue Harbour Ferries} {P:Odalys Quint}>.", "Odalys Quint"),
        ("<{G:Peru}’s ambassador to {G:Chile} {P:Odalys Quint}> said", "Odalys Quint"),
        ("<{O:Reed Project Peru} (RPP) chairwoman {P:Odalys Quint}> said", "Odalys Quint"),
        ("<{O:Inspector General} of {G:Marn} Police {P:Odalys Quint}> said", "Odalys Quint"),
        ("<{G:Peru}’s envoy to the {O:UN} in {G:Bern}, {O:Odalys Eli Quint}>, said",
         "Odalys Eli Quint"),
        ("“No,” said <Minister for {O:Housing} Mrs {P:Quint}>.", "Quint"),
        ("“No,” said <{O:Councillor} for {P:Parks} Ms. {P:Odalys Quint}>.", "Odalys Quint"),
        ("“No,” said <Counsel for Mr {P:Quint}>.", None),
        # an office of a body whose name holds what ends a front elsewhere
        ("“No,” said <{O:National Bank of Marn} governor {P:Odalys Quint}>.", "Odalys Quint"),
        ("<{O:University of Osk} law professor {P:Odalys Quint}> said", "Odalys Quint"),
        ("<{O:Bureau for Dams} spokeswoman {P:Odalys Quint}> said", "Odalys Quint"),
        ("<{O:Institute of Rivers in Marn} director {P:Odalys Quint}> said", "Odalys Quint"),
        ("<The {O:Ministry of Health} spokesman {P:Odalys Quint}> said", "Odalys Quint"),
        ("<A {O:Ministry of Health} report seen by {P:Odalys Quint}> said", "Ministry of Health"),
        # when a person spoke is no part of who it was
        ("“No,” said <Prime Minister {P:Odalys Quint} earlier>.", "Odalys Quint"),
        ("“No,” said <Mayor {P:Odalys Quint} yesterday>.", "Odalys Quint"),
        ("“No,” said <{P:Odalys Quint} later>.", "Odalys Quint"),
        ("“No,” said <the {P:Odalys Quint} aide>.", None),
        # two with offices, or two names in full
        ("“No,” said <Senate leader {P:Ana Brel} and {O:House} Speaker {P:Tom Ek}>.", None),
        ("<{P:Ana Brel} and Mayor {P:Tom Ek}> said", None),
        ("<Sen. {P:Ana Brel} and Rep. {P:Tom Ek}> said", None),
        ("<{G:Frank Brel} and {P:Tom Ek}>: “No.”", None),
        ("<{O:Anna Maria Brel} & {P:Tom Ek}> said", None),
        ("<{P:Ana Brel} campaign manager {P:Tom Ek}> said", "Tom Ek"),
        # of people who are named after another, the other
        ("“No,” said <the widow of {N:Russian} agent {P:Odalys Quint}>.", None),
        ("“No,” said <the father of {O:Marn United} striker {P:Tom Reddick}>.", None),
        ("“No,” said <a spokesman for Prime Minister {P:Odalys Quint}>.", None),
        ("“No,” said <the adviser to {O:Marn Party} {P:Odalys Quint}>.", None),
        # a body in apposition is the owner
        ("<Its new owner, {O:Kestrel Capital}>, said", "Kestrel Capital"),
        # the former holder is not the present one
        ("<Prime Minister {P:Ana Brel}> spoke. <The former prime minister> said", None),
        # titles that are given names, nicknames, names at birth
        ("“No,” said <{P:Bishop Talley}, a guitarist>.", "Bishop Talley"),
        ("“No,” said <{P:Emir Quint}, a bus driver from Marn>.", "Emir Quint"),
        ("“No,” said <{P:Judge Quint}, a judge>.", "Quint"),
        ("Landlord {P:Ned “Duke}” Brelwick left. “No,” said <{P:Brelwick}>.",
         "Ned “Duke” Brelwick"),
        ("Captain {P:Stavros} ‘Old Calm’ Mavris left. “No,” <he> said.",
         "Stavros ‘Old Calm’ Mavris"),
        # particles with a hyphen and without
        ("{P:Hamid al-Joubran} left. “No,” said <Mr {P:Al Joubran}>.", "Hamid al-Joubran"),
        ("{P:Rasha El Fadlan} left. “No,” said <{P:El-Fadlan}>.", "Rasha El Fadlan"),
        ("{P:Adel al-Qubatan} left. “No,” said <{P:Qubatan}>.", "Adel al-Qubatan"),
        ("{O:Robert “Duke” Estrada} came. “No,” said <{P:Estrada}>.", "Robert “Duke” Estrada"),
        ("{P:Margaret} (née {P:Holt}) {G:Lowry} came. “No,” said <{O:Lowry}>.",
         "Margaret (née Holt) Lowry"),
        # for whom something is so
        ("For {P:Tom Ek}, 45, a clerk, {P:Ana Brel} is a hero. <He> said", "Tom Ek"),
        ("For {P:Tom Ek}, {P:Jon Brel} was a hero. “No,” <he> said", "Tom Ek"),
        ("For {P:Tom Ek}, {P:Jon Brel} was a hero. {P:Jon Brel} left. <He> said", "Jon Brel"),
        ("For {P:Tom Ek}, {P:Ana Brel} was a hero. <She> said", "Ana Brel"),
        # whose statement speaks
        ("<{P:Ana Brel}’s statement> said", "Ana Brel"),
        ("{O:Velm Council} met. <The council’s ruling> said", "Velm Council"),
        ("<{P:Ana Brel}’s biography> said", None),
        # what a company that opens the sentence before is
        ("{O:Velta} fell on Monday. <The insurer> said", "Velta"),
        ("{O:Velta} fell on Monday. <The Velmish builder> said", None),
        ("It rained. <The insurer> said", None),
        # short names of bodies
        ("{O:Marlow Stores} shut. <{O:Marlow}> said", "Marlow Stores"),
        ("{O:Marlow Stores} and {O:Marlow Motors} shut. <{O:Marlow}> said", "Marlow"),
        ("{O:Justice Project Peru} ({O:JPP}) met. <The {O:JPP}> said", "Justice Project Peru"),
        # bodies that any country has
        ("<{G:Peru}’s {O:Defense Ministry}> said", "Peru’s Defense Ministry"),
        ("{G:Peru}’s {O:Supreme Court} sat. <The {O:Supreme Court}> said", "Peru’s Supreme Court"),
        ("{G:Peru}’s {O:Supreme Court} sat. <The court> said", "Peru’s Supreme Court"),
        ("<The {O:Defense Ministry}> said", "Defense Ministry"),
        ("<{G:Peru}’s {O:Marlow Bank}> said", "Marlow Bank"),
    ],
)  # fmt: skip
def test_who_the_last_source_is(marked: str, expected: str | None) -> None:
    assert who(marked)[-1].name == expected


def test_the_columnist_is_the_author() -> None:
    assert [w.name for w in who("“No,” <I> said.", author="Ana Brel")] == ["Ana Brel"]
    note = "“No,” <I> said.\n\n{P:Ana Brel} is a writer in Bern."
    assert [w.name for w in who(note)] == ["Ana Brel"]
    assert [w.name for w in who("“No,” <I> said.")] == [None]


def test_a_reason_a_reporter_understands() -> None:
    found = who("“It rains,” said <{P:Maria Brel}>. “It pours,” <she> added.")
    assert found[1].reason == "“she” → Maria Brel: speaker of the quote before"


@given(
    st.text(alphabet="Ana Brel.,’“” \n{}Mr", max_size=80),
    st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=6),
)
def test_any_text_and_any_tags(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span(min(p), max(p)) for p in pairs if max(p) <= len(text) and min(p) < max(p)]
    names = [(span, "PERSON") for span in spans]
    attributions = [Attribution((), (span,), ()) for span in spans]
    made = document(text, *attributions, names=names)
    for stage in (find_mentions, join_mentions, resolve_sources):
        stage(made)
    for mention, following in pairwise(made.mentions):
        assert mention.span.end <= following.span.start
    assert set(made.sources) == set(spans)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (  # a guard came in without a name, and nobody else since
            "{P:Ruth Nalwembe} keeps the lock. A boy asked a guard at the gate for the time.\n\n"
            "<the guard> said it was late.",
            None,
        ),
        (
            "{P:Ruth Nalwembe} keeps the lock. An old miner sat there with a lamp. <The miner> "
            "said it was late.",
            None,
        ),
        (  # a person is named since
            "An old miner sat there. {P:Ruth Nalwembe}, the miner, had a lamp. "
            "<The miner> said so.",
            "Ruth Nalwembe",
        ),
        (  # a word for what a named person is
            "{P:Ruth Nalwembe} is a miner. <The miner> said it was late.",
            "Ruth Nalwembe",
        ),
        (  # a woman is no man
            "{P:Ruth Nalwembe}, a councilwoman, keeps the lock.\n\nRain fell.\n\nRain fell.\n\n"
            "<The man> said it was late.",
            None,
        ),
        (  # the object of remembering is another
            "{P:Ruth Nalwembe} sat down. She remembers <the old woman> saying it was late.",
            None,
        ),
    ],
)
def test_descriptions_of_nobody_who_is_named(marked: str, name: str | None) -> None:
    assert who(marked)[0].name == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (  # whom “the judge” means is in mind again
            "Judge {P:Olivia Marenkova} opened the hearing. {P:Ana Brel} wept.\n\n"
            "The judge was quiet for a while.\n\n<she> said it was late.",
            "Olivia Marenkova",
        ),
        (
            "{P:Wilma Dopheide} keeps bees with her husband, {P:Piet Dopheide}. {P:Jon Ek} came by."
            "\n\nHer husband has seen it twice. <He> said it was late.",
            "Piet Dopheide",
        ),
    ],
)
def test_a_described_subject_is_in_mind(marked: str, name: str) -> None:
    assert who(marked)[0].name == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Justice {P:Ngozi Uba} sat. {P:Femi Ade} stood. <The judge> said", "Ngozi Uba"),
        ("Rev {P:Huw Madd} sang. {P:Rhys Ek} did not. <The pastor> said", "Huw Madd"),
        ("Sgt {P:Ana Brel} drove. {P:Luc Ek} slept. <The officer> said", "Ana Brel"),
        ("Insp. {P:Ana Brel} drove. {P:Luc Ek} slept. <The detective> said", "Ana Brel"),
        ("Dr {P:Ana Brel} drove. {P:Luc Ek} slept. <The doctor> said", "Ana Brel"),
        ("{P:Luc Ek} slept. Prof. {P:Ana Brel} drove. <The professor> said", "Ana Brel"),
        # parties and states behind a name
        ("Sen. {P:Ana Brel} (D-Ore.) met Rep. {P:Luc Ek} (R-Idaho). <The {N:Republican}> said",
         "Luc Ek"),
        ("{P:Ana Brel}, D-Ore., met {P:Luc Ek}, D-Fla. <the {G:Florida} {N:Democrat}> said",
         "Luc Ek"),
        ("{P:Ana Brel}, D-Ky., met {P:Luc Ek}, D-N.Y. <the {G:Kentucky} {N:Democrat}> said",
         "Ana Brel"),
    ],
)  # fmt: skip
def test_other_words_for_a_title(marked: str, name: str) -> None:
    assert who(marked)[-1].name == name


@pytest.mark.parametrize(
    ("lead", "rest", "name"),
    [
        ("<A federal judge> said so.", "Judge {P:Ana Brel} wrote it.", "Ana Brel"),
        ("<A county magistrate> said so.", "The magistrate, {P:Ana Brel}, left.", "Ana Brel"),
        ("<A bishop> said so.", "It rained.\n\nBishop {P:Ana Brel} left.", "Ana Brel"),
        ("<A judge> said so.", "Another judge, Judge {P:Ana Brel}, left.", None),
        ("<A judge> said so.", "Judge {P:Ana Brel} left. Judge {P:Jon Ek} did not.", None),
        ("<A former minister> said so.", "Minister {P:Ana Brel} left.", None),
        ("<A judge> said so.", "{P:Ana Brel} left. She was a judge once.", None),
        ("{P:Jon Ek} came.\n\n<A judge> said so.", "Judge {P:Ana Brel} left.", None),
        ("<The judges> said so.", "Judge {P:Ana Brel} left.", None),
    ],
)
def test_an_office_in_the_lead_is_of_the_one_holder_who_comes(
    lead: str, rest: str, name: str | None
) -> None:
    assert [found.name for found in who(f"{lead}\n\n{rest}")] == [name]


@pytest.mark.parametrize("behind", ["a cousin of", "who works for", "on a visit to"])
def test_who_is_only_named_behind_a_description_is_not_described(behind: str) -> None:
    (found,) = who(f"“It leaks,” said <the company’s owner, {behind} {{P:Ana Brel}}>.")
    assert found.name is None


@pytest.mark.parametrize(
    "phrase",
    [
        "<An engineer aboard the {O:Osk Explorer}> said it sank.",
        "<A man queueing outside {O:Norbank}> said it shut.",
        "<A nurse sacked by {O:Osk Hospital}> said it was ill run.",
        "<A widow whose son worked at {O:Krona Mines}> said nobody rang.",
        "<A vendor beside the {O:Court of Osk}> said they eat.",
    ],
)
def test_people_beside_a_body_do_not_speak_for_it(phrase: str) -> None:
    assert (who(phrase)[0].name, who(phrase)[0].type) == (None, SpeakerType.UNNAMED)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("<A survey funded by the {O:Osk Guild}> said so.", "Osk Guild"),
        ("<The agency behind it, {O:Brelco},> said so.", "Brelco"),
        ("<{P:Ana Brel} outside {O:Norbank}> said so.", "Ana Brel"),
    ],
)
def test_a_name_beside_which_a_body_stands(phrase: str, name: str) -> None:
    assert who(phrase)[0].name == name


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("<Chair of the bench {P:Ana Brel}> said so.", "Ana Brel"),
        ("<The head of the eye clinic Dr {P:Ana Brel}> said so.", "Ana Brel"),
        ("<The captain of the ferry {P:Ana Brel}> said so.", None),
        ("<The coach of the striker {P:Ana Brel}> said so.", None),
    ],
)
def test_who_leads_a_house_is_named_behind_it(phrase: str, name: str | None) -> None:
    assert who(phrase)[0].name == name
