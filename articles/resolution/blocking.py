"""Blocking: the keys by which names are stored and looked up, so that few are compared.

A block is a column of SpeakerName and a value in it.  Pure.
"""

from __future__ import annotations

from extraction.annotations import SpeakerType
from extraction.text.folding import key_of
from identity.names import blocks_of, person_name, turned_round

COLUMNS = ("key", "first", "last", "by_given", "by_family")
# The length of a name in the database.
NAME_LENGTH = 300

type Block = tuple[str, str]


def stored_name(name: str) -> str:
    """Return a name as the database stores it."""
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1]}…"


def key_blocks(name: str) -> set[Block]:
    """Return the blocks of exactly this name, whole and as stored."""
    return {("key", key_of(name)), ("key", key_of(stored_name(name)))}


def comparable_blocks(name: str, *, lone: bool) -> set[Block]:
    """Return the blocks of names worth comparing with a person's name; `lone` is a family name."""
    blocks = blocks_of(name)
    found = {("key", key_of(name))}
    if lone:
        return found | {("last", blocks.last), ("first", blocks.last)}
    for spelling in (blocks, *map(blocks_of, turned_round(name))):
        found |= {("by_given", spelling.by_given), ("by_family", spelling.by_family)}
    return found


def blocking_keys(kind: SpeakerType, name: str) -> set[Block]:
    """Return the blocks to look up for a name of a speaker of this type."""
    if kind is not SpeakerType.PERSON:
        return key_blocks(name)
    return key_blocks(name) | comparable_blocks(name, lone=person_name(name).lone)


def block_values(name: str) -> tuple[str, ...]:
    """Return the values of a stored name in `COLUMNS`."""
    blocks = blocks_of(name)
    return key_of(name), blocks.first, blocks.last, blocks.by_given, blocks.by_family


def stored_blocks(name: str) -> set[Block]:
    """Return the blocks under which a name is stored."""
    return set(zip(COLUMNS, block_values(name), strict=True))
