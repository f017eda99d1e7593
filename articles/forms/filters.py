"""The filters of lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from functools import cache, cached_property
from string import ascii_uppercase
from typing import Any

import numpy as np
from django import forms
from django.http import QueryDict
from pyroaring import BitMap

from articles.forms import fields
from articles.forms.widgets import DateInput, LongSelect
from articles.models import Article, Country, Outlet, Speaker
from articles.models.articles import ArticleQuerySet
from articles.presentation.cursor import article_page
from articles.search.answers.articles import (
    articles_of,
    dated_page,
    keys_with,
    most_quoted,
    once_a_text,
)
from articles.search.answers.rankings import RankedPage
from articles.search.backends import backend
from articles.search.bitmaps import Numbers
from articles.search.facets import FACETS
from articles.search.index.dated_articles import Dates
from articles.search.own_words import Words
from articles.search.pages import Page, PageRequest
from articles.search.query import Query, parse, while_typing
from articles.search.selection import Selection, Value
from articles.search.values import Choices, Rows, Values, Years
from extraction.annotations import SpeakerType

# The value of `appearances` that lists an utterance at each place where it appears.
EVERY_APPEARANCE = "every"
# The value of `countries` that leaves out quotations whose speaker's country is only likely.
SURE = "sure"


class Period(forms.Form):
    """Two days, either of which may be left open."""

    since = fields.Day(required=False, widget=DateInput({"class": "narrows"}), label="From")
    until = fields.Day(required=False, widget=DateInput({"class": "narrows"}), label="To")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", f"This is before {since:%-d %B %Y}; swap the two dates.")
        return cleaned

    @property
    def period(self) -> tuple[dt.date | None, dt.date | None]:
        return self.cleaned_data.get("since"), self.cleaned_data.get("until")


class QuotationFilter(Period):
    """The filters of the page of quotations; a value that makes no sense filters nothing.

    `typing` is true while the last word of `q` is not complete.
    """

    NEWEST, OLDEST, RELEVANT = "newest", "oldest", "relevance"
    SORTS = (
        (NEWEST, "Newest first"),
        (OLDEST, "Oldest first"),
        (RELEVANT, "Most relevant first"),
    )

    q = forms.CharField(required=False, max_length=200, label="Words in the quote")
    title = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    words = forms.ChoiceField(
        choices=[(each.value, each.value) for each in Words],
        required=False,
        widget=forms.HiddenInput,
    )
    sort = forms.ChoiceField(choices=SORTS, required=False)
    appearances = forms.ChoiceField(
        choices=[(EVERY_APPEARANCE, EVERY_APPEARANCE)], required=False, widget=forms.HiddenInput
    )

    countries = forms.ChoiceField(choices=[(SURE, SURE)], required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, typing: bool = False) -> None:
        super().__init__(data)
        self.fields |= _of_facets()
        self.typing = typing

    def clean_q(self) -> str:
        typed: str = self.cleaned_data["q"]
        return while_typing(typed) if self.typing else typed

    @property
    def typed(self) -> str:
        """The words as typed."""
        typed: str = self.cleaned_data.get("q", "")
        return typed

    def selection(self) -> Selection:
        """Return what the valid filters select.

        It has the speakers' own words unless the reader chose other words, or kinds.
        """
        since, until = self.period
        kinds = any(self.cleaned_data.get("kind") or ())
        return Selection(
            self._chosen(wanted=True),
            since=since,
            until=until,
            title=self.cleaned_data.get("title", ""),
            query=parse(self.typed),
            words=Words.EVERY if kinds else Words.named(self.cleaned_data.get("words")),
            excluded=self._chosen(wanted=False),
            once=self.cleaned_data.get("appearances") != EVERY_APPEARANCE,
            sure=self.cleaned_data.get("countries") == SURE,
        )

    def _chosen(self, *, wanted: bool) -> dict[str, frozenset[Value]]:
        cleaned = ((f.name, self.cleaned_data.get(f.name)) for f in FACETS)
        sides = ((name, two[0 if wanted else 1]) for name, two in cleaned if two)
        return {name: values for name, values in sides if values}

    @property
    def order(self) -> str:
        return self.cleaned_data.get("sort") or self.NEWEST

    def orders(self, query: Query) -> Sequence[tuple[str, str]]:
        """Return the orders that the results of a query can be in."""
        return self.SORTS if query.wanted else self.SORTS[:-1]

    @property
    def by_relevance(self) -> bool:
        return self.order == self.RELEVANT


@cache
def _of_facets() -> Mapping[str, fields.Chosen]:
    """Return the field of each facet, by name: they hold nothing of a request."""
    return {
        facet.name: fields.Chosen(
            _field(facet.values), facet.values.key, none=bool(facet.none), label=facet.label
        )
        for facet in FACETS
    }


def _field(values: Values) -> forms.Field:
    """Return a form field that takes several of these values."""
    match values:
        case Rows(model=model):
            return fields.Existing(model)
        case Choices(choices=choices):
            return forms.MultipleChoiceField(choices=choices, required=False)
        case Years():
            return fields.Years(required=False)
    return fields.Texts(required=False)


class ArticleFilter(Period):
    """The filters of the page of articles; a value that makes no sense filters nothing."""

    NEWEST, OLDEST, MOST_QUOTES = "newest", "oldest", "quotes"
    SORTS = ((NEWEST, "Newest first"), (OLDEST, "Oldest first"), (MOST_QUOTES, "Most quotes first"))

    q = forms.CharField(required=False, max_length=200, label="Words in the article")
    outlet = fields.Row(Outlet.objects.all(), required=False, empty_label="All outlets")
    sort = forms.ChoiceField(choices=SORTS, required=False, widget=forms.HiddenInput)
    undated = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def rows(self) -> ArticleQuerySet:
        """Return the articles that pass the filters."""
        rows = self._of_outlet()
        return rows.undated() if self._dates.undated else rows.published_between(*self.period)

    def _of_outlet(self) -> ArticleQuerySet:
        """Return those that pass every filter but that of dates."""
        outlet = self.cleaned_data.get("outlet")
        rows = Article.objects.in_outlet([outlet] if outlet else [])
        return rows if self._having is None else rows.with_pk_in(backend().keys(self._having))

    def count(self) -> int:
        """Return how many articles pass the filters."""
        return self.rows().count() if self._keys is None else len(self._keys)

    def count_texts(self, every: int) -> int:
        """Return how many texts these have, of `every` article that passes the filters."""
        if self._keys is None:
            return self.rows().count_once_a_text(every)
        return len(once_a_text(self._keys))

    def page(self, request: PageRequest, *, once: bool = False) -> tuple[list[Article], str, str]:
        """Return a page of articles in the chosen order, and the cursors of its neighbours.

        With `once`, it has each text once.
        """
        page: Page | RankedPage
        if self.order == self.MOST_QUOTES:
            page = most_quoted(self._listed(once=once), request)
        elif self._having is not None and self._keys is not None:
            page = dated_page(self._listed(once=once), request)
        else:  # an index of the database begins with them
            rows = self.rows().once_a_text() if once else self.rows()
            return article_page(rows.for_listing(), request)
        found = Article.objects.for_listing().in_key_order(page.keys)
        return found, page.previous, page.next

    def _listed(self, *, once: bool) -> Numbers:
        if self._keys is None:
            rows = self.rows().once_a_text() if once else self.rows()
            return np.fromiter(rows.order_by().values_list("pk", flat=True), np.int64)
        return once_a_text(self._keys) if once else self._keys

    @property
    def _dates(self) -> Dates:
        undated = bool(self.cleaned_data.get("undated"))
        return Dates(undated=True) if undated else Dates(*self.period)

    @cached_property
    def _having(self) -> BitMap | None:
        """The articles with the words; None without words."""
        return keys_with(self.query) if self.query else None

    @cached_property
    def _keys(self) -> Numbers | None:
        """The articles that pass the filters, ascending; None if the database has to find them, as
        it alone has the outlets of all."""
        if self.cleaned_data.get("outlet"):
            return None
        return articles_of(self._dates, self._having)

    @property
    def in_words(self) -> list[str]:
        """The filters but for the words, as a page prints them."""
        since, until = self.period
        outlet = self.cleaned_data.get("outlet")
        undated = self.cleaned_data.get("undated")
        return [
            *([f"in {outlet}"] if outlet else []),
            *([f"since {since:%-d %B %Y}"] if since else []),
            *([f"until {until:%-d %B %Y}"] if until else []),
            *(["without a date"] if undated else []),
        ]

    @property
    def left_out(self) -> int:
        """How many pass every filter but that of dates, for want of a date."""
        if not any(self.period) or self.cleaned_data.get("undated"):
            return 0
        if self.cleaned_data.get("outlet"):
            return self._of_outlet().undated().count()
        return len(articles_of(Dates(undated=True), self._having))

    @property
    def order(self) -> str:
        return self.cleaned_data.get("sort") or self.NEWEST

    @property
    def query(self) -> Query:
        return parse(self.cleaned_data.get("q", ""))


class OutletFilter(forms.Form):
    """The filter of a list of outlets."""

    q = forms.CharField(required=False, max_length=200, label="Name")

    def keys(self) -> list[int]:
        """Return the keys of those whose name has these words; of all without words."""
        return list(Outlet.objects.keys_named_like(self.cleaned_data.get("q", "")))


# What speakers of a kind are called in a title.
KINDS_OF_SPEAKERS = {
    SpeakerType.PERSON.value: "people",
    SpeakerType.ORGANIZATION.value: "organizations",
    SpeakerType.GROUP.value: "groups",
    SpeakerType.UNNAMED.value: "unnamed",
}


class SpeakerFilter(forms.Form):
    """The filters of the page of speakers; a value that makes no sense filters nothing."""

    q = forms.CharField(required=False, max_length=200, label="Name")
    type = forms.ChoiceField(
        required=False,
        label="Kind",
        choices=[
            ("", "All kinds"),
            *((kind.value, kind.value.capitalize()) for kind in SpeakerType),
        ],
    )
    country = fields.Row(
        Country.objects.all(), required=False, empty_label="All countries", widget=LongSelect
    )
    letter = forms.ChoiceField(
        required=False, choices=[(each, each) for each in ascii_uppercase], widget=forms.HiddenInput
    )

    @property
    def chosen_letter(self) -> str:
        return self.cleaned_data.get("letter") or ""

    @property
    def title(self) -> str:
        """Who is listed, in words: “Speakers called roe, people, from Poland, under R”."""
        words, kind = self.cleaned_data.get("q"), self.cleaned_data.get("type")
        country, letter = self.cleaned_data.get("country"), self.chosen_letter
        parts = [
            f"Speakers called {words}" if words else "Speakers",
            KINDS_OF_SPEAKERS[kind] if kind else "",
            f"from {country.name}" if country else "",
            f"under {letter}" if letter else "",
        ]
        return ", ".join(filter(None, parts))

    def among(self) -> Collection[int] | None:
        """Return the keys of those that pass every filter but the letter, each once; None for no
        filter."""
        kept: Collection[int] | None = None
        if words := self.cleaned_data.get("q", ""):
            kept = Speaker.objects.keys_named_like(words)
        kind, country = self.cleaned_data.get("type"), self.cleaned_data.get("country")
        if kind or country:
            found = Speaker.objects.keys_of(kind, country)
            kept = found if kept is None else found.intersection(kept)
        return kept
