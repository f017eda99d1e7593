"""Chats in JSON, as programs export them: turns with their writers, the oldest first."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.tables import chats
from tests.support.drafts import drafts, one

ASKED, SAID = "Why did nobody look at the roof?", "We did look. Nobody listened."
BODY = f"Jo Ek: {ASKED}\n\nAna Brel: {SAID}"
FIRST, SECOND = "2025-06-19T09:15:00", "2025-06-19T09:16:00"


def telegram(name: str = "Roof") -> dict[str, Any]:
    parts = ["We did ", {"type": "bold", "text": "look"}, ". Nobody listened."]
    return {
        "name": name,
        "messages": [
            {"type": "service", "date": FIRST, "actor": "Jo Ek", "action": "create_group"},
            {"type": "message", "date": FIRST, "from": "Jo Ek", "text": ASKED},
            {"type": "message", "date": SECOND, "from": "Ana Brel", "text": parts},
        ],
    }


CHATS: dict[str, Any] = {
    "Telegram": telegram(),
    "Slack": [
        {"type": "message", "subtype": "channel_join", "user": "U1", "text": "came", "ts": "1.1"},
        {"type": "message", "user_profile": {"real_name": "Jo Ek"}, "text": ASKED, "ts": "2.1"},
        {"type": "message", "user_profile": {"real_name": "Ana Brel"}, "text": SAID, "ts": "3.1"},
    ],
    "Discord": {
        "channel": {"name": "roof"},
        "messages": [
            {"type": "Default", "timestamp": FIRST, "content": ASKED, "author": {"name": "Jo Ek"}},
            {"type": "Reply", "timestamp": SECOND, "content": SAID,
             "author": {"name": "ana", "nickname": "Ana Brel"}},
        ],
    },
    "Messenger, the newest first": {
        "messages": [
            {"sender_name": "Ana Brel", "timestamp_ms": 1750324560000, "content": SAID},
            {"sender_name": "Jo Ek", "timestamp_ms": 1750324500000, "content": ASKED},
        ],
    },
    "Teams": {
        "messages": [
            {"createdDateTime": FIRST, "from": {"user": {"displayName": "Jo Ek"}},
             "body": {"content": f"<p>{ASKED}</p>"}},
            {"createdDateTime": SECOND, "from": {"user": {"displayName": "Ana Brel"}},
             "body": {"content": "<p>We did <b>look</b>. Nobody listened.</p>"}},
        ],
    },
}  # fmt: skip


@pytest.mark.parametrize("name", CHATS)
def test_a_chat_is_one_article_of_turns(name: str) -> None:
    assert one("a.json", json.dumps(CHATS[name])).body == BODY


def test_each_chat_of_an_account_is_an_article() -> None:
    account = {"chats": {"list": [telegram(), telegram("Quay")]}}
    found = drafts("a.json", json.dumps(account))
    assert [(draft.title, draft.body) for draft in found] == [("Roof", BODY), ("Quay", BODY)]


@pytest.mark.parametrize(
    ("first", "second", "day"),
    [(FIRST, SECOND, dt.date(2025, 6, 19)), ("1750320000.1", "1750320060.1", dt.date(2025, 6, 19)),
     (1750320000123, 1750320060123, dt.date(2025, 6, 19)), (FIRST, "2025-06-20T08:00:00", None),
     ("9" * 400, "9" * 400, None)],
)  # fmt: skip
def test_a_chat_of_one_day_is_of_that_day(
    first: object, second: object, day: dt.date | None
) -> None:
    said = [("Jo Ek", ASKED, first), ("Ana Brel", SAID, second)]
    messages = [{"from": writer, "text": text, "date": time} for writer, text, time in said]
    assert one("a.json", json.dumps({"messages": messages})).published_on == day


@pytest.mark.parametrize("field", ["subject", "title", "url"])
def test_a_list_of_mails_or_articles_is_no_chat(field: str) -> None:
    messages = [
        {"from": who, "date": FIRST, "body": f"{SAID} {who} said so.", field: f"https://{who}/"}
        for who in ("Jo", "Ana")
    ]
    assert len(drafts("a.json", json.dumps({"messages": messages}))) == 2


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["messages", "from", "text", "ts", "type", "chats", "list", "name"]),
        inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(json_values)
def test_odd_objects_are_a_chat_or_none(value: object) -> None:
    for spoken in chats.recognised(value):
        assert spoken.body
