"""What a column can hold of what a text or a reader gives."""

from __future__ import annotations

import logging

from django.db import models

from extraction.countries.table import COUNTRIES

logger = logging.getLogger(__name__)


def known_country(code: str | None) -> str | None:
    """The code if there is such a country."""
    if code and code not in COUNTRIES:
        logger.warning("%r is no country of ISO 3166-1; left out", code)
        return None
    return code or None


def clipped(model: type[models.Model], field: str, text: str) -> str:
    """The text, cut to what the column holds."""
    limit: int | None = getattr(model._meta.get_field(field), "max_length", None)
    return text if limit is None or len(text) <= limit else text[: limit - 1] + "…"
