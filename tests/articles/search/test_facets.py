"""The table of facets: forms, index, pages and the triggers of both databases follow from it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db import connection
from django.db.models import F
from django.http import QueryDict
from django.test import Client

from articles.forms.filters import QuotationFilter
from articles.models import Appearance, Article, ChangedArticle, Outlet, Quotation
from articles.search.answers.outlets import count_quoted
from articles.search.answers.results import search
from articles.search.answers.within import keys_within
from articles.search.facets import (
    ARTICLE_COLUMNS,
    FACETS,
    LINKED,
    OF_ARTICLE,
    OF_QUOTATION,
    QUOTATION_COLUMNS,
    Facet,
    links,
)
from articles.search.pages import PageRequest
from articles.search.selection import Selection
from articles.search.values import Choices, Rows, Texts, Years
from tests.support.quotations import make_quotation

COLUMNS = [
    *(("articles_quotation", column) for column in (*QUOTATION_COLUMNS, "text")),
    *(("articles_article", column) for column in ARTICLE_COLUMNS),
]
every_facet = pytest.mark.parametrize("facet", FACETS, ids=[facet.name for facet in FACETS])


@pytest.fixture
def pair(db: None) -> tuple[Quotation, Quotation]:
    """Two quotations that differ in every column that a facet reads."""
    first = make_quotation(
        "One", by="Ada Roe", country="PL", about=("US",), title="judge",
        outlet="Post", published_on=dt.date(2026, 1, 1),
    )  # fmt: skip
    second = make_quotation(
        "Another", by="Bo Lim Li", country="IT", about=("RU",), title="envoy", confidence=0.6,
        outlet="Herald", published_on=dt.date(2025, 2, 2),
    )  # fmt: skip
    Quotation.objects.filter(pk=first.pk).update(likely_country="KE")
    Quotation.objects.filter(pk=second.pk).update(start=second.start + 1, likely_country="UG")
    for facet in (*OF_QUOTATION, *OF_ARTICLE):
        match facet.values:
            case Choices(choices=((one, _), (other, _), *_)):
                values = [one, other]
            case Texts():
                values = ["Una Pell", "Bea Lund"]
            case _:
                continue
        for quotation, value in zip((first, second), values, strict=True):
            row = quotation.article if facet.of_article else quotation
            type(row)._default_manager.filter(pk=row.pk).update(**{facet.field.name: value})
    Quotation.objects.update(utterance=F("pk"))
    Article.objects.update(group=F("pk"))
    return first, second


def changed_articles() -> set[int]:
    articles = set(ChangedArticle.objects.values_list("article_id", flat=True))
    ChangedArticle.objects.all().delete()
    return articles


def copy_column(table: str, key: str, column: str, source: int, target: int) -> None:
    """Write the value that one row has of a column into another, past the ORM."""
    with connection.cursor() as cursor:
        value = f"(SELECT {column} FROM {table} WHERE {key} = %s)"
        cursor.execute(f"SELECT count(DISTINCT {column}) FROM {table}")
        assert cursor.fetchone() == (2,), f"the two quotations have the same {column}"
        cursor.execute(f"UPDATE {table} SET {column} = {value} WHERE {key} = %s", [source, target])
        assert cursor.rowcount == 1


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_triggers_watch_every_column_that_the_index_reads(
    pair: tuple[Quotation, Quotation], table: str, column: str
) -> None:
    first, second = pair
    changed_articles()
    keys = (first.pk, second.pk)
    if table == "articles_article":
        keys = (first.article_id, second.article_id)
    copy_column(table, "id", column, *keys)
    assert second.article_id in changed_articles()


@pytest.mark.parametrize("name", [facet.name for facet in LINKED])
def test_triggers_watch_every_link_that_the_index_reads(
    pair: tuple[Quotation, Quotation], name: str
) -> None:
    first, second = pair
    link = links()[name]
    changed_articles()
    copy_column(link.table, link.quotation, link.value, first.pk, second.pk)
    assert changed_articles() == {second.article_id}
    value = f"SELECT %s, {link.value} FROM {link.table} WHERE {link.quotation} = %s"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {link.table} WHERE {link.quotation} = %s", [first.pk])
        assert changed_articles() == {first.article_id}
        cursor.execute(
            f"INSERT INTO {link.table} ({link.quotation}, {link.value}) {value}",
            [first.pk, second.pk],
        )
        assert changed_articles() == {first.article_id}


def value_of(facet: Facet, quotation: Quotation) -> str:
    """The value of a facet as the database has it now, as URLs have it."""
    rows = Quotation.objects.filter(pk=quotation.pk)
    value = rows.values_list(facet.path, flat=True).get()
    return str(value.year) if isinstance(value, dt.date) else str(value)


@every_facet
def test_a_value_in_a_url_narrows_the_page_to_it(
    pair: tuple[Quotation, Quotation], client: Client, facet: Facet
) -> None:
    first, second = pair
    value = value_of(facet, first)
    form = QuotationFilter(QueryDict(f"{facet.name}={value}"))
    assert form.is_valid(), form.errors
    found = search(form.selection(), PageRequest(9), [facet.name])
    assert found.page.keys == (first.pk,)
    assert set(found.facets[facet.name].values) == {(value, 1), (value_of(facet, second), 1)}
    page = client.get("/", {facet.name: value}).content.decode()
    label = facet.values.labels([value])[value]
    assert f"<legend>{facet.label}</legend>" in page
    assert facet.chip_of(value, label) in page


@pytest.mark.django_db(transaction=True)
@every_facet
def test_the_index_follows_every_facet(facet: Facet, pair: tuple[Quotation, Quotation]) -> None:
    first, second = pair
    value = value_of(facet, first)
    key = int(value) if value.isdigit() else value
    chosen = Selection({facet.name: frozenset({key})})
    assert search(chosen, PageRequest(9)).page.keys == (first.pk,)
    if facet.linked:
        link = links()[facet.name]
        copy_column(link.table, link.quotation, link.value, first.pk, second.pk)
    elif facet.of_article:
        copy_column("articles_article", "id", facet.column, first.article_id, second.article_id)
    else:
        copy_column("articles_quotation", "id", facet.column, first.pk, second.pk)
    assert set(search(chosen, PageRequest(9)).page.keys) == {first.pk, second.pk}


@pytest.mark.django_db(transaction=True)
def test_a_quote_is_in_every_outlet_that_printed_its_article() -> None:
    quotation = make_quotation("One", outlet="Post")
    make_quotation("Another")
    post = Outlet.objects.get()
    herald = Outlet.objects.create(name="Herald")
    assert outlets() == ({post.pk: 1}, 1)
    row = Appearance.objects.create(article=quotation.article, outlet=herald)
    assert outlets() == ({post.pk: 1, herald.pk: 1}, 1)
    assert count_quoted(herald.pk) == 1
    in_herald = Selection({"outlet": frozenset({herald.pk})})
    assert search(in_herald, PageRequest(9)).page.keys == (quotation.pk,)
    assert keys_within(in_herald, [quotation.article_id]) == [quotation.pk]
    Article.objects.filter(pk=quotation.article_id).update(outlet=None)
    assert outlets() == ({herald.pk: 1}, 1)
    Article.objects.filter(pk=quotation.article_id).update(outlet=herald)
    assert outlets() == ({herald.pk: 1}, 1), "once, where both are the same"
    Article.objects.filter(pk=quotation.article_id).update(outlet=post)
    Appearance.objects.update(taken_off=True)
    assert outlets() == ({post.pk: 1}, 1)
    row.delete()
    assert outlets() == ({post.pk: 1}, 1)


def outlets() -> tuple[dict[int, int], int]:
    """Return how many quotations each outlet has, and how many have none."""
    counts = search(Selection(), PageRequest(9), ["outlet"]).facets["outlet"]
    return {int(value): count for value, count in counts.values}, counts.none


def test_values_with_a_name_can_be_found_by_it() -> None:
    for facet in FACETS:
        assert bool(facet.noun) == hasattr(facet.values, "named"), facet.name


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("speaker", Rows),
        ("about", Rows),
        ("speaker_type", Choices),
        ("article__published_on", Years),
        ("article__author", Texts),
    ],
)
def test_the_type_of_a_field_decides_its_values(path: str, kind: type[object]) -> None:
    assert isinstance(Facet("name", path, "Label").values, kind)


def test_a_field_that_is_no_facet_says_so() -> None:
    with pytest.raises(TypeError, match="confidence"):
        _ = Facet("name", "confidence", "Label").values
    with pytest.raises(FieldDoesNotExist, match="nothing"):
        _ = Facet("name", "article__nothing", "Label").field
