"""Store what was found in an article: load, decide, write, in one transaction.

`load` reads the candidates of all names once; `plan` decides, without the database, what is
written; `write` writes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import connection

from articles.clippings.placing import place
from articles.copies import store as copies
from articles.corrections.overlay import apply
from articles.ingest import claims
from articles.ingest.plan import Earlier, Plan, PlannedQuotation, draft, make_plan
from articles.models import Article, Entity, Mention, Quotation, Speaker, SpeakerName
from articles.resolution.candidates import load_facts
from articles.resolution.entities import Mentions, load_entities, resolve_entities
from articles.resolution.facts import FIRST_NEW, Facts
from articles.resolution.profiles import NOTHING, Unwritten, load_co_mentions
from articles.resolution.reconcile import (
    AffectedLoader,
    reconcile,
    write_consequences,
    write_promoted,
)
from articles.resolution.resolver import Resolution, names_in, resolve
from articles.utterances.store import echo_of, regroup_article, regroup_keys
from extraction.annotations import Extraction, Spans
from newsroom.db.bulk import bulk_create, bulk_insert, bulk_update
from newsroom.db.locks import single_writer

# By what a quotation is the one that was found there before.
PLACE = ("article_id", "start", "end", "source_text")
LOCKED = """SELECT
    EXISTS (SELECT 1 FROM articles_quotation WHERE article_id = article.id),
    EXISTS (SELECT 1 FROM articles_mention WHERE article_id = article.id),
    EXISTS (SELECT 1 FROM articles_decision WHERE article_id = article.id),
    EXISTS (SELECT 1 FROM articles_clipping WHERE article_id = article.id)
        OR EXISTS (SELECT 1 FROM articles_report WHERE article_id = article.id)
        OR EXISTS (SELECT 1 FROM articles_comment WHERE article_id = article.id)
FROM articles_article AS article WHERE id = %s AND content_hash = %s"""


def store(article: Article, extraction: Extraction, version: str) -> None:
    """Replace the extractor's work on an article, and lay editors' decisions over it.

    Speakers and entities keep their rows, and so their URLs, as long as anything refers to them;
    those that nothing refers to any more are deleted.  Quotations found again keep their rows.
    Raises ValueError, and changes nothing, if a span lies outside the article's body.
    """
    check_spans(article.body, extraction)
    with single_writer():
        locked = lock_article(article)
        if locked is None:
            return  # deleted while it was extracted, or given another text, which waits its turn
        quoted, mentioned, decided, clipped = locked
        earlier = _earlier(article) if quoted else []
        plan = _planned(article, extraction, earlier, mentioned=mentioned, decided=decided)
        moved = _handed_over(plan)
        keys = write(article, plan)
        if decided:
            speakers = {keys.get(one.speaker, one.speaker) for one in plan.quotations
                        if one.speaker is not None}  # fmt: skip
            before = {one.speaker for one in earlier}
            reconcile(speakers | before | apply(article))
        if clipped:
            place(article)
        regroup_article(article.pk, left={one.utterance for one in earlier})
        regroup_keys(moved)
        copies.put(article)
        done = claims.done_values(version, article.first_read_at)
        bulk_update(Article, [article.pk], done)
    for column, value in done.items():
        setattr(article, column, value)


def store_alone(article: Article, extraction: Extraction) -> list[int]:
    """Store what was found in an article that has no rows yet, within a transaction of the writer.

    Return the quotations in other articles whose speaker changed.  Utterances and copies are not
    grouped.
    """
    plan = _planned(article, extraction, (), mentioned=False, decided=False)
    moved = _handed_over(plan)
    write(article, plan)
    return moved


def lock_article(article: Article) -> tuple[bool, bool, bool, bool] | None:
    """Lock an article's row until the transaction ends; return whether it has quotations,
    mentions, decisions, clippings or remarks, or None if it is gone or has another text now."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(LOCKED + lock, [article.pk, article.content_hash])
        row = cursor.fetchone()
    return row and (bool(row[0]), bool(row[1]), bool(row[2]), bool(row[3]))


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


# ── load and decide ───────────────────────────────────────────────────────────────────────


def _earlier(article: Article) -> list[Earlier]:
    rows = article.quotations.order_by().values_list(
        "pk", "start", "end", "source_text", "speaker", "found_speaker", "utterance"
    )
    return [Earlier(pk, (start, end, source), *keys) for pk, start, end, source, *keys in rows]


def _planned(
    article: Article, extraction: Extraction, earlier: Sequence[Earlier], *,
    mentioned: bool, decided: bool,
) -> Plan:  # fmt: skip
    """Load what an article's names may mean, and decide what to write.

    What follows for speakers is left to `reconcile` if decisions are laid over the rows first.
    """
    entities = (
        set(article.mentions.order_by().values_list("entity", flat=True)) if mentioned else ()
    )
    found = extraction.entities
    mentions = resolve_entities(found, load_entities(found))
    facts, resolution = _resolved(article, extraction, earlier, mentions)
    rows = draft(article.body, extraction, resolution)
    additions, consequences = resolution.additions, None
    if not decided:
        loader = AffectedLoader(additions, facts, rows.spoken, mentions)
        known = {row.speaker for row in rows.quotations if row.speaker is not None}
        before = {one.speaker for one in earlier if one.speaker is not None}
        consequences = loader.decide(loader.load(known | before))
        additions = loader.additions
    return make_plan(
        rows, additions, mentions, earlier=earlier, earlier_entities=entities,
        decided=consequences,
    )  # fmt: skip


def _resolved(
    article: Article, extraction: Extraction, earlier: Sequence[Earlier], mentions: Mentions
) -> tuple[Facts, Resolution]:
    """Resolve the names of an article; load the co-mentions of speakers only if it is needed."""
    named = names_in(extraction, article.body)
    facts = load_facts(
        named.speakers, article.published_on, article=article.pk,
        offices=[office for office in named.offices if office],
    )  # fmt: skip
    before = frozenset(one.found_speaker for one in earlier if one.found_speaker)
    resolution = resolve(
        extraction.quotations, named, facts, day_in_words(article.published_on), before
    )
    while resolution.missing:
        facts = with_co_mentions(facts, resolution, mentions)
        resolution = resolve(
            extraction.quotations, named, facts, day_in_words(article.published_on), before
        )
    return facts, resolution


def with_co_mentions(
    facts: Facts, resolution: Resolution, mentions: Mentions, unwritten: Unwritten = NOTHING
) -> Facts:
    """Add the co-mentions that a resolution misses, from the other articles in the database and
    those `unwritten`."""
    co_mentions = load_co_mentions(
        resolution.missing, [facts.article],
        without=facts.article, mentioned=mentions.keys, unwritten=unwritten,
    )  # fmt: skip
    return replace(facts, co_mentions={**facts.co_mentions, **co_mentions})


def day_in_words(day: dt.date | None) -> str:
    return f" on {day:%-d %B %Y}" if day else ""


def _handed_over(plan: Plan) -> list[int]:
    """Return the quotations whose provisional speaker turns out to be another one."""
    speakers = [one.provisional for one in plan.consequences.handed_over]
    return list(Quotation.objects.found_for(speakers)) if speakers else []


# ── write ─────────────────────────────────────────────────────────────────────────────────


def write(article: Article, plan: Plan) -> dict[int, int]:
    """Write a plan; return the primary keys of the speakers that it creates, by their own keys."""
    _write_mentions(article, plan)
    keys = _write_speakers(article, plan)
    _write_quotations(article, plan, keys)
    write_consequences(plan.consequences, keys)
    return keys


def _write_mentions(article: Article, plan: Plan) -> None:
    """Write an article's mentions in place of those it has."""
    mentions = plan.mentions
    if plan.earlier_entities:
        article.mentions.all().delete()
    for key, country in mentions.countries:
        Entity.objects.filter(pk=key).update(country=country)
    # An entity that another process has created meanwhile keeps its row.
    made = bulk_insert(
        Entity,
        [{"type": one.type, "name": one.name, "key": one.key, "country_id": one.country}
         for one in mentions.new],
        unique=("type", "key"), replacing=("key",),
    )  # fmt: skip
    keys = {FIRST_NEW + n: pk for n, pk in enumerate(made)}
    bulk_insert(Mention, [
        {"article_id": article.pk, "entity_id": keys.get(key, key), "start": start, "end": end}
        for key, start, end in mentions.mentions
    ])  # fmt: skip
    if gone := plan.earlier_entities - mentions.existing:
        Entity.objects.filter(pk__in=gone, mentions=None).delete()


def _write_speakers(article: Article, plan: Plan) -> dict[int, int]:
    """Write new speakers, names, and speakers known beyond one article; return new keys."""
    speakers = [
        Speaker(
            type=one.type, name=one.name, country_id=one.country,
            only_in_id=article.pk if one.provisional else None,
        )
        for one in plan.speakers
    ]  # fmt: skip
    bulk_create(speakers)
    keys = {one.key: speaker.pk for one, speaker in zip(plan.speakers, speakers, strict=True)}
    names = [SpeakerName(speaker_id=keys.get(key, key), name=name) for key, name in plan.names]
    for name in names:
        name.put_under_blocks()
    bulk_create(names)
    write_promoted(plan.promoted)
    return keys


def _write_quotations(article: Article, plan: Plan, keys: dict[int, int]) -> None:
    """Write an article's quotations; those found again where they were keep their rows."""
    through = Quotation.about.through
    if plan.removed:
        article.quotations.filter(pk__in=plan.removed).delete()
    if plan.kept:
        through.objects.filter(quotation__in=plan.kept).delete()
    rows = [quotation_columns(article, one, keys) for one in plan.quotations]
    replacing = [column for row in rows[:1] for column in row if column not in PLACE]
    made = bulk_insert(Quotation, rows, unique=PLACE, replacing=replacing)
    bulk_insert(through, [
        {"quotation_id": key, "country_id": code}
        for key, one in zip(made, plan.quotations, strict=True) for code in one.about
    ])  # fmt: skip


def quotation_columns(
    article: Article, one: PlannedQuotation, keys: dict[int, int]
) -> dict[str, Any]:
    """The columns of a quotation, as a database takes them."""
    return {
        "article_id": article.pk,
        "kind": one.kind,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "echo": echo_of(one.text),
        "content": _as_json(one.content),
        "source": _as_json(one.source),
        "cue": _as_json(one.cue),
        "source_text": one.source_text,
        "speaker_id": keys.get(one.speaker, one.speaker) if one.speaker else None,
        "found_speaker_id": keys.get(one.found_speaker, one.found_speaker)
        if one.found_speaker
        else None,
        "identity_reason": one.identity_reason,
        "speaker_type": one.speaker_type,
        "speaker_title": one.speaker_title,
        "speaker_country_id": one.speaker_country,
        "found_country_id": one.found_country,
        "likely_country_id": one.likely_country,
        "country_probability": one.country_probability,
        "country_reason": one.country_reason,
        "confidence": one.confidence,
        "reason": one.reason,
    }


def _as_json(spans: Spans) -> str:
    return f"[{', '.join(f'[{start}, {end}]' for start, end in spans)}]"
