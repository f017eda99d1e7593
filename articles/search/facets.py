"""The table of facets: what readers narrow quotations by.

The fields of the filter form, the columns of the index, the triggers of both databases, and the
lists, labels and chips of the page all follow from this table.  To add a facet, add its line
and run `manage.py migrate`, which installs the triggers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import QuerySet

from articles.models import Appearance, Article, Quotation
from articles.search.layout import Layout
from articles.search.values import Offices, Rows, Values, values_of

# What URLs have for no value, and before a value that is excluded.
NO_VALUE = "none"
NOT = "-"


@dataclass(frozen=True, slots=True)
class Further:
    """A table that gives articles further values of a facet.

    Its manager has `listed_in(articles)`, the rows that count.  `value` is the field with the
    value; `columns` are those that decide which rows count.
    """

    model: type[models.Model]
    value: str
    columns: tuple[str, ...]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def pairs(self, articles: Collection[int] | None) -> QuerySet[Any, tuple[int, Any]]:
        """Return (article, value) of these articles, or of all."""
        rows: QuerySet[Any] = self.model._default_manager.listed_in(articles)  # type: ignore[attr-defined]
        return rows.values_list("article", self.value)


@dataclass(frozen=True)
class Facet:
    """A field by whose values readers narrow quotations.

    `name` is the field in URLs.  `path` leads to the column as a queryset of quotations writes
    it: a field of the quotation, or of its article behind `article__`; the type of the field
    decides what the values are (`values.py`), unless `kind` does.  `label` heads the values on
    the page, `chip` words a chosen one, and `noun` names a single one where readers can find
    them by name.  `none` is the label of having no value; without it, all have one.  `further`
    gives articles values besides that in their column.  `likely` is the path of a value that
    counts where there is none at `path`, and that is only likely.
    """

    name: str
    path: str
    label: str
    chip: str = "{}"
    noun: str = ""
    none: str = ""
    likely: str = ""
    kind: Values | None = None
    further: Further | None = None

    @property
    def of_article(self) -> bool:
        return self.path.startswith("article__")

    @cached_property
    def field(self) -> models.Field[Any, Any]:
        """The model field; raises FieldDoesNotExist where the path leads nowhere."""
        model: type[models.Model] = Article if self.of_article else Quotation
        found: Any = model._meta.get_field(self.path.removeprefix("article__"))
        return found  # type: ignore[no-any-return]

    @property
    def column(self) -> str:
        """The column of the database, in the table of its model."""
        return str(self.field.column)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the database with its values: the own one, and that of likely ones."""
        likely = [Quotation._meta.get_field(self.likely)] if self.likely else []
        return tuple(str(field.column) for field in (self.field, *likely))  # type: ignore[union-attr]

    @property
    def many(self) -> bool:
        """Whether a quotation can have several values."""
        return self.linked or self.values.are_several

    @property
    def linked(self) -> bool:
        """Whether a table of its own links quotations to the values."""
        return bool(self.field.many_to_many)

    @cached_property
    def values(self) -> Values:
        return self.kind or values_of(self.field)

    def named(self, words: str) -> Iterable[int | str]:
        """Return the values whose name has these words; years and choices have no names."""
        return self.values.named(words) if isinstance(self.values, Rows | Offices) else ()

    def label_of(self, value: str, labels: Mapping[str, str]) -> str:
        """Return what readers see for a value as URLs have it."""
        return self.none if value == NO_VALUE else labels.get(value, value)

    def chip_of(self, value: str, label: str) -> str:
        """Return the words of a chosen value as a filter."""
        return label if value == NO_VALUE else self.chip.format(label)


# fmt: off
FACETS = (
    Facet("speaker", "speaker", "Speaker", noun="speaker", none="nobody named"),
    Facet(
        "office", "speaker_title", "Office", "as {}", noun="office", none="no office",
        kind=Offices(),
    ),
    Facet(
        "by", "speaker_country", "Speaker’s country", "from {}", noun="speaker’s country",
        none="from no known country", likely="likely_country",
    ),
    Facet(
        "about", "about", "About", "about {}", noun="country spoken about",
        none="about no country",
    ),
    Facet(
        "outlet", "article__outlet", "Outlet", "in {}", noun="outlet", none="no outlet",
        further=Further(Appearance, "outlet", ("article_id", "outlet_id", "taken_off")),
    ),
    Facet("kind", "kind", "Kind"),
    Facet("year", "article__published_on", "Year", "in {}", none="no date"),
)
# fmt: on

NAMES = tuple(facet.name for facet in FACETS)
# By where their values are: in the quotation's row, in its article's, or linked to it.
OF_QUOTATION = tuple(facet for facet in FACETS if not (facet.of_article or facet.linked))
OF_ARTICLE = tuple(facet for facet in FACETS if facet.of_article)
LINKED = tuple(facet for facet in FACETS if facet.linked)
# By facet, the tables that give articles further values.
FURTHER = {facet.name: facet.further for facet in FACETS if facet.further}

LAYOUT = Layout(
    single=tuple(facet.name for facet in FACETS if not facet.many),
    many=tuple(facet.name for facet in FACETS if facet.many),
    texts=frozenset(facet.name for facet in FACETS if facet.values.are_text),
)


# Columns that the index reads, by where they are: the triggers of both databases watch these.
_OWN = ("article_id", "start", "speaker_title", "confidence", "utterance")
QUOTATION_COLUMNS = tuple(
    dict.fromkeys((*_OWN, *(column for facet in OF_QUOTATION for column in facet.columns)))
)
# Quoted, as its name is a word of SQL.
_GROUP = '"group"'
ARTICLE_COLUMNS = tuple(
    dict.fromkeys(("published_on", _GROUP, *(facet.column for facet in OF_ARTICLE)))
)


@dataclass(frozen=True, slots=True)
class Link:
    """The table that links quotations to the values of a facet, and its two columns."""

    table: str
    quotation: str
    value: str


def links() -> dict[str, Link]:
    """Return the tables of the facets of many, by facet."""
    found = {}
    for facet in LINKED:
        field: Any = facet.field
        found[facet.name] = Link(
            field.m2m_db_table(), field.m2m_column_name(), field.m2m_reverse_name()
        )
    return found


def facet_named(name: str) -> Facet | None:
    """Return the facet of a name, if there is one."""
    return next((facet for facet in FACETS if facet.name == name), None)
