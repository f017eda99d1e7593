"""Transcripts in JSON and in tables: a turn a paragraph, however the keys are called."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.tables import turns
from tests.support.drafts import drafts, one

ASKED, SAID = "Why did nobody look at the roof?", "We did look. Nobody listened."
BODY = f"Jo Ek: {ASKED}\n\nAna Brel: {SAID}"
NUMBERED = f"Speaker 0: {ASKED}\n\nSpeaker 1: {SAID}"


def words(key: str, *others: str, per_second: float = 1) -> list[dict[str, Any]]:
    """The words of both turns, three a second, the second turn from the ninth second on."""
    times = [(word, at * 0.3) for at, word in enumerate(ASKED.split())]
    times += [(word, 9 + at * 0.3) for at, word in enumerate(SAID.split())]
    begin, end = others or ("start", "end")
    return [
        {key: word, begin: start * per_second, end: (start + 0.2) * per_second}
        for word, start in times
    ]


SPEAKERS = [{"id": "s1", "name": "Jo Ek"}, {"id": "s2", "name": "Ana Brel"}]
TRANSCRIPTS: dict[str, Any] = {
    "segments": {
        "segments": [
            {
                "start": 0.1,
                "end": 2,
                "text": f" {ASKED}",
                "speaker": "Jo Ek",
                "words": words("word"),
            },
            {"start": 3, "end": 4, "text": " We did look.", "speaker": "Ana Brel"},
            {"start": 5, "end": 6, "text": " Nobody listened.", "speaker": "Ana Brel"},
        ],
        "language": "en",
    },
    "a podcast": {
        "version": "1.0.0",
        "segments": [
            {"speaker": "Jo Ek", "startTime": 0.5, "endTime": 0.75, "body": ASKED},
            {"speaker": "Ana Brel", "startTime": 3, "endTime": 4, "body": SAID},
        ],
    },
    "utterances beside words": {
        "text": f"{ASKED} {SAID}",
        "words": words("text"),
        "utterances": [
            {"speaker": {"name": "Jo Ek"}, "transcript": ASKED, "start": 100, "end": 900},
            {"speaker": {"name": "Ana Brel"}, "transcript": SAID, "start": 1000, "end": 1900},
        ],
    },
    "a meeting": [
        {"startDateTime": "2024-05-14T08:00:00Z", "speakerName": "Jo Ek", "spokenText": ASKED},
        {"startDateTime": "2024-05-14T08:00:09Z", "speakerName": "Ana Brel", "spokenText": SAID},
    ],
    "words, and paragraphs with speakers": {
        "words": words("value", "time", "duration", per_second=1000),
        "paragraphs": [{"time": 0, "speaker": "Jo Ek"}, {"time": 9000, "speaker": "Ana Brel"}],
    },
    "words, and when speakers begin": {
        "transcript": {
            "words": words("name", "time", "duration"),
            "speakers": [{"name": "Jo Ek", "time": 0}, {"name": "Ana Brel", "time": 9}],
        }
    },
    "words within segments": {
        "speakers": SPEAKERS,
        "segments": [
            {"speaker": "s1", "words": [{"text": each} for each in ASKED.split()]},
            {"speaker": "s2", "words": [{"text": each} for each in SAID.split()]},
        ],
    },
    "lines": {
        "speakers": {"s1": "Jo Ek", "s2": {"name": "Ana Brel"}},
        "lines": [
            {"speaker": "s1", "time": "00:01.5", "text": ASKED},
            {"speaker": "s2", "time": "00:02.5", "text": SAID},
        ],
    },
}


@pytest.mark.parametrize("layout", TRANSCRIPTS)
def test_transcripts_in_json(layout: str) -> None:
    for name in ("a.json", "a.txt"):
        if isinstance(TRANSCRIPTS[layout], dict) or name == "a.json":
            assert one(name, json.dumps(TRANSCRIPTS[layout])).body == BODY


def test_speakers_with_numbers() -> None:
    elements = [
        [{"type": "text", "value": each, "ts": at}, {"type": "punct", "value": " "}]
        for at, each in enumerate(ASKED.split())
    ]
    monologues = [
        {"speaker": 0, "elements": [part for pair in elements for part in pair]},
        {"speaker": 1, "elements": [{"value": "Yes"}, {"value": ","}, {"value": " we did"}]},
    ]
    draft = one("a.json", json.dumps({"monologues": monologues}))
    assert draft.body == f"Speaker 0: {ASKED}\n\nSpeaker 1: Yes, we did"
    labelled = [
        {"start": 0, "end": 1, "speaker": "SPEAKER_00", "text": ASKED},
        {"start": 2, "end": 3, "speaker": "SPEAKER_01", "text": SAID},
    ]
    for data in (json.dumps(labelled), "\n".join(map(json.dumps, labelled))):
        for name in ("a.json", "a.jsonl"):
            if name == "a.json" or data.startswith("{"):
                assert one(name, data).body == NUMBERED


def test_words_with_signs_of_their_own() -> None:
    """Amazon's: signs have no time, and who speaks is a list beside that of the words."""
    items: list[dict[str, Any]] = [
        {"start_time": "0.0", "end_time": "0.2", "alternatives": [{"content": "Why"}]},
        {"alternatives": [{"content": "?"}], "type": "punctuation"},
        {"start_time": "9.0", "end_time": "9.2", "alternatives": [{"content": "Rain"}]},
        {"start_time": "9.3", "end_time": "9.5", "alternatives": [{"content": "came"}]},
        {"alternatives": [{"content": "."}], "type": "punctuation"},
    ]
    labels = [
        {"start_time": "0.0", "end_time": "2.0", "speaker_label": "spk_0", "items": []},
        {"start_time": "9.0", "end_time": "9.9", "speaker_label": "spk_1", "items": []},
    ]
    results = {"speaker_labels": {"speakers": 2, "segments": labels}, "items": items}
    draft = one("a.json", json.dumps({"jobName": "talk", "results": results}))
    assert draft.body == "Speaker 0: Why?\n\nSpeaker 1: Rain came."


def test_what_nobody_is_named_for_is_one_text() -> None:
    segments = [{"start": 0, "end": 2, "text": ASKED}, {"start": 3, "end": 5, "text": SAID}]
    draft = one("a.json", json.dumps({"text": f"{ASKED} {SAID}", "segments": segments}))
    assert draft.body == f"{ASKED} {SAID}"


def test_title_and_day_of_a_transcript() -> None:
    whole = {"title": "Roof talks.mp3", "date": "14 May 2024", **TRANSCRIPTS["segments"]}
    draft = one("a.json", json.dumps(whole))
    assert (draft.title, draft.published_on) == ("Roof talks", dt.date(2024, 5, 14))


def test_several_transcripts_in_a_file() -> None:
    each = {"name": "Roof", **TRANSCRIPTS["segments"]}
    found = drafts("a.json", json.dumps([each, {**each, "name": "Again"}]))
    assert [(draft.title, draft.body) for draft in found] == [("Roof", BODY), ("Again", BODY)]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("a.csv", f"Speaker,Start Time,End Time,Transcript\nJo Ek,00:01,00:03,{ASKED}\n"
                  f"Ana Brel,00:04.5,00:09,{SAID}\n"),
        ("a.tsv", f"start\tend\tspeaker\ttext\n0\t2000\tJo Ek\t{ASKED}\n"
                  f"3000\t5000\tAna Brel\t{SAID}\n"),
        ("a.csv", f"Timecode;Speaker;Text\n00:00:01:12;Jo Ek;{ASKED}\n"
                  f"00:00:04:03;Ana Brel;{SAID}\n"),
    ],
)  # fmt: skip
def test_transcripts_in_tables(name: str, rows: str) -> None:
    assert one(name, rows).body == BODY


def test_records_that_are_articles_stay_articles() -> None:
    records = [
        {"title": "Rain", "text": ASKED, "time": 1, "speaker": "Jo Ek", "end": 2},
        {"title": "Snow", "text": SAID, "time": 3, "speaker": "Ana Brel", "end": 4},
    ]
    assert [draft.title for draft in drafts("a.json", json.dumps(records))] == ["Rain", "Snow"]
    speeches = [
        {"date": "2024-05-14", "speaker": "Jo Ek", "text": ASKED},
        {"date": "2024-05-15", "speaker": "Ana Brel", "text": SAID},
    ]
    assert len(drafts("a.json", json.dumps(speeches))) == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                "start end speaker text words items speakers name transcript x".split()
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_json(whole: object) -> None:
    """Every turn of a transcript has words, and no other JSON breaks the reader."""
    for spoken in turns.recognised(whole):
        assert spoken.turns
        assert all(turn.text for turn in spoken.turns)
