"""A text that is stored and comes again: what its file says beyond what is known is kept.

What is empty is filled in, and another outlet is another appearance.  What an editor set or
emptied stays as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from articles.corrections import articles
from articles.corrections.changes import Editor
from articles.models import Appearance, Article, Change, Outlet
from articles.models.values import truncated
from extraction.text.folding import ascii_key
from newsroom.db.locks import single_writer
from reading.titles import title_from

# What a file may fill in of an article, and of an appearance.  Notes are on the file that was read.
FIELDS = ("published_on", "outlet", "author", "url")
OF_APPEARANCE = ("published_on", "author", "url")


class Effect(StrEnum):
    """What saving a draft did."""

    ADDED = "added"
    FILLED = "filled in"
    APPEARED = "found in another outlet"
    NONE = "already there"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What saving a draft did, in words, and the change that undoes it."""

    effect: Effect
    what: str = ""
    change: Change | None = None

    @property
    def is_new(self) -> bool:
        """Whether the draft became an article."""
        return self.effect is Effect.ADDED


ADDED, NOTHING = Arrival(Effect.ADDED), Arrival(Effect.NONE)


def complete(
    article: Article, columns: Mapping[str, Any], file: str = "", editor: Editor | None = None
) -> Arrival:
    """Keep what a file says of an article whose text it has; `columns` are those of a new article.

    The article gets the new values.  For files that say nothing new this takes no query.
    """
    if not _may_add(article, columns):
        return NOTHING
    editor = editor or Editor(why=f"From {file}" if file else "")
    with single_writer():
        same = Article.objects.filter(pk=article.pk, content_hash=article.content_hash)
        row = same.select_for_update().first()
        if row is None:
            return NOTHING  # deleted meanwhile, or given another text
        decided = _decided(row)
        if _is_elsewhere(row, columns, decided.get("outlet")):
            return _appear(row, columns, file, editor)
        values = _missing(row, columns, decided)
        change = articles.edit(row, values, editor, Change.Action.FILL) if values else None
        if change is None:
            return NOTHING
    article.refresh_from_db(fields=[*values, "outlet", "unread_date"])
    return Arrival(Effect.FILLED, ", ".join(map(_in_words, values)), change)


def _may_add(article: Article, columns: Mapping[str, Any]) -> bool:
    outlet: Outlet | None = columns["outlet"]
    if outlet and outlet.pk != article.outlet_id:
        return True
    return bool(_missing(article, columns, {}))


def _decided(article: Article) -> dict[str, list[Any]]:
    """The fields of an article that an editor set or emptied, with their values at any time."""
    decided: dict[str, list[Any]] = {}
    for change in Change.objects.all().on_metadata_of(article):
        for name in change.after:
            states = (change.before.get(name, {}), change.after[name])
            decided.setdefault(name, []).extend(state.get("value") for state in states)
    return decided


def _is_elsewhere(
    article: Article, columns: Mapping[str, Any], decided: Collection[Any] | None
) -> bool:
    """Whether a file has the text from another outlet than the article's.

    An outlet that an editor replaced is none.  Where the article has none, another day or another
    site is another outlet.
    """
    outlet: Outlet | None = columns["outlet"]
    if outlet is None or _is_own(article, outlet) or _key(outlet.name) in map(_key, decided or ()):
        return False
    return bool(article.outlet_id) or decided is not None or _differ(article, columns)


def _is_own(row: Article | Appearance, outlet: Outlet) -> bool:
    """Whether a row has this outlet, or one whose name differs by case or “The”."""
    if row.outlet_id == outlet.pk or row.outlet is None:
        return row.outlet_id == outlet.pk
    return _key(row.outlet.name) == _key(outlet.name)


def _key(outlet: str) -> str:
    """The name of an outlet without what spellings of it differ by.

    >>> _key("The Northern Gazette") == _key("northern gazette")
    True
    """
    return ascii_key(outlet).removeprefix("the ")


def _differ(row: Article | Appearance, columns: Mapping[str, Any]) -> bool:
    """Whether a row and a file state two dates, or addresses at two sites."""
    days: tuple[dt.date | None, ...] = (row.published_on, columns["published_on"])
    sites = (_site(row.url), _site(columns["url"]))
    return any(all(pair) and pair[0] != pair[1] for pair in (days, sites))


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _missing(
    article: Article, columns: Mapping[str, Any], decided: Collection[str]
) -> dict[str, Any]:
    """What a file says of an article that has nothing there, and that no editor decided."""
    own = columns["outlet"] is not None and _is_own(article, columns["outlet"])
    if _differ(article, columns) and not own:
        return {}
    values = {
        name: columns[name]
        for name in FIELDS
        if columns[name] and not getattr(article, f"{name}_id" if name == "outlet" else name)
    }
    if "outlet" in values:
        values["outlet"] = values["outlet"].name
    if columns["unread_date"] and not (article.published_on or article.unread_date):
        values["unread_date"] = columns["unread_date"]
    first_words = truncated(Article, "title", title_from(article.body))
    if article.title == first_words != columns["title"]:
        values["title"] = columns["title"]
    if "published_on" in decided:
        values.pop("unread_date", None)
    return {name: value for name, value in values.items() if name not in decided}


def _appear(article: Article, columns: Mapping[str, Any], file: str, editor: Editor) -> Arrival:
    """Keep an appearance in another outlet, or fill in what is empty of it."""
    outlet: Outlet = columns["outlet"]
    values = {name: columns[name] for name in OF_APPEARANCE}
    made = {**values, "file": truncated(Appearance, "file", file), "taken_off": True}
    known = article.appearances.select_related("outlet")
    row = next((each for each in known if _is_own(each, outlet)), None)
    if row is None:
        Appearance.objects.create(article=article, outlet=outlet, **made)
        shown = {f"{articles.ALSO_IN}{outlet.name}": True}
        change = articles.edit(article, shown, editor, Change.Action.FILL)
        return Arrival(Effect.APPEARED, outlet.name, change)
    missing = {name: value for name, value in values.items() if value and not getattr(row, name)}
    if row.taken_off or not missing or _differ(row, columns):
        return NOTHING
    for name, value in missing.items():
        setattr(row, name, value)
    row.save(update_fields=list(missing))
    return Arrival(Effect.FILLED, f"{', '.join(map(_in_words, missing))} in {row.outlet}")


def _in_words(field: str) -> str:
    return {"published_on": "date", "unread_date": "date as text", "url": "URL"}.get(field, field)
