"""The shapes of answers: pages of lists, and what became of an article that was sent.

A text below a field describes it to readers of the schema.
"""

from __future__ import annotations

from typing import Annotated, TypedDict

from pydantic import with_config

from articles.ingest.again import Effect
from articles.models import Article
from articles.search.own_words import Words
from articles.serialization.shapes import (
    Address,
    ListedArticle,
    StoredCountry,
    StoredQuotation,
    StoredSpeaker,
    one_of,
)


@with_config(use_attribute_docstrings=True)
class Listed(TypedDict):
    """A page of a list."""

    total: int
    """How many rows there are on all pages."""
    next: Address | None
    """The address of the next page."""
    previous: Address | None


@with_config(use_attribute_docstrings=True)
class QuotationList(Listed):
    """Quotations, newest first, or most relevant first."""

    items: list[StoredQuotation]
    search: str
    """The search as it was read."""
    notes: list[str]
    """What of the search could not be taken as it was written."""
    words: Annotated[str, one_of(Words)]
    """Whose words the list has: the speakers' own, longer paraphrases too, or every quotation."""
    paraphrases_left_out: int
    """Paraphrases that pass all other filters; `words=every` lists them too."""
    undated_left_out: int
    """Quotations without a date that pass all filters but those of dates."""


@with_config(use_attribute_docstrings=True)
class ArticleList(Listed):
    """Articles, newest first."""

    items: list[ListedArticle]
    undated_left_out: int
    """Articles without a date that pass all filters but those of dates."""


class SpeakerList(Listed):
    """Speakers, most quoted first."""

    items: list[StoredSpeaker]


@with_config(use_attribute_docstrings=True)
class CountryList(TypedDict):
    """All countries by name."""

    total: int
    items: list[StoredCountry]


@with_config(use_attribute_docstrings=True)
class AddedArticle(TypedDict):
    """What became of an article that was sent."""

    id: int
    page: Address
    state: Annotated[str, one_of(Article.State)]
    """How far it is: its quotations are there if it is done."""
    effect: Annotated[str, one_of(Effect)]
    changed: str
    """What was filled in, or the other outlet."""
    notes: list[str]
    """What a reader of it has to know, such as a date that could not be read."""
