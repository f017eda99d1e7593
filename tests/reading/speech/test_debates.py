"""Debates of parliaments in XML."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.support.drafts import drafts, errors, one

DAY = dt.date(2023, 4, 17)


def test_debates() -> None:
    data = (
        "<publicwhip><major-heading id='x/2023-04-17a.1.0'>Transport</major-heading>"
        "<minor-heading>Harbours</minor-heading>"
        "<speech speakername='Ana Holt'><p>Why is it shut?</p></speech>"
        "<speech speakername='Oda Lien'><p>It rains.</p><p>It never stops.</p></speech>"
        "<speech nospeaker='true'><p>Rose—</p></speech>"
        "<minor-heading>Roads</minor-heading><speech speakername='Jon Ek'><p>Why?</p></speech>"
        "</publicwhip>"
    )
    harbours, roads = drafts("a.xml", data)
    assert (harbours.title, harbours.published_on) == ("Harbours", DAY)
    assert harbours.body == (
        "Ana Holt: Why is it shut?\n\nOda Lien: It rains.\n\nOda Lien: It never stops.\n\nRose—"
    )
    assert (roads.title, roads.body) == ("Roads", "Jon Ek: Why?")
    assert "no speech" in errors("a.xml", "<publicwhip><major-heading/></publicwhip>")[0]


def test_debates_in_akoma_ntoso() -> None:
    data = (
        "<akomaNtoso xmlns='http://docs.oasis-open.org/legaldocml/ns/akn/3.0'><debate><meta>"
        "<FRBRdate date='2023-04-17'/>"
        "<TLCPerson eId='lien' showAs='Oda Lien'/></meta>"
        "<debateBody><debateSection><heading>Harbours</heading>"
        "<speech by='#holt'><from>Ana Holt:</from><p>Why is it shut?</p></speech>"
        "<speech by='#lien'><p>It rains.</p></speech>"
        "</debateSection></debateBody></debate></akomaNtoso>"
    )
    draft = one("a.xml", data)
    assert (draft.title, draft.published_on) == ("Harbours", DAY)
    assert draft.body == "Ana Holt: Why is it shut?\n\nOda Lien: It rains."


def test_debates_of_canada() -> None:
    draft = one(
        "a.xml",
        "<Hansard><ExtractedInformation><ExtractedItem Name='Date'>Monday, April 17, 2023"
        "</ExtractedItem></ExtractedInformation><HansardBody><SubjectOfBusiness>"
        "<SubjectOfBusinessTitle>Roofs</SubjectOfBusinessTitle><Intervention><PersonSpeaking>"
        "<Affiliation>Mrs. Ana Brel (Oslo, CPC)</Affiliation></PersonSpeaking><Content>"
        "<ParaText>Why do roofs leak?</ParaText><ParaText>They do.</ParaText></Content>"
        "</Intervention><Intervention><PersonSpeaking><Affiliation>Hon. Jo Ek (Minister of Roofs,"
        " Lib.)</Affiliation></PersonSpeaking><Content><ParaText>It rains.</ParaText></Content>"
        "</Intervention></SubjectOfBusiness></HansardBody></Hansard>",
    )
    assert (draft.title, draft.published_on) == ("Roofs", DAY)
    assert draft.body == (
        "Mrs. Ana Brel: Why do roofs leak?\n\nMrs. Ana Brel: They do.\n\nHon. Jo Ek: It rains."
    )


def talk(name: str, said: str = "") -> str:
    return (
        f"<talk.start><talker><name role='metadata'>{name}, MP</name></talker>{said}</talk.start>"
    )


@pytest.mark.parametrize(
    "speeches",
    [
        f"<question>{talk('Brel, Ana')}<talk.text><body><p><span>Ms BREL</span> (<span>Oslo</span>)"
        " (14:01): Why do roofs leak?</p></body></talk.text></question>"
        f"<answer>{talk('Ek, Jo')}<talk.text><body><p>Mr EK (Hume) (14:02): It rains.</p>"
        "<p>Ms BREL: It does not!</p></body></talk.text></answer>",
        f"<speech>{talk('Brel, Ana', '<para>—Why do roofs leak?</para>')}</speech>"
        f"<speech>{talk('Ek, Jo', '<para>—It rains.</para>')}<interjection>"
        f"{talk('Brel, Ana', '<para>—It does not!</para>')}</interjection></speech>",
    ],
)
def test_debates_of_australia(speeches: str) -> None:
    draft = one(
        "a.xml",
        "<hansard><session.header><date>2023-04-17</date></session.header><chamber.xscript><debate>"
        f"<debateinfo><title>Roofs</title></debateinfo>{speeches}</debate></chamber.xscript>"
        "</hansard>",
    )
    assert (draft.title, draft.published_on) == ("Roofs", DAY)
    assert draft.body == (
        "Ana Brel: Why do roofs leak?\n\nJo Ek: It rains.\n\nAna Brel: It does not!"
    )
