"""What readers choose: filters of lists."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict

from articles.forms.fields import Row, Rows, Years
from articles.forms.widgets import DateInput
from articles.models import Country, Outlet, Speaker, choices
from articles.models.articles import ArticleQuerySet
from articles.search.articles import matching
from articles.search.query import Query, parse, while_typing
from articles.search.selection import Selection
from extraction.annotations import Kind


class Period(forms.Form):
    """Two days, either of which may be left open."""

    since = forms.DateField(required=False, widget=DateInput({"class": "narrows"}), label="From")
    until = forms.DateField(required=False, widget=DateInput({"class": "narrows"}), label="To")

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

    `typing` is true while somebody types the last word of `q`.
    """

    NEWEST, RELEVANT = "newest", "relevance"

    q = forms.CharField(required=False, max_length=200, label="Words in the quote")
    speaker = Rows(Speaker.objects.all(), required=False)
    by = Rows(Country.objects.all(), required=False)
    about = Rows(Country.objects.all(), required=False)
    outlet = Rows(Outlet.objects.all(), required=False)
    kind = forms.MultipleChoiceField(choices=choices(Kind), required=False)
    year = Years(required=False)
    title = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    sort = forms.ChoiceField(
        choices=[(NEWEST, "newest"), (RELEVANT, "most relevant")], required=False
    )

    def __init__(self, data: QueryDict, *, typing: bool = False) -> None:
        super().__init__(data)
        self.typing = typing

    def clean_q(self) -> str:
        typed: str = self.cleaned_data["q"]
        return while_typing(typed) if self.typing else typed

    def chosen(self, name: str) -> dict[str, str]:
        """Values chosen in a field, as they stand in the URL, with their labels."""
        values = self.cleaned_data.get(name) or ()
        return {str(getattr(value, "pk", value)): str(value) for value in values}

    def selection(self) -> Selection:
        """What the filters ask for."""
        told = self.cleaned_data
        values: dict[str, frozenset[int | str]] = {
            name: frozenset(getattr(value, "pk", value) for value in told.get(name) or ())
            for name in ("speaker", "by", "about", "outlet", "kind")
        }
        values["year"] = frozenset(map(int, told.get("year") or ()))
        since, until = self.period
        return Selection(
            {name: chosen for name, chosen in values.items() if chosen},
            since=since,
            until=until,
            title=told.get("title", ""),
            query=parse(told.get("q", "")),
        )

    @property
    def by_relevance(self) -> bool:
        return self.cleaned_data.get("sort") == self.RELEVANT


class ArticleFilter(Period):
    q = forms.CharField(required=False, max_length=200, label="Words in the article")
    outlet = Row(Outlet.objects.all(), required=False, empty_label="All outlets")

    def narrow(self, articles: ArticleQuerySet) -> ArticleQuerySet:
        outlet = self.cleaned_data.get("outlet")
        kept = articles.in_outlet([outlet] if outlet else []).published_between(*self.period)
        return matching(kept, self.query)

    @property
    def query(self) -> Query:
        return parse(self.cleaned_data.get("q", ""))


class SpeakerFilter(forms.Form):
    q = forms.CharField(required=False, max_length=200, label="Name")

    def among(self) -> list[int] | None:
        """The keys of those of that name; None where no name is given."""
        words = self.cleaned_data.get("q", "")
        return Speaker.objects.keys_named_like(words) if words else None
