"""A stored quotation → what its citations say of it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from articles.citation.cited import Cited
from articles.models import Quotation
from articles.presentation.verbatim import shown_words
from extraction.annotations import Kind


def cited(quotation: Quotation, permalink: str, today: dt.date | None = None) -> Cited:
    """What a citation says of a quotation with its article, outlet and speaker.

    The link is the article's own address, or the permalink, an absolute address, where it has
    none that begins with http.
    """
    article = quotation.article
    speaker = quotation.speaker.name if quotation.speaker else quotation.source_text
    return Cited(
        words=shown_words(quotation),
        direct=quotation.kind == Kind.DIRECT,
        speaker=speaker,
        office=quotation.title_beside,
        doubtful=quotation.doubtful,
        title=article.title,
        author=article.author,
        outlet=article.outlet.name if article.outlet else "",
        published_on=article.published_on,
        url=article.url if article.url.startswith(("http://", "https://")) else permalink,
        read_on=today or timezone.localdate(),
    )
