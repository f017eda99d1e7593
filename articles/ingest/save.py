"""Drafts become articles: saved once each, before anything is found in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import DatabaseError, transaction

from articles.corrections.changes import Editor
from articles.ingest import claims
from articles.ingest.again import ADDED, Arrival, complete
from articles.models import Article, DeletedArticle, Outlet
from articles.models.values import truncated
from reading.draft import UNFIT, Draft, ReadingError

# In a message, in place of what cannot be printed.
NOT_SHOWN = dict.fromkeys([0, *range(0xD800, 0xE000)], "\N{REPLACEMENT CHARACTER}")

WEB_ADDRESS = URLValidator(schemes=["http", "https"])

# An article, and what the draft brought of it; or why there is none.
type Saved = tuple[Article, Arrival]
type Refused = ReadingError | DatabaseError


def save_draft(draft: Draft, *, mine: bool = False, editor: Editor | None = None) -> Saved:
    """The article with this text, and what the draft brought; a new one waits to be processed, or
    is claimed already, as `mine`.  What it brings to one that is there is of the `editor`.

    Raises ReadingError for a text that no database can hold, and for one that was deleted.
    """
    check(draft)
    with transaction.atomic():
        columns = article_columns(draft, mine=mine)
        key = columns["content_hash"]
        refuse_deleted([key])
        article, new = Article.objects.get_or_create(content_hash=key, defaults=columns)
    return article, ADDED if new else complete(article, columns, draft.file, editor)


def save_drafts(drafts: Sequence[Draft], *, mine: bool = False) -> list[Saved | Refused]:
    """As `save_draft`, for each; all in one transaction, or alone where one cannot be saved."""
    try:
        with transaction.atomic():
            rows = _together(drafts, mine=mine)
    except (ReadingError, DatabaseError):
        return [_alone(draft, mine=mine) for draft in drafts]
    # Locks are held an article at a time, so that two processes never wait for each other.
    return [_completed(draft, *row) for draft, row in zip(drafts, rows, strict=True)]


def _completed(
    draft: Draft, article: Article, new: bool, columns: Mapping[str, Any]
) -> Saved | Refused:
    try:
        return article, ADDED if new else complete(article, columns, draft.file)
    except DatabaseError as error:
        return error


def _together(drafts: Sequence[Draft], *, mine: bool) -> list[tuple[Article, bool, dict[str, Any]]]:
    """The article of each draft, whether it is new, and the columns of the draft."""
    outlets: dict[str, Outlet] = {}
    for draft in drafts:
        check(draft)
    rows = [article_columns(draft, mine=mine, outlets=outlets) for draft in drafts]
    known = Article.objects.filter(content_hash__in=[row["content_hash"] for row in rows])
    articles = {article.content_hash: article for article in known.order_by()}
    refuse_deleted([row["content_hash"] for row in rows])
    saved = []
    for row in rows:
        there = row["content_hash"] in articles
        article = articles.setdefault(row["content_hash"], Article(**row))
        saved.append((article, not there, row))
    Article.objects.bulk_create(article for article, new, _ in saved if new)
    return saved


def _alone(draft: Draft, *, mine: bool) -> Saved | Refused:
    try:
        return save_draft(draft, mine=mine)
    except (ReadingError, DatabaseError) as error:
        return error


def refuse_deleted(hashes: Sequence[str]) -> None:
    """Raise ReadingError, with who deleted it and why, for a text that was deleted here."""
    for deleted in DeletedArticle.objects.all().with_hashes(hashes).values():
        raise ReadingError(deleted.why_refused)


def check(draft: Draft) -> None:
    """Raise ReadingError for a text, or something said of it, that not every database can hold."""
    for name in ("body", "title", "outlet", "author", "unread_date", "notes"):
        text = "\n".join(draft.notes) if name == "notes" else getattr(draft, name)
        if found := UNFIT.search(text):
            at = found.start() + (draft.offset if name == "body" else 0)
            where = f"at {at}" if name == "body" else f"in its {name} at {at}"
            raise ReadingError(
                f"“{draft.title.translate(NOT_SHOWN)}” has {_unfit(found.group())} {where}; "
                "save it again as UTF-8 without."
            )


def _unfit(character: str) -> str:
    kind = "half a character" if character > "\0" else "a null character"
    return f"{kind} (U+{ord(character):04X})"


def article_columns(
    draft: Draft, *, mine: bool, outlets: dict[str, Outlet] | None = None
) -> dict[str, Any]:
    """What an article of this draft has in its columns; `outlets` are those met already."""
    outlets = {} if outlets is None else outlets
    name = truncated(Outlet, "name", draft.outlet)
    if name and name not in outlets:
        outlets[name], _ = Outlet.objects.get_or_create(name=name)
    columns = {
        "content_hash": Article.hash_of(draft.body),
        "title": truncated(Article, "title", draft.title),
        "body": draft.body,
        "published_on": draft.published_on,
        "unread_date": truncated(Article, "unread_date", draft.unread_date),
        "notes": "\n".join(draft.notes),
        "outlet": outlets.get(name),
        "author": truncated(Article, "author", draft.author),
        "url": web_address(draft.url),
    }
    return columns | claims.claim_values(draft.body, tries=1) if mine else columns


def load_outlets(names: Iterable[str]) -> dict[str, Outlet]:
    """Return the outlets that exist, by name."""
    stored = {truncated(Outlet, "name", name) for name in names}
    return {outlet.name: outlet for outlet in Outlet.objects.filter(name__in=stored).order_by()}


def web_address(url: str) -> str:
    """The URL if a browser may follow it, else nothing: `javascript:` is no place to link to."""
    if not url:
        return ""
    field = Article._meta.get_field("url")
    try:
        WEB_ADDRESS(url)
    except ValidationError:
        return ""
    return url if len(url) <= (field.max_length or len(url)) else ""
