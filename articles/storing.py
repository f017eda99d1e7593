"""Writing what was found in an article: quotations, speakers, entities, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from articles.columns import clipped, known_country
from articles.corrections.overlay import apply
from articles.extraction.annotations import Entity as FoundEntity
from articles.extraction.annotations import Extraction, Spans
from articles.extraction.annotations import Quotation as FoundQuotation
from articles.models import Article, Entity, Mention, Quotation
from articles.resolution import Resolved, Resolver, resolve_entities
from articles.settling import settle
from articles.verbatim import wording
from articles.writing import alone

# What a new extraction writes over in a quotation that is found again.
REPLACED = tuple(
    field.name
    for field in Quotation._meta.concrete_fields
    if field.name not in {"id", "article", "start", "end", "source_text"}
)

# What becomes of an article that is done.
WRITTEN = ["state", "error", "extractor_version", "processed_at", "due_at", "claimed_by"]


def store(article: Article, extraction: Extraction, version: str) -> None:
    """Replace the machine's work on an article, in one transaction, and lay decisions over it.

    Speakers and entities keep their rows, and so their URLs, as long as anything refers to
    them; those that nothing refers to any more go.  So do quotations that are found again.
    Raises ValueError, and changes nothing, if a span lies outside the article's body.
    """
    check_spans(article.body, extraction)
    with alone():
        now = Article.objects.select_for_update().filter(pk=article.pk)
        if not now.filter(content_hash=article.content_hash).exists():
            return  # deleted while it was extracted, or given another text, which waits its turn
        before = list(article.quotations.order_by())
        speakers: set[int | None] = {quotation.speaker_id for quotation in before}
        entities = set(article.mentions.order_by().values_list("entity", flat=True))
        if entities:
            article.mentions.all().delete()
        if gone := entities - _store_mentions(article, extraction.entities):
            Entity.objects.filter(pk__in=gone, mentions=None).delete()
        speakers |= _store_quotations(article, extraction, before)
        settle(speakers | apply(article))
        article.state = Article.State.DONE
        article.error = ""
        article.extractor_version = version
        article.processed_at = timezone.now()
        article.due_at, article.claimed_by = None, ""
        article.save(update_fields=WRITTEN)


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
) -> set[int | None]:
    """Write an article's quotations in place of those `before`; return the keys of speakers.

    One that is found again where it was, with the same source, keeps its row.
    """
    resolver = Resolver(article, extraction, before)
    rows: dict[tuple[int, int, str], tuple[Quotation, list[str]]] = {}
    for quotation in extraction.quotations:
        row = _quotation_row(article, quotation, resolver.speaker_of(quotation))
        about = [code for code in dict.fromkeys(map(known_country, quotation.about)) if code]
        rows.setdefault((row.start, row.end, row.source_text), (row, about))
    gone = {(q.start, q.end, q.source_text): q.pk for q in before}
    for place, (row, _) in rows.items():
        row.pk = gone.pop(place, None)
    if gone:
        article.quotations.filter(pk__in=gone.values()).delete()
    through = Quotation.about.through
    if kept := [row for row, _ in rows.values() if row.pk]:
        Quotation.objects.bulk_update(kept, REPLACED)
        through.objects.filter(quotation__in=kept).delete()
    Quotation.objects.bulk_create(row for row, _ in rows.values() if not row.pk)
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
