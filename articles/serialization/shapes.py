"""The shapes of stored records: what `stored` writes, the API answers and its schema describes.

A text below a field describes it to readers of the schema.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated, TypedDict

from pydantic import WithJsonSchema, with_config

from articles.models import Article
from extraction.annotations import EntityType, Kind, SpeakerType

Day = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
Time = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]
Address = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]
Spans = Annotated[
    list[list[int]],
    WithJsonSchema(
        {
            "type": "array",
            "items": {
                "type": "array",
                "items": {"type": "integer", "minimum": 0},
                "minItems": 2,
                "maxItems": 2,
            },
        }
    ),
]


def one_of(values: type[Enum]) -> WithJsonSchema:
    """Return the schema of a text that is the value of an enumeration."""
    return WithJsonSchema({"type": "string", "enum": [member.value for member in values]})


@with_config(use_attribute_docstrings=True)
class ArticleInBrief(TypedDict):
    """The article of a quotation."""

    id: int
    group_id: int
    """Articles that are copies of one text have the same."""
    page: Address
    """The page of the article in the newsroom."""
    title: str
    published_on: Day | None
    outlet: str | None
    author: str
    url: str
    """Where the article was published, if that is known."""


@with_config(use_attribute_docstrings=True)
class QuotationOfArticle(TypedDict):
    """A quotation: content with its attribution, editors' corrections in it.

    Offsets are half-open `[start, end)` code points into the text of the article.
    """

    id: int
    """Its key. A newer extraction gives another one; the permalink in `url` stays."""
    utterance_id: int
    """What was said once: the quotations that have it are its appearances."""
    url: Address
    """The permalink: the quotation at its place in the article."""
    text: str
    """The words, verbatim; “ … ” where a stretch is left out."""
    kind: Annotated[str, one_of(Kind)]
    """Word for word, partly so, or a paraphrase."""
    content: Spans
    """What is said."""
    source: Spans
    """Who says it, in the words of the article."""
    cue: Spans
    """The words of saying."""
    name: str | None
    """The speaker, by the name that the newsroom knows."""
    speaker_type: Annotated[str, one_of(SpeakerType)] | None
    title: str | None
    """The office that the article gives."""
    speaker_country: str | None
    """The code of the country that the speaker speaks for, if it is sure."""
    likely_country: str | None
    """The code of the country that is only likely, where none is sure."""
    country_probability: float | None
    """How probable the country is, from 0 to 1, if the article gives it."""
    about: list[str]
    """The codes of the countries spoken about."""
    confidence: float
    """How sure the attribution is, from 0 to 1."""
    reason: str
    """Why it has this speaker, in a sentence."""
    country_reason: str
    """Why the article gives this country, in a sentence; empty if it does not."""
    doubtful: bool
    """Whether pages say “check speaker”."""
    speaker_id: int | None
    """The key of the speaker."""
    source_text: str
    """The words of the source."""


@with_config(use_attribute_docstrings=True)
class StoredQuotation(QuotationOfArticle):
    """A quotation with its article in brief."""

    article: ArticleInBrief


@with_config(use_attribute_docstrings=True)
class EntityOfArticle(TypedDict):
    """A person, organization, place or country that an article mentions."""

    type: Annotated[str, one_of(EntityType)]
    name: str
    country: str | None
    mentions: Spans


@with_config(use_attribute_docstrings=True)
class StoredArticle(ArticleInBrief):
    """An article without its text."""

    unread_date: str
    """A date as the file has it, which could not be read."""
    notes: list[str]
    """What a reader of it has to know."""
    state: Annotated[str, one_of(Article.State)]
    """How far it is: its quotations are there if it is done."""
    error: str
    """Why it failed."""
    extractor: str
    added_at: Time
    processed_at: Time | None


@with_config(use_attribute_docstrings=True)
class ListedArticle(StoredArticle):
    """An article in a list."""

    quotation_count: int


@with_config(use_attribute_docstrings=True)
class WholeArticle(StoredArticle):
    """An article with its text and all that was found in it."""

    text: str
    """The text, verbatim."""
    quotes: list[QuotationOfArticle]
    entities: list[EntityOfArticle]


@with_config(use_attribute_docstrings=True)
class StoredSpeaker(TypedDict):
    """A person, organization or group who is quoted by name."""

    id: int
    url: Address
    """The page in the newsroom."""
    name: str
    type: Annotated[str, one_of(SpeakerType)]
    country: str | None
    """The code of the speaker's country."""
    wikidata: str
    """The item at Wikidata, such as Q9545; empty if it is not known."""
    quotation_count: int
    last_quoted: Day | None


@with_config(use_attribute_docstrings=True)
class TitleOfSpeaker(TypedDict):
    """An office as articles give it, with the first and last days they give it on."""

    title: str
    first: Day | None
    last: Day | None
    quotation_count: int


@with_config(use_attribute_docstrings=True)
class OfficeOfSpeaker(TypedDict):
    """An office from the list of people; open ends are unknown or now."""

    title: str
    country: str | None
    since: Day | None
    until: Day | None


@with_config(use_attribute_docstrings=True)
class CountedCountry(TypedDict):
    """A country by its code, and how many quotations."""

    country: str
    quotation_count: int


@with_config(use_attribute_docstrings=True)
class WholeSpeaker(StoredSpeaker):
    """A speaker with all that is known of them."""

    names: list[str]
    """All names, the speaker's own among them."""
    note: str
    titles: list[TitleOfSpeaker]
    offices: list[OfficeOfSpeaker]
    about: list[CountedCountry]
    """The countries that the speaker speaks about, the most frequent first."""


@with_config(use_attribute_docstrings=True)
class StoredCountry(TypedDict):
    """A country of ISO 3166-1."""

    code: str
    name: str
    url: Address
    """The page in the newsroom."""
    by_count: int
    """Quotations by its speakers."""
    about_count: int
    """Quotations about it."""


@with_config(use_attribute_docstrings=True)
class StoredOutlet(TypedDict):
    """A publisher of articles."""

    id: int
    """Its key, by which `outlet` narrows lists."""
    name: str
    url: Address
    """The list of its quotations in the newsroom."""
    quotation_count: int


@with_config(use_attribute_docstrings=True)
class WholeCountry(StoredCountry):
    """A country, whom it speaks about, and who speaks about it; the most frequent first."""

    spoken_about: list[CountedCountry]
    spoken_by: list[CountedCountry]
