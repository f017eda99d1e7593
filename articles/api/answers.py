"""The shapes of answers: pages of lists, and what became of an article that was sent.

A text below a field describes it to readers of the schema.
"""

from __future__ import annotations

from typing import Annotated, TypedDict

from pydantic import WithJsonSchema, with_config

from articles.ingest.again import Effect
from articles.models import Article
from articles.search.own_words import Words
from articles.serialization.shapes import (
    Address,
    ListedArticle,
    StoredCountry,
    StoredOutlet,
    StoredQuotation,
    StoredSpeaker,
    one_of,
)
from articles.wording.verdicts import Verdict

VERDICTS = WithJsonSchema({"type": "string", "enum": [each.name.lower() for each in Verdict]})


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
    appearances: int
    """How many quotations there are, where `total` counts what was said once."""
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


class OutletList(Listed):
    """Outlets, most quotations first."""

    items: list[StoredOutlet]


@with_config(use_attribute_docstrings=True)
class CountryList(TypedDict):
    """All countries by name."""

    total: int
    items: list[StoredCountry]


@with_config(use_attribute_docstrings=True)
class CheckedQuotation(TypedDict):
    """A quotation within the words that were checked."""

    text: str
    verdict: Annotated[str, VERDICTS]


@with_config(use_attribute_docstrings=True)
class CheckHit(TypedDict):
    """A wording that quotations share."""

    verdict: Annotated[str, VERDICTS]
    articles: int
    quotations: list[StoredQuotation]
    """Those that have it, the first published first."""
    quotations_left_out: int


@with_config(use_attribute_docstrings=True)
class CheckAnswer(TypedDict):
    """What the archive has of words that were checked."""

    verdict: Annotated[str, VERDICTS]
    """The best of all hits."""
    summary: str
    words_compared: int
    words_left_out: int
    """Words behind the first ones, which were not compared."""
    more: bool
    """Whether further quotations may have the words."""
    quoted: list[CheckedQuotation]
    """The quotations within the words, each with the best verdict on it."""
    hits: list[CheckHit]


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
