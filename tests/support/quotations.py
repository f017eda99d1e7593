"""Stored quotations for tests of pages, each in an article of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from articles.ingest.batch import Annotated, Ready, store_new
from articles.ingest.store import store
from articles.models import Article, Outlet, Quotation
from extraction.annotations import Extraction, Kind
from reading.draft import Draft
from tests.support.factories import make_article, mentioned, said

VERSION = "fixed-1"


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
    body, found = _read(
        Article.objects.count(), words, by, country=country, about=about, title=title, kind=kind,
        confidence=confidence, likely_country=likely_country,
        country_probability=country_probability, country_reason=country_reason,
    )  # fmt: skip
    outlet = article.pop("outlet", None)
    if isinstance(outlet, str):
        article["outlet"], _ = Outlet.objects.get_or_create(name=outlet)
    stored = make_article(body, **article)
    store(stored, found, VERSION)
    return stored.quotations.get()


def make_quotations(each: Iterable[Mapping[str, Any]]) -> list[Quotation]:
    """Quotations by the arguments of `make_quotation`, stored together in a fraction of the time.

    Of an article they say `outlet` and `published_on`.
    """
    items = [_annotated(number, **one) for number, one in enumerate(each, Article.objects.count())]
    store_new(list(map(Ready.of, items)))
    return list(Quotation.objects.order_by("-pk")[: len(items)])[::-1]


def _annotated(
    number: int, words: str, by: str | None = "Ada Roe", *,
    outlet: str = "", published_on: dt.date | None = None, **fields: Any,
) -> Annotated:  # fmt: skip
    body, found = _read(number, words, by, **fields)
    draft = Draft(f"Article {number}", body, published_on=published_on, outlet=outlet)
    return draft, found, VERSION


def _read(
    number: int, words: str, by: str | None, *,
    country: str | None = "PL", title: str | None = "foreign minister", confidence: float = 0.95,
    **fields: Any,
) -> tuple[str, Extraction]:  # fmt: skip
    """The text of an article, and what extraction would find in it."""
    body = f"Day {number}.\n\n“{words},” said {by or 'someone'} in Geneva."
    quotation = said(
        body, words, by=by, title=title, speaker_country=country, confidence=confidence,
        reason="Right after the quote.", source=(), cue=(), **fields,
    )  # fmt: skip
    return body, Extraction((quotation,), (mentioned(body, "Geneva"),))
