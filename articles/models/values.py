"""Values that fit the columns of a model."""

from __future__ import annotations

import logging

from django.db import models

from extraction.countries.table import COUNTRIES

logger = logging.getLogger(__name__)


def valid_country(code: str | None) -> str | None:
    """Return a country code of ISO 3166-1, or None for any other."""
    if code and code not in COUNTRIES:
        logger.warning("%r is no country of ISO 3166-1; left out", code)
        return None
    return code or None


def truncated(model: type[models.Model], field: str, text: str) -> str:
    """Return the text, shortened to what the column holds."""
    limit: int | None = getattr(model._meta.get_field(field), "max_length", None)
    return text if limit is None or len(text) <= limit else text[: limit - 1] + "…"
