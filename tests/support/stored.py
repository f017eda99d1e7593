"""All rows that articles are stored as, to compare two ways of storing them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from articles.models import (
    Article,
    Entity,
    Mention,
    Outlet,
    Quotation,
    Shingle,
    Speaker,
    SpeakerName,
)


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def rows() -> dict[str, Any]:
    """All that was stored, with the rank of a key in place of the key."""
    ranks = {
        model: {pk: n for n, pk in enumerate(
            model._default_manager.order_by("pk").values_list("pk", flat=True))}
        for model in (Article, Speaker, Entity, Quotation)
    }  # fmt: skip
    article, speaker, entity, quotation = (
        defaultdict(lambda: None, ranks[model]) for model in (Article, Speaker, Entity, Quotation)
    )
    return {
        "articles": [
            (title, body, state, error, version, tries, day, outlet, due, by, article[group])
            for title, body, state, error, version, tries, day, outlet, due, by, group
            in Article.objects.order_by("pk").values_list(
                "title", "body", "state", "error", "extractor_version", "tries", "published_on",
                "outlet__name", "due_at", "claimed_by", "group")
        ],
        "outlets": sorted(Outlet.objects.values_list("name", flat=True)),
        "speakers": [
            (name, kind, country, fixed, article[only_in], speaker[into])
            for name, kind, country, fixed, only_in, into in Speaker.objects.order_by("pk")
            .values_list("name", "type", "country", "country_fixed", "only_in", "merged_into")
        ],
        "names": sorted(
            (speaker[one.speaker_id], one.name, one.origin, one.key, one.first, one.last,
             one.by_given, one.by_family)
            for one in SpeakerName.objects.all()
        ),
        "quotations": sorted(
            (article[one.article_id], one.start, one.end, one.text, one.kind, str(one.content),
             str(one.source), str(one.cue), one.source_text, repr(speaker[one.speaker_id]),
             repr(speaker[one.found_speaker_id]), one.identity_reason, one.speaker_type,
             one.speaker_title, str(one.speaker_country_id), str(one.found_country_id),
             one.confidence, one.reason, repr(one.echo), repr(quotation[one.utterance]),
             sorted(one.about.values_list("pk", flat=True)))
            for one in Quotation.objects.all()
        ),
        "entities": list(
            Entity.objects.order_by("pk").values_list("type", "name", "key", "country")),
        "mentions": sorted(
            (article[a], entity[e], start, end)
            for a, e, start, end in Mention.objects.values_list(
                "article", "entity", "start", "end")
        ),
        "shingles": sorted((article[a], h) for a, h in Shingle.objects.values_list(
            "article", "hash")),
    }  # fmt: skip
