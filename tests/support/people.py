"""People who speak, each in an article of their own, for tests of who they are."""

from __future__ import annotations

import datetime as dt
from typing import Any

from articles.ingest import process
from articles.models import Article, Quotation, Speaker
from extraction.annotations import Extraction
from extraction.annotations import Quotation as Found
from tests.support.factories import FixedExtractor, make_article, mentioned, said


def read(text: str, *found: Found, beside: tuple[str, ...] = (), **article: Any) -> Article:
    """An article in which just this is found."""
    entities = tuple(mentioned(text, name) for name in beside)
    extractor = FixedExtractor(lambda _: Extraction(found, entities))
    stored = process.process(make_article(text, **article), extractor)
    assert stored.state == Article.State.DONE, stored.error
    return stored


def speak(
    by: str | None,
    country: str | None = None,
    title: str | None = None,
    day: dt.date | None = None,
    **fields: Any,
) -> Quotation:
    """Return a quotation of a speaker of this name, in an article of its own."""
    text = f"No. {Article.objects.count()}: “Yes,” said {by}."
    quotation = said(text, "Yes,", by=by, title=title, speaker_country=country, **fields)
    return read(text, quotation, published_on=day).quotations.get()


def speaker_of(quotation: Quotation) -> Speaker:
    quotation.refresh_from_db()
    assert quotation.speaker
    return quotation.speaker
