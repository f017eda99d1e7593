"""Writing what was found in an article: quotations, speakers, entities, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.utils import timezone

from articles.corrections.overlay import apply
from articles.models import Article, Entity, Mention, Quotation, Speaker
from articles.models.values import truncated, valid_country
from articles.resolution.entities import resolve_entities
from articles.resolution.reconcile import reconcile
from articles.resolution.resolver import Resolved, Resolver
from extraction.annotations import Extraction, Spans
from extraction.annotations import Quotation as FoundQuotation
from extraction.text.anchors import quoted_text
from newsroom.db.bulk import bulk_insert, bulk_update
from newsroom.db.locks import single_writer

# By what a quotation is the one that was found there before.
PLACE = ("article_id", "start", "end", "source_text")
LOCKED = """SELECT
    EXISTS (SELECT 1 FROM articles_quotation WHERE article_id = article.id),
    EXISTS (SELECT 1 FROM articles_mention WHERE article_id = article.id),
    EXISTS (SELECT 1 FROM articles_decision WHERE article_id = article.id)
FROM articles_article AS article WHERE id = %s AND content_hash = %s"""


def store(article: Article, extraction: Extraction, version: str) -> None:
    """Replace the machine's work on an article, in one transaction, and lay decisions over it.

    Speakers and entities keep their rows, and so their URLs, as long as anything refers to
    them; those that nothing refers to any more go.  So do quotations that are found again.
    Raises ValueError, and changes nothing, if a span lies outside the article's body.
    """
    check_spans(article.body, extraction)
    with single_writer():
        held = lock_article(article)
        if held is None:
            return  # deleted while it was extracted, or given another text, which waits its turn
        quoted, mentioned, decided = held
        before = list(article.quotations.order_by()) if quoted else []
        _store_entities(article, extraction, mentioned=mentioned)
        quoted_ones = _store_quotations(article, extraction, before)
        touched = {quotation.speaker_id for quotation in before}
        reconcile(touched | apply(article) if decided else touched, quoted_ones)
        done = {
            "state": Article.State.DONE,
            "error": "",
            "extractor_version": version,
            "processed_at": timezone.now(),
            "due_at": None,
            "claimed_by": "",
        }
        bulk_update(Article, [article.pk], done)
    for column, value in done.items():
        setattr(article, column, value)


def lock_article(article: Article) -> tuple[bool, bool, bool] | None:
    """Lock an article's row until the transaction ends; return whether it has quotations,
    mentions, decisions, or None if it is gone or has another text now."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(LOCKED + lock, [article.pk, article.content_hash])
        row = cursor.fetchone()
    return row and (bool(row[0]), bool(row[1]), bool(row[2]))


def check_spans(body: str, extraction: Extraction) -> None:
    """Raise ValueError for a span that is empty or leaves the body."""
    for quotation in extraction.quotations:
        if not quotation.content:
            raise ValueError(f"A quotation without content: {quotation}.")
        _check(body, (*quotation.content, *quotation.source, *quotation.cue))
    for entity in extraction.entities:
        _check(body, entity.mentions)


def _check(body: str, spans: Spans) -> None:
    for start, end in spans:
        if not 0 <= start < end <= len(body):
            raise ValueError(f"[{start}, {end}) is no span of a text of {len(body)} characters.")


def _store_quotations(
    article: Article, extraction: Extraction, before: Iterable[Quotation]
) -> list[Speaker]:
    """Write an article's quotations in place of those `before`; return their speakers.

    One that is found again where it was, with the same source, keeps its row.
    """
    resolver = Resolver(article, extraction, before)
    resolved = [resolver.speaker_of(quotation) for quotation in extraction.quotations]
    resolver.write_newcomers()
    rows: dict[tuple[int, int, str], tuple[dict[str, Any], list[str]]] = {}
    for quotation, who in zip(extraction.quotations, resolved, strict=True):
        row = _quotation_row(article, quotation, who)
        about = [code for code in dict.fromkeys(map(valid_country, quotation.about)) if code]
        rows.setdefault((row["start"], row["end"], row["source_text"]), (row, about))
    through = Quotation.about.through
    there = {(q.start, q.end, q.source_text): q.pk for q in before}
    if gone := [key for place, key in there.items() if place not in rows]:
        article.quotations.filter(pk__in=gone).delete()
    if kept := [key for place, key in there.items() if place in rows]:
        through.objects.filter(quotation__in=kept).delete()
    found = [row for row, _ in rows.values()]
    replacing = [column for row in found[:1] for column in row if column not in PLACE]
    keys = bulk_insert(Quotation, found, unique=PLACE, replacing=replacing)
    bulk_insert(through, [
        {"quotation_id": key, "country_id": code}
        for key, (_, about) in zip(keys, rows.values(), strict=True) for code in about
    ])  # fmt: skip
    speakers = {who.speaker.root.pk: who.speaker.root for who in resolved if who}
    return [speakers[key] for key in {row["speaker_id"] for row in found} if key]


def _quotation_row(
    article: Article, quotation: FoundQuotation, resolved: Resolved | None
) -> dict[str, Any]:
    """The columns of a quotation, as a database takes them."""
    body, content = article.body, quotation.content
    leaf = resolved.speaker if resolved else None
    country = valid_country(quotation.speaker_country)
    return {
        "article_id": article.pk,
        "kind": quotation.kind.value,
        "start": content[0].start,
        "end": content[-1].end,
        "text": quoted_text(body, content),
        "content": _as_json(content),
        "source": _as_json(quotation.source),
        "cue": _as_json(quotation.cue),
        "source_text": truncated(Quotation, "source_text", quoted_text(body, quotation.source)),
        "speaker_id": leaf.root.pk if leaf else None,
        "found_speaker_id": leaf.pk if leaf else None,
        "identity_reason": truncated(
            Quotation, "identity_reason", resolved.reason if resolved else ""
        ),
        "speaker_type": quotation.speaker_type.value if quotation.speaker_type else "",
        "speaker_title": truncated(Quotation, "speaker_title", quotation.title or ""),
        "speaker_country_id": country,
        "found_country_id": country,
        "confidence": quotation.confidence,
        "reason": truncated(Quotation, "reason", quotation.reason),
    }


def _as_json(spans: Spans) -> str:
    return f"[{', '.join(f'[{start}, {end}]' for start, end in spans)}]"


def _store_entities(article: Article, extraction: Extraction, *, mentioned: bool) -> None:
    """Write an article's mentions in place of those it has; entities that nobody needs go."""
    earlier: set[int] = set()
    if mentioned:
        earlier = set(article.mentions.order_by().values_list("entity", flat=True))
        article.mentions.all().delete()
    places: dict[int, set[tuple[int, int]]] = defaultdict(set)
    found = extraction.entities
    for key, entity in zip(resolve_entities(found), found, strict=True):
        places[key].update(entity.mentions)
    bulk_insert(Mention, [
        {"article_id": article.pk, "entity_id": key, "start": start, "end": end}
        for key, spans in places.items() for start, end in sorted(spans)
    ])  # fmt: skip
    if gone := earlier - places.keys():
        Entity.objects.filter(pk__in=gone, mentions=None).delete()
