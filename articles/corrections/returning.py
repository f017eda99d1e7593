"""A deleted article comes back: its rows are written again, in line with what changed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core import serializers
from django.core.serializers.base import DeserializedObject

from articles.clippings.placing import place
from articles.copies.store import put
from articles.models import (
    Appearance,
    Article,
    Change,
    Clipping,
    CopyDecision,
    Decision,
    DeletedArticle,
    Digest,
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
from articles.utterances.store import regroup_article
from extraction.text.folding import key_of

# What is written as it was, in this order.
WRITTEN = (Article, Appearance, Mention, Quotation, Decision, Change, DigestItem)


def bring_back(deleted: DeletedArticle) -> Article:
    """Write the rows of a deleted article; they keep their keys, and so their addresses.

    Speakers, entities and outlets that are gone come back too, unless others have taken their
    place.  The caller has the transaction.
    """
    rows = _Rows(deleted.rows)
    rows.refer(("outlet_id",), {row.pk: _outlet(row) for row in rows.of(Outlet)})
    rows.refer(("entity_id",), {row.pk: _entity(row) for row in rows.of(Entity)})
    _write_speakers(rows)
    # Readers may have removed searches meanwhile.
    digests = Digest.objects.in_bulk({row.digest_id for row in rows.of(DigestItem)})
    rows.leave_out(
        DigestItem, {row.pk for row in rows.of(DigestItem) if row.digest_id not in digests}
    )
    for row in rows.of(Article):
        row.group = None
    for kind in WRITTEN:
        rows.write(kind)
    waits = {"state": Article.State.PENDING, "claimed_by": "", "due_at": None}
    found = Article.objects.filter(pk=deleted.pk)
    found.exclude(state__in=[Article.State.DONE, Article.State.FAILED]).update(**waits)
    article = found.get()
    rows.leave_out(UtteranceDecision, _unplaced(rows))
    rows.write(UtteranceDecision)
    _link_again(article, rows)
    reconcile(article.quotations.values_list("speaker", flat=True))
    place(article)
    regroup_article(article.pk)
    rows.leave_out(CopyDecision, _between_gone(rows))
    rows.write(CopyDecision)
    if article.state == Article.State.DONE:
        put(article)
    return article


class _Rows:
    """The rows of a deleted article, by their model."""

    def __init__(self, text: str) -> None:
        read = serializers.deserialize("json", text, ignorenonexistent=True)
        self.every: list[DeserializedObject] = list(read)

    def of(self, kind: type[Any]) -> Iterator[Any]:
        return (one.object for one in self.every if type(one.object) is kind)

    def refer(self, columns: tuple[str, ...], now: dict[int, int]) -> None:
        """Have columns refer to the keys that rows have now."""
        for one in self.every:
            for column in columns:
                key = getattr(one.object, column, None)
                if key in now:
                    setattr(one.object, column, now[key])

    def write(self, kind: type[Any]) -> None:
        """Write the rows of a model, with their links to many."""
        for one in self.every:
            if type(one.object) is kind:
                one.save()

    def leave_out(self, kind: type[Any], keys: set[int]) -> None:
        """Leave out the rows of a model with these keys."""
        self.every = [
            one for one in self.every if type(one.object) is not kind or one.object.pk not in keys
        ]


def _unplaced(rows: _Rows) -> set[int]:
    """Return the decisions on utterances whose other article or quotation is gone by now."""
    decisions = list(rows.of(UtteranceDecision))
    articles = {key for row in decisions for key in (row.article_id, row.other_article_id) if key}
    quotations = {key for row in decisions for key in (row.quotation_id, row.other_id) if key}
    there = Article.objects.in_bulk(articles), Quotation.objects.in_bulk(quotations)
    decided = set(UtteranceDecision.objects.values_list("quotation", "other"))
    return {
        row.pk
        for row in decisions
        if not {row.article_id, row.other_article_id} - {None} <= there[0].keys()
        or not {row.quotation_id, row.other_id} - {None} <= there[1].keys()
        or (row.quotation_id, row.other_id) in decided
    }


def _between_gone(rows: _Rows) -> set[int]:
    """Return the decisions on copies whose other article is gone, or that there is again."""
    decisions = list(rows.of(CopyDecision))
    keys = {key for row in decisions for key in (row.article_id, row.other_id) if key}
    there = Article.objects.in_bulk(keys).keys() | {None}
    made = set(CopyDecision.objects.all().on(keys).values_list("article", "other"))
    return {
        row.pk
        for row in decisions
        if not {row.article_id, row.other_id} <= there or (row.article_id, row.other_id) in made
    }


def _outlet(row: Outlet) -> int:
    return Outlet.objects.get_or_create(name=row.name, defaults={"pk": row.pk})[0].pk


def _entity(row: Entity) -> int:
    values = {"pk": row.pk, "name": row.name, "country_id": row.country_id}
    return Entity.objects.get_or_create(type=row.type, key=row.key, defaults=values)[0].pk


def _write_speakers(rows: _Rows) -> None:
    """Write the speakers that are gone, with their names; have quotations refer to those of now."""
    before = {row.pk: row for row in rows.of(Speaker)}
    there = set(Speaker.objects.filter(pk__in=before).values_list("pk", flat=True))
    gone = [row for key, row in before.items() if key not in there]
    now = {row.pk: _successor(row) or row.pk for row in gone}
    written = {row.pk for row in gone if now[row.pk] == row.pk}
    for kind, column in ((Speaker, "pk"), (SpeakerName, "speaker_id")):
        for one in rows.every:
            if type(one.object) is kind and getattr(one.object, column) in written:
                one.object.pk = one.object.pk if kind is Speaker else None
                one.save()
    rows.refer(("found_speaker_id", "speaker_id"), now)
    leaves = Speaker.objects.in_bulk({row.found_speaker_id for row in rows.of(Quotation)} - {None})
    for row in rows.of(Quotation):
        leaf = leaves.get(row.found_speaker_id)
        row.speaker_id = leaf.root.pk if leaf else None


def _successor(gone: Speaker) -> int | None:
    """The speaker who was made under the name of one that is gone, if there is one only."""
    if gone.only_in_id is not None:
        return None
    made = Speaker.objects.filter(
        pk__gt=gone.pk, type=gone.type, only_in=None, names__key=key_of(gone.name)
    )
    keys = list(made.order_by("pk").values_list("pk", flat=True)[:2])
    return keys[0] if len(keys) == 1 else None


def _link_again(article: Article, rows: _Rows) -> None:
    """Give readers' lists and followed feeds what they had of the article."""
    for row in rows.of(Clipping):
        lost = Clipping.objects.filter(pk=row.pk, article=None)
        lost.update(article=article, anchors=row.anchors, kept=row.kept)
    for row in rows.of(Item):
        items = Item.objects.filter(pk=row.pk, article=None)
        items.update(
            article=article, title=row.title, url=row.url, reason=row.reason, due_at=row.due_at
        )
