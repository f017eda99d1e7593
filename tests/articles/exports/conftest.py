"""A list with all that is difficult in an export."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import cast

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from articles.models import Quotation
from extraction.annotations import Kind
from tests.support.quotations import make_quotations

type Exported = Callable[[str], bytes]

# Words that a spreadsheet takes for a formula, and others that no format may change.
DIFFICULT = (
    "=HYPERLINK(\"http://a.example\"; \"x\")", "+1 to that", "-5 degrees", "@home we are",
    "  =1+1", "one, \"two\"; three", "first\nsecond\tthird", "<b>& ]]> _x0041_</b>",
    "a form feed \x0c and a bell \x07", "naïve Łódź 東京 😀",
)  # fmt: skip


@pytest.fixture
def difficult(db: None) -> list[Quotation]:
    """Quotations of difficult words, the newest first, as lists have them."""
    return make_quotations(
        {
            "words": words,
            "about": ("US", "CN"),
            "kind": Kind.DIRECT,
            "outlet": "=Post",
            "published_on": dt.date(2026, 2, 20) - dt.timedelta(days=number),
            "title": None if number % 2 else "foreign minister",
            "confidence": 0.3 if number == 1 else 0.95,
        }
        for number, words in enumerate(DIFFICULT)
    )


@pytest.fixture
def exported(client: Client) -> Exported:
    """The bytes of an export at an address."""

    def fetch(path: str) -> bytes:
        response = client.get(path)
        assert response.status_code == 200, path
        return cast("StreamingHttpResponse", response).getvalue()

    return fetch
