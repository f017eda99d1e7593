"""Transcripts, captions and debates become turns with their speakers, without times."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading import Draft, read_bytes
from reading.speech import captions, conversations
from reading.speech.transcripts import NOT_NAMED
from tests.reading.test_formats import document
from tests.support.growth import growth
from tests.support.sizes import sized

TURNS = [
    ("Jo Ek", "Why did nobody look at the roof?"),
    ("Ana Brel", "We did look. Nobody listened to us at all."),
    ("Jo Ek", "Will you stay on as head of the school?"),
    ("Ana Brel", "I will stay. I was asked to stay."),
]
BODY = "\n\n".join(f"{name}: {said}" for name, said in TURNS)


def one(text: str, name: str = "a.txt") -> Draft:
    (draft,) = read_bytes(name, text.encode())
    assert isinstance(draft, Draft), draft
    return draft


def written(layout: str) -> str:
    """The turns in a layout; `{clock}` is a time that grows."""
    return "\n\n".join(
        layout.format(name=name, said=said, clock=f"00:{at:02}:07", short=f"{at}:07")
        for at, (name, said) in enumerate(TURNS)
    )


@pytest.mark.parametrize(
    "layout",
    [
        "{name}  {short}\n{said}",  # Otter
        "{name} ({short}):\n{said}",  # Rev
        "{name}\t{clock}\n\n{said}",
        "[{clock}] {name}: {said}",  # Trint
        "[{clock}] {name}\n{said}",
        "{name} [{clock}]: {said}",  # Descript
        "{name}: [{clock}] {said}",
        "{clock} - {name}: {said}",
        "{name} | {short}\n{said}",
        "**{name}:** {said}",
        "**{name}**: {said}",
        "__{name}:__ {said}",
        "{name} [{clock}] {said}",
        "[{clock}] **{name}:** {said}",
        "{name}\n{short}\n{said}",  # Teams
        "{name}\n0 minutes 7 seconds\n{said}",
        "{name}\n1 hour 1 minute 1 second\n{short}\n{said}",
        "{name} 12 minutes 30 seconds\n{said}",
        "{name} 1{short}\n{said}",
        "{clock}.0000000 --> {clock}.9990000\n{name}\n{said}",
        "{clock}.110 --> {clock}.990\n{name}\n{said}",
        "{name}\n\n{short}\n\n{said}",
        "{name}: {said} [{clock}]",
        "{name}:\n{said}\n[{clock}]",
        "{clock}\t From {name} to Everyone: {said}",  # the chat of Zoom
        "[{name}] {clock}\n{said}",  # Zoom
        "**{name}**\n{said}",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_times_and_bold_are_left_out(layout: str, end: str) -> None:
    draft = one(written(layout).replace("\n", end))
    assert draft.body == BODY
    assert draft.title == "Transcript: Jo Ek, Ana Brel"


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_names_as_offices_list_them(gap: str) -> None:
    turns = [(", ".join(reversed(name.split())), said) for name, said in TURNS]
    text = "\n\n".join(f"{name}   {at}:07{gap}{said}" for at, (name, said) in enumerate(turns))
    assert one(f"{text}\n\nTranscription ended after 00:06:01\n").body == BODY


def test_plain_labels_are_read_as_they_stand() -> None:
    draft = one(f"An evening at school\n\n{BODY}")
    assert (draft.body, draft.offset) == (f"An evening at school\n\n{BODY}", 0)


def test_the_lines_above_a_transcript() -> None:
    top = (
        "Talk with Ana Brel\nThu, Jun 19, 2025 9:30AM • 14:02\n\nSUMMARY KEYWORDS\nroof, school\n\n"
        "SPEAKERS\nJo Ek, Ana Brel\n\n"
    )
    draft = one(f"{top}{written('{name}  {short}\n{said}')}\n\nTranscribed by https://otter.ai")
    assert draft.body == f"Talk with Ana Brel\n\n{BODY}"
    assert (draft.title, draft.published_on) == ("Talk with Ana Brel", dt.date(2025, 6, 19))


def test_lists_above_a_transcript_may_have_gaps() -> None:
    top = "Talk with Ana Brel\n31m 20s\n\nSUMMARY KEYWORDS\n\nroof\n\n\nSPEAKERS\n\n\nJo Ek\n\n"
    draft = one(f"{top}{written('{name}  {short}\n{said}')}")
    assert draft.body == f"Talk with Ana Brel\n\n{BODY}"


def test_a_header_goes_before_what_the_transcript_says() -> None:
    draft = one(f"Title: The roof\nDate: 2025-06-20\n\n{written('[{clock}] {name}: {said}')}")
    assert (draft.title, draft.published_on) == ("The roof", dt.date(2025, 6, 20))


@pytest.mark.parametrize(
    "stamp",
    [
        "[19/06/2025, 09:15:02] ", "\u200e[19.06.25, 09:15:02] ", "[6/19/25, 9:15:02\u202fAM] ",
        "19/06/2025, 09:15 - ", "6/19/25, 9:15 AM - ", "2025-06-19, 9:15 a.m. - ",
    ],
)  # fmt: skip
def test_a_chat_of_whatsapp(stamp: str) -> None:
    said = "".join(f"{stamp}{name}: {said}\n" for name, said in TURNS)
    text = f"{stamp}Messages are end-to-end encrypted.\n{said}{stamp}Jo Ek: <Media omitted>\n"
    assert one(text).body == BODY


def test_two_turns_with_times_in_brackets_are_enough() -> None:
    for text in ("Jo Ek (00:03):\nWhy?\n\nAna Brel (00:09):\nIt rains.\n", "Town Hall 19:30\nA\n"):
        spoken = conversations.recognised(text)
        assert (spoken and spoken.body) == (
            "Jo Ek: Why?\n\nAna Brel: It rains." if "?" in text else None
        )


@pytest.mark.parametrize(
    "text",
    [
        "SPEAKERS\nJo Ek, Ana Brel\n\nJo Ek  00:00\nWhy?\n\nAna Brel  00:07\nIt rains.",
        "SPEAKERS\nJo Ek, Ana Brel\n\nJo Ek\n00:00\nWhy?\n\nAna Brel\n00:07\nIt rains.",
        "Jo Ek 0:00\nWhy?\n\nAna Brel 0:07\nIt rains.\n\nTranscribed by https://otter.ai",
    ],
)
def test_two_turns_are_enough_where_a_program_says_that_it_wrote_them(text: str) -> None:
    assert one(text).body == "Jo Ek: Why?\n\nAna Brel: It rains."


def test_a_turn_of_several_paragraphs_keeps_its_speaker() -> None:
    draft = one(
        written("{name}  {short}\n{said}\n\nAnd so on (0:12) it went [inaudible 00:01:02].")
    )
    assert draft.body.split("\n\n")[1] == "Jo Ek: And so on it went [inaudible]."


@pytest.mark.parametrize(
    "heading",
    [
        "Interview with Ana Brel, head of the school",
        "Q&A with school head Ana Brel",
        "A conversation with Ana Brel",
        "The Daily talks to Ana Brel",
    ],
)
@pytest.mark.parametrize("label", ["{}: ", "{}. ", "**{}:** "])
def test_answers_are_of_who_the_heading_names(heading: str, label: str) -> None:
    said = [label.format("QA"[at % 2]) + said for at, (_, said) in enumerate(TURNS)]
    draft = one("\n\n".join([heading, *said]))
    assert draft.body.startswith(f"{heading}\n\nQ: {TURNS[0][1]}\n\nAna Brel: {TURNS[1][1]}")
    assert (draft.title, draft.notes) == (heading, ())


@pytest.mark.parametrize(
    ("heading", "who"),
    [
        ("Ana Brel, head of the school, talks to The Daily", "Ana Brel"),
        ("Ana Brel speaks to the Selby Gazette", "Ana Brel"),
        ("Al Ny talks to Ana Brel", "A"),
        ("Al Ny in conversation with Ana Brel", "A"),
        ("A talk with The Daily", "A"),
    ],
)
def test_who_answers_is_never_guessed(heading: str, who: str) -> None:
    said = [f"{'QA'[at % 2]}: {said}" for at, (_, said) in enumerate(TURNS)]
    draft = one("\n\n".join([heading, *said]))
    assert f"\n\n{who}: {TURNS[1][1]}" in draft.body
    assert draft.notes == (() if who != "A" else (NOT_NAMED,))


def test_answers_of_nobody_are_said_to_be() -> None:
    draft = one("Questions about a roof\n\nQ: Why?\n\nA: Because of rain.\n\nQ: And now?")
    assert draft.notes == (NOT_NAMED,)
    assert "A: Because of rain." in draft.body


def test_lines_behind_times_without_names() -> None:
    draft = one("0:01\nwe looked at the roof\n0:04\nand nobody listened\n0:07\nto us at all")
    assert draft.body == "we looked at the roof and nobody listened to us at all"


def test_a_transcript_in_a_word_document() -> None:
    paragraphs = [(f"{name}   0:0{at}\n{said}", None) for at, (name, said) in enumerate(TURNS)]
    (draft,) = read_bytes("a.docx", document(*paragraphs))
    assert isinstance(draft, Draft)
    assert draft.body == BODY


@pytest.mark.parametrize(
    "text",
    [
        "The train left at 10:15 (12:30 in Oslo).\n\nIt came at 11:20.\n\nBus: 12:00 sharp.",
        "Oslo 2:1\n\nBergen 3:4\n\nThe match ended.",
        "**Note:** It rains.\n\nHe said no.",
        "Q: What is it? It is a list.\n\nNobody answered.",
        "He (Ana Brel) came. She (the minister) went (home) (late).",
    ],
)
def test_prose_with_times_and_brackets_is_left_alone(text: str) -> None:
    assert one(text).body == text


# ── captions ──────────────────────────────────────────────────────────────────────────────


def cues(*lines: str, comma: bool = False) -> str:
    made = []
    for at, line in enumerate(lines):
        times = f"00:00:{at:02}.000 --> 00:00:{at + 1:02}.000"
        made.append(f"{at + 1}\n{times.replace('.', ',') if comma else times}\n{line}\n")
    return "\n".join(made)


@pytest.mark.parametrize("name", ["a.vtt", "a.srt", "a.txt"])
@pytest.mark.parametrize(
    "lines",
    [
        ["Jo Ek: Why did nobody", "look at the roof?", "Ana Brel: We did", "look.", "Jo Ek: So?"],
        [
            "[Jo Ek] Why did nobody",
            "look at the roof?",
            "- (ANA BREL) We did",
            "[Dog Barking] look.",
            "[Jo Ek]: So?",
        ],
        [
            "<v Jo Ek>Why did nobody</v>",
            "<v Jo Ek>look at the roof?</v>",
            "<v.loud Ana Brel>We did <i>look</i>.",
            "<v Jo Ek>So?</v>",
        ],
        [
            ">> JO EK: Why did nobody",
            "look at the roof?",
            ">> ANA BREL: We did look.",
            ">> JO EK: So?",
        ],
        [
            "Jo Ek: Why did nobody",
            "look at the roof?",
            "[Music]",
            "Ana Brel: We did\nlook.",
            "♪ la la ♪",
            "Jo Ek: So?",
        ],
        [
            "[Jo Ek]\nWhy did nobody",
            "look at the roof?",
            "(Ana Brel):\nWe did look.",
            "[Jo Ek] So?",
        ],
        [
            "<v Ek, Jo (Guest)>Why did nobody</v>",
            "<v Ek, Jo (Guest)>look at the roof?</v>",
            "<v Brel, Ana>We did look.</v>",
            "<v Ek, Jo (Guest)>So?</v>",
        ],
    ],
)
def test_cues_of_a_turn_are_joined(name: str, lines: list[str]) -> None:
    text = cues(*lines, comma=True) if name == "a.srt" else f"WEBVTT - a film\n\n{cues(*lines)}"
    body = one(text, name).body
    expected = "Jo Ek: Why did nobody look at the roof?\n\nAna Brel: We did look.\n\nJo Ek: So?"
    assert body.replace("JO EK", "Jo Ek").replace("ANA BREL", "Ana Brel") == expected


def test_lines_that_roll_up_come_once() -> None:
    text = "WEBVTT\nKind: captions\n\nNOTE made by hand\n\n" + cues("we looked", "we looked\nat it")
    assert one(text).body == "we looked at it"


def test_a_pause_ends_a_paragraph_where_nobody_is_named() -> None:
    text = cues("It rains.", *[""] * 7, "It rained.", comma=True)
    assert one(text, "a.srt").body == "It rains.\n\nIt rained."


def test_captions_that_say_nothing_are_refused() -> None:
    (error,) = read_bytes("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n[Music]\n")
    assert "a.vtt has no text" in str(error)


# ── any text ────────────────────────────────────────────────────────────────────────

PIECES = st.sampled_from(
    ["Ana Brel", "0:01", "[00:00:02]", "-->", "\n", "\n\n", ": ", "**", "Q:", "A.", "WEBVTT", ">> ",
     "<v Jo>", "(Lab)", "00:00:01.000 --> 00:00:02.000", "[Congressional Record (May 1, 2020)]",
     "  Mr. BREL. ", "it rains."]
)  # fmt: skip


@settings(max_examples=sized(60, 300), deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=30))
def test_odd_transcripts_lose_no_speaker(pieces: list[str]) -> None:
    spoken = conversations.recognised("".join(pieces))
    if spoken:
        assert all(turn.text.strip() for turn in spoken.turns)


def test_long_transcripts_are_read_in_time() -> None:
    assert conversations.recognised("Ana Brel  0:01\nIt rains.\n\n" * 20_000)
    assert captions.recognised(cues("Ana Brel: It rains.") * 20_000)
    assert not conversations.recognised("A" * 200_000 + " " + "Ana " * 50_000)


@pytest.mark.parametrize("repeated", ["<", "<v ", "{\\"])
def test_tags_of_captions_that_are_never_closed_take_no_longer(repeated: str) -> None:
    top = "WEBVTT\n\n00:01.000 --> 00:02.000\n"
    assert growth(lambda times: conversations.recognised(top + repeated * times), 1_000) < 2.5


def test_a_transcript_of_teams_in_a_word_document() -> None:
    turns = [f"0:0:{at}.0 --> 0:0:{at}.9\n{name}\n{said}" for at, (name, said) in enumerate(TURNS)]
    started, stopped = "Jo Ek started transcription", "Jo Ek stopped transcription"
    paragraphs = ["Roof call", "19 June 2025, 9:30AM", started, *turns, stopped]
    (draft,) = read_bytes("a.docx", document(*((each, None) for each in paragraphs)))
    assert isinstance(draft, Draft)
    assert (draft.title, draft.body) == ("Roof call", BODY)
    assert draft.published_on == dt.date(2025, 6, 19)


def test_a_transcript_of_meet() -> None:
    said = [f"{name}: {said}" for name, said in TURNS]
    draft = one("\n\n".join([
        "Jun 19, 2025", "Roof call - Transcript", "Attendees\n\nJo Ek, Ana Brel", "Transcript",
        "00:00:00", *said[:2], "00:05:00", *said[2:], "Meeting ended after 00:09:10",
    ]))  # fmt: skip
    assert (draft.title, draft.body) == ("Roof call", BODY)
    assert draft.published_on == dt.date(2025, 6, 19)


def test_who_asks_and_when_above_an_interview() -> None:
    said = "Q: Why?\n\n{}: Rain.\n\nQ: Ah."
    top = "Q&A with Ana Brel\nBy Jo Ek\nThe Northern Echo, 19 June 2025"
    draft = one(f"{top}\n\n{said.format('A')}")
    assert (draft.author, draft.outlet) == ("Jo Ek", "The Northern Echo")
    assert draft.published_on == dt.date(2025, 6, 19)
    assert draft.body == f"Q&A with Ana Brel\n\n{said.format('Ana Brel')}"


def test_a_heading_of_markdown_names_who_answers() -> None:
    draft = one("# Interview: Ana Brel\n\n**Q:** Why?\n\n**A:** Rain.\n\n**Q:** Ah.", "a.md")
    assert draft.body == "Q: Why?\n\nAna Brel: Rain.\n\nQ: Ah."
    assert not draft.notes


def test_a_deposition() -> None:
    draft = one("DEPOSITION OF ANA BREL\n\nQ.  Why?\nA.  Rain.\nQ.  Ah.\n")
    assert draft.body == "DEPOSITION OF ANA BREL\n\nQ: Why?\n\nAna Brel: Rain.\n\nQ: Ah."


@pytest.mark.parametrize(
    ("read", "day", "expected"),
    [
        ("", "Jun 19, 2025", dt.date(2025, 6, 19)),
        (" (Read by you after 2 minutes)", "Jun 19, 2025", dt.date(2025, 6, 19)),
        (" (Delivered)", "Jun 20, 2025", None),
    ],
)
def test_messages_of_a_telephone(read: str, day: str, expected: dt.date | None) -> None:
    """As imessage-exporter writes them; the day is that of all, if it is one."""
    first, *others = TURNS
    said = [f"{day}  8:0{n}:12 AM{read}\n{name}\n{said}" for n, (name, said) in enumerate(others)]
    draft = one("\n\n".join([f"Jun 19, 2025  7:59:40 AM\n{first[0]}\n{first[1]}", *said]) + "\n\n")
    assert (draft.body, draft.published_on) == (BODY, expected)
