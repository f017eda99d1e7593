"""Stored rows as JSON objects: the records of `records` with keys, addresses and metadata.

`site` is the address of the newsroom without a path, such as https://news.example.  The shapes are
described in `shapes.py`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import cast

from django.urls import reverse

from articles.models import Article, Country, Mention, Outlet, Speaker, Tenure
from articles.models import Quotation as Row
from articles.serialization.rows import entities_of, quotation_of
from articles.serialization.shapes import (
    ArticleInBrief,
    CountedCountry,
    EntityOfArticle,
    ListedArticle,
    OfficeOfSpeaker,
    QuotationOfArticle,
    StoredArticle,
    StoredCountry,
    StoredOutlet,
    StoredQuotation,
    StoredSpeaker,
    WholeArticle,
)
from extraction.records import entity_record, quotation_record


def stored_record(row: Row, site: str) -> StoredQuotation:
    """Serialise a quotation with its article; load it by `for_export`."""
    return {**quotation_of_article(row, site), "article": article_in_brief(row.article, site)}


def quotation_of_article(row: Row, site: str) -> QuotationOfArticle:
    """Serialise a quotation, with the keys of `quotation_record` among its own."""
    found = quotation_of(row)
    record = {
        "id": row.pk,
        "utterance_id": row.utterance_id,
        "url": site + row.get_absolute_url(),
        "text": row.text,
        **quotation_record(found),
        "reason": found.reason,
        "country_reason": found.country_reason,
        "doubtful": row.doubtful,
        "speaker_id": row.speaker_id,
        "source_text": row.source_text,
    }
    return cast("QuotationOfArticle", record)


def article_in_brief(article: Article, site: str) -> ArticleInBrief:
    return {
        "id": article.pk,
        "group_id": article.group_id,
        "page": site + article.get_absolute_url(),
        "title": article.title,
        "published_on": day(article.published_on),
        "outlet": article.outlet.name if article.outlet else None,
        "author": article.author,
        "url": article.url,
    }


def stored_article(article: Article, site: str) -> StoredArticle:
    """Serialise an article without its text; load it with its outlet."""
    return {
        **article_in_brief(article, site),
        "unread_date": article.unread_date,
        "notes": article.notes.splitlines(),
        "state": article.state,
        "error": article.error,
        "extractor": article.extractor_version,
        "added_at": article.added_at.isoformat(),
        "processed_at": article.processed_at.isoformat() if article.processed_at else None,
    }


def listed_article(article: Article, site: str) -> ListedArticle:
    """Serialise an article of a list; load it by `for_listing`."""
    count: int = article.quotation_count  # type: ignore[attr-defined]
    return {**stored_article(article, site), "quotation_count": count}


def whole_article(
    article: Article, quotations: Iterable[Row], mentions: Iterable[Mention], site: str
) -> WholeArticle:
    """Serialise an article with its text; `ingest --annotated` loads the record elsewhere."""
    entities = [cast("EntityOfArticle", entity_record(each)) for each in entities_of(mentions)]
    return {
        **stored_article(article, site),
        "text": article.body,
        "quotes": [quotation_of_article(row, site) for row in quotations],
        "entities": entities,
    }


def stored_speaker(speaker: Speaker, site: str, count: int, last: dt.date | None) -> StoredSpeaker:
    """Serialise a speaker with the number of quotations, and the day of the latest."""
    return {
        "id": speaker.pk,
        "url": site + speaker.get_absolute_url(),
        "name": speaker.name,
        "type": speaker.type,
        "country": speaker.country_id,
        "wikidata": speaker.wikidata,
        "quotation_count": count,
        "last_quoted": day(last),
    }


def office_of_speaker(tenure: Tenure) -> OfficeOfSpeaker:
    return {
        "title": tenure.title,
        "country": tenure.country_id,
        "since": day(tenure.since),
        "until": day(tenure.until),
    }


def stored_country(country: Country, site: str, by: int, about: int) -> StoredCountry:
    """Serialise a country with the numbers of quotations by its speakers and about it."""
    return {
        "code": country.pk,
        "name": country.name,
        "url": site + country.get_absolute_url(),
        "by_count": by,
        "about_count": about,
    }


def stored_outlet(outlet: Outlet, site: str, count: int) -> StoredOutlet:
    """Serialise an outlet with the number of quotations in its articles."""
    return {
        "id": outlet.pk,
        "name": outlet.name,
        "url": f"{site}{reverse('quotations')}?outlet={outlet.pk}",
        "quotation_count": count,
    }


def counted_countries(counts: Iterable[tuple[str, int]]) -> list[CountedCountry]:
    return [{"country": code, "quotation_count": count} for code, count in counts]


def day(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None
