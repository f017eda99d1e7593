"""JSON: the objects in it that are articles, at any depth (ninjs, services), or turns of speech."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from reading.decode import BOM, decode
from reading.draft import NO_TEXT, Draft, ReadingError
from reading.tables import chats, fields, jsonl, names, records, turns

# Objects that are looked at for articles.
MOST = 200_000


def read(name: str, data: bytes) -> Iterator[Draft | ReadingError]:
    """The articles of a file, in its order; summaries are refused, all in one sentence."""
    try:
        text = decode(name, data).removeprefix(BOM)
        whole = json.loads(text, object_pairs_hook=fields.of_object)
    except RecursionError:
        raise ReadingError(f"{name} is nested too deeply. Export the articles alone.") from None
    except ValueError as error:
        if _has_lines(data):
            yield from jsonl.read(name, data)
            return
        raise ReadingError(f"{name} is not JSON: {error}. Export it again.") from None
    if spoken := turns.recognised(whole):
        yield from _each(name, "transcript", spoken, turns.draft_of)
        return
    if found_chats := chats.recognised(whole):
        yield from _each(name, "chat", found_chats, turns.draft_of)
        return
    found, teasers, unpublished = _articles(name, whole)
    if outlet := _title_of_feed(whole):
        for record in found:
            record.setdefault("feed", outlet)
    yield from _each(name, "article", found, records.article)
    if teasers:
        articles = "1 article" if teasers == 1 else f"{teasers} articles"
        yield ReadingError(f"{name} has only summaries of {articles}. {NO_TEXT}")
    if unpublished:
        texts = "1 text" if unpublished == 1 else f"{unpublished} texts"
        yield ReadingError(
            f"{name} has {texts} that its site has not published. Give it the status "
            "“published” to have it read."
        )
    elif not found and not teasers:
        raise ReadingError(
            f"{name} has no article in it: no object with a “body”, “text” or “content”. "
            "Export it with the full texts."
        )


def _each[Found](
    name: str, kind: str, found: list[Found], read: Callable[[str, Found], Draft]
) -> Iterator[Draft | ReadingError]:
    """Read what a file holds one by one; errors name the file, and which of several it is."""
    for number, one in enumerate(found, start=1):
        place = name if len(found) == 1 else f"{name}, {kind} {number},"
        try:
            yield read(place, one)
        except ReadingError as error:
            yield error


def _title_of_feed(whole: object) -> str:
    """The name of a JSON Feed, which its items do not repeat (jsonfeed.org)."""
    if not isinstance(whole, dict) or "jsonfeed.org" not in str(whole.get("version", "")):
        return ""
    title = whole.get("title")
    return title if isinstance(title, str) else ""


def _has_lines(data: bytes) -> bool:
    """Whether the first line alone is an object: JSON Lines under another name."""
    try:
        return isinstance(json.loads(data.lstrip().split(b"\n")[0]), dict)
    except (ValueError, RecursionError):
        return False


def _articles(name: str, whole: object) -> tuple[list[dict[str, Any]], int, int]:
    """The records with a whole text, in their order; how many have but a summary, or are drafts."""
    found: list[dict[str, Any]] = []
    teasers = unpublished = looked_at = 0
    ahead = [whole]
    while ahead:
        looked_at += 1
        if looked_at > MOST:
            raise ReadingError(f"{name} has more than {MOST:,} objects in it. Split it.")
        value = ahead.pop()
        if isinstance(value, list):
            ahead.extend(each for each in reversed(value) if isinstance(each, dict | list))
        elif isinstance(value, dict):
            record = records.keys_of(value)
            body = records.body_of(name, record) if names.has_body(record) else ""
            if body and records.is_draft(record):
                unpublished += 1
            elif body and not records.is_cut(body):
                found.append(record)
            elif body or _is_teaser(record):
                teasers += 1
            else:
                ahead.extend(
                    each for each in reversed(value.values()) if isinstance(each, dict | list)
                )
    return found, teasers, unpublished


def _is_teaser(record: dict[str, Any]) -> bool:
    texts = (record.get(key) for key in names.TEASERS)
    titled = any(key in record for key in names.TITLES)
    return titled and any(isinstance(text, str) and text.strip() for text in texts)
