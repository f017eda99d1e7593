"""Read → extract → resolve → persist: the one place where files, models and rows meet.

Articles are saved one by one and processed in small batches, each written in one transaction
of its own, so that a bad one never takes the others with it.  Nothing here loads a model; the
caller hands in the extractor.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import batched
from typing import Protocol

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import DatabaseError, models, transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.columns import clipped, known_country
from articles.corrections.overlay import apply
from articles.extraction.annotations import Entity as FoundEntity
from articles.extraction.annotations import Extraction, Spans
from articles.extraction.annotations import Quotation as FoundQuotation
from articles.models import Article, Entity, Mention, Outlet, Quotation
from articles.reading.draft import Draft, ReadingError
from articles.resolution import Resolved, Resolver, resolve_entities
from articles.settling import settle
from articles.verbatim import wording

logger = logging.getLogger(__name__)

# What a new extraction writes over in a quotation that is found again.
REPLACED = tuple(
    field.name
    for field in Quotation._meta.concrete_fields
    if field.name not in {"id", "article", "start", "end", "source_text"}
)
# Texts that an extractor gets at once, and so the articles that wait for one another.
BATCH = 16


class Extractor(Protocol):
    """What `articles.extraction.pipeline.load()` gives."""

    @property
    def version(self) -> str: ...

    def extract(self, text: str, author: str = "") -> Extraction: ...

    def extract_many(
        self, texts: Iterable[str], authors: Iterable[str] = ...
    ) -> Iterator[Extraction]: ...


class Status(StrEnum):
    ADDED = "added"
    UPDATED = "processed again"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one draft; `reason` is for whoever sent it."""

    status: Status
    title: str
    reason: str = ""


# ── saving ────────────────────────────────────────────────────────────────────────────────


def ingest(
    items: Iterable[Draft | ReadingError], load: Callable[[], Extractor], *, again: bool = False
) -> Iterator[Outcome]:
    """Save and process what a reader yields; one outcome an item, batch by batch.

    An article that is there already is skipped unless its processing never ended well, or
    unless `again` is set and this extractor did not process it.  `load` is called only
    when there is something to extract.
    """
    for batch in batched(items, BATCH):
        waiting: dict[int, tuple[Article, Status]] = {}
        for item in batch:
            try:
                article, created = save_draft(_readable(item))
            except (ReadingError, DatabaseError) as error:
                yield Outcome(Status.FAILED, getattr(item, "title", ""), str(error))
                continue
            stale = again and article.extractor_version != load().version
            if article.pk not in waiting and (stale or article.state != Article.State.DONE):
                waiting[article.pk] = article, Status.ADDED if created else Status.UPDATED
            else:
                yield Outcome(Status.SKIPPED, article.title, "already there")
        if waiting:
            articles = [article for article, _ in waiting.values()]
            for article in process_many(articles, load()):
                status = Status.FAILED if article.error else waiting[article.pk][1]
                yield Outcome(status, article.title, article.error)


def _readable(item: Draft | ReadingError) -> Draft:
    if isinstance(item, ReadingError):
        raise item
    return item


def save_drafts(drafts: Iterable[Draft]) -> list[tuple[Article, bool]]:
    """`save_draft` for each, in order."""
    return [save_draft(draft) for draft in drafts]


def save_draft(draft: Draft) -> tuple[Article, bool]:
    """The article with this text, and whether it is new; a new one waits to be processed.

    Raises ReadingError for a text that no database can hold.
    """
    try:
        draft.body.encode()
    except UnicodeEncodeError as error:
        raise ReadingError(
            f"“{draft.title}” has half a character at {draft.offset + error.start} "
            f"(U+{ord(draft.body[error.start]):04X}, a lone surrogate); save it again as UTF-8."
        ) from None
    with transaction.atomic():
        outlet = None
        if draft.outlet:
            name = clipped(Outlet, "name", draft.outlet)
            outlet, _ = Outlet.objects.get_or_create(name=name)
        return Article.objects.get_or_create(
            content_hash=Article.hash_of(draft.body),
            defaults={
                "title": clipped(Article, "title", draft.title),
                "body": draft.body,
                "published_on": draft.published_on,
                "outlet": outlet,
                "author": clipped(Article, "author", draft.author),
                "url": web_address(draft.url),
            },
        )


def web_address(url: str) -> str:
    """The URL if a browser may follow it, else nothing: `javascript:` is no place to link to."""
    field = Article._meta.get_field("url")
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        return ""
    return url if len(url) <= (field.max_length or len(url)) else ""


# ── processing ────────────────────────────────────────────────────────────────────────────


def process(article: Article, extractor: Extractor) -> Article:
    """Extract and store one article, which is done or failed afterwards."""
    return next(process_many([article], extractor))


def process_many(articles: Iterable[Article], extractor: Extractor) -> Iterator[Article]:
    """Extract and store articles; yield each, in order, once it is done or failed.

    Where it failed, `error` says why.  One that an older extractor had done keeps its old
    quotations and its state then: readers lose nothing, and the next run tries again.
    """
    for batch in batched(articles, BATCH):
        waiting = [article.pk for article in batch if article.state != Article.State.DONE]
        Article.objects.filter(pk__in=waiting).update(state=Article.State.PROCESSING)
        texts = [(article.body, article.author) for article in batch]
        results = extract_each(texts, extractor)
        for article, result in zip(batch, results, strict=True):
            _finish(article, result, extractor.version)
            yield article


def reprocess(extractor: Extractor) -> Iterator[Outcome]:
    """Process every stored article that this version of the extractor has not done."""
    stale = outdated(extractor.version)
    keys = list(stale.values_list("pk", flat=True))
    for batch in batched(keys, BATCH):
        for article in process_many(stale.filter(pk__in=batch), extractor):
            status = Status.FAILED if article.error else Status.UPDATED
            yield Outcome(status, article.title, article.error)


def outdated(version: str) -> QuerySet[Article]:
    """Articles that the extractor of this version has not done, oldest first."""
    done = models.Q(state=Article.State.DONE, extractor_version=version)
    return Article.objects.exclude(done).order_by("pk")


def extract_each(
    texts: Sequence[tuple[str, str]], extractor: Extractor
) -> list[Extraction | Exception]:
    """What the extractor makes of each text with its author, or why it could not.

    All at once, because that is faster; one by one where one of them breaks the batch.
    """
    try:
        bodies, authors = [text for text, _ in texts], [author for _, author in texts]
        return list(extractor.extract_many(bodies, authors))
    except Exception:  # noqa: BLE001 - found again below, with the text it belongs to
        logger.debug("A batch of %d texts failed; extracting one by one", len(texts))
    results: list[Extraction | Exception] = []
    for text, author in texts:
        try:
            results.append(extractor.extract(text, author))
        except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
            results.append(error)
    return results


def _finish(article: Article, result: Extraction | Exception, version: str) -> None:
    try:
        if isinstance(result, Exception):
            raise result
        store(article, result, version)
    except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
        fail(article, error)


def fail(article: Article, error: Exception) -> None:
    """Note why an article failed; one that was done before stays done.

    Whoever asked for it says so to people, from `error`; the traceback is for developers.
    """
    logger.debug("Article %s “%s” failed", article.pk, article.title, exc_info=error)
    if article.state != Article.State.DONE:
        article.state = Article.State.FAILED
    article.error = f"{type(error).__name__}: {error}"
    Article.objects.filter(pk=article.pk).update(state=article.state, error=article.error)


# ── storing ───────────────────────────────────────────────────────────────────────────────


def store(article: Article, extraction: Extraction, version: str) -> None:
    """Replace the machine's work on an article, in one transaction, and lay decisions over it.

    Speakers and entities keep their rows, and so their URLs, as long as anything refers to
    them; those that nothing refers to any more go.  So do quotations that are found again.
    Raises ValueError, and changes nothing, if a span lies outside the article's body.
    """
    check_spans(article.body, extraction)
    with transaction.atomic():
        now = Article.objects.select_for_update().filter(pk=article.pk)
        if not now.filter(content_hash=article.content_hash).exists():
            return  # deleted while it was extracted, or given another text, which waits its turn
        speakers: set[int | None] = set(article.quotations.values_list("speaker", flat=True))
        entities = set(article.mentions.values_list("entity", flat=True))
        article.mentions.all().delete()
        entities |= _store_mentions(article, extraction.entities)
        Entity.objects.filter(pk__in=entities, mentions=None).delete()
        speakers |= _store_quotations(article, extraction)
        settle(speakers | apply(article))
        article.state = Article.State.DONE
        article.error = ""
        article.extractor_version = version
        article.processed_at = timezone.now()
        article.save(update_fields=["state", "error", "extractor_version", "processed_at"])


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


def _store_quotations(article: Article, extraction: Extraction) -> set[int | None]:
    """Write an article's quotations in place of those it has; return the keys of speakers.

    One that is found again where it was, with the same source, keeps its row.
    """
    resolver = Resolver(article, extraction)
    rows: dict[tuple[int, int, str], tuple[Quotation, list[str]]] = {}
    for quotation in extraction.quotations:
        row = _quotation_row(article, quotation, resolver.speaker_of(quotation))
        about = [code for code in dict.fromkeys(map(known_country, quotation.about)) if code]
        rows.setdefault((row.start, row.end, row.source_text), (row, about))
    before = {(q.start, q.end, q.source_text): q.pk for q in article.quotations.all()}
    for place, (row, _) in rows.items():
        row.pk = before.pop(place, None)
    article.quotations.filter(pk__in=before.values()).delete()
    kept = [row for row, _ in rows.values() if row.pk]
    Quotation.objects.bulk_update(kept, REPLACED)
    Quotation.objects.bulk_create(row for row, _ in rows.values() if not row.pk)
    through = Quotation.about.through
    through.objects.filter(quotation__in=kept).delete()
    through.objects.bulk_create(
        through(quotation_id=row.pk, country_id=code)
        for row, about in rows.values()
        for code in about
    )
    return {row.speaker_id for row, _ in rows.values()}


def _quotation_row(
    article: Article, quotation: FoundQuotation, resolved: Resolved | None
) -> Quotation:
    body, content = article.body, quotation.content
    leaf = resolved.speaker if resolved else None
    country = known_country(quotation.speaker_country)
    return Quotation(
        article=article,
        kind=quotation.kind.value,
        start=content[0].start,
        end=content[-1].end,
        text=wording(body, content),
        content=[list(span) for span in content],
        source=[list(span) for span in quotation.source],
        cue=[list(span) for span in quotation.cue],
        source_text=clipped(Quotation, "source_text", wording(body, quotation.source)),
        speaker=leaf.root if leaf else None,
        found_speaker=leaf,
        identity_reason=clipped(Quotation, "identity_reason", resolved.reason if resolved else ""),
        speaker_type=quotation.speaker_type.value if quotation.speaker_type else "",
        speaker_title=clipped(Quotation, "speaker_title", quotation.title or ""),
        speaker_country_id=country,
        found_country_id=country,
        confidence=quotation.confidence,
        reason=clipped(Quotation, "reason", quotation.reason),
    )


def _store_mentions(article: Article, found: Iterable[FoundEntity]) -> set[int]:
    """Write the mentions of an article that has none; return the keys of their entities."""
    places: dict[int, set[tuple[int, int]]] = defaultdict(set)
    entities = list(found)
    for key, entity in zip(resolve_entities(entities), entities, strict=True):
        places[key].update(entity.mentions)
    Mention.objects.bulk_create(
        Mention(article=article, entity_id=key, start=start, end=end)
        for key, spans in places.items()
        for start, end in sorted(spans)
    )
    return set(places)
