"""Stored quotations for tests of pages, each in an article of its own."""

from __future__ import annotations

from articles.ingest.store import store
from articles.models import Article, Outlet, Quotation
from extraction.annotations import Extraction, Kind
from tests.support.factories import make_article, mentioned, said


def make_quotation(
    words: str = "We will stay",
    by: str | None = "Ada Roe",
    *,
    country: str | None = "PL",
    about: tuple[str, ...] = (),
    title: str | None = "foreign minister",
    kind: Kind = Kind.DIRECT,
    confidence: float = 0.95,
    likely_country: str | None = None,
    country_probability: float | None = None,
    country_reason: str = "",
    **article: object,
) -> Quotation:
    """A quotation in an article of its own, stored as extraction would have it stored."""
    number = Article.objects.count()
    body = f"Day {number}.\n\n“{words},” said {by or 'someone'} in Geneva."
    outlet = article.pop("outlet", None)
    if isinstance(outlet, str):
        article["outlet"], _ = Outlet.objects.get_or_create(name=outlet)
    stored = make_article(body, **article)
    found = said(
        body, words, by=by, kind=kind, title=title, speaker_country=country, about=about,
        confidence=confidence, reason="Right after the quote.",
        likely_country=likely_country, country_probability=country_probability,
        country_reason=country_reason,
        source=(), cue=(),
    )  # fmt: skip
    entities = (mentioned(body, "Geneva"),)
    store(stored, Extraction((found,), entities), "fixed-1")
    return stored.quotations.get()
