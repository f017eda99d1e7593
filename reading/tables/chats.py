"""Chats as programs export them in JSON (Telegram, Slack, Discord, Messenger, Teams): turns."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reading.dates import leading_date
from reading.patterns import late
from reading.spoken import Spoken, Turn
from reading.tables.names import ADDRESSES, TITLES, key_of

# As `key_of` writes them: who wrote a message, and the words of it.
_WRITERS = (
    "userprofile fromname sendername from sender user username author displayname fromid senderid"
).split()
_NAMES = "realname displayname nickname name username title emailaddress user id".split()
_WORDS = "text content message body".split()
_TIMES = (
    "ts timestamp timestampms date dateunixtime sentat sent createdat createddatetime time"
).split()
# What a list of mails or articles has, and no message of a chat.
_OF_OTHERS = frozenset([*TITLES, *ADDRESSES]) - {"name", "source", "uri", "guid"}
# What the program says itself: who came, who went.
_BY_PROGRAM = frozenset(
    "service system channeljoin channelleave channeltopic channelpurpose botadd".split()
)
_ENDS_LINE = late(r"<(?:br|/p|/div)\b[^>]{0,40}>", re.IGNORECASE)
_TAG = late(r"</?[a-z][^>]{0,200}>", re.IGNORECASE)
_LEAST_MESSAGES, _LEAST_WRITERS = 2, 2
# Seconds since 1970 that are later than this are thousandths.
_LATEST = 10**11
# The share of a list's objects that have a writer and words, pictures and calls aside.
_MOST = 0.5


def recognised(whole: object) -> list[Spoken]:
    """The chats that a JSON file has, the oldest message first; none if it is of anything else."""
    if isinstance(whole, dict) and isinstance(account := whole.get("chats"), dict):
        chats = account.get("list")
        each = [_of_one(chat) for chat in chats] if isinstance(chats, list) else []
        return [chat for chat in each if chat]
    chat = _of_one(whole)
    return [chat] if chat else []


def _of_one(whole: object) -> Spoken | None:
    for title, items in _lists(whole):
        messages = [message for each in items if (message := _message(each))]
        writers = {turn.speaker for _, turn in messages}
        enough = len(messages) >= max(_LEAST_MESSAGES, _MOST * len(items))
        if enough and len(writers) >= _LEAST_WRITERS:
            return Spoken(_in_order(messages), title=title, published_on=_day(messages))
    return None


def _lists(whole: object) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The lists of messages in it, each with the name of the chat."""
    if isinstance(whole, list):
        items = [{key_of(key): value for key, value in each.items()} for each in whole
                 if isinstance(each, dict)]  # fmt: skip
        if items and all(each.get("type") == "message" for each in items):
            yield "", items
        return
    if not isinstance(whole, dict):
        return
    record = {key_of(key): value for key, value in whole.items()}
    value = record.get("messages")
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        items = [{key_of(name): part for name, part in each.items()} for each in value]
        if not any(not _OF_OTHERS.isdisjoint(each) for each in items):
            yield _title(record), items


def _title(record: Mapping[str, Any]) -> str:
    named = (record.get("title"), record.get("name"), record.get("channel"))
    return next((name for each in named if (name := _name(each))), "")


def _message(record: Mapping[str, Any]) -> tuple[object, Turn] | None:
    """When a message was written, who wrote it and its words; None for what is none."""
    kinds = {key_of(record.get(key, "")) for key in ("type", "subtype", "messagetype")}
    if not _BY_PROGRAM.isdisjoint(kinds):
        return None
    writer = next((name for key in _WRITERS if (name := _name(record.get(key)))), "")
    words = next((said for key in _WORDS if (said := _words(record.get(key)))), "")
    time = next((record[key] for key in _TIMES if record.get(key)), None)
    return (time, Turn(writer, words)) if writer and words and time is not None else None


def _name(value: object) -> str:
    """A name, or that in the object of a person, the one that people see first."""
    if isinstance(value, str):
        return " ".join(value.split())
    if not isinstance(value, dict):
        return ""
    record = {key_of(key): each for key, each in value.items()}
    inner = [record.get(key) for key in (*_NAMES, "user")]
    return next((name for each in inner if (name := _name(each))), "")


def _words(value: object) -> str:
    """The words of a message, from the parts that are in bold or links too."""
    if isinstance(value, dict):
        value = value.get("content") or value.get("text")
    if isinstance(value, list):
        value = "".join(part if isinstance(part, str) else str(part.get("text", ""))
                        for part in value if isinstance(part, str | dict))  # fmt: skip
    if not isinstance(value, str):
        return ""
    return " ".join(_TAG.sub("", _ENDS_LINE.sub(" ", value)).split())


def _in_order(messages: Iterable[tuple[object, Turn]]) -> list[Turn]:
    """The turns by time; where some have no time that can be compared, as the file has them."""
    found = [*messages]
    try:
        found.sort(key=lambda message: _moment(message[0]))
    except ValueError:
        return [turn for _, turn in found]
    return [turn for _, turn in found]


def _day(messages: Iterable[tuple[object, Turn]]) -> dt.date | None:
    """The day on which all messages were written, if it is one."""
    days = {_day_of(str(time)) for time, _ in messages}
    return days.pop() if len(days) == 1 else None


def _day_of(time: str) -> dt.date | None:
    if time.replace(".", "", 1).isdecimal():
        seconds = float(time)
        seconds = seconds / 1000 if seconds > _LATEST else seconds
        return dt.datetime.fromtimestamp(seconds, dt.UTC).date() if seconds < _LATEST else None
    found = leading_date(time)
    return found[0] if found else None


def _moment(time: object) -> tuple[float, str]:
    """What compares as the times of a file do: numbers, or days as ISO 8601 writes them."""
    if isinstance(time, str) and not time.replace(".", "", 1).isdigit():
        if not re.match(r"\d{4}-\d\d-\d\d", time):
            raise ValueError(time)
        return (0.0, time)
    return (float(str(time)), "")
