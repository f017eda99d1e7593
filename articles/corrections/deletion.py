"""Articles are deleted, brought back for thirty days, and then gone for good.

All rows with words of a deleted article leave their tables, so that no list, index, count or file
can show any; one text in the row of `DeletedArticle` has them, and goes with `purge`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.copies import store as copies
from articles.corrections.changes import CannotCorrectError, Editor, record
from articles.corrections.returning import bring_back
from articles.models import (
    Appearance,
    Article,
    Change,
    Clipping,
    CopyDecision,
    Decision,
    DeletedArticle,
    DigestItem,
    Entity,
    Item,
    Mention,
    Outlet,
    Quotation,
    Speaker,
    SpeakerName,
    UtteranceDecision,
)
from articles.resolution.reconcile import reconcile
from articles.utterances.store import regroup
from newsroom.db.locks import single_writer

# What an item of a feed says of the article that it became.
ITEM_REASON = "Its article was deleted here, so it is not taken again."


@dataclass(frozen=True, slots=True)
class DeletionPreview:
    """What goes with an article; `alone` are the speakers whom no other article quotes."""

    article: Article
    quotations: int
    decisions: int
    changes: int
    clippings: int
    alone: tuple[Speaker, ...]

    @property
    def label(self) -> str:
        """The numbers in words, as the history has them."""
        numbers = ((self.quotations, "quote"), (self.decisions, "decision"))
        return ", ".join(f"{n} {word}{'' if n == 1 else 's'}" for n, word in numbers)


class _Exact(DjangoJSONEncoder):
    """Times with microseconds, which Django leaves out."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, dt.datetime) else super().default(o)


def preview(article: Article) -> DeletionPreview:
    """Return what `delete` would take."""
    return DeletionPreview(
        article,
        article.quotations.count(),
        article.decisions.all().standing().count(),
        Change.objects.all().gone_with(article).whole().count(),
        Clipping.objects.in_article(article).count(),
        tuple(Speaker.objects.quoted_only_in(article)),
    )


def delete(articles: Sequence[Article], editor: Editor) -> Change:
    """Delete articles as one change, which can be reverted for thirty days.

    Raises CannotCorrectError for one that is no longer there, and then deletes none.
    """
    with single_writer():
        if len(articles) == 1:
            return _delete(articles[0], editor)
        titles = "; ".join(f"“{article.title}”" for article in articles)
        whole = record(
            editor, Change.Action.DELETE, titles,
            before=_state(None, "–"), after=_state(None, f"{len(articles)} articles"),
        )  # fmt: skip
        for article in articles:
            _delete(article, Editor(editor.user, editor.why, part_of=whole))
        return whole


def _delete(article: Article, editor: Editor) -> Change:
    found = Article.objects.select_for_update().filter(pk=article.pk).first()
    if found is None:
        raise CannotCorrectError(f"“{article.title}” is deleted already.")
    going = preview(found)
    rows = serializers.serialize("json", _rows(found), cls=_Exact)
    touched = _speakers(found)
    change = record(
        editor, Change.Action.DELETE, found.title,
        before=_state(None, "–"), after=_state(found.pk, going.label or "yes"),
    )  # fmt: skip
    DeletedArticle.of(found, change, rows).save()
    left = set(found.quotations.order_by().values_list("utterance", flat=True))
    _forget(found)
    reconcile(touched)
    regroup({}, left)
    copies.regroup((), left=[found.group])
    return change


def _state(value: Any, label: str) -> dict[str, dict[str, Any]]:
    return {"deleted": {"value": value, "label": label}}


def _rows(article: Article) -> Iterable[models.Model]:
    """All rows that go with an article, and those that they refer to and that may go."""
    appearances = list(Appearance.objects.filter(article=article))
    outlets = [one.outlet_id for one in appearances]
    outlets += [article.outlet_id] if article.outlet_id else []
    speakers = _speakers(article)
    mentions = list(Mention.objects.filter(article=article))
    return [
        *Outlet.objects.filter(pk__in=outlets),
        *Entity.objects.filter(pk__in={one.entity_id for one in mentions}),
        *Speaker.objects.filter(pk__in=speakers),
        *SpeakerName.objects.filter(speaker__in=speakers),
        article,
        *appearances,
        *mentions,
        *Quotation.objects.filter(article=article).prefetch_related("about"),
        *Decision.objects.filter(article=article),
        *UtteranceDecision.objects.all().on([article.pk]),
        *CopyDecision.objects.all().on([article.pk]),
        *Change.objects.all().gone_with(article).order_by("pk"),
        *DigestItem.objects.filter(article=article),
        *Clipping.objects.in_article(article),
        *Item.objects.filter(article=article),
    ]


def _speakers(article: Article) -> set[int]:
    """The keys of the speakers whom an article quotes, or whom a decision on it found."""
    quoted = article.quotations.order_by()
    shown = quoted.exclude(speaker=None).values_list("speaker", flat=True)
    read = quoted.exclude(found_speaker=None).values_list("found_speaker", flat=True)
    found = article.decisions.order_by().values_list("found_speaker", flat=True)
    named = article.provisional_speakers.order_by().values_list("pk", flat=True)
    return {*shown, *read, *found.exclude(found_speaker=None), *named}


def _forget(article: Article) -> None:
    """Take an article, and all that has its words, out of the tables."""
    Change.objects.all().gone_with(article).delete()
    Clipping.objects.in_article(article).update(
        article=None, quotation=None, anchors=[],
        kept={"words": "", "speaker": "", "office": "", "title": "", "outlet": "", "day": "",
              "url": ""},
    )  # fmt: skip
    Item.objects.filter(article=article).update(
        article=None, title="", url="", reason=ITEM_REASON, due_at=None
    )
    entities = set(article.mentions.order_by().values_list("entity", flat=True))
    article.quotations.all().delete()
    article.delete()
    Entity.objects.filter(pk__in=entities, mentions=None).delete()


def restore(change: Change, editor: Editor) -> Change:
    """Bring back the article that a change deleted, as it was.

    Raises CannotCorrectError if it is gone for good, or if another article has its text now.
    """
    deleted = DeletedArticle.objects.filter(change=change).first()
    if deleted is None or deleted.purged_at:
        raise CannotCorrectError(f"“{change.subject}” is deleted for good.")
    if Article.objects.filter(content_hash=deleted.content_hash).exists():
        raise CannotCorrectError(f"Another article has the text of “{deleted.title}” now.")
    article = bring_back(deleted)
    deleted.delete()
    made = record(
        editor, Change.Action.REVERT, article.title, article=article,
        before=_state(article.pk, "yes"), after=_state(None, "–"),
    )  # fmt: skip
    Change.objects.all().deletions_of(article.pk).update(article=article)
    return made


def revert(change: Change, editor: Editor) -> Change:
    """Bring back what a change deleted, or delete what it brought back."""
    if change.before["deleted"]["value"] is None:
        return restore(change, editor)
    if change.article is None:
        raise CannotCorrectError(f"“{change.subject}” is deleted already.")
    return _delete(change.article, editor)


def purge(deleted: DeletedArticle) -> None:
    """Delete for good what could be brought back of an article until now."""
    rows = DeletedArticle.objects.filter(Q(purged_at=None), pk=deleted.pk)
    rows.update(rows="", purged_at=timezone.now())


def purge_due() -> int:
    """Purge what was deleted thirty days ago; return how many articles that are."""
    due = list(DeletedArticle.objects.all().to_purge(timezone.now()))
    for deleted in due:
        purge(deleted)
    return len(due)
