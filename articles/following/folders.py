"""A look at a folder: files that are new or have changed become articles."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.conf import settings

import reading
from articles.following.take import refuse, take
from articles.models import Item, Subscription
from reading import Draft, ReadingError
from reading.known import Known
from reading.passing import summary

# How many files a look reads, and how long it goes on with that.
FILES = 500
SECONDS = 60
# A file that was written so many seconds ago may still be written.
SETTLES = 2


class FolderError(Exception):
    """A folder that cannot be followed; its message names it and the way out."""


class Folder:
    """One look at a folder; afterwards `more` says if files are left, `note` what is not read."""

    def __init__(self, subscription: Subscription) -> None:
        self.subscription = subscription
        self.more = False
        self.note = ""
        self.undated = self.refused = 0

    def look(self) -> Iterator[bool]:
        """Take new and changed files; yield for each text whether it became an article.

        Raises FolderError for a folder that is not there, or may not be followed.
        """
        top = allowed(self.subscription.address)
        others: list[str] = []
        until, left = time.monotonic() + SECONDS, FILES
        versions = dict(self.subscription.items.values_list("key", "version"))
        for file in reading.find([top], others):
            name = str(file.relative_to(top))
            version = _version(file)
            if not version or versions.get(Item.key_of(name)) == version:
                continue
            if not left or time.monotonic() > until or _is_young(file):
                self.more = True
                continue
            left -= 1
            yield from self._file(top, file, name, version)
        notes = [summary(others)] if others else []
        if self.undated:
            notes.append(f"{self.undated} of the new texts {_have(self.undated)} no date.")
        if self.refused:
            notes.append(f"{self.refused} could not be read: the list of items says why.")
        self.note = " ".join(notes)

    def _file(self, top: Path, file: Path, name: str, version: str) -> Iterator[bool]:
        """Take the articles of a file, each an item with a key of its own."""
        inside = file.resolve().is_relative_to(top)
        items = reading.read(file) if inside else iter([_leads_out(name)])
        for number, found in enumerate(items):
            item = self._item(name if number == 0 else f"{name}#{number}", name, version)
            if isinstance(found, ReadingError):
                self.refused += 1
                refuse(item, str(found))
            else:
                draft = self._completed(found, name)
                taken = take(item, draft)
                self.undated += taken and draft.published_on is None
                yield taken

    def _item(self, key: str, name: str, version: str) -> Item:
        key = Item.key_of(key)
        known = self.subscription.items.with_keys([key]).first()
        item = known or Item(subscription=self.subscription, key=key, title=name)
        item.subscription, item.version, item.url = self.subscription, version, name
        return item

    def _completed(self, draft: Draft, name: str) -> Draft:
        outlet = self.subscription.outlet
        draft = Known(outlet=outlet.name if outlet else "").complete(draft, name)
        return replace(draft, file=name.encode("utf-8", "replace").decode())


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def allowed(address: str) -> Path:
    """The folder at an address; raises FolderError unless it is in one that settings name."""
    try:
        top = Path(address).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        raise FolderError(
            f"{address} is no folder of this server. Check its name and permissions."
        ) from None
    roots = [Path(root).resolve() for root in settings.FOLLOW_FOLDERS]
    if not any(top.is_relative_to(root) for root in roots):
        raise FolderError(
            f"{address} is not in a folder that may be followed. Choose one in "
            f"{', '.join(map(str, roots)) or 'none'}, or have an administrator add it to "
            "NEWSROOM_FOLLOW_FOLDERS."
        )
    if not top.is_dir():
        raise FolderError(f"{address} is no folder. Name the folder that the file is in.")
    return top


def _version(file: Path) -> str:
    """What changes with a file: its size and when it was written; nothing if it has gone."""
    try:
        state = file.stat()
    except OSError:
        return ""
    return f"{state.st_size}-{state.st_mtime_ns}"


def _is_young(file: Path) -> bool:
    return 0 <= time.time() - file.stat().st_mtime < SETTLES


def _leads_out(name: str) -> ReadingError:
    return ReadingError(
        f"{name} is a link to a file outside of the folder. Copy the file into the folder."
    )
