"""Transcripts as programs write them, in JSON or a table: who speaks, from when, and the words."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from reading.dates import leading_date
from reading.draft import Draft
from reading.drafting import draft
from reading.header import Header
from reading.patterns import late
from reading.spoken import Spoken, Turn
from reading.tables import records
from reading.tables.names import ADDRESSES, TITLES, key_of

# As `key_of` writes them.
_STARTS = (
    "start starttime startms starttimems startsec startseconds startts startoffset begin begintime"
    " audiostart from ts t time timestamp timecode offset startdatetime s"
).split()
_ENDS = (
    "end endtime endms endtimems endsec endseconds endts endoffset audioend to te duration dur"
    " durationms enddatetime e"
).split()
_SPEAKERS = (
    "speakername speakerdisplayname speakerlabel speaker speakertag speakerid spkid participant"
    " participantname voice sid"
).split()
_TEXTS = (
    "text transcript body sentence sentences spokentext utterance utt words elements terms content"
    " said line caption"
).split()
_WORDS = "punctuatedword punct word text value name w content term".split()
_NAMES = ("name", "displayname", "label", "speakername", "speaker")
_LISTS_OF_SPEAKERS = frozenset("speakers participants speakernames speakermap".split())
_KEYS = ("id", "spkid", "speakerid", "key", "speakertag", "speakerlabel")
_DAYS = "date recordedon recordedat datetime meetingdate startedat published publishedon".split()
# What an article has, and no part of a transcript.
_OF_ARTICLES = frozenset([*TITLES, *ADDRESSES]) - {"name", "uri", "guid", "source", "subject"}

_CLOCK = late(r"(?:(?:(\d{1,3}):)?(\d{1,2}):)?(\d{1,6}(?:[.,]\d{1,9})?)s?")
_MOMENT = late(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
# “SPEAKER_00”, “spk_1”, “A”
_NUMBERED = late(r"(?:(?:speaker|spkr?|participant)[ _-]?)?0{0,3}(\d{1,3}|[A-Z])", re.IGNORECASE)
_CLOSES = late(r"[ \t]*[,.?!;:…%)\]]")
_SUFFIX = late(r"\.(?:mp[34]|m4a|wav|mov|avi|webm|ogg|aac|json)\Z", re.IGNORECASE)
_LEAST_PARTS = 2
# The share of the parts that have a time, or a speaker; of words, signs have no time.
_MOST, _HALF = 0.9, 0.5
_SEVERAL_WORDS = 1.5
# Objects that are looked at for a list of parts.
_LOOKED_AT = 5000


class _Part(NamedTuple):
    start: float | None
    speaker: str
    words: str


def recognised(whole: object) -> list[Spoken]:
    """The transcripts that a JSON file is: as a rule one; none if it is of anything else."""
    if isinstance(whole, list) and len(whole) > 1 and not _parts(whole, {}):
        each = [_of_one(item) for item in whole if isinstance(item, dict)]
        found = [spoken for spoken in each if spoken]
        return found if len(found) == len(whole) else []
    spoken = _of_one(whole)
    return [spoken] if spoken else []


def of_rows(rows: Sequence[Mapping[str, Any]]) -> Spoken | None:
    """The transcript that the rows of a table are, by keys as `key_of` writes them."""
    parts = _parts(rows, {})
    return _spoken(parts, {}) if parts else None


def draft_of(place: str, spoken: Spoken) -> Draft:
    """The article that a transcript is; raises ReadingError."""
    header = Header()
    spoken.complete(header)
    return draft(place, header, records.checked(place, "its words", spoken.body))


def may_be_part(keys: Iterable[str]) -> bool:
    """Whether these are the keys of a part of a transcript, not those of an article."""
    keys = set(keys)
    timed = not keys.isdisjoint(_STARTS)
    bounded = not (keys.isdisjoint(_ENDS) and keys.isdisjoint(_SPEAKERS))
    return timed and bounded and not keys.isdisjoint(_TEXTS) and keys.isdisjoint(_OF_ARTICLES)


def _of_one(whole: object) -> Spoken | None:
    names = _names(whole)
    lists = [*_lists(whole)]
    said = (each for key, each in lists if key not in _LISTS_OF_SPEAKERS)
    found = [parts for each in said if (parts := _parts(each, names))]
    best = max(found, key=_rank, default=[])
    if best and _rank(best) % 2 == 0 and (marks := _marks(lists, names)):
        best = _marked(best, marks)
    record = whole if isinstance(whole, dict) else {}
    return _spoken(best, {key_of(key): value for key, value in record.items()}) if best else None


def _rank(parts: Sequence[_Part]) -> int:
    """How well a list says who says what: whole sentences with speakers best, bare words least."""
    named = sum(bool(part.speaker) for part in parts) > _HALF * len(parts)
    words = sum(len(part.words.split()) for part in parts)
    sentences = words > _SEVERAL_WORDS * len(parts)
    return (2 if sentences else 0) + (1 if named else 0) if sentences or named else 0


def _lists(whole: object) -> Iterator[tuple[str, list[Any]]]:
    """The lists of objects in it with their keys, the outer before the inner."""
    ahead: deque[tuple[str, object]] = deque([("", whole)])
    for _ in range(_LOOKED_AT):
        if not ahead:
            return
        key, value = ahead.popleft()
        if isinstance(value, dict):
            inner = ((key_of(key), each) for key, each in value.items())
            ahead.extend((key, each) for key, each in inner if isinstance(each, dict | list))
        elif isinstance(value, list):
            if value and all(isinstance(each, dict) for each in value):
                yield key, value
            ahead.extend((key, each) for each in value[:50] if isinstance(each, dict | list))


def _parts(items: Sequence[Any], names: Mapping[str, str]) -> list[_Part]:
    """The parts that a list has; none if it is a list of something else."""
    if len(items) < _LEAST_PARTS or not all(isinstance(each, Mapping) for each in items):
        return []
    records = [{key_of(key): value for key, value in each.items()} for each in items if each]
    if any(not _OF_ARTICLES.isdisjoint(record) for record in records):
        return []
    parts = [_part(record, names) for record in records]
    said = [part for part in parts if part.words]
    timed = sum(part.start is not None for part in said) > _HALF * len(parts)
    bounded = any(not set(_ENDS).isdisjoint(record) for record in records)
    named = sum(bool(part.speaker) for part in parts)
    dated = any("date" in record for record in records)
    spoken = (timed and (bounded or named)) or (named > _MOST * len(parts) and not dated)
    return said if spoken and len(said) >= _LEAST_PARTS else []


def _part(record: Mapping[str, Any], names: Mapping[str, str]) -> _Part:
    speaker = next((record[key] for key in _SPEAKERS if record.get(key) not in (None, "")), "")
    words = next((words for key in _TEXTS if (words := _words(record.get(key)))), "") or _word(
        record
    )
    return _Part(_start(record), _named(speaker, names), words)


def _start(record: Mapping[str, Any]) -> float | None:
    return next((at for key in _STARTS if (at := _seconds(record.get(key))) is not None), None)


def _seconds(value: object) -> float | None:
    """A time from the beginning, in the units of the file; only compared with others of it."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, str):
        return None
    if clock := _CLOCK.fullmatch(value.strip(" []()")):
        hours, minutes, seconds = (
            float((part or "0").replace(",", ".")) for part in clock.groups()
        )
        return hours * 3600 + minutes * 60 + seconds
    return 0.0 if _MOMENT.match(value) else None


def _words(value: object) -> str:
    """The words of a text, or of a list of words or sentences."""
    if isinstance(value, str):
        return " ".join(value.split())
    if not isinstance(value, list):
        return ""
    records = ({key_of(key): each for key, each in item.items()} for item in value
               if isinstance(item, dict))  # fmt: skip
    return _joined(map(_word, records))


def _word(record: Mapping[str, Any]) -> str:
    """The word that an object is; of several guesses the first."""
    found = next((record[key] for key in _WORDS if isinstance(record.get(key), str)), "")
    others = record.get("alternatives")
    if not found and isinstance(others, list) and others and isinstance(others[0], dict):
        return _word({key_of(key): each for key, each in others[0].items()})
    return found


def _joined(words: Iterable[str]) -> str:
    """Words with blanks between them, but for signs that close.

    >>> _joined(["Yes", ",", " we", "will", "."])
    'Yes, we will.'
    """
    text = ""
    for word in words:
        text += word if _CLOSES.match(word) else f" {word}"
    return " ".join(text.split())


# ── speakers ──────────────────────────────────────────────────────────────────────────────


def _names(whole: object) -> dict[str, str]:
    """The names of speakers by their numbers, where a list or an object “speakers” has them."""
    names: dict[str, str] = {}
    ahead, depth = [whole], 0
    while ahead and depth < 4:
        depth += 1
        inner: list[object] = []
        for value in ahead:
            for key, each in value.items() if isinstance(value, dict) else ():
                if key_of(key) in _LISTS_OF_SPEAKERS:
                    names.update(_listed(each))
                elif isinstance(each, dict):
                    inner.append(each)
        ahead = inner
    return names


def _listed(speakers: object) -> Iterator[tuple[str, str]]:
    if isinstance(speakers, dict):
        speakers = [{"id": key, **(each if isinstance(each, dict) else {"name": each})}
                    for key, each in speakers.items()]  # fmt: skip
    for number, each in enumerate(speakers if isinstance(speakers, list) else ()):
        if isinstance(each, dict):
            record = {key_of(key): value for key, value in each.items()}
            name = next((record[key] for key in _NAMES if isinstance(record.get(key), str)), "")
            keys = [str(record[key]) for key in _KEYS if key in record]
            yield from ((key, name) for key in keys or [str(number)] if name)
        elif isinstance(each, str):
            yield str(number), each


def _named(speaker: object, names: Mapping[str, str]) -> str:
    """The name of a speaker; of one who has but a number, that.

    >>> _named("SPEAKER_01", {}), _named(2, {}), _named("Ana Brel", {}), _named(0, {"0": "Jo Ek"})
    ('Speaker 1', 'Speaker 2', 'Ana Brel', 'Jo Ek')
    """
    if isinstance(speaker, dict):
        record = {key_of(key): value for key, value in speaker.items()}
        found = [record[key] for key in (*_NAMES, *_KEYS) if record.get(key) not in (None, "")]
        return _named(found[0], names) if found else ""
    if isinstance(speaker, bool) or not isinstance(speaker, str | int):
        return ""
    name = " ".join(names.get(str(speaker), str(speaker)).split())
    number = _NUMBERED.fullmatch(name)
    return f"Speaker {number[1].upper()}" if number else name


def _marks(lists: Iterable[tuple[str, list[Any]]], names: Mapping[str, str]) -> list[_Part]:
    """From when on who speaks, where a list beside that of the words says so."""
    for key, items in lists:
        records = [{key_of(each): value for each, value in item.items()} for item in items]
        parts = [_part(record, names) for record in records]
        if key in _LISTS_OF_SPEAKERS:
            parts = [part._replace(speaker=part.speaker or part.words, words="") for part in parts]
        if all(part.start is not None and part.speaker and not part.words for part in parts):
            return sorted(parts, key=lambda part: part.start or 0)
    return []


def _marked(words: Sequence[_Part], marks: Sequence[_Part]) -> list[_Part]:
    """Words with who speaks them; a sign without a time is of the word before it."""
    found, at, speaker = list[_Part](), 0, ""
    for part in words:
        while at < len(marks) and part.start is not None and (marks[at].start or 0) <= part.start:
            speaker, at = marks[at].speaker, at + 1
        found.append(part._replace(speaker=speaker))
    return found


# ── turns ─────────────────────────────────────────────────────────────────────────────────


def _spoken(parts: Sequence[_Part], record: Mapping[str, Any]) -> Spoken:
    """The parts as turns: what one speaker says without a break is one."""
    turns: list[Turn] = []
    speaker, words = parts[0].speaker, list[str]()
    for part in [*parts, _Part(None, "", "")]:
        changes = part.speaker != speaker and not (_CLOSES.match(part.words) and not part.speaker)
        if words and (changes or not part.words):
            turns.append(Turn(speaker, _joined(words)))
            words = []
        speaker = part.speaker if changes else speaker
        words.append(part.words)
    title = next((value for key in TITLES if isinstance(value := record.get(key), str)), "")
    days = (leading_date(value) for key in _DAYS if isinstance(value := record.get(key), str))
    day = next(filter(None, days), None)
    return Spoken(turns, title=_SUFFIX.sub("", " ".join(title.split())),
                  published_on=day[0] if day else None)  # fmt: skip
